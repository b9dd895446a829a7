"""A day of two thousand cases, with a provider that errs, people who are late, and remedies of every kind: the books agree."""

import random
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from bot.app import open_memory, practice_of, provider_of
from bot.complaint.practice import Practice
from bot.followup.delivery import Delivery
from bot.memory.store import Unit
from bot.remedy.by_hand import Deed, confirm
from bot.remedy.money import Money
from bot.remedy.offer import Part
from bot.remedy.reconciling import booked, our_side
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
PLATFORMS = ("own", "shopify", "aliexpress", "amazon")
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


def people_work(unit: Unit, practice: Practice, clock: StandingClock, luck: random.Random) -> int:
    """The staff do most of what waits, in no order."""
    tasks = [task for task in unit.tasks.waiting() if luck.random() < 0.7]
    luck.shuffle(tasks)
    for task in tasks:
        words = "I am sorry." if task.kind == "apology" else ""
        who = "Ada" if task.worth else luck.choice(["Mei", "Li", "Ada"])  # what is paid for goods is within her authority
        deed = Deed(who, "" if words else f"T-{task.id}", words)
        confirm(unit, task.id, deed, practice, clock.now())
    return len(tasks)


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
            await delivery.drain()
            done += memory.write_now(people_work, practice, clock, luck)
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
