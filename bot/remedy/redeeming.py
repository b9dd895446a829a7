"""Redeeming a coupon: once, for one order, whoever asks at the same time; asked again for that order, the answer is the same."""

from dataclasses import dataclass
from datetime import datetime

from bot.errors import BadRequest, CouponRefused, CouponUsed, NoSuchCoupon
from bot.memory.coupons import StoredCoupon
from bot.memory.store import Unit
from bot.remedy.coupon_terms import CouponRefusal, takes_off
from bot.remedy.money import Money, MoneyError
from bot.shop.orders import order_key, proof_key


@dataclass(frozen=True, slots=True)
class Purchase:
    """The order that a coupon is for: its number and amount, and the buyer's e-mail where the shop knows it."""

    order_number: str
    amount: Money
    email: str = ""

    @classmethod
    def told(cls, order_number: str, amount: str, currency: str, email: str) -> "Purchase":
        """A purchase as a program of the seller's tells of it. Raises BadRequest for an amount that is none."""
        try:
            return cls(order_number, Money.of(amount, currency), email)
        except MoneyError as error:
            raise BadRequest(f"{error}.") from None


@dataclass(frozen=True, slots=True)
class Redeemed:
    """What a coupon takes off. `used` is whether it is used up by this order; `given_for` is the order it was given for."""

    code: str
    off: Money
    expires_at: datetime
    used: bool
    given_for: str


def check(unit: Unit, code: str, purchase: Purchase, now: datetime) -> Redeemed:
    """What a coupon would take off, without using it. Raises NoSuchCoupon, CouponUsed, or CouponRefused."""
    found = _find(unit, code)
    if found.used_at:
        return _again(unit, found, purchase)
    return _answer(unit, found, _off(unit, found, purchase, now), used=False)


def redeem(unit: Unit, code: str, purchase: Purchase, now: datetime) -> Redeemed:
    """Use a coupon up for an order, and say what it takes off. Raises NoSuchCoupon, CouponUsed, or CouponRefused."""
    found = _find(unit, code)
    if found.used_at:
        return _again(unit, found, purchase)
    off = _off(unit, found, purchase, now)
    if unit.coupons.use(found.coupon.code, purchase.order_number, off, now):
        return _answer(unit, found, off, used=True)
    return _again(unit, _find(unit, code), purchase)  # somebody was faster


def _find(unit: Unit, code: str) -> StoredCoupon:
    found = unit.coupons.find(code.strip().upper())
    if found is None:
        raise NoSuchCoupon
    return found


def _again(unit: Unit, found: StoredCoupon, purchase: Purchase) -> Redeemed:
    """The answer to whoever asks once more for the order it was used for."""
    if found.took is None or order_key(found.used_on) != order_key(purchase.order_number):
        raise CouponUsed
    return _answer(unit, found, found.took, used=True)


def _off(unit: Unit, found: StoredCoupon, purchase: Purchase, now: datetime) -> Money:
    whose = unit.coupons.emails_of(found.buyer_id)
    if purchase.email and whose and proof_key(purchase.email) not in map(proof_key, whose):
        raise CouponRefused("coupon_of_another_buyer", "This coupon was given to a buyer with another e-mail address.")
    coupon, off = found.coupon, takes_off(found.coupon, purchase.amount, now)
    match off:
        case Money():
            return off
        case CouponRefusal.EXPIRED:
            raise CouponRefused("coupon_expired", f"This coupon could be used until {coupon.expires_at:%Y-%m-%d %H:%M} UTC.")
        case CouponRefusal.OTHER_CURRENCY:
            raise CouponRefused("coupon_currency", f"This coupon is for orders in {coupon.amount.currency}.")
        case CouponRefusal.BELOW_MINIMUM:
            raise CouponRefused("coupon_minimum", f"This coupon is for orders of {coupon.minimum} or more.")


def _answer(unit: Unit, found: StoredCoupon, off: Money, *, used: bool) -> Redeemed:
    coupon = found.coupon
    return Redeemed(coupon.code, off, coupon.expires_at, used, unit.coupons.given_for(found.remedy_key))
