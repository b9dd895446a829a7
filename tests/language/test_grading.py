"""How it was, said in words instead of pressed."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.catalogue import text_of
from bot.language.evidence import LANGUAGES
from bot.language.grading import grade_said
from bot.language.script_review import GRADES
from bot.language.understand import Asked, WordsUnderstander

SPOKEN = ("en", "es", "zh_Hans")
DATA = Path(__file__).parent / "data"
EXAMPLES = [
    (language, json.loads(row))
    for language in LANGUAGES
    for row in (DATA / f"gradings_{language}.jsonl").read_text("utf-8").splitlines()
]


UNDERSTANDER = WordsUnderstander()


def grade_of(text: str, language: str = "en", asked: Asked = Asked.GRADE) -> int | None:
    return UNDERSTANDER.understand(text, language, asked).grade


@pytest.mark.parametrize(("language", "row"), EXAMPLES, ids=lambda value: value["text"] if isinstance(value, dict) else value)
def test_the_examples_are_read_as_people_read_them(language: str, row: dict[str, Any]) -> None:
    assert grade_of(str(row["text"]), language) in [row["grade"], *row.get("also", [])]


@pytest.mark.parametrize("language", SPOKEN)
@pytest.mark.parametrize(("grade", "line"), list(enumerate(GRADES, 1)))
def test_the_label_of_a_grade_may_be_typed_too(grade: int, line: object, language: str) -> None:
    label = text_of(line, language)

    assert [grade_of(typed, language) for typed in (label, label.upper(), f" {label}! ")] == [grade] * 3


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("very satisfied, thank you so much!", 7),
        ("not happy", 2),
        ("I'm not very happy", 2),
        ("not bad", 5),
        ("no complaints, very happy", 7),
        ("it was ok", 4),
        ("so so", 4),
        ("not at all satisfied", 1),
        ("hello, excellent", 7),
        ("bad, really awful", 1),
        ("this is the worst", 1),
        ("disapointed", 2),
        ("👍", 6),
    ],
)
def test_the_longest_and_most_marked_words_count(text: str, grade: int) -> None:
    assert grade_of(text) == grade


@pytest.mark.parametrize(
    ("text", "language", "grade"),
    [
        ("muy contenta", "es", 7),
        ("regular", "es", 4),
        ("nada mal", "es", 5),
        ("no estoy conforme", "es", 2),
        ("podría ser mejor", "es", 3),
        ("pésima experiencia", "es", 1),
        ("perfect!!", "es", 7),
        ("不是很满意", "zh_Hans", 3),
        ("一点都不满意", "zh_Hans", 1),
        ("还不错", "zh_Hans", 5),
        ("very good", "zh_Hans", 7),
    ],
)
def test_other_languages_have_words_of_their_own_and_the_english_ones(text: str, language: str, grade: int) -> None:
    assert grade_of(text, language) == grade


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("good but slow", "en"),
        ("very happy with the money, awful service", "en"),
        ("are you happy?", "en"),
        ("maybe satisfied", "en"),
        ("never been so happy", "en"),
        ("happy with this stupid shop", "en"),
        ("I was so happy to get the red ones and then after two days the strap came off", "en"),
        ("thanks", "en"),
        ("no", "en"),
        ("muy bien, pero tardaron", "es"),
        ("¿todo bien?", "es"),
        ("满意，但是太慢了", "zh_Hans"),
        ("满意吗", "zh_Hans"),
        ("good morning", "en"),
        ("buenos días", "es"),
        ("你好", "zh_Hans"),
        ("不好意思", "zh_Hans"),
        ("好像还没到", "zh_Hans"),
        ("好的", "zh_Hans"),
        ("呵呵，非常满意", "zh_Hans"),
    ],
)
def test_in_doubt_there_is_no_grade(text: str, language: str) -> None:
    assert grade_of(text, language) is None


@pytest.mark.parametrize(
    ("text", "language", "grade"),
    [
        ("a bit slow but very happy in the end", "en", 6),
        ("it took a while but very happy", "en", 5),
        ("a bit slow, but satisfied", "en", 5),
        ("awful, but a nice lady", "en", None),
        ("good, but slow", "en", None),
        ("very good, but I'm disappointed", "en", None),
        ("awful but thanks anyway", "en", 1),
        ("so so, but disappointed", "en", 2),
        ("al principio mal pero al final genial", "es", 6),
        ("aunque tardaron, muy contenta", "es", 6),
        ("obwohl es gedauert hat, bin ich sehr zufrieden", "de", 6),
        ("деньгами довольна, а общением нет", "ru", None),
        ("満足ですけど", "ja", None),
    ],
)
def test_what_comes_after_a_but_is_the_verdict_unless_the_two_pull_apart(text: str, language: str, grade: int | None) -> None:
    assert grade_of(text, language) == grade


@pytest.mark.parametrize(
    ("text", "language", "grade"),
    [
        ("not thrilled", "en", 3),
        ("nicht wirklich toll", "de", 3),
        ("je recommande pas", "fr", 2),
        ("empfehle ich nicht", "de", 2),
        ("never been so happy", "en", None),
        ("no complaints 10/10", "en", 7),
        ("客服特别好，很满意", "zh_Hans", 7),
    ],
)
def test_praise_behind_a_plain_not_is_blame_and_behind_another_negation_nothing(
    text: str, language: str, grade: int | None
) -> None:
    assert grade_of(text, language) == grade


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("great, three months for an answer", "en"),
        ("ja super, musste nur sechs mal schreiben", "de"),
        ("I'll be happy if you refund me", "en"),
        ("super, the zipper is broken again", "en"),
        ("10/10 for that disaster", "en"),
        ("1, super", "de"),
        ("great 😡", "en"),
        ("not 5 stars", "en"),
        ("I would have given 5 stars", "en"),
        ("thanks, have a nice day", "en"),
        ("merci, bonne journée", "fr"),
        ("ein Kind", "de"),
    ],
)
def test_no_good_grade_is_read_from_an_unhappy_reply(text: str, language: str) -> None:
    assert grade_of(text, language) is None


@pytest.mark.parametrize(
    ("text", "language", "grade"),
    [
        ("8/10, delivery could be faster", "en", 6),
        ("2/10, bravo", "it", 2),
        ("80 % zufrieden", "de", 6),
        ("Note 2", "de", 6),
        ("un nueve", "es", 6),
        ("un neuf", "fr", None),
        ("tam on", "vi", 5),
        ("девять из десяти", "ru", 6),
    ],
)
def test_a_score_counts_beside_words_that_do_not_contradict_it(text: str, language: str, grade: int | None) -> None:
    assert grade_of(text, language) == grade


@pytest.mark.parametrize(
    ("text", "grade"),
    [("😡", 1), ("👌🏽", 6), ("❤️", 7), ("🤷‍♀️", 4), ("🙏", None), ("😂", None), (":)", 6), (":-(", 2), ("😭", 2)],
)
@pytest.mark.parametrize("language", ["en", "uk", "th", "xx"])
def test_a_face_says_the_same_everywhere(text: str, grade: int | None, language: str) -> None:
    assert grade_of(text, language) == grade


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("Very satisfied, the young man on the phone was lovely and sorted everything out within the hour for my mother", 7),
        ("I ordered a lamp and then a lamp came and it was the lamp that I had ordered, happy and all that it was", None),
    ],
)
def test_a_story_is_read_by_the_short_clause_it_begins_or_ends_with(text: str, grade: int | None) -> None:
    assert grade_of(text) == grade


def test_an_insult_by_itself_is_the_lowest_grade() -> None:
    assert grade_of("you idiots") == 1


def test_an_insult_takes_away_praise_and_no_complaint() -> None:
    assert (grade_of("great, you idiots"), grade_of("awful, you idiots")) == (None, 1)


@pytest.mark.parametrize("asked", [asked for asked in Asked if asked not in {Asked.GRADE, Asked.DONE}])
def test_only_to_how_it_was_or_once_it_is_done_a_grade_is_said(asked: Asked) -> None:
    assert grade_of("very happy", asked=asked) is None


def test_a_language_without_words_is_read_by_its_labels_and_in_english() -> None:
    assert (grade_said("Very satisfied", "xx"), grade_said("excellent", "xx"), grade_said("muito bom", "xx")) == (7, 7, None)


@given(st.text(), st.sampled_from(SPOKEN))
def test_any_text_is_a_grade_of_the_seven_or_none(text: str, language: str) -> None:
    assert grade_said(text, language) in {None, 1, 2, 3, 4, 5, 6, 7}
