"""A buyer who waits for us hears of it once a day, by day, until a person writes or the case ends."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.memory.due import DueLine
from tests.complaint.counter import CHAU, approve, close, file_of, hand_back, reply, told, with_offer
from tests.talk import STORY, Buyer, Shop, open_shop

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[Shop]:
    async with open_shop(tmp_path) as opened:
        yield opened


async def waits(shop: Shop) -> Buyer:
    """Somebody who has asked for a person."""
    buyer = await shop.buyer()
    await buyer.say("I want to talk to a person")
    return buyer


async def progress(shop: Shop) -> list[DueLine]:
    return [row for row in (await file_of(shop)).due if row.kind == "progress"]


async def test_who_is_handed_over_is_told_a_day_later_and_every_day_after(shop: Shop) -> None:
    await waits(shop)
    before = len(await told(shop))

    await shop.later(DAY - timedelta(seconds=1))
    early = await told(shop, after=before)
    await shop.later(timedelta(seconds=1))
    once = await told(shop, after=before)
    await shop.later(DAY)

    assert early == []
    assert once == ["bot: person.waits_longer"]
    assert await told(shop, after=before) == once * 2


async def test_nobody_is_told_at_night(tmp_path: Path) -> None:
    evening = datetime.fromisoformat("2026-02-16T21:30:00+01:00")
    async with open_shop(tmp_path, at=evening) as shop:
        await waits(shop)

        (row,) = await progress(shop)

    assert row.due_at == datetime.fromisoformat("2026-02-18T09:00:00+01:00")


async def test_an_answer_to_a_question_counts_as_told(shop: Shop) -> None:
    buyer = await waits(shop)
    await shop.later(5 * HOUR)

    await buyer.say("where is my case?")

    (row,) = await progress(shop)
    assert (row.state, row.due_at) == ("due", STORY + 5 * HOUR + DAY)


async def test_a_word_that_gets_no_answer_moves_nothing(shop: Shop) -> None:
    buyer = await waits(shop)
    await shop.later(5 * HOUR)

    await buyer.say("It is the blue lamp.")

    (row,) = await progress(shop)
    assert row.due_at == STORY + DAY


async def test_it_stops_once_a_person_has_written(shop: Shop) -> None:
    await waits(shop)
    await reply(shop)
    before = len(await told(shop))

    await shop.later(3 * DAY)

    assert await told(shop, after=before) == []
    assert [row.state for row in await progress(shop)] == ["cancelled"]


async def test_it_does_not_begin_again_when_the_bot_has_the_case(shop: Shop) -> None:
    await waits(shop)
    await reply(shop)
    await hand_back(shop)

    await shop.later(DAY)

    assert not any("person.waits" in line for line in await told(shop))


async def test_it_stops_when_the_case_ends(shop: Shop) -> None:
    await waits(shop)
    await reply(shop)
    await close(shop)
    before = len(await told(shop))

    await shop.later(3 * DAY)

    assert await told(shop, after=before) == []


async def test_it_asks_for_no_answer_and_no_letter(shop: Shop) -> None:
    await waits(shop)

    await shop.later(DAY)

    kinds = {row.kind for row in (await file_of(shop)).due if row.state == "due"}
    assert kinds == {"progress"}


async def test_an_offer_that_waits_for_approval_is_told_of_until_it_is_approved(shop: Shop) -> None:
    await with_offer(shop, CHAU)
    before = len(await told(shop))

    await shop.later(DAY)
    waited = await told(shop, after=before)
    await approve(shop)

    assert waited == ["bot: offer.still_waits"]
    assert [row.state for row in await progress(shop)] == ["cancelled"]
