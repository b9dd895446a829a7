from dataclasses import replace
from decimal import Decimal

import pytest

from bot.remedy.decision import Allowed, ApprovalReason, Budget, History, NeedsApproval, RefusalReason, Refused
from bot.remedy.ladder import decide
from bot.remedy.money import Money
from bot.remedy.offer import Part
from bot.remedy.trace import Rule, RuleName
from bot.terms import Authority, Cause, RemedyKind, Severity, Wish
from tests.remedy.claims import line, order
from tests.remedy.matters import (
    SHIPPED_POLICY,
    counted,
    coupon,
    euro,
    facts_of,
    offered,
    refund,
    remedy,
    rules_of,
    shoes,
    with_rungs,
)

BAD_SERVICE = 'name = "one"\ncauses = ["bad_service"]\n'


# --- what it is reckoned on ----------------------------------------------------------------------------------------


def test_a_share_is_of_the_lines_concerned_as_they_were_really_paid() -> None:
    of = order(line("50.00", 1), line("150.00", 1, sku="WATCH", variant="Black"), paid="180.00", discount="20.00")

    told = facts_of(Cause.LATE_DELIVERY, of=of, concerned=of.lines[:1], days_past=8)

    assert offered(told)[0] == remedy(refund("4.50"))  # 50.00 less a quarter of the 20.00, and 10 % of it


def test_of_two_lines_alike_one_counts_once() -> None:
    of = order(line("20.00", 1), line("20.00", 1), paid="40.00")

    told = facts_of(Cause.LATE_DELIVERY, of=of, concerned=of.lines[:1], days_past=8)

    assert offered(told)[0] == remedy(refund("2.00"))


def test_a_line_that_is_named_twice_counts_as_often_as_it_was_ordered() -> None:
    of = shoes()

    told = facts_of(Cause.LATE_DELIVERY, of=of, concerned=of.lines * 2, days_past=8)

    assert offered(told)[0] == remedy(refund("5.00"))


def test_without_lines_named_it_is_about_the_whole_order() -> None:
    assert offered(facts_of(Cause.LATE_DELIVERY, concerned=(), days_past=8))[0] == remedy(refund("5.00"))


def test_all_of_one_article_leaves_the_shipping() -> None:
    of = order(line("50.00", 1), line("10.00", 1, sku="SOCKS"), paid="64.90", shipping=euro("4.90"))

    told = facts_of(Cause.LATE_DELIVERY, of=of, concerned=of.lines[:1], days_past=30)

    assert offered(told)[0] == remedy(refund("50.00"))


# --- caps ----------------------------------------------------------------------------------------------------------


def test_no_more_goes_back_than_is_left_of_what_was_paid() -> None:
    decision = decide(facts_of(Cause.LATE_DELIVERY, of=shoes(refunded="30.00"), days_past=30), SHIPPED_POLICY)

    assert isinstance(decision, NeedsApproval)
    assert decision.offer.proposals[0] == remedy(refund("24.90"))
    assert rules_of(decision, RuleName.MONEY_CAP) == [
        Rule.tried(RuleName.MONEY_CAP, True, due=euro("54.90"), returnable=euro("24.90"))
    ]


def test_what_comes_on_top_is_capped_together() -> None:
    by = with_rungs(BAD_SERVICE + 'offer = ["apology", "coupon 5 %", "gift"]')

    decision = decide(facts_of(Cause.BAD_SERVICE), by)

    # 10 % of 54.90 = 5.49, of which the coupon takes 2.50: the gift for 3.00 does not fit
    assert isinstance(decision, Allowed)
    assert decision.offer.proposals == (remedy(Part(RemedyKind.APOLOGY, euro("0.00")), coupon("2.50", 5)),)
    assert [one.taken for one in rules_of(decision, RuleName.ON_TOP_CAP)] == [False, True]


def test_points_become_fewer_until_they_fit() -> None:
    by = with_rungs(BAD_SERVICE + 'offer = ["points 1000"]')

    assert offered(facts_of(Cause.BAD_SERVICE), by) == (remedy(counted(RemedyKind.POINTS, 549, "5.49", "")),)


