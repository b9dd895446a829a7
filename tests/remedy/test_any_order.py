"""In whatever order buyers, staff, time, faults and crashes come: money moves once, and no promise is forgotten."""

import asyncio
import shutil
import tempfile
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bot.app import take_in
from bot.complaint.turn import TELL
from bot.errors import BadRequest, NoSuchCase, NoSuchTask, NotNow
from bot.memory.accounts import LedgerLine
from bot.memory.money_tables import RemedyState, TaskKind
from bot.memory.store import Unit
from bot.memory.views import CaseFile
from bot.ports import PaymentAnswer, PaymentState
from bot.remedy import by_hand, switch
from bot.remedy.money import Money
from bot.remedy.offer import Part
from bot.remedy.reconciling import our_side
from bot.remedy.settling import Settlement, Word, settle_by_hand
from bot.remedy.verifying import Booked, disagreements
from bot.shop.importing import ReadFile
from bot.shop.imports.found import OrderFound
from bot.shop.orders import Order, order_key
from bot.terms import Keeper, RemedyKind
from tests.complaint.counter import ANA, CHAU, PRACTICE, approve, close, file_of, hand_back, reply, with_offer
from tests.databases import put_back
from tests.payments import ScriptedPayments, Turn
from tests.remedy.promises import (
    APOLOGY,
    COUPON,
    GIFT,
    POINTS,
    RAIN_CHECK,
    REFUND,
    REPLACEMENT,
    RETURN,
    VOUCHER,
    WARRANTY,
    promised,
)
from tests.talk import Buyer, Shop, open_shop

WORDS = ("yes", "yes", "the coupon", "how long does it take?", "I want to talk to a person")
OPEN = {RemedyState.APPROVED, RemedyState.EXECUTING, RemedyState.UNKNOWN}
EVER = datetime(2000, 1, 1, tzinfo=UTC)


class Died(BaseException):
    """The process is gone, in the middle of a call to the provider."""


class MoodyPayments(ScriptedPayments):
    """A provider that behaves alike until it is told otherwise, and during whose calls a process can die."""

    def __init__(self) -> None:
        super().__init__()
        self.mood = Turn.DONE
        self.dies = False
        self.asked_blindly: list[str] = []

    async def refund(self, key: str, order_number: str, amount: Money) -> PaymentAnswer:
        if key in self.book:
            self.asked_blindly.append(key)
        answer = await super().refund(key, order_number, amount)
        if self.dies:
            self.dies = False
            raise Died
        return answer

    def _next(self, call: str, key: str) -> Turn:
        self.calls.append((call, key))
        silent = self.mood is Turn.REQUEST_LOST
        never_asked = call == "look_up" and key not in self.book
        return Turn.AS_WRITTEN if never_asked and not silent else self.mood


# With whom it begins, and what was done by then.
YES = ("say", 0, "yes")
beginnings = st.sampled_from(
    [
        ((ANA,), (YES,)),
        ((ANA,), (YES,)),
        ((ANA, ANA), (YES, ("say", 1, "yes"))),
        ((ANA, ANA), ()),
        ((CHAU,), (("approve", 1, ""), YES)),
        ((CHAU,), ()),
    ]
)
moods = st.tuples(st.just("provider"), st.just(0), st.sampled_from(Turn))
# The platform returns some of an order, or as much as we do, or all that is left of it, and its file says so.
files = st.tuples(st.just("the platform's file refunds"), st.sampled_from([0, 0, 1]), st.sampled_from([1, 998, 5000, 100_000]))
deeds = st.one_of(
    st.tuples(st.just("say"), st.sampled_from([0, 1]), st.sampled_from(WORDS)),
    st.tuples(st.just("press"), st.sampled_from([0, 1]), st.integers(0, 20)),
    st.tuples(st.sampled_from(["approve", "approve", "reply", "hand back", "close"]), st.sampled_from([1, 2]), st.just("")),
    moods,
    moods,
    st.tuples(st.just("seconds"), st.sampled_from([0, 0, 30, 600, 100_000]), st.just("")),
    st.tuples(st.just("hours"), st.sampled_from([2, 30]), st.just("")),
    st.tuples(st.sampled_from(["die before", "die during", "pause", "resume"]), st.just(0), st.just("")),
    files,
)
# What else can be agreed on than money back and a coupon.
remedies = st.lists(
    st.sampled_from(
        [
            (RETURN,),
            (RETURN, COUPON),
            (REPLACEMENT, RETURN),
            (REFUND, RETURN),
            (REFUND, COUPON, GIFT),
            (POINTS, WARRANTY),
            (VOUCHER, APOLOGY),
            (RAIN_CHECK, COUPON),
        ]
    ),
    min_size=1,
    max_size=2,
).map(tuple)
by_people = st.one_of(
    st.tuples(st.just("confirm"), st.integers(1, 4), st.sampled_from(["", "24.50", "200"])),
    st.tuples(st.just("confirm"), st.just(1), st.sampled_from(["24.50", "10"])),
    st.tuples(st.sampled_from(["call off", "reply", "hand back", "close"]), st.sampled_from([1, 2]), st.just("")),
    moods,
    st.tuples(st.just("seconds"), st.sampled_from([0, 30, 600, 100_000]), st.just("")),
    st.tuples(st.just("hours"), st.sampled_from([2, 30]), st.just("")),
    st.tuples(st.sampled_from(["die before", "die during", "pause", "resume"]), st.just(0), st.just("")),
    files,
)
Deed = tuple[str, int, object]
Beginning = tuple[tuple[str, ...], tuple[Deed, ...]]


