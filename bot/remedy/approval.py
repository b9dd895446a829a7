"""For which reasons a person has to agree to an offer, and who."""

from bot.remedy.authority import Reach, needed
from bot.remedy.decision import ApprovalReason, Facts
from bot.remedy.money import Money
from bot.remedy.policy import Policy
from bot.remedy.rates import in_euro
from bot.remedy.trace import Rule, RuleName
from bot.terms import Authority

_LIMITS = {
    Authority.BOT: RuleName.BOT_LIMIT,
    Authority.STAFF: RuleName.STAFF_LIMIT,
    Authority.LEAD: RuleName.LEAD_LIMIT,
}

Demands = dict[ApprovalReason, Authority]
"""Every reason that asks for a person, with the authority it asks for, the highest first."""


def who_must_agree(cost: Money, facts: Facts, policy: Policy, known: tuple[Reach, ...]) -> tuple[Demands, tuple[Rule, ...]]:
    """Try every rule that can ask for a person on an offer of this cost. No demands: the bot may by itself.

    What costs nothing, like the way to send something back, never waits for a person.
    """
    with_this = _with(cost, facts.budget.spent, facts)
    tried = {
        ApprovalReason.RATE_UNKNOWN: _rate_unknown(cost, facts),
        ApprovalReason.RETURNED_IN_PART: Rule.tried(RuleName.RETURNED_IN_PART, bool(facts.made_up), given=facts.made_up),
        ApprovalReason.ORDER_HISTORY: _order_history(facts, policy),
        ApprovalReason.BUYER_HISTORY: _buyer_history(facts, policy),
        ApprovalReason.SAME_CAUSE: Rule.tried(RuleName.SAME_CAUSE, bool(facts.history.for_cause), given=facts.history.for_cause),
        ApprovalReason.ORDER_BUDGET: _budget_of(
            RuleName.ORDER_BUDGET, _with(cost, facts.history.spent_on_order, facts), policy.budget.per_order
        ),
        ApprovalReason.BUYER_BUDGET: _budget_of(
            RuleName.BUYER_BUDGET, _with(cost, facts.history.spent_on_buyer, facts), policy.budget.per_buyer
        ),
        ApprovalReason.BUDGET_SPENT: _budget_spent(with_this, policy),
    }
    by = needed(cost, known)
    # What is above the bot's limit asks for the staff or more, all else for the staff: so this comes first.
    demands: Demands = {} if by is Authority.BOT else {ApprovalReason.ABOVE_LIMIT: by}
    demands |= {reason: Authority.STAFF for reason, rule in tried.items() if rule.taken and cost}
    limits = (_limit(cost, reach) for reach in known)
    return demands, (*limits, *tried.values(), _budget_warning(with_this, policy))


def _limit(cost: Money, reach: Reach) -> Rule:
    return Rule.tried(_LIMITS[reach.who], reach.covers(cost), cost=cost, by_share=reach.by_share, by_amount=reach.by_amount)


def _rate_unknown(cost: Money, facts: Facts) -> Rule:
    return Rule.tried(RuleName.RATE_UNKNOWN, in_euro(cost, facts.rates) is None, currency=cost.currency)


def _order_history(facts: Facts, policy: Policy) -> Rule:
    given, alone = facts.history.on_order, policy.history.per_order
    return Rule.tried(RuleName.ORDER_HISTORY, given >= alone, given=given, without_a_person=alone)


def _buyer_history(facts: Facts, policy: Policy) -> Rule:
    given, alone = facts.history.of_buyer, policy.history.per_buyer
    return Rule.tried(RuleName.BUYER_HISTORY, given >= alone, given=given, without_a_person=alone, days=policy.history.buyer_days)


def _with(cost: Money, spent: Money, facts: Facts) -> Money:
    """What was spent, with this offer counted in, so that no single offer can carry it past a budget."""
    in_euros = in_euro(cost, facts.rates)
    return spent if in_euros is None else spent + in_euros


def _budget_of(name: RuleName, with_this: Money, most: Money) -> Rule:
    return Rule.tried(name, with_this > most, with_this=with_this, without_a_person=most)


def _budget_spent(with_this: Money, policy: Policy) -> Rule:
    monthly = policy.budget.monthly
    return Rule.tried(RuleName.BUDGET_SPENT, with_this > monthly, with_this=with_this, monthly=monthly)


def _budget_warning(with_this: Money, policy: Policy) -> Rule:
    warn_at = policy.budget.warn_at
    return Rule.tried(RuleName.BUDGET_WARNING, with_this >= warn_at, with_this=with_this, warn_at=warn_at)
