"""Where a buyer's clock stands: the time zone of a country, by the tables of the tz database."""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from babel.core import get_global

# The tz database lists the zone where most people live first, except where it goes by the map. For those countries: the zone
# with the most inhabitants, by the places of 500 people and more in GeoNames (2026), added up.
_WHERE_MOST_LIVE = {
    "AU": "Australia/Sydney",
    "BR": "America/Sao_Paulo",
    "CA": "America/Toronto",
    "PS": "Asia/Hebron",
    "RU": "Europe/Moscow",
    "UA": "Europe/Kyiv",
    "UZ": "Asia/Tashkent",
}


def zone_of_country(country: str, hint: str = "") -> ZoneInfo | None:
    """The zone of a country (ISO 3166, two capital letters); None for what is no country, or one without a zone.

    Where there are several, it is the one that `hint` names, under whatever name it has ever had ("Asia/Calcutta",
    "US/Pacific"), else the one where most people live. A hint, which is what the buyer's device says of itself, never leads
    out of the country.
    """
    zones = _zones_of_countries().get(country)
    if zones is None:
        return None
    hinted: str = get_global("zone_aliases").get(hint, hint)
    return ZoneInfo(hinted if hinted in zones else _WHERE_MOST_LIVE.get(country, zones[0]))


@cache
def _zones_of_countries() -> Mapping[str, Sequence[str]]:
    # zone.tab and not zone1970.tab: it names a zone of its own for each country, as devices do ("Europe/Oslo"), where the
    # newer table names one for all countries whose clocks have agreed since 1970.
    zones: dict[str, list[str]] = {}
    for row in files("tzdata.zoneinfo").joinpath("zone.tab").read_text("ascii").splitlines():
        if not row.startswith("#"):
            country, _place, zone, *_remark = row.split("\t")
            zones.setdefault(country, []).append(zone)
    return zones
