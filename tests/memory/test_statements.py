"""Statements as the driver takes them do what SQLAlchemy's own do, on both databases."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError, NoResultFound

from bot.memory.columns import columns_of
from bot.memory.statements import change, change_each, every, first, only
from bot.memory.store import Memory, Unit
from bot.memory.tables import DueRow, DueState

AT = datetime(2026, 2, 16, 9, 0, tzinfo=UTC)
_due = columns_of(DueRow)
_ADD = insert(_due)
_OF_KIND = select(_due.c.key, _due.c.due_at, _due.c.state).where(_due.c.kind == bindparam("wanted")).order_by(_due.c.key)
_CANCEL = update(_due).where(_due.c.kind == bindparam("wanted")).values(state=DueState.CANCELLED, error=bindparam("why"))
_CANCELLED_KEYS = _CANCEL.returning(_due.c.key)


def row(key: str, kind: str = "remind") -> dict[str, object]:
    return {
        "key": key, "kind": kind, "case_id": None, "subject": None, "due_at": AT, "state": DueState.DUE, "attempts": 0,
        "error": "", "claimed_until": None, "done_at": None,
    }  # fmt: skip


def with_two(unit: Unit) -> None:
    change_each(unit.connection, _ADD, [row("a"), row("b")])


def test_values_go_in_and_come_out_as_our_own_types(memory: Memory) -> None:
    memory.write_now(with_two)

    found = memory.write_now(lambda unit: every(unit.connection, _OF_KIND, {"wanted": "remind"}))

    assert found == [("a", AT, DueState.DUE), ("b", AT, DueState.DUE)]
    assert type(found[0][2]) is DueState


def test_the_first_row_is_given_or_none(memory: Memory) -> None:
    memory.write_now(with_two)

    found = [
        memory.write_now(lambda unit, kind=kind: first(unit.connection, _OF_KIND, {"wanted": kind})) for kind in ("remind", "pay")
    ]

    assert found == [("a", AT, DueState.DUE), None]


def test_a_row_that_there_must_be_is_missed_aloud(memory: Memory) -> None:
    with pytest.raises(NoResultFound):
        memory.write_now(lambda unit: only(unit.connection, _OF_KIND, {"wanted": "remind"}))


def test_a_change_says_how_many_rows_it_changed(memory: Memory) -> None:
    memory.write_now(with_two)
    wanted = [{"wanted": "remind", "why": "quiet"}, {"wanted": "pay", "why": "quiet"}]

    changed = [memory.write_now(lambda unit, values=values: change(unit.connection, _CANCEL, values)) for values in wanted]

    assert changed == [2, 0]
    assert memory.write_now(lambda unit: first(unit.connection, _OF_KIND, {"wanted": "remind"})) == ("a", AT, DueState.CANCELLED)


def test_what_a_change_returns_can_be_read(memory: Memory) -> None:
    memory.write_now(with_two)

    keys = memory.write_now(lambda unit: every(unit.connection, _CANCELLED_KEYS, {"wanted": "remind", "why": "quiet"}))

    assert sorted(keys) == [("a",), ("b",)]


@pytest.mark.parametrize("values", [{}, {"wanted": "remind", "hoped": "for"}], ids=["too few", "too many"])
def test_other_values_than_the_statement_asks_for_are_refused(memory: Memory, values: dict[str, object]) -> None:
    memory.write_now(lambda unit: first(unit.connection, _OF_KIND, {"wanted": "remind"}))

    with pytest.raises(ValueError, match="asks for other values"):
        memory.write_now(lambda unit: first(unit.connection, _OF_KIND, values))


def test_a_row_that_leaves_a_column_to_chance_is_refused(memory: Memory) -> None:
    incomplete = {name: value for name, value in row("a").items() if name != "error"}

    with pytest.raises(ValueError, match="error"):
        memory.write_now(lambda unit: change(unit.connection, insert(_due), incomplete))

    assert memory.write_now(lambda unit: every(unit.connection, _OF_KIND, {"wanted": "remind"})) == []


def test_what_the_driver_refuses_is_told_as_ever_and_without_the_values(memory: Memory) -> None:
    memory.write_now(with_two)

    with pytest.raises(IntegrityError) as refused:
        memory.write_now(lambda unit: change(unit.connection, _ADD, row("a", kind="a buyer's words")))

    assert "a buyer's words" not in str(refused.value)
    assert [key for key, *_ in memory.write_now(lambda unit: every(unit.connection, _OF_KIND, {"wanted": "remind"}))] == [
        "a",
        "b",
    ]
