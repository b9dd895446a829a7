from decimal import Decimal

from bot.remedy.money import Money
from bot.remedy.trace import Rule, RuleName
from tests.remedy.claims import day


def test_a_rule_is_written_down_as_plain_text() -> None:
    rule = Rule.tried(
        RuleName.PRICE_FELL, True, reason="fell", count=2, percent=Decimal("7.5"), amount=Money.of("9.98", "EUR"), at=day("02-16")
    )

    assert rule.record() == {
        "rule": "price_fell",
        "taken": True,
        "figures": {"reason": "fell", "count": "2", "percent": "7.5", "amount": "9.98 EUR", "at": "2026-02-16T12:00:00+00:00"},
    }


def test_a_figure_that_is_not_known_is_left_out() -> None:
    rule = Rule.tried(RuleName.BOT_LIMIT, False, cost=Money.of("9.98", "CHF"), by_amount=None)

    assert rule.figures == (("cost", Money.of("9.98", "CHF")),)
