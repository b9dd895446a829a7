"""Orders as WooCommerce's REST API (v3) gives them, saved as a JSON file: a list of orders.

Each order becomes rows of a table, one for each article, so that it is read and refused as those of every other file are.
Times with `_gmt` are UTC without saying so. Parcels are noted by a widespread plug-in; of several, the first one that went
off counts as the shipment.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from itertools import chain
from typing import Any

from bot.remedy.money import Money, add_up
from bot.shop.imports.amounts import amount, taken_off
from bot.shop.imports.cells import LONG_AGO, CellError, RowReading, currency, email, quantity, text
from bot.shop.imports.found import Assumptions, Found, Rows, line_of_total, orders_in, variant_in
from bot.shop.imports.refusal import UnreadableError
from bot.shop.imports.table import Header, Record, Row, Table
from bot.shop.imports.times import country_of, moment_in
from bot.shop.orders import Order, OrderLine

PLATFORM = "woocommerce"
PARCELS = "_wc_shipment_tracking_items"
JOINED = "\n"

OF_ORDER = (
    *("number", "status", "currency", "total", "shipping_total", "shipping_tax", "prices_include_tax", "customer_note"),
    *("date_created", "date_created_gmt", "date_modified_gmt"),
    *("billing.first_name", "billing.last_name", "billing.email", "billing.postcode", "billing.country"),
    *("shipping.postcode", "shipping.country"),
)
GATHERED = ("refunds.total", "meta_data.tracking", "meta_data.date_shipped")
OF_LINE = ("sku", "name", "quantity", "subtotal", "subtotal_tax", "total", "total_tax")
PLACE = "place"  # of the order in the file: two that share a number are two orders, or one told twice
NAMES = (*OF_ORDER, *GATHERED, PLACE, *(f"line_items.{name}" for name in OF_LINE))
HEADER = Header(NAMES, {name: place for place, name in enumerate(NAMES)}, line_breaks_count=False)
ALWAYS_THERE = frozenset({"number", "status", "currency", "line_items"})


def is_json(text: str) -> bool:
    """Whether a text begins as JSON does."""
    return text.lstrip()[:1] in {"[", "{"}


def as_table(text: str) -> Table:
    """The orders of a JSON file as rows. Raises UnreadableError for what is no list of orders of WooCommerce."""
    try:
        given = list(_values(text))
    except json.JSONDecodeError as fault:
        raise UnreadableError(f"this is JSON that breaks off or goes wrong in this line: {fault.msg}", fault.lineno) from None
    except RecursionError:
        raise UnreadableError("this is JSON, but not the list of orders that WooCommerce gives") from None
    if not given:
        raise UnreadableError("the list of orders is empty")
    if not all(isinstance(order, dict) and order.keys() >= ALWAYS_THERE for _, order in given):
        raise UnreadableError("this is JSON, but not the list of orders that WooCommerce gives")
    return Table(HEADER, tuple(chain.from_iterable(_rows(place, *one) for place, one in enumerate(given))))


def read_orders(table: Table, assumed: Assumptions) -> Found:
    """The orders of a table in the order of the file, and what was refused in the order of the lines."""

    def order(number: str, rows: Rows) -> Order:
        head = rows[0]
        for row in rows:
            if row.row[PLACE] != head.row[PLACE]:
                row.refuse("number", f"was already given in line {head.row.line}")
        code = head.required("currency", currency, "")
        nothing = Money(0, code)
        sent, taxed = (head.optional(column, amount(code), nothing) for column in ("shipping_total", "shipping_tax"))
        with_tax = head.row["prices_include_tax"] == "true"
        return Order(
            number=number,
            platform=PLATFORM,
            status=head.required("status", text(32), ""),
            buyer_name=f"{head.row['billing.first_name']} {head.row['billing.last_name']}".strip()[:200],
            email=head.optional("billing.email", email, ""),
            postcode=(head.row["shipping.postcode"] or head.row["billing.postcode"])[:32],
            country=country_of(head.row["shipping.country"] or head.row["billing.country"]),
            currency=code,
            placed_at=_placed_at(head, assumed),
            lines=tuple(_line(row, code, with_tax=with_tax) for row in rows if len(rows) > 1 or _names_an_article(row.row)),
            shipping=sent + taxed,
            discount=nothing,
            total_paid=head.required("total", amount(code), nothing),
            refunded=head.optional("refunds.total", _sum_of(code), nothing),
            shipped_at=head.optional("meta_data.date_shipped", _earliest, None),
            tracking=tuple(dict.fromkeys(head.row["meta_data.tracking"].split(JOINED))) if head.row["meta_data.tracking"] else (),
            note=head.row["customer_note"],
            as_of=head.optional("date_modified_gmt", moment_in(UTC), None),
        )

    return orders_in(table.rows, "number", order)


def _names_an_article(row: Row) -> bool:
    """Whether a row is not the one that stands for an order without articles."""
    return any(row[f"line_items.{name}"] for name in OF_LINE)


def _placed_at(head: RowReading, assumed: Assumptions) -> datetime:
    if head.row["date_created_gmt"]:
        return head.required("date_created_gmt", moment_in(UTC), LONG_AGO)
    return head.required("date_created", moment_in(assumed.zone()), LONG_AGO)


def _line(row: RowReading, code: str, *, with_tax: bool) -> OrderLine:
    """An article; its amounts are for all its pieces, and with tax only if the shop's prices are."""
    nothing = Money(0, code)

    def worth(column: str) -> Money:
        net = row.required(f"line_items.{column}", amount(code), nothing)
        return net + row.optional(f"line_items.{column}_tax", amount(code), nothing) if with_tax else net

    before, after = worth("subtotal"), worth("total")
    title = row.required("line_items.name", text(300), "")
    sku = row.optional("line_items.sku", text(64), "")
    pieces = row.required("line_items.quantity", quantity, 1)
    return line_of_total(before, before - after, pieces, sku=sku, title=title, variant=variant_in(title))


