"""Whether a parcel is late: by which promise, in the days of the buyer's country, and by whose word."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.remedy.money import Money
from bot.remedy.policy import DeliveryRules
from bot.shop.orders import Order, OrderLine, Untold
from bot.shop.parcels import Lateness, Parcel, ParcelEvent, ParcelState, PromisedBy, lateness, parcel_of
from bot.terms import Verification

RULES = DeliveryRules(policy_max_days=30, lost_days_past=30, lost_silent_days=14, transit_max_days={"ES": 12, "US": 15})
PROMISED = date(2026, 2, 12)


def at(text: str) -> datetime:
    """ "02-13 14:26" is a moment of 2026, in UTC."""
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=UTC)


def order(**more: Any) -> Order:
    told: dict[str, Any] = {
        "number": "WL-1042",
        "platform": "own",
        "status": "paid",
        "buyer_name": "Ana García",
        "email": "ana@example.com",
        "postcode": "28013",
        "country": "ES",
        "currency": "EUR",
        "placed_at": at("01-20 10:00"),
        "lines": (OrderLine("SLIP", "Canvas Slip-on", "", 1, Money(4990, "EUR"), Money(0, "EUR")),),
        "shipping": Money(0, "EUR"),
        "discount": Money(0, "EUR"),
        "total_paid": Money(4990, "EUR"),
        "refunded": Money(0, "EUR"),
        "shipped_at": at("01-22 09:00"),
        "estimated_delivery_max": PROMISED,
        "tracking": ("Correos:PQ4A7C",),
    }
    return Order(**told | more)


def seen(state: ParcelState, when: str, number: str = "PQ4A7C", place: str = "") -> ParcelEvent:
    return ParcelEvent(number, state, at(when), place)


def on(day: str, of: Order | None = None, *events: ParcelEvent, rules: DeliveryRules = RULES) -> Lateness:
    return lateness(of or order(), events, date.fromisoformat(f"2026-{day}"), rules)


@pytest.mark.parametrize(
    ("day", "days_past", "verdict"),
    [
        ("02-11", 0, Verification.NOT_CONFIRMED),
        ("02-12", 0, Verification.NOT_CONFIRMED),
        ("02-13", 1, Verification.CONFIRMED),
        ("03-01", 17, Verification.CONFIRMED),  # February 2026 has 28 days
    ],
)
def test_an_order_is_late_from_the_day_after_the_promised_one(day: str, days_past: int, verdict: Verification) -> None:
    late = on(day)

    assert (late.promised, late.days_past, late.verdict) == (PROMISED, days_past, verdict)


@pytest.mark.parametrize(
    ("more", "promised", "by"),
    [
        ({}, "2026-02-12", PromisedBy.ESTIMATE),
        ({"estimated_delivery_max": None}, "2026-02-03", PromisedBy.TRANSIT),  # 22 January and 12 days
        ({"estimated_delivery_max": None, "country": "FR"}, "2026-02-19", PromisedBy.POLICY),  # 20 January and 30 days
        ({"estimated_delivery_max": None, "shipped_at": None}, "2026-02-19", PromisedBy.POLICY),
    ],
)
def test_the_first_promise_that_was_made_counts(more: dict[str, Any], promised: str, by: PromisedBy) -> None:
    late = on("02-16", order(**more))

    assert (late.promised, late.promised_by) == (date.fromisoformat(promised), by)


def test_without_any_promise_nothing_can_be_verified() -> None:
    late = on("06-01", order(estimated_delivery_max=None, shipped_at=None), rules=replace(RULES, policy_max_days=0))

    assert (late.promised, late.days_past, late.verdict) == (None, 0, Verification.CANNOT_BE_VERIFIED)


def test_files_that_tell_nothing_of_parcels_cannot_say_that_one_is_late() -> None:
    untold = order(untold=frozenset({Untold.PARCELS}), shipped_at=None, tracking=(), ship_by=date(2026, 1, 21))

    late = on("04-01", untold)

    assert (late.verdict, late.lost, late.shipped_late) == (Verification.CANNOT_BE_VERIFIED, False, False)


def test_what_a_carrier_reports_counts_where_the_files_are_silent() -> None:
    untold = order(untold=frozenset({Untold.PARCELS}), shipped_at=None)

    late = on("02-14", untold, seen(ParcelState.UNDER_WAY, "02-13 09:00"))

    assert (late.verdict, late.days_past, late.shipped_on) == (Verification.CONFIRMED, 2, date(2026, 2, 13))


def test_what_is_not_shipped_is_late_all_the_same_and_never_lost() -> None:
    late = on("04-01", order(shipped_at=None, tracking=()))

    assert (late.days_past, late.lost, late.shipped_on) == (48, False, None)


def test_a_label_that_was_only_announced_is_not_under_way() -> None:
    late = on("02-16", order(shipped_at=None), seen(ParcelState.ANNOUNCED, "01-21 08:00"))

    assert late.shipped_on is None


@pytest.mark.parametrize(
    ("shipped", "today", "late"),
    [
        ("01-22 09:00", "02-16", False),
        ("01-23 09:00", "02-16", True),
        (None, "01-22", False),
        (None, "01-23", True),
    ],
)
def test_a_parcel_that_left_after_its_day_was_shipped_late(shipped: str | None, today: str, late: bool) -> None:
    one = order(ship_by=date(2026, 1, 22), shipped_at=at(shipped) if shipped else None)

    assert on(today, one).shipped_late is late


def test_without_a_day_to_ship_by_nothing_was_shipped_late() -> None:
    assert on("04-01", order(shipped_at=None)).shipped_late is False


def test_delivered_and_yet_not_there_cannot_be_verified_and_is_told_apart() -> None:
    late = on("02-20", order(delivered_at=at("02-14 11:00")))

    assert (late.verdict, late.delivered_on, late.days_past) == (Verification.CANNOT_BE_VERIFIED, date(2026, 2, 14), 2)


def test_days_past_end_with_the_delivery() -> None:
    one = order(delivered_at=at("02-14 11:00"))

    assert on("02-20", one).days_past == on("05-20", one).days_past == 2


def test_where_it_was_delivered_is_what_the_carrier_says() -> None:
    late = on("02-20", None, seen(ParcelState.DELIVERED, "02-11 12:00", place="Madrid"))

    assert (late.delivered_on, late.delivered_where, late.last_seen) == (date(2026, 2, 11), "Madrid", None)


def test_of_two_parcels_the_later_one_counts() -> None:
    two = order(tracking=("Correos:A1", "DHL:B2"))

    late = on(
        "02-20", two, seen(ParcelState.DELIVERED, "02-11 12:00", "A1"), seen(ParcelState.DELIVERED, "02-15 12:00", "B2", "Madrid")
    )

    assert (late.delivered_on, late.delivered_where, late.days_past) == (date(2026, 2, 15), "Madrid", 3)


def test_an_order_has_not_arrived_while_one_of_its_parcels_has_not() -> None:
    two = order(tracking=("Correos:A1", "DHL:B2"))

    late = on("02-20", two, seen(ParcelState.DELIVERED, "02-11 12:00", "A1"))

    assert (late.delivered_on, late.days_past, late.verdict) == (None, 8, Verification.CONFIRMED)


def test_the_word_of_the_files_falls_when_a_carrier_says_otherwise_since() -> None:
    one = order(delivered_at=at("02-11 12:00"))

    late = on("02-20", one, seen(ParcelState.RETURNED, "02-14 12:00"))

    assert (late.delivered_on, late.verdict) == (None, Verification.CONFIRMED)


def test_the_word_of_the_files_stands_over_what_a_carrier_said_before() -> None:
    one = order(delivered_at=at("02-11 12:00"))

    assert on("02-20", one, seen(ParcelState.OUT_FOR_DELIVERY, "02-11 08:00")).delivered_on == date(2026, 2, 11)


def test_of_two_reports_of_one_moment_the_one_that_is_further_on_counts() -> None:
    both = (seen(ParcelState.DELIVERED, "02-11 12:00"), seen(ParcelState.OUT_FOR_DELIVERY, "02-11 12:00"))

    assert on("02-20", None, *both).delivered_on == on("02-20", None, *reversed(both)).delivered_on == date(2026, 2, 11)


def test_last_seen_is_of_what_is_still_under_way() -> None:
    two = order(tracking=("Correos:A1", "DHL:B2"))

    late = on("02-20", two, seen(ParcelState.AT_CUSTOMS, "02-09 12:00", "A1"), seen(ParcelState.DELIVERED, "02-15 12:00", "B2"))

    assert late.last_seen == date(2026, 2, 9)


def test_a_parcel_the_carrier_calls_lost_is_lost_before_it_is_late() -> None:
    late = on("02-10", None, seen(ParcelState.LOST, "02-09 12:00"))

    assert (late.lost, late.days_past, late.verdict) == (True, 0, Verification.CONFIRMED)


@pytest.mark.parametrize(
    ("day", "heard", "lost"),
    [
        ("03-13", "02-20 12:00", False),  # 29 days past
        ("03-14", "02-20 12:00", True),  # 30 days past, and nothing heard for 22
        ("03-14", "02-28 12:00", True),  # nothing heard for 14
        ("03-14", "03-01 12:00", False),  # nothing heard for 13
    ],
)
def test_a_parcel_long_past_and_long_silent_is_lost(day: str, heard: str, lost: bool) -> None:
    assert on(day, None, seen(ParcelState.UNDER_WAY, heard)).lost is lost


def test_a_parcel_nobody_ever_reported_on_is_silent_since_it_left() -> None:
    assert on("03-14").lost is True
    assert on("03-14", order(shipped_at=at("03-01 09:00"))).lost is False


def test_one_silent_parcel_of_two_is_enough_to_be_lost() -> None:
    two = order(tracking=("Correos:A1", "DHL:B2"))

    assert on("03-14", two, seen(ParcelState.UNDER_WAY, "03-13 12:00", "A1")).lost is True


@pytest.mark.parametrize(
    ("country", "delivered", "day"),
    [
        ("US", "02-13 03:00", date(2026, 2, 12)),  # ten in the evening of the 12th in New York
        ("JP", "02-12 16:00", date(2026, 2, 13)),  # one in the morning of the 13th in Tokyo
        ("ES", "03-28 23:30", date(2026, 3, 29)),  # half past midnight: the clocks go forward two hours later
        ("ES", "03-29 22:30", date(2026, 3, 30)),  # and half past midnight again, in summer time by now
    ],
)
def test_days_are_those_of_the_country_it_goes_to(country: str, delivered: str, day: date) -> None:
    assert on("04-20", order(country=country, delivered_at=at(delivered))).delivered_on == day


def test_a_country_nobody_knows_has_the_days_of_the_shop() -> None:
    one = order(country="", delivered_at=at("02-11 16:30"))

    late = lateness(one, (), date(2026, 2, 20), RULES, ZoneInfo("Asia/Shanghai"))

    assert late.delivered_on == date(2026, 2, 12)


def test_a_time_that_is_only_a_day_is_that_day_everywhere() -> None:
    shanghai = ZoneInfo("Asia/Shanghai")
    begins = datetime(2026, 2, 1, tzinfo=shanghai).astimezone(UTC)
    only_days = order(country="US", shipped_at=begins, estimated_delivery_max=None, untold=frozenset({Untold.HOUR}))

    late = lateness(only_days, (), date(2026, 2, 20), RULES, shanghai)

    assert (late.shipped_on, late.promised) == (date(2026, 2, 1), date(2026, 2, 16))


@pytest.mark.parametrize(
    ("entry", "parcel"),
    [
        ("DHL:00340434161094", Parcel("DHL", "00340434161094")),
        ("Royal Mail: RM402917755GB ", Parcel("Royal Mail", "RM402917755GB")),
        ("00340434161094", Parcel("", "00340434161094")),
    ],
)
def test_the_carrier_stands_before_the_number(entry: str, parcel: Parcel) -> None:
    assert parcel_of(entry) == parcel


MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 6, 1), timezones=st.just(UTC))  # noqa: DTZ001  bounds are naive
EVENTS = st.lists(
    st.builds(ParcelEvent, st.sampled_from(["PQ4A7C", "B2"]), st.sampled_from(ParcelState), MOMENTS), max_size=6
).map(tuple)
ORDERS = st.builds(
    order,
    country=st.sampled_from(["ES", "US", "JP", "FR", "", "XX"]),
    shipped_at=st.none() | MOMENTS,
    delivered_at=st.none() | MOMENTS,
    estimated_delivery_max=st.none() | st.dates(date(2026, 1, 1), date(2026, 6, 1)),
    ship_by=st.none() | st.dates(date(2026, 1, 1), date(2026, 6, 1)),
    tracking=st.sampled_from([(), ("Correos:PQ4A7C",), ("PQ4A7C", "DHL:B2")]),
    untold=st.frozensets(st.sampled_from(Untold)),
)


@given(ORDERS, EVENTS, st.dates(date(2026, 1, 1), date(2026, 12, 1)), st.integers(0, 90))
def test_another_day_never_makes_it_less_late(one: Order, events: tuple[ParcelEvent, ...], today: date, more: int) -> None:
    now = lateness(one, events, today, RULES)
    later = lateness(one, events, today + timedelta(more), RULES)

    assert later.days_past >= now.days_past
    assert (later.lost, later.shipped_late) >= (now.lost, False)
    assert later.shipped_late >= now.shipped_late
    assert (later.promised, later.delivered_on) == (now.promised, now.delivered_on)


@given(ORDERS, EVENTS, st.randoms(), st.dates(date(2026, 1, 1), date(2026, 12, 1)))
def test_the_order_of_the_reports_says_nothing(one: Order, events: tuple[ParcelEvent, ...], random: Any, today: date) -> None:
    shuffled = list(events)
    random.shuffle(shuffled)

    assert lateness(one, shuffled, today, RULES) == lateness(one, events, today, RULES)


def test_nothing_can_have_reached_the_buyer_where_the_records_know_of_parcels_and_of_none_that_left() -> None:
    waiting = order(shipped_at=None, tracking=())

    assert on("02-05", waiting).still_here
    assert on("02-05", waiting, seen(ParcelState.ANNOUNCED, "01-25 09:00")).still_here
    assert not on("02-05", waiting, seen(ParcelState.UNDER_WAY, "01-25 09:00")).still_here
    assert not on("02-05", replace(waiting, delivered_at=at("02-01 09:00"))).still_here
    assert not on("02-05", replace(waiting, untold=frozenset({Untold.PARCELS}))).still_here


def test_of_two_parcels_one_may_have_come() -> None:
    one_came = (seen(ParcelState.DELIVERED, "01-28 09:00", "1"), seen(ParcelState.UNDER_WAY, "01-28 09:00", "2"))
    both = (one_came[0], seen(ParcelState.DELIVERED, "01-30 09:00", "2"))
    two = order(tracking=("DHL:1", "DHL:2"))

    assert on("02-05", two, *one_came).in_part
    assert not on("02-05", two, *both).in_part
    assert not on("02-05", two).in_part


def test_what_the_carrier_brings_back_is_on_its_way_to_us() -> None:
    assert on("02-05", None, seen(ParcelState.RETURNED, "01-28 09:00")).sent_back
    assert not on("02-05", None, seen(ParcelState.UNDER_WAY, "01-28 09:00")).sent_back
