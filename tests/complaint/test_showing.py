"""What a buyer shows instead of saying: pictures are counted and thanked for once, what we cannot take in is told kindly."""

import pytest

from bot.complaint.event import CannotRead, Said
from bot.complaint.post import Unreadable
from bot.language.understand import Asked, Understanding
from bot.terms import Cause, Keeper, Step
from tests.complaint.cases import AT, DROP, agreed, case, keys, offered, reading_back, said, step

THANKS = ["doors.pictures_thanks"]
PICTURES = Said(Understanding(""), AT, pictures=2)


def cannot(kind: Unreadable) -> CannotRead:
    return CannotRead(kind, AT)


def test_pictures_are_counted_together() -> None:
    once = step(case(asked=Asked.ORDER), PICTURES).case
    twice = step(once, PICTURES).case

    assert [fact.value for fact in twice.facts if fact.name == "pictures"] == ["4"]


def test_pictures_without_a_word_are_thanked_for_and_the_question_is_asked_again() -> None:
    outcome = step(case(cause=Cause.PRICE_DROP, consoled=True, asked=Asked.ORDER), PICTURES)

    assert keys(outcome) == [THANKS, ["listen.order"]]
    assert outcome.case.asked is Asked.ORDER


@pytest.mark.parametrize("before", [offered(), agreed()], ids=["offer", "execute"])
def test_pictures_without_a_word_change_nothing_where_enough_is_known(before) -> None:  # type: ignore[no-untyped-def]
    outcome = step(before, PICTURES)

    assert keys(outcome) == [THANKS]
    assert outcome.case.step is before.step
    assert not outcome.agreed


def test_an_offer_still_waits_for_its_answer_after_pictures() -> None:
    assert step(offered(), PICTURES).wait_for_reply is True


def test_the_first_message_is_greeted_before_its_pictures_are_thanked_for() -> None:
    first = Said(Understanding("it got cheaper", guesses=(DROP,)), AT, pictures=1)

    assert keys(step(case(Step.APOLOGIZE), first))[:2] == [
        ["apologize.price_drop", "apologize.who_i_am", "apologize.privacy"],
        THANKS,
    ]


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        (Unreadable.VOICE, "doors.cannot_listen"),
        (Unreadable.VIDEO, "doors.cannot_watch"),
        (Unreadable.FILE, "doors.cannot_open"),
        (Unreadable.PLACE, "doors.need_no_place"),
        (Unreadable.CONTACT, "doors.need_no_contact"),
    ],
)
def test_what_we_cannot_take_in_is_told_with_what_does_as_well(kind: Unreadable, line: str) -> None:
    outcome = step(offered(), cannot(kind))

    assert keys(outcome) == [[line]]
    assert outcome.case == offered()
    assert outcome.wait_for_reply is True


def test_whoever_begins_with_a_voice_message_is_greeted_and_may_say_what_happened() -> None:
    outcome = step(case(Step.APOLOGIZE), cannot(Unreadable.VOICE))

    assert keys(outcome) == [["apologize.hello", "apologize.who_i_am", "apologize.privacy"], ["doors.cannot_listen"]]
    assert (outcome.case.step, outcome.case.asked) == (Step.LISTEN, Asked.WHAT_HAPPENED)


def test_the_words_beside_a_file_are_answered_and_the_file_is_told_of() -> None:
    beside = Said(Understanding("it got cheaper", guesses=(DROP,)), AT, unread=Unreadable.FILE)

    first, second, *_ = keys(step(case(Step.APOLOGIZE), beside))

    assert first == ["apologize.price_drop", "apologize.who_i_am", "apologize.privacy"]
    assert second == ["doors.cannot_open"]


def test_a_yes_beside_a_file_is_a_yes() -> None:
    beside = said("yes", answer="yes")
    with_file = Said(beside.understood, AT, unread=Unreadable.FILE)

    assert keys(step(reading_back(), with_file))[0] == ["doors.cannot_open"]
    assert keys(step(reading_back(), with_file))[1:] == keys(step(reading_back(), beside))


@pytest.mark.parametrize("event", [PICTURES, cannot(Unreadable.VOICE), Said(Understanding("hi"), AT, unread=Unreadable.FILE)])
def test_nothing_is_said_of_it_while_a_person_has_the_case(event) -> None:  # type: ignore[no-untyped-def]
    assert keys(step(case(keeper=Keeper.PERSON, person="Mei"), event)) == []
