"""Where somebody may be hurt: a person at once, and nothing of the script, whatever was under way."""

from dataclasses import replace
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.complaint.case import Case
from bot.complaint.event import Choice, HandedBack, Pressed, Said
from bot.language.understand import Answer
from bot.terms import Cause, Keeper, Step
from tests.complaint.cases import AT, agreed, case, keys, looked_into, offered, pressed, reading_back, said, step
from tests.talk import open_shop


@pytest.mark.parametrize("before", [case(), reading_back(), looked_into(), offered(), agreed()])
def test_danger_calls_a_person_at_once_in_every_step(before: Case) -> None:
    outcome = step(before, said(safety=True))

    assert keys(outcome) == [["apologize.safety", "person.at_once"]]
    assert (outcome.case.keeper, outcome.case.cause) == (Keeper.WAITING, Cause.SAFETY)


def test_an_offer_does_not_stand_beside_an_injury() -> None:
    outcome = step(offered(), said(safety=True))

    assert (outcome.case.offer, outcome.case.step) == (None, Step.LISTEN)


def test_what_was_agreed_on_before_is_still_carried_out() -> None:
    before = agreed()

    assert step(before, said(safety=True)).case.offer == before.offer


@pytest.mark.parametrize(
    "then", [said(answer=Answer.YES), said("refund me"), pressed(Choice.ACCEPT, "1:0"), pressed(Choice.CLEAR)]
)
def test_nothing_of_the_script_follows(then: Said | Pressed) -> None:
    hurt = step(offered(), said(safety=True)).case

    assert step(hurt, then).says == ()


def test_handed_back_it_is_only_asked_whether_anything_is_left() -> None:
    hurt = replace(step(offered(), said(safety=True)).case, keeper=Keeper.PERSON, person="Mei")

    assert keys(step(hurt, HandedBack("Mei", AT))) == [["person.handed_back"], ["person.anything_else"]]


async def test_the_operator_sees_a_safety_case_in_the_log_once_and_nothing_of_its_buyer(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as shop:
        ana = await shop.buyer()
        with capture_logs() as logs:
            await ana.say("the power bank caught fire and burnt my hand, ana.garcia@example.com")
            await ana.say("it was smoking, my hand is bleeding")

    assert [entry for entry in logs if entry["event"] == "safety case"] == [
        {"event": "safety case", "log_level": "warning", "case": 1}
    ]
