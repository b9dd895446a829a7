"""The remedy policy as the owner wrote it: what is given for which cause, by whom, and how much of it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from hashlib import sha256
from pathlib import Path

from bot.remedy.money import Money, MoneyError
from bot.remedy.rates import EURO
from bot.terms import Authority

SHIPPED = Path(__file__).with_name("policy.toml")
"""The policy that holds if the owner names none."""


class PolicyError(ValueError):
    """A policy with faults, all of which are named in `faults`, one sentence each."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Limit:
    """How much somebody may grant at once; both halves hold."""

    who: Authority
    percent_of_order: Decimal
    amount: Money


@dataclass(frozen=True, slots=True)
class PriceDropRules:
    """What is given when the price fell after the purchase. A percentage of 0 switches its coupon off."""

    window_days: int
    claim_days: int
    coupon_percent: Decimal
    instead_percent: Decimal
    goodwill_percent: Decimal


@dataclass(frozen=True, slots=True)
class CouponRules:
    """How much may come on top of money returned, both halves hold; and for how long a coupon can be used."""

    on_top_percent_of_order: Decimal
    on_top: Money
    valid_days: int


@dataclass(frozen=True, slots=True)
class BudgetRules:
    """How much may be given in a calendar month of the shop."""

    monthly: Money
    warn_at_percent: Decimal

    @property
    def warn_at(self) -> Money:
        """From what the month has promised on it is nearly spent."""
        return self.monthly.percent(self.warn_at_percent)


@dataclass(frozen=True, slots=True)
class HistoryRules:
    """How many remedies may be given before a person looks: on an order, and to a buyer in so many days."""

    per_order: int
    per_buyer: int
    buyer_days: int


@dataclass(frozen=True, slots=True)
class Policy:
    """The whole policy. `version` is made from its text: the same text has the same version everywhere.

    `limits` are those of the bot, the staff and the lead, in this order; the admin has none.
    """

    version: str
    limits: tuple[Limit, ...]
    price_drop: PriceDropRules
    coupons: CouponRules
    budget: BudgetRules
    history: HistoryRules


class _Section:
    """A table of the file while it is read: each key is asked for once, and every fault is written down, not raised."""

    def __init__(self, name: str, found: object, faults: list[str]) -> None:
        self._name = name
        self._faults = faults
        self._asked: list[str] = []
        self._found: Mapping[str, object] = found if isinstance(found, dict) else {}
        if not isinstance(found, dict):
            faults.append(f"[{name}] must be a section of its own.")

    def _number(self, key: str, least: int, most: int) -> Decimal:
        self._asked.append(key)
        if key not in self._found:
            self._faults.append(f"[{self._name}] {key} is missing.")
            return Decimal(least)
        value = self._found[key]
        # To Python True is a number, and so is "nan"; to an owner they are not.
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            number = Decimal(value)
            if number.is_finite() and least <= number <= most:
                return number
        self._faults.append(f"[{self._name}] {key} = {value} must be a number from {least} to {most}, without quotes.")
        return Decimal(least)

    def percent(self, key: str, most: int = 100) -> Decimal:
        return self._number(key, 0, most)

    def count(self, key: str, least: int = 1, most: int = 1000) -> int:
        number = self._number(key, least, most)
        if number % 1:
            self._faults.append(f"[{self._name}] {key} = {number} must be a whole number.")
        return int(number)

    def euro(self, key: str) -> Money:
        number = self._number(key, 0, 1_000_000)
        try:
            return Money.of(number, EURO)
        except MoneyError:
            self._faults.append(f"[{self._name}] {key} = {number} must not have more than two decimals.")
            return Money.zero(EURO)

    def section(self, key: str) -> "_Section":
        self._asked.append(key)
        name = f"{self._name}.{key}" if self._name else key
        if key not in self._found:
            self._faults.append(f"The section [{name}] is missing.")
            return _Section(name, {}, [])  # its keys are missing too, but that need not be said
        return _Section(name, self._found[key], self._faults)

    def done(self) -> None:
        """Nothing else is expected here: whatever was not asked for is a mistake, most likely a misspelt key."""
        for key in self._found:
            if key not in self._asked:
                near = get_close_matches(key, self._asked, n=1)
                place = f"[{self._name}] {key}" if self._name else f"[{key}]"
                self._faults.append(f"{place} is not known here." + (f" Did you mean {near[0]}?" if near else ""))


def read_policy(text: str) -> Policy:
    """Read the text of a policy. Raises PolicyError with every fault that can be told at once."""
    try:
        # Numbers stay as they are written: 7.1 percent is never 7.0999999999999996.
        found = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as fault:
        raise PolicyError((f"The policy is not written in TOML: {fault}.",)) from None

    faults: list[str] = []
    whole = _Section("", found, faults)
    limits = whole.section("limits")
    policy = Policy(
        version=sha256(text.encode()).hexdigest()[:12],
        limits=tuple(_read_limit(limits, who) for who in (Authority.BOT, Authority.STAFF, Authority.LEAD)),
        price_drop=_read_price_drop(whole.section("price_drop")),
        coupons=_read_coupons(whole.section("coupons")),
        budget=_read_budget(whole.section("budget")),
        history=_read_history(whole.section("history")),
    )
    limits.done()
    whole.done()
    # What was not even readable is not checked against its neighbours: the answer would be about a stand-in.
    faults = faults or _contradictions(policy)
    if faults:
        raise PolicyError(tuple(faults))
    return policy


def _read_limit(limits: _Section, who: Authority) -> Limit:
    section = limits.section(who.value)
    limit = Limit(who, section.percent("percent_of_order"), section.euro("amount_eur"))
    section.done()
    return limit


def _read_price_drop(section: _Section) -> PriceDropRules:
    rules = PriceDropRules(
        window_days=section.count("window_days"),
        claim_days=section.count("claim_days"),
        coupon_percent=section.percent("coupon_percent"),
        instead_percent=section.percent("instead_percent", most=500),
        goodwill_percent=section.percent("goodwill_percent"),
    )
    section.done()
    return rules


def _read_coupons(section: _Section) -> CouponRules:
    rules = CouponRules(
        section.percent("on_top_percent_of_order"), section.euro("on_top_eur"), section.count("valid_days", most=3650)
    )
    section.done()
    return rules


def _read_budget(section: _Section) -> BudgetRules:
    rules = BudgetRules(section.euro("monthly_eur"), section.percent("warn_at_percent"))
    section.done()
    return rules


def _read_history(section: _Section) -> HistoryRules:
    rules = HistoryRules(section.count("per_order", 0), section.count("per_buyer", 0), section.count("buyer_days"))
    section.done()
    return rules


def _contradictions(policy: Policy) -> list[str]:
    """What each setting may say by itself, but not beside the others."""
    faults = []
    for lower, higher in zip(policy.limits, policy.limits[1:], strict=False):
        if lower.percent_of_order > higher.percent_of_order or lower.amount > higher.amount:
            faults.append(f"[limits.{higher.who}] must not be lower than [limits.{lower.who}].")
    if policy.price_drop.claim_days < policy.price_drop.window_days:
        faults.append("[price_drop] claim_days must not be less than window_days: a price may still fall after the last claim.")
    if 0 < policy.price_drop.instead_percent < 100:
        faults.append("[price_drop] instead_percent must be 0 or at least 100: a coupon in place of money is worth no less.")
    return faults
