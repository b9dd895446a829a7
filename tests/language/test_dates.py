"""When something was, as buyers say it."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.date_patterns import date_patterns, may_hold_a_time, small
from bot.language.date_words import DATE_WORDS
from bot.language.dates import Exactly, How, When, dates_in, times_in

ROWS = [json.loads(line) for line in (Path(__file__).parent / "data" / "dates_dev.jsonl").read_text("utf-8").splitlines()]
FRIDAY = date(2026, 11, 20)


def told(text: str, language: str = "en", today: date = FRIDAY) -> list[str]:
    return [str(said) for said in dates_in(text, language, today)]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_days_are_read_in_every_language(row: dict[str, Any]) -> None:
    assert told(row["text"], row["lang"], date.fromisoformat(row["today"])) == row["dates"]


def test_a_day_stands_where_it_was_said() -> None:
    (said,) = dates_in("it came yesterday, empty", "en", FRIDAY)

    assert (said.first, said.last, said.exactly, said.span) == (date(2026, 11, 19), date(2026, 11, 19), Exactly.DAY, (8, 17))


def test_what_is_not_told_to_the_day_says_so() -> None:
    week, weeks, month = dates_in("last week, 3 weeks ago, a month ago", "en", FRIDAY)

    assert (week.first, week.last, week.exactly) == (date(2026, 11, 9), date(2026, 11, 15), Exactly.WEEK)
    assert (weeks.exactly, month.exactly) == (Exactly.WEEK, Exactly.MONTH)


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("since 03/11/2026", "en", "2026-03-11"),
        ("desde 03/11/2026", "es", "2026-11-03"),
        ("since 28/10/2026", "en", "2026-10-28"),
        ("seit 03.11.2026", "de", "2026-11-03"),
        ("2026/11/03から", "ja", "2026-11-03"),
    ],
)
def test_which_number_is_the_month_is_settled_by_the_language(text: str, language: str, day: str) -> None:
    assert told(text, language) == [day]


@pytest.mark.parametrize(
    ("text", "today", "day"),
    [
        ("on December 28", date(2026, 1, 5), "2025-12-28"),
        ("on January 4", date(2026, 12, 20), "2027-01-04"),
        ("on November 28", FRIDAY, "2026-11-28"),
        ("on March 3", FRIDAY, "2026-03-03"),
        ("on February 29", FRIDAY, "2024-02-29"),
    ],
)
def test_a_day_without_a_year_is_past_or_soon(text: str, today: date, day: str) -> None:
    assert told(text, today=today) == [day]


def test_a_weekday_is_the_last_one_and_may_be_today() -> None:
    assert told("it came on Friday") == ["2026-11-20"]
    assert told("it came last Friday") == ["2026-11-13"]
    assert told("上周五到的", "zh_Hans") == ["2026-11-13"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("कल टूटा", "hi"),
        ("parson aaya", "hi"),
        ("next Monday", "en"),
        ("order WL-2026-0041, 4/5 stars, 24/7 service, 12.10 €", "en"),
        ("am 31.02.2026", "de"),
        ("a segunda vez", "pt_BR"),
        ("3 weeks for delivery", "en"),
        ("999999999 days ago", "en"),
    ],
)
def test_what_means_no_day_or_two_is_none(text: str, language: str) -> None:
    assert told(text, language) == []


@given(
    st.lists(st.sampled_from([word for row in ROWS for word in row["text"].split()]), max_size=6),
    st.sampled_from(sorted(DATE_WORDS)),
)
def test_a_glance_misses_nothing_that_a_pattern_finds(words: list[str], language: str) -> None:
    plain = small(" ".join(words))

    assert may_hold_a_time(plain, language) or not any(pattern.search(plain) for _, pattern in date_patterns(language))


def test_capitals_and_the_dots_of_turkish_change_no_time() -> None:
    assert [str(one) for one in dates_in("GEÇEN PAZARTESİ, 3 KASIM", "tr", date(2026, 11, 12))] == ["2026-11-09", "2026-11-03"]


def test_no_day_lies_before_the_first() -> None:
    assert When(How.DAYS_AGO, 3, (0, 1)).on(date(1, 1, 2)) is None


@given(st.text(max_size=200), st.sampled_from([*DATE_WORDS, "xx"]), st.dates())
def test_no_text_is_ever_too_much(text: str, language: str, today: date) -> None:
    assert dates_in(text, language, today) == dates_in(text, language, today)


@given(
    st.lists(st.sampled_from([word for row in ROWS for word in row["text"].split()]), max_size=12),
    st.sampled_from(sorted(DATE_WORDS)),
)
def test_no_muddle_of_words_is_ever_too_much(words: list[str], language: str) -> None:
    assert all(len(" ".join(words)) >= when.span[1] > when.span[0] >= 0 for when in times_in(" ".join(words), language))


@given(st.integers(min_value=1, max_value=300), st.dates(min_value=date(2000, 1, 1)))
def test_days_ago_are_counted_back_from_the_day_of_the_message(days: int, today: date) -> None:
    (said,) = dates_in(f"hace {days} días", "es", today)

    assert (today - said.first).days == days
