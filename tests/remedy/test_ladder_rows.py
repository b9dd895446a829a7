"""Every row of the handbook's ladder but the price drop's own, with its amounts: 50.00 for the article, 4.90 for shipping."""

from dataclasses import replace
from typing import Any

import pytest

from bot.remedy.decision import Allowed, ApprovalReason, NeedsApproval, RefusalReason, Refused
from bot.remedy.ladder import decide
from bot.remedy.money import Money
from bot.remedy.offer import Basis, Offer, Part, Proposal
from bot.terms import Authority, Cause, Level, RemedyKind, Severity, Verification
from tests.remedy.claims import line, order
from tests.remedy.matters import (
    SHIPPED_POLICY,
    SHOES,
    counted,
    coupon,
    euro,
    facts_of,
    goods,
    offered,
    refund,
    remedy,
    shoes,
    sold_out,
)

REPLACEMENT = goods(RemedyKind.REPLACEMENT, "50.00")
RESEND = goods(RemedyKind.RESEND, "50.00")
SENT_BACK = counted(RemedyKind.RETURN, 14)
ELSEWHERE_ON = replace(
    SHIPPED_POLICY,
    ladder=tuple(replace(rung, on=rung.on or rung.name == "cheaper_elsewhere") for rung in SHIPPED_POLICY.ladder),
)


def test_what_was_charged_too_much_comes_back_with_a_coupon_or_a_gift() -> None:
    decision = decide(facts_of(Cause.PRICE_ERROR, amount=euro("4.00")), SHIPPED_POLICY)

    assert isinstance(decision, Allowed)
    assert decision.offer == Offer(
        (
            remedy(refund("4.00"), coupon("2.50", 5)),  # 5 % of 50.00
            remedy(refund("4.00"), Part(RemedyKind.GIFT, euro("3.00"))),
        ),
        Basis.LOSS,
    )


def test_what_was_sold_out_is_kept_for_the_buyer_with_a_coupon() -> None:
    decision = decide(sold_out(), SHIPPED_POLICY)

    assert isinstance(decision, Allowed)
    # 5 % of the 40.00 that are reckoned with where there is no order
    assert decision.offer.proposals == (remedy(counted(RemedyKind.RAIN_CHECK, 0, what=""), coupon("2.00", 5)),)


def test_what_was_sold_out_is_reckoned_in_the_currency_of_the_shop() -> None:
    proposal = offered(sold_out("JPY"))[0]

    assert proposal.part(RemedyKind.COUPON) == coupon("366", 5, "JPY")  # 40.00 x 183 = 7320, and 5 % of it


@pytest.mark.parametrize("days", [1, 7])
def test_a_week_late_earns_a_coupon(days: int) -> None:
    assert offered(facts_of(Cause.LATE_DELIVERY, days_past=days)) == (remedy(coupon("2.50", 5)),)


@pytest.mark.parametrize("days", [8, 20])
def test_up_to_twenty_days_late_earn_a_tenth_of_the_money_or_a_larger_coupon(days: int) -> None:
    decision = decide(facts_of(Cause.LATE_DELIVERY, days_past=days), SHIPPED_POLICY)

    assert isinstance(decision, Allowed)
    assert decision.offer.proposals == (remedy(refund("5.00")), remedy(coupon("7.50", 15)))


@pytest.mark.parametrize("found", [{"days_past": 21}, {"days_past": 300}, {"lost": True}, {"days_past": 3, "lost": True}])
def test_over_twenty_days_late_or_lost_is_all_money_back_or_sent_again_as_the_buyer_likes(found: dict[str, Any]) -> None:
    decision = decide(facts_of(Cause.LATE_DELIVERY, **found), SHIPPED_POLICY)

    assert isinstance(decision, NeedsApproval)
    assert decision.by is Authority.LEAD  # 54.90 is within 60.00, but above half of the order
    assert decision.because is ApprovalReason.ABOVE_LIMIT
    assert decision.offer.proposals == (remedy(refund("54.90")), remedy(RESEND))  # with the shipping


def test_what_came_over_twenty_days_late_and_is_kept_is_for_a_person() -> None:
    decision = decide(facts_of(Cause.LATE_DELIVERY, days_past=25, arrived=True), SHIPPED_POLICY)

    assert isinstance(decision, Refused)
    assert decision.because is RefusalReason.PERSON_DECIDES


def test_what_came_late_earns_as_much_as_what_is_still_awaited_up_to_twenty_days() -> None:
    came = facts_of(Cause.LATE_DELIVERY, days_past=9, arrived=True)

    assert offered(came) == offered(facts_of(Cause.LATE_DELIVERY, days_past=9))


