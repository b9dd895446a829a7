"""What Amazon's reports have in common: a row for each article, and every amount for all pieces of the row together.

The order comes to what its articles, taxes, shipping and wrapping come to, less what promotions took off. The reports tell
nothing of refunds. In their tab-separated form, quotation marks are ordinary characters.
"""

from bot.remedy.money import Money, add_up
from bot.shop.imports.amounts import amount, taken_off
from bot.shop.imports.cells import CellError, RowReading, currency, text
from bot.shop.imports.found import Assumptions, Rows, line_of_total, variant_in
from bot.shop.orders import OrderLine

PLATFORM = "amazon"
ADDED = ("item-price", "item-tax", "shipping-price", "shipping-tax", "gift-wrap-price", "gift-wrap-tax")
TAKEN_OFF = ("item-promotion-discount", "ship-promotion-discount")
OPTIONAL = ("sku", *ADDED[1:], *TAKEN_OFF, "sales-channel", "ship-postal-code", "ship-country")

CURRENCY_OF = {
    **dict.fromkeys(("de", "fr", "it", "es", "nl", "ie", "com.be"), "EUR"),
    **{"com": "USD", "co.uk": "GBP", "co.jp": "JPY", "ca": "CAD", "com.mx": "MXN", "com.au": "AUD", "com.br": "BRL"},
    **{"in": "INR", "se": "SEK", "pl": "PLN", "com.tr": "TRY", "ae": "AED", "sa": "SAR", "sg": "SGD", "eg": "EGP"},
}
"""The currency of a marketplace, for cancelled orders, whose currency is left blank."""


def currency_in(rows: Rows, assumed: Assumptions) -> str:
    """The currency of an order, which some of its rows may leave blank, and all of them if it was cancelled."""
    head = rows[0]
    for row in rows:
        if row.row["currency"]:
            return row.required("currency", currency, "")
    marketplace = head.row["sales-channel"].lower().removeprefix("amazon.")
    code = CURRENCY_OF.get(marketplace, assumed.currency)
    if not code:
        head.refuse("currency", "is empty, and the marketplace tells none; say it with --currency")
    return code


def line_of(row: RowReading, code: str, *, title_column: str, quantity_column: str) -> OrderLine:
    """The article of a row."""
    nothing = Money(0, code)
    title = row.required(title_column, text(300), "")
    pieces = row.required(quantity_column, _pieces, 1)
    total = row.optional("item-price", amount(code), nothing)
    if total and not pieces:
        row.refuse(quantity_column, "is none of an article that costs something")
    elif pieces and not row.row["item-price"]:
        row.refuse("item-price", "is empty")
    discount = row.optional("item-promotion-discount", taken_off(code), nothing)
    sku = row.optional("sku", text(64), "")
    return line_of_total(total, discount, pieces, sku=sku, title=title, variant=variant_in(title))


def total_of(rows: Rows, code: str) -> Money:
    """What an order comes to."""
    total = add_up((_sum(row, ADDED, code) - _taken_off(row, code) for row in rows), code)
    if total < Money.zero(code):
        rows[0].refuse(TAKEN_OFF[0], "and the other promotions take off more than the order comes to")
    return total


def shipping_of(rows: Rows, code: str) -> Money:
    """What sending and wrapping came to, with its taxes and without what promotions took off it."""
    added = add_up((_sum(row, ADDED[2:], code) for row in rows), code)
    off = add_up((row.optional(TAKEN_OFF[1], taken_off(code), Money(0, code)) for row in rows), code)
    return added - off


def _sum(row: RowReading, columns: tuple[str, ...], code: str) -> Money:
    return add_up((row.optional(column, amount(code), Money(0, code)) for column in columns), code)


def _taken_off(row: RowReading, code: str) -> Money:
    return add_up((row.optional(column, taken_off(code), Money(0, code)) for column in TAKEN_OFF), code)


def _pieces(cell: str) -> int:
    """A number of pieces, none if the article was cancelled."""
    if not cell.isascii() or not cell.isdigit() or len(cell) > 6:
        raise CellError("is not a whole number from 0 to 999999")
    return int(cell)
