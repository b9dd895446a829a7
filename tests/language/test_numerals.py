"""Numbers said in words."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.evidence import LANGUAGES
from bot.language.numerals import in_figures, number_pattern, number_words, value_of


@pytest.mark.parametrize(
    ("written", "language", "value"),
    [
        ("twenty", "en", "20"),
        ("two hundred and fifty", "en", "250"),
        ("two thousand three hundred", "en", "2300"),
        ("two hundred thousand", "en", "200000"),
        ("hundred ten", "en", "110"),
        ("treinta y cinco", "es", "35"),
        ("doscientos mil", "es", "200000"),
        ("quatre-vingt-dix", "fr", "90"),
        ("soixante-quinze", "fr", "75"),
        ("fünfundzwanzig", "de", "25"),
        ("zweihundertfünfzig", "de", "250"),
        ("двести тридцать", "ru", "230"),
        ("полторы тысячи", "ru", "1500"),
        ("خمسة وعشرين", "ar", "25"),
        ("ढाई सौ", "hi", "250"),
        ("hai trăm năm mươi nghìn", "vi", "250000"),
        ("lima belas ribu", "id", "15000"),
        ("สองร้อยห้าสิบ", "th", "250"),
        ("二千三百五十", "ja", "2350"),
        ("오만 삼천", "ko", "53000"),
        ("三万五千", "zh_Hans", "35000"),
    ],
)
def test_a_number_in_words_is_worth_what_it_says(written: str, language: str, value: str) -> None:
    assert re.fullmatch(number_pattern(language), written)
    assert value_of(written, language) == Decimal(value)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_a_number_by_itself(language: str) -> None:
    words = number_words(language)

    assert {word: value_of(word, language) for word in words} == words


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_to_ten_are_known_in_every_language(language: str) -> None:
    assert set(map(Decimal, range(1, 11))) <= set(number_words(language).values())


@pytest.mark.parametrize(
    ("text", "language", "figures"),
    [
        ("six out of seven", "en", "6 out of 7"),
        ("someone", "en", "someone"),
        ("twenty", "en", "twenty"),
        ("ห้าดาว", "th", "5ดาว"),
        ("五星", "zh_Hans", "5星"),
        ("오", "ko", "오"),
        ("seven", "xx", "seven"),
    ],
)
def test_small_numbers_can_be_turned_into_figures(text: str, language: str, figures: str) -> None:
    assert in_figures(text, language) == figures


@given(st.text(), st.sampled_from([*LANGUAGES, "xx"]))
def test_no_text_is_too_much(text: str, language: str) -> None:
    figures = in_figures(text, language)

    assert figures == in_figures(text, language)
