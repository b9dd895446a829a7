"""Past cases decided again under another policy: what would be given instead, cause by cause."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.remedy.decision import Decision, Facts, NeedsApproval, Refused
from bot.remedy.ladder import decide
from bot.remedy.money import Money, add_up
from bot.remedy.policy import Policy
from bot.remedy.rates import EURO, in_euro
from bot.remedy.snapshot import cause_of
from bot.terms import Authority, Cause


@dataclass(frozen=True, slots=True)
class Past:
    """A case, and the facts on which it was decided."""

    case_id: int
    facts: Facts


@dataclass(frozen=True, slots=True)
class Result:
    """What a policy gives in one case. `cost` is that of the proposal named first, in euro; None where no rate tells it."""

    cost: Money | None
    refused: bool
    waits_for: Authority | None


@dataclass(frozen=True, slots=True)
class Compared:
    """One case under two policies."""

    case_id: int
    cause: Cause
    before: Result
    after: Result

    @property
    def difference(self) -> Money:
        """How much more it would get; less than nothing if it would get less. What cannot be told is no difference."""
        if self.before.cost is None or self.after.cost is None:
            return Money.zero(EURO)
        return self.after.cost - self.before.cost


@dataclass(frozen=True, slots=True)
class OfCause:
    """What another policy would change for one cause. Costs are in euro, of those cases that both policies can tell."""

    cause: Cause
    cases: int
    before: Money
    after: Money
    more: tuple[int, ...]
    less: tuple[int, ...]
    refused_before: int
    refused_after: int
    waits_before: int
    waits_after: int


def compare(past: Past, before: Policy, after: Policy) -> Compared:
    """One case, decided under both policies from the same facts."""
    of_before, of_after = decide(past.facts, before), decide(past.facts, after)
    return Compared(past.case_id, cause_of(past.facts), _result(of_before, past.facts), _result(of_after, past.facts))


def replay(cases: Iterable[Past], before: Policy, after: Policy) -> tuple[OfCause, ...]:
    """Every case under both policies, summed up by cause in the order of the terms."""
    compared = [compare(past, before, after) for past in cases]
    by_cause = {cause: [one for one in compared if one.cause is cause] for cause in Cause}
    return tuple(_sum_up(cause, of_cause) for cause, of_cause in by_cause.items() if of_cause)


def _result(decision: Decision, facts: Facts) -> Result:
    if isinstance(decision, Refused):
        return Result(Money.zero(EURO), refused=True, waits_for=None)
    cost = in_euro(decision.offer.proposals[0].cost, facts.rates)
    return Result(cost, refused=False, waits_for=decision.by if isinstance(decision, NeedsApproval) else None)


def _sum_up(cause: Cause, compared: list[Compared]) -> OfCause:
    nothing = Money.zero(EURO)
    told = [one for one in compared if one.before.cost is not None and one.after.cost is not None]
    return OfCause(
        cause=cause,
        cases=len(compared),
        before=add_up((one.before.cost or nothing for one in told), EURO),
        after=add_up((one.after.cost or nothing for one in told), EURO),
        more=tuple(one.case_id for one in compared if one.difference > nothing),
        less=tuple(one.case_id for one in compared if one.difference < nothing),
        refused_before=sum(one.before.refused for one in compared),
        refused_after=sum(one.after.refused for one in compared),
        waits_before=sum(one.before.waits_for is not None for one in compared),
        waits_after=sum(one.after.waits_for is not None for one in compared),
    )
