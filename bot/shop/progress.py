"""What an order becomes when a file tells of it again.

Our own format has no time of last change, so a file can be older than what is known without saying so. What only ever
moves one way tells: a status goes forward, a refund does not shrink, a parcel once shipped or delivered stays so. A
file that goes back in any of these is taken to be an older one. It can still add what was not known, and overwrites nothing.
"""

from dataclasses import replace

from bot.shop.orders import Order

STATUSES = ("pending", "authorized", "partially_paid", "paid", "partially_refunded", "refunded", "voided", "cancelled")
"""The statuses of an order in our own format, in the order in which one follows another."""


def is_behind(told: Order, stored: Order) -> bool:
    """Whether what a file tells of an order was true before what is stored."""
    return (
        _comes_before(told.status, stored.status)
        or told.refunded < stored.refunded
        or (told.shipped_at is None and stored.shipped_at is not None)
        or (told.delivered_at is None and stored.delivered_at is not None)
    )


def brought_up_to_date(stored: Order, told: Order) -> Order:
    """The stored order with what a file tells of it. What we promised stays untouched, and a blank erases nothing.

    Both are the same order in the same currency; doing it twice changes nothing more.
    """
    newer, older = (stored, told) if is_behind(told, stored) else (told, stored)
    return replace(
        newer,
        id=stored.id,
        promised=stored.promised,
        status=older.status if _comes_before(newer.status, older.status) else newer.status,
        refunded=max(stored.refunded, told.refunded),
        shipped_at=newer.shipped_at or older.shipped_at,
        delivered_at=newer.delivered_at or older.delivered_at,
        estimated_delivery_max=newer.estimated_delivery_max or older.estimated_delivery_max,
        tracking=newer.tracking or older.tracking,
        email=newer.email or older.email,
        postcode=newer.postcode or older.postcode,
        country=newer.country or older.country,
        note=newer.note or older.note,
    )


def _comes_before(status: str, other: str) -> bool:
    """Whether one status is left for the other. Of a word that is not ours nothing is known."""
    return status in STATUSES and other in STATUSES and STATUSES.index(status) < STATUSES.index(other)
