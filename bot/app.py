"""Puts the parts together: settings in, a running shop out. The one file of bot/ that imports handlers/."""

import asyncio
import contextlib
import gc
import signal
from collections.abc import Callable, Generator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any

import structlog
import uvicorn
from fastapi import FastAPI

from bot.clock import OFFSET, RealClock, StoryClock
from bot.complaint import looking_up
from bot.complaint.looking_up import EnquiryDesk
from bot.complaint.practice import AlarmAt, Practice, ReturnRoute
from bot.complaint.reception import Reception, Tongues
from bot.complaint.second_opinion import SecondOpinion
from bot.followup import mailing
from bot.followup.delivery import Courier, Delivery
from bot.followup.letters import ByMail
from bot.followup.mailroom import Mailroom
from bot.followup.timing import OpeningHours
from bot.front_door import front_door
from bot.language.connectors.chat_completions import ChatCompletions
from bot.language.understand import Understander, WordsUnderstander
from bot.log import place_of
from bot.memory.backup import back_up_before_migrating
from bot.memory.migrate import migrate
from bot.memory.pictures import Limits, Pictures
from bot.memory.shop import Tally
from bot.memory.store import Memory, Unit
from bot.ports import Clock, Payments
from bot.remedy import overdrawn
from bot.remedy.policy_reading import SHIPPED, read_policy
from bot.remedy.rates import Rates
from bot.remedy.rates_reading import SNAPSHOT, DatedRates, read_rates
from bot.services import model_of, tracking_of
from bot.settings import Settings
from bot.shop import arrivals
from bot.shop.answers import Shelf
from bot.shop.answers_file import AnswersFile
from bot.shop.connectors.embedded import Conduct, EmbeddedProvider
from bot.shop.connectors.tracking_17track import SeventeenTrack
from bot.shop.connectors.tracking_aftership import AfterShip
from bot.shop.importing import ReadFile, land, parts, read_file, reported
from bot.shop.imports.report import ImportReport
from bot.shop.parcel_links import WaysIn
from bot.shop.sample import SAMPLE_ANSWERS, SAMPLE_RETURN_ADDRESS, sample_charges, sample_files
from bot.terms import Authority, Cause
from handlers.clock import Deed, TickingClock
from handlers.mail.messenger import MailServer, SmtpPostOffice
from handlers.telegram import buyer, updates
from handlers.telegram.office import USERNAME, Needs, TelegramOffice
from handlers.web import chat, hook
from handlers.web.api import build
from handlers.web.bells import Bells
from handlers.web.counter import CHANNEL, Counter
from handlers.web.limits import Turnstile
from handlers.web.sample import SampleDoor

log = structlog.get_logger(__name__)

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FUSE_SECONDS = 3


def practice_of(settings: Settings, shelf: Shelf | None = None) -> Practice:
    """How the shop of these settings handles complaints; with the owner's short answers where buyers are heard."""
    shop, talk = settings.shop, settings.conversation
    hours = shop.opening
    policy = Path(settings.money.policy) if settings.money.policy else SHIPPED
    return Practice(
        shop=shop.name,
        privacy_url=shop.privacy_url or f"{settings.web.address}/privacy",
        opening=OpeningHours(frozenset(map(_WEEKDAYS.index, hours.days)), hours.opens, hours.closes, shop.zone),
        zone=shop.zone,
        policy=read_policy(policy.read_text(encoding="utf-8")),
        rates=rates_of(settings),
        by_mail=by_mail_of(settings),
        spoken=shop.spoken,
        sorry_after=timedelta(minutes=talk.sorry_after_minutes),
        sure_enough=talk.cause_confidence,
        unclear_replies=talk.unclear_replies,
        proofs_per_buyer=talk.proof_attempts_per_buyer,
        proofs_per_order=talk.proof_attempts_per_order,
        remind_after=timedelta(hours=talk.remind_after_hours),
        lapse_after=timedelta(hours=talk.lapse_after_hours),
        shelf=shelf or Shelf(),
        staff=MappingProxyType({one.name: Authority(one.role) for one in settings.staff}),
        paid_by_hand=frozenset(settings.money.by_hand),
        returns=ReturnRoute(_address_for_returns(settings), settings.returns.days),
        guarantee_months=settings.returns.guarantee_months,
        alarm_at=AlarmAt(settings.safety.alarm_buyers, settings.safety.alarm_days),
        looks_up=frozenset({Cause.PAYMENT} if settings.tracking.service == "none" else {Cause.PAYMENT, Cause.LATE_DELIVERY}),
    )


