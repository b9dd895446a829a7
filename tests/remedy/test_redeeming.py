"""A coupon is used once, for one order, by whoever it was given to; what it takes off is reckoned to the cent."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from bot.remedy.coupon_terms import Coupon, CouponRefusal, takes_off
from bot.remedy.money import Money

NOW = datetime(2026, 2, 16, tzinfo=UTC)
FIVE, TEN_EUROS = (Money(499, "EUR"), Decimal(5)), (Money(1000, "EUR"), None)


def coupon(worth: tuple[Money, Decimal | None], minimum: int = 0) -> Coupon:
    amount, percent = worth
    return Coupon("AM-1", amount, percent, Money(minimum, amount.currency), NOW + timedelta(days=90))


@pytest.mark.parametrize(
    ("one", "order", "off"),
    [
        (coupon(FIVE), Money(4990, "EUR"), Money(250, "EUR")),  # 2.495 is rounded up
        (coupon(FIVE), Money(7900, "JPY"), Money(395, "JPY")),
        (coupon(TEN_EUROS), Money(4990, "EUR"), Money(1000, "EUR")),
        (coupon(TEN_EUROS), Money(700, "EUR"), Money(700, "EUR")),
        (coupon(TEN_EUROS, 2000), Money(2000, "EUR"), Money(1000, "EUR")),
        (coupon(TEN_EUROS, 2000), Money(1999, "EUR"), CouponRefusal.BELOW_MINIMUM),
        (coupon(FIVE, 2000), Money(7900, "JPY"), CouponRefusal.OTHER_CURRENCY),
        (coupon(TEN_EUROS), Money(4990, "USD"), CouponRefusal.OTHER_CURRENCY),
    ],
)
def test_what_a_coupon_takes_off(one: Coupon, order: Money, off: Money | CouponRefusal) -> None:
    assert takes_off(one, order, NOW) == off


def test_until_its_last_moment_and_not_at_it() -> None:
    one, order = coupon(FIVE), Money(4990, "EUR")

    assert takes_off(one, order, one.expires_at - timedelta(seconds=1)) == Money(250, "EUR")
    assert takes_off(one, order, one.expires_at) is CouponRefusal.EXPIRED
