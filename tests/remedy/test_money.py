from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.remedy.money import Money, MoneyError, add_up, exponent, share_out

CURRENCIES = st.sampled_from(["EUR", "USD", "GBP", "JPY", "KWD"])
MINORS = st.integers(-(10**15), 10**15)


@pytest.mark.parametrize(("currency", "decimals"), [("JPY", 0), ("EUR", 2), ("KWD", 3), ("IQD", 3), ("HUF", 2), ("CLF", 4)])
def test_a_currency_has_the_decimals_of_iso_4217(currency: str, decimals: int) -> None:
    assert exponent(currency) == decimals


@pytest.mark.parametrize("code", ["EURO", "eur", "", "XAU", "€"])
def test_what_nobody_can_pay_in_is_not_a_currency(code: str) -> None:
    with pytest.raises(MoneyError):
        exponent(code)


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [("39.50", "EUR", 3950), ("39.5", "EUR", 3950), ("39.500", "EUR", 3950), ("12900", "JPY", 12900), ("19.950", "KWD", 19950)],
)
def test_an_amount_is_read_into_minor_units(text: str, currency: str, minor: int) -> None:
    assert Money.of(text, currency) == Money(minor, currency)


def test_more_decimals_than_the_currency_has_are_refused() -> None:
    with pytest.raises(MoneyError, match=r"^0\.5 has more decimals than JPY allows \(0\)$"):
        Money.of("0.5", "JPY")


@pytest.mark.parametrize("text", ["", "nine", "NaN", "sNaN", "Infinity", "1e400", "1e18", "39.50000000000000000000000000000001"])
def test_what_cannot_be_kept_exactly_is_not_an_amount(text: str) -> None:
    with pytest.raises(MoneyError, match="is not an amount"):
        Money.of(text, "EUR")


@given(MINORS, CURRENCIES)
def test_an_amount_comes_back_as_it_was_written(minor: int, currency: str) -> None:
    money = Money(minor, currency)

    assert Money.of(str(money.amount), currency) == money


@pytest.mark.parametrize(
    ("minor", "currency", "text"), [(840, "EUR", "8.40 EUR"), (840, "JPY", "840 JPY"), (840, "KWD", "0.840 KWD")]
)
def test_an_amount_is_written_with_the_decimals_of_its_currency(minor: int, currency: str, text: str) -> None:
    assert str(Money(minor, currency)) == text


@pytest.mark.parametrize("amount", ["1_000", "1e3", "1E3", "24_50.00"])
def test_what_only_a_programmer_writes_for_a_number_is_no_amount(amount: str) -> None:
    with pytest.raises(MoneyError, match=f"^'{amount}' is not an amount$"):
        Money.of(amount, "EUR")


def test_amounts_of_one_currency_are_reckoned_together() -> None:
    price, discount = Money.of("49.90", "EUR"), Money.of("4.99", "EUR")

    assert price * 2 - discount == Money.of("94.81", "EUR")  # 99.80 - 4.99


@pytest.mark.parametrize("reckon", [Money.__add__, Money.__sub__, Money.__lt__, Money.__le__, Money.__gt__, Money.__ge__])
def test_two_currencies_are_never_reckoned_together(reckon: Callable[[Money, Money], object]) -> None:
    with pytest.raises(MoneyError, match="EUR and USD cannot be reckoned together"):
        reckon(Money(1, "EUR"), Money(1, "USD"))


@pytest.mark.parametrize(
    ("amount", "percent", "share"),
    [
        ("99.80", "5", "4.99"),  # 4.99
        ("239.70", "5", "11.99"),  # 11.985, rounded half up
        ("79.90", "10", "7.99"),  # 7.99
        ("23.97", "150", "35.96"),  # 35.955
        ("1.00", "7.5", "0.08"),  # 0.075
    ],
)
def test_a_percentage_is_rounded_once_half_up(amount: str, percent: str, share: str) -> None:
    assert Money.of(amount, "EUR").percent(Decimal(percent)) == Money.of(share, "EUR")


def test_a_percentage_of_yen_is_whole_yen() -> None:
    assert Money.of("12901", "JPY").percent(Decimal(10)) == Money.of("1290", "JPY")  # 1290.1


def test_a_percentage_of_dinars_keeps_thousandths() -> None:
    assert Money.of("46.750", "KWD").percent(Decimal(5)) == Money.of("2.338", "KWD")  # 2.3375


@given(st.lists(MINORS), CURRENCIES)
def test_a_sum_of_amounts_is_exact(minors: list[int], currency: str) -> None:
    assert add_up((Money(minor, currency) for minor in minors), currency) == Money(sum(minors), currency)


def test_the_largest_remainders_get_the_units_left_over() -> None:
    shares = share_out(Money.of("10.00", "EUR"), [1, 2])

    assert shares == [Money(333, "EUR"), Money(667, "EUR")]  # 333.33 and 666.67


def test_of_equal_remainders_the_earlier_part_is_served_first() -> None:
    shares = share_out(Money.of("10.00", "EUR"), [1, 1, 1])

    assert shares == [Money(334, "EUR"), Money(333, "EUR"), Money(333, "EUR")]


def test_if_nothing_weighs_anything_the_first_gets_all() -> None:
    assert share_out(Money(7, "JPY"), [0, 0]) == [Money(7, "JPY"), Money(0, "JPY")]


@pytest.mark.parametrize("weights", [[], [2, -1]])
def test_nothing_is_shared_out_among_nobody_or_by_less_than_nothing(weights: list[int]) -> None:
    with pytest.raises(MoneyError, match="cannot be shared out"):
        share_out(Money(7, "JPY"), weights)


@given(MINORS, st.lists(st.integers(0, 10**15), min_size=1, max_size=12))
def test_the_shares_add_up_to_the_whole(minor: int, weights: list[int]) -> None:
    shares = share_out(Money(minor, "EUR"), weights)

    assert add_up(shares, "EUR") == Money(minor, "EUR")


@given(MINORS, st.lists(st.integers(1, 10**15), min_size=1, max_size=12))
def test_no_share_is_off_by_a_whole_unit(minor: int, weights: list[int]) -> None:
    shares = share_out(Money(minor, "EUR"), weights)

    assert all(
        abs(share.minor * sum(weights) - minor * weight) < sum(weights) for share, weight in zip(shares, weights, strict=True)
    )
