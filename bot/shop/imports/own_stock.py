"""What is on the shelf, in our own format: one article a row."""

import re

from bot.shop.imports.cells import CellError, RowReading, text
from bot.shop.imports.refusal import Refusal
from bot.shop.imports.table import Columns, Table
from bot.shop.stock import Stocked

COLUMNS = Columns(("sku", "in_stock"), ("variant", "title"))

_COUNT = re.compile(r"[0-9]{1,9}")


def read_stock(table: Table) -> tuple[tuple[Stocked, ...], tuple[Refusal, ...]]:
    """The articles of a table, and what was refused, both in the order of the rows.

    Two rows that count one article differently contradict each other; the later one is refused.
    """
    known: dict[tuple[str, str], tuple[Stocked, int]] = {}
    refused: list[Refusal] = []
    for row in table.rows:
        reading = RowReading(row)
        article = _article(reading)
        if not reading.refused:
            first, line = known.setdefault((article.sku, article.variant), (article, row.line))
            if first.count != article.count:
                reading.refuse("in_stock", f"contradicts line {line}, which says {first.count}")
        refused += reading.refused
    return tuple(article for article, _ in known.values()), tuple(refused)


def _article(reading: RowReading) -> Stocked:
    return Stocked(
        sku=reading.required("sku", text(64), ""),
        variant=reading.optional("variant", text(200), ""),
        title=reading.optional("title", text(300), ""),
        count=reading.required("in_stock", _count, 0),
    )


def _count(cell: str) -> int:
    if not _COUNT.fullmatch(cell):
        raise CellError("is not a whole number of pieces, like 0 or 25")
    return int(cell)
