"""INSERT with ON CONFLICT, which both databases have and SQLAlchemy keeps with each of them."""

from collections.abc import Callable

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import ReturningInsert

Insert = sqlite.Insert | postgresql.Insert


class Upsert:
    """A statement made once for each database, since making it costs more than running it."""

    __slots__ = ("_of",)

    def __init__(self, table: Table, made: Callable[[Insert], Insert | ReturningInsert[tuple[int]]]) -> None:
        self._of = {"sqlite": made(sqlite.insert(table)), "postgresql": made(postgresql.insert(table))}

    def on(self, connection: Connection) -> Insert | ReturningInsert[tuple[int]]:
        """The statement in the words of this connection's database."""
        return self._of[connection.dialect.name]


def insert_into(connection: Connection, table: Table) -> Insert:
    """An INSERT of the connection's own dialect, with `on_conflict_do_nothing` and `on_conflict_do_update`."""
    return sqlite.insert(table) if connection.dialect.name == "sqlite" else postgresql.insert(table)
