"""A rung of the ladder: for which trouble it holds, and what it gives, in the few words in which an owner writes it."""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches

from bot.remedy.money import Money
from bot.remedy.rates import EURO
from bot.terms import Cause, Level, RemedyKind, Severity


@dataclass(frozen=True, slots=True)
class Given:
    """A part of a remedy as the policy words it, before there is an order to reckon it on.

    `percent` is of what was paid for the lines concerned, or of the amount the trouble is about (`of_amount`); `at_most` is in
    euro. `count` is how many days (return), months (warranty) or points.
    """

    kind: RemedyKind
    percent: Decimal | None = None
    of_amount: bool = False
    at_most: Money | None = None
    count: int = 0


@dataclass(frozen=True, slots=True)
class Conditions:
    """What must be true of a trouble for a rung to hold. What is left as it is here asks for nothing.

    `days_past` are the first and the last day, None for no last one; amounts are in euro, and include their limit. Margins are
    percentages, the lower one included; suppliers are told by their `supplier_key`.
    """

    confirmed: bool = False
    days_past: tuple[int, int | None] | None = None
    lost: bool = False
    not_there: bool = False
    severity: frozenset[Severity] = frozenset()
    photo: bool = False
    amount_up_to: Money | None = None
    value_up_to: Money | None = None
    level: frozenset[Level] = frozenset()
    within_withdrawal: bool = False
    margin_at_least: Decimal | None = None
    margin_below: Decimal | None = None
    supplier: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Rung:
    """One row of the ladder. `remedies` are the offer and its alternatives; with none of them a person decides."""

    name: str
    causes: frozenset[Cause]
    when: Conditions
    remedies: tuple[tuple[Given, ...], ...] = ()
    choice: bool = False  # the alternatives stay, also where one of them needs a higher authority
    benefit: bool = False  # promised beforehand: no cap on what comes on top cuts it
    on: bool = True
    line: int = field(default=0, compare=False)  # where it stands in the file; 0 where that cannot be told


class PartError(ValueError):
    """Words that name no part of a remedy; says what would."""


# Each kind as an owner writes it, to be shown to somebody who wrote it otherwise.
_WRITTEN = {
    "refund": "refund 15 %",
    "coupon": "coupon 5 %",
    "replacement": "replacement",
    "repair": "repair",
    "resend": "resend",
    "return": "return 14 days",
    "warranty": "warranty 3 months",
    "points": "points 100",
    "gift": "gift",
    "rain check": "rain check",
    "apology": "apology",
    "voucher": "voucher",
}
_SHARE = re.compile(
    r"(?P<kind>refund|coupon) (?:the amount|(?P<percent>\d+(?:\.\d+)?) ?%(?P<of> of the amount)?)"
    r"(?: up to (?P<most>\d+(?:\.\d{1,2})?) EUR)?"
)
_COUNTED = re.compile(r"(?:(?P<days>\d{1,3}) days?|(?P<months>\d{1,3}) months?|(?P<points>\d{1,6}))")
_UNIT = {"return": "days", "warranty": "months", "points": "points"}


def read_part(words: str) -> Given:
    """Read "refund 15 %", "coupon 10 % of the amount up to 10 EUR", "return 14 days" … Raises PartError for anything else."""
    said = " ".join(words.split())
    if shared := _SHARE.fullmatch(said):
        return _share(said, shared)
    name = next((name for name in _WRITTEN if said == name or said.startswith(f"{name} ")), None)
    if name is None:
        near = get_close_matches(said.partition(" ")[0], _WRITTEN, n=1)
        known = f"did you mean {near[0]}?" if near else f"what can be given is {', '.join(_WRITTEN)}."
        raise PartError(f'"{said}" is nothing that can be given; {known}')
    if name in _UNIT:
        return _counted(said, name)
    if name == said and name not in {"refund", "coupon"}:
        return Given(RemedyKind(name.replace(" ", "_")))
    raise PartError(f'"{said}" cannot be read; write it like "{_WRITTEN[name]}".')


def _share(said: str, found: re.Match[str]) -> Given:
    percent = Decimal(found["percent"]) if found["percent"] else Decimal(100)
    if not 0 < percent <= 100:
        raise PartError(f'"{said}" must be more than 0 and at most 100 percent; to give nothing, write on = false.')
    at_most = Money.of(found["most"], EURO) if found["most"] else None
    return Given(RemedyKind(found["kind"]), percent, found["percent"] is None or bool(found["of"]), at_most)


def _counted(said: str, name: str) -> Given:
    found = _COUNTED.fullmatch(said.removeprefix(name).strip())
    count = int(found[_UNIT[name]] or 0) if found else 0
    if not count:
        raise PartError(f'"{said}" cannot be read; write it like "{_WRITTEN[name]}".')
    return Given(RemedyKind(name), count=count)