class Life:
    """A shop, its buyers, a colleague, and all that can befall them."""

    def __init__(self, shop: Shop, payments: MoodyPayments, buyers: list[Buyer]) -> None:
        self.shop = shop
        self.payments = payments
        self.buyers = buyers
        self.paused = False
        self.most: dict[str, Money] = {}  # what may be returned of an order at the most, where the platform returned some

    async def do(self, what: str, who: int, with_: object) -> None:
        match what:
            case "say":
                await self.buyers[who % len(self.buyers)].say(str(with_))
            case "press":
                await self._press(self.buyers[who % len(self.buyers)], int(str(with_)))
            case "provider":
                assert isinstance(with_, Turn)
                self.payments.mood = with_
            case "seconds":
                await self._later(timedelta(seconds=who))
            case "hours":
                for _ in range(who):
                    await self._later(timedelta(hours=1))
            case "die before":
                # Claimed, and nothing came of it.
                await self.shop.house.memory.write(lambda unit: unit.due.claim(self.shop.clock.now()))
                await self._start_again()
            case "die during":
                self.payments.dies = True
            case "confirm":
                with suppress(NotNow, NoSuchTask, BadRequest):
                    await self.confirm(who, str(with_))
            case "the platform's file refunds":
                await self._platform_returns(who, int(str(with_)))
            case "call off":
                off = Word(Settlement.CANCELLED, "Mei", "they would rather not")
                with suppress(NotNow, NoSuchCase):
                    await self.shop.house.memory.write(settle_by_hand, who, off, PRACTICE, self.shop.clock.now())
            case "pause" | "resume":
                self.paused = what == "pause"
                now = self.shop.clock.now()
                if self.paused:
                    await self.shop.house.memory.write(switch.pause, "Mei", now)
                else:
                    await self.shop.house.memory.write(switch.resume, now)
            case _:
                verb = {"reply": reply, "hand back": hand_back, "approve": approve, "close": close}[what]
                with suppress(NotNow, NoSuchCase):
                    await verb(self.shop, case_id=who)

    async def confirm(self, number: int, amount: str) -> None:
        """Ada has done a task, whatever it was."""
        task = await self.shop.house.memory.read(lambda unit: unit.tasks.find(number))
        kind = task.kind if task else TaskKind.GIFT
        proof = ("", "Dear Ana, I am sorry.") if kind is TaskKind.APOLOGY else (f"T-{number}", "")
        deed = by_hand.Deed("Ada", *proof, amount if kind is TaskKind.ARRIVAL else "")
        await self.shop.house.memory.write(by_hand.confirm, number, deed, PRACTICE, self.shop.clock.now())

    async def ledger(self) -> list[LedgerLine]:
        return await self.shop.house.memory.read(lambda unit: unit.accounts.lines(EVER))

    async def check_every_figure(self) -> None:
        """What holds at every moment."""
        refunds = [line for line in await self.ledger() if line.part is RemedyKind.REFUND]
        done = Counter(line.case_id for line in refunds if line.state is RemedyState.DONE)
        said = await self.shop.house.memory.read(lambda unit: unit.transcript.times_said("done.refunded"))
        assert max(done.values(), default=0) <= 1
        assert all(times <= done[case_id] for case_id, times in said.items())
        for order in await self.shop.house.memory.read(both_orders):
            of_order = [line for line in refunds if line.order_number == order.number]
            nothing = Money.zero(order.currency)
            assert order.promised == sum((line.amount for line in of_order if line.state in OPEN), nothing)
            ours = sum((line.amount for line in of_order if line.state is RemedyState.DONE), nothing)
            theirs = order.told_of - await self.shop.house.memory.read(ours_shown, order)
            assert order.refunded == ours + theirs
            assert order.refunded <= self.most.get(order.number, order.total_paid)
            assert order.number in self.most or order.promised + order.refunded <= order.total_paid
        assert self.payments.asked_blindly == []

    async def check_the_end(self) -> None:
        """What holds once the provider is well and time has passed."""
        for line in await self.ledger():
            assert line.state not in OPEN, f"{line.key} is forgotten"
            file = await file_of(self.shop, line.case_id)
            if line.state is not RemedyState.DONE:
                assert any(note.what in {"handed over", "taken over"} for note in file.log), f"nobody knows of {line.key}"
            elif file.stored.case.keeper is Keeper.BOT and not _told_later(file):
                assert file.stored.case.told, f"{line.key} is done, and was not told"
        ours = await self.shop.house.memory.read(our_side)
        # What was on its way as the platform returned it as well is paid twice, and said to be; nothing else is.
        twice = [order.number for order in await self.shop.house.memory.read(both_orders) if order.overdrawn]
        assert disagreements(ours, self._book()) == [
            f"Order {number}: more is returned or promised than was paid." for number in twice
        ]

    async def do_all_that_people_have_to(self) -> None:
        """Every task is done, and those that follow from it; and time passes for what they asked for."""
        while waiting := await self.shop.house.memory.read(lambda unit: unit.tasks.waiting()):
            with suppress(NotNow, BadRequest):  # less is left of the order than is to go back: it is called off
                await self.confirm(waiting[0].id, "")
                await self.do("hours", 2, "")
                continue
            with suppress(NotNow):  # nobody can have what is closed, and needs not
                await reply(self.shop, case_id=waiting[0].case_id)
            await self.do("call off", waiting[0].case_id, "")
            await self.do("hand back", waiting[0].case_id, "")

    async def check_what_was_given(self) -> None:
        """Each coupon, each point and each budgeted cent stands for a part that was given, once."""
        lines = await self.ledger()
        given = [line for line in lines if line.state is RemedyState.DONE]
        coupons = await self.shop.house.memory.read(lambda unit: unit.coupons.since(EVER))
        assert sorted(one.remedy_key for one in coupons) == sorted(one.key for one in given if one.part is RemedyKind.COUPON)
        for buyer in {line.case_id for line in lines}:
            points = await self.shop.house.memory.read(lambda unit, who=buyer: unit.points.balance(who))
            assert points == sum(one.count for one in given if one.part is RemedyKind.POINTS and one.case_id == buyer)
        sums = await self.shop.house.memory.read(lambda unit: unit.accounts.sums(EVER))
        month = await self.shop.house.memory.read(lambda unit: unit.ledger.budget("2026-02"))
        assert month.spent == sum((one.euros for one in sums), Money.zero("EUR"))

    async def end_well(self) -> None:
        """The provider is up for two days; money that is paused does not move before it is let."""
        self.payments.mood, self.payments.dies = Turn.DONE, False
        if self.paused:
            before = len(self.payments.calls)
            await self.do("hours", 5, "")
            assert len(self.payments.calls) == before
            await self.do("resume", 0, "")
        await self.do("hours", 5, "")

    async def _later(self, by: timedelta) -> None:
        try:
            await self.shop.later(by)
        except Died:
            await self._start_again()

    async def _start_again(self) -> None:
        """The next process: on PostgreSQL, where others may be alive, a claim has to run out first."""
        if not self.shop.house.memory.sqlite:
            self.shop.clock.forward(timedelta(minutes=2, seconds=1))
        await self.shop.house.open()

    async def _platform_returns(self, which: int, minor: int) -> None:
        """So much more than its file told of before, or what is left of it; what is asked for by then may still move."""
        order = (await self.shop.house.memory.read(both_orders))[which]
        rise = min(Money(minor, order.currency), order.total_paid - order.told_of)
        told = replace(order, refunded=order.told_of + rise, refunds_told=None, promised=None, id=0)
        take_in(self.shop.house.memory, ReadFile("orders.csv", orders=(OrderFound(2, told),)), self.shop.clock.now())
        now = (await self.shop.house.memory.read(both_orders))[which]
        may_move = await self.shop.house.memory.read(in_flight, now)
        self.most[order.number] = max(now.total_paid, now.refunded + may_move)

    async def _press(self, buyer: Buyer, which: int) -> None:
        await buyer.read()
        labels = [button["label"] for line in buyer.lines for button in line["buttons"]]
        if labels:
            await buyer.press(labels[which % len(labels)])

    def _book(self) -> list[Booked]:
        return [
            Booked(key, entry.amount, entry.answer.state is PaymentState.DONE, entry.answer.reference)
            for key, entry in self.payments.book.items()
        ]


