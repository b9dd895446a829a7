"""What is asked for, how it is understood, and that nothing is asked twice."""

from dataclasses import replace

import pytest

from bot.complaint.event import Choice, OrderAnswered
from bot.complaint.outcome import OrderAgain, OrderNeeded, PricesNeeded
from bot.language.understand import Answer, Asked, Guess
from bot.terms import Cause, Keeper, Step, Verification, Wish
from tests.complaint.cases import (
    AT,
    DROP,
    ORDER,
    PRACTICE,
    buttons,
    case,
    keys,
    looked_into,
    notes,
    pressed,
    reading_back,
    said,
    step,
)

ANSWERED = OrderAnswered(ORDER, too_many=False, at=AT)


def test_the_first_words_are_answered_with_sympathy_who_is_speaking_and_one_question() -> None:
    outcome = step(case(Step.APOLOGIZE), said(guesses=(DROP,)))

    assert keys(outcome) == [
        ["apologize.price_drop", "apologize.who_i_am", "apologize.privacy"],
        ["listen.order"],
    ]
    assert (outcome.case.step, outcome.case.asked, outcome.case.consoled) == (Step.LISTEN, Asked.ORDER, True)


def test_words_without_a_cause_are_greeted_and_asked_what_happened() -> None:
    outcome = step(case(Step.APOLOGIZE), said(greeting=True))

    assert keys(outcome) == [["apologize.hello", "apologize.who_i_am", "apologize.privacy"], ["listen.what_happened"]]
    assert not outcome.case.consoled


def test_sympathy_is_said_once_as_soon_as_the_trouble_is_known() -> None:
    greeted = step(case(Step.APOLOGIZE), said(greeting=True)).case

    told = step(greeted, said(guesses=(DROP,)))
    told_again = step(told.case, said(guesses=(DROP,)))

    assert keys(told) == [["apologize.price_drop", "listen.order"]]
    assert ["apologize.price_drop"] not in [line[:1] for line in keys(told_again)]


def test_danger_calls_a_person_first_and_is_asked_for_nothing() -> None:
    outcome = step(case(Step.APOLOGIZE), said(safety=True, guesses=(DROP,)))

    assert keys(outcome) == [["apologize.safety", "person.at_once"], ["apologize.who_i_am", "apologize.privacy"]]
    assert (outcome.case.keeper, outcome.case.cause) == (Keeper.WAITING, Cause.SAFETY)
    assert ("handed over", "safety") in notes(outcome)


@pytest.mark.parametrize("before", [case(Step.APOLOGIZE), case(), reading_back(), looked_into()])
def test_a_person_is_one_word_away_in_every_step(before: object) -> None:
    outcome = step(before, said(wants_person=True))

    assert keys(outcome)[-1] == ["person.comes"]
    assert outcome.case.keeper is Keeper.WAITING
    assert not outcome.wait_for_reply


def test_only_what_is_missing_is_asked_for() -> None:
    first = step(case(), said(guesses=(DROP,)))
    second = step(first.case, said(order_numbers=("WL-1042",)))
    third = step(second.case, said(emails=("ana@example.com",)))

    assert keys(first)[-1][-1] == "listen.order"
    assert keys(second) == [["listen.proof"]]
    assert (keys(third), third.needs) == ([], OrderNeeded("WL-1042", "ana@example.com"))


def test_all_in_one_message_is_asked_for_nothing() -> None:
    outcome = step(case(), said(guesses=(DROP,), order_numbers=("WL-1042",), postcodes=("28013",)))

    assert outcome.needs == OrderNeeded("WL-1042", "28013")
    assert keys(outcome) == [["apologize.price_drop"]]


def test_the_proven_order_is_read_back_with_its_articles() -> None:
    outcome = step(case(cause=Cause.PRICE_DROP, order_number="wl 1042", proof="28013"), ANSWERED)

    assert keys(outcome) == [["listen.read_back.price_drop"]]
    assert buttons(outcome) == ["that_is_it", "not_that"]
    assert (outcome.case.order_id, outcome.case.order_number, outcome.case.asked) == (1, "WL-1042", Asked.READ_BACK)
    (fact,) = outcome.case.facts
    assert (fact.name, fact.value, fact.verification) == ("order", "WL-1042", Verification.CONFIRMED)


def test_an_order_that_is_proven_before_the_cause_is_known_is_asked_what_happened() -> None:
    outcome = step(case(order_number="WL-1042", proof="28013"), ANSWERED)

    assert keys(outcome) == [["listen.what_happened"]]


def test_number_and_proof_that_do_not_belong_together_are_both_asked_for_again() -> None:
    before = case(cause=Cause.PRICE_DROP, order_number="WL-1042", proof="00000")

    outcome = step(before, OrderAnswered(None, too_many=False, at=AT))

    assert keys(outcome) == [["listen.not_found"]]
    assert (outcome.case.order_number, outcome.case.proof, outcome.case.order_id) == ("", "", 0)
    assert outcome.case.facts == ()


