"""Orders in our own format: one row per article, the order's own columns only in the first row of an order.

An order is taken whole or not at all. All of its arithmetic must come out, since refunds are reckoned from these figures:
a wrong one is better refused here than paid out later.
"""

from datetime import datetime

from bot.remedy.money import Money
from bot.shop.imports.cells import (
    LONG_AGO,
    CellError,
    RowReading,
    country,
    currency,
    day,
    email,
    moment,
    money,
    one_of,
    quantity,
    several,
    text,
)
from bot.shop.imports.found import Found, Rows, orders_in
from bot.shop.imports.table import Columns, Table
from bot.shop.orders import Order, OrderLine
from bot.shop.progress import STATUSES

PLATFORM = "own"

ORDER_COLUMNS = (
    "status",
    "buyer_name",
    "buyer_email",
    "currency",
    "placed_at",
    "shipping",
    "order_discount",
    "total_paid",
    "refunded",
)
LINE_COLUMNS = ("sku", "title", "qty", "unit_price", "line_discount")

OPTIONAL_OF_ORDER = ("postcode", "country", "shipped_at", "delivered_at", "tracking", "estimated_delivery_max", "note")
COLUMNS = Columns(("order_no", *ORDER_COLUMNS, *LINE_COLUMNS), ("variant", *OPTIONAL_OF_ORDER))

PAID_IN_FULL = frozenset({"paid", "partially_refunded", "refunded"})
"""Statuses in which the total paid is what the order came to. In the others it is what has been paid so far."""


def read_orders(table: Table) -> Found:
    """The orders of a table in the order of their first rows, and what was refused in the order of the lines."""
    return orders_in(table.rows, "order_no", _order)


def _order(number: str, readings: Rows) -> Order | None:
    """The order the rows of a number make. What is wrong with them is noted."""
    heads = [reading for reading in readings if any(reading.row[column] for column in ORDER_COLUMNS)]
    if not heads:
        readings[0].refuse("status", "is empty: the first row of an order carries the order's own columns")
    for reading in readings:
        if reading not in heads:
            _refuse_what_belongs_to_the_first_row(reading)
        elif reading is not heads[0]:
            reading.refuse(
                "order_no",
                f"was already given in line {heads[0].row.line}; "
                f"further articles of an order leave {', '.join(ORDER_COLUMNS)} empty",
            )
    if not heads:
        return None
    head = heads[0]
    code = head.required("currency", currency, "")
    order = _headed(head, number, code, tuple(_line(reading, code) for reading in readings))
    if not any(reading.refused for reading in readings):
        _refuse_wrong_arithmetic(head, order)
    return order


def _refuse_what_belongs_to_the_first_row(reading: RowReading) -> None:
    for column in OPTIONAL_OF_ORDER:
        if reading.row[column]:
            reading.refuse(column, "belongs in the first row of the order")


def _line(reading: RowReading, code: str) -> OrderLine:
    nothing = Money(0, code)
    line = OrderLine(
        sku=reading.required("sku", text(64), ""),
        title=reading.required("title", text(300), ""),
        variant=reading.optional("variant", text(200), ""),
        quantity=reading.required("qty", quantity, 1),
        unit_price=reading.required("unit_price", money(code), nothing),
        discount=reading.required("line_discount", money(code), nothing),
    )
    if not reading.refused and line.value < nothing:
        reading.refuse("line_discount", f"is more than the line: {line.quantity} x {line.unit_price}")
    return line


def _headed(head: RowReading, number: str, code: str, lines: tuple[OrderLine, ...]) -> Order:
    nothing = Money(0, code)
    placed_at = head.required("placed_at", moment, LONG_AGO)

    def after_it_was_placed(cell: str) -> datetime | None:
        at = moment(cell)
        if at < placed_at:
            raise CellError("is before the order was placed")
        return at

    return Order(
        number=number,
        platform=PLATFORM,
        status=head.required("status", one_of(STATUSES), ""),
        buyer_name=head.required("buyer_name", text(200), ""),
        email=head.required("buyer_email", email, ""),
        postcode=head.optional("postcode", text(32), ""),
        country=head.optional("country", country, ""),
        currency=code,
        placed_at=placed_at,
        lines=lines,
        shipping=head.required("shipping", money(code), nothing),
        discount=head.required("order_discount", money(code), nothing),
        total_paid=head.required("total_paid", money(code), nothing),
        refunded=head.required("refunded", money(code), nothing),
        shipped_at=head.optional("shipped_at", after_it_was_placed, None),
        delivered_at=head.optional("delivered_at", after_it_was_placed, None),
        estimated_delivery_max=head.optional("estimated_delivery_max", day, None),
        tracking=head.optional("tracking", several, ()),
        note=head.row["note"],
    )


def _refuse_wrong_arithmetic(head: RowReading, order: Order) -> None:
    due = order.value - order.discount + order.shipping
    if order.discount > order.value:
        head.refuse("order_discount", f"is more than the lines come to: {_arithmetic(order)}")
    elif order.status in PAID_IN_FULL and order.total_paid != due:
        head.refuse("total_paid", f"does not add up: {_arithmetic(order)} = {due.amount}")
    elif order.total_paid > due:
        head.refuse("total_paid", f"is more than the order comes to: {_arithmetic(order)} = {due.amount}")
    elif order.refunded > order.total_paid:
        head.refuse("refunded", f"is more than the {order.total_paid.amount} that was paid")


def _arithmetic(order: Order) -> str:
    """What an order comes to, as one would write it down to check it: "2 x 49.90 + 4.90 shipping"."""
    lines = " + ".join(
        f"{line.quantity} x {line.unit_price.amount}" + (f" - {line.discount.amount}" if line.discount else "")
        for line in order.lines
    )
    discount = f" - {order.discount.amount} discount" if order.discount else ""
    shipping = f" + {order.shipping.amount} shipping" if order.shipping else ""
    return lines + discount + shipping
