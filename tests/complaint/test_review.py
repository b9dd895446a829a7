"""Afterwards a buyer is asked how it was: once, once more, and then let be. What they say of it is taken as it is meant."""

from dataclasses import replace
from typing import Any

import pytest

from bot.complaint.case import Case, Ending, PartSettled, PartState
from bot.complaint.event import Choice, HandedBack, ReviewDue, ReviewStage
from bot.complaint.outcome import Outcome
from bot.language.asking import Asking
from bot.language.understand import Answer, Asked, Guess
from bot.remedy.money import Money
from bot.terms import Cause, Keeper, Question, RemedyKind, Step, Verification
from tests.complaint.cases import AT, DROP, agreed, keys, notes, pressed, said, step

DAMAGED = Guess(Cause.DAMAGED, 0.9)
SEVEN = [("grade", str(grade)) for grade in range(1, 8)]


def settled() -> Case:
    """A case that is done and told, before anybody asks how it was."""
    return replace(agreed(), step=Step.REVIEW, told=True)


def asked() -> Case:
    return due(settled(), ReviewStage.ASK).case


def due(case: Case, stage: ReviewStage) -> Outcome:
    return step(case, ReviewDue(stage, AT))


def faces(outcome: Outcome) -> list[tuple[str, str]]:
    return [(button.choice, button.argument) for button in outcome.says[-1].buttons]


def test_the_question_comes_with_the_seven_grades_and_is_followed_by_one_reminder() -> None:
    outcome = due(settled(), ReviewStage.ASK)

    assert (keys(outcome), faces(outcome)) == ([["review.ask"]], SEVEN)
    assert (outcome.case.asked, outcome.review) == (Asked.GRADE, ReviewStage.REMIND)
    assert notes(outcome) == [("asked how it was", "")]


def test_the_silence_after_the_question_is_no_silence_of_an_open_case() -> None:
    assert not due(settled(), ReviewStage.ASK).wait_for_reply


def test_the_reminder_shows_the_grades_again_and_is_the_last() -> None:
    outcome = due(asked(), ReviewStage.REMIND)

    assert (keys(outcome), faces(outcome), outcome.review) == ([["review.remind"]], SEVEN, ReviewStage.LET_BE)
    assert outcome.case == asked()


def test_who_answers_neither_is_let_be_without_a_word() -> None:
    outcome = due(asked(), ReviewStage.LET_BE)

    assert (outcome.says, outcome.review, outcome.graded) == ((), None, None)
    assert (outcome.case.ending, outcome.case.asked) == (Ending.UNGRADED, Asked.NOTHING)
    assert notes(outcome) == [("closed", "ungraded")]


@pytest.mark.parametrize("stage", ReviewStage)
@pytest.mark.parametrize("keeper", [Keeper.WAITING, Keeper.PERSON])
def test_nobody_is_asked_while_a_person_has_the_case(stage: ReviewStage, keeper: Keeper) -> None:
    held = replace(settled(), keeper=keeper)

    assert due(held, stage) == Outcome(held)


@pytest.mark.parametrize("stage", ReviewStage)
def test_nobody_is_asked_about_a_closed_case(stage: ReviewStage) -> None:
    closed = replace(settled(), ending=Ending.SETTLED)

    assert due(closed, stage) == Outcome(closed)


@pytest.mark.parametrize("grade", [1, 2, 3])
@pytest.mark.parametrize("typed", [True, False])
def test_a_low_grade_opens_the_case_for_a_person(grade: int, typed: bool) -> None:
    outcome = step(asked(), said(str(grade), grade=grade) if typed else pressed(Choice.GRADE, str(grade)))

    assert keys(outcome) == [["review.thanks_low", "person.looks"]]
    assert (outcome.case.keeper, outcome.case.ending, outcome.graded) == (Keeper.WAITING, None, grade)
    assert notes(outcome) == [("graded", str(grade)), ("handed over", f"reopened: grade {grade}")]


@pytest.mark.parametrize(
    ("grade", "line"),
    [(4, "review.thanks_middle"), (5, "review.thanks_middle"), (6, "review.thanks_high"), (7, "review.thanks_high")],
)
@pytest.mark.parametrize("typed", [True, False])
def test_any_other_grade_is_thanked_for_and_closes_the_case(grade: int, line: str, typed: bool) -> None:
    outcome = step(asked(), said(str(grade), grade=grade) if typed else pressed(Choice.GRADE, str(grade)))

    assert (keys(outcome), outcome.graded) == ([[line]], grade)
    assert (outcome.case.keeper, outcome.case.ending) == (Keeper.BOT, Ending.GRADED)
    assert notes(outcome) == [("graded", str(grade)), ("closed", "graded")]


@pytest.mark.parametrize(
    ("event", "source"), [(said("7", grade=7), "the buyer's words"), (pressed(Choice.GRADE, "7"), "a press of the buyer")]
)
def test_a_grade_is_on_record_with_where_it_comes_from(event: Any, source: str) -> None:
    fact = step(asked(), event).case.facts[-1]

    assert (fact.name, fact.value, fact.verification, fact.source) == ("grade", "7", Verification.STATED, source)


