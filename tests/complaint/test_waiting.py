"""Who waits for us is told how it stands when they ask, once in a while; a person who has the case answers themselves."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.complaint.case import Case
from bot.complaint.event import Said
from bot.complaint.waiting import how_it_waits, waits_for_us
from bot.language.asking import Asking
from bot.language.understand import Guess, Understanding
from bot.terms import Authority, Cause, Keeper, Question, Step
from tests.complaint.cases import AT, case, keys, looked_into, offered, said, step

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
PROMISED = AT + 2 * HOUR


def waiting(**more: object) -> Case:
    return case(keeper=Keeper.WAITING, waits_since=AT, promised_by=PROMISED, **more)


def asks(after: timedelta = timedelta(), **understood: object) -> Said:
    return replace(said("where is my case?", **understood), at=AT + after)


ABOUT_IT = {"asking": Asking(Question.CASE, plainly=True)}


@pytest.mark.parametrize(
    "understood",
    [
        ABOUT_IT,
        {"anyone": True},
        {"greeting": True},
        {"question": True},
        {"guesses": (Guess(Cause.BAD_SERVICE, 0.9),)},
    ],
    ids=lambda understood: next(iter(understood)),
)
def test_who_asks_while_they_wait_hears_since_when_and_by_when(understood: dict[str, object]) -> None:
    outcome = step(waiting(), asks(MINUTE, **understood))

    assert keys(outcome) == [["person.waits"]]
    assert dict(outcome.says[0].sentences[0].values)["since"] == AT
    assert dict(outcome.says[0].sentences[0].values)["when"] == PROMISED


@pytest.mark.parametrize(
    "event",
    [said("It is the blue one."), said("What do I best wash canvas shoes with?", question=True)],
    ids=["an addition", "another question"],
)
def test_what_else_is_said_is_for_the_person_to_read(event: Said) -> None:
    outcome = step(waiting(), replace(event, at=AT + MINUTE))

    assert (outcome.says, outcome.case.informed_at) == ((), None)


def test_who_asks_again_at_once_has_the_answer_before_them() -> None:
    told = step(waiting(), asks(MINUTE, **ABOUT_IT)).case

    assert step(told, asks(15 * MINUTE, **ABOUT_IT)).says == ()
    assert keys(step(told, asks(16 * MINUTE, **ABOUT_IT))) == [["person.waits"]]


def test_a_promise_that_was_not_kept_is_owned() -> None:
    assert how_it_waits(waiting(), PROMISED).line.key == "person.waits"
    assert how_it_waits(waiting(), PROMISED + MINUTE).line.key == "person.waits_longer"


def test_nothing_is_said_while_a_person_has_the_case() -> None:
    outcome = step(replace(waiting(), keeper=Keeper.PERSON, person="Mei"), asks(MINUTE, **ABOUT_IT))

    assert outcome.says == ()


def test_who_was_not_told_that_a_person_comes_is_told_nothing_of_waiting() -> None:
    unpromised = replace(waiting(), promised_by=None)

    assert not waits_for_us(unpromised)
    assert step(unpromised, asks(MINUTE, **ABOUT_IT)).says == ()


def test_danger_is_heard_before_any_question() -> None:
    outcome = step(waiting(), asks(MINUTE, safety=True, **ABOUT_IT))

    assert keys(outcome) == [["apologize.safety", "person.at_once"]]


def test_a_case_waits_from_the_moment_it_is_handed_over() -> None:
    outcome = step(looked_into(), said("a person please", wants_person=True))

    assert (outcome.case.waits_since, waits_for_us(outcome.case)) == (AT, True)


def test_an_offer_that_is_to_be_approved_waits_for_us_and_one_that_is_made_does_not() -> None:
    made = offered()
    assert made.offer is not None
    pending = replace(made, offer=replace(made.offer, waits_for=Authority.STAFF))

    assert (waits_for_us(made), waits_for_us(pending)) == (False, True)
    assert how_it_waits(pending, AT).line.key == "offer.still_waits"


def test_whoever_asks_if_anybody_is_there_hears_so_and_what_is_open() -> None:
    outcome = step(case(Step.LISTEN, cause=Cause.PRICE_DROP, consoled=True), said("anyone there?", anyone=True))

    assert keys(outcome) == [["aside.here"], ["listen.order"]]
    assert outcome.case.keeper is Keeper.BOT


def test_whoever_asks_it_twice_has_a_person() -> None:
    once = step(case(Step.LISTEN), said("anyone there?", anyone=True)).case

    again = step(once, said("hello? anyone?", anyone=True))

    assert keys(again) == [["person.comes"]]
    assert again.case.keeper is Keeper.WAITING


def test_whoever_begins_with_it_is_greeted_and_asked_what_happened() -> None:
    outcome = step(case(Step.APOLOGIZE), Said(Understanding("anyone there?", anyone=True), AT))

    assert keys(outcome) == [["apologize.hello", "apologize.who_i_am", "apologize.privacy"], ["listen.what_happened"]]
    assert outcome.case.keeper is Keeper.BOT


def test_beneath_an_offer_it_gets_the_offer_once_more() -> None:
    outcome = step(offered(), said("anyone there?", anyone=True))

    assert keys(outcome) == [["aside.here"], ["offer.stands"], ["offer.refund_coupon", "offer.shall_i", "offer.or_coupon"]]
