from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.remedy.money import Money
from bot.remedy.policy import (
    SHIPPED,
    BudgetRules,
    CouponRules,
    HistoryRules,
    Limit,
    PolicyError,
    PriceDropRules,
    read_policy,
)
from bot.terms import Authority

TEXT = SHIPPED.read_text(encoding="utf-8")


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
    assert policy.coupons == CouponRules(Decimal(10), euro("15.00"), valid_days=90)
    assert policy.budget == BudgetRules(euro("1000.00"), Decimal(80))
    assert policy.history == HistoryRules(2, 3, 90)


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

    assert faults(text) == (
        "[limits.staff] percent_of_order = 150 must be a number from 0 to 100, without quotes.",
        "[price_drop] window_days is missing.",
        "[price_drop] coupon_percent = 5 must be a number from 0 to 100, without quotes.",
        "[coupons] on_top_eur = 14.999 must not have more than two decimals.",
        "[budget] monthly_eur is missing.",
        "[budget] monthly is not known here. Did you mean monthly_eur?",
        "[history] per_order = 1.5 must be a whole number.",
    )


def test_an_empty_policy_misses_its_sections_and_nothing_is_said_twice() -> None:
    assert faults("") == (
        "The section [limits] is missing.",
        "The section [price_drop] is missing.",
        "The section [coupons] is missing.",
        "The section [budget] is missing.",
        "The section [history] is missing.",
    )


def test_an_unknown_section_is_refused() -> None:
    assert faults(TEXT + "\n[late_delivery]\ndays = 7\n") == ("[late_delivery] is not known here.",)


def test_an_unknown_limit_is_refused() -> None:
    assert faults(TEXT + "\n[limits.owner]\namount_eur = 9\n") == ("[limits] owner is not known here.",)


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

    assert fault.startswith("[price_drop] coupon_percent = ")
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
    ],
)
def test_settings_that_contradict_each_other_are_refused(was: str, becomes: str, fault: str) -> None:
    assert faults(TEXT.replace(was, becomes)) == (fault,)


@given(st.text())
def test_any_text_is_a_policy_or_has_its_faults_named(text: str) -> None:
    assert all(faults(text))
