"""Statements as the driver takes them: put in the words of each database once, then only filled in.

What SQLAlchemy does anew around each execution costs several times what SQLite does for it, and a turn is some twenty of them.
A statement that is run here is a constant of its file, has no list in it (`expanding`), and is always given the same names; a
row to insert names all its columns.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Delete, Insert, Select, Update
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError, NoResultFound
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

Statement = Select[Any] | Insert | Update | Delete
Values = Mapping[str, object]
Row = tuple[Any, ...]
_Process = Callable[[Any], Any]

_READY: dict[tuple[str, Statement], "_Ready"] = {}


def first(connection: Connection, statement: Statement, values: Values) -> Row | None:
    """The first row that is found, if any is."""
    found = every(connection, statement, values)
    return found[0] if found else None


def only(connection: Connection, statement: Statement, values: Values) -> Row:
    """The row that there must be. Raises NoResultFound."""
    found = first(connection, statement, values)
    if found is None:
        raise NoResultFound("what is asked for is not there")
    return found


def every(connection: Connection, statement: Statement, values: Values) -> list[Row]:
    """Every row that is found, or that the statement returns of what it wrote."""
    ready = _ready(connection.dialect, statement, values)
    cursor = connection.connection.cursor()
    try:
        cursor.execute(ready.text, ready.filled(values))
        return ready.read(cursor.fetchall())
    except ready.driver_error as error:
        raise _told(error, ready, connection.dialect) from error


def change(connection: Connection, statement: Statement, values: Values) -> int:
    """How many rows were changed."""
    ready = _ready(connection.dialect, statement, values)
    cursor = connection.connection.cursor()
    try:
        cursor.execute(ready.text, ready.filled(values))
    except ready.driver_error as error:
        raise _told(error, ready, connection.dialect) from error
    return cursor.rowcount


def change_each(connection: Connection, statement: Statement, each: Sequence[Values]) -> None:
    """The same with one set of values after the other; there is at least one."""
    ready = _ready(connection.dialect, statement, each[0])
    cursor = connection.connection.cursor()
    try:
        cursor.executemany(ready.text, [ready.filled(values) for values in each])
    except ready.driver_error as error:
        raise _told(error, ready, connection.dialect) from error


@dataclass(frozen=True, slots=True, eq=False)
class _Ready:
    """A statement in the words of one database: how each value goes in, and how those come out that are not as we want them.

    `constants` are the values that stand in the statement itself.
    """

    text: str
    names: frozenset[str]
    constants: dict[str, object]
    in_order: bool
    ways_in: tuple[tuple[str, _Process | None], ...]
    ways_out: tuple[tuple[int, _Process], ...]
    driver_error: type[Exception]

    def filled(self, values: Values) -> Any:
        """The values as the driver takes them. Raises ValueError if they are not those that the statement asks for."""
        if values.keys() != self.names:
            raise ValueError(f"the statement asks for other values than it is given: {sorted(values.keys() ^ self.names)}")
        given = {**self.constants, **values} if self.constants else values
        if self.in_order:
            return [way(given[name]) if way else given[name] for name, way in self.ways_in]
        return {name: way(given[name]) if way else given[name] for name, way in self.ways_in}

    def read(self, found: Sequence[Row]) -> list[Row]:
        """The rows in our own types."""
        return [self._row(row) for row in found] if self.ways_out else list(found)

    def _row(self, row: Row) -> Row:
        values = list(row)
        for place, way in self.ways_out:
            values[place] = way(values[place])
        return tuple(values)


def _ready(dialect: Dialect, statement: Statement, values: Values) -> _Ready:
    ready = _READY.get((dialect.name, statement))
    if ready is None:
        ready = _READY[dialect.name, statement] = _made(dialect, statement, values)
    return ready


def _made(dialect: Dialect, statement: Statement, values: Values) -> _Ready:
    """A row to insert names its columns; whatever else is asked for stands in the statement by its name."""
    columns = list(values) if isinstance(statement, Insert) else None
    compiled: SQLCompiler = statement.compile(dialect=dialect, column_keys=columns)
    if compiled.insert_prefetch:
        raise ValueError(f"a row has to name all its columns, also {[column.name for column in compiled.insert_prefetch]}")
    binds = {name: bind for bind, name in compiled.bind_names.items()}
    order = (compiled.positiontup or []) if compiled.positional else list(binds)
    ways_out = [_way_out(dialect, column.type) for column in statement.exported_columns]
    return _Ready(
        text=str(compiled),
        names=frozenset(name for name, bind in binds.items() if bind.required),
        constants={name: bind.effective_value for name, bind in binds.items() if not bind.required},
        in_order=compiled.positional,
        ways_in=tuple((name, _way_in(dialect, binds[name].type)) for name in order),
        ways_out=tuple((place, way) for place, way in enumerate(ways_out) if way),
        driver_error=dialect.loaded_dbapi.Error,
    )


def _way_in(dialect: Dialect, kind: TypeEngine[Any]) -> _Process | None:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _way_out(dialect: Dialect, kind: TypeEngine[Any]) -> _Process | None:
    return kind.dialect_impl(dialect).result_processor(dialect, None)


def _told(error: Exception, ready: _Ready, dialect: Dialect) -> BaseException:
    """The driver's error as SQLAlchemy tells it, without the values: they may be a buyer's words."""
    return DBAPIError.instance(ready.text, None, error, ready.driver_error, hide_parameters=True, dialect=dialect)