@pytest.mark.parametrize(
    "mixed",
    [
        said("quite all right, but slow", answer=Answer.BUT),
        said("ok but took long", answer=Answer.BUT, guesses=(Guess(Cause.LATE_DELIVERY, 0.5),)),
        said("nice, you could be friendlier", guesses=(Guess(Cause.BAD_SERVICE, 0.4),)),
    ],
)
def test_a_mixed_verdict_without_a_grade_is_answered_with_the_seven(mixed: Any) -> None:
    outcome = step(asked(), mixed)

    assert (keys(outcome), faces(outcome), outcome.case.keeper) == ([["review.tap"]], SEVEN, Keeper.BOT)


@pytest.mark.parametrize(
    "event",
    [
        said("ok, but it may be torn", answer=Answer.BUT, guesses=(Guess(Cause.DAMAGED, 0.4),)),
        said("never came", answer=Answer.NO, guesses=(Guess(Cause.LATE_DELIVERY, 0.5),)),
    ],
)
def test_a_mixed_verdict_with_something_open_goes_to_a_person(event: Any) -> None:
    assert step(asked(), event).case.keeper is Keeper.WAITING


def test_a_grade_beside_a_but_is_taken() -> None:
    assert step(asked(), said("all right, but slow", grade=4, answer=Answer.BUT)).graded == 4


def test_a_but_before_the_question_goes_to_a_person() -> None:
    assert step(settled(), said("yes but", answer=Answer.BUT)).case.keeper is Keeper.WAITING


@pytest.mark.parametrize("words", ["7", "7!", "七"])
def test_a_figure_that_nobody_asked_for_is_no_grade(words: str) -> None:
    assert step(settled(), said(words, grade=7)).graded is None


@pytest.mark.parametrize(("grade", "line"), [(7, "review.thanks_high"), (5, "review.thanks_middle")])
def test_a_plain_verdict_counts_before_anybody_asks(grade: int, line: str) -> None:
    outcome = step(settled(), said("five stars", grade=grade))

    assert (keys(outcome), outcome.graded, outcome.case.ending) == ([[line]], grade, Ending.GRADED)


def test_a_low_verdict_before_anybody_asks_opens_the_case_for_a_person() -> None:
    outcome = step(settled(), said("far too slow", grade=2))

    assert (keys(outcome), outcome.graded) == ([["review.thanks_low", "person.looks"]], 2)


@pytest.mark.parametrize(
    ("event", "line"),
    [
        (said("great", grade=7, answer=Answer.YES), "done.already"),
        (said("great, thanks", grade=7, answer=Answer.YES, thanks=True), "close.welcome"),
        (said("ok, but not good", grade=3, answer=Answer.BUT), "person.looks"),
        (said("lovely, where is it?", grade=7, question=True), "person.looks"),
        (said("lovely, but torn", grade=7, guesses=(Guess(Cause.DAMAGED, 0.4),)), "person.looks"),
    ],
)
def test_what_may_mean_something_else_is_no_grade_before_anybody_asks(event: Any, line: str) -> None:
    outcome = step(settled(), event)

    assert (keys(outcome), outcome.graded) == ([[line]], None)


def test_nothing_is_graded_before_what_was_sent_back_is_paid_for() -> None:
    goods = PartSettled(RemedyKind.RETURN, PartState.DONE, Money(9980, "EUR"), told=True)
    waiting = replace(settled(), offer=None, settled=(goods,))

    assert step(waiting, said("five stars", grade=7)).graded is None


def test_praise_beside_another_trouble_is_no_grade() -> None:
    outcome = step(asked(), said(grade=7, guesses=(DAMAGED,)))

    assert (keys(outcome), outcome.graded) == ([["person.looks"]], None)
    assert notes(outcome) == [("handed over", "another matter came up")]


def test_praise_beside_the_same_trouble_is_no_grade_either() -> None:
    outcome = step(asked(), said(grade=7, guesses=(DROP,)))

    assert (keys(outcome), outcome.graded) == ([["person.looks"]], None)
    assert notes(outcome) == [("handed over", "the buyer wrote after it was done")]


def test_a_low_grade_counts_whatever_else_is_said() -> None:
    assert step(asked(), said(grade=1, guesses=(DAMAGED,))).graded == 1


@pytest.mark.parametrize("event", [said("yes", answer=Answer.YES), said("tuesday")])
def test_words_that_give_no_grade_are_answered_with_the_seven_once(event: Any) -> None:
    first = step(asked(), event)
    second = step(first.case, event)

    assert (keys(first), faces(first), first.case.keeper) == ([["review.tap"]], SEVEN, Keeper.BOT)
    assert (keys(second), second.case.keeper) == ([["person.looks"]], Keeper.WAITING)


def test_words_that_nobody_asked_for_are_answered_once_with_how_things_stand() -> None:
    first = step(settled(), said("alright then"))
    second = step(first.case, said("alright then"))

    assert (keys(first), first.case.keeper) == ([["done.already"]], Keeper.BOT)
    assert (keys(second), second.case.keeper) == ([["person.looks"]], Keeper.WAITING)


