"""Sentences and names: what is said, and what is only called so."""

import json
from pathlib import Path

import pytest

from bot.language.catalogue import locales_folder
from bot.language.evidence import ENOUGH, LATIN, words_of
from bot.language.sentence_words import is_sentence


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("en", "The North Face Women's Down Jacket"),
        ("en", "Stainless Steel Water Bottle 500 ml with straw"),
        ("de", "Das Boot Die Verlorene Ehre"),
        ("fr", "Calvin Klein Eternity Moment Eau de Parfum"),
        ("es", "Zapatillas de deporte para mujer blancas"),
        ("it", "Borsa a tracolla in pelle marrone"),
        ("pl", "Kurtka zimowa damska z kapturem czarna"),
        ("nl", "Winterjas voor dames met capuchon zwart"),
        ("tr", "Kadın siyah kışlık mont kapüşonlu"),
        ("id", "Tas selempang wanita kulit asli"),
    ],
)
def test_a_name_is_no_sentence(language: str, name: str) -> None:
    assert not is_sentence(words_of(name), language)


@pytest.mark.parametrize("language", LATIN)
def test_most_of_what_buyers_write_is_a_sentence(language: str) -> None:
    lines = Path(locales_folder() / language / "examples.jsonl").read_text("utf-8").splitlines()
    written = [words_of(json.loads(line)["text"]) for line in lines if line.strip()]
    told = [is_sentence(words, language) for words in written if len(words) >= ENOUGH]

    assert sum(told) / len(told) >= 0.75


def test_of_a_language_with_letters_of_its_own_everything_is_one() -> None:
    assert is_sentence(["посылка"], "ru")
