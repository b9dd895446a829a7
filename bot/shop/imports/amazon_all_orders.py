"""Amazon's report of all orders: their state and when it last changed, nothing about the buyer, the order in every row."""

from datetime import UTC

from bot.remedy.money import Money
from bot.shop.imports import amazon
from bot.shop.imports.cells import LONG_AGO, text
from bot.shop.imports.found import Assumptions, Found, Rows, orders_in
from bot.shop.imports.table import Columns, Table
from bot.shop.imports.times import country_of, moment_in
from bot.shop.orders import Order, Untold

COLUMNS = Columns(
    required=("amazon-order-id", "purchase-date", "order-status", "product-name", "quantity", "currency", "item-price"),
    optional=(*amazon.OPTIONAL, "last-updated-date"),
)


def read_orders(table: Table, assumed: Assumptions) -> Found:
    """The orders of a table in the order of their first rows, and what was refused in the order of the lines."""

    def order(number: str, rows: Rows) -> Order:
        head = rows[0]
        code = amazon.currency_in(rows, assumed)
        moment = moment_in(assumed.zone(UTC))
        return Order(
            number=number,
            platform=amazon.PLATFORM,
            status=head.required("order-status", text(32), ""),
            buyer_name="",
            email="",
            postcode=head.optional("ship-postal-code", text(32), ""),
            country=country_of(head.row["ship-country"]),
            currency=code,
            placed_at=head.required("purchase-date", moment, LONG_AGO),
            lines=tuple(amazon.line_of(row, code, title_column="product-name", quantity_column="quantity") for row in rows),
            shipping=amazon.shipping_of(rows, code),
            discount=Money(0, code),
            total_paid=amazon.total_of(rows, code),
            refunded=Money(0, code),
            as_of=head.optional("last-updated-date", moment, None),
            untold=frozenset({Untold.REFUNDS, Untold.PARCELS}),
        )

    return orders_in(table.rows, "amazon-order-id", order)
