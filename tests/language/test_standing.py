"""How far a language has come, counted from its files."""

import json
from pathlib import Path

import pytest
from babel.messages.catalog import Message

from bot.language.standing import Standing, languages_in, standing_of
from bot.language.template import CatalogueError, declared, template, written

LINES = len(list(declared()))
NO_PHRASES = dict.fromkeys(("negations", "answers", "signs", "wishes", "causes", "grades", "choices", "questions"), 0)


@pytest.fixture
def locales(tmp_path: Path) -> Path:
    folder = tmp_path / "locales"
    (folder / "en").mkdir(parents=True)
    (folder / "sv" / "LC_MESSAGES").mkdir(parents=True)
    return folder


def say(locales: Path, said: int, fuzzy: int = 0) -> None:
    """A Swedish catalogue of so many lines that are said, and so many that are to be looked at again."""
    catalogue = template()
    messages: list[Message] = [message for message in catalogue if message.id]
    for message in messages[: said + fuzzy]:
        message.string = message.id
    for message in messages[:fuzzy]:
        message.flags.add("fuzzy")
    (locales / "sv" / "LC_MESSAGES" / "messages.po").write_bytes(written(catalogue, "sv"))


def swedish(locales: Path) -> Standing:
    return standing_of("sv", locales, locales.parent / "stories")


def test_english_comes_first(locales: Path) -> None:
    (locales / "ar").mkdir()
    (locales / "messages.pot").touch()

    assert languages_in(locales) == ["en", "ar", "sv"]


def test_english_is_said_in_the_code(locales: Path) -> None:
    english = standing_of("en", locales, locales.parent / "stories")

    assert (english.language, english.said, english.fuzzy, english.empty) == ("en", LINES, 0, 0)


def test_a_language_without_any_file_has_nothing(locales: Path) -> None:
    one = swedish(locales)

    assert (one.language, one.said, one.fuzzy, one.empty, one.stories) == ("sv", 0, 0, LINES, None)
    assert (one.phrases, set(one.examples.values())) == (NO_PHRASES, {0})
    assert not one.offered


def test_a_line_is_said_or_marked_or_empty(locales: Path) -> None:
    say(locales, 5, fuzzy=2)

    one = swedish(locales)

    assert (one.said, one.fuzzy, one.empty, one.lines) == (5, 2, LINES - 7, LINES)


@pytest.mark.parametrize(("unsaid", "offered"), [(LINES // 10, True), (LINES // 10 + 1, False)])
def test_a_language_is_offered_once_nine_lines_of_ten_are_said(locales: Path, unsaid: int, offered: bool) -> None:
    say(locales, LINES - unsaid)

    assert swedish(locales).offered is offered


def test_phrases_are_counted_by_what_they_are_for(locales: Path) -> None:
    (locales / "sv" / "words.toml").write_text(
        """
        negations = ["inte", "aldrig"]
        negations_after = ["icke"]
        answers.yes = ["ja"]
        answers.but = ["men"]
        signs.thanks = ["tack"]
        wishes.refund = ["pengarna"]
        causes.late_delivery.4 = ["inte kommit", "sen"]
        causes.late_delivery.-1 = ["snabb"]
        grades.1 = ["uselt"]
        severities.packaging = ["kartongen"]
        missing.part = ["sladden"]
        questions.parcel = ["var"]
        demands.beyond_reason = ["tio"]
        """,
        encoding="utf-8",
    )

    assert swedish(locales).phrases == {
        "negations": 3, "answers": 2, "signs": 1, "wishes": 1, "causes": 3, "grades": 1, "choices": 2, "questions": 2,
    }  # fmt: skip


def test_examples_are_counted_by_their_cause(locales: Path) -> None:
    told = [
        {"text": "a", "cause": "damaged"},
        {"text": "b", "cause": "damaged"},
        {"text": "c", "cause": "human", "also": ["damaged"]},
    ]
    (locales / "sv" / "examples.jsonl").write_text("\n".join(map(json.dumps, told)), encoding="utf-8")

    assert {cause: count for cause, count in swedish(locales).examples.items() if count} == {"damaged": 2, "human": 1}


def test_a_story_counts_and_a_draft_does_not(locales: Path) -> None:
    told = locales.parent / "stories" / "sv"
    told.mkdir(parents=True)
    for name in ("a.toml", "b.toml", "c.toml.draft"):
        (told / name).touch()

    assert swedish(locales).stories == 2


def test_where_others_have_stories_a_language_without_any_has_none(locales: Path) -> None:
    (locales.parent / "stories" / "en").mkdir(parents=True)

    assert swedish(locales).stories == 0


def test_a_catalogue_that_cannot_be_read_cannot_be_counted(locales: Path) -> None:
    (locales / "sv" / "LC_MESSAGES" / "messages.po").write_text("?", encoding="utf-8")

    with pytest.raises(CatalogueError):
        swedish(locales)
