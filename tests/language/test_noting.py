"""That an answer was taken in ends what was explained, and agrees to nothing."""

import pytest

from bot.language.noting import is_only_noted
from bot.language.understand import Answer, Asked, WordsUnderstander


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("achso", "de"),
        ("aha ok", "de"),
        ("ah d'accord", "fr"),
        ("oh ok", "en"),
        ("oh begitu", "id"),
        ("原来如此", "zh_Hans"),
        ("à ra vậy", "vi"),
    ],
)
def test_it_is_clear_where_an_answer_was_given_and_nowhere_else(text: str, language: str) -> None:
    understand = WordsUnderstander().understand

    assert understand(text, language, Asked.CLEAR).clear
    assert not understand(text, language, Asked.READ_BACK).clear


@pytest.mark.parametrize("text", ["achso", "aha ok", "原来如此"])
def test_it_accepts_no_offer(text: str) -> None:
    assert WordsUnderstander().understand(text, "de", Asked.OFFER).answer is Answer.NONE


@pytest.mark.parametrize("text", ["", "ok", "aha, and when does it come", "oh no it is broken"])
def test_what_says_more_or_less_is_not_only_that(text: str) -> None:
    assert not is_only_noted(text)
