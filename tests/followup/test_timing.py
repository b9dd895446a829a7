from datetime import UTC, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.followup.timing import OpeningHours, civil, remind_review_at, review_at
from tests.followup.moments import DAY, HOUR, QUARTER, ZONES, moments_and_zones

NINE, TWENTY, HALF_PAST_TEN = time(9), time(20), time(10, 30)
BERLIN = ZoneInfo("Europe/Berlin")


def utc(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "done", "asked"),
    [
        ("UTC", "2026-02-16T09:00", "2026-02-17T10:30"),
        ("Europe/Madrid", "2026-02-16T09:00", "2026-02-17T09:30"),  # done at 10:00
        ("Europe/Madrid", "2026-02-16T22:59", "2026-02-17T09:30"),  # at 23:59 of the 16th
        ("Europe/Madrid", "2026-02-16T23:00", "2026-02-18T09:30"),  # at 00:00 of the 17th
        ("Europe/Madrid", "2026-12-31T12:00", "2027-01-01T09:30"),  # a new year
        ("America/Mexico_City", "2026-02-17T04:00", "2026-02-17T16:30"),  # at 22:00 of the 16th
        ("Asia/Kathmandu", "2026-02-16T18:14", "2026-02-17T04:45"),  # +5:45, at 23:59 of the 16th
        ("Pacific/Kiritimati", "2026-02-16T09:59", "2026-02-16T20:30"),  # +14, at 23:59 of the 16th
        ("Pacific/Kiritimati", "2026-02-16T10:00", "2026-02-17T20:30"),  # at 00:00 of the 17th
        ("Pacific/Tongatapu", "2026-02-16T11:00", "2026-02-17T21:30"),  # +13, at 00:00 of the 17th
        ("Pacific/Pago_Pago", "2026-02-16T10:59", "2026-02-16T21:30"),  # -11, at 23:59 of the 15th
        ("Europe/Berlin", "2026-03-28T11:00", "2026-03-29T08:30"),  # a night of 23 hours between
        ("Europe/Berlin", "2026-10-24T10:00", "2026-10-25T09:30"),  # a night of 25 hours
        ("America/New_York", "2026-03-07T17:00", "2026-03-08T14:30"),
        ("Australia/Lord_Howe", "2026-10-03T01:30", "2026-10-03T23:30"),  # half an hour forward
        ("Australia/Lord_Howe", "2026-04-04T01:00", "2026-04-05T00:00"),  # half an hour back
        ("Africa/Casablanca", "2026-02-14T12:00", "2026-02-15T10:30"),  # +1, and +0 for Ramadan
        ("Africa/Casablanca", "2026-03-21T12:00", "2026-03-22T09:30"),  # and back
        ("Asia/Beirut", "2026-03-28T22:30", "2026-03-30T07:30"),  # at 01:30 of the 29th, which has no midnight
        ("America/Sao_Paulo", "2018-02-18T01:30", "2018-02-18T13:30"),  # at 23:30 of the 17th
        ("America/Sao_Paulo", "2018-02-18T02:30", "2018-02-18T13:30"),  # at 23:30 of the 17th, again
        ("Pacific/Apia", "2011-12-29T22:00", "2011-12-30T20:30"),  # at 12:00 of the 29th, before the 31st
    ],
)
def test_a_question_is_asked_at_half_past_ten_of_the_next_day_there(zone: str, done: str, asked: str) -> None:
    assert review_at(utc(done), ZoneInfo(zone)) == utc(asked)


@pytest.mark.parametrize(
    ("zone", "asked", "reminded"),
    [
        ("Europe/Madrid", "2026-02-17T09:30", "2026-02-19T09:30"),
        ("Europe/Berlin", "2026-03-28T09:30", "2026-03-30T08:30"),
        ("Europe/Berlin", "2026-10-24T08:30", "2026-10-26T09:30"),
        ("Australia/Lord_Howe", "2026-10-02T00:00", "2026-10-03T23:30"),
        ("America/Mexico_City", "2026-02-18T02:00", "2026-02-19T16:30"),  # asked late, at 20:00 of the 17th
        ("Europe/Berlin", "2026-03-28T22:30", "2026-03-30T08:30"),  # later still, before a day of 23 hours
        ("Pacific/Apia", "2011-12-28T20:30", "2011-12-30T20:30"),  # the 28th, the 29th, the 31st
        ("Pacific/Apia", "2011-12-29T20:30", "2011-12-31T20:30"),  # the 29th, the 31st, the 1st
    ],
)
def test_a_reminder_comes_two_days_later_at_half_past_ten(zone: str, asked: str, reminded: str) -> None:
    assert remind_review_at(utc(asked), ZoneInfo(zone)) == utc(reminded)


