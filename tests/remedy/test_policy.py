from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.remedy.money import Money
from bot.remedy.policy import (
    BudgetRules,
    CouponRules,
    DeliveryRules,
    GiftRules,
    HistoryRules,
    Limit,
    MemberRules,
    PointRules,
    PriceDropRules,
    Threshold,
    WithdrawalRules,
)
from bot.remedy.policy_reading import SHIPPED, PolicyError, read_policy
from bot.remedy.rungs import Conditions, Given, Rung
from bot.terms import Authority, Cause, Level, RemedyKind, Severity

TEXT = SHIPPED.read_text(encoding="utf-8")
LAST = TEXT.count("\n")


def euro(text: str) -> Money:
    return Money.of(text, "EUR")


def faults(text: str) -> tuple[str, ...]:
    with pytest.raises(PolicyError) as refused:
        read_policy(text)
    return refused.value.faults


def test_the_shipped_policy_says_what_the_handbook_says() -> None:
    policy = read_policy(TEXT)

    assert policy.limits == (
        Limit(Authority.BOT, Decimal(20), euro("15.00")),
        Limit(Authority.STAFF, Decimal(50), euro("60.00")),
        Limit(Authority.LEAD, Decimal(100), euro("200.00")),
    )
    assert policy.price_drop == PriceDropRules(15, 30, Decimal(5), Decimal(150), Decimal(0))
    assert policy.coupons == CouponRules(Decimal(10), euro("15.00"), 90, euro("0.00"), euro("40.00"))
    assert policy.budget == BudgetRules(euro("1000.00"), Decimal(80), euro("60.00"), euro("100.00"))
    assert policy.history == HistoryRules(2, 3, 90)
    assert policy.gifts == GiftRules(euro("3.00"), euro("5.00"))
    assert policy.points == PointRules(Decimal(1), euro("0.01"))
    assert policy.members == MemberRules(Threshold(euro("200.00"), 3), Threshold(euro("600.00"), 8))
    assert policy.withdrawal == WithdrawalRules(14, 14)
    assert replace(policy.delivery, transit_max_days={}) == DeliveryRules(30, 30, 14, {})
    assert policy.delivery.transit_max_days["ES"] == 12


def test_the_shipped_ladder_has_a_rung_for_every_cause_a_ladder_is_for() -> None:
    causes = {cause for rung in read_policy(TEXT).ladder for cause in rung.causes}

    assert set(Cause) - causes == {Cause.SAFETY, Cause.HUMAN, Cause.SPAM_ABUSE, Cause.OTHER_QUESTION}


def test_the_shipped_ladder_asks_for_nothing_that_not_every_shop_tells() -> None:
    ladder = read_policy(TEXT).ladder

    assert not any(rung.when.margin_at_least or rung.when.margin_below or rung.when.supplier for rung in ladder)


def test_a_rung_is_read_with_all_its_conditions() -> None:
    written = """
[[ladder]]
name = "all of it"
causes = ["damaged", "wrong_item"]
confirmed = true
days_past = [8, 20]
lost = true
not_there = true
severity = ["cosmetic", "unusable"]
photo = true
amount_up_to_eur = 50
value_up_to_eur = 25.5
level = ["gold"]
within_withdrawal = true
margin_at_least = 20
margin_below = 45.5
supplier = ["Lin  Shoes", "Rossi"]
offer = ["refund 10 %", "gift"]
or = [["coupon 15 %"], ["apology"]]
choice = true
benefit = true
on = false
"""

    rung = read_policy(TEXT + written).ladder[-1]

    assert rung == Rung(
        "all of it",
        frozenset({Cause.DAMAGED, Cause.WRONG_ITEM}),
        Conditions(
            confirmed=True,
            days_past=(8, 20),
            lost=True,
            not_there=True,
            severity=frozenset({Severity.COSMETIC, Severity.UNUSABLE}),
            photo=True,
            amount_up_to=euro("50.00"),
            value_up_to=euro("25.50"),
            level=frozenset({Level.GOLD}),
            within_withdrawal=True,
            margin_at_least=Decimal(20),
            margin_below=Decimal("45.5"),
            supplier=frozenset({"lin shoes", "rossi"}),
        ),
        (
            (Given(RemedyKind.REFUND, Decimal(10)), Given(RemedyKind.GIFT)),
            (Given(RemedyKind.COUPON, Decimal(15)),),
            (Given(RemedyKind.APOLOGY),),
        ),
        choice=True,
        benefit=True,
        on=False,
    )
    assert rung.line == TEXT.count("\n") + 2


def test_the_same_text_has_the_same_version_and_another_text_another() -> None:
    assert read_policy(TEXT).version == read_policy(TEXT).version
    assert read_policy(TEXT).version != read_policy(TEXT + "# changed\n").version


def test_a_percentage_stays_as_it_is_written() -> None:
    text = TEXT.replace("coupon_percent = 5", "coupon_percent = 7.1")

    assert read_policy(text).price_drop.coupon_percent == Decimal("7.1")


