"""Amazon's order report: the buyer and the dates in the first row of an order, further rows only their article."""

from datetime import UTC

from bot.remedy.money import Money
from bot.shop.imports import amazon
from bot.shop.imports.cells import LONG_AGO, email, text
from bot.shop.imports.found import Assumptions, Found, Rows, orders_in
from bot.shop.imports.table import Columns, Table
from bot.shop.imports.times import country_of, day_of, moment_in
from bot.shop.orders import Order, Untold

COLUMNS = Columns(
    required=("order-id", "purchase-date", "product-name", "quantity-purchased", "currency", "item-price"),
    optional=(*amazon.OPTIONAL, "buyer-email", "buyer-name", "recipient-name", "latest-ship-date", "latest-delivery-date"),
    also_called={"product-name": ("item-name",)},
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
            status="",
            buyer_name=head.optional("buyer-name", text(200), "") or head.optional("recipient-name", text(200), ""),
            email=head.optional("buyer-email", email, ""),
            postcode=head.optional("ship-postal-code", text(32), ""),
            country=country_of(head.row["ship-country"]),
            currency=code,
            placed_at=head.required("purchase-date", moment, LONG_AGO),
            lines=tuple(
                amazon.line_of(row, code, title_column="product-name", quantity_column="quantity-purchased") for row in rows
            ),
            shipping=amazon.shipping_of(rows, code),
            discount=Money(0, code),
            total_paid=amazon.total_of(rows, code),
            refunded=Money(0, code),
            estimated_delivery_max=head.optional("latest-delivery-date", day_of(moment), None),
            ship_by=head.optional("latest-ship-date", day_of(moment), None),
            untold=frozenset({Untold.REFUNDS, Untold.PARCELS}),
        )

    return orders_in(table.rows, "order-id", order)
