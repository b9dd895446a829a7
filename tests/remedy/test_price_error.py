"""Charged more than listed: the last price seen before the purchase, of the very same article, in the currency it was paid in."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.remedy.money import Money
from bot.remedy.price_error import charged_too_much
from bot.shop.orders import Untold
from tests.remedy.claims import line, order, seen

LISTED = (seen("44.90", "02-01"), seen("39.90", "03-01"))


def euro(text: str) -> Money:
    return Money.of(text, "EUR")


def test_what_was_paid_above_the_listed_price_is_owed_for_every_piece() -> None:
    assert charged_too_much(order(), LISTED) == euro("10.00")  # 2 x (49.90 - 44.90)


def test_the_lines_add_up_and_those_that_cost_less_take_nothing_off() -> None:
    other = line("9.90", 1, sku="CBL", variant="")
    of = order(line(), other, paid="109.70")

    assert charged_too_much(of, (*LISTED, seen("12.90", "02-01", sku="CBL", variant=""))) == euro("10.00")
    assert charged_too_much(of, (*LISTED, seen("9.00", "02-01", sku="CBL", variant=""))) == euro("10.90")


def test_a_discount_that_made_up_for_it_leaves_nothing_owed() -> None:
    assert charged_too_much(order(line(discount="10.00"), paid="89.80"), LISTED) is None
    assert charged_too_much(order(line(), discount="7.50", paid="92.30"), LISTED) == euro("2.50")


@pytest.mark.parametrize(
    "prices",
    [
        (),
        (seen("49.90", "02-01"),),  # as listed
        (seen("54.90", "02-01"),),  # less than listed
        (seen("44.90", "02-12 12:01"),),  # after the purchase
        (seen("44.90", "02-01", currency="USD"),),
        (seen("44.90", "02-01", sku="OTHER"),),
        (seen("44.90", "02-01", variant="Black / EU 40"),),
        (seen("44.90", "01-05"), seen("49.90", "02-01")),  # an older price
    ],
    ids=["none on file", "as listed", "less", "after", "another currency", "another article", "another variant", "older"],
)
def test_otherwise_nothing_is_owed(prices: tuple[Any, ...]) -> None:
    assert charged_too_much(order(), prices) is None


def test_a_price_seen_at_the_very_moment_of_the_purchase_counts() -> None:
    assert charged_too_much(order(), (seen("44.90", "02-12 12:00"),)) == euro("10.00")


def test_of_two_prices_seen_at_one_moment_the_buyer_is_believed_the_lower() -> None:
    both = (seen("49.90", "02-01"), seen("44.90", "02-01", source="snapshot"))

    assert charged_too_much(order(), both) == charged_too_much(order(), both[::-1]) == euro("10.00")


@pytest.mark.parametrize(
    "more",
    [{"status": "pending"}, {"status": "on hold"}, {"refunded": "99.80"}, {"untold": frozenset({Untold.PRICES})}],
    ids=["never paid", "not for certain", "all returned", "prices untold"],
)
def test_where_it_is_not_certain_what_was_paid_nothing_is_said(more: dict[str, Any]) -> None:
    assert charged_too_much(order(**more), LISTED) is None


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.integers(1, 9), st.integers(0, 10**5))
def test_it_is_what_was_paid_less_the_list_and_never_below_nothing(unit: int, listed: int, pieces: int, off: int) -> None:
    paid = max(unit * pieces - off, 0)
    bought = line(str(Money(unit, "EUR").amount), pieces, str(Money(unit * pieces - paid, "EUR").amount))
    of = order(bought, paid=str(Money(paid + 490, "EUR").amount), shipping=Money(490, "EUR"))

    owed = charged_too_much(of, [seen(str(Money(listed, "EUR").amount), "02-01")])

    assert (owed or Money(0, "EUR")) == Money(max(paid - listed * pieces, 0), "EUR")