def test_points_that_fit_stay_as_they_are() -> None:
    by = with_rungs(BAD_SERVICE + 'offer = ["points 100"]')

    assert offered(facts_of(Cause.BAD_SERVICE), by) == (remedy(counted(RemedyKind.POINTS, 100, "1.00", "")),)


def test_a_voucher_costs_what_the_policy_says_in_the_currency_of_the_order() -> None:
    by = with_rungs(BAD_SERVICE + 'offer = ["voucher"]')
    of = order(line("20000", 1, currency="JPY"), paid="20000", currency="JPY")

    assert offered(facts_of(Cause.BAD_SERVICE, of=of), by) == (remedy(Part(RemedyKind.VOUCHER, Money(915, "JPY"))),)  # 5 x 183


def test_a_coupon_above_the_cap_becomes_the_largest_whole_percentage_under_it() -> None:
    of = order(line("400.00", 1), paid="400.00")

    assert offered(facts_of(Cause.LATE_DELIVERY, of=of, days_past=1)) == (remedy(coupon("12.00", 3)),)  # 15.00 at most


def test_a_coupon_in_place_of_money_is_on_top_only_beyond_it() -> None:
    told = facts_of(Cause.DAMAGED, severity=Severity.COSMETIC, pictures=1)

    decision = decide(told, SHIPPED_POLICY)

    # 20 % of 50.00 is 10.00: 7.50 stand for the money, and 2.50 are within the 5.49 on top
    (rule,) = rules_of(decision, RuleName.ON_TOP_CAP)
    assert rule == Rule.tried(RuleName.ON_TOP_CAP, False, part="coupon", asked=euro("10.00"), cap=euro("12.99"))


def test_a_benefit_is_not_cut() -> None:
    row = 'offer = ["coupon 12 %"]'

    assert offered(facts_of(Cause.BAD_SERVICE), with_rungs(BAD_SERVICE + row)) == (remedy(coupon("5.00", 10)),)
    assert offered(facts_of(Cause.BAD_SERVICE), with_rungs(BAD_SERVICE + row + "\nbenefit = true")) == (
        remedy(coupon("6.00", 12)),
    )


def test_a_share_of_an_amount_stops_at_its_limit() -> None:
    row = 'name = "fee"\ncauses = ["customs_fee"]\noffer = ["coupon 50 % of the amount up to 4 EUR"]'

    assert offered(facts_of(Cause.CUSTOMS_FEE, amount=euro("30.00")), with_rungs(row)) == (remedy(coupon("4.00")),)


# --- what cannot be given ------------------------------------------------------------------------------------------


def test_money_in_another_currency_is_never_reckoned_into_that_of_the_order() -> None:
    decision = decide(facts_of(Cause.PAYMENT, amount=Money.of("20.00", "USD")), SHIPPED_POLICY)

    assert isinstance(decision, Refused)
    assert decision.because is RefusalReason.PERSON_DECIDES


@pytest.mark.parametrize("amount", [None, euro("0.00"), euro("-5.00")])
def test_an_amount_that_is_none_gives_nothing(amount: Money | None) -> None:
    decision = decide(facts_of(Cause.PAYMENT, amount=amount), SHIPPED_POLICY)

    assert isinstance(decision, Refused)


def test_without_a_rate_a_gift_is_left_out_and_a_person_looks() -> None:
    of = order(line("50.00", 1, currency="CHF"), paid="50.00", currency="CHF")

    decision = decide(facts_of(Cause.DAMAGED, of=of, severity=Severity.PACKAGING, pictures=1), SHIPPED_POLICY)

    assert isinstance(decision, NeedsApproval)
    assert decision.because is ApprovalReason.RATE_UNKNOWN
    assert decision.offer.proposals == (remedy(coupon("2.50", 5, "CHF")),)


def test_where_the_first_part_cannot_be_given_the_rest_of_it_is_not_either() -> None:
    by = with_rungs(BAD_SERVICE + 'offer = ["refund the amount", "coupon 5 %"]\nor = [["apology"]]')

    assert offered(facts_of(Cause.BAD_SERVICE), by) == (remedy(Part(RemedyKind.APOLOGY, euro("0.00"))),)


