"""What is asked and is no complaint: answered from the records, in the owner's words, in kind; else by a person."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from bot.complaint.case import Case, Ending
from bot.complaint.event import Choice, MatterAnswered, OrderAnswered
from bot.complaint.outcome import MatterNeeded, Outcome
from bot.language.asking import Asking
from bot.language.understand import Answer, Asked, Guess
from bot.remedy.decision import Budget, History
from bot.remedy.money import Money
from bot.shop.answers import Shelf, ShortAnswer
from bot.shop.orders import Order, Untold
from bot.terms import Cause, Expectation, Keeper, Question, Step, Wish
from tests.complaint.cases import AT, ORDER, PRACTICE, buttons, case, keys, notes, pressed, said, step
from tests.remedy.claims import day

LATE = Guess(Cause.LATE_DELIVERY, 0.8)
QUESTION = Guess(Cause.OTHER_QUESTION, 0.8)
SHIPPED = replace(ORDER, shipped_at=day("02-13"), estimated_delivery_max=date(2026, 2, 26), tracking=("DHL:0034",))
HOURS = ShortAnswer("hours", ("When are you open?",), (("en", "From nine."), ("es", "Desde las nueve.")))
SHOP = replace(PRACTICE, shelf=Shelf((HOURS,)))


def asks(question: Question, *, plainly: bool = True, **more: Any) -> Any:
    return said("?", asking=Asking(question, plainly), question=True, **more)


def records(of: Order) -> MatterAnswered:
    none = Money.zero("EUR")
    return MatterAnswered(of, (), none, 0, History(0, 0, none), Budget(none), AT)


def asked(question: Question, of: Order = ORDER) -> Case:
    """A case whose order is proven, and of which the records are asked this."""
    return case(cause=Cause.OTHER_QUESTION, question=question, order_id=of.id, order_number=of.number)


def told(question: Question, of: Order) -> Outcome:
    return step(asked(question, of), records(of))


def test_a_plain_question_for_the_parcel_is_no_complaint_though_many_who_ask_it_have_one() -> None:
    outcome = step(case(Step.APOLOGIZE), asks(Question.PARCEL, guesses=(LATE,)))

    assert keys(outcome) == [["apologize.hello", "apologize.who_i_am", "apologize.privacy"], ["listen.order"]]
    assert (outcome.case.cause, outcome.case.question) == (Cause.OTHER_QUESTION, Question.PARCEL)


def test_a_question_with_a_complaint_around_it_is_a_complaint() -> None:
    outcome = step(case(), asks(Question.PARCEL, plainly=False, guesses=(LATE,)))

    assert (outcome.case.cause, outcome.case.question) == (Cause.LATE_DELIVERY, None)


def test_a_question_asked_in_passing_makes_no_question_of_a_complaint() -> None:
    before = case(cause=Cause.DAMAGED, asked=Asked.ORDER)

    outcome = step(before, asks(Question.PARCEL, order_numbers=("WL-1",)))

    assert (outcome.case.cause, outcome.case.question) == (Cause.DAMAGED, None)


def test_the_records_are_asked_as_soon_as_the_order_is_proven() -> None:
    before = replace(asked(Question.PARCEL), order_id=0, proof="ana@example.com")

    outcome = step(before, OrderAnswered(ORDER, too_many=False, at=AT))

    assert outcome.needs == MatterNeeded()
    assert outcome.says == ()


@pytest.mark.parametrize("question", [Question.PARCEL, Question.SHIPPED])
def test_where_a_parcel_is_is_told_with_its_promised_day_and_its_number(question: Question) -> None:
    outcome = told(question, SHIPPED)

    assert keys(outcome) == [["question.shipped", "question.promised", "explain.under_way"]]
    assert [dict(one.values) for one in outcome.says[0].sentences[:2]] == [
        {"order": outcome.says[0].sentences[0].values[0][1], "shipped": date(2026, 2, 13)},
        {"promised": date(2026, 2, 26)},
    ]
    assert buttons(outcome) == ["clear", "person"]
    assert (outcome.case.asked, outcome.case.question, outcome.let_be) == (Asked.CLEAR, None, True)


def test_what_has_not_left_yet_is_said_to_be_here() -> None:
    outcome = told(Question.SHIPPED, replace(ORDER, estimated_delivery_max=date(2026, 2, 26)))

    assert keys(outcome) == [["question.not_shipped", "question.promised"]]


def test_what_the_carrier_calls_delivered_is_said_so_and_nobody_is_doubted() -> None:
    outcome = told(Question.PARCEL, replace(SHIPPED, delivered_at=day("02-15")))

    assert keys(outcome) == [["question.delivered"]]


def test_a_parcel_that_turns_out_to_be_late_is_made_good_without_a_complaint() -> None:
    late = replace(SHIPPED, estimated_delivery_max=date(2026, 2, 14))

    outcome = told(Question.PARCEL, late)

    assert (outcome.case.cause, outcome.case.step, outcome.case.confirmed) == (Cause.LATE_DELIVERY, Step.EXPLAIN, True)
    assert outcome.needs == MatterNeeded()


def test_where_the_files_tell_nothing_of_parcels_a_person_looks_and_nothing_is_guessed() -> None:
    outcome = told(Question.PARCEL, replace(ORDER, untold=frozenset({Untold.PARCELS})))

    assert keys(outcome) == [["explain.no_parcel", "person.looks"]]
    assert outcome.case.keeper is Keeper.WAITING


@pytest.mark.parametrize(
    ("untold", "line"), [(frozenset(), "question.ordered"), (frozenset({Untold.TOTAL}), "question.ordered_unpriced")]
)
def test_what_was_ordered_is_told_with_what_was_paid_where_that_is_known(untold: frozenset[Untold], line: str) -> None:
    assert keys(told(Question.ORDER, replace(ORDER, untold=untold))) == [[line]]


@pytest.mark.parametrize(
    ("of", "lines"),
    [
        (ORDER, ["question.change_in_time", "person.looks"]),
        (SHIPPED, ["question.change_shipped", "person.looks"]),
        (replace(ORDER, untold=frozenset({Untold.PARCELS})), ["person.looks"]),
    ],
)
def test_an_address_is_changed_by_a_person_and_the_buyer_hears_what_is_true(of: Order, lines: list[str]) -> None:
    outcome = told(Question.CHANGE, of)

    assert keys(outcome) == [lines]
    assert outcome.case.keeper is Keeper.WAITING


def test_an_answer_for_another_order_than_the_one_asked_about_is_passed_over() -> None:
    before = asked(Question.PARCEL)

    assert step(before, records(replace(ORDER, id=2))) == Outcome(before)


@pytest.mark.parametrize(
    ("language", "line", "text"),
    [("es", "question.answer", "Desde las nueve."), ("zh_Hans", "question.answer_own", "From nine.")],
)
def test_the_owners_answer_is_said_in_the_buyers_language_else_as_it_was_written(language: str, line: str, text: str) -> None:
    outcome = step(case(), replace(said(), understood=replace(said("when are you open?").understood, language=language)), SHOP)

    assert keys(outcome) == [[line]]
    assert dict(outcome.says[0].sentences[0].values) == {"answer": text}
    assert buttons(outcome) == ["clear", "person"]


def test_the_owners_answer_stands_below_a_complaint() -> None:
    outcome = step(case(), said("when are you open?", guesses=(Guess(Cause.DAMAGED, 0.9),)), SHOP)

    assert keys(outcome)[-1][-1] == "listen.order"


def test_a_question_nobody_has_answered_is_a_persons() -> None:
    outcome = step(case(), said("is it vegan?", guesses=(QUESTION,), question=True), SHOP)

    assert keys(outcome) == [["person.answers"]]


def test_thanks_are_answered_in_kind_and_nobody_is_called() -> None:
    outcome = step(case(Step.APOLOGIZE), said("thank you", thanks=True))

    assert keys(outcome)[-1] == ["question.kind"]
    assert outcome.case.keeper is Keeper.BOT


def test_thanks_beside_trouble_are_not_the_matter() -> None:
    outcome = step(case(), said("thanks a lot", thanks=True, guesses=(Guess(Cause.DAMAGED, 0.3),)))

    assert keys(outcome) != [["question.kind"]]


def test_a_fair_wish_that_cannot_be_met_today_is_not_promised() -> None:
    outcome = step(case(), said("free shipping", asking=Asking(demand=Expectation.WANTED_NOT_TODAY)))

    assert keys(outcome) == [["expect.wanted_not_today_yet"]]


@pytest.mark.parametrize("more", [{"thanks": True}, {"answer": Answer.YES}, {"answer": Answer.NO, "thanks": True}])
def test_whoever_is_content_with_an_answer_closes_the_case(more: dict[str, object]) -> None:
    answered = told(Question.PARCEL, SHIPPED).case

    assert step(answered, said("", **more)).case.ending is Ending.CLEAR


def test_a_bare_no_to_what_was_no_question_is_asked_about_and_the_next_one_closes_the_case() -> None:
    first = step(told(Question.PARCEL, SHIPPED).case, said("no", answer=Answer.NO))
    second = step(first.case, said("no", answer=Answer.NO))

    assert (keys(first), first.case.ending) == ([["person.anything_else"]], None)
    assert second.case.ending is Ending.CLEAR


def test_who_then_needs_something_is_not_taken_for_content() -> None:
    asked = step(told(Question.PARCEL, SHIPPED).case, said("no", answer=Answer.NO)).case

    outcome = step(asked, said("yes", answer=Answer.YES))

    assert (keys(outcome), outcome.case.ending) == ([["listen.what_happened"]], None)


@pytest.mark.parametrize("more", [{}, {"answer": Answer.NO}, {"thanks": True}, {"clear": True}])
@pytest.mark.parametrize("asked", [Asked.CLEAR, Asked.ANYTHING_ELSE])
def test_nobody_who_swears_is_content(more: dict[str, object], asked: Asked) -> None:
    answered = replace(told(Question.PARCEL, SHIPPED).case, asked=asked)

    assert step(answered, said("get lost", abusive=True, **more)).case.ending is None


def test_who_says_that_it_is_clear_needs_nothing_more() -> None:
    assert step(told(Question.PARCEL, SHIPPED).case, said("got it", clear=True)).case.ending is Ending.CLEAR


def test_the_button_says_so_too() -> None:
    assert step(told(Question.PARCEL, SHIPPED).case, pressed(Choice.CLEAR)).case.ending is Ending.CLEAR


def test_who_asks_on_hears_that_no_more_is_known_and_then_has_a_person() -> None:
    answered = told(Question.PARCEL, SHIPPED).case

    first = step(answered, said("but when exactly?", question=True))
    second = step(first.case, asks(Question.PARCEL))

    assert (keys(first), buttons(first), first.case.asked) == ([["aside.all_i_know"]], ["clear", "person"], Asked.CLEAR)
    assert (keys(second), second.case.keeper) == ([["person.answers"]], Keeper.WAITING)


def test_a_complaint_is_no_asking_on() -> None:
    answered = told(Question.PARCEL, SHIPPED).case

    assert keys(step(answered, said("why is it broken?", question=True, guesses=(Guess(Cause.DAMAGED, 0.9),)))) != [
        ["aside.all_i_know"]
    ]


@pytest.mark.parametrize(
    ("understood", "kind"),
    [
        ({"thanks": True, "guesses": (Guess(Cause.LATE_DELIVERY, 0.45),)}, True),
        ({"thanks": True, "guesses": (Guess(Cause.LATE_DELIVERY, 0.55),)}, False),
        ({"guesses": (Guess(Cause.LATE_DELIVERY, 0.15),)}, True),
        ({"guesses": (Guess(Cause.LATE_DELIVERY, 0.25),)}, False),
        ({"thanks": True, "question": True}, False),
        ({"thanks": True, "wish": Wish.REFUND}, False),
    ],
)
def test_praise_is_thanked_for_unless_something_else_is_meant(understood: dict[str, Any], kind: bool) -> None:
    outcome = step(case(), said("super fast!", praise=True, **understood))

    assert (keys(outcome) == [["question.kind"]]) is kind


def test_a_further_question_is_answered_without_asking_for_the_order_again() -> None:
    answered = told(Question.PARCEL, SHIPPED).case

    outcome = step(answered, asks(Question.ORDER))

    assert (outcome.needs, outcome.says, outcome.case.question) == (MatterNeeded(), (), Question.ORDER)


def test_a_complaint_may_follow_on_an_answer() -> None:
    answered = told(Question.PARCEL, replace(SHIPPED, delivered_at=day("02-15"))).case

    outcome = step(answered, said("no, I don't have it", answer=Answer.NO, guesses=(LATE,)))

    assert (outcome.case.cause, outcome.case.step, outcome.needs) == (Cause.LATE_DELIVERY, Step.EXPLAIN, MatterNeeded())
    assert keys(outcome) == [["apologize.late_delivery"]]


def test_what_was_answered_is_noted() -> None:
    assert notes(told(Question.ORDER, ORDER)) == [("answered", "question.ordered")]


def test_an_answered_question_is_let_be_and_not_reminded() -> None:
    outcome = told(Question.ORDER, replace(ORDER, placed_at=AT - timedelta(days=3)))

    assert (outcome.let_be, outcome.wait_for_reply) == (True, False)


def test_who_says_that_they_have_a_question_is_asked_which() -> None:
    announced = asks(Question.ANNOUNCED, guesses=(Guess(Cause.OTHER_QUESTION, 0.9),))

    outcome = step(case(), announced)

    assert (keys(outcome), outcome.case.asked, outcome.case.cause) == ([["aside.ask_away"]], Asked.WHAT_HAPPENED, None)
    assert (outcome.case.keeper, outcome.wait_for_reply) == (Keeper.BOT, True)
