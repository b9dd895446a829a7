"""A day of two thousand cases, with a provider that errs, people who are late, and remedies of every kind: the books agree."""

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

from bot.app import open_memory, practice_of, provider_of
from bot.complaint.handling import hand_back, reply
from bot.complaint.practice import Practice
from bot.errors import BadRequest, NotNow
from bot.followup.delivery import Delivery
from bot.memory.store import Memory, Unit
from bot.remedy import overdrawn
from bot.remedy.by_hand import Deed, confirm
from bot.remedy.money import Money
from bot.remedy.offer import Part
from bot.remedy.reconciling import booked, our_side
from bot.remedy.settling import Settlement, Word, settle_by_hand
from bot.remedy.verifying import disagreements
from bot.settings import Settings
from bot.shop.orders import Order, order_key
from bot.terms import RemedyKind
from tests.remedy.promises import (
    APOLOGY,
    COUPON,
    GIFT,
    POINTS,
    RAIN_CHECK,
    REPAIR,
    REPLACEMENT,
    RESEND,
    RETURN,
    VOUCHER,
    WARRANTY,
    agree,
)
from tests.talk import StandingClock

CASES = 2000
BY_HAND = ("aliexpress", "amazon")
PLATFORMS = ("own", "shopify", *BY_HAND)
OTHERS = (COUPON, POINTS, WARRANTY, RETURN, RAIN_CHECK, REPLACEMENT, REPAIR, RESEND, GIFT, APOLOGY, VOUCHER)


def settings_in(folder: Path) -> Settings:
    """A shop whose provider loses answers, is late, and refuses, and whose people return the money of some platforms."""
    return Settings.model_validate(
        {
            "database": {"url": f"sqlite:///{folder}/shop.db"},
            "payments": {
                "book": f"{folder}/book.db",
                "lose_answer_percent": 10,
                "late_percent": 10,
                "late_seconds": 3600,
                "refuse_percent": 10,
            },
            "test": {"sample_shop": True},
        }
    )


def orders(unit: Unit, numbers: range) -> None:
    """As many orders as there are cases, each of some platform, each paid with 104.70 EUR."""
    (model,) = unit.shop.find_orders(order_key("WL-2026-0063"))
    unit.shop.put_orders([_like(model, number) for number in numbers])


def _like(model: Order, number: int) -> Order:
    made = {name: getattr(model, name) for name in Order.__slots__ if name not in {"id", "promised"}}
    return Order(**made | {"number": f"D-{number}", "platform": PLATFORMS[number % len(PLATFORMS)]})


def promise(unit: Unit, remedies: Mapping[int, tuple[Part, ...]], clock: StandingClock) -> None:
    """Many at once, since it is not their promising that is tried here."""
    for number, parts in remedies.items():
        buyer = unit.doors.open("page", f"buyer {number}", "en", "Europe/Berlin", clock.now()).buyer_id
        unit.buyers.speaks(buyer, "en", chosen=True, belief={})
        agree(unit, buyer, parts, clock.now(), f"D-{number}")


def some_parts(luck: random.Random) -> tuple[Part, ...]:
    parts = luck.sample(OTHERS, luck.randint(0, 3))
    refund = [Part(RemedyKind.REFUND, Money(luck.randint(1, 10_470), "EUR"))] if luck.random() < 0.6 or not parts else []
    return (*refund, *parts)


def platforms_return(unit: Unit, numbers: range, luck: random.Random, now: datetime) -> None:
    """A file comes in: of some orders whose money people return, the platform has returned a part itself, or all of it."""
    by_hand = [number for number in numbers if PLATFORMS[number % len(PLATFORMS)] in BY_HAND and luck.random() < 0.1]
    orders = [unit.shop.find_orders(order_key(f"D-{number}"))[0] for number in by_hand]
    told = [replace(order, refunded=_told_anew(order, luck), refunds_told=None, promised=None, id=0) for order in orders]
    overdrawn.notice(unit, unit.shop.put_orders(told).overdrawn, now)


def _told_anew(order: Order, luck: random.Random) -> Money:
    left = order.total_paid - order.told_of
    return order.told_of + luck.choice([left, left.percent(Decimal(10))])


def people_work(memory: Memory, practice: Practice, clock: StandingClock, luck: random.Random) -> int:
    """The staff do most of what waits, in no order, and call off what the platform left no room for."""
    tasks = [task for task in memory.write_now(lambda unit: unit.tasks.waiting()) if luck.random() < 0.7]
    luck.shuffle(tasks)
    for task in tasks:
        words = "I am sorry." if task.kind == "apology" else ""
        who = "Ada" if task.worth else luck.choice(["Mei", "Li", "Ada"])  # what is paid for goods is within her authority
        deed = Deed(who, "" if words else f"T-{task.id}", words)
        try:
            try:
                memory.write_now(confirm, task.id, deed, practice, clock.now())
            except BadRequest:  # nobody can tell what these goods are worth by now, so whoever has them says it
                memory.write_now(confirm, task.id, replace(deed, name="Ada", amount="0.50"), practice, clock.now())
        except NotNow:
            memory.write_now(call_off, task.case_id, practice, clock.now())
    return len(tasks)


def call_off(unit: Unit, case_id: int, practice: Practice, now: datetime) -> None:
    """The buyer hears so from Mei, and the bot has the case again."""
    reply(unit, case_id, "Mei", "You have it by the platform.", practice, now)
    settle_by_hand(unit, case_id, Word(Settlement.CANCELLED, "Mei", "the platform has returned it"), practice, now)
    hand_back(unit, case_id, practice, now)


async def test_after_a_day_of_two_thousand_cases_with_faults_the_books_agree(tmp_path: Path) -> None:
    luck, clock, settings = random.Random(6), StandingClock(), settings_in(tmp_path)
    memory = open_memory(settings)
    payments = provider_of(settings, clock)
    practice = practice_of(settings)
    delivery = Delivery(memory, clock, practice, payments, told=lambda _buyer: None)
    try:
        for begin in range(0, CASES, 100):
            memory.write_now(orders, range(begin, begin + 100))
        done = 0
        for hour in range(24):
            numbers = range(hour * CASES // 20, min((hour + 1) * CASES // 20, CASES))
            memory.write_now(promise, {number: some_parts(luck) for number in numbers}, clock)
            memory.write_now(platforms_return, numbers, luck, clock.now())
            await delivery.drain()
            memory.write_now(platforms_return, numbers, luck, clock.now())
            done += people_work(memory, practice, clock, luck)
            clock.forward(timedelta(hours=1))

        lines = memory.write_now(lambda unit: unit.accounts.lines(clock.at - timedelta(days=9)))
        assert len({line.case_id for line in lines}) == CASES
        assert {line.part for line in lines} == set(RemedyKind)
        assert {line.state.value for line in lines} >= {"done", "failed", "cancelled"}
        assert done > CASES / 2
        assert disagreements(memory.write_now(our_side), [booked(entry) for entry in payments.book()]) == []
    finally:
        await delivery.close()
        memory.close()
