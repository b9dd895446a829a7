"""A conversation to take away: all of it, in the buyer's language, and harmless whatever was written."""

import re

import pytest

from bot.memory.store import Unit
from bot.memory.transcript import NewLine
from bot.terms import Speaker
from tests.memory.snapshots import drawn
from tests.talk import Buyer, Shop

FELL = "The price fell after I bought the canvas shoes"


async def taken(buyer: Buyer) -> str:
    answer = await buyer.web.get("/api/chat/download", headers=buyer.headers)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="conversation.html"'
    return answer.text


def texts(html: str) -> list[str]:
    return re.findall(r'<p dir="auto">(.*?)</p>', html, re.DOTALL)


async def test_everything_that_was_said_is_in_it_in_its_order(buyer: Buyer) -> None:
    await buyer.say(FELL)
    await buyer.say("WL-2026-0063")

    html = await taken(buyer)

    assert texts(html) == [str(line["text"]).replace("'", "&#x27;") for line in buyer.lines]
    assert html.startswith('<!doctype html>\n<html lang="en" dir="ltr">')
    assert "<title>Your conversation with Wanderlight</title>" in html
    assert "Saved on Monday, February 16, 10:00" in html.replace("\u202f", " ")


async def test_it_is_in_the_language_of_the_conversation(shop: Shop) -> None:
    buyer = await shop.buyer("es-MX", "America/Mexico_City")
    await buyer.say("Compré los zapatos y al día siguiente estaban más baratos")

    html = await taken(buyer)

    assert '<html lang="es" dir="ltr">' in html
    assert "Su conversación con Wanderlight" in html
    assert "Asistente automático" in html


async def test_it_needs_nothing_from_anywhere(buyer: Buyer) -> None:
    await buyer.say(FELL)

    html = await taken(buyer)

    assert re.findall(r"<(?:script|link|img|iframe)|(?:src|href)=|url\(|@import", html) == []


@pytest.mark.parametrize(
    "written",
    ["<script>alert(1)</script>", "</p></article><h1>Refund approved</h1>", '" onload="alert(1)', "&lt;b&gt;", "{shop}"],
)
async def test_markup_is_text(buyer: Buyer, written: str) -> None:
    await buyer.say(written)

    html = await taken(buyer)

    said = texts(html)[0]
    assert "<" not in said
    assert said.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&") == written
    assert html.count("<h1>") == 1


async def test_signs_that_turn_the_direction_end_with_their_line(buyer: Buyer) -> None:
    await buyer.say("\u202eevil \u2066 text")

    html = await taken(buyer)

    assert "unicode-bidi: isolate" in html
    assert html.index("\u202e") < html.index("</p>", html.index("\u202e"))


async def test_the_name_of_a_colleague_is_text_too(shop: Shop, buyer: Buyer) -> None:
    await buyer.say(FELL)

    def spoken(unit: Unit) -> None:
        line = NewLine(Speaker.PERSON, "Hello", author="<b>Mei</b>")
        unit.buyers.counted(1, unit.transcript.add(1, 1, unit.buyers.load(1).last_n, [line], shop.clock.now()))

    await shop.house.memory.write(spoken)

    assert "<bdi>&lt;b&gt;Mei&lt;/b&gt;</bdi>" in await taken(buyer)


async def test_pictures_are_named(buyer: Buyer) -> None:
    brought = await buyer.web.post("/api/chat/pictures?id=a", content=drawn(size=(64, 48)), headers=buyer.headers)
    number = brought.json()["picture"]
    await buyer.web.post("/api/chat/messages", json={"id": "p", "text": "look", "pictures": [number]}, headers=buyer.headers)
    await buyer.house.reception.quiet()

    assert f'<p class="picture">Picture {number} (64 × 48)</p>' in await taken(buyer)


async def test_a_long_conversation_is_whole(shop: Shop, buyer: Buyer) -> None:
    await buyer.say(FELL)

    def much(unit: Unit) -> None:
        lines = [NewLine(Speaker.BUYER, str(n)) for n in range(unit.buyers.load(1).last_n, 1200)]
        unit.buyers.counted(1, unit.transcript.add(1, 1, unit.buyers.load(1).last_n, lines, shop.clock.now()))

    await shop.house.memory.write(much)

    found = texts(await taken(buyer))
    assert (len(found), found[-1]) == (1200, "1199")


async def test_before_a_word_was_said_it_is_an_empty_page(buyer: Buyer) -> None:
    assert texts(await taken(buyer)) == []
