"""What is due is done once, and what fails stands in nobody's way."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.errors import StorageBusy
from bot.followup.delivery import DEEDS, Delivery
from bot.memory.due import DueThing
from bot.memory.store import Memory, Unit
from tests.complaint.cases import PRACTICE, offered
from tests.memory.people import AT, buyer, complaint
from tests.payments import ScriptedPayments
from tests.talk import StandingClock


def silent_case(memory: Memory, name: str) -> int:
    """A case with an offer on the table, whose reminder is due."""
    stored = complaint(memory, buyer(memory, name))

    def wait(unit: Unit) -> None:
        unit.buyers.speaks(stored.buyer_id, "en", chosen=False, belief={})
        unit.cases.save(stored, offered(), AT)
        unit.due.put("remind", f"silence:{stored.case.id}", stored.case.id, AT)

    memory.write_now(wait)
    return stored.case.id


def said(memory: Memory, case_id: int) -> list[str]:
    return [line.keys for line in memory.write_now(lambda unit: unit.transcript.of_case(case_id))]


@pytest.fixture
def told() -> list[int]:
    return []


@pytest.fixture
def delivery(memory: Memory, told: list[int]) -> Iterator[Delivery]:
    return Delivery(memory, StandingClock(AT), PRACTICE, ScriptedPayments(), told.append)


async def test_everything_due_is_done_and_its_buyers_are_told(memory: Memory, delivery: Delivery, told: list[int]) -> None:
    cases = [silent_case(memory, name) for name in ("ana", "bea", "carla")]

    count = await delivery.drain()

    assert count == 3
    assert [said(memory, case) for case in cases] == [["silence.offer"]] * 3
    assert told == [1, 2, 3]
    assert await delivery.drain() == 0


async def test_two_who_drain_at_once_say_it_once(database: str, told: list[int]) -> None:
    memories = [Memory(database), Memory(database)]
    cases = [silent_case(memories[0], name) for name in ("ana", "bea", "carla", "dora")]

    both = (Delivery(one, StandingClock(AT), PRACTICE, ScriptedPayments(), told.append) for one in memories)
    counts = await asyncio.gather(*(one.drain() for one in both))

    assert sum(counts) == 4
    assert [said(memories[0], case) for case in cases] == [["silence.offer"]] * 4
    for memory in memories:
        memory.close()


async def test_a_row_of_an_unknown_kind_fails_by_itself(memory: Memory, delivery: Delivery) -> None:
    memory.write_now(lambda unit: unit.due.put("of a newer version", "x", None, AT - timedelta(hours=1)))
    case = silent_case(memory, "ana")

    await delivery.drain()

    assert said(memory, case) == ["silence.offer"]
    (again,) = memory.write_now(lambda unit: unit.due.claim(AT + timedelta(minutes=1)))
    assert (again.kind, again.attempts) == ("of a newer version", 1)


class BusyMemory(Memory):
    """A memory whose storage takes no reminder as long as it is busy."""

    busy = True

    async def write(self, unit, /, *args, **kwargs):  # type: ignore[no-untyped-def]
        if self.busy and unit is DEEDS["remind"]:
            raise StorageBusy
        return await super().write(unit, *args, **kwargs)


async def test_a_busy_storage_costs_no_try_and_the_claim_runs_out(database: str, told: list[int]) -> None:
    memory = BusyMemory(database)
    case = silent_case(memory, "ana")
    clock = StandingClock(AT)
    delivery = Delivery(memory, clock, PRACTICE, ScriptedPayments(), told.append)

    await delivery.drain()
    (row,) = memory.write_now(lambda unit: unit.due.of_case(case))
    memory.busy = False
    clock.forward(timedelta(minutes=2, seconds=1))
    await delivery.drain()

    assert (row.state, row.attempts) == ("due", 0)
    assert said(memory, case) == ["silence.offer"]
    memory.close()


async def test_what_fails_is_kept_with_the_kind_of_its_error_and_none_of_its_words(memory: Memory, delivery: Delivery) -> None:
    case = silent_case(memory, "ana")

    def spoil(unit: Unit) -> None:
        unit.buyers.speaks(1, "no such language", chosen=True, belief={})

    memory.write_now(spoil)
    await delivery.drain()

    (row,) = memory.write_now(lambda unit: unit.due.of_case(case))
    assert (row.state, row.attempts) == ("due", 1)
    assert row.reason.isidentifier()


class Slow:
    """A courier who is not back before somebody lets them."""

    def __init__(self) -> None:
        self.back = asyncio.Event()
        self.out: list[int] = []
        self.returned: list[int] = []

    async def go(self, thing: DueThing) -> None:
        self.out.append(thing.id)
        await self.back.wait()
        self.returned.append(thing.id)


@pytest.fixture
def slow() -> Slow:
    return Slow()


@pytest.fixture
def with_courier(memory: Memory, told: list[int], slow: Slow) -> Delivery:
    return Delivery(memory, StandingClock(AT), PRACTICE, ScriptedPayments(), told.append, {"mail": slow.go})


async def test_a_courier_who_takes_long_holds_nothing_up(memory: Memory, with_courier: Delivery, slow: Slow) -> None:
    memory.write_now(lambda unit: unit.due.put("mail", "mail:1", None, AT - timedelta(hours=1), subject=1))
    case = silent_case(memory, "ana")

    count = await with_courier.drain()
    said_meanwhile, returned = said(memory, case), list(slow.returned)
    slow.back.set()
    await with_courier.quiet()

    assert (count, said_meanwhile, returned) == (2, ["silence.offer"], [])
    assert len(slow.out) == len(slow.returned) == 1


async def test_a_shop_that_closes_does_not_wait_for_a_courier_who_does_not_come_back(
    memory: Memory, with_courier: Delivery, slow: Slow
) -> None:
    memory.write_now(lambda unit: unit.due.put("mail", "mail:1", None, AT, subject=1))
    await with_courier.drain()

    async with asyncio.timeout(5):
        await with_courier.close()

    (left,) = memory.write_now(lambda unit: unit.due.claim(AT + timedelta(minutes=3)))
    assert (slow.returned, left.kind, left.attempts) == ([], "mail", 0)
