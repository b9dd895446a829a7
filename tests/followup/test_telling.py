"""While a person talks with a buyer, nothing is said of another case: what became of it is told once they are done."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.remedy import by_hand
from bot.remedy.by_hand import Deed
from bot.remedy.offer import Part
from bot.terms import Keeper
from tests.complaint.counter import PRACTICE, close, hand_back, reply, told
from tests.payments import ScriptedPayments, Turn
from tests.remedy.promises import GIFT, REFUND, RETURN, at_once, case_of, promised
from tests.talk import STORY, Buyer, Shop, open_shop

HOUR = timedelta(hours=1)


async def done_by_hand(shop: Shop, task: int = 1) -> None:
    await shop.house.memory.write(by_hand.confirm, task, Deed("Mei", "DHL-1"), PRACTICE, shop.clock.now())


async def with_a_newer_case(shop: Shop) -> int:
    """Case 1 is closed, and its gift still a person's to send; case 2 is with Mei. Returns how many lines there are."""
    buyer = await promised(shop, GIFT)
    await at_once(shop)
    await close(shop)
    await buyer.say("I want to talk to a person")
    await reply(shop, case_id=2)
    return len(await told(shop))


async def test_what_is_done_on_an_older_case_is_told_when_the_newer_one_is_handed_back(tmp_path: Path) -> None:
    async with open_shop(tmp_path, payments=ScriptedPayments()) as shop:
        before = await with_a_newer_case(shop)
        await done_by_hand(shop)
        await shop.later(2 * HOUR)
        meanwhile = await told(shop, after=before)
        await hand_back(shop, case_id=2)
        handed_back = len(await told(shop))
        await shop.later(HOUR)
        afterwards = await told(shop, after=handed_back)
        await shop.later(HOUR)
        later = await told(shop, after=handed_back)

    assert meanwhile == []
    assert afterwards == ["bot: done.gift"]
    assert later == afterwards


async def test_it_is_told_at_once_where_the_bot_has_the_newer_case(tmp_path: Path) -> None:
    async with open_shop(tmp_path, payments=ScriptedPayments()) as shop:
        buyer = await promised(shop, GIFT)
        await at_once(shop)
        await close(shop)
        await buyer.say("hello again")
        before = len(await told(shop))
        await done_by_hand(shop)

        assert await told(shop, after=before) == ["bot: done.gift"]


@pytest.mark.parametrize("hours", [12, 17])  # ten in the evening, three at night
async def test_nobody_is_woken_for_it(tmp_path: Path, hours: int) -> None:
    async with open_shop(tmp_path, payments=ScriptedPayments()) as shop:
        await with_a_newer_case(shop)
        await done_by_hand(shop)
        await hand_back(shop, case_id=2)
        before = len(await told(shop))
        await shop.later(hours * HOUR)
        at_night = await told(shop, after=before)
        await shop.later(23 * HOUR - hours * HOUR)

        assert (at_night, await told(shop, after=before)) == ([], ["bot: done.gift"])


async def test_goods_that_come_back_for_an_older_case_are_no_news_in_the_middle_of_a_talk(tmp_path: Path) -> None:
    async with open_shop(tmp_path, payments=ScriptedPayments(Turn.DONE)) as shop:
        buyer = await promised(shop, RETURN)
        await at_once(shop)
        await close(shop)
        await buyer.say("I want to talk to a person")
        await reply(shop, case_id=2)
        before = len(await told(shop))
        await shop.house.memory.write(by_hand.confirm, 1, Deed("Mei"), PRACTICE, shop.clock.now())
        await at_once(shop)
        meanwhile = await told(shop, after=before)
        await hand_back(shop, case_id=2)
        handed_back = len(await told(shop))
        await shop.later(2 * HOUR)

        assert meanwhile == []
        assert await told(shop, after=handed_back) == ["bot: done.refunded"]


async def with_a_newer_talk(shop: Shop, *parts: Part) -> tuple[Buyer, int]:
    """Case 1 is closed and nothing of it carried out yet; case 2 is with Mei. Returns how many lines there are."""
    buyer = await promised(shop, *parts)
    await close(shop)
    await buyer.say("I want to talk to a person")
    await reply(shop, case_id=2)
    return buyer, len(await told(shop))


async def test_what_is_late_by_then_is_told_too_and_once(tmp_path: Path) -> None:
    async with open_shop(tmp_path, payments=ScriptedPayments()) as shop:
        before = await with_a_newer_case(shop)
        await shop.later(25 * HOUR)
        meanwhile = await told(shop, after=before)
        await hand_back(shop, case_id=2)
        handed_back = len(await told(shop))
        await shop.later(HOUR)
        afterwards = await told(shop, after=handed_back)
        await shop.later(HOUR)

        assert (meanwhile, afterwards) == ([], ["bot: done.late"])
        assert await told(shop, after=handed_back) == afterwards


async def test_what_is_done_by_then_is_not_told_as_late(tmp_path: Path) -> None:
    async with open_shop(tmp_path, payments=ScriptedPayments()) as shop:
        await with_a_newer_case(shop)
        await shop.later(25 * HOUR)
        await done_by_hand(shop)
        await hand_back(shop, case_id=2)
        before = len(await told(shop))
        await shop.later(HOUR)

        assert await told(shop, after=before) == ["bot: done.gift"]


async def test_what_is_under_way_is_told_with_whoever_has_it(tmp_path: Path) -> None:
    async with open_shop(tmp_path, payments=ScriptedPayments()) as shop:
        _, before = await with_a_newer_talk(shop, GIFT)
        await at_once(shop)
        meanwhile = await told(shop, after=before)
        await hand_back(shop, case_id=2)
        handed_back = len(await told(shop))
        await shop.later(HOUR)

        assert meanwhile == []
        assert await told(shop, after=handed_back) == ["bot: done.with_colleague"]


async def test_a_refund_that_failed_is_told_when_the_talk_is_over_with_a_moment_promised_from_then(tmp_path: Path) -> None:
    async with open_shop(tmp_path, payments=ScriptedPayments(Turn.REFUSED)) as shop:
        buyer, before = await with_a_newer_talk(shop, REFUND)
        await at_once(shop)
        meanwhile, waits = await told(shop, after=before), await case_of(shop)
        await shop.later(3 * HOUR)
        await hand_back(shop, case_id=2)
        await at_once(shop)
        await buyer.say("where is my refund?")
        await shop.later(2 * HOUR)

        assert (meanwhile, waits.keeper, waits.promised_by) == ([], Keeper.WAITING, None)
        assert await told(shop, after=before) == [
            "bot: done.failed person.looks",
            "buyer: where is my refund?",
            "bot: person.waits",
        ]
        assert (await case_of(shop)).promised_by == STORY + 5 * HOUR


async def test_a_refund_that_failed_is_told_by_the_person_who_writes_of_it_first(tmp_path: Path) -> None:
    async with open_shop(tmp_path, payments=ScriptedPayments(Turn.REFUSED)) as shop:
        _, before = await with_a_newer_talk(shop, REFUND)
        await at_once(shop)
        await reply(shop, "Your refund was refused.", case_id=1)
        await hand_back(shop, case_id=2)
        await hand_back(shop, case_id=1)
        await shop.later(2 * HOUR)

        assert not any("done.failed" in line for line in await told(shop, after=before))
