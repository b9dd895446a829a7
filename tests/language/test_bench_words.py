"""How a folder of labelled messages is measured: on a small one of our own, since the held-out ones are for measuring only."""

import json
from itertools import islice
from pathlib import Path

import pytest

from tests.bench.words import _apps, main

WRITTEN = {
    "en": ["it arrived broken", "order #1042 paid $5", "8/10", "yes, please refund it"],
    "de": ["die Schuhe kamen kaputt an", "Bestellung #1042 für 5 €", "8/10", "ja, bitte erstatten"],
    "nl": ["die Schuhe kamen kaputt an", "bestelling #1042 voor 5 €", "8/10", "ja graag, betaal maar terug"],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for language, (cause, entities, grade, answer) in WRITTEN.items():
        currency = "USD" if language == "en" else "EUR"
        rows = [
            {"kind": "cause", "text": cause, "label": "damaged", "also": []},
            {"kind": "entities", "text": entities, "order_id": "1042", "amounts": [{"amount": "5", "currency": currency}]},
            {"kind": "grade", "text": grade, "grade": 6},
            {"kind": "answer", "text": answer, "asked": "offer", "answer": "yes", "person": False},
        ]
        (tmp_path / f"{language}.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    return tmp_path


def test_a_message_that_is_taken_for_another_language_is_scored_in_both(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(folder)

    table, _, figures = capsys.readouterr().out.partition("\n\n")
    _, *rows = ([cell.strip() for cell in line.split("  ") if cell.strip()] for line in table.splitlines())
    shares = {
        row[0]: dict(zip(("alone", "f1", "as told", "entities"), (row[2], row[6], row[7], row[11]), strict=True)) for row in rows
    }
    assert shares["de"] == {"alone": "1.00", "f1": "1.00", "as told": "1.00", "entities": "1.00"}
    assert shares["nl"] == {"alone": "0.00", "f1": "0.00", "as told": "1.00", "entities": "1.00"}
    for figure in ("telling the language, p50", "langdetect.detect(), p50", "langdetect.detect() besides", "read as told"):
        assert figure in figures


def test_an_app_is_right_in_eight_cases_of_ten_and_the_same_in_every_run() -> None:
    told = [list(islice(_apps("de"), 1000)) for _ in range(2)]

    assert told[0] == told[1]
    assert told[0].count("de") == pytest.approx(800, abs=40)
    assert {"", "en", "zh_Hant"} < set(told[0])
