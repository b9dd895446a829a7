"""Orders as eBay's Seller Hub reports them, in its American and its British words.

An order of several articles begins with a row that sums it up and names no article. Prices are for one piece. There are
days but no hours, a tracking number but no carrier, and nothing about refunds.
"""

import re

from bot.remedy.money import Money
from bot.shop.imports.amounts import amount, currency_of
from bot.shop.imports.cells import LONG_AGO, RowReading, email, quantity, text
from bot.shop.imports.found import Assumptions, Found, Rows, orders_in
from bot.shop.imports.table import Columns, Row, Table
from bot.shop.imports.times import beginning_of, country_of, named_day
from bot.shop.orders import Order, OrderLine, Untold

PLATFORM = "ebay"
COLUMNS = Columns(
    required=("Order Number", "Buyer Username", "Item Title", "Quantity", "Sold For", "Total Price", "Sale Date"),
    optional=(
        *("Buyer Name", "Buyer Email", "Buyer Zip", "Buyer Country", "Ship To Zip", "Ship To Country", "Custom Label"),
        *("Variation Details", "Shipping And Handling", "Ship By Date", "Maximum Estimated Delivery Date"),
        *("Shipped On Date", "Tracking Number", "Buyer Note", "Sales Record Number"),
    ),
    also_called={
        "Buyer Zip": ("Buyer postcode",),
        "Ship To Zip": ("Post to postcode",),
        "Ship To Country": ("Post to country",),
        "Shipping And Handling": ("Postage and packaging",),
        "Ship By Date": ("Post by date", "Dispatch by date"),
        "Shipped On Date": ("Posted on date", "Dispatched on date"),
    },
)
FOOTER = re.compile(r"record\(s\) downloaded|^seller id\s*:", re.IGNORECASE)


def read_orders(table: Table, assumed: Assumptions) -> Found:
    """The orders of a table in the order of their first rows, and what was refused in the order of the lines."""

    def order(number: str, rows: Rows) -> Order:
        articles = [row for row in rows if row.row["Item Title"]]
        head = next((row for row in rows if row not in articles), rows[0])
        if not articles:
            head.refuse("Item Title", "is empty, and so it is in every row of the order")
        code = head.required("Total Price", currency_of(assumed.currency), "")
        nothing = Money(0, code)
        beginning = beginning_of(assumed.zone())
        return Order(
            number=number,
            platform=PLATFORM,
            status="",
            buyer_name=head.optional("Buyer Name", text(200), ""),
            email=head.optional("Buyer Email", email, ""),
            postcode=(head.row["Ship To Zip"] or head.row["Buyer Zip"])[:32],
            country=country_of(head.row["Ship To Country"] or head.row["Buyer Country"]),
            currency=code,
            placed_at=head.required("Sale Date", beginning, LONG_AGO),
            lines=tuple(_line(row, code) for row in articles),
            shipping=head.optional("Shipping And Handling", amount(code), nothing),
            discount=nothing,
            total_paid=head.required("Total Price", amount(code), nothing),
            refunded=nothing,
            shipped_at=head.optional("Shipped On Date", beginning, None),
            estimated_delivery_max=head.optional("Maximum Estimated Delivery Date", named_day, None),
            ship_by=head.optional("Ship By Date", named_day, None),
            tracking=tuple(dict.fromkeys(row.row["Tracking Number"] for row in rows if row.row["Tracking Number"])),
            note=head.row["Buyer Note"],
            untold=frozenset({Untold.REFUNDS, Untold.HOUR}),
        )

    return orders_in((row for row in table.rows if not _is_footer(row)), "Order Number", order)


def _line(row: RowReading, code: str) -> OrderLine:
    return OrderLine(
        sku=row.optional("Custom Label", text(64), ""),
        title=row.required("Item Title", text(300), ""),
        variant=row.optional("Variation Details", text(200), "").strip("[]"),
        quantity=row.required("Quantity", quantity, 1),
        unit_price=row.required("Sold For", amount(code), Money(0, code)),
        discount=Money(0, code),
    )


def _is_footer(row: Row) -> bool:
    return any(FOOTER.search(cell) for cell in row.record.cells[:3])
