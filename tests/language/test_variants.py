"""However a message is typed, what money hangs on is read the same."""

import json
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from babel.numbers import format_currency
from hypothesis import given
from hypothesis import strategies as st

from bot.language.entities import Bare, entities_in
from bot.language.evidence import LANGUAGES
from bot.language.understand import Asked, WordsUnderstander
from bot.remedy.money import Money

DATA = Path(__file__).parent / "data"
UNDERSTANDER = WordsUnderstander()
SAID = [
    (path.stem.removeprefix("replies_"), json.loads(line)["text"])
    for path in sorted(DATA.glob("replies_*.jsonl"))
    for line in path.read_text("utf-8").splitlines()
]
NAMED = [
    (row["lang"].replace("-", "_"), row["text"])
    for row in map(json.loads, (DATA / "entities.jsonl").read_text("utf-8").splitlines())
]
TYPED: tuple[Callable[[str], str], ...] = (
    lambda text: unicodedata.normalize("NFKC", text),
    lambda text: unicodedata.normalize("NFD", text),
    str.upper,
    str.lower,
    lambda text: f"  {text} ",
    lambda text: text.replace(" ", "  "),
)
# Not in every language is a name of a currency written with the letters of its code.
SHOPS = {"EUR": "0.01", "USD": "0.01", "GBP": "0.01", "CHF": "0.01", "KRW": "1", "INR": "0.01", "ILS": "0.01", "THB": "0.01"}


@pytest.mark.parametrize("typed", TYPED, ids=["nfkc", "nfd", "upper", "lower", "spaced", "wide"])
def test_a_reply_is_the_same_answer_however_it_is_typed(typed: Callable[[str], str]) -> None:
    def answers(text: str, language: str) -> tuple[object, ...]:
        one = UNDERSTANDER.understand(text, language, Asked.OFFER)
        return one.answer, one.yes_to, one.wants_person

    differ = [text for language, text in SAID if answers(typed(text), language) != answers(text, language)]

    assert differ == []


@pytest.mark.parametrize("typed", TYPED, ids=["nfkc", "nfd", "upper", "lower", "spaced", "wide"])
def test_numbers_and_amounts_are_the_same_however_they_are_typed(typed: Callable[[str], str]) -> None:
    def read(text: str, language: str) -> tuple[object, ...]:
        one = UNDERSTANDER.understand(text, language, Asked.NOTHING)
        return one.order_numbers, one.amounts

    differ = [text for language, text in NAMED if read(typed(text), language) != read(text, language)]

    assert differ == []


@given(st.sampled_from(LANGUAGES), st.sampled_from(sorted(SHOPS)), st.decimals("0.01", "99999.99", places=2))
def test_every_amount_that_is_written_as_its_language_writes_it_is_read_back(language: str, currency: str, told: Decimal) -> None:
    amount = max(told, Decimal(SHOPS[currency])).quantize(Decimal(SHOPS[currency]))

    text = format_currency(amount, currency, locale=language)

    assert entities_in(text, language, Bare.NOTHING).amounts == (Money.of(amount, currency),)


@given(st.text(max_size=200), st.sampled_from(LANGUAGES), st.sampled_from(Asked))
def test_no_text_is_too_much_in_any_language(text: str, language: str, asked: Asked) -> None:
    assert UNDERSTANDER.understand(text, language, asked).text == text


@pytest.mark.parametrize(
    ("text", "language"),
    [("kkkk", "pt_BR"), ("www", "ja"), ("jajaja", "es"), ("kkkkkk", "de"), ("купон беру, верните деньги", "ru")],
)
def test_laughter_and_two_wishes_at_once_accept_nothing(text: str, language: str) -> None:
    understood = UNDERSTANDER.understand(text, language, Asked.OFFER)

    assert (understood.answer.value == "yes", understood.yes_to) == (False, None)


@pytest.mark.parametrize(
    ("text", "language"), [("allego la foto", "it"), ("è un feriado", "pt_BR"), ("me lo han regalado en un feriado", "es")]
)
def test_a_word_that_resembles_a_danger_is_none(text: str, language: str) -> None:
    assert not UNDERSTANDER.understand(text, language, Asked.NOTHING).safety


def test_a_word_of_everyday_speech_is_no_insult_of_another_language() -> None:
    assert not UNDERSTANDER.understand("die Decke ist zu dick", "de", Asked.NOTHING).abusive
    assert UNDERSTANDER.understand("fuck, wo ist mein Paket", "de", Asked.NOTHING).abusive
