from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.remedy.margin import margin_of
from bot.remedy.money import Money
from bot.shop.articles import Article
from bot.shop.orders import OrderLine
from tests.remedy.claims import RATES, line, order

SHOES = line("50.00", 2, sku="SHOE", variant="")
LAMP = line("30.00", 1, sku="LAMP", variant="")


def costs(amount: str, currency: str = "EUR", sku: str = "SHOE") -> Article:
    return Article(sku, "", Money.of(amount, currency), "")


def test_what_the_cost_of_every_piece_leaves_of_what_was_paid_is_the_margin() -> None:
    # 100.00 paid for two, which cost 35.00 each
    assert margin_of((SHOES,), order(SHOES, paid="104.90"), [costs("35.00")], RATES) == Decimal("30.00")


def test_a_share_of_the_discount_on_the_order_was_not_paid() -> None:
    of = order(SHOES, LAMP, paid="104.00", discount="26.00")  # a fifth of 130.00

    # 80.00 paid for two, which cost 35.00 each
    assert margin_of((SHOES,), of, [costs("35.00")], RATES) == Decimal("12.50")


def test_several_lines_have_one_margin_between_them() -> None:
    of = order(SHOES, LAMP, paid="130.00")

    # 130.00 paid, and 2 x 35.00 + 8.00 they cost
    assert margin_of(of.lines, of, [costs("35.00"), costs("8.00", sku="LAMP")], RATES) == Decimal("40.00")


def test_a_margin_is_rounded_down_and_what_was_sold_at_a_loss_has_less_than_none() -> None:
    of = order(LAMP, paid="30.00")

    assert margin_of((LAMP,), of, [costs("10.00", sku="LAMP")], RATES) == Decimal("66.66")  # of 66.666…
    assert margin_of((LAMP,), of, [costs("40.00", sku="LAMP")], RATES) == Decimal("-33.34")  # of -33.333…


def test_a_cost_in_another_currency_is_exchanged_by_the_rates() -> None:
    # 2 x 29.50 USD are 50.00 EUR at 1.18
    assert margin_of((SHOES,), order(SHOES, paid="100.00"), [costs("29.50", "USD")], RATES) == Decimal("50.00")


def test_a_cost_in_euro_of_an_order_in_another_currency_is_exchanged_too() -> None:
    shoes = line("118.00", 1, currency="USD", sku="SHOE", variant="")

    # 50.00 EUR are 59.00 USD
    assert margin_of((shoes,), order(shoes, paid="118.00", currency="USD"), [costs("50.00")], RATES) == Decimal("50.00")


def test_what_costs_nothing_leaves_all() -> None:
    assert margin_of((SHOES,), order(SHOES, paid="100.00"), [costs("0.00", "USD")], RATES) == Decimal("100.00")


@pytest.mark.parametrize(
    ("lines", "articles"),
    [
        ((SHOES,), []),
        ((SHOES, LAMP), [costs("35.00")]),
        ((SHOES,), [Article("SHOE", "", None, "Lin Shoes")]),
        ((SHOES,), [costs("35.00", "CHF")]),
        ((), [costs("35.00")]),
        ((line("50.00", 2, sku="OTHER"),), [costs("35.00", sku="OTHER")]),
    ],
    ids=["nothing told", "one untold", "only the supplier told", "no rate", "no lines", "not of the order"],
)
def test_where_nobody_can_tell_there_is_none(lines: tuple[OrderLine, ...], articles: list[Article]) -> None:
    assert margin_of(lines, order(SHOES, LAMP, paid="130.00"), articles, RATES) is None


def test_of_what_was_free_there_is_none() -> None:
    free = line("50.00", 2, "100.00", sku="SHOE", variant="")

    assert margin_of((free,), order(free, paid="0"), [costs("35.00")], RATES) is None


@given(st.integers(1, 10**17), st.integers(0, 10**17), st.integers(1, 999_999))
def test_a_margin_is_never_overstated_and_by_less_than_a_hundredth_understated(paid: int, cost: int, pieces: int) -> None:
    sold = OrderLine("SHOE", "Shoe", "", pieces, Money(paid, "EUR"), Money(0, "EUR"))

    margin = margin_of((sold,), order(sold), [Article("SHOE", "", Money(cost, "EUR"), "")], RATES)

    assert margin is not None
    hundredths = int(margin.scaleb(2))
    assert hundredths * paid <= (paid - cost) * 10_000 < (hundredths + 1) * paid


@given(st.integers(1, 10**9), st.integers(0, 10**9), st.integers(0, 10**9), st.sampled_from(["EUR", "USD", "JPY", "KWD", "GBP"]))
def test_what_costs_more_never_leaves_more(paid: int, cost: int, more: int, currency: str) -> None:
    sold = OrderLine("SHOE", "Shoe", "", 1, Money(paid, "USD"), Money(0, "USD"))

    margins = [
        margin_of((sold,), order(sold, currency="USD"), [Article("SHOE", "", Money(one, currency), "")], RATES)
        for one in (cost, cost + more)
    ]

    assert margins[0] is not None
    assert margins[1] is not None
    assert margins[1] <= margins[0] <= 100
