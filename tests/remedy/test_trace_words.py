from decimal import Decimal

import pytest

from bot.remedy.ladder import decide
from bot.remedy.trace import Rule, RuleName
from bot.remedy.trace_words import _SAID, in_words
from bot.terms import Cause
from tests.remedy.claims import facts, order, policy, seen
from tests.remedy.matters import SHIPPED_POLICY, euro, facts_of


def test_every_rule_can_be_said() -> None:
    assert set(_SAID) == set(RuleName)


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (Rule.tried(RuleName.RUNG, False, rung="cosmetic", missed="photo"), "Rung cosmetic does not hold: it asks for photo."),
        (
            Rule.tried(RuleName.MARGIN, True, margin=Decimal("12.50")),
            "12.50 % of what was paid for them is left after their cost.",
        ),
        (Rule.tried(RuleName.MARGIN, False), "What they cost is not known."),
        (Rule.tried(RuleName.SUPPLIER, True, supplier="Lin Shoes"), "They are of Lin Shoes."),
        (Rule.tried(RuleName.SUPPLIER, False), "Who supplied them is not known, or several did."),
        (Rule.tried(RuleName.BOT_LIMIT, True, cost=euro("2.50")), "2.50 EUR is within the bot's limit."),
        (Rule.tried(RuleName.DECIDED, False, because="not_late_yet"), "Decided: nothing is offered (not_late_yet)."),
    ],
)
def test_a_rule_is_said_with_its_figures(rule: Rule, said: str) -> None:
    assert in_words(rule) == said


@pytest.mark.parametrize(
    "told",
    [
        facts(),
        facts(order(refunded="4.00")),
        facts(order(), (seen("49.90", "02-13"),)),
        facts_of(Cause.LATE_DELIVERY, days_past=9),
    ],
)
def test_a_whole_trace_reads_as_sentences(told: object) -> None:
    decision = decide(told, policy(goodwill_percent="5"))  # type: ignore[arg-type]

    assert all(in_words(rule).endswith(".") and "{" not in in_words(rule) for rule in decision.trace)


def test_the_last_sentence_says_what_was_decided() -> None:
    decision = decide(facts_of(Cause.LATE_DELIVERY, days_past=9), SHIPPED_POLICY)

    assert in_words(decision.trace[-1]) == "Decided: offered for 7.50 EUR, on the authority of the bot."
