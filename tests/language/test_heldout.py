"""The held-out messages: whole, alike in every language, and to be found nowhere that anything is tuned by."""

import json
from collections import Counter
from pathlib import Path

import pytest

from bot.language.catalogue import shipped
from bot.terms import Cause
from tests.bench.words import HELD_OUT, main

HERE = Path(__file__).parent
FILES = sorted(HELD_OUT.glob("*.jsonl"))
LABELS = {cause.value for cause in Cause} - {"out_of_stock", "price_error", "safety"} | {"human", "spam_abuse"}
each_language = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def messages(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_there_is_one_file_for_each_language_that_is_to_be_shipped() -> None:
    assert len(FILES) == 21


@each_language
def test_a_language_has_three_complaints_for_each_label_and_six_of_each_other_kind(path: Path) -> None:
    held_out = messages(path)

    assert Counter(one["kind"] for one in held_out) == {"cause": 42, "entities": 6, "grade": 6, "answer": 6}
    assert Counter(one["label"] for one in held_out if one["kind"] == "cause") == dict.fromkeys(LABELS, 3)
    assert len({one["id"] for one in held_out}) == len({one["text"] for one in held_out}) == 60


@each_language
def test_no_held_out_complaint_is_one_that_something_was_tuned_by(path: Path) -> None:
    tuned_by = {
        json.loads(line)["text"]
        for known in (HERE / "data").glob("*.jsonl")
        for line in known.read_text(encoding="utf-8").splitlines()
    }

    # Short replies and calls for a person are the same in every mouth; complaints are not.
    complaints = {str(one["text"]) for one in messages(path) if one.get("label", "human") != "human"}
    assert complaints & tuned_by == set()


def test_every_language_is_scored_in_a_row_and_no_reply_is_taken_for_a_yes_that_is_none(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main()

    table, _, _ = capsys.readouterr().out.partition("mean of 10")
    _, *rows = [line.split() for line in table.splitlines() if line.strip()]
    assert [row[0] for row in rows] == [path.stem for path in FILES]
    assert {row[0] for row in rows if row[1] == "own"} >= set(shipped())
    assert {row[-2] for row in rows if row[1] == "own"} == {"0"}
