"""A file of a language, as the editor of its owner left it."""

from pathlib import Path

import pytest

from bot.language.owner_files import FileError, UnreadableError, json_in, text_in, toml_in


def file_of(folder: Path, content: bytes) -> Path:
    path = folder / "de" / "words.toml"
    path.parent.mkdir()
    path.write_bytes(content)
    return path


def test_the_mark_that_some_editors_put_first_is_no_part_of_what_is_said(tmp_path: Path) -> None:
    path = file_of(tmp_path, 'negations = ["nicht"]'.encode("utf-8-sig"))

    assert toml_in(path) == {"negations": ["nicht"]}


def test_another_encoding_is_told_with_its_line(tmp_path: Path) -> None:
    path = file_of(tmp_path, 'a = "x"\nb = "für"'.encode("latin-1"))

    with pytest.raises(FileError) as raised:
        text_in(path)

    assert str(raised.value) == "de/words.toml, line 2: is not UTF-8; save the file as UTF-8"


def test_what_cannot_be_read_may_be_read_the_next_time(tmp_path: Path) -> None:
    folder = tmp_path / "de" / "words.toml"
    folder.mkdir(parents=True)

    with pytest.raises(UnreadableError) as raised:
        text_in(folder)

    assert str(raised.value) == "de/words.toml: cannot be read (Is a directory); put a file there that the shop may read"


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ("zz = [", "Invalid value (at end of document)"),
        ("zz = " + "[" * 5000, "has brackets within brackets without end; close each before the next begins"),
        ("zz = " + "1" * 5000, "Exceeds the limit (4300 digits) for integer string conversion"),
    ],
)
def test_what_is_no_toml_is_told_with_the_name_of_the_file(tmp_path: Path, said: str, fault: str) -> None:
    path = file_of(tmp_path, said.encode())

    with pytest.raises(FileError) as raised:
        toml_in(path)

    assert str(raised.value).startswith(f"de/words.toml: {fault}")


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('{"text": ', "is no JSON: Expecting value, at letter 10"),
        ("[" * 100_000, "has brackets within brackets without end; close each before the next begins"),
        ("1" * 5000, "Exceeds the limit (4300 digits) for integer string conversion"),
    ],
)
def test_what_is_no_json_is_told_with_its_place(line: str, fault: str) -> None:
    with pytest.raises(FileError) as raised:
        json_in(line)

    assert str(raised.value).startswith(fault)
