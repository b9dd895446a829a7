"""One buyer by two doors: an order proven by both is one case, and it goes on where the buyer wrote last."""

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from threading import Barrier

import pytest

from bot.memory.store import Memory, Unit
from bot.remedy.money import Money
from bot.shop.orders import order_key
from tests.complaint.counter import ANA, THE_OFFER, file_of, hand_back, remedies, reply, told
from tests.talk import STORY, Buyer, Shop
from tests.telegram.chats import Chatter, chat_shop, chatter, settle
from tests.telegram.fake_api import FakeBotApi

JOINED = "bot: doors.joined"


@pytest.fixture
async def api() -> AsyncIterator[FakeBotApi]:
    async with FakeBotApi() as api:
        yield api


@pytest.fixture
async def shop(api: FakeBotApi, database: str, tmp_path: Path) -> AsyncIterator[Shop]:
    async with chat_shop(tmp_path, api, url=database) as shop:
        yield shop


async def by_page(shop: Shop) -> Buyer:
    """Somebody with an offer on the page."""
    buyer = await shop.buyer()
    await buyer.say(ANA)
    await buyer.say("yes")
    return buyer


async def buyers(shop: Shop) -> set[int]:
    """Whose conversations there are."""
    return {door.buyer_id for door in await shop.house.memory.read(lambda unit: [unit.doors.load(n) for n in (1, 2)])}


async def test_the_offer_of_the_page_is_taken_at_telegram_once(shop: Shop, api: FakeBotApi) -> None:
    await by_page(shop)
    chat = chatter(shop, api)

    said = await chat.say(ANA)
    await chat.press("Yes, refund €9.98")

    assert "You've written to us about this order before; I've put both together, and we go on under case 1." in [
        line["text"] for line in said
    ]
    assert [key for key, _, _ in await remedies(shop)] == ["case-1-offer-1-refund", "case-1-offer-1-coupon"]
    assert await buyers(shop) == {1}


async def test_the_offer_of_telegram_is_taken_on_the_page_once(shop: Shop, api: FakeBotApi) -> None:
    chat = chatter(shop, api)
    await chat.say(ANA)
    await chat.say("yes")
    page = await shop.buyer()
    before = len(api.sent(chat.user))

    await page.say(ANA)
    await page.press("Yes, refund €9.98")
    await settle(shop, api)

    assert len(await remedies(shop)) == 2
    assert len(api.sent(chat.user)) == before
    assert await buyers(shop) == {1}


async def test_the_page_shows_all_of_the_joined_conversation_in_order(shop: Shop, api: FakeBotApi) -> None:
    page = await by_page(shop)
    chat = chatter(shop, api)
    await chat.say(ANA)

    await page.read()

    assert [line["n"] for line in page.lines] == list(range(1, len(page.lines) + 1))
    everything = await told(shop)
    assert everything.count(f"buyer: {ANA}") == 2
    assert everything.count(JOINED) == 1
    assert everything[-1] == THE_OFFER


async def test_what_happens_later_is_told_where_they_wrote_last_and_nowhere_else(shop: Shop, api: FakeBotApi) -> None:
    await by_page(shop)
    chat = chatter(shop, api)
    await chat.say(ANA)
    await chat.press("Yes, refund €9.98")

    await shop.later(timedelta(minutes=1))
    done = await chat.read()

    assert done[0]["text"].startswith("It's refunded: €9.98")
    assert [line["from"] for line in done] == ["bot", "bot"]


async def test_while_a_person_has_the_case_the_other_door_is_joined_and_the_bot_silent(shop: Shop, api: FakeBotApi) -> None:
    page = await by_page(shop)
    await page.say("person")
    await reply(shop)
    chat = chatter(shop, api)

    await chat.say(ANA)
    after_joining = await told(shop)
    await chat.say("are you there?")
    await reply(shop, "Yes, here I am.")
    from_mei = await chat.read()

    assert after_joining[-1] == JOINED
    assert [line["author"] for line in from_mei] == ["Mei"]
    assert await buyers(shop) == {1}
    await hand_back(shop)
    assert (await chat.read())[-1]["buttons"][0]["label"] == "Yes, refund €9.98"


