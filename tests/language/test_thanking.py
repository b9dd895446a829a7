"""Bare thanks are thanks, whatever was spoken before, and bind nobody."""

import pytest

from bot.language.thanking import is_bare_thanks
from bot.language.understand import Answer, Asked, WordsUnderstander
from bot.terms import Cause

IN_EACH = (
    *("thanks", "gracias", "obrigada", "merci", "danke", "grazie", "спасибо", "дякую", "dziękuję", "bedankt", "teşekkürler"),
    *("شكرا", "תודה", "ありがとうございます", "감사합니다", "谢谢", "謝謝", "ขอบคุณค่ะ", "cảm ơn", "makasih", "धन्यवाद"),
)


@pytest.mark.parametrize("thanks", IN_EACH)
@pytest.mark.parametrize("language", ["en", "ja", "pl"])
def test_thanks_in_any_language_are_thanks(thanks: str, language: str) -> None:
    understood = WordsUnderstander().understand(f"ok, {thanks}!", language, Asked.WHAT_HAPPENED)

    assert understood.thanks
    assert [one.cause for one in understood.guesses if one.cause is not Cause.OTHER_QUESTION] == []


@pytest.mark.parametrize("text", ["danke, kaputt", "ok", "", "🙏", "ty", "merci de me rembourser"])
def test_what_says_more_or_less_is_no_bare_thanks(text: str) -> None:
    assert not is_bare_thanks(text)


@pytest.mark.parametrize("text", ["merci", "ok danke", "谢谢 👍"])
def test_thanks_in_another_language_accept_no_offer(text: str) -> None:
    understood = WordsUnderstander().understand(text, "pl", Asked.OFFER)

    assert (understood.answer, understood.thanks) == (Answer.NONE, True)
