"""The shop that is measured: the sample shop with an order of their own for every buyer, in a database file of its own."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.app import House, assemble, open_memory, provider_of
from bot.memory.store import Memory, Unit
from bot.remedy.money import Money
from bot.remedy.policy_reading import SHIPPED
from bot.settings import Settings
from bot.shop.importing import ROWS_AT_ONCE
from bot.shop.orders import Order, OrderLine
from handlers.web.chat import CHANNEL
from tests.talk import STORY, StandingClock

# Otherwise a second of the bench would spend what a shop promises in a month, and the next buyer would wait for approval.
_BUDGET, _NO_BUDGET = "monthly_eur = 1000\n", "monthly_eur = 1000000\n"


@dataclass(frozen=True, slots=True)
class Talker:
    """A buyer who is about to live through worked case A: what they will write, one message a turn."""

    id: int
    says: tuple[str, ...]


@dataclass(slots=True)
class BenchShop:
    """The open house, and how many buyers came to it so far."""

    house: House
    clock: StandingClock
    came: int = 0

    async def newcomers(self, count: int) -> list[Talker]:
        """So many more buyers, each with an order whose price fell the day after."""
        numbers = range(self.came, self.came + count)
        self.came += count
        talkers: list[Talker] = []
        for first in range(0, count, ROWS_AT_ONCE):
            talkers += await self.house.memory.write(_come, numbers[first : first + ROWS_AT_ONCE], self.clock)
        return talkers


@asynccontextmanager
async def open_bench_shop(folder: Path) -> AsyncIterator[BenchShop]:
    """The house as `bot.app` puts it together, on SQLite with every commit on the disk, its clock standing in the story."""
    settings = _settings(folder)
    clock = StandingClock(STORY)
    house = assemble(settings, open_memory(settings), clock, provider_of(settings, clock))
    # As the real process does once it is open.
    gc.collect()
    gc.freeze()
    try:
        yield BenchShop(house, clock)
    finally:
        gc.unfreeze()
        await house.close()


def _settings(folder: Path) -> Settings:
    folder.mkdir()
    policy = folder / "policy.toml"
    policy.write_text(SHIPPED.read_text(encoding="utf-8").replace(_BUDGET, _NO_BUDGET), encoding="utf-8")
    return Settings.model_validate(
        {
            "database": {"url": f"sqlite:///{folder}/shop.db"},
            "money": {"policy": str(policy)},
            "payments": {"book": f"{folder}/book.db", "latency_ms": 0},
            "test": {"sample_shop": True},
        }
    )


def _come(unit: Unit, numbers: range, clock: StandingClock) -> list[Talker]:
    _put_orders(unit, numbers)
    return [
        Talker(unit.doors.open(CHANNEL, f"bench-{number}", "en-GB", "Europe/London", clock.now()).buyer_id, case_a(number))
        for number in numbers
    ]


async def put_orders(memory: Memory, numbers: range) -> None:
    """An order for each of these numbers in that shop; whoever proves it may come by any door."""
    for first in range(0, len(numbers), ROWS_AT_ONCE):
        await memory.write(_put_orders, numbers[first : first + ROWS_AT_ONCE])


def _put_orders(unit: Unit, numbers: range) -> None:
    unit.shop.put_orders([_order(number) for number in numbers])


def case_a(number: int) -> tuple[str, ...]:
    """What the buyer of that number writes, from the complaint to the thanks: seven turns, one of them the binding yes."""
    return (
        "I bought the canvas shoes on the 12th and today they're 10% cheaper!",
        _order_number(number),
        _email(number),
        "yes, that's right",
        "ok, do it",
        "yes",
        "thanks!",
    )


def _order_number(number: int) -> str:
    return f"BN-2026-{number:06}"


def _email(number: int) -> str:
    return f"buyer{number}@example.com"


def _order(number: int) -> Order:
    """The order of the sample shop whose article is in its Valentine's promotion, bought the day before."""
    each, shipping = Money(4990, "EUR"), Money(490, "EUR")
    nothing = Money.zero("EUR")
    line = OrderLine("SLIP-CNV-WHT-40", "Canvas Slip-on", "White / EU 40", 2, each, nothing)
    return Order(
        number=_order_number(number),
        platform="own",
        status="paid",
        buyer_name="",
        email=_email(number),
        postcode="",
        country="ES",
        currency="EUR",
        placed_at=STORY.replace(day=12),
        lines=(line,),
        shipping=shipping,
        discount=nothing,
        total_paid=each * 2 + shipping,
        refunded=nothing,
    )
