"""Which format a file has, told by its header alone: names of files are chosen by people and say anything."""

from enum import StrEnum

from bot.shop.imports import own_orders, own_prices, own_promotions
from bot.shop.imports.table import Table, UnreadableError


class Format(StrEnum):
    """The formats that can be read."""

    OWN_ORDERS = "own_orders"
    OWN_PRICES = "own_prices"
    OWN_PROMOTIONS = "own_promotions"


REQUIRED = {
    Format.OWN_ORDERS: own_orders.REQUIRED,
    Format.OWN_PRICES: own_prices.REQUIRED,
    Format.OWN_PROMOTIONS: own_promotions.REQUIRED,
}
OPTIONAL = {
    Format.OWN_ORDERS: own_orders.OPTIONAL,
    Format.OWN_PRICES: own_prices.OPTIONAL,
    Format.OWN_PROMOTIONS: own_promotions.OPTIONAL,
}


def recognise(table: Table) -> Format:
    """The format of a table: the one of whose required columns it has the greatest share.

    Raises UnreadableError if that is not more than half, if a required column is missing, or if a column is there twice.
    """
    best = max(Format, key=lambda format: _share(table, format))
    if _share(table, best) <= 0.5:
        raise UnreadableError(
            "the header is none that is known; "
            + "; ".join(f"{_name(format)} have the columns {', '.join(REQUIRED[format])}" for format in Format)
        )
    missing = [column for column in REQUIRED[best] if column not in table.columns]
    if missing:
        raise UnreadableError(f"this looks like {_name(best)}, but there is no column {', '.join(missing)}")
    twice = [column for column in REQUIRED[best] + OPTIONAL[best] if table.columns.count(column) > 1]
    if twice:
        raise UnreadableError(f"there is more than one column {', '.join(twice)}")
    return best


def _share(table: Table, format: Format) -> float:
    required = REQUIRED[format]
    return sum(column in table.columns for column in required) / len(required)


def _name(format: Format) -> str:
    return format.value.replace("_", " ")
