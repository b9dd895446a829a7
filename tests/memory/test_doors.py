"""The doors by which buyers come in: each is somebody's, known by its name, shut and open again."""

import asyncio

from bot.memory.doors import Door
from bot.memory.store import Memory
from tests.memory.people import AT


def opened(memory: Memory, channel: str = "telegram", name: str = "4711") -> Door:
    return memory.write_now(lambda unit: unit.doors.open(channel, name, "es", "", AT, "Ana"))


def test_a_door_used_for_the_first_time_is_that_of_somebody_new_who_is_there(memory: Memory) -> None:
    door = opened(memory)

    assert door == Door(1, 1, "telegram", "4711", None)
    assert memory.write_now(lambda unit: unit.buyers.load(1).door_id) == 1
    assert memory.write_now(lambda unit: unit.doors.answered_at(1)) == door


def test_a_door_used_again_is_the_same_persons(memory: Memory) -> None:
    assert opened(memory) == opened(memory)


def test_one_name_on_two_channels_is_two_people(memory: Memory) -> None:
    assert opened(memory).buyer_id != opened(memory, "page").buyer_id


async def test_a_door_opened_by_many_at_once_is_one_persons(memory: Memory) -> None:
    doors = await asyncio.gather(
        *(memory.write(lambda unit: unit.doors.open("telegram", "4711", "es", "", AT)) for _ in range(8))
    )

    assert len(set(doors)) == 1


def test_a_buyer_may_have_one_door_more_but_nobody_elses(memory: Memory) -> None:
    ana, bea = opened(memory), opened(memory, name="4712")

    more = memory.write_now(lambda unit: unit.doors.add(ana.buyer_id, "page", "token", AT))
    taken = memory.write_now(lambda unit: unit.doors.add(ana.buyer_id, "telegram", "4712", AT))

    assert taken is None
    assert memory.write_now(lambda unit: unit.doors.of_buyer(ana.buyer_id)) == [ana, more]
    assert memory.write_now(lambda unit: unit.doors.find("telegram", "4712")) == bea


def test_that_a_door_is_blocked_is_news_once_until_it_is_open_again(memory: Memory) -> None:
    door = opened(memory)

    news = [memory.write_now(lambda unit: unit.doors.blocked(door.id, AT)) for _ in range(2)]
    shut = memory.write_now(lambda unit: unit.doors.load(door.id))
    memory.write_now(lambda unit: unit.doors.open_again(door.id))

    assert news == [True, False]
    assert shut.blocked_at == AT
    assert memory.write_now(lambda unit: unit.doors.load(door.id)) == door


def test_a_door_that_moved_is_found_by_its_new_name_alone(memory: Memory) -> None:
    door = opened(memory)

    memory.write_now(lambda unit: unit.doors.moved(door.id, "-100"))

    assert memory.write_now(lambda unit: unit.doors.find("telegram", "4711")) is None
    assert memory.write_now(lambda unit: unit.doors.find("telegram", "-100")) == Door(1, 1, "telegram", "-100", None)


def test_nobody_is_answered_nowhere(memory: Memory) -> None:
    assert memory.write_now(lambda unit: unit.doors.answered_at(99)) is None
