"""The names that were copied out of CLDR."""

from pathlib import Path

import pytest

from bot.language.catalogue import locales_folder
from bot.language.cldr import COPY, copied, read_names
from bot.language.copying import by_babel, copies
from bot.language.owner_files import FileError

LANGUAGES = sorted(path.parent.name for path in locales_folder().glob("*/words.toml"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_copy_is_what_babel_says_now(language: str) -> None:
    assert copied(language) == by_babel(language), "python -m bot locales update"


def test_a_language_without_the_file_has_no_copy() -> None:
    assert copied("sv") is None


def test_a_copy_is_written_for_each_language_that_babel_knows(tmp_path: Path) -> None:
    for language in ("sv", "xx"):
        (tmp_path / language).mkdir()
        (tmp_path / language / "words.toml").touch()

    written = copies(tmp_path)

    assert set(written) == {tmp_path / "sv" / COPY}
    assert by_babel("sv").currencies["svenska kronor"] == "SEK"
    assert by_babel("sv").days[0] == ("måndag",)
    assert by_babel("sv").months[0] == ("januari", "jan.")


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"{", "Input data was truncated"),
        (b"{}", "Object missing required field"),
        (b'{"x": ' + b"[" * 100_000, "recursion"),
        (b"\xff", "malformed"),
        (b'{"signs": {}, "currencies": {}, "days": [["Mo"]], "short_days": [], "months": []}', "a name is missing"),
    ],
)
def test_a_copy_with_a_fault_is_told_with_its_name_and_what_to_do(tmp_path: Path, content: bytes, fault: str) -> None:
    path = tmp_path / "de" / COPY
    path.parent.mkdir()
    path.write_bytes(content)

    with pytest.raises(FileError, match=f"^de/cldr.json: .*{fault}.*; run `python -m bot locales update`"):
        read_names(path)


def test_a_copy_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "de" / COPY
    path.mkdir(parents=True)

    with pytest.raises(FileError, match=r"^de/cldr.json: cannot be read \(Is a directory\)"):
        read_names(path)
