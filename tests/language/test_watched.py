"""A file that is changed while it is read."""

import logging
import os
from pathlib import Path

import pytest

from bot.language.owner_files import UnreadableError
from bot.language.watched import Watched


class Seconds:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def number(path: Path) -> int:
    return int(path.read_text("utf-8"))


def write(path: Path, text: str, *, moment: int) -> None:
    path.write_text(text, "utf-8")
    os.utime(path, (moment, moment))


def test_a_change_counts_once_a_second_has_passed(tmp_path: Path) -> None:
    path, seconds = tmp_path / "file", Seconds()
    write(path, "1", moment=1)
    watched = Watched(path, number, seconds)

    before = watched.told()
    write(path, "2", moment=2)
    at_once = watched.told()
    seconds.now = 1.0

    assert (before, at_once, watched.told()) == (1, 1, 2)


def test_a_file_that_was_not_read_since_it_was_changed_is_told_apart(tmp_path: Path) -> None:
    path, seconds = tmp_path / "file", Seconds()
    write(path, "1", moment=1)
    watched = Watched(path, number, seconds)

    new = watched.is_read()
    watched.told()
    read = watched.is_read()
    write(path, "2", moment=2)
    seconds.now += 1
    changed = watched.is_read()

    assert (new, read, changed) == (False, True, False)


def test_a_file_that_is_not_there_says_nothing_until_it_is(tmp_path: Path) -> None:
    path, seconds = tmp_path / "file", Seconds()
    watched = Watched(path, number, seconds)

    before = watched.told()
    write(path, "1", moment=1)
    seconds.now = 1.0

    assert (before, watched.told()) == (None, 1)


def test_a_fault_that_comes_in_is_told_once_and_the_old_words_stay(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path, seconds = tmp_path / "file", Seconds()
    write(path, "1", moment=1)
    watched = Watched(path, number, seconds)
    watched.told()
    write(path, "one", moment=2)

    with caplog.at_level(logging.WARNING):
        for seconds.now in (1.0, 2.0, 3.0):
            assert watched.told() == 1

    assert caplog.messages == [
        "invalid literal for int() with base 10: 'one'. What it said before stays until it is mended",
    ]


def test_a_file_that_was_never_right_says_nothing_and_its_fault_is_told_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path, seconds = tmp_path / "file", Seconds()
    write(path, "one", moment=1)
    watched = Watched(path, number, seconds)

    for seconds.now in (1.0, 2.0, 3.0):
        assert watched.told() is None

    assert watched.is_read()
    assert [(one.levelname, one.message) for one in caplog.records] == [
        ("ERROR", "invalid literal for int() with base 10: 'one'. Nothing is taken from it until it is mended"),
    ]


def test_a_fault_that_comes_again_after_it_was_mended_is_told_again(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path, seconds = tmp_path / "file", Seconds()
    watched = Watched(path, number, seconds)

    for seconds.now, said in ((1.0, "one"), (2.0, "1"), (3.0, "one")):
        write(path, said, moment=int(seconds.now))
        watched.told()

    assert len(caplog.messages) == 2


def test_a_file_that_cannot_be_read_for_a_while_is_tried_again_and_told_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path, seconds = tmp_path / "file", Seconds()
    write(path, "1", moment=1)

    def told(path: Path) -> int:
        if seconds.now < 3.0:
            raise UnreadableError("no file can be opened now")
        return number(path)

    watched = Watched(path, told, seconds)

    assert [watched.told() for seconds.now in (1.0, 2.0, 3.0)] == [None, None, 1]
    assert caplog.messages == ["no file can be opened now. Nothing is taken from it until it is mended"]
