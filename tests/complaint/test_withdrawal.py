"""Until when everything may be sent back without a reason."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.complaint.listen import heard
from bot.complaint.withdrawal import Period, declared_at, period
from bot.language.understand import Asked, Guess
from bot.remedy.policy import WithdrawalRules
from bot.shop.orders import Untold
from bot.shop.parcels import ParcelEvent, ParcelState
from bot.terms import Cause
from tests.complaint.cases import AT, DROP, PRACTICE, case, keys, said, step
from tests.remedy.claims import day, order

RULES = WithdrawalRules(eu_and_uk_days=14, elsewhere_days=10)
SHIPPED = order(shipped_at=day("02-03"))
ARRIVED = replace(SHIPPED, delivered_at=day("02-10"))  # a Tuesday, so that its fourteenth day is a Tuesday too
LONG_AGO = day("01-20")


def handed_over(number: str, at: str) -> ParcelEvent:
    return ParcelEvent(number, ParcelState.DELIVERED, day(at))


def test_the_day_of_receipt_does_not_count_and_the_fourteenth_day_does_to_its_end() -> None:
    last_minute = datetime(2026, 2, 24, 22, 59, tzinfo=UTC)  # one minute to midnight in Spain

    in_time = period(ARRIVED, (), last_minute, RULES)
    too_late = period(ARRIVED, (), last_minute.replace(hour=23, minute=0), RULES)

    assert in_time == Period(inside=True, ends_on=date(2026, 2, 24), shipped=True)
    assert too_late == Period(inside=False, ends_on=date(2026, 2, 24), shipped=True)


@pytest.mark.parametrize(("arrived", "ends"), [("02-13", 27), ("02-07", 23), ("02-08", 23), ("02-09", 23)])
def test_what_would_end_at_a_weekend_ends_on_the_monday(arrived: str, ends: int) -> None:
    assert period(replace(SHIPPED, delivered_at=day(arrived)), (), AT, RULES).ends_on == date(2026, 2, ends)


@pytest.mark.parametrize("country", ["ES", "GB", "NO"])
def test_the_law_gives_its_days_where_it_holds(country: str) -> None:
    assert period(replace(ARRIVED, country=country), (), AT, RULES).ends_on == date(2026, 2, 24)


def test_elsewhere_the_shop_gives_what_it_says() -> None:
    assert period(replace(ARRIVED, country="US"), (), AT, RULES).ends_on == date(2026, 2, 20)


def test_where_the_shop_promises_nothing_there_is_no_time_to_be_in_or_past() -> None:
    assert period(replace(ARRIVED, country="US"), (), AT, replace(RULES, elsewhere_days=0)) == Period(None, None, shipped=True)


def test_the_days_have_not_begun_as_long_as_nobody_says_that_it_arrived() -> None:
    assert period(SHIPPED, (), AT, RULES) == Period(inside=True, ends_on=None, shipped=True)


def test_of_several_parcels_the_last_counts() -> None:
    both = (handed_over("1", "02-02"), handed_over("2", "02-10"))

    assert period(ARRIVED, both, AT, RULES).ends_on == date(2026, 2, 24)


def test_as_long_as_one_parcel_is_under_way_the_days_have_not_begun() -> None:
    one = (handed_over("1", "02-02"), ParcelEvent("2", ParcelState.UNDER_WAY, day("02-03")))

    assert period(ARRIVED, one, AT, RULES) == Period(inside=True, ends_on=None, shipped=True)


def test_what_has_not_left_can_simply_be_stopped() -> None:
    announced = (ParcelEvent("1", ParcelState.ANNOUNCED, LONG_AGO),)

    assert period(order(), announced, AT, RULES) == Period(None, None, shipped=False)


@pytest.mark.parametrize("left", [{"shipped_at": LONG_AGO}, {"tracking": ("DHL:1",)}, {"untold": frozenset({Untold.PARCELS})}])
def test_that_nothing_has_left_is_only_said_where_the_records_know(left: dict[str, object]) -> None:
    assert period(order(**left), (), AT, RULES).shipped


def test_a_file_that_knows_only_the_day_of_receipt_leaves_the_buyer_all_of_it() -> None:
    only_day = replace(ARRIVED, delivered_at=datetime(2026, 2, 9, 23, 0, tzinfo=UTC), untold=frozenset({Untold.HOUR}))

    assert period(only_day, (), AT, RULES).ends_on == date(2026, 2, 25)


@given(st.integers(0, 24 * 60), st.integers(0, 24 * 60), st.sampled_from(["ES", "US", "JP", "??"]))
def test_who_is_in_time_was_so_at_every_moment_before(hours: int, earlier: int, country: str) -> None:
    wrote_at = day("02-11") + timedelta(hours=hours)

    now = period(replace(ARRIVED, country=country), (), wrote_at, RULES)
    before = period(replace(ARRIVED, country=country), (), wrote_at - timedelta(hours=earlier), RULES)

    assert before.inside or not now.inside


def test_the_wish_to_withdraw_is_on_record_with_its_moment() -> None:
    outcome = heard(case(), said(guesses=(Guess(Cause.RETURN_REQUEST, 0.9),)), PRACTICE)

    fact = next(fact for fact in outcome.case.facts if fact.name == "withdrawal received")
    assert (fact.value, fact.at) == (AT.isoformat(), AT)


def test_a_case_that_was_opened_for_something_else_is_withdrawn_when_that_was_said() -> None:
    earlier = heard(replace(case(), opened_at=LONG_AGO), said(guesses=(DROP,)), PRACTICE).case

    assert declared_at(earlier) == LONG_AGO
    unsure = replace(earlier, cause=None)
    assert declared_at(heard(unsure, said(guesses=(Guess(Cause.RETURN_REQUEST, 0.9),)), PRACTICE).case) == AT


def test_a_parcel_that_no_carrier_has_spoken_of_may_still_be_under_way() -> None:
    two = replace(ARRIVED, tracking=("DHL:1", "DHL:2"))

    assert period(two, (handed_over("1", "02-02"),), AT, RULES) == Period(inside=True, ends_on=None, shipped=True)


@pytest.mark.parametrize("open_question", [Asked.SEVERITY, Asked.PHOTO, Asked.ARTICLE])
def test_a_wish_to_return_at_a_question_about_something_else_is_acknowledged_and_a_person_s(open_question: Asked) -> None:
    known = replace(case(), cause=Cause.NOT_AS_DESCRIBED, consoled=True, order_id=1, confirmed=True, asked=open_question)

    outcome = step(known, said("I want to return it", guesses=(Guess(Cause.RETURN_REQUEST, 0.9),)))

    assert keys(outcome) == [["apologize.return_noted", "person.looks"]]
    assert declared_at(replace(outcome.case, opened_at=LONG_AGO)) == AT


@pytest.mark.parametrize(
    ("open_question", "number", "line"),
    [(Asked.ORDER, "", "listen.order"), (Asked.PROOF, "WL-2026-0063", "listen.proof_where")],
)
def test_a_wish_to_return_before_the_order_is_known_is_acknowledged_and_the_question_goes_on(
    open_question: Asked, number: str, line: str
) -> None:
    known = replace(case(), cause=Cause.DAMAGED, consoled=True, order_number=number, asked=open_question)

    outcome = step(known, said("I want to return it", guesses=(Guess(Cause.RETURN_REQUEST, 0.9),)))

    assert keys(outcome) == [["apologize.return_noted", line]]
    assert outcome.case.cause is Cause.RETURN_REQUEST
