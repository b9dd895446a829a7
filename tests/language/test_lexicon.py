"""The words of a language, ready to be looked for."""

from pathlib import Path

from bot.language.catalogue import shipped
from bot.language.lexicon import lexicon_from, lexicon_of
from bot.language.tokens import tokens_of
from bot.language.words import Choices, read_words
from bot.terms import Question


def test_every_language_that_is_spoken_has_words() -> None:
    assert [language for language in shipped() if lexicon_of(language) is None] == []


def test_a_language_without_a_file_has_no_words() -> None:
    assert lexicon_of("tlh") is None


def test_a_language_that_is_not_read_is_asked_nothing_in(tmp_path: Path) -> None:
    path = tmp_path / "words.toml"
    path.write_text('signs.greeting = ["hello"]', "utf-8")

    assert not lexicon_from(read_words("xx", path)).asking


def test_each_kind_of_words_has_a_book_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "words.toml"
    path.write_text(
        'signs.greeting = ["hello"]\nquestions.parcel = ["where is it"]\ngrades.7 = ["great"]\nmissing.part = ["a screw"]',
        "utf-8",
    )

    lexicon = lexicon_from(read_words("xx", path))

    books = (lexicon.phrases, lexicon.grades, lexicon.choices[Choices.MISSING], lexicon.choices[Choices.SEVERITIES])
    assert [len(book) for book in books] == [1, 1, 1, 0]
    tokens = tokens_of("hello, where is it?")
    assert [one.meaning for one in lexicon.asking.find(tokens, lexicon.asking.settle(tokens))] == [None, Question.PARCEL]
