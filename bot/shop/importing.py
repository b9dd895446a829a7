"""Taking in the seller's files: read one, land it part by part, report what became of it.

Nothing is stored before the whole file is read, and each part lands in a transaction of its own:

    read = read_file(name, content)
    tallies = [await memory.write(lambda unit, part=part: land(unit.shop, part)) for part in parts(read)]
    report = reported(read, tallies)
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from bot.memory.shop import ShopMemory, Tally
from bot.shop.articles import Article
from bot.shop.imports import (
    aliexpress,
    amazon_all_orders,
    amazon_order_report,
    ebay,
    own_orders,
    shopify,
    tiktok,
    woocommerce_analytics,
    woocommerce_rest,
)
from bot.shop.imports.found import Assumptions, Found, OrderFound
from bot.shop.imports.own_articles import read_articles
from bot.shop.imports.own_prices import read_prices
from bot.shop.imports.own_promotions import read_promotions
from bot.shop.imports.own_stock import read_stock
from bot.shop.imports.reading import read_table
from bot.shop.imports.recognise import Format
from bot.shop.imports.refusal import Refusal, UnreadableError
from bot.shop.imports.report import ImportReport
from bot.shop.imports.table import Table
from bot.shop.prices import PriceSeen, Promotion
from bot.shop.stock import Stocked

ROWS_AT_ONCE = 200  # a longer transaction would keep buyers waiting

T = TypeVar("T")

ORDERS_OF: Mapping[Format, Callable[[Table, Assumptions], Found]] = {
    Format.OWN_ORDERS: lambda table, _: own_orders.read_orders(table),
    Format.SHOPIFY: shopify.read_orders,
    Format.WOOCOMMERCE_REST: woocommerce_rest.read_orders,
    Format.WOOCOMMERCE_ANALYTICS: woocommerce_analytics.read_orders,
    Format.ALIEXPRESS: aliexpress.read_orders,
    Format.AMAZON_ORDER_REPORT: amazon_order_report.read_orders,
    Format.AMAZON_ALL_ORDERS: amazon_all_orders.read_orders,
    Format.EBAY: ebay.read_orders,
    Format.TIKTOK: tiktok.read_orders,
}


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What a file tells, before anything of it is stored. `format` is None if the file could not be read at all."""

    name: str
    format: Format | None = None
    encoding: str = ""
    orders: tuple[OrderFound, ...] = ()
    prices: tuple[PriceSeen, ...] = ()
    promotions: tuple[Promotion, ...] = ()
    stock: tuple[Stocked, ...] = ()
    articles: tuple[Article, ...] = ()
    refused: tuple[Refusal, ...] = ()
    settings: Mapping[str, str] = field(default_factory=dict)  # what was said of the file

    @property
    def rows(self) -> int:
        """How many rows it fills in the shop's memory."""
        return sum(_rows_of(found) for found in self.orders) + self.facts

    @property
    def facts(self) -> int:
        """How many prices, promotions, counts or costs it tells."""
        return len(self.prices) + len(self.promotions) + len(self.stock) + len(self.articles)


NOTHING_ASSUMED = Assumptions()


def read_file(name: str, content: bytes, assumed: Assumptions = NOTHING_ASSUMED) -> ReadFile:
    """Read a file in whichever of the formats its columns show. The name is only for the report.

    Never raises for what is in the file: an unreadable one is one refusal, a bad row is one or more, and good rows stay.
    """
    try:
        format, table, encoding = read_table(content)
    except UnreadableError as fault:
        return ReadFile(name, refused=(Refusal(fault.line, "", "", str(fault)),), settings=assumed.said)
    read = ReadFile(name, format, encoding, settings=assumed.said)
    match format:
        case Format.OWN_PRICES:
            prices, refused = read_prices(table)
            return replace(read, prices=prices, refused=refused)
        case Format.OWN_PROMOTIONS:
            promotions, refused = read_promotions(table)
            return replace(read, promotions=promotions, refused=refused)
        case Format.OWN_STOCK:
            stock, refused = read_stock(table)
            return replace(read, stock=stock, refused=refused)
        case Format.OWN_ARTICLES:
            articles, refused = read_articles(table)
            return replace(read, articles=articles, refused=refused)
        case _:
            orders, refused = ORDERS_OF[format](table, assumed)
            return replace(read, orders=orders, refused=refused)


def parts(read: ReadFile) -> Iterator[ReadFile]:
    """The file in parts of at most 200 rows; only an order that alone has more lines makes a longer one."""
    for orders in _cut(read.orders, _rows_of):
        yield replace(read, orders=orders)
    for prices in _cut(read.prices, lambda _: 1):
        yield replace(read, prices=prices)
    for promotions in _cut(read.promotions, lambda _: 1):
        yield replace(read, promotions=promotions)
    for stock in _cut(read.stock, lambda _: 1):
        yield replace(read, stock=stock)
    for articles in _cut(read.articles, lambda _: 1):
        yield replace(read, articles=articles)


def land(shop: ShopMemory, part: ReadFile) -> Tally:
    """Store one part. Landing it again changes nothing."""
    if part.prices:
        return shop.put_prices(part.prices)
    if part.promotions:
        return shop.put_promotions(part.promotions)
    if part.stock:
        return shop.put_stock(part.stock)
    if part.articles:
        return shop.put_articles(part.articles)
    return shop.put_orders([found.order for found in part.orders])


def previewed(read: ReadFile) -> ImportReport:
    """What a file would tell, with nothing of it stored."""
    return ImportReport(
        file=read.name,
        format=read.format.value if read.format else "",
        new=0,
        updated=0,
        unchanged=0,
        refused=read.refused,
        encoding=read.encoding,
        settings=read.settings,
        orders=read.orders,
        facts=read.facts,
        dry=True,
    )


def reported(read: ReadFile, tallies: Iterable[Tally]) -> ImportReport:
    """What became of the whole file: the counts of its parts added up, and all refusals in the order of the lines."""
    landed = list(tallies)
    conflicting = {number for tally in landed for number in tally.conflicting}
    conflicts = [
        Refusal(found.line, "currency", found.order.currency, f"the order {found.order.number} is known in another currency")
        for found in read.orders
        if found.order.number in conflicting
    ]
    return replace(
        previewed(read),
        new=sum(tally.new for tally in landed),
        updated=sum(tally.updated for tally in landed),
        unchanged=sum(tally.unchanged for tally in landed),
        dry=False,
        refused=tuple(sorted([*read.refused, *conflicts], key=lambda refusal: refusal.line)),
    )


def _rows_of(found: OrderFound) -> int:
    return max(len(found.order.lines), 1)


def _cut(facts: Sequence[T], rows: Callable[[T], int]) -> Iterator[tuple[T, ...]]:
    part: list[T] = []
    filled = 0
    for fact in facts:
        if part and filled + rows(fact) > ROWS_AT_ONCE:
            yield tuple(part)
            part, filled = [], 0
        part.append(fact)
        filled += rows(fact)
    if part:
        yield tuple(part)