def _told_later(file: CaseFile) -> bool:
    """Whether its buyer is told once nobody talks with them about something else."""
    return any((due.kind, due.state) == (TELL, "due") for due in file.due)


def both_orders(unit: Unit) -> list[Order]:
    numbers = ("WL-2026-0063", "WL-2026-0056")
    return [order for number in numbers for order in unit.shop.find_orders(order_key(number))]


def ours_shown(unit: Unit, order: Order) -> Money:
    """What the platform's file tells of an order that is ours."""
    return _sum(unit, order, "r.shown")


def in_flight(unit: Unit, order: Order) -> Money:
    """What was asked of the provider and may have moved, or is ours as the file has it; what people were to return is not."""
    asked = "r.state IN ('executing', 'unknown') AND (r.shown OR NOT EXISTS (SELECT 1 FROM task t WHERE t.key = r.key))"
    return _sum(unit, order, asked)


def _sum(unit: Unit, order: Order, where: str) -> Money:
    refunds = f"SELECT COALESCE(SUM(r.amount_minor), 0) FROM remedy r WHERE r.part = 'refund' AND r.order_id = {order.id}"
    return Money(int(unit.connection.exec_driver_sql(f"{refunds} AND {where}").scalar_one()), order.currency)


async def live(folder: Path, url: str, beginning: Beginning, story: list[Deed]) -> None:
    words, first = beginning
    payments = MoodyPayments()
    async with open_shop(folder, url=url, payments=payments) as shop:
        life = Life(shop, payments, [await with_offer(shop, said) for said in words])
        for deed in (*first, *story):
            await life.do(*deed)
            await life.check_every_figure()
        await life.end_well()
        await life.check_every_figure()
        await life.check_the_end()


