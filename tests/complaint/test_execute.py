"""What was agreed is said once, in true tenses, and nothing is "done" before it is."""

from dataclasses import replace
from typing import Any

import pytest

from bot.complaint import execute
from bot.complaint.case import PartSettled, PartState
from bot.complaint.event import Choice
from bot.complaint.explain import still_holds
from bot.language.understand import Answer, Guess
from bot.remedy.money import Money
from bot.terms import Cause, Keeper, RemedyKind, Step, Verification
from tests.complaint.cases import (
    AT,
    DROP,
    PRACTICE,
    agreed,
    buttons,
    case,
    keys,
    looked_into,
    notes,
    offered,
    pressed,
    prices_of,
    said,
    step,
)
from tests.remedy.claims import policy, seen

GOODWILL = replace(PRACTICE, policy=policy(goodwill_percent="5"))
MONEY_ONLY = replace(PRACTICE, policy=policy(coupon_percent="0"))
NEVER_LOWER = (seen("49.90", "02-13"),)


@pytest.mark.parametrize(
    ("practice", "records", "chosen", "line", "figures"),
    [
        (PRACTICE, {}, 0, "execute.noted_refund_coupon", "refund 9.98 EUR + coupon 5 %"),
        (PRACTICE, {}, 1, "execute.noted_coupon", "coupon 14.97 EUR"),
        (MONEY_ONLY, {}, 0, "execute.noted_refund", "refund 9.98 EUR"),
        (GOODWILL, {"prices": NEVER_LOWER}, 0, "execute.noted_percent", "coupon 5 %"),
    ],
)
def test_what_was_agreed_is_repeated_in_full(practice: Any, records: Any, chosen: int, line: str, figures: str) -> None:
    outcome = step(offered(practice, **records), pressed(Choice.ACCEPT, f"1:{chosen}"), practice)

    assert keys(outcome) == [[line]]
    assert (outcome.case.facts[-1].name, outcome.case.facts[-1].value) == ("agreed", figures)
    assert outcome.case.facts[-1].verification is Verification.CONFIRMED
    assert notes(outcome) == [("agreed", f"offer 1, proposal {chosen + 1}: {figures}")]
    assert not outcome.wait_for_reply


def test_thanks_are_answered_and_change_nothing() -> None:
    outcome = step(agreed(), said(thanks=True))

    assert (keys(outcome), outcome.case) == ([["execute.welcome"]], agreed())


def test_a_no_beside_thanks_is_told_how_it_stands_and_is_never_welcome() -> None:
    outcome = step(agreed(), said("no thanks", answer=Answer.NO, thanks=True))

    assert (keys(outcome), buttons(outcome)) == ([["execute.status"]], ["person"])


def test_who_takes_the_yes_back_reaches_a_person() -> None:
    changed = (Guess(Cause.RETURN_REQUEST, 0.5),)

    outcome = step(agreed(), said("no, I changed my mind", answer=Answer.NO, guesses=changed))

    assert (keys(outcome), outcome.case.keeper) == ([["person.looks"]], Keeper.WAITING)
    assert (outcome.case.agreed, notes(outcome)) == (0, [("handed over", "a no after the yes")])


@pytest.mark.parametrize("event", [said("when?", question=True), said(answer=Answer.NO), said(guesses=(DROP,))])
def test_a_question_gets_the_true_state_and_a_person_beside_it(event: Any) -> None:
    outcome = step(agreed(), event)

    assert (keys(outcome), buttons(outcome)) == ([["execute.status"]], ["person"])
    assert replace(outcome.case, unclear=0) == agreed()


def test_who_asks_on_hears_what_is_known_and_then_has_a_person() -> None:
    first = step(agreed(), said("when?", question=True))
    second = step(first.case, said("but when exactly?", question=True))
    third = step(second.case, said("WHEN?", question=True))

    assert (keys(second), buttons(second)) == ([["offer.terms"]], ["person"])
    assert (keys(third), third.case.keeper) == ([["person.looks"]], Keeper.WAITING)


