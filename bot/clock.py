"""The two clocks: the real one, and the story clock of the sample shop, whose offset is kept in the database."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo

OFFSET = "clock.offset_seconds"
"""The name under which the shop remembers how far its story lies from the real time."""


class RealClock:
    """The time of this machine."""

    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass(slots=True)
class StoryClock:
    """A clock that runs as fast as the real one and stands elsewhere. Only ever used by the sample shop."""

    offset: timedelta

    def now(self) -> datetime:
        return datetime.now(UTC) + self.offset


def tomorrow_morning(now: datetime, zone: tzinfo) -> datetime:
    """Half past nine of the next day there, when a shop's morning mail is out."""
    day = now.astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(day, time(9, 30), zone).astimezone(UTC)
