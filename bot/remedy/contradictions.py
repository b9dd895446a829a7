"""What each setting of a policy may say by itself, but not beside the others."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, pairwise

from bot.remedy.policy import Policy
from bot.remedy.policy_lines import Lines
from bot.remedy.rungs import Conditions, Rung
from bot.terms import Cause, Level

_LEGAL_DAYS = 14


def contradictions(policy: Policy, lines: Lines) -> list[str]:
    """Every pair of settings that cannot both be meant, one sentence each."""
    return [
        *_of_settings(policy, lines),
        *_of_names(policy),
        *_of_days(policy),
        *_of_margins(policy),
        *_never_reached(policy),
        *_less_for_more(policy),
    ]


def _of_settings(policy: Policy, lines: Lines) -> Iterator[str]:
    def at(section: str, key: str = "") -> str:
        line = lines.get((section, key))
        return f"{f'Line {line}: ' if line else ''}[{section}]{f' {key}' if key else ''}"

    for lower, higher in pairwise(policy.limits):
        if lower.percent_of_order > higher.percent_of_order or lower.amount > higher.amount:
            yield f"{at(f'limits.{higher.who}')} must not be lower than [limits.{lower.who}]."
    drop, members = policy.price_drop, policy.members
    if drop.claim_days < drop.window_days:
        yield f"{at('price_drop', 'claim_days')} must not be less than window_days: a price may still fall after the last claim."
    if 0 < drop.instead_percent < 100:
        yield f"{at('price_drop', 'instead_percent')} must be 0 or at least 100: a coupon in place of money is worth no less."
    if members.silver.spend > members.gold.spend or members.silver.orders > members.gold.orders:
        yield f"{at('members.gold')} must not be lower than [members.silver]."
    if not policy.points.worth:
        yield f"{at('points', 'worth_eur')} must be more than 0: points that are worth nothing are none; earn 0 percent instead."
    delight, gift = policy.delight.monthly, policy.gifts.gift
    if delight and not gift <= delight <= policy.budget.monthly:
        yield f"{at('delight', 'monthly_eur')} must be 0 (switched off), or between gift_eur and the monthly_eur of [budget]."
    if delight and not gift:
        yield f"{at('gifts', 'gift_eur')} must be more than 0 where [delight] gives gifts."
    if policy.budget.per_order > policy.budget.per_buyer:
        yield f"{at('budget', 'per_buyer_eur')} must not be less than per_order_eur: an order is a part of what its buyer gets."
    if 0 < policy.withdrawal.eu_and_uk_days < _LEGAL_DAYS:
        yield f"{at('withdrawal', 'eu_and_uk_days')} must be 0 (switched off) or at least {_LEGAL_DAYS}: the law gives no fewer."


def _of_names(policy: Policy) -> Iterator[str]:
    first: dict[str, Rung] = {}
    for rung in policy.ladder:
        if rung.name in first:
            yield f"{_at(rung)} has the name of the rung on line {first[rung.name].line}; give it another."
        first.setdefault(rung.name, rung)


def _of_days(policy: Policy) -> Iterator[str]:
    """Days that belong to two rungs which are otherwise alike: nobody can tell which of them was meant."""
    for earlier, later in combinations(_switched_on(policy), 2):
        mine, yours = earlier.when.days_past, later.when.days_past
        if not mine or not yours or not earlier.causes & later.causes or _within(yours, mine):
            continue
        if replace(earlier.when, days_past=None) != replace(later.when, days_past=None):
            continue
        begins = max(mine[0], yours[0])
        ends = min((last for last in (mine[1], yours[1]) if last is not None), default=None)
        if ends is None or begins <= ends:
            shared = f"from day {begins} on" if ends is None else f"for days {begins} to {ends}"
            yield f"{_at(later)} and {earlier.name} both hold {shared}; give each its own days_past."


def _of_margins(policy: Policy) -> Iterator[str]:
    """Margins that belong to two rungs which are otherwise alike, where neither is the narrower case of the other."""
    for earlier, later in combinations(_switched_on(policy), 2):
        (low, high), (from_, below) = _margins(earlier.when), _margins(later.when)
        alike = replace(later.when, margin_at_least=earlier.when.margin_at_least, margin_below=earlier.when.margin_below)
        crossed = low < from_ < high < below or from_ < low < below < high
        if crossed and earlier.causes & later.causes and alike == earlier.when:
            begins, ends = max(low, from_), min(high, below)
            yield f"{_at(later)} and {earlier.name} both hold for margins from {begins} to below {ends}; give each its own."


def _margins(when: Conditions) -> tuple[Decimal, Decimal]:
    """From which margin on it holds, and below which."""
    least, below = when.margin_at_least, when.margin_below
    return Decimal("-Infinity") if least is None else least, Decimal("Infinity") if below is None else below


def _never_reached(policy: Policy) -> Iterator[str]:
    """Rungs that an earlier one leaves nothing to decide."""
    rungs = _switched_on(policy)
    for index, rung in enumerate(rungs):
        earlier = [one for one in rungs[:index] if _takes_all(one.when, rung.when)]
        taken = {cause for one in earlier for cause in one.causes}
        if rung.causes and rung.causes <= taken:
            names = " and ".join(one.name for one in earlier if one.causes & rung.causes)
            yield f"{_at(rung)} is never reached: {names} before it leaves it nothing. Put it first, or give it other conditions."


def _takes_all(wide: Conditions, narrow: Conditions) -> bool:
    """Whether what meets the narrow conditions always meets the wide ones."""
    return all(
        (
            narrow.confirmed or not wide.confirmed,
            narrow.lost or not wide.lost,
            narrow.not_there or not wide.not_there,
            narrow.photo or not wide.photo,
            narrow.within_withdrawal or not wide.within_withdrawal,
            not wide.severity or (bool(narrow.severity) and narrow.severity <= wide.severity),
            not wide.level or (narrow.level or frozenset(Level)) <= wide.level,
            wide.amount_up_to is None or (narrow.amount_up_to is not None and narrow.amount_up_to <= wide.amount_up_to),
            wide.value_up_to is None or (narrow.value_up_to is not None and narrow.value_up_to <= wide.value_up_to),
            _within_margins(narrow, wide),
            not wide.supplier or (bool(narrow.supplier) and narrow.supplier <= wide.supplier),
            wide.days_past is None or (narrow.days_past is not None and _within(narrow.days_past, wide.days_past)),
        )
    )


def _within(narrow: tuple[int, int | None], wide: tuple[int, int | None]) -> bool:
    ends = wide[1] is None or (narrow[1] is not None and narrow[1] <= wide[1])
    return wide[0] <= narrow[0] and ends


def _within_margins(narrow: Conditions, wide: Conditions) -> bool:
    """A rung that asks for no margin holds for those that nobody knows, and lies within none that does."""
    asks = [when.margin_at_least is not None or when.margin_below is not None for when in (narrow, wide)]
    (low, high), (from_, below) = _margins(narrow), _margins(wide)
    return not asks[1] or (asks[0] and from_ <= low and high <= below)


def _less_for_more(policy: Policy) -> Iterator[str]:
    """Rungs that give a higher level less than a lower one on the same facts: a level may only add."""
    alike: dict[tuple[Cause, Conditions], list[Rung]] = {}
    for rung in _switched_on(policy):
        for cause in sorted(rung.causes):
            alike.setdefault((cause, replace(rung.when, level=frozenset())), []).append(rung)
    said = Counter[str]()
    for rungs in alike.values():
        of_level = [next((one for one in rungs if not one.when.level or level in one.when.level), None) for level in Level]
        for lower, higher in pairwise(of_level):
            if lower and (higher is None or _gives_less(higher, lower)) and not said[lower.name]:
                said[lower.name] += 1
                yield f"{_at(lower)} gives a lower level more than a higher one gets; a level may only add."


def _gives_less(higher: Rung, lower: Rung) -> bool:
    """Whether the offer of one rung lacks something that the other has, or has less of it."""
    if not higher.remedies or not lower.remedies:
        return bool(lower.remedies)
    given = {part.kind: part for part in higher.remedies[0]}
    for part in lower.remedies[0]:
        mine = given.get(part.kind)
        if mine is None or mine.count < part.count:
            return True
        if part.percent is not None and mine.of_amount == part.of_amount and (mine.percent or 0) < part.percent:
            return True
    return False


def _switched_on(policy: Policy) -> list[Rung]:
    return [rung for rung in policy.ladder if rung.on]


def _at(rung: Rung) -> str:
    return f"{f'Line {rung.line}: ' if rung.line else ''}[[ladder]] {rung.name}"
