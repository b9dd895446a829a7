"""A person of the staff says what a case is about, and the bot goes on from there."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.complaint import handling
from bot.errors import BadRequest, NotNow
from bot.terms import Cause
from tests.complaint.counter import ANA, PRACTICE, file_of, told
from tests.talk import Buyer, Shop, open_shop


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[Shop]:
    async with open_shop(tmp_path) as shop:
        yield shop


@pytest.fixture
async def buyer(shop: Shop) -> Buyer:
    """Somebody whose order is proven, and read back."""
    buyer = await shop.buyer()
    await buyer.say(ANA)
    return buyer


async def say(shop: Shop, cause: Cause, name: str = "Mei", article: str = "", overcharged: str = "") -> None:
    memory, now = shop.house.memory, shop.clock.now()
    await memory.write(lambda unit: handling.say_cause(unit, 1, name, cause, article, overcharged, PRACTICE, now))


@pytest.mark.usefixtures("buyer")
async def test_what_was_taken_too_much_is_explained_and_offered_back(shop: Shop) -> None:
    await say(shop, Cause.PAYMENT, overcharged="12.00")

    assert (await told(shop))[-2:] == ["bot: explain.charged_twice", "bot: offer.things offer.shall_i"]
    case = (await file_of(shop)).stored.case
    assert [(fact.value, fact.source) for fact in case.facts if fact.name == "cause"] == [("payment", "Mei")]


async def test_what_was_sold_out_needs_no_order(shop: Shop) -> None:
    stranger = await shop.buyer()
    await stranger.say("I came for your special and it's gone")

    await say(shop, Cause.OUT_OF_STOCK, article="Glow Sneaker Kids")

    assert (await told(shop))[-2:] == ["bot: explain.out_of_stock", "bot: offer.things offer.shall_i"]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"cause": Cause.PAYMENT, "overcharged": "200.00"}, "200.00 EUR cannot have been taken too much: 104.70 EUR was paid"),
        ({"cause": Cause.PAYMENT, "overcharged": "-1"}, "cannot have been taken too much"),
        ({"cause": Cause.PAYMENT, "overcharged": "1.005"}, "write the amount like 12.50, in EUR"),
        ({"cause": Cause.OUT_OF_STOCK}, "Say which article was sold out"),
        ({"cause": Cause.PAYMENT, "name": "Nobody"}, "Nobody"),
    ],
)
@pytest.mark.usefixtures("buyer")
async def test_what_cannot_be_is_refused_and_changes_nothing(shop: Shop, said: dict[str, Any], why: str) -> None:
    before = await told(shop)

    with pytest.raises(BadRequest, match=why):
        await say(shop, **said)

    assert await told(shop) == before


async def test_what_is_about_an_order_waits_for_one(shop: Shop) -> None:
    stranger = await shop.buyer()
    await stranger.say("Hello")

    with pytest.raises(NotNow, match="has no proven order yet"):
        await say(shop, Cause.DAMAGED)


async def test_what_is_agreed_on_is_not_judged_again(shop: Shop, buyer: Buyer) -> None:
    await buyer.say("yes")
    await buyer.say("yes")

    with pytest.raises(NotNow, match="is in the step execute"):
        await say(shop, Cause.DAMAGED)