def _address_for_returns(settings: Settings) -> str:
    """Where goods go back to; the sample shop has an address of its own, and no other shop is given it."""
    return settings.returns.address or (SAMPLE_RETURN_ADDRESS if settings.test.sample_shop else "")


def rates_of(settings: Settings) -> Rates:
    """What one euro buys: as the settings say, else the owner's download, else what comes with the program."""
    shipped = read_rates(SNAPSHOT.read_text(encoding="utf-8"))
    return MappingProxyType({**shipped.per_euro, **dated_rates_of(settings).per_euro, **settings.money.per_eur})


def dated_rates_of(settings: Settings) -> DatedRates:
    """The rates in use that are of a day: the owner's download, or what comes with the program."""
    path = Path(settings.money.rates_file) if settings.money.rates_file else SNAPSHOT
    return read_rates(path.read_text(encoding="utf-8"))


def answers_of(settings: Settings) -> AnswersFile | None:
    """The file of the owner's short answers; the sample shop has one of its own."""
    if settings.answers.file:
        return AnswersFile(Path(settings.answers.file))
    return AnswersFile(SAMPLE_ANSWERS) if settings.test.sample_shop else None


def by_mail_of(settings: Settings) -> ByMail | None:
    """How buyers who have left the page are written to; None if they are not."""
    mail = settings.mail
    if not mail.host:
        return None
    after, link_for = timedelta(minutes=mail.after_minutes), timedelta(days=mail.link_days)
    return ByMail(settings.shop.name, settings.web.address, settings.shop.zone, after, link_for)


def open_memory(settings: Settings) -> Memory:
    """The shop's memory, with its tables in order and the sample shop in it if it is one."""
    memory = Memory(settings.database.url)
    try:
        with memory.connection() as connection:
            migrate(connection, back_up_before_migrating)
        if settings.test.sample_shop:
            _stock(memory, settings)
    except BaseException:
        memory.close()
        raise
    return memory


def clock_of(memory: Memory, settings: Settings) -> RealClock | StoryClock:
    """The clock of this shop: a story's, if it is the sample shop."""
    if not settings.test.sample_shop:
        return RealClock()
    kept = memory.write_now(lambda unit: unit.state.get(OFFSET))
    return StoryClock(timedelta(seconds=float(kept or 0)))


def _stock(memory: Memory, settings: Settings) -> None:
    """Begin the story once, and see that its orders, prices and promotions are there."""
    if memory.write_now(lambda unit: unit.state.get(OFFSET)) is not None:
        return
    # The story begins once the shelves are full: whoever is stopped half-way begins anew.
    for name, content in sample_files():
        take_in(memory, read_file(name, content), settings.test.story_begins)
    begins = settings.test.story_begins - RealClock().now()
    memory.write_now(lambda unit: unit.state.put(OFFSET, str(begins.total_seconds())))


def ways_in(memory: Memory, settings: Settings) -> WaysIn:
    """Where links lead: to the page, and to the bot once it was open at Telegram under its name."""
    return WaysIn(settings.web.address, memory.write_now(lambda unit: unit.state.get(USERNAME)) or "")