def test_all_faults_are_named_at_once() -> None:
    text = (
        TEXT.replace("coupon_percent = 5", 'coupon_percent = "5"')
        .replace("[limits.staff]\npercent_of_order = 50", "[limits.staff]\npercent_of_order = 150")
        .replace("monthly_eur = 1000", "monthly = 1000")
        .replace("per_order = 2", "per_order = 1.5")
        .replace("on_top_eur = 15", "on_top_eur = 14.999")
        .replace("window_days = 15", "")
    )

    line = {key: number for number, written in enumerate(text.splitlines(), 1) for key in [written.partition(" ")[0]]}
    assert faults(text) == (
        f"Line {line['[limits.staff]'] + 1}: [limits.staff] percent_of_order = 150 must be a number from 0 to 100, "
        "without quotes.",
        f"Line {line['[price_drop]']}: [price_drop] window_days is missing.",
        f"Line {line['coupon_percent']}: [price_drop] coupon_percent = 5 must be a number from 0 to 100, without quotes.",
        f"Line {line['on_top_eur']}: [coupons] on_top_eur = 14.999 must not have more than two decimals.",
        f"Line {line['[budget]']}: [budget] monthly_eur is missing.",
        f"Line {line['monthly']}: [budget] monthly is not known here. Did you mean monthly_eur?",
        f"Line {line['per_order']}: [history] per_order = 1.5 must be a whole number.",
    )


def test_an_empty_policy_misses_its_sections_and_nothing_is_said_twice() -> None:
    assert faults("") == (
        "The section [limits] is missing.",
        "The section [price_drop] is missing.",
        "The section [coupons] is missing.",
        "The section [budget] is missing.",
        "The section [history] is missing.",
        "The section [gifts] is missing.",
        "The section [delight] is missing.",
        "The section [points] is missing.",
        "The section [members] is missing.",
        "The section [delivery] is missing.",
        "The section [withdrawal] is missing.",
        "There must be sections [[ladder]], one for each row.",
    )


def test_an_unknown_section_is_refused() -> None:
    assert faults(TEXT + "\n[late_delivery]\ndays = 7\n") == (
        f"Line {LAST + 2}: [late_delivery] is not known here. Did you mean delivery?",
    )


def test_an_unknown_limit_is_refused() -> None:
    assert faults(TEXT + "\n[limits.owner]\namount_eur = 9\n") == (f"Line {LAST + 2}: [limits] owner is not known here.",)


def test_a_value_in_place_of_a_section_is_refused() -> None:
    assert "[budget] must be a section of its own." in faults(
        TEXT.replace("[budget]", "[x]").replace("[limits.bot]", "budget = 3\n[limits.bot]", 1)
    )


def test_a_text_that_is_not_toml_is_told_with_the_place() -> None:
    (fault,) = faults("[budget\nmonthly_eur = 1")

    assert fault.startswith("The policy is not written in TOML: ")
    assert "line 1" in fault


@pytest.mark.parametrize("value", ["true", "nan", "inf", "-1", "[5]", "1979-05-27", "1e9"])
def test_what_an_owner_would_not_call_a_number_is_none(value: str) -> None:
    (fault,) = faults(TEXT.replace("\ncoupon_percent = 5", f"\ncoupon_percent = {value}"))

    assert fault.partition(": ")[2].startswith("[price_drop] coupon_percent = ")
    assert fault.endswith(" must be a number from 0 to 100, without quotes.")


@pytest.mark.parametrize(
    ("was", "becomes", "fault"),
    [
        ("amount_eur = 60", "amount_eur = 14", "[limits.staff] must not be lower than [limits.bot]."),
        ("percent_of_order = 100", "percent_of_order = 49", "[limits.lead] must not be lower than [limits.staff]."),
        (
            "claim_days = 30",
            "claim_days = 14",
            "[price_drop] claim_days must not be less than window_days: a price may still fall after the last claim.",
        ),
        (
            "instead_percent = 150",
            "instead_percent = 99",
            "[price_drop] instead_percent must be 0 or at least 100: a coupon in place of money is worth no less.",
        ),
        ("spend_eur = 600", "spend_eur = 199", "[members.gold] must not be lower than [members.silver]."),
        (
            "per_buyer_eur = 100",
            "per_buyer_eur = 59",
            "[budget] per_buyer_eur must not be less than per_order_eur: an order is a part of what its buyer gets.",
        ),
        (
            "worth_eur = 0.01",
            "worth_eur = 0",
            "[points] worth_eur must be more than 0: points that are worth nothing are none; earn 0 percent instead.",
        ),
        (
            "eu_and_uk_days = 14",
            "eu_and_uk_days = 13",
            "[withdrawal] eu_and_uk_days must be 0 (switched off) or at least 14: the law gives no fewer.",
        ),
        ("\nES = 12", "\nes = 12", "[delivery.transit_max_days] es must be the code of a country in two capitals, like ES."),
    ],
)
def test_settings_that_contradict_each_other_are_refused(was: str, becomes: str, fault: str) -> None:
    (found,) = faults(TEXT.replace(was, becomes, 1))

    line, _, said = found.partition(": ")
    assert said == fault
    assert line.startswith("Line ")


@given(st.text())
def test_any_text_is_a_policy_or_has_its_faults_named(text: str) -> None:
    assert all(faults(text))
