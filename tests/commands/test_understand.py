"""What the terminal says that messages mean."""

import argparse
import io
import json
import re
from pathlib import Path

import pytest

from bot.commands.understand import EXAMPLE, understand

NOBODY: dict[str, object] = {
    "language": "en", "confidence": 0.0, "cause": None, "causes": [], "wish": None, "yes_no": None, "person": False,
    "order_ids": [], "amounts": [], "dates": [], "grade": None,
}  # fmt: skip


def told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *rows: object) -> list[dict[str, object]]:
    typed = "".join(f"{json.dumps(row)}\n" for row in rows)

    code, answers = answered(monkeypatch, capsys, typed.encode())

    assert code == 0
    return answers


def answered(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], typed: bytes
) -> tuple[int, list[dict[str, object]]]:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(typed)))
    code = understand(argparse.Namespace(score=None, language=""))
    return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def scored(path: Path, capsys: pytest.CaptureFixture[str], language: str = "") -> tuple[int, list[list[str]], str]:
    """The exit code, the rows of the table in words, and what was complained of."""
    code = understand(argparse.Namespace(score=path, language=language))
    said = capsys.readouterr()
    table, _, _ = said.out.partition("\n\n")
    return code, [line.split() for line in table.splitlines()[1:]], said.err


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


EXPECTING = "expecting may be anything_else, arrived, article, "


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (b'{"text": "x", "today": "a Friday"}', 'today is {"today": "2026-11-20"}'),
        (b'{"text": "x", "today": 20261120}', 'today is {"today": "2026-11-20"}'),
        (b"{", "is no JSON: Expecting property name enclosed in double quotes, at letter 2"),
        (b"[" * 100_000, "has brackets within brackets without end"),
        (b'{"text": "\xff"}', "is not UTF-8; write it in UTF-8"),
        (b'{"txt": "x"}', 'a message is {"text": "..."}'),
        (b'{"text": "x", "app_language": 5}', 'app_language is a text, like {"app_language": "pt-BR"}'),
        (b'{"text": "x", "app_language": ["de"]}', 'app_language is a text, like {"app_language": "pt-BR"}'),
        (b'{"text": "x", "app_language": {"a": 1}}', 'app_language is a text, like {"app_language": "pt-BR"}'),
        (b'{"text": "x", "expecting": ["a"]}', EXPECTING),
        (b'{"text": "x", "expecting": {"a": 1}}', EXPECTING),
        (b'{"text": "x", "expecting": "cause"}', EXPECTING),
        (b'{"text": "x", "expecting": ""}', EXPECTING),
        (b'{"text": "x", "expecting": true}', EXPECTING),
    ],
)
def test_a_line_that_is_no_message_is_answered_by_what_is_wrong_and_ends_nothing(
    line: bytes, fault: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = b'{"text": "hello"}\n\n' + line + b'\n{"text": "8/10", "expecting": "grade"}'

    code, (before, wrong, after) = answered(monkeypatch, capsys, typed)

    assert (code, before["language"], after["grade"]) == (1, "en", 6)
    assert (list(wrong), str(wrong["error"]).startswith(f"line 3: {fault}")) == (["error"], True)


def test_the_mark_that_some_editors_put_first_is_passed_over(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, (one,) = answered(monkeypatch, capsys, '{"text": "8/10", "expecting": "grade"}'.encode("utf-8-sig"))

    assert (code, one["grade"]) == (0, 6)


def test_half_a_character_is_no_fault(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    code, (one,) = answered(monkeypatch, capsys, rb'{"text": "order #1042 \ud800", "app_language": "\ud800"}')

    assert (code, one["order_ids"]) == (0, ["1042"])


@pytest.mark.parametrize("today", ["0001-01-01", "9999-12-31"])
def test_there_is_no_day_too_early_or_too_late(
    today: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (one,) = told(monkeypatch, capsys, {"text": "last week, yesterday, tomorrow, next month", "today": today})

    assert one["language"] == "en"


def test_the_example_of_the_help_is_true(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    line, said = (line for line in EXAMPLE.splitlines() if line.startswith("  {"))

    _, (one,) = answered(monkeypatch, capsys, line.encode())

    given = re.findall(r'"(language|confidence|cause|yes_no)": ([^,]+)', said)
    assert {key: json.loads(value) for key, value in given} == {
        "language": one["language"],
        "confidence": one["confidence"],
        "cause": one["cause"],
        "yes_no": one["yes_no"],
    }


def test_a_labelled_file_is_scored_a_line_a_language(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [
        {"lang": "en", "text": "it arrived broken", "label": "damaged", "also": []},
        {"lang": "en", "text": "where is my parcel", "label": "payment", "also": []},
        {"lang": "en", "text": "order #1042, paid $5", "order_id": "1042", "amounts": [{"amount": "5", "currency": "USD"}]},
        {"lang": "en", "text": "8/10", "grade": 6, "also": []},
    ]
    path = tmp_path / "labelled.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), "utf-8")

    assert understand(argparse.Namespace(score=path, language="")) == 0

    said = capsys.readouterr().out.splitlines()
    assert said[1].split() == ["en", "4", "1.00", "0.50", "0.50", "1.00", "1.00", "0.50"]
    assert said[-2].split() == ["2", "late_delivery", ".", ".", "."]


def file_of(path: Path, *rows: object) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join(map(json.dumps, rows)), "utf-8-sig")
    return path


def test_a_file_without_languages_is_scored_in_the_one_that_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = file_of(tmp_path / "labelled.jsonl", {"text": "mein Paket ist noch nicht da", "label": "late_delivery"})

    _, rows, _ = scored(path, capsys, "de-AT")

    assert [row[:4] for row in rows] == [["de", "1", "1.00", "1.00"]]


@pytest.mark.parametrize("name", ["causes_it.jsonl", "it/examples.jsonl", "it.jsonl"])
def test_or_in_the_one_that_its_name_tells(tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = file_of(tmp_path / name, {"text": "il pacco non è ancora arrivato", "cause": "late_delivery", "also": None})

    _, rows, _ = scored(path, capsys)

    assert [row[:4] for row in rows] == [["it", "1", "1.00", "1.00"]]


@pytest.mark.parametrize(
    ("tag", "language"),
    [("pt", "pt_BR"), ("es-MX", "es"), ("zh-CN", "zh_Hans"), ("zh-TW", "zh_Hant"), ("de-AT", "de"), ("pt_BR", "pt_BR")],
)
def test_a_language_is_named_as_devices_name_it(
    tmp_path: Path, tag: str, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = file_of(tmp_path / "labelled.jsonl", {"lang": tag, "text": "8/10", "grade": 6})

    _, rows, _ = scored(path, capsys)

    assert [row[0] for row in rows] == [language]


def test_a_message_is_scored_as_well_in_the_language_it_was_taken_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = file_of(tmp_path / "labelled.jsonl", {"lang": "nl", "text": "mein Paket kam kaputt an", "label": "damaged"})

    _, rows, _ = scored(path, capsys)

    ((_, _, its_language, read_as_labelled, *_, read_as_told),) = rows
    assert (its_language, read_as_labelled, read_as_told) == ("0.00", "0.00", "1.00")


def test_an_order_number_is_scored_without_amounts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = file_of(tmp_path / "en.jsonl", {"text": "order #1042, paid $5", "order_id": "1042"}, {"text": "$5", "amounts": []})

    _, rows, _ = scored(path, capsys)

    assert rows[0][5] == "0.50"


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ({"text": "x", "lang": "tlh"}, "no language 'tlh' can be told from others: there are en, es,"),
        ({"text": "x", "lang": 5}, "no language 5 can be told from others"),
        ({"text": "x"}, 'names no language: add {"lang": "it"}, or say --language'),
        ({"lang": "it"}, 'a message is {"text": "..."}'),
        ({"text": "x", "lang": "it", "label": "broken"}, "unknown cause broken; known are bad_service,"),
        ({"text": "x", "lang": "it", "label": ["damaged"]}, "unknown cause ['damaged']"),
        ({"text": "x", "lang": "it", "label": "damaged", "also": ["broken"]}, "unknown cause broken"),
        ({"text": "x", "lang": "it", "also": "payment"}, "also must be a list"),
        ({"text": "x", "lang": "it", "grade": 8}, "a grade is a number from 1 to 7, or null"),
        ({"text": "x", "lang": "it", "grade": 6, "also": [True]}, "a grade is a number from 1 to 7, or null"),
        ({"text": "x", "lang": "it", "order_id": 1042}, "order_id must be a text, or null"),
        ({"text": "x", "lang": "it", "amounts": {"amount": "5"}}, "amounts must be a list of"),
        ({"text": "x", "lang": "it", "amounts": [{"amount": "NaN", "currency": "EUR"}]}, "amounts must be a list of"),
        ({"text": "x", "lang": "it", "amounts": [{"amount": "five", "currency": "EUR"}]}, "amounts must be a list of"),
        ({"text": "x", "lang": "it", "amounts": [{"amount": 5, "currency": "EUR"}]}, "amounts must be a list of"),
    ],
)
def test_what_cannot_be_scored_is_told_with_its_line(
    tmp_path: Path, row: object, fault: str, capsys: pytest.CaptureFixture[str]
) -> None:
    right = {"lang": "it", "text": "x", "grade": None, "order_id": None}
    path = file_of(tmp_path / "labelled" / "rows.jsonl", right, row)

    code, rows, wrong = scored(path, capsys)

    assert (code, rows, wrong.startswith(f"labelled/rows.jsonl, line 2: {fault}")) == (1, [], True)


def test_a_file_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, wrong = scored(tmp_path / "en.jsonl", capsys)

    assert (code, wrong) == (
        1,
        f"{tmp_path.name}/en.jsonl: cannot be read (No such file or directory); put a file there that the shop may read\n",
    )


def test_a_language_that_cannot_be_told_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "labelled.jsonl"
    path.write_text("", "utf-8")

    assert understand(argparse.Namespace(score=path, language="tlh")) == 1
    assert "no language 'tlh'" in capsys.readouterr().err
