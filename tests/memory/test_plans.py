"""What is asked every turn or every second finds its rows by an index, however many there are beside them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, cast

import pytest
from sqlalchemy import Connection, event

from bot.memory.store import Memory, Unit

AT = datetime(2026, 2, 16, 9, 0, tzinfo=UTC)


@dataclass
class Overheard:
    """A connection, and the driver's below it, of which every statement is heard."""

    real: Any
    statements: list[str] = field(default_factory=list)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)

    @property
    def connection(self) -> "Overheard":
        return Overheard(self.real.connection, self.statements)

    def cursor(self) -> "Overheard":
        return Overheard(self.real.cursor(), self.statements)

    def execute(self, statement: Any, *values: Any) -> Any:
        if isinstance(statement, str):
            self.statements.append(statement)
        return self.real.execute(statement, *values)


def plan(unit: Unit, asks: Callable[[Unit], object]) -> list[str]:
    """How SQLite goes about the first statement that is asked, when it knows nothing yet of what it is asked about."""
    statements: list[str] = []
    event.listen(unit.connection, "before_cursor_execute", lambda _connection, _cursor, sql, *_rest: statements.append(sql))
    asks(Unit(cast(Connection, Overheard(unit.connection, statements))))
    unknown = (None,) * statements[0].count("?")
    return [row[-1] for row in unit.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statements[0]}", unknown)]


@pytest.mark.parametrize(
    ("asks", "wanted"),
    [
        (lambda unit: unit.inbox.oldest(1, most=2), "SEARCH inbox USING INDEX inbox_unread (buyer_id=?)"),
        (lambda unit: unit.inbox.waiting_buyers(), "SCAN inbox USING INDEX inbox_unread"),
        (lambda unit: unit.due.claim(AT), "SEARCH due USING INDEX due_next (due_at<?)"),
        (lambda unit: unit.cases.waiting(), "SCAN complaint USING INDEX complaint_queue"),
        (lambda unit: unit.transcript.buyers_since(1), "SEARCH transcript USING INTEGER PRIMARY KEY (rowid>?)"),
        (
            lambda unit: unit.shop.bought("ana@example.com", AT, AT),
            "SEARCH shop_order USING INDEX shop_order_of_buyer (email_key=? AND placed_at>? AND placed_at<?)",
        ),
        (
            lambda unit: unit.shop.parcel_events(1),
            "SEARCH parcel_event USING INDEX sqlite_autoindex_parcel_event_1 (order_id=?)",
        ),
    ],
    ids=[
        *("the next entry of a buyer", "who has unread entries", "what is due", "which cases wait", "who has new lines"),
        *("what a buyer bought", "what carriers reported"),
    ],
)
def test_it_is_found_by_its_index(sqlite_database: str, asks: Callable[[Unit], object], wanted: str) -> None:
    memory = Memory(sqlite_database)

    found = memory.write_now(plan, asks)

    assert found == [wanted]
    memory.close()
