"""Reading a policy.toml: the whole policy, or every fault of it at once, each with its line and what to do."""

import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from bot.remedy.contradictions import contradictions
from bot.remedy.policy import (
    BudgetRules,
    CouponRules,
    DelightRules,
    DeliveryRules,
    GiftRules,
    HistoryRules,
    Limit,
    MemberRules,
    PointRules,
    Policy,
    PriceDropRules,
    Threshold,
    WithdrawalRules,
)
from bot.remedy.policy_lines import lines_of
from bot.remedy.policy_table import Table
from bot.remedy.rung_reading import read_rung
from bot.terms import Authority

SHIPPED = Path(__file__).with_name("policy.toml")
"""The policy that holds if the owner names none."""

_MOST_DAYS = 3650


class PolicyError(ValueError):
    """A policy with faults, all of which are named in `faults`, one sentence each."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def read_policy(text: str) -> Policy:
    """Read the text of a policy. Raises PolicyError with every fault that can be told at once."""
    try:
        # Numbers stay as they are written: 7.1 percent is never 7.0999999999999996.
        found = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as fault:
        raise PolicyError((f"The policy is not written in TOML: {fault}.",)) from None

    faults: list[str] = []
    lines = lines_of(text)
    whole = Table("", found, faults, lines)
    policy = Policy(
        version=sha256(text.encode()).hexdigest()[:12],
        limits=_read_limits(whole.section("limits")),
        price_drop=_read_price_drop(whole.section("price_drop")),
        coupons=_read_coupons(whole.section("coupons")),
        budget=_read_budget(whole.section("budget")),
        history=_read_history(whole.section("history")),
        gifts=_read_gifts(whole.section("gifts")),
        delight=_read_delight(whole.section("delight")),
        points=_read_points(whole.section("points")),
        members=_read_members(whole.section("members")),
        delivery=_read_delivery(whole.section("delivery")),
        withdrawal=_read_withdrawal(whole.section("withdrawal")),
        ladder=tuple(read_rung(table) for table in whole.sections("ladder")),
    )
    whole.done()
    # What was not even readable is not checked against its neighbours: the answer would be about a stand-in.
    faults = faults or contradictions(policy, lines)
    if faults:
        raise PolicyError(tuple(faults))
    return policy


def _read_limits(limits: Table) -> tuple[Limit, ...]:
    read = tuple(_read_limit(limits.section(who.value), who) for who in (Authority.BOT, Authority.STAFF, Authority.LEAD))
    limits.done()
    return read


def _read_limit(table: Table, who: Authority) -> Limit:
    limit = Limit(who, table.percent("percent_of_order"), table.euro("amount_eur"))
    table.done()
    return limit


def _read_price_drop(table: Table) -> PriceDropRules:
    rules = PriceDropRules(
        window_days=table.count("window_days"),
        claim_days=table.count("claim_days"),
        coupon_percent=table.percent("coupon_percent"),
        instead_percent=table.percent("instead_percent", most=500),
        goodwill_percent=table.percent("goodwill_percent"),
    )
    table.done()
    return rules


def _read_coupons(table: Table) -> CouponRules:
    rules = CouponRules(
        on_top_percent_of_order=table.percent("on_top_percent_of_order"),
        on_top=table.euro("on_top_eur"),
        valid_days=table.count("valid_days", most=_MOST_DAYS),
        minimum_order=table.euro("minimum_order_eur"),
        without_order=table.euro("without_order_eur"),
    )
    table.done()
    return rules


def _read_budget(table: Table) -> BudgetRules:
    rules = BudgetRules(
        monthly=table.euro("monthly_eur"),
        warn_at_percent=table.percent("warn_at_percent"),
        per_order=table.euro("per_order_eur"),
        per_buyer=table.euro("per_buyer_eur"),
    )
    table.done()
    return rules


def _read_history(table: Table) -> HistoryRules:
    rules = HistoryRules(table.count("per_order", 0), table.count("per_buyer", 0), table.count("buyer_days"))
    table.done()
    return rules


def _read_gifts(table: Table) -> GiftRules:
    rules = GiftRules(table.euro("gift_eur"), table.euro("voucher_eur"))
    table.done()
    return rules


def _read_delight(table: Table) -> DelightRules:
    rules = DelightRules(table.euro("monthly_eur"))
    table.done()
    return rules


def _read_points(table: Table) -> PointRules:
    rules = PointRules(table.percent("percent_of_spend"), table.euro("worth_eur"))
    table.done()
    return rules


def _read_members(members: Table) -> MemberRules:
    rules = MemberRules(*(_read_threshold(members.section(level)) for level in ("silver", "gold")))
    members.done()
    return rules


def _read_threshold(table: Table) -> Threshold:
    threshold = Threshold(table.euro("spend_eur"), table.count("orders"))
    table.done()
    return threshold


def _read_delivery(table: Table) -> DeliveryRules:
    rules = DeliveryRules(
        policy_max_days=table.count("policy_max_days"),
        lost_days_past=table.count("lost_days_past"),
        lost_silent_days=table.count("lost_silent_days"),
        transit_max_days=_read_transit(table.section("transit_max_days")),
    )
    table.done()
    return rules


def _read_transit(table: Table) -> Mapping[str, int]:
    """Days by country; which countries there are is the owner's to say, but not how they are written."""
    days = {}
    for country in table.keys:
        if re.fullmatch("[A-Z]{2}", country):
            days[country] = table.count(country)
        else:
            table.fault(country, "must be the code of a country in two capitals, like ES.")
    return MappingProxyType(days)


def _read_withdrawal(table: Table) -> WithdrawalRules:
    rules = WithdrawalRules(table.count("eu_and_uk_days", 0), table.count("elsewhere_days", 0))
    table.done()
    return rules
