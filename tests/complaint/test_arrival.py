"""What the records call delivered: the buyer is asked whether it has come, and neither is doubted."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from bot.complaint.arrival import HAS_COME, STILL_MISSING
from bot.complaint.case import Case, Ending
from bot.complaint.event import Choice, OrderAnswered, Said
from bot.complaint.outcome import MatterNeeded, Outcome
from bot.language.understand import Answer, Asked, Guess, WordsUnderstander
from bot.terms import Cause, Keeper, Question, Step
from tests.complaint.cases import AT, ORDER, PRACTICE, buttons, case, keys, matter_of, notes, pressed, said, step

DELIVERED = replace(ORDER, shipped_at=AT - timedelta(days=20), delivered_at=AT - timedelta(days=3))
TEN_DAYS_LATE = replace(DELIVERED, estimated_delivery_max=date(2026, 2, 3))
IN_TIME = replace(DELIVERED, estimated_delivery_max=date(2026, 2, 13))


def waiting(**more: Any) -> Case:
    """A complaint of a late parcel whose records are being looked at."""
    known: dict[str, Any] = {"cause": Cause.LATE_DELIVERY, "consoled": True, "confirmed": True, "order_id": ORDER.id}
    return case(Step.EXPLAIN, **known | more)


def asked(of: Any = TEN_DAYS_LATE) -> Outcome:
    return step(waiting(), matter_of(of))


def wondering() -> Case:
    """Somebody who only asked where their parcel is, and hears that it was delivered."""
    question = case(Step.LISTEN, cause=Cause.OTHER_QUESTION, question=Question.PARCEL, order_id=ORDER.id)
    return step(question, matter_of(DELIVERED)).case


def test_whoever_complains_of_what_is_called_delivered_is_asked_whether_it_has_come() -> None:
    outcome = asked()

    assert keys(outcome) == [["explain.arrived"]]
    assert [(button.choice, button.argument) for button in outcome.says[0].buttons] == [
        (Choice.ARRIVED, HAS_COME),
        (Choice.ARRIVED, STILL_MISSING),
    ]
    assert (outcome.case.asked, outcome.case.keeper, outcome.wait_for_reply) == (Asked.ARRIVED, Keeper.BOT, True)


@pytest.mark.parametrize("event", [pressed(Choice.ARRIVED, HAS_COME), said("yes it came yesterday", answer=Answer.YES)])
def test_what_came_too_late_is_made_up_for_by_the_days_it_was_late(event: Any) -> None:
    answered = step(asked().case, event)
    outcome = step(answered.case, matter_of(TEN_DAYS_LATE))

    assert answered.needs == MatterNeeded()
    assert keys(outcome)[0] == ["explain.came_late"]
    assert outcome.case.offer is not None
    assert [part.percent for one in outcome.case.offer.offer.proposals for part in one.parts] == [None, 15]


def test_that_it_left_us_late_is_owned_though_it_came() -> None:
    left_late = replace(TEN_DAYS_LATE, ship_by=date(2026, 1, 20))

    outcome = step(waiting(arrived=True), matter_of(left_late))

    assert keys(outcome)[0] == ["explain.came_late", "explain.shipped_late"]


def test_what_came_over_twenty_days_late_is_a_persons() -> None:
    outcome = step(waiting(arrived=True), matter_of(replace(TEN_DAYS_LATE, estimated_delivery_max=date(2026, 1, 20))))

    assert (keys(outcome), outcome.case.keeper) == ([["explain.came_late", "person.looks"]], Keeper.WAITING)


def test_what_came_in_time_is_said_so_with_a_person_a_press_away() -> None:
    outcome = step(waiting(arrived=True), matter_of(IN_TIME))

    assert (keys(outcome), buttons(outcome)) == ([["explain.came_in_time"]], ["clear", "person"])


def test_where_no_day_was_promised_nobody_calls_it_late_or_in_time() -> None:
    nothing_promised = replace(PRACTICE.policy.delivery, policy_max_days=0, transit_max_days={})
    practice = replace(PRACTICE, policy=replace(PRACTICE.policy, delivery=nothing_promised))

    outcome = step(waiting(arrived=True), matter_of(DELIVERED), practice)

    assert keys(outcome) == [["explain.by_a_person", "person.looks"]]


@pytest.mark.parametrize("event", [pressed(Choice.ARRIVED, STILL_MISSING), said("no", answer=Answer.NO)])
def test_what_is_still_missing_is_asked_of_the_carrier_by_a_person(event: Any) -> None:
    answered = step(asked().case, event)
    outcome = step(answered.case, matter_of(TEN_DAYS_LATE))

    assert keys(outcome) == [["explain.delivered", "person.looks"]]


def test_a_reply_that_leaves_it_open_is_asked_once_more_and_then_a_persons() -> None:
    once = step(asked().case, said("it was the neighbour's turn", question=False))
    twice = step(once.case, said("hm"))

    assert (keys(once), buttons(once)) == ([["explain.arrived_again"]], ["has_come", "not_here", "person"])
    assert notes(twice) == [("handed over", "not understood")]


def test_a_question_back_is_no_answer() -> None:
    outcome = step(asked().case, said("yes and where is it?", answer=Answer.YES, question=True))

    assert keys(outcome) == [["explain.arrived_again"]]


def test_what_came_and_is_broken_is_a_matter_of_its_own() -> None:
    outcome = step(asked().case, said("yes but it is in pieces", guesses=(Guess(Cause.DAMAGED, 0.9),)))

    assert (outcome.case.cause, outcome.case.step, outcome.case.arrived) == (Cause.DAMAGED, Step.LISTEN, True)


def test_a_button_of_the_question_pressed_late_asks_what_is_open_again() -> None:
    offered = step(waiting(arrived=True), matter_of(TEN_DAYS_LATE)).case

    outcome = step(offered, pressed(Choice.ARRIVED, STILL_MISSING))

    assert (keys(outcome)[0], outcome.case.arrived) == (["offer.stands"], True)


def test_whoever_only_asked_and_has_it_needs_nothing_more() -> None:
    outcome = step(wondering(), said("yes", answer=Answer.YES))

    assert (keys(outcome), outcome.case.ending) == ([["close.clear"]], Ending.CLEAR)


def test_no_to_whether_it_is_there_does_not_close_the_case() -> None:
    outcome = step(wondering(), said("no, nothing came", answer=Answer.NO))

    assert keys(outcome) == [["apologize.late_delivery"]]
    assert (outcome.case.cause, outcome.case.step, outcome.case.ending) == (Cause.LATE_DELIVERY, Step.EXPLAIN, None)
    assert keys(step(outcome.case, matter_of(DELIVERED))) == [["explain.delivered", "person.looks"]]


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("Yes. It is empty!", "en"),
        ("Yes, one of the two boots", "en"),
    ],
)
def test_a_yes_with_more_to_it_closes_nothing_and_is_not_taken_for_a_no(words: str, language: str) -> None:
    understood = WordsUnderstander().understand(words, language, Asked.ARRIVED)

    outcome = step(wondering(), Said(understood, AT))

    assert (keys(outcome), outcome.case.ending, outcome.case.arrived) == ([["explain.arrived_again"]], None, None)


def test_whoever_had_more_to_say_is_asked_for_it_once_it_is_known_to_be_there() -> None:
    once = step(wondering(), said("yes. it is empty!"))

    outcome = step(once.case, pressed(Choice.ARRIVED, HAS_COME))

    assert (keys(outcome), outcome.case.ending) == ([["person.anything_else"]], None)


def reading_back_late() -> Case:
    order = {"order_id": ORDER.id, "order_number": ORDER.number}
    return case(Step.LISTEN, cause=Cause.LATE_DELIVERY, consoled=True, asked=Asked.READ_BACK, **order)


def test_that_it_came_but_late_can_be_pressed_where_it_is_read_back_as_missing() -> None:
    pressed_so = step(reading_back_late(), pressed(Choice.ARRIVED, HAS_COME)).case
    a_plain_yes = step(reading_back_late(), said("yes", answer=Answer.YES)).case

    assert (pressed_so.arrived, a_plain_yes.arrived) == (True, False)
    assert pressed_so.confirmed


def test_what_was_said_to_be_missing_is_not_asked_for_again() -> None:
    missing = step(reading_back_late(), said("yes", answer=Answer.YES)).case
    looked_at = step(missing, OrderAnswered(TEN_DAYS_LATE, too_many=False, at=AT)).case

    assert keys(step(looked_at, matter_of(TEN_DAYS_LATE))) == [["explain.delivered", "person.looks"]]


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("yes it arrived late", "en"),
        ("it came, but two weeks too late", "en"),
        ("Sí, llegó muy tarde", "es"),
        ("收到了，但是太晚了", "zh_Hans"),
        ("ist da, kam aber viel zu spät", "de"),
        ("届きましたが、遅すぎました", "ja"),
    ],
)
def test_whoever_only_asked_and_says_that_it_came_late_has_a_complaint_of_what_has_come(words: str, language: str) -> None:
    outcome = step(wondering(), Said(WordsUnderstander().understand(words, language, Asked.ARRIVED), AT))

    assert (outcome.case.cause, outcome.case.arrived, outcome.needs) == (Cause.LATE_DELIVERY, True, MatterNeeded())


@pytest.mark.parametrize(
    ("words", "language", "has_come"),
    [
        ("it came but too late", "en", True),
        ("no, still waiting", "en", False),
        ("llegó, pero muy tarde", "es", True),
        ("sigo sin recibirlo", "es", False),
        ("geldi ama çok geç", "tr", True),
        ("وصلني متأخر", "ar", True),
        ("لسه ما وصل", "ar", False),
        ("届いたけど遅すぎます", "ja", True),
        ("まだ届いていません", "ja", False),
        ("还没到", "zh_Hans", False),
    ],
)
def test_where_a_late_parcel_is_read_back_words_say_what_the_third_button_says(words: str, language: str, has_come: bool) -> None:
    known = step(reading_back_late(), Said(WordsUnderstander().understand(words, language, Asked.READ_BACK), AT)).case

    assert (known.confirmed, known.arrived) == (True, has_come)


def test_that_it_came_and_is_broken_does_not_confirm_that_it_is_late() -> None:
    understood = WordsUnderstander().understand("it came but the glass is broken", "en", Asked.READ_BACK)

    outcome = step(reading_back_late(), Said(understood, AT))

    assert (outcome.case.confirmed, outcome.case.arrived) == (False, None)


def test_what_came_too_late_by_the_first_message_is_not_read_back_as_missing() -> None:
    understood = WordsUnderstander().understand("It came, but two weeks too late! order 1042", "en", Asked.NOTHING)
    told = step(case(Step.LISTEN), Said(understood, AT)).case
    proven = replace(told, order_id=ORDER.id, order_number=ORDER.number)

    outcome = step(proven, OrderAnswered(TEN_DAYS_LATE, too_many=False, at=AT))

    assert (told.cause, told.arrived) == (Cause.LATE_DELIVERY, True)
    assert (keys(outcome), buttons(outcome)) == ([["listen.read_back.late_delivery_came"]], ["that_is_it", "not_that"])
    assert step(outcome.case, said("yes", answer=Answer.YES)).case.arrived is True


def test_what_is_still_missing_by_the_first_message_is_read_back_so() -> None:
    understood = WordsUnderstander().understand("It says delivered but my parcel never came", "en", Asked.NOTHING)

    assert step(case(Step.LISTEN), Said(understood, AT)).case.arrived is None


def test_more_to_say_than_that_it_has_come_is_asked_for() -> None:
    long = "I have it now, sorry for asking, my neighbour had taken it in on Monday and forgot all about it"

    plain, more = (
        step(wondering(), Said(WordsUnderstander().understand(words, "en", Asked.ARRIVED), AT)) for words in ("got it", long)
    )

    assert (keys(plain), keys(more)) == ([["close.clear"]], [["person.anything_else"]])


@pytest.mark.parametrize(
    ("words", "language"),
    [("only half of it came", "en"), ("ein Teil fehlt", "de"), ("没有收齐", "zh_Hans"), ("一部しか届いていません", "ja")],
)
def test_of_what_came_in_part_something_is_missing(words: str, language: str) -> None:
    understood = WordsUnderstander().understand(words, language, Asked.ARRIVED)

    outcome = step(asked().case, Said(understood, AT))

    assert (outcome.case.cause, outcome.case.arrived, outcome.case.step) == (Cause.MISSING_ITEM, True, Step.LISTEN)


def test_a_late_parcel_that_is_read_back_may_have_come_in_part() -> None:
    reading = replace(waiting(), step=Step.LISTEN, confirmed=False, asked=Asked.READ_BACK)

    outcome = step(reading, Said(WordsUnderstander().understand("no, one piece is missing", "en", Asked.READ_BACK), AT))

    assert outcome.case.cause is Cause.MISSING_ITEM


def test_what_is_said_at_an_offer_to_have_come_meanwhile_is_looked_into_anew() -> None:
    missing = replace(ORDER, shipped_at=AT - timedelta(days=20), tracking=("DHL:1",), estimated_delivery_max=date(2026, 2, 3))
    offered = step(waiting(arrived=False), matter_of(missing)).case
    words = WordsUnderstander().understand("it arrived yesterday", "en", Asked.OFFER)

    came = step(offered, Said(words, AT))
    outcome = step(came.case, matter_of(missing))

    assert (came.needs, came.case.arrived, came.case.offer) == (MatterNeeded(), True, None)
    assert keys(outcome) == [["explain.came_late"], ["offer.things", "offer.shall_i", "offer.or_things"]]
    assert outcome.case.offers == 2


def test_at_an_offer_nothing_has_come_by_words_without_a_day() -> None:
    missing = replace(ORDER, shipped_at=AT - timedelta(days=20), tracking=("DHL:1",), estimated_delivery_max=date(2026, 2, 3))
    offered = step(waiting(arrived=False), matter_of(missing)).case

    outcome = step(offered, Said(WordsUnderstander().understand("got it", "en", Asked.OFFER), AT))

    assert (outcome.case.arrived, outcome.case.step) == (False, Step.OFFER)
