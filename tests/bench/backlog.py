"""How many due rows are claimed and done in a second, and how late the last of them is, with very many in the table."""

import asyncio
from datetime import timedelta
from time import perf_counter

from sqlalchemy import select

from bot.complaint.turn import silence_key
from bot.memory.columns import columns_of
from bot.memory.store import Unit
from bot.memory.tables import CaseRow, LineRow
from handlers.clock import TICK_SECONDS
from tests.bench.growth import LATER
from tests.bench.shop import BenchShop

_case, _line = columns_of(CaseRow), columns_of(LineRow)
_STEP_SECONDS = 0.005
_SECOND = timedelta(seconds=1)


async def lateness(shop: BenchShop, per_second: int, seconds: int) -> list[float]:
    """Seconds by which each reminder is late, when so many fall due every second and a tick drains them as in the open shop."""
    cases = await shop.house.memory.write(_let_fall_due, shop, per_second, seconds)
    running = asyncio.create_task(_run_clock(shop))
    last = shop.clock.now().timestamp() + seconds
    while shop.clock.now().timestamp() < last + TICK_SECONDS:
        await asyncio.sleep(TICK_SECONDS)
        await shop.house.delivery.drain()
    running.cancel()
    return await shop.house.memory.write(_late_by, cases)


async def done_per_second(shop: BenchShop, seconds: float) -> float:
    """Due rows claimed and done a second, in the product's own way, for so long or until the whole backlog is gone."""
    shop.clock.forward(LATER)
    before = await shop.house.memory.write(_due_now, shop)
    begun = perf_counter()
    draining = asyncio.create_task(shop.house.delivery.drain())
    await asyncio.wait([draining], timeout=seconds)
    took = perf_counter() - begun
    draining.cancel()
    await asyncio.wait([draining])
    return (before - await shop.house.memory.write(_due_now, shop)) / took


def _let_fall_due(unit: Unit, shop: BenchShop, per_second: int, seconds: int) -> dict[int, float]:
    """Reminders of the newest cases, evenly in time; returns when each is due."""
    newest = unit.connection.scalars(select(_case.c.id).order_by(_case.c.id.desc()).limit(per_second * seconds)).all()
    due = {}
    for place, case in enumerate(newest):
        at = shop.clock.now() + place * _SECOND / per_second
        unit.due.put("remind", silence_key(case), case, at)
        due[case] = at.timestamp()
    return due


async def _run_clock(shop: BenchShop) -> None:
    """The standing clock goes as fast as the real one."""
    begun, first = perf_counter(), shop.clock.now()
    while True:
        await asyncio.sleep(_STEP_SECONDS)
        shop.clock.at = first + (perf_counter() - begun) * _SECOND


def _late_by(unit: Unit, due: dict[int, float]) -> list[float]:
    said = select(_line.c.case_id, _line.c.at).where(_line.c.n > 1, _line.c.case_id >= min(due))
    late = {case: at.timestamp() - due[case] for case, at in unit.connection.execute(said) if case in due}
    if len(late) < len(due):
        raise RuntimeError(f"{len(due)} reminders were due, only {len(late)} were said")
    return list(late.values())


def _due_now(unit: Unit, shop: BenchShop) -> int:
    return unit.agenda.at(shop.clock.now(), 1).due
