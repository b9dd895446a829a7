"""The price history in our own format: one observation a row."""

from bot.remedy.money import Money
from bot.shop.imports.cells import LONG_AGO, CellError, RowReading, currency, moment, money, text
from bot.shop.imports.refusal import Refusal
from bot.shop.imports.table import Columns, Table
from bot.shop.prices import PriceSeen

COLUMNS = Columns(("sku", "currency", "price", "seen_at"), ("variant", "source"))


def read_prices(table: Table) -> tuple[tuple[PriceSeen, ...], tuple[Refusal, ...]]:
    """The observations of a table, and what was refused, both in the order of the rows.

    Two rows that give different prices for one article at one moment from one source contradict each other; the later
    one is refused. Two that say the same are one observation.
    """
    seen: dict[tuple[object, ...], tuple[PriceSeen, int]] = {}
    refused: list[Refusal] = []
    for row in table.rows:
        reading = RowReading(row)
        price = _price(reading)
        if not reading.refused:
            key = (price.sku, price.variant, price.price.currency, price.seen_at, price.source)
            first, line = seen.setdefault(key, (price, row.line))
            if first.price != price.price:
                reading.refuse("price", f"contradicts line {line}, which says {first.price.amount}")
        refused += reading.refused
    return tuple(price for price, _ in seen.values()), tuple(refused)


def _price(reading: RowReading) -> PriceSeen:
    code = reading.required("currency", currency, "")

    def above_zero(cell: str) -> Money:
        price = money(code)(cell)
        if code and not price:
            # a price of nothing would promise every earlier buyer all of their money back
            raise CellError("is not above zero")
        return price

    return PriceSeen(
        sku=reading.required("sku", text(64), ""),
        variant=reading.optional("variant", text(200), ""),
        price=reading.required("price", above_zero, Money(0, code)),
        seen_at=reading.required("seen_at", moment, LONG_AGO),
        source=reading.optional("source", text(64), ""),
    )
