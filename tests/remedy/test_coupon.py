from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.remedy.coupon import in_place_of, on_top, on_top_cap
from bot.remedy.money import Money
from bot.remedy.offer import Part
from bot.terms import RemedyKind
from tests.remedy.claims import RATES, policy

RULES = policy().coupons


def euro(text: str) -> Money:
    return Money.of(text, "EUR")


@pytest.mark.parametrize(
    ("paid", "currency", "cap"),
    [
        ("104.70", "EUR", "10.47"),  # 10 % of 104.70
        ("104.79", "EUR", "10.47"),  # 10.479, rounded down
        ("363.60", "EUR", "15.00"),  # 36.36, but at most 15
        ("25800", "JPY", "2580"),  # at most 15 x 183 = 2745
        ("60300", "JPY", "2745"),
        ("52.027", "KWD", "5.202"),  # at most 15 x 0.36 = 5.400
    ],
)
def test_on_top_comes_at_most_a_tenth_of_the_order_and_fifteen_euro(paid: str, currency: str, cap: str) -> None:
    assert on_top_cap(Money.of(paid, currency), RULES, RATES) == Money.of(cap, currency)


def test_without_a_rate_the_share_of_the_order_caps_alone() -> None:
    assert on_top_cap(Money.of("400.00", "CHF"), RULES, RATES) == Money.of("40.00", "CHF")


def test_a_coupon_of_a_percentage_costs_that_much_of_the_lines() -> None:
    assert on_top(euro("99.80"), Decimal(5), euro("10.47")) == Part(RemedyKind.COUPON, euro("4.99"), Decimal(5))  # 5 % of 99.80


def test_above_the_cap_the_percentage_becomes_the_largest_whole_one_under_it() -> None:
    # 5 % of 400.00 = 20.00 is above 15.00; 15 / 400 = 3.75 %, so 3 % = 12.00
    assert on_top(euro("400.00"), Decimal(5), euro("15.00")) == Part(RemedyKind.COUPON, euro("12.00"), Decimal(3))


@pytest.mark.parametrize(
    ("value", "percent", "cap"),
    [("99.80", "0", "10.47"), ("0.00", "5", "10.47"), ("-1.00", "5", "10.47"), ("99.80", "5", "0.99")],
)
def test_a_coupon_worth_nothing_is_not_given(value: str, percent: str, cap: str) -> None:
    assert on_top(euro(value), Decimal(percent), euro(cap)) is None


@given(st.integers(-(10**9), 10**9), st.decimals(0, 100, places=1), st.integers(0, 10**7))
def test_a_coupon_on_top_is_never_above_the_cap_nor_above_its_percentage(value: int, percent: Decimal, cap: int) -> None:
    coupon = on_top(Money(value, "EUR"), percent, Money(cap, "EUR"))

    if coupon is not None:
        assert coupon.percent is not None
        assert 0 < coupon.percent <= percent
        assert 0 < coupon.amount.minor <= cap


def test_a_coupon_in_place_of_money_is_worth_more_than_the_money() -> None:
    assert in_place_of(euro("9.98"), Decimal(150), euro("10.47")) == Part(RemedyKind.COUPON, euro("14.97"))  # 9.98 x 1.5


def test_only_what_it_is_worth_beyond_the_money_is_under_the_cap() -> None:
    # 40.00 x 1.5 = 60.00, of which 20.00 would be on top; 15.00 may be
    assert in_place_of(euro("40.00"), Decimal(150), euro("15.00")) == Part(RemedyKind.COUPON, euro("55.00"))
