"""When things may happen: opening hours of the shop, civil hours of a buyer's day, and the days on which one asks again.

Every moment given is aware, every moment returned is aware and in UTC. A time of day is that of the clock on the wall; where
the clocks are changed just then, it is read as if they had not been changed yet.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

_CIVIL_FROM, _CIVIL_TO = time(9), time(20)
_REVIEW_AT = time(10, 30)  # the day has begun and the morning's rush is over


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """When people of the shop are there. `days` are weekdays, Monday 0; the times are of the shop's zone.

    Raises ValueError for a shop that never opens.
    """

    days: frozenset[int]
    opens: time
    closes: time
    zone: tzinfo

    def __post_init__(self) -> None:
        if not self.days & frozenset(range(7)) or self.opens >= self.closes:
            raise ValueError(f"a shop that is there on {sorted(self.days)} from {self.opens} to {self.closes} never opens")

    def after(self, start: datetime, work: timedelta) -> datetime:
        """The moment by which that much opening time has passed since `start`."""
        # In UTC throughout: within one zone Python reckons by the clock on the wall, and an hour of a change would be lost.
        begin = start.astimezone(UTC)
        day = start.astimezone(self.zone).date()
        while True:
            if self._is_there_on(day):
                begin = max(begin, _moment(day, self.opens, self.zone))
                left = _moment(day, self.closes, self.zone) - begin
                if left >= work:
                    return begin + work
                work -= max(left, timedelta())
            day += timedelta(days=1)

    def _is_there_on(self, day: date) -> bool:
        # A day can be missing from the calendar: Samoa went from 29 to 31 December 2011, and nobody worked on the 30th.
        exists = _moment(day, self.opens, self.zone).astimezone(self.zone).date() == day
        return exists and day.weekday() in self.days


def civil(at: datetime, zone: tzinfo) -> datetime:
    """That moment, or the next one at which one may write to a person there: between 9 and 20 o'clock of their day."""
    local = at.astimezone(zone)
    if local.time() < _CIVIL_FROM:
        return _moment(local.date(), _CIVIL_FROM, zone)
    if local.time() >= _CIVIL_TO:
        return _moment(local.date() + timedelta(days=1), _CIVIL_FROM, zone)
    return at.astimezone(UTC)


def review_at(done_at: datetime, zone: tzinfo) -> datetime:
    """When to ask how a refund or a coupon was: half past ten of the buyer's next day."""
    return _moment(done_at.astimezone(zone).date() + timedelta(days=1), _REVIEW_AT, zone)


def remind_review_at(asked_at: datetime, zone: tzinfo) -> datetime:
    """When to ask the one more time that is allowed: two days after the question, at the same half past ten."""
    return review_at(review_at(asked_at, zone), zone)


def _moment(day: date, clock: time, zone: tzinfo) -> datetime:
    """When the clock on the wall shows that. On a day that the calendar leaves out: the same time of the day that follows."""
    return datetime.combine(day, clock, zone).astimezone(UTC)
