"""What is due, read by a person: the longest overdue first, what failed, what is ahead."""

from datetime import timedelta

from bot.memory.agenda import AgendaLine
from bot.memory.store import Memory, Unit
from tests.memory.people import AT

HOUR = timedelta(hours=1)


def put(memory: Memory, **due: timedelta) -> None:
    for key, apart in due.items():
        memory.write_now(lambda unit, key=key, apart=apart: unit.due.put("remind", key, None, AT + apart))


def fail(unit: Unit, key: str) -> None:
    unit.due.put("pay", key, None, AT - 9 * HOUR)
    for _ in range(5):
        (thing,) = unit.due.claim(AT - 9 * HOUR)
        unit.due.failed(thing, AT - 9 * HOUR - timedelta(hours=1), "ValueError")


def test_what_is_overdue_comes_oldest_first_and_the_rest_is_counted(memory: Memory) -> None:
    put(memory, a=-HOUR, b=-3 * HOUR, c=-2 * HOUR, d=HOUR, e=5 * HOUR)

    agenda = memory.write_now(lambda unit: unit.agenda.at(AT, 2))

    assert [line.due_at for line in agenda.overdue] == [AT - 3 * HOUR, AT - 2 * HOUR]
    assert (agenda.due, agenda.ahead, agenda.next_at, agenda.failed) == (3, 2, AT + HOUR, ())


def test_what_failed_for_good_is_shown_with_its_error(memory: Memory) -> None:
    memory.write_now(fail, "x")

    agenda = memory.write_now(lambda unit: unit.agenda.at(AT, 50))

    (line,) = agenda.failed
    assert (line.kind, line.attempts, line.error) == ("pay", 4, "ValueError")
    assert (agenda.overdue, agenda.due, agenda.ahead, agenda.next_at) == ((), 0, 0, None)


def test_what_waits_is_counted_by_kind_whenever_it_is_due(memory: Memory) -> None:
    put(memory, a=-HOUR, b=HOUR)
    memory.write_now(lambda unit: unit.due.put("pay", "p", None, AT + HOUR))
    memory.write_now(lambda unit: unit.due.cancel("a", AT, "nothing is asked"))

    assert [memory.write_now(lambda unit, kind=kind: unit.agenda.waiting(kind)) for kind in ("remind", "pay", "lapse")] == [
        1,
        1,
        0,
    ]


def test_a_line_of_no_case_has_none(memory: Memory) -> None:
    put(memory, a=-HOUR)

    assert memory.write_now(lambda unit: unit.agenda.at(AT, 50)).overdue == (AgendaLine("remind", None, AT - HOUR, 0, ""),)