def test_a_scuffed_box_earns_a_coupon_or_a_gift() -> None:
    told = facts_of(Cause.DAMAGED, severity=Severity.PACKAGING, pictures=1)

    assert offered(told) == (remedy(coupon("2.50", 5)), remedy(Part(RemedyKind.GIFT, euro("3.00"))))


@pytest.mark.parametrize("cause", [Cause.DAMAGED, Cause.NOT_AS_DESCRIBED])
def test_a_mark_earns_a_part_of_the_money_or_a_larger_coupon(cause: Cause) -> None:
    told = facts_of(cause, severity=Severity.COSMETIC, pictures=1, verdict=Verification.STATED)

    assert offered(told) == (remedy(refund("7.50")), remedy(coupon("10.00", 20)))


def test_what_arrived_broken_is_replaced_or_all_money_comes_back_and_a_coupon_with_either() -> None:
    decision = decide(facts_of(Cause.DAMAGED, severity=Severity.UNUSABLE, pictures=2), SHIPPED_POLICY)

    assert isinstance(decision, NeedsApproval)
    assert decision.offer.proposals == (
        remedy(REPLACEMENT, coupon("2.50", 5)),
        remedy(refund("54.90"), coupon("2.50", 5)),
    )


def test_what_does_not_work_can_be_repaired_as_well() -> None:
    decision = decide(facts_of(Cause.NOT_AS_DESCRIBED, severity=Severity.UNUSABLE, pictures=1), SHIPPED_POLICY)

    assert isinstance(decision, NeedsApproval)
    assert decision.offer.proposals == (
        remedy(REPLACEMENT, coupon("2.50", 5)),
        remedy(refund("54.90"), coupon("2.50", 5)),
        remedy(goods(RemedyKind.REPAIR, "50.00"), counted(RemedyKind.WARRANTY, 3)),
    )


def test_what_differs_can_be_kept_for_a_fifth_of_the_money_or_sent_back() -> None:
    decision = decide(facts_of(Cause.NOT_AS_DESCRIBED, severity=Severity.DIFFERS, pictures=1), SHIPPED_POLICY)

    assert isinstance(decision, Allowed)
    assert decision.offer.proposals == (remedy(refund("10.00")), remedy(SENT_BACK))


def test_a_wrong_article_of_little_value_is_kept_and_the_right_one_sent() -> None:
    of = order(line("25.00", 1), paid="25.00")

    assert offered(facts_of(Cause.WRONG_ITEM, of=of, pictures=1)) == (
        remedy(goods(RemedyKind.REPLACEMENT, "25.00")),
        remedy(refund("25.00")),
    )


def test_a_wrong_article_of_value_goes_back() -> None:
    of = order(line("25.01", 1), paid="25.01")

    assert offered(facts_of(Cause.WRONG_ITEM, of=of, pictures=1)) == (
        remedy(goods(RemedyKind.REPLACEMENT, "25.01"), SENT_BACK),
        remedy(refund("25.01"), SENT_BACK),
    )


def test_what_is_missing_is_sent_or_its_worth_comes_back() -> None:
    told = facts_of(Cause.MISSING_ITEM, amount=euro("8.00"), verdict=Verification.STATED)

    assert offered(told) == (remedy(goods(RemedyKind.RESEND, "8.00")), remedy(refund("8.00")))


def test_a_part_of_which_nobody_knows_the_worth_is_sent() -> None:
    assert offered(facts_of(Cause.MISSING_ITEM)) == (remedy(RESEND),)


def test_bad_service_earns_an_apology_by_a_person_and_a_coupon() -> None:
    told = facts_of(Cause.BAD_SERVICE, verdict=Verification.STATED)

    assert offered(told) == (remedy(Part(RemedyKind.APOLOGY, euro("0.00")), coupon("2.50", 5)),)


@pytest.mark.parametrize(
    ("level", "percent", "amount"), [(Level.NONE, 5, "2.50"), (Level.SILVER, 8, "4.00"), (Level.GOLD, 12, "6.00")]
)
def test_a_birthday_earns_a_coupon_by_level_which_no_cap_cuts(level: Level, percent: int, amount: str) -> None:
    decision = decide(facts_of(Cause.MEMBERSHIP_BENEFIT, level=level), SHIPPED_POLICY)

    assert isinstance(decision, Allowed)
    assert decision.offer.proposals == (remedy(coupon(amount, percent)),)


