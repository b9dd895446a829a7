"""The seller's facts in the database: orders, prices, promotions, parcels, stock and costs, in the words of the rules.

Every `put` works in the same way, also when two imports run side by side: what is missing is inserted, where ON CONFLICT DO
NOTHING lets one of two win, and the rest is changed only where it differs. Orders are locked and compared by the rules for
that; a price or a promotion is what was told of it last.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, RowMapping, Select, bindparam, delete, insert, or_, select, tuple_, update

from bot.memory.columns import columns_of
from bot.memory.shop_rows import (
    article_known,
    article_row,
    line_row,
    order_of,
    order_row,
    parcel_event_row,
    price_row,
    promotion_of,
    promotion_row,
    stock_row,
)
from bot.memory.shop_tables import ArticleRow, OrderLineRow, OrderRow, ParcelEventRow, PriceRow, PromotionRow, StockRow
from bot.memory.shown_refunds import are_shown, not_shown
from bot.memory.statements import every
from bot.memory.upsert import insert_into
from bot.remedy.money import Money
from bot.shop.articles import Article
from bot.shop.orders import Order, OrderLine, Standing, proof_key
from bot.shop.parcels import ParcelEvent
from bot.shop.prices import PriceSeen, Promotion
from bot.shop.progress import brought_up_to_date, newly_refunded
from bot.shop.refunds import that_make_up
from bot.shop.stock import Stocked

_order = columns_of(OrderRow)
_line = columns_of(OrderLineRow)
_price = columns_of(PriceRow)
_promotion = columns_of(PromotionRow)
_parcel_event = columns_of(ParcelEventRow)
_stock = columns_of(StockRow)
_article = columns_of(ArticleRow)

_ORDER_KEY = (_order.c.platform, _order.c.number)
_PRICE_KEY = (_price.c.sku, _price.c.variant, _price.c.currency, _price.c.seen_at, _price.c.source)
_PROMOTION_KEY = (_promotion.c.name, _promotion.c.starts_at)
_STOCK_KEY = (_stock.c.sku, _stock.c.variant)
_ARTICLE_KEY = (_article.c.sku, _article.c.variant)

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
_BOUGHT = (
    select(_order)
    .where(
        _order.c.email_key == bindparam("buyer"),
        _order.c.placed_at >= bindparam("since"),
        _order.c.placed_at <= bindparam("until"),
    )
    .order_by(_order.c.placed_at)
)
_OF_ARTICLE = or_(_line.c.sku == bindparam("article"), _line.c.title == bindparam("named"))
_WITH = (
    select(_order)
    .where(
        _order.c.id.in_(select(_line.c.order_id).where(_OF_ARTICLE)),
        _order.c.placed_at >= bindparam("since"),
        _order.c.placed_at <= bindparam("until"),
    )
    .order_by(_order.c.placed_at.desc(), _order.c.id.desc())
)
_PARCEL_EVENTS = (
    select(_parcel_event.c.number, _parcel_event.c.state, _parcel_event.c.at, _parcel_event.c.place)
    .where(_parcel_event.c.order_id == bindparam("order"))
    .order_by(_parcel_event.c.at, _parcel_event.c.number, _parcel_event.c.state)
)
_STOCK = (
    select(_stock.c.sku, _stock.c.variant, _stock.c.title, _stock.c.in_stock)
    .where(_stock.c.sku.in_(bindparam("skus", expanding=True)))
    .order_by(_stock.c.id)
)
_ARTICLES = select(_article).where(_article.c.sku.in_(bindparam("skus", expanding=True))).order_by(_article.c.id)
_PROMOTIONS = select(_promotion).order_by(_promotion.c.starts_at, _promotion.c.id)


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the facts that were put. `conflicting` are the numbers of orders told in another currency: left alone.

    `overdrawn` are the rows of the orders of which less is left by now than we promised.
    """

    new: int = 0
    updated: int = 0
    unchanged: int = 0
    conflicting: tuple[str, ...] = ()
    overdrawn: tuple[int, ...] = ()


