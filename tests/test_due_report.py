"""What is due, on a page: how late in words a person says, what failed and why, what comes next."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.due_report import as_text
from bot.memory.agenda import Agenda, AgendaLine

NOW = datetime(2026, 2, 16, 9, 0, tzinfo=UTC)


def late(by: timedelta, error: str = "") -> AgendaLine:
    return AgendaLine("remind", 3, NOW - by, 2 if error else 0, error)


@pytest.mark.parametrize(
    ("by", "words"),
    [
        (timedelta(0), "0 s"),
        (timedelta(seconds=59), "59 s"),
        (timedelta(seconds=60), "1 min"),
        (timedelta(minutes=59, seconds=59), "59 min"),
        (timedelta(hours=1), "1 h 0 min"),
        (timedelta(hours=23, minutes=59), "23 h 59 min"),
        (timedelta(days=1), "1 d 0 h"),
        (timedelta(days=3, hours=7, minutes=59), "3 d 7 h"),
    ],
)
def test_lateness_is_told_as_exactly_as_it_matters(by: timedelta, words: str) -> None:
    page = as_text(Agenda((late(by),), 1, (), 0, None), NOW, UTC).splitlines()

    assert page[1].endswith(f"  remind of case 3, overdue by {words}")


def test_what_was_tried_and_what_failed_is_shown_with_its_error_and_the_rest_is_counted() -> None:
    overdue, failed = late(timedelta(hours=2), "StorageBusy"), AgendaLine("of a newer version", None, NOW, 4, "KeyError")

    page = as_text(Agenda((overdue,), 40, (failed,), 7, NOW + timedelta(hours=1)), NOW, UTC)

    assert page.splitlines() == [
        "Due now: 40.",
        "  16 Feb 07:00  remind of case 3, overdue by 2 h 0 min (StorageBusy; tries so far: 2)",
        "  … and 39 more, less overdue.",
        "Failed for good, the last first:",
        "  16 Feb 09:00  of a newer version (KeyError; tries so far: 4)",
        "Due later: 7, the next at 16 Feb 10:00.",
    ]
