"""The words of a language, ready to be looked for."""

from pathlib import Path

from bot.language.catalogue import shipped
from bot.language.lexicon import lexicon_from, lexicon_of
from bot.language.words import Choices, read_words


def test_every_language_that_is_spoken_has_words() -> None:
    assert [language for language in shipped() if lexicon_of(language) is None] == []


def test_a_language_without_a_file_has_no_words() -> None:
    assert lexicon_of("tlh") is None


def test_what_is_read_only_in_reply_to_what_asks_for_it_has_books_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "words.toml"
    path.write_text(
        'signs.greeting = ["hello"]\nquestions.parcel = ["where is it"]\narrived.yes = ["got it"]\n'
        'grades.7 = ["great"]\nmissing.part = ["a screw"]',
        "utf-8",
    )

    lexicon = lexicon_from(read_words("xx", path))

    books = (lexicon.phrases, lexicon.grades, lexicon.choices[Choices.MISSING], lexicon.choices[Choices.SEVERITIES])
    assert [len(book) for book in books] == [3, 1, 1, 0]
