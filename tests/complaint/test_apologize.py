"""The first words: by the trouble where it is known, without cheer to whoever swears or shouts, and friendly to all others."""

import pytest

from bot.language.understand import Guess
from bot.terms import Cause, Step
from tests.complaint.cases import case, keys, said, step


def greeting(text: str, **understood: object) -> str:
    return keys(step(case(Step.APOLOGIZE), said(text, **understood)))[0][0]


@pytest.mark.parametrize(
    "text", ["WHERE IS EVERYBODY, ANSWER ME", "I have had it!!!", "我真的受够了！！！", "ICH WARTE UND WARTE UND WARTE"]
)
def test_whoever_shouts_is_not_welcomed_with_cheer(text: str) -> None:
    assert greeting(text) == "apologize.upset"


def test_whoever_swears_is_not_welcomed_with_cheer() -> None:
    assert greeting("what is wrong with you", abusive=True) == "apologize.upset"


@pytest.mark.parametrize("text", ["hello", "USB-C", "WL-2026-0063 ANA.GARCIA@EXAMPLE.COM", "I have a question!"])
def test_whoever_is_calm_is_welcomed(text: str) -> None:
    assert greeting(text) == "apologize.hello"


@pytest.mark.parametrize("courtesy", ["thanks", "praise", "greeting"])
def test_marks_of_joy_are_no_anger(courtesy: str) -> None:
    assert greeting("so good to be here!!!", **{courtesy: True}) == "apologize.hello"


def test_a_trouble_that_is_known_is_named_however_loud_it_is_told() -> None:
    assert greeting("IT IS CHEAPER NOW!!!", guesses=(Guess(Cause.PRICE_DROP, 0.9),)) == "apologize.price_drop"
