"""The seller's facts in the database: orders, prices and promotions, in the words of the rules.

Every `put` works in the same way, also when two imports run side by side: what is missing is inserted, where ON CONFLICT DO
NOTHING lets one of two win, and the rest is changed only where it differs. Orders are locked and compared by the rules for
that; a price or a promotion is what was told of it last.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Column, Connection, RowMapping, Select, bindparam, delete, insert, or_, select, tuple_, update

from bot.memory.columns import columns_of
from bot.memory.shop_tables import OrderLineRow, OrderRow, PriceRow, PromotionRow
from bot.memory.upsert import insert_into
from bot.remedy.money import Money
from bot.shop.orders import Order, OrderLine, Untold, order_key
from bot.shop.prices import PriceSeen, Promotion
from bot.shop.progress import brought_up_to_date

_order = columns_of(OrderRow)
_line = columns_of(OrderLineRow)
_price = columns_of(PriceRow)
_promotion = columns_of(PromotionRow)

_ORDER_KEY = (_order.c.platform, _order.c.number)
_PRICE_KEY = (_price.c.sku, _price.c.variant, _price.c.currency, _price.c.seen_at, _price.c.source)
_PROMOTION_KEY = (_promotion.c.name, _promotion.c.starts_at)

# Always by id: two who lock the same ones then never wait for each other.
_ORDERS = select(_order).order_by(_order.c.id)
_BY_KEYS = _ORDERS.where(tuple_(*_ORDER_KEY).in_(bindparam("keys", expanding=True))).with_for_update()
_BY_NUMBER = _ORDERS.where(_order.c.number_key == bindparam("reduced"))
_BY_ID = _ORDERS.where(_order.c.id == bindparam("row_id"))
_BY_ID_LOCKED = _BY_ID.with_for_update()
_BY_IDS = _ORDERS.where(_order.c.id.in_(bindparam("row_ids", expanding=True)))
_UPDATE_ORDER = update(_order).where(_order.c.id == bindparam("row_id"))
_ADD_LINES = insert(_line)
_DROP_LINES = delete(_line).where(_line.c.order_id.in_(bindparam("orders", expanding=True)))
_LINES = select(_line).where(_line.c.order_id.in_(bindparam("orders", expanding=True))).order_by(_line.c.position)
_LATEST = (
    select(_order.c.id).where(_order.c.placed_at <= bindparam("now")).order_by(_order.c.placed_at.desc()).limit(bindparam("most"))
)
_PRICES = (
    select(_price)
    .where(_price.c.sku.in_(bindparam("skus", expanding=True)), _price.c.currency == bindparam("code"))
    .order_by(_price.c.sku, _price.c.variant, _price.c.seen_at, _price.c.id)
)
_PROMOTIONS = select(_promotion).order_by(_promotion.c.starts_at, _promotion.c.id)


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the facts that were put. `conflicting` are the numbers of orders told in another currency: left alone."""

    new: int = 0
    updated: int = 0
    unchanged: int = 0
    conflicting: tuple[str, ...] = ()


