"""Guessing has an end, per person and per order, for a day."""

from datetime import timedelta

from bot.memory.store import Memory
from tests.memory.people import AT, buyer

DAY = timedelta(days=1)


def test_only_wrong_attempts_of_the_last_day_count_for_the_person_and_for_the_order(memory: Memory) -> None:
    ana, bea = buyer(memory), buyer(memory, "bea")
    told = [
        (ana, "WL1", AT, False),
        (ana, "WL1", AT, True),
        (ana, "WL2", AT - DAY + timedelta(seconds=1), False),
        (ana, "WL1", AT - DAY, False),
        (bea, "WL1", AT, False),
    ]
    for who, number, at, right in told:
        memory.write_now(lambda unit, a=(who, number, at), right=right: unit.proofs.add(*a, right=right))

    assert memory.write_now(lambda unit: unit.proofs.wrong_today(ana, "WL1", AT)) == (2, 2)
    assert memory.write_now(lambda unit: unit.proofs.wrong_today(bea, "WL2", AT)) == (1, 1)
    assert memory.write_now(lambda unit: unit.proofs.wrong_today(ana, "WL1", AT + 2 * DAY)) == (0, 0)


def test_a_number_longer_than_any_order_number_is_counted_too(memory: Memory) -> None:
    ana = buyer(memory)

    memory.write_now(lambda unit: unit.proofs.add(ana, "9" * 500, AT, right=False))

    assert memory.write_now(lambda unit: unit.proofs.wrong_today(ana, "9", AT)) == (1, 0)
