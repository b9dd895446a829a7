"""What the terminal says that messages mean."""

import argparse
import io
import json
from pathlib import Path

import pytest

from bot.commands.understand import understand

NOBODY: dict[str, object] = {
    "language": "en", "confidence": 0.0, "cause": None, "causes": [], "wish": None, "yes_no": None, "person": False,
    "order_ids": [], "amounts": [], "dates": [], "grade": None,
}  # fmt: skip


def told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *rows: object) -> list[dict[str, object]]:
    typed = "".join(f"{json.dumps(row)}\n" for row in rows)
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))

    assert understand(argparse.Namespace(score=None, language="en")) == 0

    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_each_line_is_answered_by_one(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    grade, yes, number = told(
        monkeypatch,
        capsys,
        {"text": "8/10", "expecting": "grade"},
        {"text": "sim, aceito", "app_language": "pt-BR", "expecting": "yes_no"},
        {"text": "1042", "expecting": "order"},
    )

    assert grade == {**NOBODY, "grade": 6}
    assert (yes["language"], yes["yes_no"]) == ("pt_BR", "yes")
    assert number["order_ids"] == ["1042"]


def test_a_complaint_is_told_whole(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    (one,) = told(monkeypatch, capsys, {"text": "order WL-2026-0041: paid 12,50 €, now it is cheaper. I want my money back"})

    assert (one["language"], one["cause"], one["wish"]) == ("en", "price_drop", "refund")
    assert one["order_ids"] == ["WL-2026-0041"]
    assert one["amounts"] == [{"amount": "12.50", "currency": "EUR"}]


def test_days_are_told_for_the_day_of_the_message(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    friday, monday = told(
        monkeypatch,
        capsys,
        {"text": "last Tuesday the driver came, it was due last week", "today": "2026-11-20"},
        {"text": "last Tuesday the driver came", "today": "2026-11-16"},
    )

    assert friday["dates"] == ["2026-11-17", "2026-11-09/2026-11-15"]
    assert monday["dates"] == ["2026-11-10"]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('{"text": "x", "today": "a Friday"}', 'line 1: today is {"today": "2026-11-20"}'),
        ("{", "line 1: Expecting"),
        ('{"txt": "x"}', 'line 1: a message is {"text": "..."}'),
        ('{"text": "x", "expecting": "nothing much"}', "line 1: expecting may be "),
    ],
)
def test_a_line_that_is_no_message_is_told(
    line: str, fault: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(line))

    assert understand(argparse.Namespace(score=None, language="en")) == 1
    assert fault in capsys.readouterr().err


def test_a_labelled_file_is_scored_a_line_a_language(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [
        {"lang": "en", "text": "it arrived broken", "label": "damaged", "also": []},
        {"lang": "en", "text": "where is my parcel", "label": "payment", "also": []},
        {"lang": "en", "text": "order #1042, paid $5", "order_id": "1042", "amounts": [{"amount": "5", "currency": "USD"}]},
        {"lang": "en", "text": "8/10", "grade": 6, "also": []},
    ]
    path = tmp_path / "labelled.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), "utf-8")

    assert understand(argparse.Namespace(score=path, language="en")) == 0

    said = capsys.readouterr().out.splitlines()
    assert said[1].split() == ["en", "4", "1.00", "0.50", "0.50", "1.00", "1.00"]
    assert said[-2].split() == ["2", "late_delivery", ".", ".", "."]


def test_a_file_without_languages_is_scored_in_the_one_that_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "labelled.jsonl"
    path.write_text(json.dumps({"text": "mein Paket ist noch nicht da", "label": "late_delivery"}), "utf-8")

    assert understand(argparse.Namespace(score=path, language="de-AT")) == 0
    assert capsys.readouterr().out.splitlines()[1].split()[:4] == ["de", "1", "1.00", "1.00"]


def test_a_language_that_cannot_be_told_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "labelled.jsonl"
    path.write_text("", "utf-8")

    assert understand(argparse.Namespace(score=path, language="tlh")) == 1
    assert "no language 'tlh'" in capsys.readouterr().err