class ShopMemory:
    """What the shop knows of its orders, prices and promotions, within the caller's transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put_orders(self, orders: Sequence[Order]) -> Tally:
        """Store what a file tells of some orders, at most 200 lines of them at once.

        A known order is brought up to date as `bot.shop.progress` says; what we promised to return on it is never touched.
        """
        told = {(order.platform, order.number): order for order in orders}
        new = self._insert_orders(told)
        rest = [key for key in told if key not in new]
        stored = self._find(_BY_KEYS, keys=rest) if rest else ()
        conflicting = []
        changed = []
        for order in stored:
            again = told[order.platform, order.number]
            if again.currency != order.currency:
                conflicting.append(order.number)
            elif (current := brought_up_to_date(order, again)) != order:
                changed.append((order, current))
        self._update_orders(changed)
        unchanged = len(stored) - len(changed) - len(conflicting)
        return Tally(len(new), len(changed), unchanged, tuple(conflicting))

    def put_prices(self, prices: Sequence[PriceSeen]) -> Tally:
        """Store observations of prices, at most 200 at once; what is told anew of the same moment replaces what was told."""
        return self._put(_price, _PRICE_KEY, [_price_row(price) for price in prices])

    def put_promotions(self, promotions: Sequence[Promotion]) -> Tally:
        """Store promotions, at most 200 at once, each known by its name and beginning."""
        return self._put(_promotion, _PROMOTION_KEY, [_promotion_row(promotion) for promotion in promotions])

    def find_orders(self, number_key: str) -> tuple[Order, ...]:
        """The orders whose number comes to this key (`order_key`); two platforms, or two spellings, can share one."""
        return self._find(_BY_NUMBER, reduced=number_key)

    def order(self, order_id: int, *, lock: bool = False) -> Order:
        """The order of a stored row; with `lock`, nobody else changes it until the unit ends. Raises LookupError."""
        found = self._find(_BY_ID_LOCKED if lock else _BY_ID, row_id=order_id)
        if not found:
            raise LookupError(f"there is no order with the id {order_id}")
        return found[0]

    def latest_orders(self, now: datetime, most: int) -> tuple[Order, ...]:
        """The newest orders that were placed by then, newest first."""
        ids = self._connection.scalars(_LATEST, {"now": now, "most": most}).all()
        return tuple(sorted(self._find(_BY_IDS, row_ids=ids), key=lambda order: order.placed_at, reverse=True))

    def prices_of(self, skus: Iterable[str], currency: str) -> tuple[PriceSeen, ...]:
        """What is known of the prices of some articles in a currency, each article's in the order of time."""
        rows = self._connection.execute(_PRICES, {"skus": sorted(set(skus)), "code": currency}).mappings()
        return tuple(
            PriceSeen(row["sku"], row["variant"], Money(row["price_minor"], row["currency"]), row["seen_at"], row["source"])
            for row in rows
        )

    def promotions(self) -> tuple[Promotion, ...]:
        """All promotions, in the order in which they begin."""
        return tuple(_promotion_of(row) for row in self._connection.execute(_PROMOTIONS).mappings())

    def _insert_orders(self, told: Mapping[tuple[str, str], Order]) -> set[tuple[str, str]]:
        """Insert those that are not stored yet, with their lines, and say which they were."""
        if not told:
            return set()
        statement = insert_into(self._connection, _order).on_conflict_do_nothing().returning(_order.c.id, *_ORDER_KEY)
        rows = [{**_order_row(order), "promised_minor": 0} for order in told.values()]
        inserted = self._connection.execute(statement, rows).all()
        self._insert_lines((row_id, told[platform, number].lines) for row_id, platform, number in inserted)
        return {(platform, number) for _, platform, number in inserted}

    def _update_orders(self, changed: Sequence[tuple[Order, Order]]) -> None:
        """Write each second order of the pairs over the first, and its lines only if they differ."""
        if not changed:
            return
        self._connection.execute(_UPDATE_ORDER, [{"row_id": order.id, **_order_row(order)} for _, order in changed])
        relined = [after for before, after in changed if after.lines != before.lines]
        if relined:
            self._connection.execute(_DROP_LINES, {"orders": [order.id for order in relined]})
            self._insert_lines((order.id, order.lines) for order in relined)

    def _insert_lines(self, lines_of: Iterable[tuple[int, tuple[OrderLine, ...]]]) -> None:
        rows = [_line_row(order_id, position, line) for order_id, lines in lines_of for position, line in enumerate(lines)]
        if rows:
            self._connection.execute(_ADD_LINES, rows)

    def _find(self, statement: Select[Any], **values: object) -> tuple[Order, ...]:
        """The orders a statement finds, with their lines."""
        rows = self._connection.execute(statement, values).mappings().all()
        lines: defaultdict[int, list[RowMapping]] = defaultdict(list)
        for line in self._connection.execute(_LINES, {"orders": [row["id"] for row in rows]}).mappings() if rows else ():
            lines[line["order_id"]].append(line)
        return tuple(_order_of(row, lines[row["id"]]) for row in rows)

    def _put(self, table: Any, key: tuple[Column[Any], ...], rows: Sequence[Mapping[str, object]]) -> Tally:
        """Insert the rows whose key is new, and write each of the others over what is stored under its key if it differs."""
        told = {tuple(row[column.name] for column in key): row for row in rows}
        if not told:
            return Tally()
        statement = insert_into(self._connection, table)
        missing = statement.on_conflict_do_nothing().returning(*key)
        new = {tuple(row) for row in self._connection.execute(missing, list(told.values()))}
        rest = [row for values, row in told.items() if values not in new]
        if not rest:
            return Tally(new=len(new))
        again = {name: statement.excluded[name] for name in rest[0]}
        differing = statement.on_conflict_do_update(
            index_elements=key, set_=again, where=or_(*(table.c[name] != value for name, value in again.items()))
        ).returning(table.c.id)
        updated = len(self._connection.execute(differing, rest).all())
        return Tally(len(new), updated, len(rest) - updated)