# --- who must agree, and in which order ----------------------------------------------------------------------------


def test_an_alternative_that_alone_needs_a_higher_authority_is_left_out() -> None:
    decision = decide(facts_of(Cause.RETURN_REQUEST), SHIPPED_POLICY)

    (left_out,) = rules_of(decision, RuleName.INSTEAD_LEFT_OUT)
    assert left_out.taken
    assert dict(left_out.figures)["by"] == "lead"


def test_an_alternative_that_alone_would_break_the_budget_is_left_out() -> None:
    told = facts_of(Cause.LATE_DELIVERY, days_past=8, budget=Budget(euro("994.00")))

    decision = decide(told, SHIPPED_POLICY)

    assert isinstance(decision, Allowed)
    assert decision.offer.proposals == (remedy(refund("5.00")),)  # 999.00; the coupon for 7.50 would make it 1001.50


def test_where_the_choice_is_the_buyers_the_offer_waits_for_the_dearest() -> None:
    of = order(line("10.00", 1), line("90.00", 1, sku="WATCH"), paid="100.00")
    row = 'offer = ["apology"]\nor = [["refund 100 %"]]\n'

    alone = decide(facts_of(Cause.BAD_SERVICE, of=of), with_rungs(BAD_SERVICE + row))
    chosen = decide(facts_of(Cause.BAD_SERVICE, of=of), with_rungs(BAD_SERVICE + row + "choice = true"))

    assert isinstance(alone, Allowed)
    assert len(alone.offer.proposals) == 1
    assert isinstance(chosen, NeedsApproval)
    assert len(chosen.offer.proposals) == 2
    assert chosen.by is Authority.LEAD


@pytest.mark.parametrize(
    ("wish", "first"),
    [
        (None, RemedyKind.REPLACEMENT),
        (Wish.TELL_ME, RemedyKind.REPLACEMENT),
        (Wish.COUPON, RemedyKind.REPLACEMENT),
        (Wish.REFUND, RemedyKind.REFUND),
        (Wish.REPLACEMENT, RemedyKind.REPLACEMENT),
    ],
)
def test_a_wish_puts_what_is_wished_for_in_front(wish: Wish | None, first: RemedyKind) -> None:
    told = facts_of(Cause.NOT_AS_DESCRIBED, severity=Severity.UNUSABLE, pictures=1, wish=wish)

    assert offered(told)[0].parts[0].kind is first
    assert set(offered(told)) == set(offered(replace(told, wish=None)))


def test_the_same_made_up_once_more_waits_for_a_person() -> None:
    told = facts_of(Cause.LATE_DELIVERY, days_past=8, history=History(1, 1, euro("0.00"), for_cause=1))

    decision = decide(told, SHIPPED_POLICY)

    assert isinstance(decision, NeedsApproval)
    assert decision.because is ApprovalReason.SAME_CAUSE


def test_the_trace_ends_with_what_was_decided() -> None:
    decisions = [
        decide(facts_of(Cause.LATE_DELIVERY, days_past=3), SHIPPED_POLICY),
        decide(facts_of(Cause.LATE_DELIVERY, days_past=30), SHIPPED_POLICY),
        decide(facts_of(Cause.LATE_DELIVERY, days_past=0), SHIPPED_POLICY),
    ]

    assert [decision.trace[-1] for decision in decisions] == [
        Rule.tried(RuleName.DECIDED, True, by="bot", cost=euro("2.50")),
        Rule.tried(RuleName.DECIDED, True, by="lead", because="above_limit", cost=euro("54.90")),
        Rule.tried(RuleName.DECIDED, False, because="not_late_yet", instead="person"),
    ]


def test_a_percentage_with_decimals_is_reckoned_exactly() -> None:
    by = with_rungs(BAD_SERVICE + 'offer = ["coupon 7.5 %"]')

    (proposal,) = offered(facts_of(Cause.BAD_SERVICE), by)

    assert proposal.parts[0] == Part(RemedyKind.COUPON, euro("3.75"), Decimal("7.5"))
