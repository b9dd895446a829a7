"""Times and countries as the platforms write them."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, tzinfo
from functools import cache

from babel import Locale

from bot.shop.imports.cells import CellError

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH_FIRST = re.compile(r"(?P<month>[A-Za-z]{3})-(?P<day>\d{1,2})-(?P<year>\d{2}|\d{4})", re.ASCII)
DAY_FIRST = re.compile(r"(?P<day>\d{1,2})-(?P<month>[A-Za-z]{3})-(?P<year>\d{2}|\d{4})", re.ASCII)
AMERICAN = re.compile(
    r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})\s+(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?"
    r"(?:\s*(?P<half>[AaPp])\.?[Mm]\.?)?",
    re.ASCII,
)


def moment_in(zone: tzinfo) -> Callable[[str], datetime]:
    """Read a time in ISO 8601; one without an offset is of this zone."""

    def read(cell: str) -> datetime:
        try:
            at = datetime.fromisoformat(cell)
        except ValueError:
            raise CellError("is not a time, like 2026-02-12 20:41:05") from None
        return _of_our_time(at if at.tzinfo else at.replace(tzinfo=zone))

    return read


def american_moment_in(zone: tzinfo) -> Callable[[str], datetime]:
    """Read a time like "02/12/2026 8:41:05 PM", or one in ISO 8601, which some spreadsheets make of it."""
    in_iso = moment_in(zone)

    def read(cell: str) -> datetime:
        match = AMERICAN.fullmatch(cell)
        if not match:
            return in_iso(cell)
        part = {name: int(value or 0) for name, value in match.groupdict().items() if name != "half"}
        half = (match["half"] or "").lower()
        if half:
            if not 1 <= part["hour"] <= 12:
                raise CellError("is not a time of a twelve-hour clock")
            part["hour"] = part["hour"] % 12 + (12 if half == "p" else 0)
        try:
            return _of_our_time(datetime(**part, tzinfo=zone))
        except ValueError:
            raise CellError("is not a time that exists") from None

    return read


def named_day(cell: str) -> date:
    """Read a day like "Feb-14-26" or "14-Feb-26", or one in ISO 8601."""
    match = MONTH_FIRST.fullmatch(cell) or DAY_FIRST.fullmatch(cell)
    try:
        if not match:
            return date.fromisoformat(cell.partition(" ")[0])
        year = int(match["year"])
        return date(year + 2000 if year < 100 else year, MONTHS.index(match["month"].lower()) + 1, int(match["day"]))
    except ValueError:
        raise CellError("is not a day, like Feb-14-26 or 14-Feb-26") from None


def beginning_of(zone: tzinfo) -> Callable[[str], datetime]:
    """Read a day as its beginning in this zone."""

    def read(cell: str) -> datetime:
        return _of_our_time(datetime.combine(named_day(cell), time(), tzinfo=zone))

    return read


def day_of(read: Callable[[str], datetime]) -> Callable[[str], date]:
    """Read only the day of a time, as the file has it."""
    return lambda cell: read(cell).date()


def country_of(cell: str) -> str:
    """The ISO 3166 code of a country that is written as its code or its English name; "" for what is neither."""
    return cell.upper() if cell.upper() in _codes().values() else _codes().get(cell.casefold(), "")


def _of_our_time(at: datetime) -> datetime:
    if not 2000 <= at.year < 2100:
        raise CellError("is not in the years 2000 to 2099")
    return at


@cache
def _codes() -> dict[str, str]:
    return {str(name).casefold(): str(code) for code, name in Locale.parse("en").territories.items() if len(str(code)) == 2}
