"""Orders as Shopify exports them: the order's columns in the first row of an order, the articles in every row.

The price of an article is for one piece; its discount is for the line, and that of the order comes on top. The file knows
no parcels: when an order was fulfilled stands for when it was shipped.
"""

from bot.remedy.money import Money
from bot.shop.imports.amounts import amount, taken_off
from bot.shop.imports.cells import LONG_AGO, RowReading, currency, email, quantity, text
from bot.shop.imports.found import Assumptions, Found, Rows, orders_in, variant_in
from bot.shop.imports.table import Columns, Table
from bot.shop.imports.times import country_of, moment_in
from bot.shop.orders import Order, OrderLine

PLATFORM = "shopify"
COLUMNS = Columns(
    required=(
        *("Name", "Financial Status", "Currency", "Total", "Created at"),
        *("Lineitem quantity", "Lineitem name", "Lineitem price"),
    ),
    optional=(
        *("Email", "Fulfillment Status", "Fulfilled at", "Cancelled at", "Shipping", "Discount Amount", "Refunded Amount"),
        *("Lineitem sku", "Lineitem discount", "Billing Name", "Shipping Name", "Billing Zip", "Shipping Zip"),
        *("Billing Country", "Shipping Country", "Notes"),
    ),
)
KEPT_AS_TEXT = "'"  # an apostrophe keeps a spreadsheet from taking a postcode for a number
RETURNED = frozenset({"refunded", "voided"})


def read_orders(table: Table, assumed: Assumptions) -> Found:
    """The orders of a table in the order of their first rows, and what was refused in the order of the lines."""

    def order(number: str, rows: Rows) -> Order:
        head = rows[0]
        for row in rows[1:]:
            if row.row["Financial Status"]:
                row.refuse("Name", f"was already given in line {head.row.line}")
        code = head.required("Currency", currency, "")
        nothing = Money(0, code)
        moment = moment_in(assumed.zone())
        return Order(
            number=number,
            platform=PLATFORM,
            status=_status(head),
            buyer_name=_first_of(head, "Billing Name", "Shipping Name"),
            email=head.optional("Email", email, ""),
            postcode=_first_of(head, "Shipping Zip", "Billing Zip").removeprefix(KEPT_AS_TEXT)[:32],
            country=country_of(_first_of(head, "Shipping Country", "Billing Country")),
            currency=code,
            placed_at=head.required("Created at", moment, LONG_AGO),
            lines=tuple(_line(row, code) for row in rows),
            shipping=head.optional("Shipping", amount(code), nothing),
            discount=head.optional("Discount Amount", taken_off(code), nothing),
            total_paid=head.required("Total", amount(code), nothing),
            refunded=head.optional("Refunded Amount", taken_off(code), nothing),
            shipped_at=head.optional("Fulfilled at", moment, None),
            note=head.row["Notes"],
        )

    return orders_in(table.rows, "Name", order, carry=True)


def _line(row: RowReading, code: str) -> OrderLine:
    title = row.required("Lineitem name", text(300), "")
    return OrderLine(
        sku=row.optional("Lineitem sku", text(64), ""),
        title=title,
        variant=variant_in(title),
        quantity=row.required("Lineitem quantity", quantity, 1),
        unit_price=row.required("Lineitem price", amount(code), Money(0, code)),
        discount=row.optional("Lineitem discount", taken_off(code), Money(0, code)),
    )


def _status(head: RowReading) -> str:
    """The state of the money and of the parcel; of a cancelled order whose money is still here, that it was cancelled."""
    money = head.required("Financial Status", text(20), "")
    if head.row["Cancelled at"] and money not in RETURNED:
        money = "cancelled"
    parcel = head.row["Fulfillment Status"]
    return f"{money}/{parcel}"[:32] if parcel else money


def _first_of(head: RowReading, *columns: str) -> str:
    """The first of some cells that is not empty."""
    return next((value for column in columns if (value := head.optional(column, text(200), ""))), "")
