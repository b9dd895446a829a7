"""People by the door they use: one row each, whatever they send at once."""

import asyncio

from bot.memory.store import Memory
from tests.memory.people import AT, buyer


async def test_a_person_who_comes_twice_at_once_is_one(memory: Memory) -> None:
    coming = (memory.write(lambda unit: unit.doors.open("page", "ana", "es", "Europe/Madrid", AT).buyer_id) for _ in range(8))

    came_as = set(await asyncio.gather(*coming))

    # Which of the eight it is, is a matter of who was first.
    assert len(came_as) == 1


def test_the_same_name_at_another_door_is_another_person(memory: Memory) -> None:
    ana = buyer(memory)

    other = memory.write_now(lambda unit: unit.doors.open("telegram", "ana", "es", "", AT).buyer_id)

    assert other != ana
    assert memory.write_now(lambda unit: unit.doors.find("telegram", "ana").buyer_id) == other
    assert memory.write_now(lambda unit: unit.doors.find("telegram", "bea")) is None


def test_the_language_is_remembered_with_the_reason_for_it(memory: Memory) -> None:
    ana = buyer(memory)

    memory.write_now(lambda unit: unit.buyers.speaks(ana, "es", chosen=True, belief={"es": 0.912345, "pt_BR": 0.05}))

    known = memory.write_now(lambda unit: unit.buyers.load(ana))
    assert (known.language, known.language_chosen, known.belief) == ("es", True, {"es": 0.9123, "pt_BR": 0.05})


def test_what_was_received_only_goes_forward(memory: Memory) -> None:
    ana = buyer(memory)

    news = [memory.write_now(lambda unit, n=n: unit.buyers.seen(ana, n)) for n in (3, 3, 2, 5)]

    assert news == [True, False, False, True]
    assert memory.write_now(lambda unit: unit.buyers.load(ana).seen_n) == 5