def _order_row(order: Order) -> dict[str, object]:
    """The columns a file can tell of: neither the id nor what we promised."""
    return {
        "platform": order.platform,
        "number": order.number,
        "number_key": order_key(order.number),
        "status": order.status,
        "buyer_name": order.buyer_name,
        "email": order.email,
        "postcode": order.postcode,
        "country": order.country,
        "currency": order.currency,
        "placed_at": order.placed_at,
        "shipping_minor": order.shipping.minor,
        "discount_minor": order.discount.minor,
        "paid_minor": order.total_paid.minor,
        "refunded_minor": order.refunded.minor,
        "shipped_at": order.shipped_at,
        "delivered_at": order.delivered_at,
        "estimated_delivery_max": _iso(order.estimated_delivery_max),
        "tracking": "\n".join(order.tracking),
        "note": order.note,
        "ship_by": _iso(order.ship_by),
        "as_of": order.as_of,
        "untold": " ".join(sorted(order.untold)),
    }


def _line_row(order_id: int, position: int, line: OrderLine) -> dict[str, object]:
    return {
        "order_id": order_id,
        "position": position,
        "sku": line.sku,
        "title": line.title,
        "variant": line.variant,
        "quantity": line.quantity,
        "unit_minor": line.unit_price.minor,
        "discount_minor": line.discount.minor,
    }


def _order_of(row: RowMapping, lines: Iterable[RowMapping]) -> Order:
    currency = row["currency"]
    return Order(
        number=row["number"],
        platform=row["platform"],
        status=row["status"],
        buyer_name=row["buyer_name"],
        email=row["email"],
        postcode=row["postcode"],
        country=row["country"],
        currency=currency,
        placed_at=row["placed_at"],
        lines=tuple(_line_of(line, currency) for line in lines),
        shipping=Money(row["shipping_minor"], currency),
        discount=Money(row["discount_minor"], currency),
        total_paid=Money(row["paid_minor"], currency),
        refunded=Money(row["refunded_minor"], currency),
        shipped_at=row["shipped_at"],
        delivered_at=row["delivered_at"],
        estimated_delivery_max=_day(row["estimated_delivery_max"]),
        tracking=_parts(row["tracking"]),
        note=row["note"],
        ship_by=_day(row["ship_by"]),
        as_of=row["as_of"],
        untold=frozenset(Untold(word) for word in row["untold"].split()),
        promised=Money(row["promised_minor"], currency),
        id=row["id"],
    )


def _line_of(row: RowMapping, currency: str) -> OrderLine:
    return OrderLine(
        sku=row["sku"],
        title=row["title"],
        variant=row["variant"],
        quantity=row["quantity"],
        unit_price=Money(row["unit_minor"], currency),
        discount=Money(row["discount_minor"], currency),
    )


def _price_row(price: PriceSeen) -> dict[str, object]:
    return {
        "sku": price.sku,
        "variant": price.variant,
        "currency": price.price.currency,
        "price_minor": price.price.minor,
        "seen_at": price.seen_at,
        "source": price.source,
    }


def _promotion_row(promotion: Promotion) -> dict[str, object]:
    return {
        "name": promotion.name,
        "starts_at": promotion.starts_at,
        "ends_at": promotion.ends_at,
        "percent_off": f"{promotion.percent_off.normalize():f}",  # 10 and 10.0 are one percentage
        "skus": "\n".join(sorted(promotion.skus)),
        "reason": promotion.reason,
    }


def _promotion_of(row: RowMapping) -> Promotion:
    return Promotion(
        name=row["name"],
        starts_at=row["starts_at"],
        ends_at=row["ends_at"],
        percent_off=Decimal(row["percent_off"]),
        skus=frozenset(_parts(row["skus"])),
        reason=row["reason"],
    )


def _parts(stored: str) -> tuple[str, ...]:
    """What is stored one a line."""
    return tuple(stored.split("\n")) if stored else ()


def _iso(day: date | None) -> str:
    """A day as it is stored."""
    return day.isoformat() if day else ""


def _day(stored: str) -> date | None:
    return date.fromisoformat(stored) if stored else None
