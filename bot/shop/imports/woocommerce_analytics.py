"""The download of WooCommerce's Analytics: good for finding an order, not for checking a price.

One row an order, its articles in one text. The only amount is what the articles came to without shipping, and the only
currency is the sign in front of it. The names of the columns are in the language of the site; their order is not.
"""

import re
from collections.abc import Sequence

from bot.remedy.money import Money
from bot.shop.imports.amounts import amount, currency_of
from bot.shop.imports.cells import LONG_AGO, CellError, text
from bot.shop.imports.found import Assumptions, Found, OrderFound, Rows, orders_in, variant_in
from bot.shop.imports.table import Columns, Record, Table
from bot.shop.imports.times import moment_in
from bot.shop.orders import Order, OrderLine, Untold

PLATFORM = "woocommerce"
COLUMNS = Columns(
    required=("Date", "Order #", "N. Revenue (formatted)", "Status", "Customer", "Product(s)"),
    optional=("Net Sales",),
    also_called={"Net Sales": ("N. Revenue",)},
)
IN_ORDER = ("Date", "Order #", "N. Revenue (formatted)", "Status", "Customer", "Customer type", "Product(s)", "Items sold",
            "Coupon(s)", "Net Sales", "Attribution")  # fmt: skip
WIDTHS = (len(IN_ORDER) - 1, len(IN_ORDER))  # older versions know no attribution
DATE = re.compile(r"\d{4}-\d\d-\d\d\b.*", re.ASCII)
ARTICLE = re.compile(r"(?:^|, )(\d{1,6})×\s+", re.ASCII)


def names_by_place(first_row: Record) -> Sequence[str]:
    """The names of the columns by their places, if a row looks as this file's rows do; else none."""
    cells = first_row.cells
    looks_so = len(cells) in WIDTHS and DATE.match(cells[0]) and ARTICLE.match(cells[IN_ORDER.index("Product(s)")])
    return IN_ORDER[: len(cells)] if looks_so else ()


def read_orders(table: Table, assumed: Assumptions) -> Found:
    """The orders of a table in the order of their rows, and what was refused in the order of the lines."""

    def order(number: str, rows: Rows) -> OrderFound:
        head = rows[0]
        for again in rows[1:]:
            again.refuse("Order #", f"was already given in line {head.row.line}")
        code = head.required("N. Revenue (formatted)", currency_of(assumed.currency), "")
        nothing = Money(0, code)

        def articles(cell: str) -> tuple[OrderLine, ...]:
            if not ARTICLE.match(cell):
                raise CellError("does not list the articles as 2× this, 1× that")
            parts = ARTICLE.split(cell)[1:]
            return tuple(
                OrderLine("", text(300)(title), variant_in(title), int(pieces), nothing, nothing)
                for pieces, title in zip(parts[::2], parts[1::2], strict=True)
            )

        net_column = "Net Sales" if head.row["Net Sales"] else "N. Revenue (formatted)"
        made = Order(
            number=number,
            platform=PLATFORM,
            status=head.required("Status", text(32), ""),
            buyer_name=head.optional("Customer", text(200), ""),
            email="",
            postcode="",
            country="",
            currency=code,
            placed_at=head.required("Date", moment_in(assumed.zone()), LONG_AGO),
            lines=head.required("Product(s)", articles, ()),
            shipping=nothing,
            discount=nothing,
            total_paid=nothing,
            refunded=nothing,
            untold=frozenset({Untold.PRICES, Untold.TOTAL, Untold.REFUNDS, Untold.PARCELS}),
        )
        return OrderFound(head.row.line, made, head.required(net_column, amount(code), nothing))

    return orders_in(table.rows, "Order #", order)
