from importlib.resources import files
from zoneinfo import ZoneInfo

import pytest
from babel.core import get_global
from hypothesis import example, given
from hypothesis import strategies as st

from bot.followup.zones import zone_of_country

# By the places of GeoNames, their people added up zone by zone; of Antarctica and the United States' outlying islands, where
# nobody is counted, the first of the tz database.
WHERE_MOST_LIVE = {
    "AQ": "Antarctica/McMurdo",
    "AR": "America/Argentina/Buenos_Aires",
    "AU": "Australia/Sydney",
    "BR": "America/Sao_Paulo",
    "CA": "America/Toronto",
    "CD": "Africa/Kinshasa",
    "CL": "America/Santiago",
    "CN": "Asia/Shanghai",
    "CY": "Asia/Nicosia",
    "DE": "Europe/Berlin",
    "EC": "America/Guayaquil",
    "ES": "Europe/Madrid",
    "FM": "Pacific/Chuuk",
    "GL": "America/Nuuk",
    "ID": "Asia/Jakarta",
    "KI": "Pacific/Tarawa",
    "KZ": "Asia/Almaty",
    "MH": "Pacific/Majuro",
    "MN": "Asia/Ulaanbaatar",
    "MX": "America/Mexico_City",
    "MY": "Asia/Kuala_Lumpur",
    "NZ": "Pacific/Auckland",
    "PF": "Pacific/Tahiti",
    "PG": "Pacific/Port_Moresby",
    "PS": "Asia/Hebron",
    "PT": "Europe/Lisbon",
    "RU": "Europe/Moscow",
    "UA": "Europe/Kyiv",
    "UM": "Pacific/Midway",
    "US": "America/New_York",
    "UZ": "Asia/Tashkent",
}
NO_COUNTRIES = {"001", "ZZ"}  # the whole world and nowhere, to which Unicode gives zones of their own


def key_of(country: str, hint: str = "") -> str | None:
    zone = zone_of_country(country, hint)
    return zone and zone.key


@pytest.mark.parametrize(
    ("country", "zone"),
    [("JP", "Asia/Tokyo"), ("FR", "Europe/Paris"), ("NO", "Europe/Oslo"), ("IN", "Asia/Kolkata"), ("SG", "Asia/Singapore")],
)
def test_a_country_with_one_zone_has_that_zone(country: str, zone: str) -> None:
    assert zone_of_country(country) == ZoneInfo(zone)


@pytest.mark.parametrize(("country", "zone"), WHERE_MOST_LIVE.items())
def test_of_several_zones_it_is_the_one_where_most_people_live(country: str, zone: str) -> None:
    assert zone_of_country(country) == ZoneInfo(zone)


def test_for_every_country_with_several_zones_it_is_known_where_most_people_live() -> None:
    rows = files("tzdata.zoneinfo").joinpath("zone.tab").read_text("ascii").splitlines()
    countries = [row[:2] for row in rows if not row.startswith("#")]

    assert {country for country in countries if countries.count(country) > 1} == set(WHERE_MOST_LIVE)


@pytest.mark.parametrize(
    ("country", "hint"),
    [("US", "Pacific/Honolulu"), ("ES", "Atlantic/Canary"), ("BR", "America/Manaus"), ("RU", "Asia/Vladivostok")],
)
def test_the_device_chooses_among_the_zones_of_its_country(country: str, hint: str) -> None:
    assert zone_of_country(country, hint) == ZoneInfo(hint)


def test_every_zone_that_unicode_gives_to_a_country_can_be_chosen_there() -> None:
    zones = [(country, zone) for country, its in get_global("territory_zones").items() for zone in its]

    missed = [(country, zone) for country, zone in zones if country not in NO_COUNTRIES and key_of(country, zone) != zone]

    assert len(zones) > 400
    assert missed == []


@pytest.mark.parametrize(
    ("country", "hint", "zone"),
    [
        ("US", "US/Pacific", "America/Los_Angeles"),
        ("US", "America/Indianapolis", "America/Indiana/Indianapolis"),
        ("CA", "America/Coral_Harbour", "America/Atikokan"),
        ("AR", "America/Mendoza", "America/Argentina/Mendoza"),
        ("GL", "America/Godthab", "America/Nuuk"),
        ("FM", "Pacific/Ponape", "Pacific/Pohnpei"),
    ],
)
def test_a_zone_is_known_by_the_name_it_once_had(country: str, hint: str, zone: str) -> None:
    assert zone_of_country(country, hint) == ZoneInfo(zone)


@pytest.mark.parametrize(
    "hint",
    ["America/Mexico_City", "Europe/Berlin", "UTC", "Etc/GMT+5", "EST5EDT", "us/pacific", "../../etc/passwd", "\0", "Europe/"],
)
def test_what_is_no_zone_of_the_country_is_passed_over(hint: str) -> None:
    assert zone_of_country("US", hint) == ZoneInfo("America/New_York")


@pytest.mark.parametrize("country", ["", "XK", "ZZ", "EU", "UK", "us", "USA", "840", "ß", "#c", "Spain"])
def test_what_is_no_country_has_no_zone(country: str) -> None:
    assert zone_of_country(country, "America/New_York") is None


@given(st.text(max_size=3) | st.sampled_from(sorted(WHERE_MOST_LIVE)), st.text() | st.sampled_from(["Europe", "GMT"]))
@example("US", "x" * 5000)
def test_whatever_is_asked_the_answer_is_a_zone_or_none(country: str, hint: str) -> None:
    zone = zone_of_country(country, hint)

    assert zone is None or zone == zone_of_country(country, zone.key)
