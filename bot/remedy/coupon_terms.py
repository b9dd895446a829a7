"""What a coupon takes off an order, or why it takes off nothing."""

from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from bot.remedy.money import Money


@dataclass(frozen=True, slots=True)
class Coupon:
    """A coupon with its terms. With a `percent`, `amount` is only what it is expected to cost us.

    It holds until `expires_at`, and for orders of the `minimum` on, which is nothing where there is none.
    """

    code: str
    amount: Money
    percent: Decimal | None
    minimum: Money
    expires_at: datetime


class CouponRefusal(StrEnum):
    """Why a coupon takes off nothing."""

    EXPIRED = "expired"
    OTHER_CURRENCY = "other_currency"
    BELOW_MINIMUM = "below_minimum"


def takes_off(coupon: Coupon, order: Money, now: datetime) -> Money | CouponRefusal:
    """What is taken off an order of this amount, never more than all of it.

    A percentage is of any currency; an amount, and a least amount to order, are of the currency of the coupon.
    """
    if now >= coupon.expires_at:
        return CouponRefusal.EXPIRED
    if (coupon.percent is None or coupon.minimum) and order.currency != coupon.amount.currency:
        return CouponRefusal.OTHER_CURRENCY
    if coupon.minimum and order < coupon.minimum:
        return CouponRefusal.BELOW_MINIMUM
    if coupon.percent is None:
        return min(coupon.amount, order)
    return order.percent(coupon.percent, ROUND_HALF_UP)
