"""Months and quarters, by which guarantees last and points become coupons."""

from calendar import monthrange
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

_MORNING = time(10)


def months_later(day: date, months: int) -> date:
    """The same day so many months on; the last of its month where that has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def quarter_end(now: datetime, zone: ZoneInfo) -> datetime:
    """The first morning after the quarter of the shop's calendar in which this moment lies."""
    today = now.astimezone(zone).date()
    first = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    return datetime.combine(months_later(first, 3), _MORNING, zone).astimezone(UTC)
