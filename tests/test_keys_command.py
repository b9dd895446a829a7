"""The keys of programs, from the command line: made and told once, listed by name, withdrawn."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
import structlog

from bot.__main__ import main
from bot.memory.store import Memory

Do = Callable[..., tuple[int, str, str]]


@pytest.fixture
def do(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Do]:
    """Run a command on keys; gives its exit code and what it said on its two outputs."""
    monkeypatch.delenv("AMENDS_DATABASE_URL", raising=False)
    config = tmp_path / "config.toml"
    config.write_text(f'[database]\nurl = "sqlite:///{tmp_path}/shop.db"\n', encoding="utf-8")

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(["keys", *arguments, "--config", str(config)])
        said = capsys.readouterr()
        return code, said.out, said.err

    yield run
    structlog.reset_defaults()


def opens(folder: Path, key: str) -> str | None:
    """Whose key it is, as the running shop would find."""
    with closing(Memory(f"sqlite:///{folder}/shop.db")) as memory:
        return memory.write_now(lambda unit: unit.keys.name_of(key))


def test_a_key_is_made_and_opens(do: Do, tmp_path: Path) -> None:
    code, said, _ = do("add", "help desk")

    assert code == 0
    assert said.startswith("amends_")
    assert len(said.strip()) == 50
    assert opens(tmp_path, said.strip()) == "help desk"


def test_keys_are_listed_by_name_and_never_shown_again(do: Do) -> None:
    key = do("add", "help desk")[1].strip()
    do("add", "parcel cards")

    code, said, _ = do("list")

    assert code == 0
    assert [line.split("(")[0].split() for line in said.splitlines()] == [["1", "help", "desk"], ["2", "parcel", "cards"]]
    assert key not in said


def test_without_keys_the_list_says_so(do: Do) -> None:
    assert do("list") == (0, "There are no keys.\n", "")


def test_a_key_that_is_withdrawn_opens_nothing_and_is_listed_as_such(do: Do, tmp_path: Path) -> None:
    key = do("add", "help desk")[1].strip()

    withdrawn = do("withdraw", "1")

    assert withdrawn == (0, "Key 1 opens nothing any more.\n", "")
    assert opens(tmp_path, key) is None
    assert ", withdrawn " in do("list")[1]


@pytest.mark.parametrize("number", ["1", "7"])
def test_what_opens_nothing_cannot_be_withdrawn(do: Do, number: str) -> None:
    do("add", "help desk")
    do("withdraw", "1")

    assert do("withdraw", number) == (1, "", f"There is no key {number} that opens anything.\n")


@pytest.mark.parametrize("name", ["", "  ", "x" * 81])
def test_a_key_needs_a_name(do: Do, name: str) -> None:
    assert do("add", name) == (1, "", "A key needs a name to know it by, of at most 80 characters.\n")
    assert do("list")[1] == "There are no keys.\n"