def take_in(memory: Memory, read: ReadFile, now: datetime, landed: Callable[[int], object] | None = None) -> ImportReport:
    """Take in one file of the seller's, part by part, and report what became of it. Taken in again, it changes nothing.

    `landed` hears how many rows have landed, after each part.
    """
    tallies = []
    rows = 0
    for part in parts(read):
        tallies.append(memory.write_now(_land, part, now))
        rows += part.rows
        if landed:
            landed(rows)
    return reported(read, tallies)


def _land(unit: Unit, part: ReadFile, now: datetime) -> Tally:
    arrivals.notice(unit, part.stock, now)
    tally = land(unit.shop, part)
    overdrawn.notice(unit, tally.overdrawn, now)
    return tally


@dataclass(slots=True)
class House:
    """Everything that runs, put together."""

    memory: Memory
    clock: Clock
    reception: Reception
    delivery: Delivery
    counter: Counter
    web: FastAPI
    telegram: TelegramOffice | None = None
    tracking: SeventeenTrack | AfterShip | None = None
    answers: AnswersFile | None = None
    model: ChatCompletions | None = None

    async def open(self) -> None:
        """Go on where a stop left off, and hear from here on of every line that another process writes."""
        if self.memory.sqlite:
            # One process at a time drains a file: what is claimed in it was claimed by one that is gone.
            await self.memory.write(lambda unit: unit.due.let_go())
        await self.counter.bells.look()
        await self.reception.pick_up()
        if self.telegram:
            await self.telegram.open()

    def every_second(self) -> list[Deed]:
        """What is done again and again, each apart from the others: what is due, and what other processes brought."""
        follow: list[Deed] = [self.counter.sample.follow] if self.counter.sample else []
        follow += [self.answers.look] if self.answers else []
        return [*follow, self.counter.bells.look, self.reception.pick_up, self.delivery.drain]

    async def close(self) -> None:
        """Finish what was begun and leave everything else stored."""
        try:
            if self.telegram:
                await self.telegram.stop_listening()
            await self.reception.close()
            await self.delivery.close()
            if self.tracking:
                await self.tracking.close()
            if self.model:
                await self.model.close()
            if self.telegram:
                await self.telegram.close()
        finally:
            self.counter.pictures.close()
            self.memory.close()


def provider_of(settings: Settings, clock: Clock) -> EmbeddedProvider:
    """The payment provider of these settings."""
    wanted = settings.payments
    conduct = Conduct(
        latency=timedelta(milliseconds=wanted.latency_ms),
        lose_answer_percent=wanted.lose_answer_percent,
        late_percent=wanted.late_percent,
        late_by=timedelta(seconds=wanted.late_seconds),
        refuse_percent=wanted.refuse_percent,
        down=wanted.down,
    )
    provider = EmbeddedProvider(Path(wanted.book), clock, conduct)
    if settings.test.sample_shop:
        for number, charges in sample_charges().items():
            provider.enter_charges(number, charges)
    return provider


def pictures_of(settings: Settings) -> Pictures:
    """Where these settings keep what buyers show."""
    wanted = settings.evidence
    return Pictures(Path(wanted.folder), Limits(wanted.max_mb * 10**6, wanted.max_megapixels * 10**6))


