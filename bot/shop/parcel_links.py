"""Links for the cards in parcels: by it, whoever comes first has proven the order, at whichever door.

A token is known where it is printed, and nowhere else: of each only a hash is kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.memory.store import Unit
from bot.shop.orders import Order, order_key

AT_ONCE = 50  # orders in one unit: each is two reads and a row, and buyers wait meanwhile


@dataclass(frozen=True, slots=True)
class WaysIn:
    """Where links lead: the address of the page, without a slash at the end; the bot's name at Telegram, "" if it has none."""

    page: str
    bot: str


@dataclass(frozen=True, slots=True)
class ParcelLink:
    """One link to an order, as it is written for each way in; `telegram` is "" if there is no such way."""

    order: str
    platform: str
    telegram: str
    page: str
    expires_at: datetime


def give(unit: Unit, orders: Sequence[Order], ways: WaysIn, now: datetime, until: datetime) -> list[ParcelLink]:
    """A new link to each of these orders that the shop knows; what was placed after `now` is not known yet."""
    stored = [_stored(unit, order) for order in orders]
    return [_link(one, unit.links.to_order(one.id, now, until), ways, until) for one in stored if one and one.placed_at <= now]


def _link(order: Order, token: str, ways: WaysIn, until: datetime) -> ParcelLink:
    telegram = f"https://t.me/{ways.bot}?start={token}" if ways.bot else ""
    return ParcelLink(order.number, order.platform, telegram, f"{ways.page}/?link={token}", until)


def _stored(unit: Unit, order: Order) -> Order | None:
    same = (order.platform, order.number)
    return next((one for one in unit.shop.find_orders(order_key(order.number)) if (one.platform, one.number) == same), None)
