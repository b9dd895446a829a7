"""What the terminal says that messages mean."""

import argparse
import io
import json
from pathlib import Path

import pytest

from bot.commands.understand import understand

NOBODY: dict[str, object] = {
    "language": "en", "confidence": 0.0, "cause": None, "causes": [], "wish": None, "yes_no": None, "person": False,
    "order_ids": [], "amounts": [], "grade": None,
}  # fmt: skip


def told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *rows: object) -> list[dict[str, object]]:
    typed = "".join(f"{json.dumps(row)}\n" for row in rows)
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))

    assert understand(argparse.Namespace(score=None)) == 0

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


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("{", "line 1: Expecting"),
        ('{"txt": "x"}', 'line 1: a message is {"text": "..."}'),
        ('{"text": "x", "expecting": "nothing much"}', "line 1: expecting may be "),
    ],
)
def test_a_line_that_is_no_message_is_told(
    line: str, fault: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(line))

    assert understand(argparse.Namespace(score=None)) == 1
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

    assert understand(argparse.Namespace(score=path)) == 0

    said = capsys.readouterr().out.splitlines()
    assert said[1].split() == ["en", "4", "1.00", "0.50", "0.50", "1.00", "1.00"]
    assert said[-2].split() == ["2", "late_delivery", ".", ".", "."]