def test_what_was_charged_twice_comes_back() -> None:
    of = shoes()
    paid_twice = replace(of, total_paid=euro("109.80"))

    decision = decide(facts_of(Cause.PAYMENT, of=paid_twice, amount=euro("54.90")), SHIPPED_POLICY)

    assert isinstance(decision, NeedsApproval)
    assert decision.by is Authority.STAFF  # half of what was paid
    assert decision.offer.proposals == (remedy(refund("54.90")),)


@pytest.mark.parametrize(("fee", "amount"), [("20.00", "2.00"), ("50.00", "5.00"), ("0.10", "0.01")])
def test_a_fee_at_customs_earns_a_coupon_of_a_tenth_of_it(fee: str, amount: str) -> None:
    told = facts_of(Cause.CUSTOMS_FEE, amount=euro(fee), verdict=Verification.STATED)

    assert offered(told) == (remedy(coupon(amount)),)


def test_a_fee_in_another_currency_is_brought_to_that_of_the_order() -> None:
    told = facts_of(Cause.CUSTOMS_FEE, amount=Money.of("20.00", "GBP"))

    assert offered(told) == (remedy(coupon("2.29")),)  # 2.00 / 0.87 = 2.2988, rounded down


def test_a_high_fee_at_customs_is_for_a_person() -> None:
    decision = decide(facts_of(Cause.CUSTOMS_FEE, amount=euro("50.01")), SHIPPED_POLICY)

    assert isinstance(decision, Refused)
    assert decision.because is RefusalReason.BEYOND_AMOUNT


def test_inside_the_withdrawal_period_there_is_the_way_back_at_once() -> None:
    decision = decide(facts_of(Cause.RETURN_REQUEST, within_withdrawal=True), SHIPPED_POLICY)

    assert isinstance(decision, Allowed)
    assert decision.offer.proposals == (remedy(SENT_BACK),)  # an exchange for 50.00 would have to wait


def test_what_costs_little_can_be_exchanged_at_once() -> None:
    of = order(line("2.00", 1), line("48.00", 1, sku="WATCH", variant="Black"), paid="50.00")

    told = facts_of(Cause.RETURN_REQUEST, of=of, concerned=of.lines[:1], within_withdrawal=None)

    assert offered(told) == (remedy(SENT_BACK), remedy(goods(RemedyKind.REPLACEMENT, "2.00"), SENT_BACK))


def test_cheaper_at_another_shop_earns_nothing_as_it_is_shipped() -> None:
    decision = decide(facts_of(Cause.PRICE_DROP, amount=euro("10.00"), pictures=1), SHIPPED_POLICY)

    assert isinstance(decision, Refused)
    assert decision.because is RefusalReason.NO_RULE


def test_cheaper_at_another_shop_earns_half_of_the_difference_or_a_coupon_where_the_owner_has_switched_it_on() -> None:
    shown = facts_of(Cause.PRICE_DROP, amount=euro("10.01"), pictures=1)

    assert offered(shown, ELSEWHERE_ON) == (remedy(refund("5.01")), remedy(coupon("2.50", 5)))  # 5.005; 5 % of 50.00


def test_cheaper_at_another_shop_has_to_be_shown() -> None:
    decision = decide(facts_of(Cause.PRICE_DROP, amount=euro("10.00")), ELSEWHERE_ON)

    assert isinstance(decision, Refused)
    assert decision.because is RefusalReason.EVIDENCE_MISSING


def test_yen_have_no_decimals_and_dinars_three() -> None:
    yen = order(line("6200", 1, currency="JPY"), paid="6200", currency="JPY")
    dinars = order(line("10.255", 1, currency="KWD"), paid="10.255", currency="KWD")

    of_yen = offered(facts_of(Cause.LATE_DELIVERY, of=yen, days_past=8))
    of_dinars = offered(facts_of(Cause.LATE_DELIVERY, of=dinars, days_past=8))

    assert of_yen == (remedy(refund("620", "JPY")), remedy(coupon("930", 15, "JPY")))
    assert of_dinars == (remedy(refund("1.026", "KWD")), remedy(coupon("1.538", 15, "KWD")))  # 1.0255, 1.53825


def test_the_articles_are_named_with_what_is_sent() -> None:
    told = facts_of(Cause.DAMAGED, severity=Severity.UNUSABLE, pictures=1, of=order(line("20.00", 2), paid="40.00"))

    assert isinstance(offered(told)[0], Proposal)
    assert offered(told)[0].parts[0].what == f"2 × {SHOES}"
