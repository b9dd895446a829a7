import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.remedy.money import Money
from bot.remedy.policy import MemberRules, Threshold
from bot.shop.members import level_of
from bot.terms import Level

RULES = MemberRules(silver=Threshold(Money(20000, "EUR"), 3), gold=Threshold(Money(60000, "EUR"), 8))
LEVELS = list(Level)


@pytest.mark.parametrize(
    ("spent", "orders", "level"),
    [
        ("0", 0, Level.NONE),
        ("199.99", 3, Level.NONE),
        ("200.00", 2, Level.NONE),
        ("200.00", 3, Level.SILVER),
        ("600.00", 7, Level.SILVER),
        ("599.99", 8, Level.SILVER),
        ("600.00", 8, Level.GOLD),
    ],
)
def test_a_level_is_reached_in_money_and_in_orders(spent: str, orders: int, level: Level) -> None:
    assert level_of(Money.of(spent, "EUR"), orders, RULES) is level


@given(st.integers(0, 10**6), st.integers(0, 20), st.integers(0, 10**6), st.integers(0, 20))
def test_more_spent_or_ordered_never_lowers_a_level(spent: int, orders: int, more: int, further: int) -> None:
    before = level_of(Money(spent, "EUR"), orders, RULES)
    after = level_of(Money(spent + more, "EUR"), orders + further, RULES)

    assert LEVELS.index(after) >= LEVELS.index(before)