async def live_with(folder: Path, url: str, remedies: tuple[tuple[Part, ...], ...], by_hand: bool, story: list[Deed]) -> None:
    """As `live`, of remedies of any kind, which were agreed on in as many cases, some of a shop whose people return the money."""
    payments = MoodyPayments()
    people: dict[str, object] = {"by_hand": ["own"] if by_hand else []}
    async with open_shop(folder, url=url, payments=payments, money=people) as shop:
        life = Life(shop, payments, [await promised(shop, *parts) for parts in remedies])
        for deed in story:
            await life.do(*deed)
            await life.check_every_figure()
        await life.end_well()
        await life.do_all_that_people_have_to()
        await life.check_every_figure()
        await life.check_the_end()
        await life.check_what_was_given()


# A story is shown as it was found: to shorten one takes minutes.
PHASES = (Phase.explicit, Phase.generate)


@given(beginnings, moods, st.lists(deeds, min_size=4, max_size=20))
@settings(max_examples=80, phases=PHASES)
def test_in_any_order_money_moves_once_and_nothing_is_forgotten(
    sqlite_shop: Path, beginning: Beginning, mood: Deed, story: list[Deed]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(sqlite_shop, Path(folder) / "shop.db")

        asyncio.run(live(Path(folder), "", beginning, [mood, *story]))


@given(beginnings, moods, st.lists(deeds, min_size=4, max_size=20))
@settings(max_examples=15, phases=PHASES)
def test_on_postgresql_just_the_same(postgres_shop: str, beginning: Beginning, mood: Deed, story: list[Deed]) -> None:
    put_back(postgres_shop)
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(live(Path(folder), postgres_shop, beginning, [mood, *story]))


@given(remedies, st.booleans(), st.lists(by_people, min_size=4, max_size=20))
@settings(max_examples=60, phases=PHASES)
def test_whatever_was_agreed_on_is_given_once_in_any_order(
    sqlite_shop: Path, agreed: tuple[tuple[Part, ...], ...], by_hand: bool, story: list[Deed]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(sqlite_shop, Path(folder) / "shop.db")

        asyncio.run(live_with(Path(folder), "", agreed, by_hand, story))


@given(remedies, st.booleans(), st.lists(by_people, min_size=4, max_size=20))
@settings(max_examples=10, phases=PHASES)
def test_whatever_was_agreed_on_is_given_once_on_postgresql(
    postgres_shop: str, agreed: tuple[tuple[Part, ...], ...], by_hand: bool, story: list[Deed]
) -> None:
    put_back(postgres_shop)
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(live_with(Path(folder), postgres_shop, agreed, by_hand, story))