def _sum_of(code: str) -> Callable[[str], Money]:
    def read(cell: str) -> Money:
        return add_up((taken_off(code)(part) for part in cell.split(JOINED)), code)

    return read


def _earliest(cell: str) -> datetime:
    """The first of some times that are seconds since 1970."""
    try:
        return datetime.fromtimestamp(min(int(part) for part in cell.split(JOINED)), UTC)
    except (ValueError, OverflowError, OSError):
        raise CellError("is not a time in seconds since 1970") from None


def _values(text: str) -> Iterator[tuple[int, Any]]:
    """Each value of a list, or the one value of the file, with the line it begins in."""
    decoder = json.JSONDecoder(parse_float=Decimal)
    place, listed = _next(text, 0), text.lstrip()[:1] == "["
    if listed:
        place = _next(text, place + 1)
    line, counted = 1, 0
    while place < len(text) and text[place] != "]":
        line, counted = line + text.count("\n", counted, place), place
        value, place = decoder.raw_decode(text, place)
        yield line, value
        place = _next(text, place)
        if listed and text[place : place + 1] == ",":
            place = _next(text, place + 1)
        elif text[place:] and not (listed and text[place] == "]"):
            raise json.JSONDecodeError("something stands between two orders", text, place)
    if listed and text[place : place + 1] != "]":
        raise json.JSONDecodeError("the list has no end", text, len(text))


def _next(text: str, place: int) -> int:
    """Where the next character stands that is not blank."""
    while place < len(text) and text[place].isspace():
        place += 1
    return place


def _rows(place: int, line: int, order: Mapping[str, Any]) -> Iterator[Row]:
    """A row for each article of an order, or one row if it has none, with the cells in the order of NAMES."""
    of_order = [*(_at(order, name) for name in OF_ORDER), *_gathered(order), str(place)]
    articles = order["line_items"] if isinstance(order["line_items"], list) else []
    for article in articles or [{}]:
        record = Record(line, (*of_order, *(_at(article, name) for name in OF_LINE)))
        yield Row(record, HEADER)


def _at(value: Any, path: str) -> str:
    """The plain value at a path like "billing.email" as text; empty if there is none."""
    for name in path.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return _plain(value)


def _plain(value: Any) -> str:
    match value:
        case None | dict() | list():
            return ""
        case bool():
            return str(value).lower()
        case _:
            # no database keeps a zero character, nor the half of one that "\\ud83d" alone is
            return str(value).replace("\0", "").encode(errors="replace").decode()


def _gathered(order: Mapping[str, Any]) -> tuple[str, str, str]:
    """What the parts of an order tell together, one in a line: refunds, parcels, and when these went off."""
    refunds = [_at(refund, "total") for refund in _list(order.get("refunds"))]
    notes = [note.get("value") for note in _list(order.get("meta_data")) if isinstance(note, dict) and note.get("key") == PARCELS]
    parcels = [parcel for note in notes for parcel in _list(note) if isinstance(parcel, dict)]
    numbers = [_parcel(parcel) for parcel in parcels]
    shipped = [_at(parcel, "date_shipped") for parcel in parcels]
    return JOINED.join(filter(None, refunds)), JOINED.join(filter(None, numbers)), JOINED.join(filter(None, shipped))


def _parcel(parcel: Mapping[str, Any]) -> str:
    number = " ".join(_at(parcel, "tracking_number").split())
    carrier = " ".join((_at(parcel, "custom_tracking_provider") or _at(parcel, "tracking_provider")).split())
    return f"{carrier}:{number}" if number and carrier else number


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
