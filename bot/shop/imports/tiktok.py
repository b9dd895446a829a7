"""Orders as TikTok Shop exports them: a row for each article, the order's own columns the same in each.

Amounts carry their currency, times no zone. What the platform and the seller took off an article is for the whole line; a
discount on the whole order stands in its first line.
"""

from bot.remedy.money import Money
from bot.shop.imports.amounts import amount, currency_of, taken_off
from bot.shop.imports.cells import LONG_AGO, RowReading, quantity, text
from bot.shop.imports.found import Assumptions, Found, Rows, orders_in
from bot.shop.imports.table import Columns, Row, Table
from bot.shop.imports.times import american_moment_in, country_of
from bot.shop.orders import Order, OrderLine

PLATFORM = "tiktok"
COLUMNS = Columns(
    required=("Order ID", "Order Status", "Product Name", "Quantity", "SKU Unit Original Price", "Order Amount", "Created Time"),
    optional=(
        *("Seller SKU", "Variation", "SKU Platform Discount", "SKU Seller Discount", "Shipping Fee After Discount"),
        *("Order Refund Amount", "Shipped Time", "Delivered Time", "Tracking ID", "Shipping Provider Name"),
        *("Recipient", "Country", "Zipcode", "Buyer Message"),
    ),
    also_called={"Zipcode": ("Zip Code", "Postal Code", "Postcode")},
)
NO_VARIATION = "Default"


def read_orders(table: Table, assumed: Assumptions) -> Found:
    """The orders of a table in the order of their first rows, and what was refused in the order of the lines."""

    def order(number: str, rows: Rows) -> Order:
        head = rows[0]
        code = head.required("Order Amount", currency_of(assumed.currency), "")
        nothing = Money(0, code)
        moment = american_moment_in(assumed.zone())
        return Order(
            number=number,
            platform=PLATFORM,
            status=head.required("Order Status", text(32), ""),
            buyer_name=head.optional("Recipient", text(200), ""),
            email="",
            postcode=head.optional("Zipcode", text(32), ""),
            country=country_of(head.row["Country"]),
            currency=code,
            placed_at=head.required("Created Time", moment, LONG_AGO),
            lines=tuple(_line(row, code) for row in rows),
            shipping=head.optional("Shipping Fee After Discount", amount(code), nothing),
            discount=nothing,
            total_paid=head.required("Order Amount", amount(code), nothing),
            refunded=head.optional("Order Refund Amount", taken_off(code), nothing),
            shipped_at=head.optional("Shipped Time", moment, None),
            delivered_at=head.optional("Delivered Time", moment, None),
            tracking=tuple(dict.fromkeys(parcel for row in rows if (parcel := _parcel(row.row)))),
            note=head.row["Buyer Message"],
        )

    explained = table.rows[:1] and not any(c.isdigit() for c in table.rows[0]["Order ID"])
    return orders_in(table.rows[1:] if explained else table.rows, "Order ID", order)


def _line(row: RowReading, code: str) -> OrderLine:
    nothing = Money(0, code)
    variation = row.optional("Variation", text(200), "")
    return OrderLine(
        sku=row.optional("Seller SKU", text(64), ""),
        title=row.required("Product Name", text(300), ""),
        variant="" if variation == NO_VARIATION else variation,
        quantity=row.required("Quantity", quantity, 1),
        unit_price=row.required("SKU Unit Original Price", amount(code), nothing),
        discount=row.optional("SKU Platform Discount", taken_off(code), nothing)
        + row.optional("SKU Seller Discount", taken_off(code), nothing),
    )


def _parcel(row: Row) -> str:
    number, carrier = row["Tracking ID"], row["Shipping Provider Name"]
    return f"{carrier}:{number}" if number and carrier else number
