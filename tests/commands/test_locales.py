"""Looking after the languages from the terminal, in a clone of its own."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.language.beginning import STORIES

ROOT = Path(__file__).parents[2]

Do = Callable[..., tuple[int, str, str]]


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """Ours, with as much of the tests as a new language concerns."""
    for part in ("bot", "handlers", "locales", "tests/stories/en"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


@pytest.fixture
def do(clone: Path) -> Do:
    """Run a command on the languages of the clone; gives its exit code and what it said on its two outputs."""

    def run(*arguments: str) -> tuple[int, str, str]:
        command = [sys.executable, "-B", "-m", "bot", "locales", *arguments]
        done = subprocess.run(command, cwd=clone, capture_output=True, encoding="utf-8", check=False)
        return done.returncode, done.stdout, done.stderr

    return run


def files(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_new_language_is_one_command_which_says_what_to_fill_first(do: Do, clone: Path) -> None:
    code, said, wrong = do("add", "sv")

    assert (code, wrong) == (0, "")
    folder, told = clone / "locales" / "sv", clone / "tests" / "stories" / "sv"
    begins = [line.split(": ")[0] for line in said.splitlines()]
    assert begins == [
        "Swedish is begun. Fill, in this order:",
        f"1. {folder / 'glossary.toml'}",
        f"2. {folder / 'LC_MESSAGES' / 'messages.po'}",
        f"3. {folder / 'words.toml'}",
        f"4. {folder / 'examples.jsonl'}",
        f"5. {folder / 'goods.toml'}",
        f"6. {told}",
        "No message is taken for Swedish yet (bot/language/evidence.py)",
        "In between, `locales check` says what is wrong, and `locales stats` how far it has come.",
    ]
    assert {path.name for path in files(folder)} == {
        *("glossary.toml", "messages.po", "words.toml", "examples.jsonl", "goods.toml"),
    }
    assert {path.name for path in files(told)} == {f"{story}.toml.draft" for story in STORIES}


def test_a_language_that_was_begun_is_counted_and_has_no_fault(do: Do) -> None:
    do("add", "sv")

    (swedish,) = [one for one in json.loads(do("stats", "--json")[1]) if one["language"] == "sv"]
    assert (swedish["said"], swedish["offered"], swedish["stories"]) == (0, False, 0)
    assert [fault for fault in do("check")[2].splitlines() if fault.startswith("sv")] == []


def test_what_cannot_be_added_is_one_sentence_and_touches_nothing(do: Do, clone: Path) -> None:
    before = files(clone)

    assert do("add", "es") == (1, "", f"Spanish is there already, in {clone / 'locales' / 'es'}; nothing was changed.\n")
    assert files(clone) == before


def test_what_cannot_be_written_is_one_sentence(do: Do, clone: Path) -> None:
    (clone / "tests" / "stories" / "sv").symlink_to(clone / "nowhere" / "at all")

    code, said, wrong = do("add", "sv")

    assert (code, said) == (1, "")
    assert wrong == f"{clone / 'tests' / 'stories' / 'sv'} cannot be written: File exists.\n"


def test_all_faults_are_said_together(do: Do, clone: Path) -> None:
    folder = clone / "locales" / "es"
    catalogue = folder / "LC_MESSAGES" / "messages.po"
    text = catalogue.read_text(encoding="utf-8")
    catalogue.write_text(text.replace('msgstr "Reembolso"', 'msgstr "TODO <b>Cupón"', 1), encoding="utf-8")
    (folder / "words.toml").write_text("[wrds]", encoding="utf-8")
    (folder / "examples.jsonl").unlink()
    (folder / "goods.toml").write_text("[kinds]\nwatsh = []", encoding="utf-8")
    (clone / "locales" / "messages.pot").unlink()

    code, said, wrong = do("check")

    assert (code, said) == (1, "")
    assert {
        "messages.pot is not up to date: run `make catalogues`",
        "es page.refund: says TODO",
        "es page.refund: has markup, which a buyer would read as it stands: <b>",
        "es page.refund: the English says refund, and this has none of: reembols, devol, devuel, devuélv",
        "es: has no examples.jsonl, and must be complete",
        "es/goods.toml: kinds.watsh is no kind of the English file",
    } <= set(wrong.splitlines())
    assert "es/words.toml: unknown key wrds; known are " in wrong


def test_a_language_that_cannot_be_counted_is_left_out_with_the_reason(do: Do, clone: Path) -> None:
    (clone / "locales" / "es" / "words.toml").write_text("[wrds]", encoding="utf-8")
    (clone / "locales" / "zh_Hans" / "LC_MESSAGES" / "messages.po").write_text("?", encoding="utf-8")

    code, said, wrong = do("stats", "--json")

    assert code == 1
    assert {"en", "es", "zh_Hans"} & {one["language"] for one in json.loads(said)} == {"en"}
    assert "es/words.toml: unknown key wrds; known are " in wrong
    assert "zh_Hans: messages.po cannot be read: " in wrong


def test_every_language_here_has_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["locales", "stats"])

    said = capsys.readouterr()
    assert (code, said.err) == (0, "")
    lines = said.out.partition("\n\n")[0].splitlines()[1:]
    assert {line.split()[0] for line in lines} == {path.name for path in (ROOT / "locales").iterdir() if path.is_dir()}
