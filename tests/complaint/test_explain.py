"""Three different truths, and what a buyer answers to them."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.complaint.case import Ending
from bot.complaint.event import Choice
from bot.complaint.outcome import PricesNeeded
from bot.language.understand import Answer, Asked, Guess
from bot.remedy.money import Money
from bot.terms import Cause, Keeper, Step, Verification
from tests.complaint.cases import (
    AT,
    ORDER,
    PRACTICE,
    buttons,
    keys,
    looked_into,
    notes,
    pressed,
    prices_of,
    said,
    step,
)
from tests.remedy.claims import day, line, order, policy, seen

NEVER_LOWER = (seen("49.90", "01-05"), seen("49.90", "02-13"))
FELL_LATE = (seen("49.90", "01-05"), seen("44.91", "03-01"))
EVIDENCE = replace(looked_into(), asked=Asked.EVIDENCE)


def test_a_confirmed_fall_is_explained_with_its_reason_and_figures_and_an_offer_follows() -> None:
    outcome = step(looked_into(), prices_of())

    assert keys(outcome) == [
        ["explain.promotion", "explain.from_to", "explain.not_fair"],
        ["offer.refund_coupon", "offer.shall_i", "offer.or_coupon"],
    ]
    figures = dict(outcome.says[0].sentences[1].values)
    assert (figures["paid"], figures["lower"], figures["item"]) == (
        Money(9980, "EUR"),  # 2 × 49.90
        Money(8982, "EUR"),  # 2 × 44.91
        "2 × Canvas Slip-on",
    )
    assert outcome.case.step is Step.OFFER


def test_a_fall_without_a_promotion_is_told_by_its_day() -> None:
    outcome = step(looked_into(), prices_of(promotions=()))

    assert keys(outcome)[0] == ["explain.fell", "explain.from_to", "explain.not_fair"]


def test_several_articles_are_named_without_their_figures() -> None:
    two = order(line(quantity=1), line(quantity=1, sku="OTHER"), paid="99.80", id=1)
    prices = prices_of(two, tuple(seen(price, at, sku=sku) for sku in ("SLIP-CNV-WHT-40", "OTHER")
                                  for price, at in (("49.90", "01-05"), ("44.91", "02-13"))))  # fmt: skip

    outcome = step(looked_into(), prices)

    assert keys(outcome)[0][1] == "explain.several"


def test_what_was_checked_is_on_record_with_its_source() -> None:
    facts = {fact.name: fact for fact in step(looked_into(), prices_of()).case.facts}

    assert {name: fact.value for name, fact in facts.items()} == {
        "price fell": "fell",
        "paid": "99.80 EUR",
        "bought at": "2026-02-12T12:00:00+00:00",
        "difference": "9.98 EUR",
        "price of SLIP-CNV-WHT-40": "44.91 EUR seen 2026-02-13T12:00:00+00:00",
        "promotion": "Valentine's Day: 10 %, 2026-02-13T00:00:00+00:00 to 2026-02-15T23:59:00+00:00",
    }
    assert {fact.verification for fact in facts.values()} == {Verification.CONFIRMED}


UNCONFIRMED = [
    (prices_of(prices=NEVER_LOWER), [["explain.not_lower"]], "not_confirmed"),
    (prices_of(prices=FELL_LATE, at=day("03-02")), [["explain.fell_later", "explain.person_if_wrong"]], "not_confirmed"),
    (prices_of(prices=()), [["explain.not_observed"]], "cannot_be_verified"),
    (prices_of(order(refunded="99.80", id=1)), [["explain.nothing_paid", "explain.person_if_wrong"]], "not_confirmed"),
    (prices_of(order(promised=Money(998, "EUR"), id=1)), [["explain.made_up", "explain.person_if_wrong"]], "confirmed"),
]  # fmt: skip


@pytest.mark.parametrize(("records", "said_then", "verdict"), UNCONFIRMED)
def test_what_is_not_confirmed_is_explained_and_nothing_is_offered(records: Any, said_then: Any, verdict: str) -> None:
    outcome = step(looked_into(), records)

    assert keys(outcome) == said_then
    assert buttons(outcome) == ["clear", "person"]
    assert (outcome.case.step, outcome.case.offer, outcome.wait_for_reply) == (Step.EXPLAIN, None, True)
    assert next(fact.verification for fact in outcome.case.facts if fact.name == "price fell") == verdict


def test_a_claim_after_the_time_for_claims_is_told_so() -> None:
    late = replace(looked_into(), opened_at=ORDER.placed_at + timedelta(days=30, seconds=1))

    outcome = step(late, prices_of(at=late.opened_at))

    assert keys(outcome) == [["explain.wrote_later", "explain.person_if_wrong"]]


def test_a_claim_on_the_last_moment_of_the_thirtieth_day_is_in_time() -> None:
    last = replace(looked_into(), opened_at=ORDER.placed_at + timedelta(days=30))

    outcome = step(last, prices_of(at=last.opened_at + timedelta(days=2)))

    assert outcome.case.step is Step.OFFER


def test_a_payment_that_nobody_can_tell_of_goes_to_a_person() -> None:
    outcome = step(looked_into(), prices_of(order(status="cancelled", id=1)))

    assert keys(outcome) == [["explain.unsettled", "person.looks"]]
    assert ("handed over", "unsettled payment") in notes(outcome)


def test_a_price_that_lies_in_the_future_is_not_known() -> None:
    outcome = step(looked_into(), prices_of(prices=(seen("49.90", "02-13"), seen("10.00", "02-17"))))

    assert keys(outcome) == [["explain.not_lower"]]


def test_goodwill_is_offered_only_where_the_owner_switched_it_on() -> None:
    generous = replace(PRACTICE, policy=policy(goodwill_percent="5"))

    outcome = step(looked_into(), prices_of(prices=NEVER_LOWER), generous)

    assert keys(outcome)[1] == ["offer.goodwill", "offer.shall_i"]
    assert outcome.case.step is Step.OFFER


@pytest.mark.parametrize("event", [said(thanks=True), said("got it", clear=True), said(answer=Answer.YES), pressed(Choice.CLEAR)])
def test_who_is_content_with_the_explanation_is_let_go(event: Any) -> None:
    outcome = step(looked_into(), event)

    assert (keys(outcome), outcome.case.ending) == ([["close.clear"]], Ending.CLEAR)


@pytest.mark.parametrize(
    "event",
    [
        said(answer=Answer.NO),
        said(answer=Answer.BUT),
        said("yes?", answer=Answer.YES, question=True),
        said("thanks, but it was cheaper yesterday", thanks=True, guesses=(Guess(Cause.PRICE_DROP, 0.5),)),
        said("thanks, that is not fair", thanks=True, answer=Answer.NO),
        said("I see, but it was cheaper", clear=True, guesses=(Guess(Cause.PRICE_DROP, 0.5),)),
        said("ok, I saw it for 40 euros", answer=Answer.YES, amounts=(Money(4000, "EUR"),)),
        said("ok https://shop.example.com/slip", answer=Answer.YES),
        said("hm"),
    ],
)
def test_nothing_is_closed_over_a_protest_or_with_something_to_check(event: Any) -> None:
    outcome = step(looked_into(), event)

    assert keys(outcome) == [["person.checks"]]
    assert (outcome.case.ending, outcome.case.keeper) == (None, Keeper.WAITING)
    (evidence,) = (fact for fact in outcome.case.facts if fact.name == "evidence")
    assert (evidence.value, evidence.verification) == (event.understood.text, Verification.STATED)


def test_a_yes_to_the_question_for_a_link_is_not_the_end_of_the_matter() -> None:
    outcome = step(EVIDENCE, said("yes, one moment", answer=Answer.YES))

    assert keys(outcome) == [["person.checks"]]


def test_a_person_checks_within_the_time_for_a_solution() -> None:
    outcome = step(EVIDENCE, said("https://shop.example.com/slip"))

    assert dict(outcome.says[0].sentences[0].values)["when"] == AT + timedelta(hours=24)


def test_what_is_still_needed_after_a_person_was_there_brings_a_person_again() -> None:
    outcome = step(replace(looked_into(), asked=Asked.ANYTHING_ELSE), said("yes", answer=Answer.YES))

    assert keys(outcome) == [["person.looks"]]
    assert outcome.case.ending is None


def test_a_button_of_an_earlier_question_looks_again() -> None:
    outcome = step(replace(looked_into(), asked=Asked.ANYTHING_ELSE), pressed(Choice.THAT_IS_IT))

    assert (outcome.needs, outcome.case.asked) == (PricesNeeded(1), Asked.NOTHING)
