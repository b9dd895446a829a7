"""Links of parcel cards at Telegram: `/start TOKEN` proves the order to whoever comes first, and to nobody else."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.memory.views import case_file
from tests.order_links import CANVAS, link_to
from tests.talk import Shop
from tests.telegram.chats import chat_shop, chatter
from tests.telegram.fake_api import FakeBotApi

HERE = "I have your order WL-2026-0063 in front of me: 2 × Canvas Slip-on. What happened? A few words are enough."
GONE = "That link has been used already or has run out; your order number will do just as well."
IS_IT = "Thank you. Order WL-2026-0063, 2 × Canvas Slip-on, bought on February 12, and cheaper since: is that right?"
BEA = 4712


@pytest.fixture
async def shop(api: FakeBotApi, tmp_path: Path) -> AsyncIterator[Shop]:
    async with chat_shop(tmp_path, api) as shop:
        yield shop


def texts(lines: list[dict[str, object]]) -> list[object]:
    return [line["text"] for line in lines if line["from"] == "bot"]


async def test_a_link_greets_with_the_order_and_asks_what_happened(shop: Shop, api: FakeBotApi) -> None:
    ana = chatter(shop, api)

    said = texts(await ana.say(f"/start {await link_to(shop)}"))

    assert said[1:] == [HERE]
    assert str(said[0]).startswith("Hello, thanks for writing. I'm Wanderlight's automated assistant")


async def test_no_second_proof_is_asked_of_who_came_by_a_link(shop: Shop, api: FakeBotApi) -> None:
    ana = chatter(shop, api)
    await ana.say(f"/start {await link_to(shop)}")

    said = await ana.say("It was cheaper the day after")

    assert texts(said)[-1] == IS_IT


async def test_who_came_by_a_link_may_use_it_again_and_it_goes_on(shop: Shop, api: FakeBotApi) -> None:
    ana = chatter(shop, api)
    token = await link_to(shop)
    await ana.say(f"/start {token}")
    await ana.say("It was cheaper the day after")

    assert texts(await ana.say(f"/start {token}")) == [IS_IT]


async def test_somebody_else_is_told_kindly_and_may_say_which_order(shop: Shop, api: FakeBotApi) -> None:
    token = await link_to(shop)
    await chatter(shop, api).say(f"/start {token}")
    bea = chatter(shop, api, BEA, name="Bea")

    said = texts(await bea.say(f"/start {token}"))
    asked = texts(await bea.say("It was cheaper the day after"))

    assert said[1:] == [GONE, "What happened? A few words are enough."]
    assert str(asked[-1]).endswith("What's your order number? Then I can look it up.")


@pytest.mark.parametrize("expired", [True, False])
async def test_a_link_that_has_run_out_or_never_was_proves_nothing(shop: Shop, api: FakeBotApi, expired: bool) -> None:
    token = await link_to(shop, timedelta(0)) if expired else "x" * 64
    ana = chatter(shop, api)

    said = texts(await ana.say(f"/start {token}"))

    assert said[1:] == [GONE, "What happened? A few words are enough."]


async def test_a_link_in_the_midst_of_a_case_answers_what_was_asked(shop: Shop, api: FakeBotApi) -> None:
    ana = chatter(shop, api)
    asked = texts(await ana.say("The price fell after I bought it"))

    said = texts(await ana.say(f"/start {await link_to(shop)}"))

    assert asked[-1] == "What's your order number? Then I can look it up."
    assert said == [IS_IT]


async def test_a_link_that_leads_nowhere_in_the_midst_of_a_case_costs_one_sentence(shop: Shop, api: FakeBotApi) -> None:
    ana = chatter(shop, api)
    await ana.say("The price fell after I bought it")

    said = texts(await ana.say("/start nothing"))

    assert said == [GONE, "What's your order number? Then I can look it up."]


async def test_a_link_to_an_order_that_is_talked_about_on_the_page_joins_the_two(shop: Shop, api: FakeBotApi) -> None:
    on_the_page = await shop.buyer()
    await on_the_page.say(f"It got cheaper after I bought it: {CANVAS}, ana.garcia@example.com")
    ana = chatter(shop, api)

    said = texts(await ana.say(f"/start {await link_to(shop)}"))
    offered = texts(await ana.say("yes"))
    seen = texts(await on_the_page.read())

    assert said[1:] == [
        "You've written to us about this order before; I've put both together, and we go on under case 1.",
        IS_IT,
    ]
    assert str(offered[-1]).startswith("I'd like to give you €9.98 back")
    assert seen[-3:] == [IS_IT, *offered]


async def test_the_token_is_on_no_record_of_the_case(shop: Shop, api: FakeBotApi) -> None:
    token = await link_to(shop)

    await chatter(shop, api).say(f"/start {token}")

    record = repr(await shop.house.memory.read(case_file, 1))
    assert CANVAS in record
    assert token not in record
