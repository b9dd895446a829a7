"""Which format a file has, told by its columns alone: names of files are chosen by people and say anything."""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import chain, islice

from bot.shop.imports import (
    aliexpress,
    amazon_all_orders,
    amazon_order_report,
    ebay,
    own_articles,
    own_orders,
    own_prices,
    own_promotions,
    own_stock,
    shopify,
    tiktok,
    woocommerce_analytics,
)
from bot.shop.imports.delimited import ABOVE_THE_HEADER
from bot.shop.imports.refusal import UnreadableError
from bot.shop.imports.table import Header, Record, Table


class Format(StrEnum):
    """The formats that can be read."""

    OWN_ORDERS = "own"
    OWN_PRICES = "own_prices"
    OWN_PROMOTIONS = "own_promotions"
    OWN_STOCK = "own_stock"
    OWN_ARTICLES = "own_articles"
    SHOPIFY = "shopify"
    WOOCOMMERCE_REST = "woocommerce_rest"
    WOOCOMMERCE_ANALYTICS = "woocommerce_analytics"
    ALIEXPRESS = "aliexpress"
    AMAZON_ORDER_REPORT = "amazon_order_report"
    AMAZON_ALL_ORDERS = "amazon_all_orders"
    EBAY = "ebay"
    TIKTOK = "tiktok"


COLUMNS = {
    Format.OWN_ORDERS: own_orders.COLUMNS,
    Format.OWN_PRICES: own_prices.COLUMNS,
    Format.OWN_PROMOTIONS: own_promotions.COLUMNS,
    Format.OWN_STOCK: own_stock.COLUMNS,
    Format.OWN_ARTICLES: own_articles.COLUMNS,
    Format.SHOPIFY: shopify.COLUMNS,
    Format.WOOCOMMERCE_ANALYTICS: woocommerce_analytics.COLUMNS,
    Format.ALIEXPRESS: aliexpress.COLUMNS,
    Format.AMAZON_ORDER_REPORT: amazon_order_report.COLUMNS,
    Format.AMAZON_ALL_ORDERS: amazon_all_orders.COLUMNS,
    Format.EBAY: ebay.COLUMNS,
    Format.TIKTOK: tiktok.COLUMNS,
}
NAMES = {
    Format.OWN_ORDERS: "own orders",
    Format.OWN_PRICES: "own prices",
    Format.OWN_PROMOTIONS: "own promotions",
    Format.OWN_STOCK: "own stock",
    Format.OWN_ARTICLES: "own articles",
    Format.SHOPIFY: "Shopify orders",
    Format.WOOCOMMERCE_REST: "WooCommerce orders (REST)",
    Format.WOOCOMMERCE_ANALYTICS: "WooCommerce orders (Analytics)",
    Format.ALIEXPRESS: "AliExpress orders",
    Format.AMAZON_ORDER_REPORT: "Amazon's order report",
    Format.AMAZON_ALL_ORDERS: "Amazon's report of all orders",
    Format.EBAY: "eBay orders",
    Format.TIKTOK: "TikTok Shop orders",
}
UNQUOTED = frozenset({Format.AMAZON_ORDER_REPORT, Format.AMAZON_ALL_ORDERS})
"""Formats in whose tab-separated files quotation marks are ordinary characters."""


def recognise(records: Iterable[Record], *, line_breaks_count: bool = True) -> tuple[Format, Table]:
    """The format of some records, and the table under its header, which may stand below a title or an empty frame.

    It is the format of whose required columns one of the first records has the greatest share. Raises UnreadableError if
    that is not more than half, if a required column is missing, if one is there twice, or if nothing stands below it.
    """
    stream = iter(records)
    first = tuple(islice(stream, ABOVE_THE_HEADER))
    if not first:
        raise UnreadableError("the file is empty")
    share, place, format = _best(first)
    if share > 0.5:
        header = _header(format, first[place], line_breaks_count)
        below: Iterator[Record] = chain(first[place + 1 :], stream)
    else:
        names = next((found for record in first[1:2] if (found := woocommerce_analytics.names_by_place(record))), ())
        if not names or first[0].fault:
            raise _unknown(first)
        format, positions = Format.WOOCOMMERCE_ANALYTICS, {name: place for place, name in enumerate(names)}
        header, below = Header(first[0].cells, positions), chain(first[1:], stream)
    table = Table.under(header, below)
    if not table.rows:
        raise UnreadableError(f"there is nothing below the header of {NAMES[format]}")
    return format, table


def likeliest(records: Iterable[Record]) -> Format | None:
    """The format that the first records show, whether or not it can be read."""
    share, _, format = _best(tuple(islice(records, ABOVE_THE_HEADER)))
    return format if share > 0.5 else None


def _best(records: Sequence[Record]) -> tuple[float, int, Format]:
    """The greatest share of required columns, the record that has it, and the format."""
    return max(_shares(records), key=lambda found: found[0], default=(0.0, 0, Format.OWN_ORDERS))


def _shares(records: Sequence[Record]) -> Iterator[tuple[float, int, Format]]:
    for place, record in enumerate(records):
        for format, columns in COLUMNS.items():
            found = columns.found_in(record.cells)
            yield sum(column in found for column in columns.required) / len(columns.required), place, format


def _header(format: Format, record: Record, line_breaks_count: bool) -> Header:
    columns = COLUMNS[format]
    found = columns.found_in(record.cells)
    missing = [column for column in columns.required if column not in found]
    if missing:
        raise UnreadableError(f"this looks like {NAMES[format]}, but there is no column {', '.join(missing)}", record.line)
    twice = [column for column in columns.required + columns.optional if len(found.get(column, ())) > 1]
    if twice:
        raise UnreadableError(f"there is more than one column {', '.join(twice)}", record.line)
    return Header(record.cells, {column: places[0] for column, places in found.items()}, line_breaks_count)


def _unknown(records: Sequence[Record]) -> UnreadableError:
    """Why no format was found, with the fault of the header if it has one."""
    if records[0].fault:
        return UnreadableError(f"the header {records[0].fault}", records[0].line)
    return UnreadableError(
        "the header is none that is known; what can be read are the order files of Shopify, WooCommerce, AliExpress, Amazon, "
        "eBay and TikTok Shop, and our own orders, prices, promotions, stock and articles"
    )
