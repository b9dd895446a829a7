"""The examples of a language, read and learned from."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.catalogue import locales_folder
from bot.language.examples import Example, ExamplesError, read_examples
from bot.language.experience import CAUSES, Experience, learned_from
from bot.language.guessing import likeliest
from bot.language.taught import Taught
from bot.terms import Cause

BROKEN, LATE = Example("it came broken", Cause.DAMAGED), Example("where is it", Cause.LATE_DELIVERY)
FILES = sorted(locales_folder().glob("*/examples.jsonl"))


def best(experience: Experience, text: str) -> Cause:
    scores = experience.scores(text)
    return CAUSES[scores.index(max(scores))]


def file_of(folder: Path, *lines: str) -> Path:
    path = folder / "xx" / "examples.jsonl"
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join(lines), "utf-8")
    return path


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
def test_the_examples_of_every_language_can_be_learned_from(path: Path) -> None:
    assert {example.cause for example in read_examples(path)} == set(CAUSES)


def test_an_example_says_its_cause_and_what_would_be_no_mistake(tmp_path: Path) -> None:
    path = file_of(tmp_path, '{"text": "broken", "cause": "damaged", "also": ["return_request"]}', "")

    assert read_examples(path) == (Example("broken", Cause.DAMAGED, frozenset({Cause.RETURN_REQUEST})),)


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("{", "is no JSON: Expecting property name enclosed in double quotes, at letter 2"),
        ("[" * 100_000, "has brackets within brackets without end"),
        (f'{{"text": "x", "cause": "damaged", "n": {"1" * 5000}}}', "integer string conversion"),
        ('{"text": "x", "cause": ["damaged"]}', "a cause is a text, and not ['damaged']"),
        ('{"text": "x", "cause": {"damaged": 1}}', "a cause is a text, and not {'damaged': 1}"),
        ('{"text": "x", "cause": "damaged", "also": [["payment"]]}', "a cause is a text, and not ['payment']"),
        ("[]", 'an example is {"text": "...", "cause": "..."}'),
        ('{"text": " ", "cause": "damaged"}', 'an example is {"text": "...", "cause": "..."}'),
        ('{"text": "x", "cause": "broken"}', "unknown cause broken"),
        ('{"text": "x", "cause": "safety"}', "unknown cause safety"),
        ('{"text": "x", "cause": "damaged", "also": "payment"}', "also must be a list"),
        ('{"text": "x", "cause": "damaged", "label": "y"}', "unknown key label"),
    ],
)
def test_what_nobody_can_learn_from_is_told_with_its_place(tmp_path: Path, line: str, fault: str) -> None:
    path = file_of(tmp_path, '{"text": "x", "cause": "damaged"}', line)

    with pytest.raises(ExamplesError, match=r"^xx/examples.jsonl, line 2: ") as raised:
        read_examples(path)

    assert fault in str(raised.value)


def test_half_a_character_is_learned_from_as_a_mark(tmp_path: Path) -> None:
    path = file_of(tmp_path, r'{"text": "broken \ud800 \ud83d\ude00", "cause": "damaged"}')

    examples = read_examples(path)

    assert examples == (Example("broken \ufffd \U0001f600", Cause.DAMAGED),)
    assert best(learned_from([*examples, LATE]), "broken") is Cause.DAMAGED


def test_all_faults_are_told_together(tmp_path: Path) -> None:
    path = file_of(tmp_path, "[]", '{"text": "x", "cause": "damaged"}', "", "{}")

    with pytest.raises(ExamplesError, match=r"(?s)line 1: .*line 4: "):
        read_examples(path)


def test_a_message_is_taken_for_what_those_who_wrote_like_it_meant() -> None:
    experience = learned_from([BROKEN, LATE])

    assert best(experience, "mine is brokn too") is Cause.DAMAGED
    assert best(experience, "so WHERE?") is Cause.LATE_DELIVERY


def test_the_order_of_the_examples_makes_no_difference_to_what_is_guessed() -> None:
    forwards, backwards = learned_from([BROKEN, LATE]), learned_from([LATE, BROKEN])

    assert best(forwards, "it is broken") is best(backwards, "it is broken")


def test_of_nothing_nothing_is_learned() -> None:
    assert set(learned_from([]).scores("it came broken")) == {0.0}


@given(st.text(max_size=80))
def test_any_text_has_a_score_for_each_cause(text: str) -> None:
    assert len(learned_from([BROKEN, LATE]).scores(text)) == len(CAUSES)


def test_what_the_words_say_plainly_stands_and_what_they_leave_in_doubt_the_examples_decide() -> None:
    experience = learned_from([BROKEN] * 20 + [LATE])

    plain = likeliest({Cause.PAYMENT: 8.0}, BROKEN.text, experience)
    unsaid = likeliest({}, BROKEN.text, experience)

    assert (plain[0][0], unsaid[0][0]) == (Cause.PAYMENT, Cause.DAMAGED)
    assert plain[0][1] > 0.85


def test_without_examples_a_weight_of_three_is_as_likely_right_as_not() -> None:
    assert likeliest({Cause.PAYMENT: 3.0}, "x", None) == [(Cause.PAYMENT, 0.5)]


def test_of_figures_alone_nothing_is_guessed() -> None:
    assert likeliest({}, "28013", learned_from([BROKEN, LATE])) == []


def test_a_language_is_learned_when_it_is_first_asked_for(tmp_path: Path) -> None:
    file_of(tmp_path, '{"text": "broken", "cause": "damaged"}', '{"text": "late", "cause": "late_delivery"}')
    taught = Taught(tmp_path)

    before = taught.is_learned("xx")
    experience = taught.of("xx")

    assert (before, taught.is_learned("xx")) == (False, True)
    assert experience is not None
    assert best(experience, "broken") is Cause.DAMAGED


def test_of_a_language_without_examples_and_of_faulty_ones_nothing_is_known(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file_of(tmp_path, "[]")
    taught = Taught(tmp_path)

    assert (taught.of("xx"), taught.of("xx"), taught.of("yy")) == (None, None, None)
    assert [record.message for record in caplog.records] == [
        'xx/examples.jsonl, line 1: an example is {"text": "...", "cause": "..."}. Nothing is taken from it until it is mended'
    ]
