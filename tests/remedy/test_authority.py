import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.remedy.authority import highest, needed, reaches
from bot.remedy.money import Money
from bot.terms import Authority
from tests.remedy.claims import RATES, policy

BOT, STAFF, LEAD, ADMIN = Authority


@pytest.mark.parametrize(
    ("cost", "paid", "who"),
    [
        ("15.00", "100.00", BOT),  # 20 % of 100.00 = 20.00, and at most 15.00
        ("15.01", "100.00", STAFF),
        ("10.00", "50.00", BOT),  # 20 % of 50.00 = 10.00
        ("10.01", "50.00", STAFF),
        ("10.00", "49.99", STAFF),  # 20 % of 49.99 = 9.998, rounded down
        ("60.00", "400.00", STAFF),
        ("60.01", "400.00", LEAD),
        ("25.01", "50.00", LEAD),  # 50 % of 50.00 = 25.00
        ("200.00", "400.00", LEAD),
        ("200.01", "400.00", ADMIN),
        ("50.01", "50.00", ADMIN),  # more than the whole order
    ],
)
def test_both_halves_of_a_limit_hold(cost: str, paid: str, who: Authority) -> None:
    known = reaches(Money.of(paid, "EUR"), policy(), RATES)

    assert needed(Money.of(cost, "EUR"), known) is who


@pytest.mark.parametrize(("cost", "who"), [("2745", BOT), ("2746", STAFF)])
def test_a_limit_in_yen_is_exact(cost: str, who: Authority) -> None:
    known = reaches(Money.of("60300", "JPY"), policy(), RATES)  # 15 x 183 = 2745

    assert needed(Money.of(cost, "JPY"), known) is who


def test_without_a_rate_the_share_of_the_order_still_limits() -> None:
    known = reaches(Money.of("100.00", "CHF"), policy(), RATES)

    assert needed(Money.of("20.00", "CHF"), known) is BOT
    assert needed(Money.of("20.01", "CHF"), known) is STAFF


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(0, 10**6))
def test_more_never_needs_a_lower_authority(cost: int, more: int, paid: int) -> None:
    known = reaches(Money(paid, "EUR"), policy(), RATES)
    by, by_more = needed(Money(cost, "EUR"), known), needed(Money(cost + more, "EUR"), known)

    assert highest(by, by_more) is by_more


def test_the_highest_authority_is_the_last_of_the_trade() -> None:
    assert highest(STAFF, ADMIN, BOT, LEAD) is ADMIN
    assert highest(BOT, STAFF) is STAFF
