"""Puts the parts together: settings in, a running shop out. The one file of bot/ that imports handlers/."""

import asyncio
import contextlib
import gc
import signal
import socket
from collections.abc import Generator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import structlog
import uvicorn
from fastapi import FastAPI

from bot.clock import OFFSET, RealClock, StoryClock
from bot.complaint.case import Practice
from bot.complaint.reception import Reception, Tongues
from bot.errors import PortTaken
from bot.followup.delivery import Delivery
from bot.followup.timing import OpeningHours
from bot.language.understand import WordsUnderstander
from bot.log import place_of
from bot.memory.backup import back_up_before_migrating
from bot.memory.migrate import migrate
from bot.memory.shop import Tally
from bot.memory.store import Memory, Unit
from bot.ports import Clock, Payments
from bot.remedy.policy import SHIPPED, read_policy
from bot.settings import Settings
from bot.shop.connectors.embedded import Conduct, EmbeddedProvider
from bot.shop.importing import ReadFile, land, parts, read_file, reported
from bot.shop.imports.report import ImportReport
from bot.shop.sample import sample_files
from handlers.clock import Deed, TickingClock
from handlers.web import chat
from handlers.web.api import build
from handlers.web.bells import Bells
from handlers.web.chat import Counter
from handlers.web.sample import SampleDoor

log = structlog.get_logger(__name__)

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FUSE_SECONDS = 3


def practice_of(settings: Settings) -> Practice:
    """How the shop of these settings handles complaints."""
    shop, talk = settings.shop, settings.conversation
    hours = shop.opening
    policy = Path(settings.money.policy) if settings.money.policy else SHIPPED
    return Practice(
        shop=shop.name,
        privacy_url=shop.privacy_url or f"{settings.web.address}/privacy",
        opening=OpeningHours(frozenset(map(_WEEKDAYS.index, hours.days)), hours.opens, hours.closes, shop.zone),
        zone=shop.zone,
        policy=read_policy(policy.read_text(encoding="utf-8")),
        rates=settings.money.per_eur,
        sure_enough=talk.cause_confidence,
        unclear_replies=talk.unclear_replies,
        proofs_per_buyer=talk.proof_attempts_per_buyer,
        proofs_per_order=talk.proof_attempts_per_order,
        remind_after=timedelta(hours=talk.remind_after_hours),
        lapse_after=timedelta(hours=talk.lapse_after_hours),
    )


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
        take_in(memory, name, content)
    begins = settings.test.story_begins - RealClock().now()
    memory.write_now(lambda unit: unit.state.put(OFFSET, str(begins.total_seconds())))


def take_in(memory: Memory, name: str, content: bytes) -> ImportReport:
    """Take in one file of the seller's, part by part, and report what became of it. Taken in again, it changes nothing."""
    read = read_file(name, content)
    return reported(read, [memory.write_now(_land, part) for part in parts(read)])


def _land(unit: Unit, part: ReadFile) -> Tally:
    return land(unit.shop, part)


@dataclass(slots=True)
class House:
    """Everything that runs, put together."""

    memory: Memory
    clock: Clock
    reception: Reception
    delivery: Delivery
    counter: Counter
    web: FastAPI

    async def open(self) -> None:
        """Go on where a stop left off, and hear from here on of every line that another process writes."""
        if self.memory.sqlite:
            # One process at a time drains a file: what is claimed in it was claimed by one that is gone.
            await self.memory.write(lambda unit: unit.due.let_go())
        await self.counter.bells.look()
        await self.reception.pick_up()

    def every_second(self) -> list[Deed]:
        """What is done again and again, each apart from the others: what is due, and what other processes brought."""
        follow = [self.counter.sample.follow] if self.counter.sample else []
        return [*follow, self.counter.bells.look, self.reception.pick_up, self.delivery.drain]

    async def close(self) -> None:
        """Finish what was begun and leave everything else stored."""
        try:
            await self.reception.close()
        finally:
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
    return EmbeddedProvider(Path(wanted.book), clock, conduct)


def assemble(settings: Settings, memory: Memory, clock: Clock, payments: Payments) -> House:
    """The house of these settings, not yet open. The tests assemble it too, with a memory, clock and provider of their own."""
    practice = practice_of(settings)
    tongues = Tongues(settings.shop.spoken, settings.shop.default_language)
    bells = Bells(memory)
    doors = {chat.CHANNEL: chat.read_back}
    reception = Reception(memory, clock, practice, WordsUnderstander(), tongues, doors, bells.ring)
    delivery = Delivery(memory, clock, practice, payments, bells.ring)
    sample = SampleDoor(memory, clock, settings.shop.zone, delivery.drain) if isinstance(clock, StoryClock) else None
    counter = Counter(settings.shop.name, settings.web.max_text, memory, clock, reception, tongues, bells, sample)
    web = build(counter, settings.shop.privacy_url)
    return House(memory, clock, reception, delivery, counter, web)


class _Server(uvicorn.Server):
    """A server that leaves the signals to us: one loop, one way to stop."""

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        yield


async def serve(settings: Settings) -> None:
    """Open the shop and keep it open until it is told to stop (SIGTERM, Ctrl-C). Raises PortTaken."""
    door = _listen(settings.web.host, settings.web.port)
    memory = open_memory(settings)
    clock = clock_of(memory, settings)
    house = assemble(settings, memory, clock, provider_of(settings, clock))
    config = uvicorn.Config(
        house.web, log_config=None, access_log=False, timeout_graceful_shutdown=_FUSE_SECONDS, server_header=False, lifespan="off"
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
    log.info("the shop is open", shop=settings.shop.name, page=f"{settings.web.address}/")
    try:
        await server.serve(sockets=[door])
    finally:
        ticking.stop()
        await house.close()
    log.info("the shop is closed")


def _mishap(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """A task that ended in an error nobody waited for. Where, but not its words: they may be a buyer's."""
    error = context.get("exception")
    if error:
        log.error("a task failed", error=type(error).__name__, at=place_of(error))


def _listen(host: str, port: int) -> socket.socket:
    """Take the port before anything else is begun, so that a taken one is one clear sentence."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    door = socket.socket(family, socket.SOCK_STREAM)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((host, port))
    except (OSError, UnicodeError) as error:  # taken, not allowed, or no name of this machine
        door.close()
        why = error.strerror if isinstance(error, OSError) else "no such name"
        raise PortTaken(
            f"{host}:{port} cannot be opened ({why}). Stop what uses it, or choose another port in [web] of a config.toml."
        ) from None
    door.listen(2048)
    return door
