"""The table as a whole: nothing is left out of it, and nothing gets past a person or a closed case."""

from dataclasses import replace
from itertools import product

import pytest

from bot.complaint import flow
from bot.complaint.case import Case, Ending, PartSettled, PartState
from bot.complaint.event import (
    EVENTS,
    Approved,
    CameByLink,
    CannotRead,
    Choice,
    ClosedByPerson,
    Doubt,
    Event,
    FactSet,
    GoodsBack,
    HandedBack,
    Joined,
    LookedUp,
    NotApproved,
    OrderAnswered,
    PersonSpoke,
    RemedySettled,
    ReviewDue,
    ReviewStage,
    Silence,
)
from bot.complaint.outcome import PricesNeeded
from bot.complaint.post import Unreadable
from bot.language.understand import Answer, Asked
from bot.remedy.money import Money
from bot.terms import Authority, Cause, Keeper, RemedyKind, Step
from tests.complaint.cases import (
    AT,
    ORDER,
    agreed,
    buttons,
    case,
    keys,
    looked_into,
    matter_of,
    notes,
    offered,
    pressed,
    prices_of,
    reading_back,
    said,
    step,
)

ONE_OF_EACH: tuple[Event, ...] = (
    said("hello"),
    pressed(Choice.PERSON),
    CannotRead(Unreadable.VOICE, AT),
    CameByLink(ORDER, AT),
    Joined(AT),
    OrderAnswered(ORDER, too_many=False, at=AT),
    prices_of(),
    matter_of(),
    LookedUp((), AT),
    FactSet("Mei", Cause.DAMAGED, AT),
    PersonSpoke("Mei", AT),
    HandedBack("Mei", AT),
    ClosedByPerson("Mei", AT),
    Approved("Mei", Authority.STAFF, AT),
    NotApproved("Mei", Doubt.UNSAID, "no", AT),
    RemedySettled((PartSettled(RemedyKind.REFUND, PartState.DONE, Money(998, "EUR"), reference="R-1042"),), AT),
    GoodsBack("Li", Money(998, "EUR"), AT),
    ReviewDue(ReviewStage.ASK, AT),
    Silence(last=False, at=AT),
)
RECORDED = (PersonSpoke, HandedBack, ClosedByPerson, RemedySettled, GoodsBack, FactSet)
"""What is written down whoever has the case: a person's own doing, and what became of the money."""
IN_STEP: dict[Step, Case] = {
    Step.APOLOGIZE: case(Step.APOLOGIZE),
    Step.LISTEN: reading_back(),
    Step.EXPLAIN: looked_into(),
    Step.OFFER: offered(),
    Step.EXECUTE: agreed(),
    Step.REVIEW: replace(agreed(), step=Step.REVIEW),
}


def test_every_pair_of_step_and_event_is_in_the_table_or_ignored_and_never_both() -> None:
    every = set(product(Step, EVENTS))

    assert set(flow.TABLE) | flow.IGNORED == every
    assert set(flow.TABLE) & flow.IGNORED == set()


@pytest.mark.parametrize("event", ONE_OF_EACH, ids=lambda event: type(event).__name__)
@pytest.mark.parametrize("at", Step)
def test_every_event_has_an_outcome_in_every_step(at: Step, event: Event) -> None:
    before = IN_STEP[at]

    outcome = step(before, event)

    if (at, type(event)) in flow.IGNORED:
        assert (outcome.case, outcome.says, outcome.needs, outcome.agreed) == (before, (), None, False)
    else:
        assert outcome.case.id == before.id


def test_one_of_each_event_was_tried() -> None:
    assert {type(event) for event in ONE_OF_EACH} == set(EVENTS)


@pytest.mark.parametrize("keeper", [Keeper.WAITING, Keeper.PERSON])
@pytest.mark.parametrize("event", [one for one in ONE_OF_EACH if not isinstance(one, RECORDED)], ids=lambda e: type(e).__name__)
@pytest.mark.parametrize("at", Step)
def test_while_a_person_has_a_case_nothing_moves_it(at: Step, event: Event, keeper: Keeper) -> None:
    before = replace(IN_STEP[at], keeper=keeper, person="Mei" if keeper is Keeper.PERSON else "")

    outcome = step(before, event)

    assert (outcome.case, outcome.says, outcome.needs, outcome.agreed) == (before, (), None, False)


@pytest.mark.parametrize("ending", Ending)
@pytest.mark.parametrize("event", [one for one in ONE_OF_EACH if not isinstance(one, RECORDED)], ids=lambda e: type(e).__name__)
@pytest.mark.parametrize("at", Step)
def test_a_closed_case_answers_nothing(at: Step, event: Event, ending: Ending) -> None:
    before = replace(IN_STEP[at], ending=ending)

    outcome = step(before, event)

    assert (outcome.case, outcome.says, outcome.needs, outcome.agreed) == (before, (), None, False)


@pytest.mark.parametrize("at", Step)
def test_a_person_takes_any_case_over_in_silence(at: Step) -> None:
    outcome = step(IN_STEP[at], PersonSpoke("Mei", AT))

    assert outcome.case == replace(IN_STEP[at], keeper=Keeper.PERSON, person="Mei")
    assert outcome.says == ()
    assert notes(outcome) == [("taken over", "Mei")]


