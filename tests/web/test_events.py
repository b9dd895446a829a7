"""The stream of a conversation: every line once, in order, to everybody who listens, whoever wrote it."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from bot.app import practice_of
from bot.complaint import handling
from bot.memory.store import Memory, Unit
from bot.memory.transcript import NewLine
from bot.memory.views import case_file
from bot.settings import Settings
from bot.terms import Speaker
from handlers.web.api import build
from tests.talk import Buyer, Shop
from tests.web.listening import PATIENCE, behind_a_socket, listening

PRACTICE = practice_of(Settings())


@pytest.fixture
async def address(shop: Shop) -> AsyncIterator[str]:
    async with behind_a_socket(shop.house.web) as address:
        yield address


async def test_a_stream_begins_with_what_was_said_and_how_things_stand(address: str, buyer: Buyer) -> None:
    said = await buyer.say("The price fell after I bought the shoes")

    async with listening(address, buyer.headers) as ear:
        await ear.until(lambda ear: bool(ear.states))

    assert ear.lines == said
    case = {"number": 1, "step": "listen", "keeper": "bot", "person": "", "waits": False}
    assert ear.states == [{"conversation": "1", "case": case, "language": "en"}]


async def test_what_is_said_later_comes_by_itself(address: str, buyer: Buyer) -> None:
    async with listening(address, buyer.headers) as ear:
        said = await buyer.say("The price fell after I bought the shoes")
        await ear.until(lambda ear: len(ear.lines) >= len(said))

    assert ear.lines == said


async def test_two_tabs_hear_the_same(address: str, buyer: Buyer) -> None:
    async with listening(address, buyer.headers) as one, listening(address, buyer.headers) as other:
        said = await buyer.say("The price fell after I bought the shoes")
        for ear in (one, other):
            await ear.until(lambda ear: len(ear.lines) >= len(said))

    assert one.lines == other.lines == said


async def test_nobody_hears_another_conversation(address: str, buyer: Buyer, shop: Shop) -> None:
    other = await shop.buyer()

    async with listening(address, other.headers) as ear:
        await buyer.say("The price fell after I bought the shoes")
        said = await other.say("My parcel is late")
        await ear.until(lambda ear: len(ear.lines) >= len(said))

    assert ear.lines == said


async def test_a_stream_that_broke_goes_on_from_any_line_and_neither_loses_nor_repeats_one(address: str, buyer: Buyer) -> None:
    said = await buyer.say("The price fell after I bought the shoes")
    said += await buyer.say("WL-2026-0063")

    for after in range(len(said)):
        async with listening(address, buyer.headers, after) as ear:
            await ear.until(lambda ear: bool(ear.states))
        assert ear.lines == said[after:]


async def test_a_stream_that_has_it_all_gets_only_what_is_new(address: str, buyer: Buyer) -> None:
    said = await buyer.say("The price fell after I bought the shoes")

    async with listening(address, buyer.headers, len(said)) as ear:
        await ear.until(lambda ear: bool(ear.states))
        new = await buyer.say("WL-2026-0063")
        await ear.until(lambda ear: len(ear.lines) >= len(new))

    assert ear.lines == new


async def test_a_very_long_conversation_comes_whole_without_a_pause(address: str, buyer: Buyer, shop: Shop) -> None:
    await buyer.say("The price fell after I bought the shoes")
    count = 1234

    def much(unit: Unit) -> None:
        last = unit.buyers.load(1).last_n
        lines = [NewLine(Speaker.BUYER, str(n)) for n in range(last, count)]
        unit.buyers.counted(1, unit.transcript.add(1, 1, last, lines, shop.clock.now()))

    await shop.house.memory.write(much)

    async with listening(address, buyer.headers) as ear:
        await ear.until(lambda ear: bool(ear.states))

    assert ear.numbers == list(range(1, count + 1))


async def test_a_line_of_another_process_is_heard_at_the_next_look(
    address: str, buyer: Buyer, shop: Shop, tmp_path: Path
) -> None:
    await buyer.say("I want to talk to a person")
    await shop.house.open()
    elsewhere = Memory(f"sqlite:///{tmp_path}/shop.db")

    async with listening(address, buyer.headers, after=len(buyer.lines)) as ear:
        await ear.until(lambda ear: bool(ear.states))
        elsewhere.write_now(handling.reply, 1, "Mei", "Hello, this is Mei.", PRACTICE, shop.clock.now())
        await shop.house.counter.bells.look()
        await ear.until(lambda ear: bool(ear.lines))
    elsewhere.close()

    assert [(line["from"], line["author"], line["text"]) for line in ear.lines] == [("person", "Mei", "Hello, this is Mei.")]


async def test_the_page_hears_who_has_the_case(address: str, buyer: Buyer, shop: Shop) -> None:
    await buyer.say("The price fell after I bought the shoes")

    async with listening(address, buyer.headers) as ear:
        await ear.until(lambda ear: bool(ear.states))
        await buyer.say("I want to talk to a person")
        await ear.until(lambda ear: len(ear.states) >= 2)
        await shop.house.memory.write(handling.reply, 1, "Mei", "Hello.", PRACTICE, shop.clock.now())
        shop.house.counter.bells.ring(1)
        await ear.until(lambda ear: len(ear.states) >= 3)

    assert [(state["case"]["keeper"], state["case"]["person"]) for state in ear.states] == [
        ("bot", ""),
        ("waiting", ""),
        ("person", "Mei"),
    ]


async def test_how_things_stand_is_told_only_when_it_has_changed(address: str, buyer: Buyer, shop: Shop) -> None:
    await buyer.say("The price fell after I bought the shoes")

    async with listening(address, buyer.headers) as ear:
        await ear.until(lambda ear: bool(ear.states))
        await buyer.say("WL-2026-0063")
        await ear.until(lambda ear: len(ear.lines) >= len(buyer.lines))
        await shop.web.post("/api/chat/language", json={"language": "es"}, headers=buyer.headers)
        await ear.until(lambda ear: ear.states[-1]["language"] == "es")

    assert [(state["case"]["step"], state["language"]) for state in ear.states] == [("listen", "en"), ("listen", "es")]


async def test_the_page_hears_of_a_language_that_was_chosen(address: str, buyer: Buyer, shop: Shop) -> None:
    async with listening(address, buyer.headers) as ear:
        await ear.until(lambda ear: bool(ear.states))
        await shop.web.post("/api/chat/language", json={"language": "es"}, headers=buyer.headers)
        await ear.until(lambda ear: len(ear.states) >= 2)

    assert [state["language"] for state in ear.states] == ["en", "es"]


async def test_a_quiet_stream_beats(buyer: Buyer, shop: Shop) -> None:
    hasty = build(replace(shop.house.counter, heartbeat_seconds=0.02), privacy_url="")

    async with behind_a_socket(hasty) as address, listening(address, buyer.headers) as ear:
        await ear.until(lambda ear: ear.beats >= 2)

    assert ear.lines == []


async def test_a_line_is_sent_once_it_was_handed_out_and_not_before(address: str, buyer: Buyer, shop: Shop) -> None:
    await shop.web.post("/api/chat/messages", json={"id": "m1", "text": "The price fell"}, headers=buyer.headers)
    await shop.house.reception.quiet()
    before = await shop.house.memory.read(case_file, 1)

    async with listening(address, buyer.headers) as ear:
        await ear.until(lambda ear: bool(ear.states))
    after = await shop.house.memory.read(case_file, 1)

    assert {line.state for line in before.lines if line.speaker is Speaker.BOT} == {"queued"}
    assert {line.state for line in after.lines if line.speaker is Speaker.BOT} == {"sent"}


async def test_a_shop_that_closes_ends_every_stream(address: str, buyer: Buyer, shop: Shop) -> None:
    async with listening(address, buyer.headers) as ear:
        await ear.until(lambda ear: bool(ear.states))
        shop.house.counter.bells.close()
        await ear.until(lambda ear: ear.ended)

    assert ear.ended


async def test_a_stream_that_is_opened_while_the_shop_closes_ends_at_once(address: str, buyer: Buyer, shop: Shop) -> None:
    shop.house.counter.bells.close()

    async with listening(address, buyer.headers) as ear:
        await ear.until(lambda ear: ear.ended)

    assert ear.lines == []


async def test_who_has_gone_is_not_listened_for_any_more(address: str, buyer: Buyer, shop: Shop) -> None:
    async with listening(address, buyer.headers) as ear:
        await ear.until(lambda ear: bool(ear.states))
        assert shop.house.counter.bells.listeners == 1

    async with asyncio.timeout(PATIENCE):
        while shop.house.counter.bells.listeners:  # noqa: ASYNC110  nothing tells us but the count
            await asyncio.sleep(0.01)


@pytest.mark.parametrize("after", ["-1", "2147483649", "99999999999999999999", "abc", "1.5", ""])
async def test_a_stream_wants_the_number_of_a_line(address: str, buyer: Buyer, after: str) -> None:
    async with httpx.AsyncClient(base_url=address) as web:
        answer = await web.get("/api/chat/events", params={"after": after}, headers=buyer.headers)

    assert answer.status_code == 422
    assert answer.json()["error"]["code"] == "bad_request"


async def test_a_stream_wants_a_token(address: str) -> None:
    async with httpx.AsyncClient(base_url=address) as web:
        answer = await web.get("/api/chat/events")

    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "unknown_token")


async def test_a_stream_is_kept_in_no_cache(address: str, buyer: Buyer) -> None:
    async with httpx.AsyncClient(base_url=address) as web, web.stream("GET", "/api/chat/events", headers=buyer.headers) as answer:
        kind, cached = answer.headers["content-type"], answer.headers["cache-control"]

    assert (kind, cached) == ("text/event-stream; charset=utf-8", "no-store")
