"""Who says that an explanation is understood needs nothing more, and has agreed to nothing."""

import pytest

from bot.language.evidence import LANGUAGES
from bot.language.understand import Answer, Asked, WordsUnderstander

CLEAR = [
    ("en", "ok got it"),
    ("en", "understood, thanks"),
    ("es", "vale, entendido"),
    ("pt_BR", "ah entendi"),
    ("fr", "d'accord, compris"),
    ("de", "alles klar, verstanden"),
    ("it", "ok, chiaro"),
    ("nl", "oké, duidelijk"),
    ("pl", "aha, rozumiem"),
    ("ru", "понятно, спасибо"),
    ("uk", "ясно"),
    ("tr", "tamam anladım"),
    ("ar", "اوكي فهمت"),
    ("he", "הבנתי"),
    ("ja", "なるほど、わかりました"),
    ("ko", "네 알겠습니다"),
    ("zh_Hans", "好的，清楚了"),
    ("zh_Hant", "好，了解"),
    ("th", "เข้าใจแล้วค่ะ"),
    ("vi", "à hiểu rồi"),
    ("id", "oke paham"),
    ("hi", "theek hai samajh gaya"),
]
NOT_CLEAR = [
    ("en", "I don't understand"),
    ("en", "that's not clear at all"),
    ("es", "no lo entiendo"),
    ("es", "entiendo, pero no estoy de acuerdo"),
    ("pt_BR", "não entendi"),
    ("fr", "je n'ai pas compris"),
    ("de", "habe ich nicht verstanden"),
    ("it", "non ho capito"),
    ("nl", "niet duidelijk"),
    ("pl", "nie rozumiem"),
    ("ru", "не понятно"),
    ("uk", "не зрозуміло"),
    ("tr", "anlamadım"),
    ("ar", "ما فهمت"),
    ("he", "לא הבנתי"),
    ("ja", "わかりません"),
    ("ja", "よくわからない"),
    ("ko", "이해가 안 돼요"),
    ("zh_Hans", "不明白"),
    ("zh_Hans", "没看懂"),
    ("zh_Hans", "不是很清楚"),
    ("zh_Hant", "不了解"),
    ("th", "ไม่เข้าใจ"),
    ("vi", "không hiểu"),
    ("id", "tidak mengerti"),
    ("hi", "samajh nahi aaya"),
    ("hi", "समझ नहीं आया"),
]
_UNDERSTANDER = WordsUnderstander()


@pytest.mark.parametrize(("language", "words"), CLEAR)
def test_that_it_is_clear_is_heard_in_every_language(language: str, words: str) -> None:
    assert _UNDERSTANDER.understand(words, language, Asked.CLEAR).clear


def test_every_language_has_words_for_it() -> None:
    assert {language for language, _ in CLEAR} == set(LANGUAGES)


@pytest.mark.parametrize(("language", "words"), NOT_CLEAR)
def test_what_is_not_clear_is_not_taken_for_it(language: str, words: str) -> None:
    assert not _UNDERSTANDER.understand(words, language, Asked.CLEAR).clear


@pytest.mark.parametrize(
    ("language", "words"), [("en", "got it"), ("zh_Hans", "清楚了"), ("zh_Hans", "明白了"), ("de", "verstanden")]
)
def test_it_accepts_no_offer(language: str, words: str) -> None:
    assert _UNDERSTANDER.understand(words, language, Asked.OFFER).answer is not Answer.YES
