"""Promotions in our own format: one promotion a row, its articles joined with `|`, `*` for everything."""

from datetime import datetime
from decimal import Decimal

from bot.shop.imports.cells import LONG_AGO, CellError, RowReading, moment, percent, several, text
from bot.shop.imports.refusal import Refusal
from bot.shop.imports.table import Columns, Table
from bot.shop.prices import Promotion

COLUMNS = Columns(("name", "starts_at", "ends_at", "percent_off", "skus"), ("reason",))

EVERYTHING = "*"


def read_promotions(table: Table) -> tuple[tuple[Promotion, ...], tuple[Refusal, ...]]:
    """The promotions of a table, and what was refused, both in the order of the rows.

    A promotion is known by its name and its beginning; a second row with both must say the same, or it is refused.
    """
    known: dict[tuple[str, datetime], tuple[Promotion, int]] = {}
    refused: list[Refusal] = []
    for row in table.rows:
        reading = RowReading(row)
        promotion = _promotion(reading)
        if not reading.refused:
            first, line = known.setdefault((promotion.name, promotion.starts_at), (promotion, row.line))
            if first != promotion:
                reading.refuse("name", f"contradicts line {line}, where a promotion of this name begins at the same time")
        refused += reading.refused
    return tuple(promotion for promotion, _ in known.values()), tuple(refused)


def _promotion(reading: RowReading) -> Promotion:
    starts_at = reading.required("starts_at", moment, LONG_AGO)

    def after_it_starts(cell: str) -> datetime:
        at = moment(cell)
        if at <= starts_at:
            raise CellError("is not after the promotion starts")
        return at

    return Promotion(
        name=reading.required("name", text(200), ""),
        starts_at=starts_at,
        ends_at=reading.required("ends_at", after_it_starts, LONG_AGO),
        percent_off=reading.required("percent_off", percent, Decimal(0)),
        skus=reading.required("skus", _skus, frozenset()),
        reason=reading.optional("reason", text(64), ""),
    )


def _skus(cell: str) -> frozenset[str]:
    """The articles of a promotion; none for everything, as Promotion has it."""
    skus = several(cell)
    if skus == (EVERYTHING,):
        return frozenset()
    if EVERYTHING in skus or not skus:
        raise CellError("is neither a list of SKUs joined with | nor * for everything")
    for sku in skus:
        text(64)(sku)
    return frozenset(skus)
