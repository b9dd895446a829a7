"""A delimited text as records."""

import csv
import re
from collections.abc import Iterator
from itertools import islice

from bot.shop.imports.refusal import UnreadableError
from bot.shop.imports.table import Record

SEPARATORS = (",", ";", "\t")
SEPARATOR_LINE = re.compile(r'"?sep=(.)"?[,;\t]*(?:\r\n|\r|\n|$)', re.IGNORECASE)
LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
ABOVE_THE_HEADER = 10  # records that may precede a header: titles, paddings, dates of the report


def separator_of(text: str) -> str:
    """What a text says with `sep=`, or what splits one of its first records into the most cells; a comma if nothing does.

    Raises UnreadableError if the text says another one.
    """
    said = SEPARATOR_LINE.search(text, 0, 1_000)
    if said and (said.start() == 0 or text[said.start() - 1] in "\r\n"):
        if said.group(1) not in SEPARATORS:
            raise UnreadableError(f"the cells are separated by {said.group(1)!r}; only comma, semicolon and tab are read")
        return said.group(1)

    def widest(separator: str) -> int:
        return max((len(record.cells) for record in islice(records_of(text, separator), ABOVE_THE_HEADER)), default=0)

    return max(SEPARATORS, key=widest)


def records_of(text: str, separator: str, *, quoted: bool = True) -> Iterator[Record]:
    """Each record that is not blank and says no separator. Unless `quoted`, quotation marks are ordinary characters."""
    # strict, since otherwise a stray quotation mark silently glues cells together
    reader = csv.reader(
        (line.group() for line in LINE.finditer(text)),
        delimiter=separator,
        strict=True,
        quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE,
    )
    while True:
        line = 1 + reader.line_num
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield Record(line, (), _quotation_fault(line, reader.line_num))
            continue
        if any(cell.strip() for cell in cells) and not _says_the_separator(cells, separator):
            yield Record(line, tuple(cells))


def _says_the_separator(cells: list[str], separator: str) -> bool:
    """`sep=;` split by itself is `sep=` and nothing more."""
    return cells[0].lower() in {"sep=", f"sep={separator}"} and not any(cells[1:])


def _quotation_fault(line: int, last: int) -> str:
    if last > line:
        return f"cannot be told from the lines down to {last}: a quotation mark is opened and not closed"
    return "cannot be split into cells: a quotation mark inside a quoted cell is written twice"
