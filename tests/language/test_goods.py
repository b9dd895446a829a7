"""The common kinds of goods, in every language: by them the articles of one order are told apart."""

from pathlib import Path

import pytest

from bot.language.catalogue import locales_folder
from bot.language.evidence import LANGUAGES
from bot.language.goods import goods_in, read_goods
from bot.language.owner_files import FileError
from bot.language.tokens import tokens_of


def kinds_in(text: str, language: str) -> set[str]:
    return {one.meaning for one in goods_in(tokens_of(text), language)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_names_every_kind(language: str) -> None:
    english, own = (read_goods(locales_folder() / spoken / "goods.toml") for spoken in ("en", language))

    assert (set(own.kinds), all(own.kinds.values())) == (set(english.kinds), True)
    assert (bool(own.joining.words), bool(own.excepting.words)) == (True, True)


@pytest.mark.parametrize(
    ("language", "text", "kinds"),
    [
        ("en", "Phone Case, clear", {"phone_case"}),  # and no phone
        ("en", "Watch Strap", {"strap"}),
        ("zh_Hans", "内裤", {"underwear"}),
        ("zh_Hans", "包裹没到", set()),  # a parcel is no bag
        ("de", "um 15 Uhr geliefert", set()),  # o'clock is no watch
        ("de", "die Kopfhöhrer", {"headphones"}),  # a slip of the pen
        ("it", "l\u2019ombrello", {"umbrella"}),
        ("sv", "klockan", set()),  # a language without the file
    ],
)
def test_the_longest_name_counts_and_what_only_looks_like_one_does_not(language: str, text: str, kinds: set[str]) -> None:
    assert kinds_in(text, language) == kinds


def test_a_word_may_mean_several_kinds() -> None:
    assert kinds_in("die Schuhe", "de") == {"shoes", "boots"}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[kinds", "Expected"),
        ("and = " + "[" * 5000, "brackets within brackets"),
        ("kind = {}", "unknown key kind; known are and, except, kinds"),
        ("kinds = 3", "kinds must be a table"),
        ('[kinds]\nwatch = "watch"', "kinds.watch must be a list of texts"),
        ('[kinds]\nwatch = [".. watch"]', "kinds.watch: '.. watch': a gap stands between two words"),
        ('and = "and"', "and must be a list of texts"),
        ('and = ["="]', "and: '=': write the words alone"),
    ],
)
def test_what_is_not_understood_is_an_error_that_names_the_file_and_the_key(tmp_path: Path, text: str, fault: str) -> None:
    path = tmp_path / "de" / "goods.toml"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")

    with pytest.raises(FileError) as error:
        read_goods(path)

    assert str(error.value).startswith("de/goods.toml: ")
    assert fault in str(error.value)
