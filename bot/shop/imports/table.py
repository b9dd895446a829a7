"""A delimited file as a table: rows whose cells are asked for by the name of their column.

What the columns mean is not known here. A row that cannot be split stays in the table with its fault, so that whoever
reads the table can refuse what the row belongs to.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

SEPARATORS = (",", ";", "\t")
SAVE_AS = "save the sheet as CSV (UTF-8) and import that"

NOT_A_TABLE = (
    (b"PK\x03\x04", "a workbook or a zip archive"),
    (b"\xd0\xcf\x11\xe0", "a workbook of an old Excel"),
    (b"\x1f\x8b", "a compressed file"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture or a recording"),
    (b"\xff\xfe", "text in UTF-16"),
    (b"\xfe\xff", "text in UTF-16"),
)
"""How files that are often handed in by mistake begin, and what to call them."""

SEPARATOR_LINE = re.compile(r'"?sep=(.)"?(?:\r\n|\r|\n|$)', re.IGNORECASE)
LINE_BREAK = re.compile(r"\r\n|\r|\n")


class UnreadableError(ValueError):
    """A file of which nothing can be taken; the message says why and what to do, `line` where it was noticed."""

    def __init__(self, reason: str, line: int = 1) -> None:
        super().__init__(reason)
        self.line = line


@dataclass(frozen=True, slots=True)
class Row:
    """One record of the file. `line` is where it begins; `fault` says why it could not be split, and is empty if it could."""

    line: int
    cells: tuple[str, ...]
    positions: Mapping[str, int]
    fault: str = ""

    def __getitem__(self, column: str) -> str:
        """The cell of a column without the blanks around it; empty if the row or the file has none."""
        position = self.positions.get(column, len(self.cells))
        return self.cells[position].strip() if position < len(self.cells) else ""

    def line_of(self, column: str) -> int:
        """The line in which the cell of a column begins, counting the line breaks in the quoted cells before it."""
        position = self.positions.get(column, 0)
        return self.line + sum(len(LINE_BREAK.findall(cell)) for cell in self.cells[:position])


@dataclass(frozen=True, slots=True)
class Table:
    """A header and its rows. The names of the columns are in lower case and without the blanks around them."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def read_table(content: bytes) -> Table:
    """Split a file into rows: UTF-8 with or without a mark, separated by commas, semicolons or tabs, or as `sep=` says.

    Blank rows are passed over. Raises UnreadableError for an empty file and for what is no text.
    """
    text = _text(content)
    said = SEPARATOR_LINE.match(text)
    body, first_line = (text[said.end() :], 2) if said else (text, 1)
    separator = said.group(1) if said else _separator_of(body)
    if separator not in SEPARATORS:
        raise UnreadableError(f"the cells are separated by {separator!r}; only comma, semicolon and tab are read")
    records = _records(body, separator, first_line)
    header = next(records, None)
    if header is None:
        raise UnreadableError("the file is empty")
    line, names, fault = header
    if fault:
        raise UnreadableError(f"the header {fault}", line)
    columns = tuple(name.strip().lower() for name in names)
    positions = {name: columns.index(name) for name in columns if name}
    return Table(columns, tuple(_row(record, positions, len(columns)) for record in records))


def _text(content: bytes) -> str:
    for beginning, name in NOT_A_TABLE:
        if content.startswith(beginning):
            raise UnreadableError(f"this is {name}, not a table; {SAVE_AS}")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        raise UnreadableError(f"the byte 0x{content[fault.start]:02X} in this line is not UTF-8; {SAVE_AS}", line) from None
    if "\0" in text:
        raise UnreadableError(f"this is not a text file; {SAVE_AS}")
    return text


def _separator_of(text: str) -> str:
    """The separator that splits the header into the most cells; a comma if none does."""

    def cells(separator: str) -> int:
        _, names, _ = next(_records(text, separator, 1), (1, (), ""))
        return len(names)

    return max(SEPARATORS, key=cells)


def _records(text: str, separator: str, first_line: int) -> Iterator[tuple[int, tuple[str, ...], str]]:
    """Each record that is not blank: the line it begins in, its cells, and why it could not be split."""
    # strict, since otherwise a stray quotation mark silently glues cells together
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    while True:
        line = first_line + reader.line_num
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield line, (), _quotation_fault(line, first_line + reader.line_num - 1)
            continue
        if any(cell.strip() for cell in cells):
            yield line, tuple(cells), ""


def _quotation_fault(line: int, last: int) -> str:
    if last > line:
        return f"cannot be told from the lines down to {last}: a quotation mark is opened and not closed"
    return "cannot be split into cells: a quotation mark inside a quoted cell is written twice"


def _row(record: tuple[int, tuple[str, ...], str], positions: Mapping[str, int], width: int) -> Row:
    line, cells, fault = record
    if not fault and len(cells) != width:
        fault = f"has {len(cells)} cells where the header has {width}; a cell with a separator in it belongs in quotation marks"
    return Row(line, cells, positions, fault)