@pytest.mark.parametrize("keeper", [Keeper.WAITING, Keeper.PERSON])
def test_money_that_moves_while_a_person_has_the_case_is_recorded_in_silence(keeper: Keeper) -> None:
    settled = next(one for one in ONE_OF_EACH if isinstance(one, RemedySettled))

    outcome = step(replace(agreed(), keeper=keeper), settled)

    assert (outcome.says, outcome.case.settled) == ((), settled.parts)
    assert (outcome.case.keeper, outcome.case.told) == (keeper, False)


def test_money_that_fails_after_the_end_is_owed_to_the_buyer_by_somebody() -> None:
    failed = RemedySettled((PartSettled(RemedyKind.REFUND, PartState.FAILED, Money(998, "EUR")),), AT)

    outcome = step(replace(agreed(), ending=Ending.SETTLED), failed)

    assert outcome.case.waits_for == "a person"


def test_a_person_who_has_the_case_takes_it_over_once() -> None:
    taken = step(looked_into(), PersonSpoke("Mei", AT)).case

    outcome = step(taken, PersonSpoke("Mei", AT))

    assert (outcome.case, outcome.notes) == (taken, ())


def test_a_person_who_writes_on_a_case_put_aside_opens_it_again() -> None:
    outcome = step(replace(offered(), ending=Ending.LAPSED), PersonSpoke("Mei", AT))

    assert outcome.case == replace(offered(), keeper=Keeper.PERSON, person="Mei")
    assert outcome.case.waits_for == "Mei"


def test_what_comes_back_in_the_step_of_an_offer_is_the_offer() -> None:
    taken = step(offered(), PersonSpoke("Mei", AT)).case

    outcome = step(taken, HandedBack("Mei", AT))

    assert keys(outcome) == [
        ["person.handed_back"],
        ["offer.stands"],
        ["offer.refund_coupon", "offer.shall_i", "offer.or_coupon"],
    ]
    assert outcome.case == replace(offered(), keeper=Keeper.BOT)
    assert outcome.wait_for_reply


def test_what_comes_back_while_listening_is_the_open_question() -> None:
    before = case(cause=Cause.PRICE_DROP, consoled=True, asked=Asked.NOTHING, keeper=Keeper.WAITING)

    outcome = step(before, HandedBack("Mei", AT))

    assert keys(outcome) == [["person.handed_back"], ["listen.order"]]
    assert (outcome.case.keeper, outcome.case.asked) == (Keeper.BOT, Asked.ORDER)


@pytest.mark.parametrize("cause", [Cause.SAFETY, Cause.OTHER_QUESTION])
def test_after_what_only_a_person_decides_it_is_asked_whether_anything_is_left(cause: Cause) -> None:
    before = case(cause=cause, order_id=1, keeper=Keeper.PERSON, person="Mei")

    outcome = step(before, HandedBack("Mei", AT))

    assert keys(outcome) == [["person.handed_back"], ["person.anything_else"]]
    assert outcome.case.asked is Asked.ANYTHING_ELSE


def test_what_comes_back_after_the_yes_is_how_it_stands() -> None:
    outcome = step(replace(agreed(), keeper=Keeper.WAITING), HandedBack("Mei", AT))

    assert keys(outcome) == [["person.handed_back"], ["execute.status"]]
    assert not outcome.agreed


def test_a_case_the_bot_has_cannot_be_handed_back() -> None:
    outcome = step(offered(), HandedBack("Mei", AT))

    assert (outcome.case, outcome.says) == (offered(), ())


@pytest.mark.parametrize("at", Step)
def test_a_person_closes_any_case_in_silence(at: Step) -> None:
    outcome = step(replace(IN_STEP[at], keeper=Keeper.PERSON, person="Mei"), ClosedByPerson("Mei", AT))

    assert (outcome.case.ending, outcome.case.keeper, outcome.case.waits_for) == (Ending.SETTLED, Keeper.BOT, "")
    assert outcome.says == ()
    assert notes(outcome) == [("closed", "settled by Mei")]


def test_silence_before_an_offer_reminds_of_it_with_its_buttons() -> None:
    outcome = step(offered(), Silence(last=False, at=AT))

    assert keys(outcome) == [["silence.offer"]]
    assert buttons(outcome) == ["accept_refund", "accept_coupon", "decline", "person"]
    assert outcome.case == offered()


@pytest.mark.parametrize(
    ("asked", "line"),
    [
        (Asked.ORDER, "silence.order"),
        (Asked.PROOF, "silence.order"),
        (Asked.WHAT_HAPPENED, "silence.question"),
        (Asked.READ_BACK, "silence.question"),
    ],
)
def test_silence_while_listening_reminds_of_what_is_missing(asked: Asked, line: str) -> None:
    outcome = step(case(asked=asked), Silence(last=False, at=AT))

    assert keys(outcome) == [[line]]


def test_the_last_silence_puts_the_case_aside() -> None:
    outcome = step(offered(), Silence(last=True, at=AT))

    assert keys(outcome) == [["silence.lapsed"]]
    assert outcome.case == replace(offered(), ending=Ending.LAPSED)
    assert not outcome.wait_for_reply


def test_who_comes_back_finds_the_case_where_it_was() -> None:
    aside = replace(offered(), ending=Ending.LAPSED)

    outcome = flow.come_back(aside)

    assert outcome.case == offered()
    assert keys(outcome) == [["silence.welcome_back"]]


def test_facts_that_come_late_are_not_listened_to() -> None:
    late = step(agreed(), OrderAnswered(ORDER, too_many=False, at=AT))
    asked_for = step(reading_back(), said(answer=Answer.YES))

    assert (late.case, late.says) == (agreed(), ())
    assert asked_for.needs == PricesNeeded(1)
