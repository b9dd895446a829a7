"""Arabic, Hindi, Russian and Ukrainian as they are typed in Latin letters."""

import math
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language import chat_words, romanized
from bot.language.romanized import ROMANIZED, romanized_words, with_digits_for_letters


@pytest.fixture
def _forgetful() -> Iterator[None]:
    romanized_words.cache_clear()
    yield None
    romanized_words.cache_clear()


@pytest.mark.parametrize("language", ROMANIZED)
def test_the_words_of_a_language_share_out_all_that_is_said(language: str) -> None:
    assert math.fsum(romanized_words(language).values()) == pytest.approx(1)


@pytest.mark.parametrize(
    ("language", "word"),
    [("ar", "7aga"), ("ar", "wesel"), ("hi", "kab"), ("hi", "paise"), ("ru", "gde"), ("ru", "kogda"), ("uk", "duzhe")],
)
def test_what_is_often_typed_is_known(language: str, word: str) -> None:
    assert word in romanized_words(language)


def test_an_english_word_of_an_example_is_no_word_of_the_language() -> None:
    assert "tracking" not in romanized_words("hi")


def test_a_language_of_latin_letters_has_none() -> None:
    assert romanized_words("es") == {}


@pytest.mark.usefixtures("_forgetful")
def test_examples_with_a_fault_are_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ar").mkdir()
    (tmp_path / "ar" / "examples.jsonl").write_text("nonsense", "utf-8")
    (tmp_path / "ar" / "chat.txt").write_text("# said often\nfeen wesel\n", "utf-8")
    for module in (chat_words, romanized):
        monkeypatch.setattr(module, "locales_folder", lambda: tmp_path)

    assert romanized_words("ar") == {"feen": 0.5, "wesel": 0.5}


@pytest.mark.parametrize("word", ["7aga", "ba3d", "el7een", "3andoko", "(sha7en)", "3andokom!"])
def test_digits_may_stand_for_arabic_letters(word: str) -> None:
    assert with_digits_for_letters(word)


@pytest.mark.parametrize("word", ["40cm", "5kg", "WL-2026-0041", "2nd", "s23", "100", "#1042", "a4", "mp3"])
def test_codes_and_measures_are_no_words(word: str) -> None:
    assert not with_digits_for_letters(word)


@given(st.text())
def test_any_text_is_such_a_word_or_not(text: str) -> None:
    assert with_digits_for_letters(text) in {True, False}
