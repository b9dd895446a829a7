"""Who may grant how much."""

from dataclasses import dataclass
from decimal import ROUND_DOWN

from bot.remedy.money import Money
from bot.remedy.policy import Limit, Policy
from bot.remedy.rates import Rates, from_euro
from bot.terms import Authority


@dataclass(frozen=True, slots=True)
class Reach:
    """How far somebody's authority goes on one order. `by_amount` is None if the currency has no rate."""

    who: Authority
    by_share: Money
    by_amount: Money | None

    def covers(self, cost: Money) -> bool:
        return cost <= self.by_share and (self.by_amount is None or cost <= self.by_amount)


def reaches(paid: Money, policy: Policy, rates: Rates) -> tuple[Reach, ...]:
    """How far each authority with a limit goes on an order that was paid with so much, lowest authority first."""
    return tuple(_reach(limit, paid, rates) for limit in policy.limits)


def _reach(limit: Limit, paid: Money, rates: Rates) -> Reach:
    by_share = paid.percent(limit.percent_of_order, ROUND_DOWN)
    return Reach(limit.who, by_share, from_euro(limit.amount, paid.currency, rates))


def needed(cost: Money, of: tuple[Reach, ...]) -> Authority:
    """The lowest authority that may grant so much; the admin if it is beyond everybody's limit."""
    return next((reach.who for reach in of if reach.covers(cost)), Authority.ADMIN)


def outranks(one: Authority, other: Authority) -> bool:
    """Whether an authority is higher than another."""
    return list(Authority).index(one) > list(Authority).index(other)


def highest(*of: Authority) -> Authority:
    """The highest of several authorities, by their order in the terms of the trade."""
    return max(of, key=list(Authority).index)
