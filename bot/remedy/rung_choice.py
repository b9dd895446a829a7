"""Which rung of the ladder decides a trouble, and why none of those before it did."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot.remedy.decision import RefusalReason
from bot.remedy.matter import Matter
from bot.remedy.money import Money
from bot.remedy.policy import Policy
from bot.remedy.rates import Rates, in_euro
from bot.remedy.rungs import Conditions, Rung
from bot.remedy.trace import Rule, RuleName
from bot.shop.articles import supplier_key
from bot.terms import Verification


class Miss(StrEnum):
    """What a trouble lacks for a rung, by the name the condition has in the policy."""

    PHOTO = "photo"
    DAYS_PAST = "days_past"
    AMOUNT = "amount_up_to_eur"
    WITHDRAWAL = "within_withdrawal"
    CONFIRMED = "confirmed"
    VALUE = "value_up_to_eur"
    SEVERITY = "severity"
    LEVEL = "level"
    LOST = "lost"
    NOT_THERE = "not_there"
    MARGIN_AT_LEAST = "margin_at_least"
    MARGIN_BELOW = "margin_below"
    SUPPLIER = "supplier"
    ON = "on"  # the owner switched it off


# Of several reasons that come equally near, the first of these is told: what the buyer can do something about, then what is
# known for certain.
_TOLD = (
    RefusalReason.EVIDENCE_MISSING,
    RefusalReason.NOT_LATE_YET,
    RefusalReason.BEYOND_AMOUNT,
    RefusalReason.WITHDRAWAL_OVER,
    RefusalReason.NOT_CONFIRMED,
    RefusalReason.PERSON_DECIDES,
    RefusalReason.NO_RULE,
)


@dataclass(frozen=True, slots=True)
class Choice:
    """The rung that decides, or why there is none. A rung that leaves it to a person comes with its reason too."""

    rung: Rung | None
    because: RefusalReason
    trace: tuple[Rule, ...]


def choose(matter: Matter, value: Money, rates: Rates, policy: Policy) -> Choice:
    """Try the rungs of the cause in their order. `value` is what was paid for the lines concerned."""
    tried: list[tuple[Rung, tuple[Miss, ...]]] = []
    for rung in policy.ladder:
        if matter.cause in rung.causes:
            tried.append((rung, _missed(rung, matter, value, rates)))
            if not tried[-1][1]:
                break
    chosen = next((rung for rung, missed in tried if not missed), None)
    found = (_found(matter, value, chosen is not None), *_of_the_seller(matter, [rung.when for rung, _ in tried if rung.on]))
    trace = (*found, *(_told(rung, missed) for rung, missed in tried))
    misses = [missed for _, missed in tried if missed and Miss.ON not in missed]
    if chosen is not None:
        beyond = (Miss.AMOUNT,) in misses and _above(matter, rates)
        return Choice(chosen, RefusalReason.BEYOND_AMOUNT if beyond else RefusalReason.PERSON_DECIDES, trace)
    nearest = min(map(len, misses), default=0)
    reasons = {_reason(miss, matter, rates) for missed in misses if len(missed) == nearest for miss in missed}
    return Choice(None, next((reason for reason in _TOLD if reason in reasons), RefusalReason.NO_RULE), trace)


def _missed(rung: Rung, matter: Matter, value: Money, rates: Rates) -> tuple[Miss, ...]:
    return tuple(miss for miss, held in _held(rung, matter, value, rates) if not held)


def _held(rung: Rung, matter: Matter, value: Money, rates: Rates) -> Iterator[tuple[Miss, bool]]:
    when = rung.when
    yield Miss.ON, rung.on
    yield Miss.CONFIRMED, not when.confirmed or matter.verdict is Verification.CONFIRMED
    yield Miss.DAYS_PAST, when.days_past is None or _in_days(when, matter)
    yield Miss.LOST, not when.lost or matter.lost
    yield Miss.NOT_THERE, not when.not_there or not matter.arrived
    yield Miss.SEVERITY, not when.severity or matter.severity in when.severity
    yield Miss.PHOTO, not when.photo or matter.pictures > 0
    yield Miss.AMOUNT, _within(matter.amount, when.amount_up_to, rates)
    yield Miss.VALUE, _within(value, when.value_up_to, rates)
    yield Miss.LEVEL, not when.level or matter.level in when.level
    # Where nobody can tell, it has not ended: the day of receipt is the seller's to prove.
    yield Miss.WITHDRAWAL, not when.within_withdrawal or matter.within_withdrawal is not False
    # What the seller did not tell is never guessed: a rung that asks for it does not hold.
    margin, least, below = matter.margin, when.margin_at_least, when.margin_below
    yield Miss.MARGIN_AT_LEAST, least is None or (margin is not None and margin >= least)
    yield Miss.MARGIN_BELOW, below is None or (margin is not None and margin < below)
    yield Miss.SUPPLIER, not when.supplier or supplier_key(matter.supplier) in when.supplier


def _in_days(when: Conditions, matter: Matter) -> bool:
    if when.days_past is None or matter.days_past is None:
        return False
    first, last = when.days_past
    return first <= matter.days_past and (last is None or matter.days_past <= last)


def _within(amount: Money | None, most: Money | None, rates: Rates) -> bool:
    if most is None:
        return True
    euro = in_euro(amount, rates) if amount else None
    return euro is not None and euro <= most


def _above(matter: Matter, rates: Rates) -> bool:
    """Whether the amount is known and comparable at all: what is not cannot be called too much."""
    return matter.amount is not None and in_euro(matter.amount, rates) is not None


def _reason(miss: Miss, matter: Matter, rates: Rates) -> RefusalReason:
    match miss:
        case Miss.PHOTO:
            return RefusalReason.EVIDENCE_MISSING
        case Miss.DAYS_PAST if matter.days_past is not None and matter.days_past <= 0:
            return RefusalReason.NOT_LATE_YET
        case Miss.AMOUNT if _above(matter, rates):
            return RefusalReason.BEYOND_AMOUNT
        case Miss.WITHDRAWAL:
            return RefusalReason.WITHDRAWAL_OVER
        case Miss.CONFIRMED if matter.verdict is Verification.NOT_CONFIRMED:
            return RefusalReason.NOT_CONFIRMED
        case Miss.CONFIRMED | Miss.DAYS_PAST | Miss.NOT_THERE | Miss.SEVERITY | Miss.AMOUNT | Miss.VALUE:
            return RefusalReason.PERSON_DECIDES
        case Miss.MARGIN_AT_LEAST | Miss.MARGIN_BELOW | Miss.SUPPLIER:
            return RefusalReason.PERSON_DECIDES  # the seller's own affair, and none of the buyer's
        case Miss.LEVEL | Miss.LOST | Miss.ON:
            return RefusalReason.NO_RULE


def _found(matter: Matter, value: Money, taken: bool) -> Rule:
    return Rule.tried(
        RuleName.MATTER,
        taken,
        cause=matter.cause.value,
        verdict=matter.verdict.value,
        value=value,
        severity=matter.severity.value if matter.severity else None,
        pictures=matter.pictures,
        days_past=matter.days_past,
        lost="yes" if matter.lost else None,
        arrived="yes" if matter.arrived else None,
        amount=matter.amount,
        level=matter.level.value,
        within_withdrawal=None if matter.within_withdrawal is None else "yes" if matter.within_withdrawal else "no",
    )


def _of_the_seller(matter: Matter, asked: list[Conditions]) -> Iterator[Rule]:
    """What the seller's records say of the articles, where a rung asks for it."""
    if any(when.margin_at_least is not None or when.margin_below is not None for when in asked):
        yield Rule.tried(RuleName.MARGIN, matter.margin is not None, margin=matter.margin)
    if any(when.supplier for when in asked):
        yield Rule.tried(RuleName.SUPPLIER, bool(matter.supplier), supplier=matter.supplier or None)


def _told(rung: Rung, missed: tuple[Miss, ...]) -> Rule:
    return Rule.tried(RuleName.RUNG, not missed, rung=rung.name, missed=", ".join(missed) or None)
