"""A person of the staff says what a case is about, and the bot goes on from there."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.complaint import handling
from bot.errors import BadRequest, NotNow
from bot.memory.money_tables import TaskKind
from bot.remedy.money import Money
from bot.terms import Cause, Keeper
from tests.complaint.counter import ANA, GIULIA, PRACTICE, THE_OFFER, THE_REASON, close, file_of, hand_back, reply, told
from tests.memory.snapshots import drawn
from tests.payments import ScriptedPayments, Turn
from tests.remedy.promises import REFUND, at_once, promised
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


async def say(shop: Shop, cause: Cause, name: str = "Mei", article: str = "", overcharged: str = "", case_id: int = 1) -> None:
    memory, now = shop.house.memory, shop.clock.now()
    await memory.write(lambda unit: handling.say_cause(unit, case_id, name, cause, article, overcharged, PRACTICE, now))


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


async def test_what_is_less_at_another_shop_is_no_question_of_our_prices(shop: Shop) -> None:
    stranger = await shop.buyer()
    await stranger.say(GIULIA)
    await stranger.say("yes")
    await stranger.show(drawn())

    await say(shop, Cause.PRICE_DROP, overcharged="10.00")

    assert (await told(shop))[-1] == "bot: explain.elsewhere person.looks"  # the shipped policy gives nothing for it by itself
    case = (await file_of(shop)).stored.case
    assert (case.keeper, case.overcharged) == (Keeper.WAITING, Money.of("10.00", "EUR"))


@pytest.mark.usefixtures("buyer")
async def test_a_fallen_price_that_is_said_without_an_amount_is_looked_up_whatever_was_said_before(shop: Shop) -> None:
    await say(shop, Cause.PRICE_DROP, overcharged="10.00")

    await say(shop, Cause.PRICE_DROP)

    assert (await told(shop))[-2:] == [THE_REASON, THE_OFFER]


async def test_what_is_less_at_another_shop_is_explained_again_as_it_was(shop: Shop) -> None:
    stranger = await shop.buyer()
    await stranger.say(GIULIA)
    await stranger.press("Yes, that's right")
    await stranger.show(drawn())
    await say(shop, Cause.PRICE_DROP, overcharged="10.00")
    await hand_back(shop)

    await stranger.press("Yes, that's right")  # of long ago

    assert (await told(shop))[-1] == "bot: explain.elsewhere person.looks"


async def to_mei(shop: Shop, buyer: Buyer) -> list[str]:
    """Mei talks with the buyer; returns what was said so far."""
    await buyer.say("I want to talk to a person")
    await reply(shop)
    return await told(shop)


@pytest.mark.parametrize("cause", [Cause.DAMAGED, Cause.PAYMENT])
async def test_somebody_else_than_who_has_the_case_makes_the_bot_say_nothing(shop: Shop, buyer: Buyer, cause: Cause) -> None:
    before = await to_mei(shop, buyer)

    with pytest.raises(NotNow, match=r"Mei has case 1\. They can hand it back first\."):
        await say(shop, cause, name="Li")

    assert await told(shop) == before


async def test_who_has_the_case_says_what_it_is_about_and_the_bot_goes_on(shop: Shop, buyer: Buyer) -> None:
    await to_mei(shop, buyer)

    await say(shop, Cause.PAYMENT, overcharged="12.00")

    assert (await told(shop))[-2:] == ["bot: explain.charged_twice", "bot: offer.things offer.shall_i"]
    assert (await file_of(shop)).stored.case.keeper is Keeper.BOT


@pytest.mark.parametrize("name", ["Mei", "Li"])
async def test_danger_is_noted_beside_the_talk_and_the_case_stays_with_who_has_it(shop: Shop, buyer: Buyer, name: str) -> None:
    before = await to_mei(shop, buyer)

    await say(shop, Cause.SAFETY, name=name)

    case = (await file_of(shop)).stored.case
    assert await told(shop) == before
    assert (case.cause, case.keeper, case.person) == (Cause.SAFETY, Keeper.PERSON, "Mei")


async def test_danger_that_is_said_beside_a_talk_alarms_as_any(shop: Shop, buyer: Buyer) -> None:
    stranger = await shop.buyer()
    await stranger.say("They caught fire and burnt my foot!")
    await to_mei(shop, buyer)

    await say(shop, Cause.SAFETY)

    assert [task.kind for task in await shop.house.memory.read(lambda unit: unit.tasks.waiting())] == [TaskKind.ALARM]


async def test_nobody_says_it_of_a_case_whose_buyer_talks_with_a_person_about_another(tmp_path: Path) -> None:
    async with open_shop(tmp_path, payments=ScriptedPayments(Turn.REFUSED)) as shop:
        buyer = await promised(shop, REFUND, order_number="WL-2026-0058")
        await close(shop)
        await buyer.say(ANA)
        await at_once(shop)
        await reply(shop, "Is your card still the same?")
        before = await told(shop)

        with pytest.raises(NotNow, match="The buyer of case 2 is with Mei, in case 1"):
            await say(shop, Cause.PAYMENT, overcharged="12.00", case_id=2)
        await say(shop, Cause.SAFETY, case_id=2)

        assert await told(shop) == before
        assert (await file_of(shop, 2)).stored.case.waits_for == "a person"
