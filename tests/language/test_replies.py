"""Replies to an offer, in every language: whatever else is made of them, none that is no yes is ever taken for one."""

import json
from pathlib import Path

import pytest

from bot.language.understand import Answer, Asked, WordsUnderstander

FILES = sorted((Path(__file__).parent / "data").glob("replies_*.jsonl"))
_UNDERSTANDER = WordsUnderstander()


def replies(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def taken_for_a_yes(path: Path, told: dict[str, str]) -> bool:
    """Whether the reply would accept an offer without a word more."""
    understood = _UNDERSTANDER.understand(told["text"], path.stem.removeprefix("replies_"), Asked.OFFER)
    return understood.answer is Answer.YES and not understood.question and understood.wish is None


def test_there_are_replies_in_every_language() -> None:
    assert len(FILES) == 21


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_nothing_is_taken_for_a_yes_that_is_none(path: Path) -> None:
    wrong = [told["text"] for told in replies(path) if told["answer"] != "yes" and taken_for_a_yes(path, told)]

    assert wrong == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_nearly_every_yes_is_heard(path: Path) -> None:
    yes = [told for told in replies(path) if told["answer"] == "yes"]
    understood = [_UNDERSTANDER.understand(told["text"], path.stem.removeprefix("replies_"), Asked.OFFER) for told in yes]

    heard = [one for one in understood if one.answer is Answer.YES or one.yes_to]
    assert len(heard) >= 0.9 * len(yes)