class ShopMemory:
    """What the shop knows of its orders, prices, promotions, parcels and stock, within the caller's transaction."""

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
        pairs = [(order, told[order.platform, order.number]) for order in stored]
        conflicting = [order.number for order, file in pairs if file.currency != order.currency]
        again = [(order, file) for order, file in pairs if file.currency == order.currency]
        changed = [(order, now) for order, now in self._with_refunds_once(again) if now != order]
        self._update_orders(changed)
        unchanged = len(stored) - len(changed) - len(conflicting)
        overdrawn = tuple(now.id for _, now in changed if now.overdrawn)
        return Tally(len(new), len(changed), unchanged, tuple(conflicting), overdrawn)

    def put_prices(self, prices: Sequence[PriceSeen]) -> Tally:
        """Store observations of prices, at most 200 at once; what is told anew of the same moment replaces what was told."""
        return self._put(_price, _PRICE_KEY, [price_row(price) for price in prices])

    def put_promotions(self, promotions: Sequence[Promotion]) -> Tally:
        """Store promotions, at most 200 at once, each known by its name and beginning."""
        return self._put(_promotion, _PROMOTION_KEY, [promotion_row(promotion) for promotion in promotions])

    def put_stock(self, articles: Sequence[Stocked]) -> Tally:
        """Store how many there are of some articles, at most 200 at once."""
        return self._put(_stock, _STOCK_KEY, [stock_row(article) for article in articles])

    def put_articles(self, articles: Sequence[Article]) -> Tally:
        """Store what some articles cost and who supplies them, at most 200 at once."""
        return self._put(_article, _ARTICLE_KEY, [article_row(article) for article in articles])

    def find_orders(self, number_key: str) -> tuple[Order, ...]:
        """The orders whose number comes to this key (`order_key`); two platforms, or two spellings, can share one."""
        return self._find(_BY_NUMBER, reduced=number_key)

    def order(self, order_id: int, *, lock: bool = False) -> Order:
        """The order of a stored row; with `lock`, nobody else changes it until the unit ends. Raises LookupError."""
        found = self._find(_BY_ID_LOCKED if lock else _BY_ID, row_id=order_id)
        if not found:
            raise LookupError(f"there is no order with the id {order_id}")
        return found[0]

    def orders_with(self, sku: str, title: str, since: datetime, until: datetime) -> list[Order]:
        """The orders placed from then on and by then in which an article is, by its number or its title, newest first.

        They come without their lines. What has no number is found by its title alone.
        """
        values = {"article": sku or None, "named": title or None, "since": since, "until": until}
        return [order_of(row, ()) for row in self._connection.execute(_WITH, values).mappings()]

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
        return tuple(promotion_of(row) for row in self._connection.execute(_PROMOTIONS).mappings())

    def stock_of(self, skus: Iterable[str]) -> tuple[Stocked, ...]:
        """How many there are of some articles, as far as anybody said."""
        return tuple(Stocked(*row) for row in self._connection.execute(_STOCK, {"skus": sorted(set(skus))}))

    def articles_of(self, skus: Iterable[str]) -> tuple[Article, ...]:
        """What some articles cost and who supplies them, as far as the seller said."""
        return tuple(map(article_known, self._connection.execute(_ARTICLES, {"skus": sorted(set(skus))}).mappings()))

    def bought(self, email: str, since: datetime, until: datetime) -> list[Money]:
        """What the buyer with this address kept of each order placed from then on and by then, on all platforms: paid, less what
        went back. Orders that were never paid, or of which all went back, are none; nor is there anybody without an address.
        """
        key = proof_key(email)
        if not key:
            return []
        rows = self._connection.execute(_BOUGHT, {"buyer": key, "since": since, "until": until}).mappings()
        orders = [order_of(row, ()) for row in rows]
        return [order.total_paid - order.refunded for order in orders if order.standing is not Standing.NOTHING_LEFT]

    def put_parcel_events(self, order_id: int, events: Iterable[ParcelEvent]) -> None:
        """Keep what carriers report of an order's parcels; what was reported before is kept once."""
        rows = [parcel_event_row(order_id, event) for event in events]
        if rows:
            self._connection.execute(insert_into(self._connection, _parcel_event).on_conflict_do_nothing(), rows)

    def parcel_events(self, order_id: int) -> tuple[ParcelEvent, ...]:
        """What carriers reported of an order's parcels, oldest first."""
        return tuple(ParcelEvent(*row) for row in every(self._connection, _PARCEL_EVENTS, {"order": order_id}))

    def _with_refunds_once(self, again: Sequence[tuple[Order, Order]]) -> Iterator[tuple[Order, Order]]:
        """Stored orders brought up to date; what the file newly tells of as refunded is matched to our own refunds."""
        rising = {order.id for order, told in again if newly_refunded(order, told)}
        ours = not_shown(self._connection, rising)
        for order, told in again:
            mine = ours.get(order.id, [])
            these = that_make_up(newly_refunded(order, told), [one.amount for one in mine])
            are_shown(self._connection, [mine[one].row for one in these])
            yield order, brought_up_to_date(order, told, of_ours=bool(these))

    def _insert_orders(self, told: Mapping[tuple[str, str], Order]) -> set[tuple[str, str]]:
        """Insert those that are not stored yet, with their lines, and say which they were."""
        if not told:
            return set()
        statement = insert_into(self._connection, _order).on_conflict_do_nothing().returning(_order.c.id, *_ORDER_KEY)
        rows = [{**order_row(order), "promised_minor": 0} for order in told.values()]
        inserted = self._connection.execute(statement, rows).all()
        self._insert_lines((row_id, told[platform, number].lines) for row_id, platform, number in inserted)
        return {(platform, number) for _, platform, number in inserted}

    def _update_orders(self, changed: Sequence[tuple[Order, Order]]) -> None:
        """Write each second order of the pairs over the first, and its lines only if they differ."""
        if not changed:
            return
        self._connection.execute(_UPDATE_ORDER, [{"row_id": order.id, **order_row(order)} for _, order in changed])
        relined = [after for before, after in changed if after.lines != before.lines]
        if relined:
            self._connection.execute(_DROP_LINES, {"orders": [order.id for order in relined]})
            self._insert_lines((order.id, order.lines) for order in relined)

    def _insert_lines(self, lines_of: Iterable[tuple[int, tuple[OrderLine, ...]]]) -> None:
        rows = [line_row(order_id, position, line) for order_id, lines in lines_of for position, line in enumerate(lines)]
        if rows:
            self._connection.execute(_ADD_LINES, rows)

    def _find(self, statement: Select[Any], **values: object) -> tuple[Order, ...]:
        """The orders a statement finds, with their lines."""
        rows = self._connection.execute(statement, values).mappings().all()
        lines: defaultdict[int, list[RowMapping]] = defaultdict(list)
        for line in self._connection.execute(_LINES, {"orders": [row["id"] for row in rows]}).mappings() if rows else ():
            lines[line["order_id"]].append(line)
        return tuple(order_of(row, lines[row["id"]]) for row in rows)

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
