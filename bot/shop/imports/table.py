"""A table, from whatever file: rows whose cells are asked for by the name of their column.

What the columns mean is not known here. A row that cannot be split stays in the table with its fault, so that whoever
reads the table can refuse what the row belongs to.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field

LINE_BREAK = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Record:
    """The cells of one row, before anybody knows their names. `line` is where it begins.

    `fault` says why it could not be split, and is empty if it could.
    """

    line: int
    cells: tuple[str, ...]
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Header:
    """The names above a table as the file spells them, and where the columns are that a format knows by its own names.

    With `line_breaks_count`, a line break inside a cell is a line of the file, as in text; in a workbook it is none.
    """

    names: tuple[str, ...]
    positions: Mapping[str, int]
    line_breaks_count: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """A record under a header."""

    record: Record
    header: Header

    @property
    def line(self) -> int:
        return self.record.line

    @property
    def fault(self) -> str:
        """Why the row cannot be relied on; empty if it can."""
        width, cells = len(self.header.names), self.record.cells
        if self.record.fault or len(cells) == width:
            return self.record.fault
        return f"has {len(cells)} cells where the header has {width}; a cell with a separator in it belongs in quotation marks"

    def __getitem__(self, column: str) -> str:
        """The cell of a column without the blanks around it; empty if the row or the file has none."""
        cells = self.record.cells
        position = self.header.positions.get(column, len(cells))
        return cells[position].strip() if position < len(cells) else ""

    def line_of(self, column: str) -> int:
        """The line in which the cell of a column begins, counting the line breaks in the quoted cells before it."""
        if not self.header.line_breaks_count:
            return self.line
        position = self.header.positions.get(column, 0)
        return self.line + sum(len(LINE_BREAK.findall(cell)) for cell in self.record.cells[:position])

    def name_of(self, column: str) -> str:
        """What the file calls a column; our own name if the file has none."""
        position = self.header.positions.get(column)
        return column if position is None else " ".join(self.header.names[position].split())


@dataclass(frozen=True, slots=True)
class Table:
    """The rows under a header."""

    header: Header
    rows: tuple[Row, ...]

    @classmethod
    def under(cls, header: Header, records: Iterable[Record]) -> "Table":
        """The records as rows, without the cells that nobody reads: of a wide file they are the most.

        What has nothing in a column that is read is a frame or a gap, and no row.
        """
        read = frozenset(header.positions.values())
        kept = (_without_the_unread(record, read) for record in records)
        return cls(header, tuple(Row(record, header) for record in kept if record.fault or any(map(str.strip, record.cells))))


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns a format has: those it cannot be read without, those it may lack, and other names some files use."""

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()
    also_called: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def found_in(self, names: Iterable[str]) -> dict[str, list[int]]:
        """The places of each column among the names of a header, whatever their order, case, blanks and signs."""
        column_of = {name_key(name): column for column in self.required + self.optional for name in self._names_of(column)}
        places: dict[str, list[int]] = {}
        for place, name in enumerate(names):
            column = column_of.get(name_key(name))
            if column is not None:
                places.setdefault(column, []).append(place)
        return places

    def _names_of(self, column: str) -> tuple[str, ...]:
        return column, *self.also_called.get(column, ())


def _without_the_unread(record: Record, read: Set[int]) -> Record:
    # a cell with a line break stays, since the lines after it are counted by it
    cells = tuple(cell if place in read or "\n" in cell or "\r" in cell else "" for place, cell in enumerate(record.cells))
    return Record(record.line, cells, record.fault)


def name_key(name: str) -> str:
    """The name of a column reduced to its letters and digits: line breaks, `_`, `-` and `#` come and go with programs."""
    return "".join(c for c in unicodedata.normalize("NFKC", name).casefold() if c.isalnum())