def test_after_too_many_wrong_proofs_it_is_a_persons_turn() -> None:
    before = case(cause=Cause.PRICE_DROP, order_number="WL-1042", proof="00000")

    outcome = step(before, OrderAnswered(None, too_many=True, at=AT))

    assert keys(outcome) == [["listen.too_many", "person.looks"]]
    assert outcome.case.keeper is Keeper.WAITING


@pytest.mark.parametrize("event", [said(answer=Answer.YES), pressed(Choice.THAT_IS_IT)])
def test_a_yes_to_what_was_read_back_looks_into_the_price(event: object) -> None:
    outcome = step(reading_back(), event)

    assert (outcome.case.step, outcome.needs, outcome.says) == (Step.EXPLAIN, PricesNeeded(1), ())


@pytest.mark.parametrize("event", [said(answer=Answer.NO), said(answer=Answer.BUT), pressed(Choice.NOT_THAT)])
def test_anything_else_than_a_plain_yes_to_it_is_asked_what_differs(event: object) -> None:
    outcome = step(reading_back(), event)

    assert keys(outcome) == [["listen.what_differs"]]
    assert buttons(outcome) == ["another_order", "another_cause", "person"]


@pytest.mark.parametrize("cause", [Cause.BAD_SERVICE, Cause.MEMBERSHIP_BENEFIT])
def test_who_was_treated_badly_or_is_a_member_is_asked_for_any_order_with_the_reason(cause: Cause) -> None:
    outcome = step(case(), said(guesses=(Guess(cause, 0.9),)))

    assert keys(outcome) == [[f"apologize.{cause}", "listen.any_order"]]


def test_another_order_named_at_the_read_back_is_proven_anew_by_what_was_given() -> None:
    before = replace(reading_back(), proof="ana@example.com")

    outcome = step(before, said(order_numbers=("WL-2000",)))

    assert outcome.case.order_id == 0
    assert outcome.needs == OrderNeeded("WL-2000", "ana@example.com")


def test_another_order_is_asked_for_its_number_and_never_again_for_the_proof() -> None:
    differs = step(replace(reading_back(), proof="ana@example.com"), pressed(Choice.NOT_THAT)).case

    asked = step(differs, pressed(Choice.ANOTHER_ORDER))
    named = step(asked.case, said(order_numbers=("WL-2000",)))

    assert keys(asked) == [["listen.other_order"]]
    assert (named.says, named.needs) == ((), OrderNeeded("WL-2000", "ana@example.com"))


def test_words_beside_the_point_do_not_turn_one_complaint_into_another() -> None:
    before = case(cause=Cause.PRICE_DROP, consoled=True, asked=Asked.PROOF, order_number="WL-1042")

    outcome = step(before, said(guesses=(Guess(Cause.PAYMENT, 0.9),)))

    assert outcome.case.cause is Cause.PRICE_DROP


def test_a_correction_of_the_cause_at_the_read_back_is_read_back_again() -> None:
    outcome = step(reading_back(), said(guesses=(Guess(Cause.DAMAGED, 0.9),)))

    assert (outcome.case.cause, outcome.needs) == (Cause.DAMAGED, OrderAgain(1))


def test_an_unsure_cause_is_given_to_choose_from() -> None:
    unsure = (Guess(Cause.DAMAGED, 0.4), Guess(Cause.WRONG_ITEM, 0.3))

    asked = step(case(), said(guesses=unsure))
    chosen = step(asked.case, pressed(Choice.CAUSE, Cause.WRONG_ITEM))

    assert (keys(asked)[-1][-1], buttons(asked)[:2]) == ("listen.which_of_these", ["damaged", "wrong_item"])
    assert (chosen.case.cause, keys(chosen)) == (Cause.WRONG_ITEM, [["apologize.wrong_item", "listen.order"]])


def test_after_so_many_replies_in_vain_it_is_a_persons_turn() -> None:
    asked = step(case(), said(guesses=(DROP,))).case

    first = step(asked, said("hm"))
    second = step(first.case, said("hm"))

    assert PRACTICE.unclear_replies == 2
    assert keys(first) == [["listen.order_where"]]
    assert keys(second) == [["person.looks"]]


@pytest.mark.parametrize("asked", [Asked.ORDER, Asked.PROOF])
def test_thanks_are_welcome_and_count_as_no_reply_in_vain(asked: Asked) -> None:
    number = "" if asked is Asked.ORDER else "WL-1042"
    before = case(cause=Cause.PRICE_DROP, consoled=True, asked=asked, order_number=number, unclear=1)

    outcome = step(before, said("ok danke", thanks=True))

    assert keys(outcome)[0] == ["close.welcome"]
    assert (outcome.case.asked, outcome.case.keeper) == (asked, Keeper.BOT)
    assert len(outcome.says) == 2