def test_what_was_said_before_the_question_does_not_count_against_the_answer() -> None:
    before = step(settled(), said("alright then")).case
    question = step(before, ReviewDue(ReviewStage.ASK, AT))

    assert keys(step(question.case, said("tuesday"))) == [["review.tap"]]


def test_after_the_seven_were_shown_again_there_is_no_reminder() -> None:
    assert step(asked(), said("tuesday")).review is ReviewStage.LET_BE


def test_a_grade_after_the_seven_were_shown_again_counts() -> None:
    again = step(asked(), said("tuesday")).case

    assert step(again, said("6", grade=6)).graded == 6


@pytest.mark.parametrize(
    "event",
    [
        said("no", answer=Answer.NO),
        said("where is it?", question=True),
        said("but where is it?", answer=Answer.BUT, question=True),
        said("idiots", abusive=True),
        said("it fell again", guesses=(DROP,)),
        said("thanks for nothing, it fell again", thanks=True, guesses=(DROP,)),
        said("thanks, but where is it?", thanks=True, question=True),
    ],
)
def test_what_sounds_like_something_open_goes_to_a_person_at_once(event: Any) -> None:
    outcome = step(asked(), event)

    assert (keys(outcome), outcome.case.keeper) == ([["person.looks"]], Keeper.WAITING)
    assert notes(outcome) == [("handed over", "the buyer wrote after it was done")]


def test_thanks_instead_of_a_grade_close_the_case_and_nobody_asks_again() -> None:
    outcome = step(asked(), said(thanks=True))

    assert (keys(outcome), outcome.case.ending, outcome.review) == ([["close.welcome"]], Ending.UNGRADED, None)


def test_thanks_before_the_question_leave_it_to_come() -> None:
    outcome = step(settled(), said(thanks=True))

    assert (keys(outcome), outcome.case) == ([["close.welcome"]], settled())


def test_a_second_yes_after_it_is_done_gets_the_true_state() -> None:
    outcome = step(settled(), said(answer=Answer.YES))

    assert (keys(outcome), outcome.case) == ([["done.already"]], settled())


def test_an_old_button_gets_the_true_state() -> None:
    outcome = step(asked(), pressed(Choice.ACCEPT, "1:0"))

    assert (keys(outcome), outcome.case) == ([["done.already"]], asked())


@pytest.mark.parametrize("event", [said(wants_person=True, grade=7), pressed(Choice.PERSON)])
def test_a_call_for_a_person_comes_before_any_grade(event: Any) -> None:
    outcome = step(asked(), event)

    assert (keys(outcome), outcome.graded) == ([["person.comes"]], None)


def test_danger_comes_before_any_grade() -> None:
    outcome = step(asked(), said(safety=True, grade=7))

    assert (keys(outcome), outcome.graded) == ([["apologize.safety", "person.at_once"]], None)


def test_a_face_pressed_after_a_person_helped_is_the_newer_grade() -> None:
    reopened = step(asked(), pressed(Choice.GRADE, "2")).case
    back = step(reopened, HandedBack("Mei", AT)).case

    outcome = step(back, pressed(Choice.GRADE, "6"))

    assert (outcome.graded, outcome.case.ending) == (6, Ending.GRADED)
    assert [fact.value for fact in outcome.case.facts if fact.name == "grade"] == ["6"]


def test_who_needs_nothing_more_after_a_person_helped_is_left_in_peace() -> None:
    reopened = step(asked(), pressed(Choice.GRADE, "2")).case
    back = step(reopened, HandedBack("Mei", AT)).case

    outcome = step(back, said(answer=Answer.NO))

    assert (keys(outcome), outcome.case.ending) == ([["close.clear"]], Ending.CLEAR)


def test_another_grade_takes_the_place_of_the_one_before_and_is_said_so() -> None:
    before = replace(step(asked(), said("so so", grade=4)).case, ending=None, asked=Asked.GRADE)

    outcome = step(before, said("6 points", grade=6))

    assert keys(outcome) == [["review.grade_changed", "review.thanks_high"]]
    assert (outcome.graded, outcome.case.ending) == (6, Ending.GRADED)


@pytest.mark.parametrize(
    ("words", "told"),
    [(said("6", grade=6), [["review.grade_changed"]]), (said("terrible", grade=1), []), (said("2", grade=2), [])],
)
def test_who_waits_for_a_person_after_a_low_grade_may_give_another_in_figures(words: Any, told: list[list[str]]) -> None:
    low = step(asked(), said("2", grade=2)).case

    outcome = step(low, words)

    assert (keys(outcome), outcome.case.keeper) == (told, Keeper.WAITING)


def test_when_the_money_is_there_is_told_once_more_and_then_a_person_is_called() -> None:
    asks_when = said("how many days until it is in my account?", question=True, asking=Asking(Question.REMEDY))

    refund = PartSettled(RemedyKind.REFUND, PartState.DONE, Money(998, "EUR"), reference="R-1001", told=True)

    first = step(replace(settled(), settled=(refund,)), asks_when)
    again = step(replace(first.case, unclear=2), asks_when)

    assert keys(first)[0][0] == "done.refunded"
    assert keys(again) == [["person.looks"]]
