"""All that is wrong with the files by which buyers are understood, and that none of it silences anybody."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.language.catalogue import locales_folder
from bot.language.unheard import unheard

ROOT = Path(__file__).parents[2]
BROKEN = {
    "en/words.toml": b"zz = [",
    "de/examples.jsonl": b'{"text": "x", "cause": ["damaged"]}',
    "de/goods.toml": b"and = " + b"[" * 5000,
    "de/cldr.json": b"{}",
    "it/words.toml": b"\xff",
    "ru/chat.txt": b"gde\n\xff",
}
FAULTS = {
    "en/words.toml: Invalid value (at end of document)",
    "de/examples.jsonl, line 1: a cause is a text, and not ['damaged']",
    "de/goods.toml: has brackets within brackets without end",
    "de/cldr.json: Object missing required field `signs`; run `python -m bot locales update`",
    "it/words.toml, line 1: is not UTF-8; save the file as UTF-8",
    "ru/chat.txt, line 2: is not UTF-8; save the file as UTF-8",
    "de/words.toml: cannot be read (Is a directory)",
}


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """Ours, with a fault in a file of every kind."""
    for part in ("bot", "handlers", "locales"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    for name, content in BROKEN.items():
        (tmp_path / "locales" / name).write_bytes(content)
    (tmp_path / "locales" / "de" / "words.toml").unlink()
    (tmp_path / "locales" / "de" / "words.toml").mkdir()
    return tmp_path


def test_nothing_is_wrong_with_ours() -> None:
    assert list(unheard(locales_folder())) == []


def test_every_fault_is_told_with_the_name_of_its_file(clone: Path) -> None:
    said = list(unheard(clone / "locales"))

    told = {fault for fault in FAULTS if any(one.startswith(fault) for one in said)}
    assert (told, len(said)) == (FAULTS, len(FAULTS))


def test_they_are_told_when_the_settings_are_checked(clone: Path) -> None:
    command = [sys.executable, "-B", "-m", "bot", "check", str(ROOT / "config.example.toml")]
    done = subprocess.run(command, cwd=clone, capture_output=True, encoding="utf-8", check=False)

    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == len(FAULTS)


def test_an_emptied_file_of_a_shipped_language_is_a_fault_and_of_one_that_was_begun_it_is_none(clone: Path) -> None:
    for name in ("words.toml", "examples.jsonl", "goods.toml"):
        (clone / "locales" / "fr" / name).write_text("# later\n" if name != "examples.jsonl" else "\n")
        (clone / "locales" / "sv").mkdir(exist_ok=True)
        (clone / "locales" / "sv" / name).touch()

    said = list(unheard(clone / "locales"))

    assert {one for one in said if one.startswith(("fr", "sv"))} == {
        "fr/words.toml: is empty, and must be complete",
        "fr/examples.jsonl: is empty, and must be complete",
        "fr/goods.toml: is empty, and must be complete",
    }


def test_no_wrong_file_silences_a_language_and_the_log_names_each_once(clone: Path) -> None:
    messages = [
        {"text": "mein Paket ist kaputt angekommen, 20 €", "app_language": "de"},
        {"text": "il pacco è arrivato rotto, un parapioggia", "app_language": "it"},
        {"text": "où est mon colis ?", "app_language": "fr"},
        {"text": "gde moya posylka", "app_language": "ru"},
    ]
    typed = "".join(f"{json.dumps(one)}\n" for one in messages)

    command = [sys.executable, "-B", "-m", "bot", "understand"]
    done = subprocess.run(command, cwd=clone, input=typed, capture_output=True, encoding="utf-8", check=False)

    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert (done.returncode, [one["language"] for one in answers]) == (0, ["de", "it", "fr", "ru"])
    assert answers[0]["amounts"] == [{"amount": "20.00", "currency": "EUR"}]
    assert answers[1]["cause"] == "damaged"  # by its examples
    assert answers[2]["cause"] == "late_delivery"
    lines = done.stderr.splitlines()
    unasked = {"de/goods.toml: has brackets within brackets without end"}  # of a first message no article is asked
    assert {fault: sum(line.startswith(fault) for line in lines) for fault in FAULTS} == {
        fault: 0 if fault in unasked else 1 for fault in FAULTS
    }
