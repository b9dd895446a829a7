"""Moments to try the times of day on: years of them, and most of all those around a change of the clocks."""

from datetime import UTC, datetime, timedelta, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import strategies as st

QUARTER, HOUR, DAY = timedelta(minutes=15), timedelta(hours=1), timedelta(days=1)

# One zone of every twelve there are, and those whose clocks do something that others' do not.
REMARKABLE = (
    *("Australia/Lord_Howe", "Pacific/Apia", "Pacific/Fakaofo", "Africa/Casablanca", "Africa/Cairo", "Asia/Beirut"),
    *("America/Sao_Paulo", "America/Havana", "America/St_Johns", "America/Nuuk", "America/Caracas", "America/Mexico_City"),
    *("Antarctica/Troll", "Antarctica/Casey", "Asia/Kathmandu", "Asia/Tehran", "Asia/Gaza", "Asia/Pyongyang"),
    *("Pacific/Chatham", "Pacific/Easter", "Pacific/Kiritimati", "Pacific/Tongatapu", "Pacific/Pago_Pago", "Europe/Dublin"),
)
ZONES = tuple(ZoneInfo(name) for name in sorted({*REMARKABLE, *sorted(available_timezones())[::12]}))
SINCE, UNTIL = datetime(2005, 1, 1, tzinfo=UTC), datetime(2036, 1, 1, tzinfo=UTC)


@cache
def changes(zone: tzinfo, since: datetime = SINCE) -> tuple[datetime, ...]:
    """The moments at which the clocks there are changed, each to the second."""
    found, week = [], 7 * DAY
    for at in (since + n * week for n in range((UNTIL - since) // week)):
        before, after = at, at + week
        if offset(before, zone) != offset(after, zone):
            while after - before > timedelta(seconds=1):
                middle = before + (after - before) // 2
                before, after = (middle, after) if offset(middle, zone) == offset(before, zone) else (before, middle)
            found.append(after.replace(microsecond=0))
    return tuple(found)


def offset(at: datetime, zone: tzinfo) -> timedelta | None:
    return at.astimezone(zone).utcoffset()


@st.composite
def moments_and_zones(draw: st.DrawFn, since: datetime = SINCE) -> tuple[datetime, ZoneInfo]:
    """Any moment of thirty years, or one within three days of a change of the clocks, in any of the zones."""
    zone = draw(st.sampled_from(ZONES))
    plain = st.datetimes(since.replace(tzinfo=None), UNTIL.replace(tzinfo=None), timezones=st.just(UTC))
    near = st.builds(datetime.__add__, st.sampled_from(changes(zone, since) or (since,)), st.timedeltas(-3 * DAY, 3 * DAY))
    return draw(plain | near), zone
