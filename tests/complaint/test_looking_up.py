"""What only somebody outside can tell: asked while the buyer waits, and whatever comes of it, the case goes on."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.app import practice_of
from bot.complaint import handling, looking_up
from bot.complaint.looking_up import Answered, Enquiry
from bot.remedy.money import Money
from bot.settings import Settings
from bot.shop.charges import Charge
from bot.shop.orders import order_key
from bot.shop.parcels import ParcelState
from bot.terms import Step
from tests.payments import ScriptedPayments
from tests.shop.connectors.fake_trackers import Fake17Track, event, on_the_way
from tests.talk import Buyer, Shop, open_shop
from tests.web.listening import behind_a_socket

A_SECOND = timedelta(seconds=1)
TWICE = ("You charged me twice!", "WL-2026-0033", "marco.conti@example.com", "yes")
LATE = ("My parcel is late", "WL-2026-0024", "carmen.ruiz@example.com", "yes")
NUMBER = "PQ4A7C0710263884410029M"


@pytest.fixture
def payments() -> ScriptedPayments:
    return ScriptedPayments()


@pytest.fixture
def fake() -> Fake17Track:
    return Fake17Track(registered={NUMBER})


@pytest.fixture
async def shop(database: str, tmp_path: Path, payments: ScriptedPayments) -> AsyncIterator[Shop]:
    async with open_shop(tmp_path, url=database, payments=payments) as shop:
        yield shop


@pytest.fixture
async def followed(tmp_path: Path, fake: Fake17Track) -> AsyncIterator[Shop]:
    """A shop whose parcels are followed."""
    async with behind_a_socket(fake.app()) as address:
        tracking = {"service": "17track", "key": "sesame", "base_url": f"{address}/track/v2.4"}
        async with open_shop(tmp_path, payments=ScriptedPayments(), tracking=tracking) as shop:
            yield shop


def taken(reference: str, seconds: int = 0) -> Charge:
    at = datetime(2026, 2, 3, 18, 29, 12, tzinfo=UTC) + timedelta(seconds=seconds)
    return Charge(reference, Money(6390, "EUR"), at, Money(0, "EUR"))


async def told(buyer: Buyer, shop: Shop, *words: str) -> list[object]:
    """The keys of what is said once the buyer has said all that, and what was asked outside has come back."""
    for text in words:
        await buyer.say(text)
    await shop.later(A_SECOND)
    return [line["text"] for line in await buyer.read()]


async def test_the_buyer_hears_at_once_that_it_is_looked_into(shop: Shop) -> None:
    buyer = await shop.buyer()

    for text in TWICE:
        lines = await buyer.say(text)

    assert [line["text"] for line in lines][1:] == ["Thank you, that's all I need. I'm looking into it now."]


async def test_a_double_charge_is_found_with_the_provider(shop: Shop, payments: ScriptedPayments) -> None:
    payments.taken["WL-2026-0033"] = (taken("P-1"), taken("P-2", 38))

    said = await told(await shop.buyer(), shop, *TWICE)

    assert said[0] == (
        "I've checked with the payment provider, and you're right: for order WL-2026-0033, €63.90 was taken once too often."
    )


async def test_one_payment_is_said_to_be_one(shop: Shop, payments: ScriptedPayments) -> None:
    payments.taken["WL-2026-0033"] = (taken("P-1"),)

    said = await told(await shop.buyer(), shop, *TWICE)

    assert str(said[0]).startswith(
        "I've checked with the payment provider: for order WL-2026-0033 it shows one payment, of €63.90."
    )


async def test_where_the_provider_cannot_tell_nothing_is_guessed(shop: Shop) -> None:
    said = await told(await shop.buyer(), shop, *TWICE)

    assert str(said[0]).startswith("What I can see of the payment for order WL-2026-0033 isn't enough to say what happened")


async def test_what_a_carrier_reports_is_kept_and_told(followed: Shop, fake: Fake17Track) -> None:
    fake.parcels[NUMBER] = on_the_way(event("2026-02-14T08:00:00Z", "InTransit_Departure", location="Madrid"))

    said = await told(await followed.buyer(), followed, *LATE)

    events = followed.house.memory.write_now(
        lambda unit: unit.shop.parcel_events(unit.shop.find_orders(order_key("WL-2026-0024"))[0].id)
    )
    assert [(one.state, one.place) for one in events] == [(ParcelState.UNDER_WAY, "Madrid")]
    assert "February 14" in str(said[0])


async def test_a_parcel_that_has_arrived_by_the_carriers_word_is_not_paid_for(followed: Shop, fake: Fake17Track) -> None:
    fake.parcels[NUMBER] = on_the_way(event("2026-02-11T08:00:00Z", "Delivered_Other"), status="Delivered")

    said = await told(await followed.buyer(), followed, *LATE)

    assert "delivered on February 11" in str(said[0])
    assert len(said) == 1


async def test_where_the_service_is_silent_the_files_count(followed: Shop, fake: Fake17Track) -> None:
    fake.fails(401)

    said = await told(await followed.buyer(), followed, *LATE)

    assert "should have been with you by February 12, and it isn't" in str(said[0])


async def test_without_a_service_nobody_is_asked_and_the_answer_comes_at_once(shop: Shop) -> None:
    buyer = await shop.buyer()

    for text in LATE:
        lines = await buyer.say(text)

    assert "should have been with you by February 12, and it isn't" in str(lines[1]["text"])


async def test_who_asks_for_a_person_meanwhile_is_not_talked_over(shop: Shop, payments: ScriptedPayments) -> None:
    payments.taken["WL-2026-0033"] = (taken("P-1"), taken("P-2", 38))
    buyer = await shop.buyer()
    for text in (*TWICE, "person"):
        await buyer.say(text)

    await shop.later(A_SECOND)

    assert await buyer.read() == []
    stored = shop.house.memory.write_now(lambda unit: unit.cases.load(1))
    assert (stored.case.step, stored.case.charges) == (Step.EXPLAIN, None)


async def test_an_answer_comes_once_however_often_the_row_is_looked_at(shop: Shop, payments: ScriptedPayments) -> None:
    payments.taken["WL-2026-0033"] = (taken("P-1"), taken("P-2", 38))
    buyer = await shop.buyer()
    first = await told(buyer, shop, *TWICE)

    await shop.later(timedelta(minutes=3))  # by then nobody holds the row any more

    assert (len(first), await buyer.read()) == (2, [])


async def test_an_answer_that_comes_when_a_person_has_the_case_says_nothing(shop: Shop) -> None:
    buyer = await shop.buyer()
    for text in TWICE:
        await buyer.say(text)
    memory, now = shop.house.memory, shop.clock.now()
    practice = practice_of(Settings())
    (thing,) = memory.write_now(lambda unit: [one for one in unit.due.claim(now) if one.kind == looking_up.KIND])
    enquiry = memory.write_now(looking_up.begin, thing, now)
    assert enquiry == Enquiry(enquiry.order_id if enquiry else 0, "WL-2026-0033", about_charges=True, parcels=())
    memory.write_now(lambda unit: handling.reply(unit, 1, "Mei", "I'm here.", practice, now))
    await buyer.read()

    turn = memory.write_now(looking_up.settle, thing, enquiry, Answered((), (taken("P-1"),)), practice, now)

    assert turn is None
    assert await buyer.read() == []
    assert memory.write_now(lambda unit: unit.due.holds(thing)) is False