@settings(max_examples=200)
@given(moments_and_zones())
def test_a_question_never_comes_on_the_same_day_nor_skips_one(when: tuple[datetime, ZoneInfo]) -> None:
    done, zone = when

    asked = review_at(done, zone)

    first, last = done.astimezone(zone).date(), asked.astimezone(zone).date()
    between = {(done + n * HOUR).astimezone(zone).date() for n in range((asked - done) // HOUR)}
    assert done < asked
    assert first < last
    assert {day for day in between if first < day < last} == set()


@settings(max_examples=200)
@given(moments_and_zones())
def test_every_question_and_reminder_comes_at_half_past_ten_there(when: tuple[datetime, ZoneInfo]) -> None:
    at, zone = when

    asked = [ask(at, zone) for ask in (review_at, remind_review_at)]

    assert {moment.astimezone(zone).time() for moment in asked} == {HALF_PAST_TEN}
    assert {moment.tzinfo for moment in asked} == {UTC}


@settings(max_examples=200)
@given(moments_and_zones())
def test_a_reminder_comes_on_the_second_day_after_the_question(when: tuple[datetime, ZoneInfo]) -> None:
    done, zone = when
    asked = review_at(done, zone)

    reminded = remind_review_at(asked, zone)

    days = {(asked + n * HOUR).astimezone(zone).date() for n in range((reminded - asked) // HOUR)}
    assert timedelta(hours=44) <= reminded - asked <= timedelta(hours=52)  # two days, and what clocks are changed by
    assert len({*days, reminded.astimezone(zone).date()}) == 3


@settings(max_examples=200)
@given(moments_and_zones(), st.timedeltas(timedelta(), 3 * DAY))
def test_what_is_done_later_is_hardly_ever_asked_about_earlier(when: tuple[datetime, ZoneInfo], later: timedelta) -> None:
    done, zone = when

    # Just after a midnight that is taken back, the day after comes sooner.
    assert review_at(done + later, zone) >= review_at(done, zone) - DAY


@pytest.mark.parametrize(
    ("zone", "at", "may_write"),
    [
        ("Europe/Madrid", "2026-02-16T07:59:59.999999", "2026-02-16T08:00"),
        ("Europe/Madrid", "2026-02-16T08:00", "2026-02-16T08:00"),
        ("Europe/Madrid", "2026-02-16T12:34:56.789", "2026-02-16T12:34:56.789"),
        ("Europe/Madrid", "2026-02-16T18:59:59.999999", "2026-02-16T18:59:59.999999"),
        ("Europe/Madrid", "2026-02-16T19:00", "2026-02-17T08:00"),
        ("Europe/Madrid", "2026-02-16T23:00", "2026-02-17T08:00"),  # midnight
        ("America/New_York", "2026-02-16T08:00", "2026-02-16T14:00"),
        ("Pacific/Kiritimati", "2026-02-16T06:00", "2026-02-16T19:00"),
        ("Pacific/Pago_Pago", "2026-02-16T07:00", "2026-02-16T20:00"),
        ("Europe/Berlin", "2026-03-28T19:00", "2026-03-29T07:00"),
        ("Europe/Berlin", "2026-10-24T18:00", "2026-10-25T08:00"),
        ("Europe/Berlin", "2026-10-25T01:30", "2026-10-25T08:00"),  # at 02:30 for the second time
        ("Australia/Lord_Howe", "2026-10-03T09:30", "2026-10-03T22:00"),
        ("America/Sao_Paulo", "2018-02-18T02:30", "2018-02-18T12:00"),  # at 23:30 for the second time
        ("Pacific/Apia", "2011-12-30T07:00", "2011-12-30T19:00"),  # at 21:00 of the 29th, before the 31st
    ],
)
def test_nobody_is_written_to_before_nine_or_from_eight_in_the_evening(zone: str, at: str, may_write: str) -> None:
    assert civil(utc(at), ZoneInfo(zone)) == utc(may_write)


@settings(max_examples=200)
@given(moments_and_zones())
def test_the_civil_moment_is_the_first_that_is_not_past(when: tuple[datetime, ZoneInfo]) -> None:
    at, zone = when

    moment = civil(at, zone)

    waited = [at + n * QUARTER for n in range(-((at - moment) // QUARTER))]
    assert moment >= at
    assert civil(moment, zone) == moment
    assert moment.tzinfo is UTC
    assert NINE <= moment.astimezone(zone).time() < TWENTY
    assert [past for past in waited if NINE <= past.astimezone(zone).time() < TWENTY] == []


@settings(max_examples=200)
@given(moments_and_zones(), st.timedeltas(timedelta(), 3 * DAY))
def test_a_later_moment_is_never_made_civil_earlier(when: tuple[datetime, ZoneInfo], later: timedelta) -> None:
    at, zone = when

    assert civil(at + later, zone) >= civil(at, zone)


def hours(days: str, opens: str, closes: str, zone: tzinfo = BERLIN) -> OpeningHours:
    """Opening hours on the days of that week which have a letter: "MTWTF--", "------S"."""
    numbers = frozenset(n for n, letter in enumerate(days) if letter != "-")
    return OpeningHours(numbers, time.fromisoformat(opens), time.fromisoformat(closes), zone)


OFFICE = hours("MTWTF--", "09:00", "18:00")
NIGHT = hours("MTWTFSS", "00:00", "08:00")
ALL_DAY = hours("MTWTFSS", "00:00", "23:59")


@pytest.mark.parametrize(
    ("shop", "start", "work", "end"),
    [
        (OFFICE, "2026-02-16T09:00", 2 * HOUR, "2026-02-16T11:00"),  # a Monday, 10:00
        (OFFICE, "2026-02-16T05:00", 2 * HOUR, "2026-02-16T10:00"),  # before opening
        (OFFICE, "2026-02-16T15:00", 2 * HOUR, "2026-02-16T17:00"),  # done as it closes
        (OFFICE, "2026-02-16T16:30", 2 * HOUR, "2026-02-17T09:30"),  # half an hour that day, the rest the next
        (OFFICE, "2026-02-16T17:00", 2 * HOUR, "2026-02-17T10:00"),  # as it closes
        (OFFICE, "2026-02-16T19:00", 2 * HOUR, "2026-02-17T10:00"),  # in the evening
        (OFFICE, "2026-02-16T23:00", 2 * HOUR, "2026-02-17T10:00"),  # at midnight
        (OFFICE, "2026-02-20T16:00", 2 * HOUR, "2026-02-23T09:00"),  # a Friday, 17:00
        (OFFICE, "2026-02-21T12:00", 2 * HOUR, "2026-02-23T10:00"),  # a Saturday
        (OFFICE, "2026-02-16T08:00", 20 * HOUR, "2026-02-18T10:00"),  # nine hours, nine, two
        (OFFICE, "2026-02-16T09:00", 27 * HOUR, "2026-02-19T09:00"),  # eight hours, nine, nine, one
        (OFFICE, "2026-03-27T16:00", 2 * HOUR, "2026-03-30T08:00"),  # over the weekend the clocks go forward
        (OFFICE, "2026-10-23T15:00", 2 * HOUR, "2026-10-26T09:00"),  # and back
        (hours("------S", "10:00", "12:00"), "2026-02-16T09:00", 3 * HOUR, "2026-03-01T10:00"),
        (NIGHT, "2026-03-28T23:00", 4 * HOUR, "2026-03-29T03:00"),  # from 00:00 to 05:00, by the clock on the wall
        (NIGHT, "2026-03-28T23:00", 7 * HOUR, "2026-03-29T06:00"),  # a night of seven hours
        (NIGHT, "2026-03-28T23:00", 7 * HOUR + QUARTER, "2026-03-29T22:15"),
        (NIGHT, "2026-10-24T22:00", 9 * HOUR, "2026-10-25T07:00"),  # a night of nine
        (NIGHT, "2026-10-25T01:30", HOUR, "2026-10-25T02:30"),  # from 02:30 for the second time
        (hours("------S", "02:45", "10:00"), "2026-10-25T01:30", HOUR, "2026-10-25T02:30"),  # open since 02:45 for the first time
        (hours("------S", "02:30", "10:00"), "2026-03-28T12:00", HOUR, "2026-03-29T02:30"),  # opens at 03:30: there is no 02:30
        (ALL_DAY, "2026-02-16T22:30", HOUR, "2026-02-16T23:31"),  # 29 minutes, one minute closed, 31 minutes
        (hours("---TF--", "09:00", "18:00", ZoneInfo("Pacific/Apia")), "2011-12-30T03:00", 2 * HOUR, "2012-01-04T20:00"),
    ],
)
def test_opening_time_is_counted_exactly(shop: OpeningHours, start: str, work: timedelta, end: str) -> None:
    for told in (UTC, shop.zone):
        assert shop.after(utc(start).astimezone(told), work) == utc(end)


shops = st.builds(
    OpeningHours,
    st.frozensets(st.integers(0, 6), min_size=1),
    # Full hours, none that is changed anywhere but midnight: what holds within such an hour is told by the examples above.
    st.sampled_from([0, 6, 7, 9, 12]).map(time),
    st.sampled_from([time(13), time(17, 45), time(21)]),
    st.sampled_from(ZONES),
)
RECENTLY = datetime(2015, 1, 1, tzinfo=UTC)  # before it, some clocks were changed a minute after midnight


@given(moments_and_zones(RECENTLY), shops, st.integers(1, 120))
def test_opening_time_is_what_the_clock_on_the_wall_shows(
    when: tuple[datetime, ZoneInfo], shop: OpeningHours, quarters: int
) -> None:
    at = when[0].replace(minute=0, second=0, microsecond=0)

    end = shop.after(at, quarters * QUARTER)

    assert end == counted_on_the_wall(shop, at, quarters)
    assert end.tzinfo is UTC


def counted_on_the_wall(shop: OpeningHours, at: datetime, quarters: int) -> datetime:
    """The end of that many quarters of an hour, looking at the shop's clock once in each."""
    while quarters:
        local = at.astimezone(shop.zone)
        quarters -= local.weekday() in shop.days and shop.opens <= local.time() < shop.closes
        at += QUARTER
    return at


@given(moments_and_zones(), shops, st.timedeltas(timedelta(), 5 * DAY), st.timedeltas(timedelta(), 3 * DAY))
def test_work_begun_later_is_never_done_earlier(
    when: tuple[datetime, ZoneInfo], shop: OpeningHours, work: timedelta, later: timedelta
) -> None:
    at, _ = when

    assert at + work <= shop.after(at, work) <= shop.after(at + later, work)


@given(moments_and_zones(), shops, st.timedeltas(timedelta(), DAY), st.timedeltas(QUARTER, DAY))
def test_work_done_in_two_parts_is_done_when_the_whole_is(
    when: tuple[datetime, ZoneInfo], shop: OpeningHours, first: timedelta, rest: timedelta
) -> None:
    at, _ = when

    assert shop.after(shop.after(at, first), rest) == shop.after(at, first + rest)


@given(moments_and_zones(), shops)
def test_it_makes_no_difference_in_which_zone_a_moment_is_told(when: tuple[datetime, ZoneInfo], shop: OpeningHours) -> None:
    at, zone = when
    there = at.astimezone(zone)

    assert shop.after(there, 2 * HOUR) == shop.after(at, 2 * HOUR)
    assert civil(there, shop.zone) == civil(at, shop.zone)
    assert review_at(there, shop.zone) == review_at(at, shop.zone)


@pytest.mark.parametrize(
    ("days", "opens", "closes"),
    [(frozenset(), NINE, TWENTY), (frozenset({7}), NINE, TWENTY), (frozenset({0}), NINE, NINE), (frozenset({0}), TWENTY, NINE)],
)
def test_a_shop_that_never_opens_is_refused(days: frozenset[int], opens: time, closes: time) -> None:
    with pytest.raises(ValueError, match="never opens"):
        OpeningHours(days, opens, closes, BERLIN)
