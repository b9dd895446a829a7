"""What was taken once too often: told by the payments alone, and never more than is still with the shop."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.remedy.money import Money, add_up
from bot.shop.charges import Charge, double_charge
from bot.shop.orders import Order, OrderLine

PAID = Money(6390, "EUR")
BOUGHT = datetime(2026, 2, 3, 18, 28, 51, tzinfo=UTC)
ORDER = Order(
    number="WL-1042",
    platform="own",
    status="paid",
    buyer_name="Marco Conti",
    email="marco@example.com",
    postcode="00184",
    country="IT",
    currency="EUR",
    placed_at=BOUGHT,
    lines=(OrderLine("BUDS", "Buds", "", 1, Money(5900, "EUR"), Money(0, "EUR")),),
    shipping=Money(490, "EUR"),
    discount=Money(0, "EUR"),
    total_paid=PAID,
    refunded=Money(0, "EUR"),
)


def charge(reference: str, *, after: timedelta = timedelta(), minor: int = 6390, back: int = 0, currency: str = "EUR") -> Charge:
    return Charge(reference, Money(minor, currency), BOUGHT + after, Money(back, currency))


FIRST = charge("P-1")
SECOND = charge("P-2", after=timedelta(seconds=38))


def test_the_same_amount_twice_within_a_day_is_a_double_charge() -> None:
    assert double_charge(ORDER, [FIRST, SECOND]) == double_charge(ORDER, [SECOND, FIRST]) == PAID


def test_three_times_is_twice_too_often() -> None:
    assert double_charge(ORDER, [FIRST, SECOND, charge("P-3", after=timedelta(hours=2))]) == Money(12780, "EUR")


@pytest.mark.parametrize(
    "charges",
    [
        [],
        [FIRST],
        [FIRST, FIRST],  # one payment, told twice
        [FIRST, charge("P-2", after=timedelta(days=1, seconds=1))],
        [FIRST, charge("P-2", minor=6391)],
        [FIRST, charge("P-2", currency="USD")],
        [FIRST, replace(SECOND, captured=False)],  # a reservation
        [replace(FIRST, captured=False), SECOND],  # and what became of it
    ],
    ids=["none", "one", "one told twice", "a day later", "another amount", "another currency", "reserved", "captured"],
)
def test_anything_else_is_none(charges: list[Charge]) -> None:
    assert double_charge(ORDER, charges) is None


def test_a_day_to_the_second_is_still_within_it() -> None:
    assert double_charge(ORDER, [FIRST, charge("P-2", after=timedelta(days=1))]) == PAID


def test_a_payment_of_an_hour_before_is_found_also_behind_an_old_one() -> None:
    later = timedelta(days=3)

    assert double_charge(ORDER, [FIRST, charge("P-2", after=later), charge("P-3", after=later + timedelta(hours=1))]) == PAID


def test_two_parts_of_an_order_that_cost_the_same_are_no_double_charge() -> None:
    half = [charge("P-1", minor=3195), charge("P-2", minor=3195, after=timedelta(minutes=1))]

    assert double_charge(ORDER, half) is None


@pytest.mark.parametrize(("back", "owed"), [(6390, None), (2000, Money(4390, "EUR")), (6389, Money(1, "EUR"))])
def test_what_went_back_is_not_owed_again(back: int, owed: Money | None) -> None:
    assert double_charge(ORDER, [FIRST, replace(SECOND, refunded=Money(back, "EUR"))]) == owed
    assert double_charge(ORDER, [replace(FIRST, refunded=Money(back, "EUR")), SECOND]) == owed


@given(
    st.lists(
        st.builds(
            lambda number, minutes, minor, part, captured: Charge(
                f"P-{number}",
                Money(minor, "EUR"),
                BOUGHT + timedelta(minutes=minutes),
                Money(minor * part // 100, "EUR"),
                captured,
            ),
            st.integers(1, 6),
            st.integers(0, 5000),
            st.sampled_from([6390, 3195, 100]),
            st.integers(0, 100),
            st.booleans(),
        ),
        max_size=6,
        unique_by=lambda one: one.reference,
    )
)
def test_what_is_owed_is_above_nothing_and_leaves_the_shop_what_the_order_cost(charges: list[Charge]) -> None:
    owed = double_charge(ORDER, charges)

    with_us = add_up((one.amount - one.refunded for one in charges if one.captured), "EUR")
    assert owed is None or Money(0, "EUR") < owed <= with_us - ORDER.total_paid
