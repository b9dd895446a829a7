"""What must still happen: one row each, claimed by one, done once, tried again later and later."""

import asyncio
from datetime import datetime, timedelta

from bot.memory.due import DueThing
from bot.memory.store import Memory
from tests.memory.people import AT, buyer, complaint

MINUTE = timedelta(minutes=1)


def put(memory: Memory, key: str = "silence:1", due_at: datetime = AT, kind: str = "remind", case_id: int | None = None) -> None:
    memory.write_now(lambda unit: unit.due.put(kind, key, case_id, due_at))


def claim(memory: Memory, now: datetime = AT) -> list[DueThing]:
    return memory.write_now(lambda unit: unit.due.claim(now))


def test_what_is_due_is_claimed_oldest_first_and_nothing_before_its_time(memory: Memory) -> None:
    put(memory, "b", AT - MINUTE)
    put(memory, "a", AT)
    put(memory, "c", AT + timedelta(microseconds=1))

    assert [thing.due_at for thing in claim(memory)] == [AT - MINUTE, AT]


async def test_one_of_many_claims_it(memory: Memory) -> None:
    put(memory)

    claimed = await asyncio.gather(*(memory.write(lambda unit: unit.due.claim(AT)) for _ in range(8)))

    assert sorted(len(things) for things in claimed) == [0] * 7 + [1]


def test_a_claim_runs_out_after_two_minutes(memory: Memory) -> None:
    put(memory)
    (thing,) = claim(memory)

    assert claim(memory, AT + 2 * MINUTE) == []
    assert claim(memory, AT + 2 * MINUTE + timedelta(seconds=1)) == [thing]


def test_put_again_it_is_due_once_at_the_newer_time(memory: Memory) -> None:
    put(memory)
    claim(memory)

    put(memory, due_at=AT + MINUTE, kind="lapse")

    (thing,) = claim(memory, AT + MINUTE)
    assert (thing.kind, thing.due_at) == ("lapse", AT + MINUTE)


def test_a_thing_holds_only_while_it_is_due_as_it_was_claimed(memory: Memory) -> None:
    put(memory)
    (thing,) = claim(memory)

    assert memory.write_now(lambda unit: unit.due.holds(thing)) is True
    put(memory, due_at=AT + MINUTE)
    assert memory.write_now(lambda unit: unit.due.holds(thing)) is False


def test_what_is_cancelled_does_not_happen(memory: Memory) -> None:
    put(memory)
    (thing,) = claim(memory)

    memory.write_now(lambda unit: unit.due.cancel("silence:1", AT, "nothing is asked"))

    assert memory.write_now(lambda unit: unit.due.holds(thing)) is False
    assert claim(memory, AT + timedelta(days=1)) == []


def test_it_is_done_once(memory: Memory) -> None:
    put(memory)

    assert [memory.write_now(lambda unit: unit.due.done(1, AT)) for _ in range(2)] == [True, False]


def test_what_fails_is_tried_again_later_and_later_and_given_up_after_five_times(memory: Memory) -> None:
    stored = complaint(memory, buyer(memory))
    put(memory, case_id=stored.case.id)

    now, waits = AT, []
    for _ in range(4):
        (thing,) = claim(memory, now)
        memory.write_now(lambda unit, thing=thing, now=now: unit.due.failed(thing, now, "ValueError"))
        (line,) = memory.write_now(lambda unit: unit.due.of_case(stored.case.id))
        waits.append(line.due_at - now)
        now = line.due_at
    (last,) = claim(memory, now)
    memory.write_now(lambda unit: unit.due.failed(last, now, "ValueError"))

    (line,) = memory.write_now(lambda unit: unit.due.of_case(stored.case.id))
    assert waits == [1 * MINUTE, 2 * MINUTE, 4 * MINUTE, 8 * MINUTE]
    assert (line.state, line.attempts, line.reason) == ("failed", 4, "ValueError")
    assert claim(memory, now + timedelta(days=1)) == []


def test_what_is_postponed_keeps_its_tries_and_is_due_at_once_when_its_reason_is_gone(memory: Memory) -> None:
    put(memory, "a")
    put(memory, "b")
    first, other = claim(memory)
    memory.write_now(lambda unit: unit.due.later(first, AT, "it failed"))
    (first,) = claim(memory)

    memory.write_now(lambda unit: unit.due.postpone(first, AT + 10 * MINUTE, "closed"))
    memory.write_now(lambda unit: unit.due.postpone(other, AT + 10 * MINUTE, "another reason"))
    waiting = claim(memory, AT + MINUTE)
    memory.write_now(lambda unit: unit.due.at_once("closed", AT + MINUTE))

    (again,) = claim(memory, AT + MINUTE)
    assert waiting == []
    assert (again.id, again.due_at, again.attempts) == (first.id, AT + MINUTE, 1)


def test_what_is_postponed_and_due_already_stays_as_old_as_it_is(memory: Memory) -> None:
    put(memory)
    (thing,) = claim(memory)
    memory.write_now(lambda unit: unit.due.postpone(thing, AT, "closed"))

    memory.write_now(lambda unit: unit.due.at_once("closed", AT + MINUTE))

    assert [again.due_at for again in claim(memory, AT + MINUTE)] == [AT]


def test_what_nobody_is_at_work_on_can_be_withdrawn_once(memory: Memory) -> None:
    put(memory)

    took = [memory.write_now(lambda unit: unit.due.withdraw("silence:1", AT, "settled")) for _ in range(2)]

    assert took == [True, False]
    assert claim(memory) == []


def test_what_is_claimed_cannot_be_withdrawn_until_the_claim_runs_out(memory: Memory) -> None:
    put(memory)
    claim(memory)

    late = AT + 2 * MINUTE + timedelta(seconds=1)
    took = [memory.write_now(lambda unit, now=now: unit.due.withdraw("silence:1", now, "settled")) for now in (AT, late)]

    assert took == [False, True]
