"""Both tracking services over a real socket: what they tell is read, what they refuse understood, and nothing they do raises."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.ports import Tracking, TrackingAnswer, TrackingState
from bot.shop.connectors.tracking_17track import SeventeenTrack
from bot.shop.connectors.tracking_aftership import AfterShip
from bot.shop.parcels import ParcelEvent, ParcelState
from tests.shop.connectors.fake_trackers import (
    Fake17Track,
    FakeAfterShip,
    FakeService,
    checkpoint,
    event,
    followed,
    on_the_way,
)
from tests.web.listening import behind_a_socket

NUMBER = "00340434000318840275"
UNKNOWN = TrackingAnswer(TrackingState.UNKNOWN)
NOT_THERE = TrackingAnswer(TrackingState.NOT_THERE)


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=UTC)


@pytest.fixture
def fake_17track() -> Fake17Track:
    return Fake17Track(registered={NUMBER})


@pytest.fixture
def fake_aftership() -> FakeAfterShip:
    return FakeAfterShip()


@pytest.fixture
async def seventeen(fake_17track: Fake17Track) -> AsyncIterator[SeventeenTrack]:
    async with behind_a_socket(fake_17track.app()) as address:
        tracking = SeventeenTrack("sesame", f"{address}/track/v2.4")
        yield tracking
        await tracking.close()


@pytest.fixture
async def aftership(fake_aftership: FakeAfterShip) -> AsyncIterator[AfterShip]:
    async with behind_a_socket(fake_aftership.app()) as address:
        tracking = AfterShip("sesame", f"{address}/tracking/2026-07")
        yield tracking
        await tracking.close()


@pytest.fixture(params=["17track", "aftership"])
def either(request: pytest.FixtureRequest) -> tuple[Tracking, FakeService]:
    """A service and the fake behind it, once of each kind."""
    names = ("seventeen", "fake_17track") if request.param == "17track" else ("aftership", "fake_aftership")
    tracking, fake = (request.getfixturevalue(name) for name in names)
    return tracking, fake


async def test_17track_tells_what_carriers_reported(seventeen: SeventeenTrack, fake_17track: Fake17Track) -> None:
    fake_17track.parcels[NUMBER] = on_the_way(
        event("2026-02-11T15:48:00Z", "Delivered_Other", stage="Delivered", location="Lyon"),
        event("2026-02-11T07:10:00Z", "OutForDelivery_Other", stage="OutForDelivery"),
        event("2026-02-09T03:00:00Z", "InTransit_CustomsProcessing", location=" Roissy "),
        event("2026-02-02T10:30:00Z", "InTransit_PickedUp", stage="PickedUp"),
        event("2026-02-01T10:30:00Z", "InfoReceived", stage="InfoReceived"),
        status="Delivered",
    )

    answer = await seventeen.events("DHL", NUMBER)

    assert answer == TrackingAnswer(
        TrackingState.TOLD,
        (
            ParcelEvent(NUMBER, ParcelState.ANNOUNCED, at("02-01 10:30")),
            ParcelEvent(NUMBER, ParcelState.UNDER_WAY, at("02-02 10:30")),
            ParcelEvent(NUMBER, ParcelState.AT_CUSTOMS, at("02-09 03:00"), "Roissy"),
            ParcelEvent(NUMBER, ParcelState.OUT_FOR_DELIVERY, at("02-11 07:10")),
            ParcelEvent(NUMBER, ParcelState.DELIVERED, at("02-11 15:48"), "Lyon"),
        ),
    )
    (asked,) = fake_17track.asked
    assert (asked.what, asked.body) == ("gettrackinfo", [{"number": NUMBER, "carrier": 100001}])


@pytest.mark.parametrize(
    ("sub_status", "stage", "state"),
    [
        ("Exception_Lost", None, ParcelState.LOST),
        ("Exception_Returning", None, ParcelState.RETURNED),
        ("Exception_Delayed", "Returned", ParcelState.RETURNED),
        ("AvailableForPickup_Other", None, ParcelState.OUT_FOR_DELIVERY),
        ("InTransit_CustomsRequiringInformation", None, ParcelState.AT_CUSTOMS),
        ("InTransit_CustomsReleased", None, ParcelState.UNDER_WAY),
        ("Exception_Delayed", None, ParcelState.UNDER_WAY),
        ("", "Delivered", ParcelState.DELIVERED),
        ("", None, ParcelState.UNDER_WAY),
    ],
)
async def test_each_word_of_17track_means_one_state(
    seventeen: SeventeenTrack, fake_17track: Fake17Track, sub_status: str, stage: str | None, state: ParcelState
) -> None:
    fake_17track.parcels[NUMBER] = on_the_way(event("2026-02-11T15:48:00Z", sub_status, stage=stage))

    assert [one.state for one in (await seventeen.events("", NUMBER)).events] == [state]


async def test_a_carrier_that_17track_has_no_certain_number_for_is_left_to_it(
    seventeen: SeventeenTrack, fake_17track: Fake17Track
) -> None:
    await seventeen.events("Cainiao Standard", NUMBER)
    await seventeen.events("cainiao", NUMBER)

    assert [asked.body[0].get("carrier") for asked in fake_17track.asked] == [None, 190271]


async def test_a_report_without_a_moment_is_passed_over_and_a_local_time_with_its_offset_is_taken(
    seventeen: SeventeenTrack, fake_17track: Fake17Track
) -> None:
    fake_17track.parcels[NUMBER] = on_the_way(
        event(None, "InTransit_Other"),
        event("soon", "InTransit_Other"),
        event("2026-02-11T15:48:00", "InTransit_Other"),
        event(None, "InTransit_Other", time_iso="2026-02-11T15:48:00+08:00"),
    )

    assert [one.at for one in (await seventeen.events("", NUMBER)).events] == [at("02-11 07:48")]


async def test_a_number_that_is_new_to_17track_is_registered_once(seventeen: SeventeenTrack, fake_17track: Fake17Track) -> None:
    fake_17track.registered.clear()
    fake_17track.parcels[NUMBER] = on_the_way(event("2026-02-11T15:48:00Z", "InTransit_Other"))

    first = await seventeen.events("", NUMBER)
    second = await seventeen.events("", NUMBER)

    assert first.state is second.state is TrackingState.TOLD
    assert [asked.what for asked in fake_17track.asked] == ["gettrackinfo", "register", "gettrackinfo", "gettrackinfo"]


@pytest.mark.parametrize(
    "info", [None, on_the_way(status="NotFound"), on_the_way(), {}], ids=["yet", "not found", "empty", "bare"]
)
async def test_a_number_nobody_reported_on_is_not_there(
    seventeen: SeventeenTrack, fake_17track: Fake17Track, info: dict[str, Any] | None
) -> None:
    if info is not None:
        fake_17track.parcels[NUMBER] = info

    assert await seventeen.events("", NUMBER) == NOT_THERE


async def test_without_quota_17track_gives_no_answer(seventeen: SeventeenTrack, fake_17track: Fake17Track) -> None:
    fake_17track.registered.clear()
    fake_17track.quota = 0

    with capture_logs() as logs:
        answer = await seventeen.events("", NUMBER)

    assert answer == UNKNOWN
    assert [entry["why"] for entry in logs] == ["code -18019908"]


async def test_aftership_tells_what_carriers_reported(aftership: AfterShip, fake_aftership: FakeAfterShip) -> None:
    fake_aftership.trackings = [
        followed(
            NUMBER,
            checkpoint("2026-02-01T10:30:00+01:00", "InfoReceived"),
            checkpoint("2026-02-02T10:30:00", "InTransit", "Leipzig"),
            checkpoint("2026-02-09", "InTransit"),
            checkpoint(None, "InTransit"),
            checkpoint("2026-02-10T08:00:00Z", "AttemptFail"),
            checkpoint("2026-02-11T15:48:00Z", "Delivered", "Lyon"),
        )
    ]

    answer = await aftership.events("DHL", NUMBER)

    assert answer == TrackingAnswer(
        TrackingState.TOLD,
        (
            ParcelEvent(NUMBER, ParcelState.ANNOUNCED, at("02-01 09:30")),
            ParcelEvent(NUMBER, ParcelState.UNDER_WAY, at("02-02 10:30"), "Leipzig"),
            ParcelEvent(NUMBER, ParcelState.UNDER_WAY, at("02-10 08:00")),
            ParcelEvent(NUMBER, ParcelState.DELIVERED, at("02-11 15:48"), "Lyon"),
        ),
    )
    assert [(asked.what, asked.query) for asked in fake_aftership.asked] == [("find", {"tracking_numbers": NUMBER})]


async def test_a_number_that_is_new_to_aftership_is_handed_over_once(aftership: AfterShip, fake_aftership: FakeAfterShip) -> None:
    answers = [await aftership.events("", NUMBER), await aftership.events("", NUMBER)]

    assert answers == [NOT_THERE, NOT_THERE]
    assert [asked.what for asked in fake_aftership.asked] == ["find", "follow", "find"]


@pytest.mark.parametrize(("carrier", "place"), [("Royal Mail", "Leeds"), ("DHL", "Bonn"), ("Correos", "Leeds"), ("", "Leeds")])
async def test_of_two_parcels_with_one_number_it_is_that_of_the_carrier(
    aftership: AfterShip, fake_aftership: FakeAfterShip, carrier: str, place: str
) -> None:
    fake_aftership.trackings = [
        followed(NUMBER, checkpoint("2026-02-02T10:30:00Z", "InTransit", "Leeds"), slug="royal-mail"),
        followed(NUMBER, checkpoint("2026-02-02T10:30:00Z", "InTransit", "Bonn"), slug="dhl-germany"),
    ]

    assert [one.place for one in (await aftership.events(carrier, NUMBER)).events] == [place]


async def test_a_service_that_is_busy_or_out_of_order_is_asked_once_more(either: tuple[Tracking, FakeService]) -> None:
    tracking, fake = either
    fake.fails(429, **{"Retry-After": "0"})

    assert (await tracking.events("", NUMBER)).state is TrackingState.NOT_THERE

    fake.fails(503, **{"Retry-After": "0"})
    assert (await tracking.events("", NUMBER)).state is TrackingState.NOT_THERE


@pytest.mark.parametrize(
    ("faults", "why"),
    [
        ([(503, "", {"Retry-After": "0"}), (502, "", {"Retry-After": "0"})], "HTTP 502"),
        ([(429, "", {"Retry-After": "0"}), (429, "", {"Retry-After": "0"})], "HTTP 429"),
        ([(429, "", {"Retry-After": "3600"})], "HTTP 429"),
        ([(401, "", {})], "HTTP 401"),
        ([(200, "<html>", {})], "not of the known form"),
        ([(200, '{"code": 0, "data": 7}', {})], "not of the known form"),
    ],
    ids=["out of order", "busy twice", "busy for an hour", "a wrong key", "no JSON", "another form"],
)
async def test_a_service_that_does_not_answer_is_silence_and_the_log_names_no_parcel(
    either: tuple[Tracking, FakeService], faults: list[tuple[int, str, dict[str, str]]], why: str
) -> None:
    tracking, fake = either
    for status, content, headers in faults:
        fake.fails(status, content, **headers)

    with capture_logs() as logs:
        answer = await tracking.events("DHL", NUMBER)

    assert answer == UNKNOWN
    assert [entry["why"] for entry in logs] == [why]
    assert len(fake.asked) == len(faults)
    assert NUMBER not in str(logs)


@pytest.mark.parametrize("service", [SeventeenTrack, AfterShip])
async def test_a_service_that_is_not_there_is_silence(service: type[SeventeenTrack] | type[AfterShip]) -> None:
    tracking = service("sesame", "http://127.0.0.1:9")

    with capture_logs() as logs:
        answer = await tracking.events("", NUMBER)
    await tracking.close()

    assert answer == UNKNOWN
    assert [entry["why"] for entry in logs] == ["ConnectError"]


async def test_an_answer_that_says_no_to_everything_is_silence(seventeen: SeventeenTrack, fake_17track: Fake17Track) -> None:
    fake_17track.fails(200, '{"code": -18010002, "data": null}')

    with capture_logs() as logs:
        answer = await seventeen.events("", NUMBER)

    assert answer == UNKNOWN
    assert [entry["why"] for entry in logs] == ["code -18010002"]


async def test_the_key_goes_along_in_the_header_of_each_service(either: tuple[Tracking, FakeService]) -> None:
    tracking, fake = either

    await tracking.events("", NUMBER)

    assert {asked.key for asked in fake.asked} == {"sesame"}
