"""How each kind of remedy is carried out: paid, written down at once, or done by a person."""

from collections.abc import Iterable, Set
from enum import Enum, auto

from bot.terms import RemedyKind


class Way(Enum):
    """How a part of a remedy comes about."""

    PAID = auto()  # the payment provider is asked
    AT_ONCE = auto()  # ours to give: writing it down is doing it
    BY_HAND = auto()  # a task for a person, done when they say so


_WAYS = {
    RemedyKind.REFUND: Way.PAID,
    RemedyKind.COUPON: Way.AT_ONCE,
    RemedyKind.POINTS: Way.AT_ONCE,
    RemedyKind.WARRANTY: Way.AT_ONCE,
    RemedyKind.RETURN: Way.AT_ONCE,
    RemedyKind.RAIN_CHECK: Way.AT_ONCE,
    RemedyKind.REPLACEMENT: Way.BY_HAND,
    RemedyKind.REPAIR: Way.BY_HAND,
    RemedyKind.RESEND: Way.BY_HAND,
    RemedyKind.GIFT: Way.BY_HAND,
    RemedyKind.APOLOGY: Way.BY_HAND,
    RemedyKind.VOUCHER: Way.BY_HAND,
}


_IN_ITS_PLACE = frozenset({RemedyKind.REFUND, RemedyKind.REPLACEMENT, RemedyKind.RESEND})


def money_follows(kinds: Iterable[RemedyKind]) -> bool:
    """Whether a remedy of these kinds sends something back whose money is still to be returned once it has arrived."""
    given = frozenset(kinds)
    return RemedyKind.RETURN in given and not given & _IN_ITS_PLACE


def way_of(kind: RemedyKind, by_hand: Set[RemedyKind] = frozenset()) -> Way:
    """How a part of that kind comes about, where `by_hand` are the kinds that only a person can see to on this order."""
    return Way.BY_HAND if kind in by_hand else _WAYS[kind]
