"""Who asks whether anybody is there calls nobody; who asks for a person does."""

import pytest

from bot.language.understand import Asked, Understanding, WordsUnderstander
from bot.terms import Cause


def understand(language: str, text: str) -> Understanding:
    return WordsUnderstander().understand(text, language, Asked.WHAT_HAPPENED)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Is anyone there?"),
        ("en", "hello?? is anybody there please"),
        ("en", "Are you there?"),
        ("es", "hay alguien?"),
        ("pt_BR", "oi, tem alguém aí?"),
        ("fr", "Y a quelqu'un ?"),
        ("de", "ist da jemand?"),
        ("it", "c'è qualcuno?"),
        ("ru", "есть кто-нибудь?"),
        ("uk", "є тут хтось?"),
        ("pl", "jest tu ktoś?"),
        ("nl", "is er iemand?"),
        ("tr", "kimse yok mu?"),
        ("ar", "هل من أحد هنا؟"),
        ("he", "יש שם מישהו?"),
        ("ja", "誰かいますか"),
        ("ko", "누구 없어요?"),
        ("zh_Hans", "有人吗"),
        ("zh_Hant", "有人在嗎?"),
        ("th", "มีใครอยู่ไหมคะ"),
        ("vi", "có ai ở đó không?"),
        ("id", "halo, ada orang?"),
        ("hi", "कोई है?"),
    ],
)
def test_is_anyone_there_is_a_greeting(language: str, text: str) -> None:
    understood = understand(language, text)

    assert (understood.anyone, understood.wants_person) == (True, False)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "is there anyone who can help me"),
        ("en", "is anyone there who can call me?"),
        ("en", "is anyone there? I want a human"),
        ("es", "hay alguien con quien hablar"),
        ("zh_Hans", "有人工吗"),
        ("ru", "тут есть кто живой?"),
    ],
)
def test_a_call_for_a_person_is_one_whatever_it_begins_with(language: str, text: str) -> None:
    understood = understand(language, text)

    assert (understood.anyone, understood.wants_person) == (False, True)


def test_beside_a_trouble_it_is_the_trouble_that_counts() -> None:
    understood = understand("en", "is anyone there? my parcel didn't come")

    assert (understood.anyone, understood.wants_person) == (False, False)
    assert understood.guesses[0].cause is Cause.LATE_DELIVERY
