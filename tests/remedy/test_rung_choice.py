from decimal import Decimal
from typing import Any

import pytest

from bot.remedy.decision import NearestYes, RefusalReason, Refused
from bot.remedy.ladder import decide
from bot.remedy.money import Money
from bot.remedy.policy import Policy
from bot.remedy.trace import Rule, RuleName
from bot.terms import Cause, Severity, Verification
from tests.remedy.claims import order
from tests.remedy.matters import SHIPPED_POLICY, euro, facts_of, rules_of, shoes, sold_out, with_rungs

NOT_CONFIRMED, UNKNOWN = Verification.NOT_CONFIRMED, Verification.CANNOT_BE_VERIFIED


def refused(cause: Cause, by: Policy = SHIPPED_POLICY, **found: Any) -> Refused:
    decision = decide(facts_of(cause, **found), by)
    assert isinstance(decision, Refused), decision
    return decision


@pytest.mark.parametrize(
    ("cause", "found", "because"),
    [
        (Cause.LATE_DELIVERY, {"days_past": 0}, RefusalReason.NOT_LATE_YET),
        (Cause.LATE_DELIVERY, {"days_past": 0, "verdict": NOT_CONFIRMED}, RefusalReason.NOT_LATE_YET),
        (Cause.LATE_DELIVERY, {"days_past": -3}, RefusalReason.NOT_LATE_YET),
        (Cause.LATE_DELIVERY, {"verdict": UNKNOWN}, RefusalReason.PERSON_DECIDES),
        (Cause.DAMAGED, {"severity": Severity.COSMETIC}, RefusalReason.EVIDENCE_MISSING),
        (Cause.DAMAGED, {"pictures": 1}, RefusalReason.PERSON_DECIDES),
        (Cause.DAMAGED, {"severity": Severity.DIFFERS, "pictures": 1}, RefusalReason.PERSON_DECIDES),
        (Cause.NOT_AS_DESCRIBED, {"severity": Severity.DIFFERS}, RefusalReason.EVIDENCE_MISSING),
        (Cause.WRONG_ITEM, {}, RefusalReason.EVIDENCE_MISSING),
        (Cause.PRICE_ERROR, {"verdict": NOT_CONFIRMED}, RefusalReason.NOT_CONFIRMED),
        (Cause.PRICE_ERROR, {"verdict": UNKNOWN}, RefusalReason.PERSON_DECIDES),
        (Cause.PAYMENT, {"verdict": NOT_CONFIRMED}, RefusalReason.NOT_CONFIRMED),
        (Cause.PAYMENT, {"verdict": UNKNOWN}, RefusalReason.PERSON_DECIDES),
        (Cause.CUSTOMS_FEE, {"amount": euro("50.01")}, RefusalReason.BEYOND_AMOUNT),
        (Cause.CUSTOMS_FEE, {}, RefusalReason.PERSON_DECIDES),
        (Cause.CUSTOMS_FEE, {"amount": Money.of("20.00", "CHF")}, RefusalReason.PERSON_DECIDES),
        (Cause.RETURN_REQUEST, {"within_withdrawal": False}, RefusalReason.WITHDRAWAL_OVER),
        (Cause.PRICE_DROP, {"amount": euro("5.00"), "pictures": 1}, RefusalReason.NO_RULE),
        (Cause.SAFETY, {}, RefusalReason.NO_RULE),
        (Cause.OTHER_QUESTION, {}, RefusalReason.NO_RULE),
    ],
)
def test_a_trouble_for_which_no_rung_holds_is_refused_for_what_it_lacks(
    cause: Cause, found: dict[str, Any], because: RefusalReason
) -> None:
    assert refused(cause, **found).because is because


def test_where_a_picture_is_missing_it_is_asked_for() -> None:
    assert refused(Cause.WRONG_ITEM).instead is NearestYes.EVIDENCE