def assemble(
    settings: Settings, memory: Memory, clock: Clock, payments: Payments, understander: Understander | None = None
) -> House:
    """The house of these settings, not yet open. The tests assemble it too, with a memory, clock and provider of their own."""
    answers = answers_of(settings)
    practice = practice_of(settings, answers.shelf if answers else None)
    tongues = Tongues(settings.shop.spoken, settings.shop.default_language)
    bells = Bells(memory)
    pictures = pictures_of(settings)
    doors = {CHANNEL: chat.read_back, buyer.CHANNEL: updates.read_back}
    model = model_of(settings)
    opinion = SecondOpinion(memory, clock, practice, model) if model else None
    words = understander or WordsUnderstander()
    reception = Reception(memory, clock, practice, words, tongues, doors, bells.ring, second_opinion=opinion)
    telegram = None
    if settings.telegram.token:
        needs = Needs(memory, clock, practice, tongues, reception, pictures)
        telegram = TelegramOffice(settings.telegram, f"{settings.web.address}{hook.PATH}", needs)
        bells.tell_too(telegram.told)
    tracking = tracking_of(settings)
    desk = EnquiryDesk(memory, clock, practice, payments, tracking)
    couriers = {
        **(telegram.couriers if telegram else {}),
        **_letters(settings, memory, clock, practice),
        looking_up.KIND: desk.look_up,
    }
    delivery = Delivery(memory, clock, practice, payments, bells.ring, couriers)
    sample = SampleDoor(memory, clock, settings.shop.zone, delivery.drain) if isinstance(clock, StoryClock) else None
    counter = Counter(
        shop=settings.shop.name,
        max_text=settings.web.max_text,
        address=settings.web.address,
        zone=settings.shop.zone,
        memory=memory,
        clock=clock,
        reception=reception,
        tongues=tongues,
        bells=bells,
        pictures=pictures,
        turnstile=Turnstile(settings.web.limits, settings.web.trusted),
        order_link_for=timedelta(days=settings.web.order_link_days),
        sample=sample,
        by_mail=practice.by_mail,
        asks_outside=bool(settings.language_model.url) or settings.translation.kind != "none",
    )
    web = build(counter, settings.shop.privacy_url, settings.web.frame_ancestors)
    if telegram:
        web.include_router(hook.hook_route(hook.Hook(telegram.knows, telegram.hook)))
    return House(memory, clock, reception, delivery, counter, web, telegram, tracking, answers, model)


def _letters(settings: Settings, memory: Memory, clock: Clock, practice: Practice) -> dict[str, Courier]:
    """Who sends letters, if any are sent."""
    mail = settings.mail
    if practice.by_mail is None:
        return {}
    server = MailServer(mail.host, mail.port, mail.security, mail.sender, mail.user, mail.password, mail.reply_to)
    room = Mailroom(memory, clock, practice.by_mail, SmtpPostOffice(server))
    return dict.fromkeys(mailing.KINDS, room.deliver)


class _Server(uvicorn.Server):
    """A server that leaves the signals to us: one loop, one way to stop."""

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        yield


async def serve(settings: Settings) -> None:
    """Open the shop and keep it open until it is told to stop (SIGTERM, Ctrl-C). Raises PortTaken."""
    door = front_door(settings.web.host, settings.web.port)
    memory = open_memory(settings)
    clock = clock_of(memory, settings)
    house = assemble(settings, memory, clock, provider_of(settings, clock))
    config = uvicorn.Config(
        house.web,
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=_FUSE_SECONDS,
        server_header=False,
        proxy_headers=False,  # who may say whom a request comes from is the shop's setting, looked at where it is counted
        lifespan="off",
    )
    server = _Server(config)
    bells = house.counter.bells

    def stop() -> None:
        # The log comes last: whoever read it may be gone, and the shop closes all the same.
        streams = bells.listeners
        bells.close()
        server.should_exit = True
        log.info("the shop closes", streams=streams)

    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop)
    loop.set_exception_handler(_mishap)
    ticking = TickingClock(house.every_second())
    await house.open()
    # What is loaded by now stays: a full collection that walks all of it would stall every buyer for a tenth of a second.
    gc.collect()
    gc.freeze()
    ticking.start()
    # Begun beside the talk: whoever writes in a language before its turn comes waits for that language alone.
    lessons = asyncio.create_task(house.reception.school.to_understand_all(settings.shop.spoken))
    log.info("the shop is open", shop=settings.shop.name, page=f"{settings.web.address}/")
    try:
        await server.serve(sockets=[door])
    finally:
        ticking.stop()
        lessons.cancel()
        await house.close()
    log.info("the shop is closed")


def _mishap(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """A task that ended in an error nobody waited for. Where, but not its words: they may be a buyer's."""
    error = context.get("exception")
    if error:
        log.error("a task failed", error=type(error).__name__, at=place_of(error))
