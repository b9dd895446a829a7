"""The files by which a language is understood: what they may say, and what is refused."""

import re
from pathlib import Path

import pytest

from bot.language.catalogue import locales_folder
from bot.language.negations import Negations
from bot.language.owner_files import FileError
from bot.language.turns import Cue, sayings_of
from bot.language.words import Came, Meaning, Sign, Words, read_words
from bot.terms import Cause, Wish


def words(folder: Path, text: str) -> Words:
    path = folder / "xx" / "words.toml"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    return read_words("xx", path)


def test_every_phrase_keeps_what_it_means(tmp_path: Path) -> None:
    read = words(
        tmp_path,
        """
        negations = ["not", "Ñunca"]
        answers.yes = ["yes"]
        wishes.refund = ["money back"]
        causes.late_delivery.4 = ["where is my"]
        causes.late_delivery."-1.5" = ["how long"]
        """,
    )

    assert read.negations == Negations(before=frozenset({("not",), ("nunca",)}))
    assert [phrase.meaning for phrase in read.phrases] == [
        Meaning(Sign.YES),
        Meaning(Wish.REFUND),
        Meaning(Cause.LATE_DELIVERY, 4),
        Meaning(Cause.LATE_DELIVERY, -1.5),
    ]


def test_the_words_of_a_grade_are_kept_apart_from_all_others(tmp_path: Path) -> None:
    read = words(tmp_path, 'grades.1 = ["awful"]\ngrades.7 = ["very happy", "great"]')

    assert [phrase.meaning for phrase in read.grades] == [1, 7, 7]
    assert read.phrases == ()


def test_what_says_that_it_has_come_is_kept_apart_from_every_yes(tmp_path: Path) -> None:
    read = words(tmp_path, 'arrived.yes = ["got it"]\narrived.no = ["not yet"]')

    assert [phrase.meaning for phrase in read.arrived] == [Came.YES, Came.NO]
    assert read.phrases == ()


def test_the_small_words_of_a_grade_are_kept_apart_from_all_others(tmp_path: Path) -> None:
    read = words(tmp_path, 'turns.against = ["but", "even so", "*지만"]\nturns.despite = []')

    assert read.cues[Cue.AGAINST] == sayings_of(["but", "even so", "*지만"])
    assert {cue for cue in Cue if read.cues[cue].words} == {Cue.AGAINST}
    assert (read.phrases, read.grades) == ((), ())


def test_words_beside_a_score_are_whole_where_blanks_part_them_and_fastened_elsewhere(tmp_path: Path) -> None:
    read = words(tmp_path, 'turns.beside = ["Pondría", "*이요", "です", "ですね"]')

    assert read.beside.words == {"pondría"}
    assert read.beside.fastened == re.compile("ですね|です|이요")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('greeting = ["hi"]', "xx/words.toml: unknown key greeting; known are"),
        ('answers.yess = ["yes"]', "xx/words.toml: unknown key answers.yess; known are"),
        ('grades.8 = ["beyond words"]', "xx/words.toml: unknown key grades.8; known are 1, 2, 3, 4, 5, 6, 7"),
        ('grades = ["good"]', "xx/words.toml: grades must be a table"),
        ('turns.maybe = ["perhaps"]', "xx/words.toml: unknown key turns.maybe; known are against, at_first, beside, borne"),
        ('turns = ["but"]', "xx/words.toml: turns must be a table"),
        ('turns.against = "but"', "xx/words.toml: turns.against must be a list of texts"),
        ('turns.against = ["but|yet"]', "xx/words.toml: turns.against: 'but|yet': write the words alone, one saying to a text"),
        ('turns.not = ["..."]', "xx/words.toml: turns.not: '...': write the words alone"),
        ('turns.against = ["*even so"]', "xx/words.toml: turns.against: '*even so': an ending is a part of one word"),
        ('turns.beside = ["thank you"]', "xx/words.toml: turns.beside: 'thank you': write one word to a text"),
        ('turns.beside = ["*"]', "xx/words.toml: turns.beside: '': write one word to a text"),
        ('arrived.maybe = ["soon"]', "xx/words.toml: unknown key arrived.maybe; known are no, part, yes"),
        ('wishes.money = ["money"]', "xx/words.toml: unknown key wishes.money; known are"),
        ('causes.pricedrop.3 = ["cheaper"]', "xx/words.toml: unknown key causes.pricedrop; known are"),
        ('causes.safety.3 = ["smoke"]', "xx/words.toml: unknown key causes.safety; known are"),
        ('causes.price_drop.much = ["cheaper"]', "xx/words.toml: causes.price_drop.much must be a weight"),
        ('causes.price_drop.0 = ["cheaper"]', "xx/words.toml: causes.price_drop.0 must be a weight"),
        ('causes.price_drop = ["cheaper"]', "xx/words.toml: price_drop must be a table"),
        ('answers = ["yes"]', "xx/words.toml: answers must be a table"),
        ('answers.yes = "yes"', "xx/words.toml: answers.yes must be a list of texts"),
        ("answers.yes = [1]", "xx/words.toml: answers.yes must be a list of texts"),
        ('answers.yes = [".. yes"]', "xx/words.toml: answers.yes: '.. yes'"),
        ("answers.yes = [", "xx/words.toml: "),
    ],
)
def test_what_nobody_would_read_is_refused_by_name(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(FileError, match=re.escape(fault)):
        words(tmp_path, text)


@pytest.mark.parametrize("language", ["en", "es", "zh_Hans"])
def test_a_complete_language_has_words_for_every_cause_wish_and_sign(language: str) -> None:
    read = read_words(language, locales_folder() / language / "words.toml")

    by_facts = {Cause.OUT_OF_STOCK, Cause.PRICE_ERROR, Cause.SAFETY}
    told = {phrase.meaning.what for phrase in read.phrases} | {Sign.INSTEAD_AFTER}  # said so in few languages
    assert told == {*Sign, *Wish, *(set(Cause) - by_facts)}
    assert {phrase.meaning for phrase in read.arrived} == set(Came)


def test_the_five_lines_of_the_readme_are_a_language(tmp_path: Path) -> None:
    readme = (locales_folder() / "README.md").read_text("utf-8")
    example = readme.split("```toml\n")[1].split("```")[0]

    assert len(example.splitlines()) == 5
    assert words(tmp_path, example).phrases


def test_the_readme_names_everything_a_file_may_say() -> None:
    readme = (locales_folder() / "README.md").read_text("utf-8")

    for name in (*Sign, *Wish, *(set(Cause) - {Cause.OUT_OF_STOCK, Cause.PRICE_ERROR, Cause.SAFETY})):
        assert f"{name.value}`" in readme
    for cue in (*Cue, "beside"):
        assert f".{cue}`" in readme