def test_the_trace_names_each_rung_that_was_tried_and_what_it_asks_for() -> None:
    decision = decide(facts_of(Cause.LATE_DELIVERY, days_past=9), SHIPPED_POLICY)

    assert rules_of(decision, RuleName.RUNG) == [
        Rule.tried(RuleName.RUNG, False, rung="lost", missed="lost"),
        Rule.tried(RuleName.RUNG, False, rung="late_1_to_7_days", missed="days_past"),
        Rule.tried(RuleName.RUNG, True, rung="late_8_to_20_days"),
    ]


def test_a_rung_that_lacks_several_things_names_them_all() -> None:
    decision = refused(Cause.DAMAGED, severity=Severity.UNUSABLE)

    assert rules_of(decision, RuleName.RUNG)[0].figures[1] == ("missed", "severity, photo")


def test_the_first_rung_that_holds_decides() -> None:
    narrow = 'name = "narrow"\ncauses = ["bad_service"]\nphoto = true\noffer = ["gift"]'
    wide = 'name = "wide"\ncauses = ["bad_service"]\noffer = ["apology"]'

    decision = decide(facts_of(Cause.BAD_SERVICE, pictures=1), with_rungs(narrow, wide))

    assert [(one.taken, one.figures[0]) for one in rules_of(decision, RuleName.RUNG)] == [(True, ("rung", "narrow"))]


def test_a_rung_that_is_off_is_passed_over() -> None:
    off = 'name = "off"\ncauses = ["bad_service"]\noffer = ["gift"]\non = false'

    assert refused(Cause.BAD_SERVICE, with_rungs(off)).because is RefusalReason.NO_RULE


def test_what_the_policy_leaves_to_a_person_is_a_persons() -> None:
    person = 'name = "talk"\ncauses = ["bad_service"]\nperson = true'

    assert refused(Cause.BAD_SERVICE, with_rungs(person)).because is RefusalReason.PERSON_DECIDES


def test_of_several_rungs_the_one_that_comes_nearest_says_why() -> None:
    far = 'name = "far"\ncauses = ["damaged"]\nseverity = ["packaging"]\nphoto = true\noffer = ["gift"]'
    near = 'name = "near"\ncauses = ["damaged"]\nseverity = ["cosmetic"]\noffer = ["gift"]'

    found = refused(Cause.DAMAGED, with_rungs(far, near), severity=Severity.UNUSABLE)

    assert found.because is RefusalReason.PERSON_DECIDES  # a picture would not help


def test_what_is_late_is_not_called_in_time_where_the_ladder_begins_later() -> None:
    late = 'name = "late"\ncauses = ["late_delivery"]\ndays_past = [8]\noffer = ["gift"]'

    assert refused(Cause.LATE_DELIVERY, with_rungs(late), days_past=3).because is RefusalReason.PERSON_DECIDES


def test_a_limit_on_the_value_is_in_euro_and_includes_it() -> None:
    small = 'name = "small"\ncauses = ["wrong_item"]\nvalue_up_to_eur = 50\noffer = ["replacement"]'

    assert not isinstance(decide(facts_of(Cause.WRONG_ITEM), with_rungs(small)), Refused)
    assert refused(Cause.WRONG_ITEM, with_rungs(small.replace("50", "49.99"))).because is RefusalReason.PERSON_DECIDES


OF_MARGIN = 'name = "of margin"\ncauses = ["bad_service"]\nmargin_at_least = 20\nmargin_below = 40\noffer = ["gift"]'
OF_SUPPLIER = 'name = "of supplier"\ncauses = ["bad_service"]\nsupplier = ["Lin Shoes", "Rossi"]\noffer = ["gift"]'