async def test_a_case_that_was_put_aside_is_taken_up_by_the_other_door(shop: Shop, api: FakeBotApi) -> None:
    await by_page(shop)
    for _ in range(12):
        await shop.later(timedelta(hours=12))
    lapsed = (await file_of(shop)).stored.case.ending
    chat = chatter(shop, api)

    await chat.say(ANA)

    assert lapsed == "lapsed"
    assert (await told(shop))[-4:] == [JOINED, "bot: silence.welcome_back", "bot: offer.stands", THE_OFFER]
    assert (await file_of(shop)).stored.case.ending is None


async def test_the_case_that_was_joined_says_where_it_went_on(shop: Shop, api: FakeBotApi) -> None:
    await by_page(shop)
    await chatter(shop, api).say(ANA)

    joined = (await file_of(shop, 2)).stored.case

    assert (joined.ending, joined.joined_to) == ("joined", 1)


async def test_the_language_of_the_last_door_is_spoken(shop: Shop, api: FakeBotApi) -> None:
    await by_page(shop)
    chat = chatter(shop, api, language="es")

    said = await chat.say("Bajó de precio después de comprarlo: WL-2026-0063, ana.garcia@example.com")

    assert chat.language == "es"
    assert said[-1]["buttons"][0]["label"].startswith("Sí")


async def test_two_doors_at_the_same_moment_become_one_buyer_with_one_remedy(shop: Shop, api: FakeBotApi) -> None:
    page, chat = await shop.buyer(), chatter(shop, api)

    await asyncio.gather(page.say(ANA), chat.say(ANA))
    await asyncio.gather(page.say("yes"), chat.say("yes"))
    await asyncio.gather(page.say("ok, do it"), chat.say("ok, do it"))
    await settle(shop, api)

    files = [await file_of(shop, 1), await file_of(shop, 2)]
    assert await shop.house.memory.read(lambda unit: unit.inbox.aside()) == []
    assert len(await buyers(shop)) == 1
    assert sorted(str(file.stored.case.ending) for file in files) == ["None", "joined"]
    assert sum(len(file.remedies) for file in files) == 2


async def test_another_order_is_another_buyers(shop: Shop, api: FakeBotApi) -> None:
    await by_page(shop)
    chat: Chatter = chatter(shop, api)

    await chat.say("It got cheaper after I bought it: WL-2026-0056, chau.dm@example.com")

    assert await buyers(shop) == {1, 2}


def test_two_who_wait_for_each_others_order_and_buyer_both_get_through(postgres_database: str) -> None:
    """One has the order and wants the other buyer, who wants the order: the database lets one of them begin again."""
    memory = Memory(postgres_database)
    one, other = (memory.write_now(lambda unit: unit.buyers.add("en", "", STORY)) for _ in range(2))
    (order,) = memory.write_now(lambda unit: unit.shop.find_orders(order_key("WL-2026-0063")))
    both_hold = Barrier(2)
    begun: list[str] = []

    def wait_once(who: str) -> None:
        if who not in begun:
            begun.append(who)
            both_hold.wait(10)

    def joins(unit: Unit) -> None:
        unit.connection.exec_driver_sql("SET LOCAL deadlock_timeout = '20ms'")
        unit.buyers.load(one, lock=True)
        unit.shop.order(order.id, lock=True)
        wait_once("joins")
        unit.buyers.load(other, lock=True)

    def works(unit: Unit) -> None:
        unit.connection.exec_driver_sql("SET LOCAL deadlock_timeout = '20ms'")
        unit.buyers.load(other, lock=True)
        wait_once("works")
        unit.shop.order(order.id, lock=True)
        unit.ledger.promise(order.id, Money(100, "EUR"))

    with closing(memory), ThreadPoolExecutor(2) as both:
        for done in [both.submit(memory.write_now, unit) for unit in (joins, works)]:
            done.result(30)
        promised = memory.write_now(lambda unit: unit.shop.order(order.id).promised)

    assert promised == Money(100, "EUR")