def test_where_no_money_is_due_who_asks_on_hears_that_no_more_is_known() -> None:
    with_coupon = step(offered(), pressed(Choice.ACCEPT, "1:1")).case

    outcome = step(replace(with_coupon, unclear=1), said("when?", question=True))

    assert (keys(outcome), buttons(outcome)) == ([["aside.all_i_know"]], ["person"])


def test_only_questions_are_counted() -> None:
    told = step(agreed(), said(answer=Answer.NO)).case

    assert keys(step(told, said("hm", answer=Answer.NO))) == [["execute.status"]]


@pytest.mark.parametrize(
    "event",
    [
        said(guesses=(Guess(Cause.DAMAGED, 0.9),)),
        said(order_numbers=("WL-2000",)),
        said(guesses=(DROP,), order_numbers=("WL-2000",), thanks=True),
    ],
)
def test_another_trouble_or_another_order_goes_to_a_person(event: Any) -> None:
    outcome = step(agreed(), event)

    assert (keys(outcome), outcome.case.keeper) == ([["person.looks"]], Keeper.WAITING)
    assert notes(outcome) == [("handed over", "another matter came up")]


def test_the_same_order_named_again_is_no_other_matter() -> None:
    assert keys(step(agreed(), said(order_numbers=("wl1042",)))) == [["execute.status"]]


def test_a_late_call_for_a_person_reaches_one_and_keeps_the_agreement() -> None:
    outcome = step(agreed(), pressed(Choice.PERSON))

    assert keys(outcome) == [["person.comes"]]
    assert (outcome.case.step, outcome.case.agreed) == (Step.EXECUTE, 0)


def test_a_yes_that_can_no_longer_be_kept_is_told_at_once_and_takes_the_offer_off_the_table() -> None:
    outcome = execute.cannot(offered(), AT, PRACTICE, "the month's budget is spent")

    assert keys(outcome) == [["execute.cannot", "person.looks"]]
    assert (outcome.case.step, outcome.case.offer, outcome.agreed) == (Step.EXPLAIN, None, False)
    assert outcome.case.waits_for == "a person"
    assert notes(outcome) == [("handed over", "the month's budget is spent")]


def test_a_new_offer_after_one_that_failed_has_a_version_of_its_own() -> None:
    failed = replace(execute.cannot(offered(), AT, PRACTICE, "less is left").case, keeper=Keeper.BOT)

    again = step(failed, prices_of()).case
    late = step(again, pressed(Choice.ACCEPT, "1:0"))

    assert (again.offers, late.agreed) == (2, False)


def test_what_is_still_given_holds_and_what_is_more_does_not() -> None:
    from_before = offered().offer
    assert from_before is not None
    first, other = from_before.offer.proposals
    less = (seen("49.90", "01-05"), seen("47.00", "02-13"))  # 2 × 2.90 = 5.80 less

    def holds(records: Any, proposal: Any = first, *, by_bot: bool = True) -> bool:
        return still_holds(looked_into(), proposal, by_bot, records, PRACTICE)

    assert holds(prices_of()) is True
    assert holds(prices_of(), other) is True
    assert holds(prices_of(prices=less)) is False
    assert holds(prices_of(prices=NEVER_LOWER), by_bot=False) is False
    assert holds(prices_of(budget=replace(prices_of().budget, spent=Money(99_000, "EUR")))) is False
    assert holds(prices_of(budget=replace(prices_of().budget, spent=Money(99_000, "EUR"))), by_bot=False) is True


def test_who_only_sends_something_back_is_not_told_that_all_is_done() -> None:
    returning = PartSettled(RemedyKind.RETURN, PartState.DONE, Money(0, "EUR"), told=True)
    told = replace(case(Step.REVIEW, told=True), settled=(returning,))

    assert keys(execute.state(told)) == [["done.waits_for_goods"]]
    assert keys(execute.state(replace(told, settled=(replace(returning, kind=RemedyKind.GIFT),)))) == [["done.already"]]
