"""What came in is kept once, in order, and worked once."""

import asyncio

from bot.memory.inbox import Entry
from bot.memory.store import Memory
from tests.memory.people import AT, buyer


def keep(memory: Memory, buyer_id: int, external_id: str, payload: str = "hello") -> bool:
    return memory.write_now(lambda unit: unit.inbox.add("page", external_id, buyer_id, payload, AT))


def oldest(memory: Memory, buyer_id: int) -> Entry | None:
    found = memory.write_now(lambda unit: unit.inbox.oldest(buyer_id, most=1))
    return found[0] if found else None


def test_an_entry_comes_back_as_it_was_kept(memory: Memory) -> None:
    ana = buyer(memory)

    assert keep(memory, ana, "m1", "¿hola? 🙂") is True
    assert oldest(memory, ana) == Entry(1, "page", "m1", ana, None, "¿hola? 🙂", AT, 0, "")


async def test_what_is_delivered_many_times_at_once_is_kept_once(memory: Memory) -> None:
    ana = buyer(memory)

    new = await asyncio.gather(*(memory.write(lambda unit: unit.inbox.add("page", "m1", ana, "hello", AT)) for _ in range(8)))

    assert sorted(new) == [False] * 7 + [True]


def test_the_same_id_on_another_door_is_another_entry(memory: Memory) -> None:
    ana = buyer(memory)
    keep(memory, ana, "m1")

    assert memory.write_now(lambda unit: unit.inbox.add("telegram", "m1", ana, "hello", AT)) is True


def test_a_buyers_entries_come_oldest_first_and_are_nobody_elses(memory: Memory) -> None:
    ana, bea = buyer(memory), buyer(memory, "bea")
    for who, name in ((ana, "m1"), (bea, "n1"), (ana, "m2")):
        keep(memory, who, name)

    first = oldest(memory, ana)
    assert first is not None
    memory.write_now(lambda unit: unit.inbox.done(first.id))
    second = oldest(memory, ana)
    assert second is not None

    assert [first.external_id, second.external_id] == ["m1", "m2"]


def test_an_entry_is_done_once(memory: Memory) -> None:
    ana = buyer(memory)
    keep(memory, ana, "m1")

    assert [memory.write_now(lambda unit: unit.inbox.done(1)) for _ in range(2)] == [True, False]
    assert oldest(memory, ana) is None
    assert keep(memory, ana, "m1") is False


def test_a_failed_try_is_counted_and_the_entry_stays_next(memory: Memory) -> None:
    ana = buyer(memory)
    keep(memory, ana, "m1")
    keep(memory, ana, "m2")

    memory.write_now(lambda unit: unit.inbox.failed(1, "ValueError"))

    entry = oldest(memory, ana)
    assert entry is not None
    assert (entry.external_id, entry.attempts) == ("m1", 1)


def test_what_is_set_aside_stops_nobody_and_cannot_be_done_any_more(memory: Memory) -> None:
    ana = buyer(memory)
    keep(memory, ana, "m1")
    keep(memory, ana, "m2")

    assert memory.write_now(lambda unit: unit.inbox.set_aside(1)) is True

    entry = oldest(memory, ana)
    assert entry is not None
    assert entry.external_id == "m2"
    assert memory.write_now(lambda unit: unit.inbox.done(1)) is False


def test_everybody_with_something_unread_is_found_after_a_stop(memory: Memory) -> None:
    ana, bea, carla = (buyer(memory, name) for name in ("ana", "bea", "carla"))
    for who, name in ((ana, "m1"), (ana, "m2"), (bea, "n1"), (carla, "o1")):
        keep(memory, who, name)
    memory.write_now(lambda unit: unit.inbox.done(3))

    assert sorted(memory.write_now(lambda unit: unit.inbox.waiting_buyers())) == [ana, carla]