@pytest.mark.parametrize(
    ("margin", "missed"),
    [
        ("20.00", None),
        ("39.99", None),
        ("19.99", "margin_at_least"),
        ("-5.00", "margin_at_least"),
        ("40.00", "margin_below"),
        (None, "margin_at_least, margin_below"),
    ],
)
def test_a_rung_may_ask_for_a_margin_and_one_that_nobody_knows_never_fits(margin: str | None, missed: str | None) -> None:
    known = None if margin is None else Decimal(margin)

    decision = decide(facts_of(Cause.BAD_SERVICE, margin=known), with_rungs(OF_MARGIN))

    assert rules_of(decision, RuleName.RUNG) == [Rule.tried(RuleName.RUNG, missed is None, rung="of margin", missed=missed)]
    assert rules_of(decision, RuleName.MARGIN) == [Rule.tried(RuleName.MARGIN, known is not None, margin=known)]
    assert isinstance(decision, Refused) is (missed is not None)


@pytest.mark.parametrize(
    ("supplier", "fits"), [("Lin Shoes", True), ("lin  shoes", True), ("ROSSI", True), ("Lin", False), ("", False)]
)
def test_a_rung_may_ask_for_a_supplier_and_one_that_nobody_knows_never_fits(supplier: str, fits: bool) -> None:
    decision = decide(facts_of(Cause.BAD_SERVICE, supplier=supplier), with_rungs(OF_SUPPLIER))

    missed = None if fits else "supplier"
    assert rules_of(decision, RuleName.RUNG) == [Rule.tried(RuleName.RUNG, fits, rung="of supplier", missed=missed)]
    assert rules_of(decision, RuleName.SUPPLIER) == [
        Rule.tried(RuleName.SUPPLIER, bool(supplier), supplier=supplier or None),
    ]
    assert isinstance(decision, Refused) is not fits


@pytest.mark.parametrize("asks", [OF_MARGIN, OF_SUPPLIER])
def test_a_buyer_is_told_nothing_of_margins_or_suppliers(asks: str) -> None:
    assert refused(Cause.BAD_SERVICE, with_rungs(asks)).because is RefusalReason.PERSON_DECIDES


@pytest.mark.parametrize("rungs", [("",), (OF_MARGIN + "\non = false", OF_SUPPLIER + "\non = false")], ids=["not asked", "off"])
def test_what_no_rung_asks_for_stands_in_no_trace(rungs: tuple[str, ...]) -> None:
    by = with_rungs(*filter(None, rungs), 'name = "any"\ncauses = ["bad_service"]\noffer = ["gift"]')

    decision = decide(facts_of(Cause.BAD_SERVICE, margin=Decimal(30), supplier="Rossi"), by)

    assert not rules_of(decision, RuleName.MARGIN) + rules_of(decision, RuleName.SUPPLIER)


def test_without_an_order_only_what_was_sold_out_is_decided() -> None:
    decision = decide(facts_of(Cause.BAD_SERVICE), SHIPPED_POLICY)
    told = sold_out()

    alone = decide(type(told)(facts_of(Cause.BAD_SERVICE).finding, None, told.history, told.budget, told.rates), SHIPPED_POLICY)

    assert not isinstance(decision, Refused)
    assert isinstance(alone, Refused)
    assert alone.because is RefusalReason.PERSON_DECIDES


@pytest.mark.parametrize(
    ("status", "refunded", "because"),
    [
        ("pending", "0", RefusalReason.NOTHING_PAID),
        ("paid", "54.90", RefusalReason.NOTHING_PAID),
        ("cancelled", "0", RefusalReason.UNSETTLED),
    ],
)
def test_where_no_money_is_known_to_be_with_us_none_goes_back(status: str, refunded: str, because: RefusalReason) -> None:
    of = shoes(status=status, refunded=refunded)

    assert refused(Cause.MISSING_ITEM, of=of, amount=euro("8.00")).because is because


def test_the_way_back_stays_open_where_the_records_are_unsettled() -> None:
    decision = decide(facts_of(Cause.RETURN_REQUEST, of=shoes(status="on hold")), SHIPPED_POLICY)

    assert not isinstance(decision, Refused)


def test_an_order_of_nothing_is_refused_and_not_a_fault() -> None:
    assert refused(Cause.LATE_DELIVERY, of=order(paid="0"), days_past=3).because is RefusalReason.NOTHING_PAID
