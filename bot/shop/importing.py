"""Taking in the seller's files: read one, land it part by part, report what became of it.

Nothing is stored before the whole file is read, and each part lands in a transaction of its own:

    read = read_file(name, content)
    tallies = [await memory.write(lambda unit, part=part: land(unit.shop, part)) for part in parts(read)]
    report = reported(read, tallies)
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from bot.memory.shop import ShopMemory, Tally
from bot.shop.imports.own_orders import OrderFound, read_orders
from bot.shop.imports.own_prices import read_prices
from bot.shop.imports.own_promotions import read_promotions
from bot.shop.imports.recognise import Format, recognise
from bot.shop.imports.report import ImportReport, Refusal
from bot.shop.imports.table import UnreadableError, read_table
from bot.shop.prices import PriceSeen, Promotion

ROWS_AT_ONCE = 200  # a longer transaction would keep buyers waiting

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What a file tells, before anything of it is stored. `format` is None if the file could not be read at all."""

    name: str
    format: Format | None = None
    orders: tuple[OrderFound, ...] = ()
    prices: tuple[PriceSeen, ...] = ()
    promotions: tuple[Promotion, ...] = ()
    refused: tuple[Refusal, ...] = ()


def read_file(name: str, content: bytes) -> ReadFile:
    """Read a file in whichever of our formats its header shows. The name is only for the report.

    Never raises for what is in the file: an unreadable one is one refusal, a bad row is one or more, and good rows stay.
    """
    try:
        table = read_table(content)
        format = recognise(table)
    except UnreadableError as fault:
        return ReadFile(name, refused=(Refusal(fault.line, "", "", str(fault)),))
    read = ReadFile(name, format)
    match format:
        case Format.OWN_ORDERS:
            orders, refused = read_orders(table)
            return replace(read, orders=orders, refused=refused)
        case Format.OWN_PRICES:
            prices, refused = read_prices(table)
            return replace(read, prices=prices, refused=refused)
        case Format.OWN_PROMOTIONS:
            promotions, refused = read_promotions(table)
            return replace(read, promotions=promotions, refused=refused)


def parts(read: ReadFile) -> Iterator[ReadFile]:
    """The file in parts of at most 200 rows; only an order that alone has more lines makes a longer one."""
    for orders in _cut(read.orders, lambda found: len(found.order.lines)):
        yield replace(read, orders=orders)
    for prices in _cut(read.prices, lambda _: 1):
        yield replace(read, prices=prices)
    for promotions in _cut(read.promotions, lambda _: 1):
        yield replace(read, promotions=promotions)


def land(shop: ShopMemory, part: ReadFile) -> Tally:
    """Store one part. Landing it again changes nothing."""
    match part.format:
        case Format.OWN_ORDERS:
            return shop.put_orders([found.order for found in part.orders])
        case Format.OWN_PRICES:
            return shop.put_prices(part.prices)
        case Format.OWN_PROMOTIONS:
            return shop.put_promotions(part.promotions)
        case None:
            return Tally()


def reported(read: ReadFile, tallies: Iterable[Tally]) -> ImportReport:
    """What became of the whole file: the counts of its parts added up, and all refusals in the order of the lines."""
    landed = list(tallies)
    conflicting = {number for tally in landed for number in tally.conflicting}
    conflicts = [
        Refusal(found.line, "currency", found.order.currency, f"the order {found.order.number} is known in another currency")
        for found in read.orders
        if found.order.number in conflicting
    ]
    return ImportReport(
        file=read.name,
        format=read.format.value if read.format else "",
        new=sum(tally.new for tally in landed),
        updated=sum(tally.updated for tally in landed),
        unchanged=sum(tally.unchanged for tally in landed),
        refused=tuple(sorted([*read.refused, *conflicts], key=lambda refusal: refusal.line)),
    )


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