def test_thanks_with_more_to_say_are_read_for_it() -> None:
    before = case(cause=Cause.PRICE_DROP, consoled=True, asked=Asked.ORDER)

    outcome = step(before, said("thanks, I can't find it", thanks=True))

    assert keys(outcome) == [["listen.order_where"]]


def test_a_wish_is_kept_as_the_buyers_words() -> None:
    outcome = step(case(), said(guesses=(DROP,), wish=Wish.COUPON))

    assert outcome.case.wish is Wish.COUPON
    assert [(fact.name, fact.verification) for fact in outcome.case.facts] == [
        ("cause", Verification.STATED),
        ("wish", Verification.STATED),
    ]


@pytest.mark.parametrize("choice", [Choice.ACCEPT, Choice.DECLINE, Choice.CLEAR])
def test_a_button_of_another_step_puts_the_open_question_again(choice: Choice) -> None:
    outcome = step(case(cause=Cause.PRICE_DROP, consoled=True, asked=Asked.ORDER), pressed(choice, "1:0"))

    assert keys(outcome) == [["listen.order"]]
    assert not outcome.agreed


@pytest.mark.parametrize("cause", [Cause.BAD_SERVICE, Cause.SAFETY, Cause.OTHER_QUESTION, Cause.DAMAGED])
def test_a_late_button_after_a_person_dealt_with_it_asks_once_more_what_is_left(cause: Cause) -> None:
    before = case(cause=cause, order_id=1, asked=Asked.ANYTHING_ELSE)

    outcome = step(before, pressed(Choice.NOT_THAT))

    assert keys(outcome) == [["person.anything_else"]]
    assert outcome.needs is None


@pytest.mark.parametrize(
    "event", [said(answer=Answer.NO), said(thanks=True), said("好的，清楚了", clear=True, answer=Answer.YES)]
)
def test_when_nothing_is_left_the_case_is_closed(event: object) -> None:
    outcome = step(case(asked=Asked.ANYTHING_ELSE), event)

    assert (keys(outcome), outcome.case.ending) == ([["close.clear"]], "clear")


def test_when_something_is_left_a_person_looks_again() -> None:
    outcome = step(case(asked=Asked.ANYTHING_ELSE), said(answer=Answer.YES))

    assert (keys(outcome), outcome.case.keeper) == ([["person.looks"]], Keeper.WAITING)


def test_danger_is_never_asked_for_an_order_not_even_by_a_late_button() -> None:
    asked = step(case(cause=Cause.SAFETY, order_id=1, asked=Asked.ANYTHING_ELSE), pressed(Choice.ANOTHER_ORDER)).case

    outcome = step(asked, said(order_numbers=("WL-2000",), emails=("ana@example.com",)))

    assert (keys(outcome), outcome.needs) == ([["person.has_all"]], None)


def test_what_the_first_words_made_us_think_of_is_still_offered_once_the_order_is_told() -> None:
    likely = (Guess(Cause.PAYMENT, 0.4), Guess(Cause.RETURN_REQUEST, 0.3))
    asked = step(case(Step.APOLOGIZE), said("thieves, my money", guesses=likely)).case

    told = step(asked, said("WL-2026-0062 ana.lp@example.com", order_numbers=("WL-2026-0062",), emails=("ana.lp@example.com",)))

    assert [button.argument for button in told.says[-1].buttons[:2]] == [Cause.PAYMENT, Cause.RETURN_REQUEST]
    assert len(told.says[-1].buttons) == 4


def test_what_was_thought_of_is_forgotten_where_it_is_something_else() -> None:
    asked = step(case(Step.APOLOGIZE), said("my money", guesses=(Guess(Cause.PAYMENT, 0.4),))).case

    other = step(asked, pressed(Choice.ANOTHER_CAUSE)).case

    assert step(other, said("yes", answer=Answer.YES)).case.cause is None


@pytest.mark.parametrize("asked", [Asked.ORDER, Asked.PROOF])
def test_that_it_is_broken_replaces_what_was_told_before_even_where_the_order_is_asked_for(asked: Asked) -> None:
    late = case(cause=Cause.LATE_DELIVERY, asked=asked, consoled=True)

    outcome = step(late, said("in fact it is broken", guesses=(Guess(Cause.DAMAGED, 0.9),)))

    assert outcome.case.cause is Cause.DAMAGED


def test_that_it_was_late_too_replaces_nothing_where_the_order_is_asked_for() -> None:
    broken = case(cause=Cause.DAMAGED, asked=Asked.ORDER, consoled=True)

    outcome = step(broken, said("and it came late", guesses=(Guess(Cause.LATE_DELIVERY, 0.9),)))

    assert outcome.case.cause is Cause.DAMAGED
