"""What an order becomes when a file tells of it again.

Few files have a time of last change, so that most can be older than what is known without saying so. What only ever
moves one way tells: a status goes forward, a refund does not shrink, a parcel once shipped or delivered stays so. A
file that goes back in any of these is taken to be an older one. It can still add what was not known, and overwrites nothing.
"""

from dataclasses import replace

from bot.remedy.money import Money
from bot.shop.orders import Order, Untold

STATUSES = ("pending", "authorized", "partially_paid", "paid", "partially_refunded", "refunded", "voided", "cancelled")
"""The statuses of an order in our own format, in the order in which one follows another."""


COURSES = {
    "own": (STATUSES,),
    "shopify": (STATUSES, ("unfulfilled", "partial", "fulfilled")),
    "woocommerce": (("pending", "on-hold", "processing", "completed", "cancelled", "refunded"),),
    "amazon": (("pending", "unshipped", "partiallyshipped", "shipped", "cancelled"),),
    "tiktok": (("unpaid", "on hold", "to ship", "shipped", "completed", "canceled"),),
    "aliexpress": (("等待买家付款", "等待您发货", "等待买家收货", "订单结束", "订单关闭"),),
}
"""The words of each platform in the order in which one follows another, a course for each part of "paid/fulfilled"."""


def is_behind(told: Order, stored: Order) -> bool:
    """Whether what a file tells of an order was true before what is stored; the platform's own times know best."""
    if told.as_of and stored.as_of and told.as_of != stored.as_of:
        return told.as_of < stored.as_of
    tells_parcels = Untold.PARCELS not in told.untold
    return (
        _comes_before(told, stored)
        or (told.told_of < stored.told_of and Untold.REFUNDS not in told.untold)
        or (told.shipped_at is None and stored.shipped_at is not None and tells_parcels)
        or (told.delivered_at is None and stored.delivered_at is not None and tells_parcels)
    )


def newly_refunded(stored: Order, told: Order) -> Money:
    """How much more the platform tells of as refunded than it did before."""
    return max(stored.told_of, told.told_of) - stored.told_of


def brought_up_to_date(stored: Order, told: Order, *, of_ours: bool = False) -> Order:
    """The stored order with what a file tells of it. What we promised stays untouched, and what is not told erases nothing.

    Both are the same order in the same currency; doing it twice changes nothing more. What is newly told of as refunded adds to
    what we know to be, unless it is `of_ours`, which is counted already.
    """
    rise = newly_refunded(stored, told)
    refunded, told_of = stored.refunded if of_ours else stored.refunded + rise, stored.told_of + rise
    newer, older = (stored, told) if is_behind(told, stored) else (told, stored)
    dated = newer.as_of and older.as_of and newer.as_of != older.as_of
    prices = _one_that_tells(Untold.PRICES, newer, older)
    return replace(
        newer,
        id=stored.id,
        promised=stored.promised,
        status=older.status if not newer.status or (not dated and _comes_before(newer, older)) else newer.status,
        buyer_name=newer.buyer_name or older.buyer_name,
        placed_at=_one_that_tells(Untold.HOUR, newer, older).placed_at,
        lines=prices.lines,
        shipping=prices.shipping,
        discount=prices.discount,
        total_paid=_one_that_tells(Untold.TOTAL, newer, older).total_paid,
        refunded=refunded,
        refunds_told=None if told_of == refunded else told_of,
        shipped_at=newer.shipped_at or older.shipped_at,
        delivered_at=newer.delivered_at or older.delivered_at,
        estimated_delivery_max=newer.estimated_delivery_max or older.estimated_delivery_max,
        ship_by=newer.ship_by or older.ship_by,
        tracking=newer.tracking or older.tracking,
        email=newer.email or older.email,
        postcode=newer.postcode or older.postcode,
        country=newer.country or older.country,
        note=newer.note or older.note,
        as_of=newer.as_of or stored.as_of,
        untold=newer.untold & older.untold,
    )


def _one_that_tells(what: Untold, newer: Order, older: Order) -> Order:
    """The newer of two tellings of an order, unless only the older one tells this."""
    return older if what in newer.untold - older.untold else newer


def _comes_before(one: Order, other: Order) -> bool:
    """Whether the status of an order is left for the other in any of its parts. Of a word not known nothing is said."""
    parts = zip(COURSES.get(one.platform, ()), one.status.split("/"), other.status.split("/"), strict=False)
    return any(_is_left_for(before.casefold(), after.casefold(), course) for course, before, after in parts)


def _is_left_for(word: str, later: str, course: tuple[str, ...]) -> bool:
    return word in course and later in course and course.index(word) < course.index(later)
