"""Orders found in a table: the rows of a number together, taken whole or not at all."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, tzinfo
from zoneinfo import ZoneInfo

from bot.remedy.money import Money
from bot.shop.imports.cells import CellError, RowReading, text
from bot.shop.imports.refusal import Refusal
from bot.shop.imports.table import Row
from bot.shop.orders import Order, OrderLine, order_key

SHORTENED = "E+"


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What the seller says of a file where the file is silent, and the zone of the shop for when nobody says."""

    time_zone: ZoneInfo | None = None
    currency: str = ""
    shop_zone: tzinfo = UTC

    @property
    def said(self) -> dict[str, str]:
        """What the seller says, by name."""
        zone = {"time_zone": self.time_zone.key} if self.time_zone else {}
        return zone | ({"default_currency": self.currency} if self.currency else {})

    def zone(self, of_the_platform: tzinfo | None = None) -> tzinfo:
        """The zone of times that are written without one."""
        return self.time_zone or of_the_platform or self.shop_zone


@dataclass(frozen=True, slots=True)
class OrderFound:
    """An order and the line its first row has in the file.

    `net_sales` is what one kind of file tells instead of the total: the lines' worth without shipping.
    """

    line: int
    order: Order
    net_sales: Money | None = None


Found = tuple[tuple[OrderFound, ...], tuple[Refusal, ...]]
Rows = list[RowReading]


def orders_in(
    rows: Iterable[Row],
    number_column: str,
    make: Callable[[str, Rows], Order | OrderFound | None],
    *,
    carry: bool = False,
) -> Found:
    """The orders of a table in the order of their first rows, and what was refused in the order of the lines.

    `make` builds the order of a number from its rows; if anything of them was refused, what it built is thrown away. With
    `carry`, a row without a number goes on with the order above it.
    """
    found: list[OrderFound] = []
    refused: list[Refusal] = []
    by_number: dict[str, Rows] = {}
    above = ""
    for row in rows:
        reading = RowReading(row)
        if carry and above and not row[number_column]:
            by_number[above].append(reading)
            continue
        above = reading.required(number_column, order_number, "")
        if above:
            by_number.setdefault(above, []).append(reading)
        else:
            refused += reading.refused
    for number, readings in by_number.items():
        made = make(number, readings)
        faults = [refusal for reading in readings for refusal in reading.refused]
        if made and not faults:
            found.append(made if isinstance(made, OrderFound) else OrderFound(readings[0].row.line, made))
        refused += faults
    return tuple(found), tuple(sorted(refused, key=lambda refusal: refusal.line))


def order_number(cell: str) -> str:
    """Read the number of an order."""
    if SHORTENED in cell.upper() and cell[0].isdigit():
        raise CellError("was shortened by a spreadsheet and is no order number any more; import the file as it was downloaded")
    key = order_key(cell)
    if not key:
        raise CellError("has neither a letter nor a digit to find the order by")
    text(64)(key)  # unfolding can make a key longer than its number, and both are stored
    return text(64)(cell)


def line_of_total(total: Money, discount: Money, quantity: int, *, sku: str, title: str, variant: str) -> OrderLine:
    """A line of which a file tells the worth of all pieces together, before the discount.

    Where the pieces do not divide it evenly, the price of one is rounded up and the discount makes up for it: the line is
    worth what the file says, to the coin.
    """
    unit = Money(-(-total.minor // quantity) if quantity else 0, total.currency)
    return OrderLine(sku, title, variant, quantity, unit, discount + (unit * quantity - total))


def variant_in(title: str) -> str:
    """The variant behind the last dash of a title, where platforms put it: "Trail Runner - Black / EU 42"."""
    return title.rpartition(" - ")[2][:200] if " - " in title else ""
