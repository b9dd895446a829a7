"""When something was, in a buyer's own words: "yesterday", "el martes", "3 weeks ago", "3.11.", 上周三.

What was said stays as relative as it was said, since reading has no clock; `on` a day it becomes dates.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.language.date_patterns import date_patterns, may_hold_a_time, small
from bot.language.date_words import DATE_WORDS
from bot.language.entities import without_codes
from bot.language.numerals import value_of


class Exactly(StrEnum):
    """How exact a buyer was: of a whole week, and of "3 weeks ago", no day can be told for certain."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class How(StrEnum):
    """In which way a time was told; `number` counts days, weeks or months back, or is the weekday, Monday 0."""

    DAYS_AGO = "days_ago"
    WEEKS_AGO = "weeks_ago"
    MONTHS_AGO = "months_ago"
    LAST_WEEK = "last_week"
    LAST_MONTH = "last_month"
    WEEKDAY = "weekday"
    LAST_WEEKDAY = "last_weekday"
    WEEKDAY_OF_LAST_WEEK = "weekday_of_last_week"
    CALENDAR = "calendar"


@dataclass(frozen=True, slots=True)
class Said:
    """The days a buyer means, first and last, how exactly they said it, and where it stands in the text."""

    first: date
    last: date
    exactly: Exactly
    span: tuple[int, int]

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}/{self.last}"


@dataclass(frozen=True, slots=True)
class When:
    """A time as it was told. A calendar day without a year is that of the year which brings it nearest."""

    how: How
    number: int
    span: tuple[int, int]
    month: int = 0
    year: int = 0

    def on(self, today: date) -> Said | None:
        """What that is for somebody who says it on that day; None if there is no such day."""
        try:
            return Said(*self._days(today), self.span)
        except (ValueError, OverflowError):
            return None

    def _days(self, today: date) -> tuple[date, date, Exactly]:
        monday = today - timedelta(today.weekday())
        match self.how:
            case How.DAYS_AGO:
                return _one(today - timedelta(self.number))
            case How.WEEKS_AGO:
                return _one(today - timedelta(weeks=self.number), Exactly.WEEK)
            case How.MONTHS_AGO:
                return _one(_months_before(today, self.number), Exactly.MONTH)
            case How.LAST_WEEK:
                return monday - timedelta(7), monday - timedelta(1), Exactly.WEEK
            case How.LAST_MONTH:
                last = today.replace(day=1) - timedelta(1)
                return last.replace(day=1), last, Exactly.MONTH
            case How.WEEKDAY:
                return _one(today - timedelta((today.weekday() - self.number) % 7))
            case How.LAST_WEEKDAY:
                return _one(today - timedelta((today.weekday() - self.number - 1) % 7 + 1))
            case How.WEEKDAY_OF_LAST_WEEK:
                return _one(monday - timedelta(7 - self.number))
            case How.CALENDAR:
                return _one(self._calendar(today))

    def _calendar(self, today: date) -> date:
        if self.year:
            return date(self.year, self.month, self.number)
        # What is promised lies weeks ahead at most; whatever else is told of is past.
        soon = today + timedelta(_AHEAD)
        return max(day for day in _each_year(self.month, self.number, soon.year) if day <= soon)


def dates_in(text: str, language: str, today: date) -> tuple[Said, ...]:
    """The days a text tells of, in text order, for somebody who writes it `today`. Pure, and never raises for any text."""
    return tuple(said for when in times_in(without_codes(text), language) if (said := when.on(today)))


def times_in(left: str, language: str) -> tuple[When, ...]:
    """The times a text tells of, in text order, as they were told. What can mean two days (the Hindi कल) is none.

    What is `left` of it once its codes are blanked is read, and each time stands where it does there.
    """
    left = small(left)
    if not may_hold_a_time(left, language):
        return ()
    figures = _FIGURE.search(left)
    found: list[When] = []
    for kind, pattern in date_patterns(language):
        if kind in _IN_FIGURES and not figures:
            continue
        for match in pattern.finditer(left):
            when = _when(kind, match, language)
            found += [when] if when else []
            left = left[: match.start()] + " " * len(match[0]) + left[match.end() :]
    return tuple(sorted(found, key=lambda when: when.span))


_FIGURE = re.compile(r"\d")
_IN_FIGURES = frozenset({"numeric", "month"})
_AHEAD = 60
_FAR_BACK = 1_000
_MONTH_FIRST = frozenset({"en"})  # by CLDR's short form of the date


def _one(day: date, exactly: Exactly = Exactly.DAY) -> tuple[date, date, Exactly]:
    return day, day, exactly


def _months_before(today: date, months: int) -> date:
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def _each_year(month: int, day: int, latest: int) -> Iterator[date]:
    """The same day of the last years; a 29th of February is not in each."""
    for year in range(latest, latest - 5, -1):
        if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
            yield date(year, month, day)


def _when(kind: str, match: re.Match[str], language: str) -> When | None:
    found, span = match.groupdict(), match.span()
    if kind.startswith("ago "):
        return When(How.DAYS_AGO, int(kind.split()[1]), span)
    if kind == "last week":
        return When(How.LAST_WEEK, 0, span)
    if kind == "last month":
        return When(How.LAST_MONTH, 0, span)
    if kind == "span":
        return _span(found, span, language)
    if kind.startswith("weekday"):
        return None if found.get("ahead") else _weekday(kind, found, span, language)
    return _calendar(kind, found, span, language)


def _span(found: dict[str, str | None], span: tuple[int, int], language: str) -> When | None:
    words = DATE_WORDS[language]
    if fixed := found["fixed"]:
        told = next((told for form, told in (words.fixed or {}).items() if form == fixed.casefold()), "")
        unit, number = told[:1], int(told[1:] or 0)
    else:
        unit, said = next(name for name in "dwm" if found[name]), found["number"] or ""
        counts = words.counts.split()
        number = counts.index(said) + 1 if said in counts else int(value_of(said, language)) or 1
    if not unit or not 0 < number <= _FAR_BACK:
        return None
    return When({"d": How.DAYS_AGO, "w": How.WEEKS_AGO, "m": How.MONTHS_AGO}[unit], number, span)


def _weekday(kind: str, found: dict[str, str | None], span: tuple[int, int], language: str) -> When:
    number = next(n for n in range(7) if found.get(f"weekday{n}"))
    last = f"{found.get('last') or ''}{found.get('behind') or ''}"
    if kind == "weekday of last week" or (
        last and (language.startswith("zh") or any(week in last for week in ("週", "주", "tuần", "tuan")))
    ):
        return When(How.WEEKDAY_OF_LAST_WEEK, number, span)
    return When(How.LAST_WEEKDAY if last else How.WEEKDAY, number, span)


def _calendar(kind: str, found: dict[str, str | None], span: tuple[int, int], language: str) -> When | None:
    if kind == "numeric":
        first, second = (int(found.get(one) or found.get(one * 2) or 0) for one in "ab")
        month_first = (language in _MONTH_FIRST and found.get("by") != "." and first <= 12) or second > 12
        day, month = (second, first) if month_first else (first, second)
    elif kind == "month":
        day = int(found["day"] or 0)
        month = next(n for n in range(1, 13) if found.get(f"month{n}"))
    else:
        day, month = (_small(found[one] or "", language) for one in ("day", "month"))
    year = int(found.get("year") or 0)
    year += 2000 if 0 < year < 100 else -543 if year > 2400 else 0
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return When(How.CALENDAR, day, span, month, year)


def _small(said: str, language: str) -> int:
    return int(value_of(said.replace("廿", "二十"), language))
