"""What becomes of speed when the shop has many buyers and much is still due."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from time import perf_counter
from typing import Any

import msgspec
from sqlalchemy import func, insert, select

from bot.complaint.case import Case
from bot.complaint.turn import silence_key
from bot.memory.columns import columns_of
from bot.memory.store import Unit
from bot.memory.tables import Buyer, CaseRow, DoorRow, DueRow, DueState, LineRow, LineState
from bot.terms import Speaker, Step
from handlers.web.chat import CHANNEL
from tests.bench.shop import BenchShop, Talker
from tests.bench.turns import Door, turns_per_second

_buyer, _door, _case, _line, _due = (columns_of(table) for table in (Buyer, DoorRow, CaseRow, LineRow, DueRow))
_NEW_BUYER = {"language": "en", "app_language": "en-GB", "time_zone": "Europe/London", "belief": "{}", "last_n": 1, "seen_n": 1}
_NEW_LINE = {"speaker": Speaker.BOT, "text": "What's your order number?", "state": LineState.SENT}
_NEW_DUE = {"state": DueState.DUE}
_AT_ONCE = 5_000
_POLLS = 2_000
LATER = timedelta(days=300)
"""When the reminders of the many are due: later than any of the buyers who talk in the meantime."""
# What the buyers who talk bring about is due at once; the moment before, nothing is.
_BEFORE = timedelta(seconds=1)


async def populate(shop: BenchShop, count: int) -> None:
    """So many more buyers, each with an open case, a line in the conversation, and a reminder that is due much later."""
    for first in range(0, count, _AT_ONCE):
        await shop.house.memory.write(_populate, range(first, min(first + _AT_ONCE, count)), shop)


async def empty_polls(shop: BenchShop) -> list[float]:
    """Seconds it takes to see that nothing is due, again and again."""
    return await shop.house.memory.write(_poll, shop)


async def due_per_second(shop: BenchShop, talkers: Sequence[Talker], door: Door) -> float:
    """Due rows a second, when all of these buyers have complained and then said nothing more for a day."""
    complained = [Talker(talker.id, talker.says[:1]) for talker in talkers]
    await turns_per_second(shop, complained, door)
    await shop.house.reception.quiet()
    await shop.house.delivery.drain()
    shop.clock.forward(timedelta(days=1))
    begun = perf_counter()
    count = await shop.house.delivery.drain()
    took = perf_counter() - begun
    if count < len(talkers):
        raise RuntimeError(f"{len(talkers)} reminders were due, only {count} rows went out")
    return count / took


def _populate(unit: Unit, numbers: range, shop: BenchShop) -> None:
    now = shop.clock.now()
    buyers, cases = max(_newest(unit, _buyer), _newest(unit, _door)), _newest(unit, _case)
    new = [(number, buyers + place, cases + place) for place, number in enumerate(numbers, 1)]
    rows = {
        _buyer: [{"id": buyer, "door_id": buyer, "created_at": now, **_NEW_BUYER} for _, buyer, _ in new],
        _door: [
            {"id": buyer, "buyer_id": buyer, "channel": CHANNEL, "external_id": f"many-{number}", "opened_at": now}
            for number, buyer, _ in new
        ],
        _case: [{"id": case, "buyer_id": buyer, "opened_at": now, "changed_at": now, **_new_case(now)} for _, buyer, case in new],
        _line: [{"buyer_id": buyer, "case_id": case, "door_id": buyer, "n": 1, "at": now, **_NEW_LINE} for _, buyer, case in new],
        _due: [
            {"key": silence_key(case), "case_id": case, "due_at": now + LATER, "kind": "remind", **_NEW_DUE} for _, _, case in new
        ],
    }
    for table, of_table in rows.items():
        unit.connection.execute(insert(table), of_table)


def _newest(unit: Unit, table: Any) -> int:
    return unit.connection.scalar(select(func.coalesce(func.max(table.c.id), 0))) or 0


def _new_case(now: datetime) -> dict[str, object]:
    case = Case(id=0, opened_at=now, step=Step.LISTEN)
    facts = msgspec.json.encode(case).decode()
    return {"version": 1, "step": case.step, "keeper": case.keeper, "waits_for": "", "person": "", "facts": facts}


def _poll(unit: Unit, shop: BenchShop) -> list[float]:
    """Each look takes its own time; the transaction around them is one."""
    now = shop.clock.now() - _BEFORE
    took = []
    for _ in range(_POLLS):
        begun = perf_counter()
        claimed = unit.due.claim(now)
        took.append(perf_counter() - begun)
        if claimed:
            raise RuntimeError("something is due, so that the poll is no empty one")
    return took
