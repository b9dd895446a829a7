"""What is typed behind a command: a case, a moment, days, a zone, a currency, a language; what is none the parser says."""

import argparse
from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale, UnknownLocaleError

from bot.remedy.money import MoneyError, exponent

_MOST_DIGITS = 18  # of a row's number, in any database
_MOST_DAYS = 3650


def case_number(given: str) -> int:
    """The number of a case."""
    return _number(given, "a case")


def key_number(given: str) -> int:
    """The number of a key."""
    return _number(given, "a key")


def task_number(given: str) -> int:
    """The number of a task."""
    return _number(given, "a task")


def _number(given: str, of: str) -> int:
    if not (given.isascii() and given.isdigit() and len(given) <= _MOST_DIGITS):
        raise argparse.ArgumentTypeError(f"write the number of {of}, like 12")
    return int(given)


def days(given: str) -> int:
    """How many days, from one to ten years of them."""
    if not (given.isascii() and given.isdigit() and len(given) <= _MOST_DIGITS and 1 <= int(given) <= _MOST_DAYS):
        raise argparse.ArgumentTypeError(f"write a number of days from 1 to {_MOST_DAYS}")
    return int(given)


def words(given: str) -> str:
    """Words from the command line, which hands over as halves of characters what it could not read."""
    if not given.isprintable() and any("\ud800" <= character <= "\udfff" for character in given):
        raise argparse.ArgumentTypeError("this is not text in the encoding of your terminal")
    return given


def moment(given: str) -> datetime:
    """A moment as one types it; a day alone is its beginning, in UTC."""
    try:
        found = datetime.fromisoformat(given)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{given} is no moment; write it like 2026-02-16 or 2026-02-16T09:00+01:00") from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def time_zone(given: str) -> ZoneInfo:
    """A time zone by its name in the tz database."""
    try:
        return ZoneInfo(given)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise argparse.ArgumentTypeError(f"{given} is no time zone; write it like Europe/Berlin") from None


def currency(given: str) -> str:
    """A currency by its ISO 4217 code."""
    try:
        exponent(given.upper())
    except MoneyError:
        raise argparse.ArgumentTypeError(f"{given} is no currency; write its code, like EUR") from None
    return given.upper()


def language(given: str) -> str:
    """A language by its CLDR id; "zh-hans" is "zh_Hans"."""
    try:
        return str(Locale.parse(given.replace("-", "_"), resolve_likely_subtags=False))
    except (UnknownLocaleError, ValueError):
        raise argparse.ArgumentTypeError(f"{given} is no language; write its id, like zh_Hans or pt_BR") from None
