from decimal import Decimal

import pytest

from bot.remedy.approval import who_must_agree
from bot.remedy.authority import reaches
from bot.remedy.decision import ApprovalReason, Budget, Facts, History
from bot.remedy.money import Money
from bot.remedy.policy import Policy
from bot.remedy.trace import Rule, RuleName
from bot.terms import Authority
from tests.remedy.claims import facts, order, policy

SHIPPED_POLICY = policy()
NOTHING = Money.zero("EUR")


def euro(text: str) -> Money:
    return Money.of(text, "EUR")


def asked(
    told: Facts, cost: str = "10.00", by: Policy = SHIPPED_POLICY
) -> tuple[dict[ApprovalReason, Authority], dict[RuleName, Rule]]:
    assert told.order
    known = reaches(told.order.total_paid, by, told.rates)
    demands, rules = who_must_agree(euro(cost), told, by, known)
    return demands, {rule.name: rule for rule in rules}


def test_a_small_remedy_to_a_new_buyer_needs_nobody() -> None:
    demands, rules = asked(facts())

    assert demands == {}
    assert [name for name, rule in rules.items() if rule.taken] == [RuleName.BOT_LIMIT, RuleName.STAFF_LIMIT, RuleName.LEAD_LIMIT]


@pytest.mark.parametrize(
    ("cost", "by"), [("15.00", None), ("15.01", Authority.STAFF), ("60.01", Authority.LEAD), ("200.01", Authority.ADMIN)]
)
def test_a_cost_above_a_limit_needs_the_next_authority(cost: str, by: Authority | None) -> None:
    demands, _ = asked(facts(order(paid="400.00")), cost, policy(per_order_eur="900", per_buyer_eur="900"))

    assert demands == ({} if by is None else {ApprovalReason.ABOVE_LIMIT: by})


@pytest.mark.parametrize(
    ("on_order", "of_buyer", "reasons"),
    [
        (1, 2, set()),
        (2, 2, {ApprovalReason.ORDER_HISTORY}),
        (1, 3, {ApprovalReason.BUYER_HISTORY}),
        (2, 3, {ApprovalReason.ORDER_HISTORY, ApprovalReason.BUYER_HISTORY}),
    ],
)
def test_two_remedies_on_an_order_and_three_to_a_buyer_are_given_without_a_person(
    on_order: int, of_buyer: int, reasons: set[ApprovalReason]
) -> None:
    demands, _ = asked(facts(history=History(on_order, of_buyer, NOTHING)))

    assert demands == dict.fromkeys(reasons, Authority.STAFF)


@pytest.mark.parametrize(
    ("spent", "warned", "asks"),
    [
        ("789.99", False, False),  # with 10.00 more, 799.99 of 1000.00
        ("790.00", True, False),  # 800.00: 80 percent
        ("990.00", True, False),  # 1000.00: all of it, and not more
        ("990.01", True, True),
        ("5000.00", True, True),
    ],
)
def test_the_budget_warns_at_eighty_percent_and_asks_a_person_when_it_is_spent(spent: str, warned: bool, asks: bool) -> None:
    demands, rules = asked(facts(budget=Budget(euro(spent))))

    assert rules[RuleName.BUDGET_WARNING].taken is warned
    assert demands == ({ApprovalReason.BUDGET_SPENT: Authority.STAFF} if asks else {})


def test_the_budget_of_another_currency_is_counted_in_euro() -> None:
    told = facts(budget=Budget(euro("990.00")), rates={"JPY": Decimal(183)})
    known = reaches(Money.of("20000", "JPY"), SHIPPED_POLICY, told.rates)

    within, _ = who_must_agree(Money.of("1830", "JPY"), told, SHIPPED_POLICY, known)  # 10.00 euro
    above, _ = who_must_agree(Money.of("1831", "JPY"), told, SHIPPED_POLICY, known)  # 10.006, rounded up to 10.01

    assert within == {}
    assert above == {ApprovalReason.BUDGET_SPENT: Authority.STAFF}


@pytest.mark.parametrize(
    ("history", "reason"),
    [
        (History(1, 1, NOTHING, spent_on_order=euro("50.00"), spent_on_buyer=euro("50.00")), None),  # 60.00 of 60.00
        (History(1, 1, NOTHING, spent_on_order=euro("50.01")), ApprovalReason.ORDER_BUDGET),
        (History(0, 2, NOTHING, spent_on_buyer=euro("90.01")), ApprovalReason.BUYER_BUDGET),  # 100.01 of 100.00
        (History(1, 1, NOTHING, for_cause=1), ApprovalReason.SAME_CAUSE),
    ],
)
def test_beyond_what_an_order_or_a_buyer_may_get_a_person_agrees(history: History, reason: ApprovalReason | None) -> None:
    demands, _ = asked(facts(history=history))

    assert demands == ({reason: Authority.STAFF} if reason else {})


def test_what_costs_nothing_waits_for_nobody() -> None:
    demands, rules = asked(facts(history=History(9, 9, NOTHING, for_cause=1), budget=Budget(euro("5000.00"))), "0.00")

    assert demands == {}
    assert rules[RuleName.ORDER_HISTORY].taken


def test_every_rule_that_asks_for_a_person_is_in_the_trace_whether_taken_or_not() -> None:
    _, rules = asked(facts())

    assert list(rules) == [
        RuleName.BOT_LIMIT,
        RuleName.STAFF_LIMIT,
        RuleName.LEAD_LIMIT,
        RuleName.RATE_UNKNOWN,
        RuleName.RETURNED_IN_PART,
        RuleName.ORDER_HISTORY,
        RuleName.BUYER_HISTORY,
        RuleName.SAME_CAUSE,
        RuleName.ORDER_BUDGET,
        RuleName.BUYER_BUDGET,
        RuleName.BUDGET_SPENT,
        RuleName.BUDGET_WARNING,
    ]


def test_a_rule_is_written_down_with_its_figures() -> None:
    _, rules = asked(facts(history=History(2, 0, NOTHING)))

    assert rules[RuleName.ORDER_HISTORY].record() == {
        "rule": "order_history",
        "taken": True,
        "figures": {"given": "2", "without_a_person": "2"},
    }
    assert rules[RuleName.BOT_LIMIT].record() == {
        "rule": "bot_limit",
        "taken": True,
        "figures": {"cost": "10.00 EUR", "by_share": "19.96 EUR", "by_amount": "15.00 EUR"},  # 20 % of 99.80
    }
