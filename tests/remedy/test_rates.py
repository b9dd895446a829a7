from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.remedy.money import Money
from bot.remedy.rates import from_euro, in_euro
from tests.remedy.claims import RATES

FIFTEEN = Money.of("15.00", "EUR")


@pytest.mark.parametrize(
    ("currency", "limit"),
    [("EUR", "15.00"), ("USD", "17.70"), ("GBP", "13.05"), ("JPY", "2745"), ("KWD", "5.400")],  # 15 x the rate
)
def test_a_limit_in_euro_is_told_in_another_currency(currency: str, limit: str) -> None:
    assert from_euro(FIFTEEN, currency, RATES) == Money.of(limit, currency)


def test_a_limit_is_rounded_down() -> None:
    assert from_euro(Money.of("0.99", "EUR"), "JPY", RATES) == Money.of("181", "JPY")  # 0.99 x 183 = 181.17


@pytest.mark.parametrize(
    ("cost", "euro"),
    [("14.97 EUR", "14.97"), ("11.80 USD", "10.00"), ("1000 JPY", "5.47"), ("1.000 KWD", "2.78"), ("0.001 KWD", "0.01")],
)  # 1000 / 183 = 5.4645, 1 / 0.36 = 2.7778, 0.001 / 0.36 = 0.0028
def test_a_cost_in_euro_is_rounded_up(cost: str, euro: str) -> None:
    amount, currency = cost.split()

    assert in_euro(Money.of(amount, currency), RATES) == Money.of(euro, "EUR")


@pytest.mark.parametrize(
    "rates", [{}, {"CHF": Decimal(0)}, {"CHF": Decimal(-1)}, {"CHF": Decimal("NaN")}, {"CHF": Decimal("Infinity")}]
)
def test_without_a_rate_nothing_is_guessed(rates: dict[str, Decimal]) -> None:
    assert from_euro(FIFTEEN, "CHF", rates) is None
    assert in_euro(Money.of("15.00", "CHF"), rates) is None


@given(st.integers(0, 10**9), st.sampled_from(["USD", "GBP", "JPY", "KWD", "EUR"]))
def test_what_is_within_a_limit_there_is_within_it_in_euro(minor: int, currency: str) -> None:
    limit = from_euro(FIFTEEN, currency, RATES)
    euro = in_euro(Money(minor, currency), RATES)

    assert limit is not None
    assert euro is not None
    assert (Money(minor, currency) <= limit) is (euro <= FIFTEEN)
