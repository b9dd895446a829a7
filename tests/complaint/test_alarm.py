"""Danger by the same article, several times within days: the staff are alarmed, once, with all they need to act on it."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.complaint import handling
from bot.memory.money_tables import TaskKind
from bot.memory.tasks import Task
from bot.remedy import by_hand
from bot.remedy.by_hand import Deed
from bot.terms import Cause, Keeper
from tests.complaint.counter import PRACTICE, file_of, reply
from tests.remedy.promises import case_of
from tests.talk import Shop, open_shop

FIRE = "The lamp caught fire and burnt my hand! {}"
LAMPS = ("WL-2026-0065", "WL-2026-0053", "WL-2026-0015")  # orders of a clip lamp, of three buyers
POWER_BANK = "WL-2026-0059"
ALL_THE_LAMPS = "WL-2026-0065, WL-2026-0053, WL-2026-0050, WL-2026-0015"  # by the 16th of February, the newest first
ASK = "Ask which one it is, and compare."


async def alarms(shop: Shop) -> list[Task]:
    tasks = await shop.house.memory.read(lambda unit: unit.tasks.all())
    return [task for task in tasks if task.kind is TaskKind.ALARM]


async def burnt(shop: Shop, order: str = "") -> None:
    await (await shop.buyer()).say(FIRE.format(order))


async def test_the_second_buyer_whom_the_same_article_burns_raises_the_alarm(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as shop:
        await burnt(shop, LAMPS[0])
        before = await alarms(shop)
        with capture_logs() as logs:
            await burnt(shop, LAMPS[1])
        raised = await alarms(shop)
        log = (await file_of(shop, 2)).log

    assert before == []
    assert [(task.case_id, task.what, task.promised_by - task.created_at) for task in raised] == [
        (
            2,
            "ALARM: within 30 days several buyers wrote of danger by Clip Lamp (LAMP-CLIP-01): cases 1, 2. Stop selling it until "
            f"somebody has looked at it, and warn everybody who has it. Ordered within a year: {ALL_THE_LAMPS}. "
            'With their addresses: python -m bot recall "LAMP-CLIP-01"',
            timedelta(hours=2),
        )
    ]
    assert ("alarm", "task 1: one of several about Clip Lamp (LAMP-CLIP-01)") in [(line.what, line.detail) for line in log]
    assert [one for one in logs if one["event"] == "several safety cases"] == [
        {"event": "several safety cases", "log_level": "error", "article": "LAMP-CLIP-01", "cases": [1, 2]}
    ]


async def test_a_further_case_is_added_to_the_alarm_that_is_open(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as shop:
        for order in LAMPS:
            await burnt(shop, order)
        raised = await alarms(shop)

    assert len(raised) == 1
    assert "cases 1, 2, 3." in raised[0].what


async def test_once_it_was_dealt_with_a_further_case_is_an_alarm_of_its_own(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as shop:
        await burnt(shop, LAMPS[0])
        await burnt(shop, LAMPS[1])
        deed = Deed("Mei", "taken off the shelf, buyers written to")
        await shop.house.memory.write(by_hand.confirm, 1, deed, PRACTICE, shop.clock.now())
        await burnt(shop, LAMPS[2])
        states = [(task.state, task.done_by, task.reference) for task in await alarms(shop)]

    assert states == [("done", "Mei", "taken off the shelf, buyers written to"), ("open", "", "")]


async def test_danger_by_different_articles_is_no_batch(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as shop:
        await burnt(shop, LAMPS[0])
        await burnt(shop, POWER_BANK)

        assert await alarms(shop) == []


async def test_one_buyer_who_writes_twice_is_no_batch(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as shop:
        buyer = await shop.buyer()
        await buyer.say(FIRE.format(LAMPS[0]))
        await buyer.say(FIRE.format(LAMPS[0]))

        assert await alarms(shop) == []


async def test_one_order_of_which_two_doors_tell_is_no_batch(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as shop:
        await burnt(shop, LAMPS[0])
        await burnt(shop, LAMPS[0].lower())

        assert await alarms(shop) == []


@pytest.mark.parametrize(("second", "named"), [("", "not known"), ("WL-9999-9999", "not known")])
async def test_where_nobody_knows_one_of_the_articles_it_may_be_the_same(tmp_path: Path, second: str, named: str) -> None:
    async with open_shop(tmp_path) as shop:
        await burnt(shop, LAMPS[0])
        await burnt(shop, second)

        assert [task.what for task in await alarms(shop)] == [
            "ALARM: within 30 days several buyers wrote of danger, and of some nobody knows by which article: cases 1 (Clip Lamp "
            f"(LAMP-CLIP-01)), 2 ({named}). {ASK}"
        ]


async def test_an_article_that_is_named_later_is_held_against_the_others(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as shop:
        buyer = await shop.buyer()
        await buyer.say(FIRE.format(""))
        await burnt(shop, POWER_BANK)
        await buyer.say(f"it was order {POWER_BANK[:-4]}0006")  # which has the same power bank

        assert [task.what.split(":")[1] for task in await alarms(shop)] == [
            " within 30 days several buyers wrote of danger, and of some nobody knows by which article",
            " within 30 days several buyers wrote of danger by Power Bank 10 000 mAh (PWR-BANK-10K)",
        ]


@pytest.mark.parametrize("person_has_it", [False, True])
async def test_danger_is_heard_while_a_person_is_waited_for_or_has_the_case(tmp_path: Path, person_has_it: bool) -> None:
    async with open_shop(tmp_path) as shop:
        for order in LAMPS[:2]:
            buyer = await shop.buyer()
            await buyer.say("I want to talk to a person")
            if person_has_it:
                await reply(shop, case_id=1 if order == LAMPS[0] else 2)
            said = await buyer.say(FIRE.format(order))
        raised, stored = await alarms(shop), await case_of(shop, 2)

    assert len(raised) == 1
    assert stored.cause is Cause.SAFETY
    assert stored.keeper is (Keeper.PERSON if person_has_it else Keeper.WAITING)
    assert any("called a colleague at once" in str(line["text"]) for line in said) is not person_has_it


async def test_it_counts_from_when_danger_was_told_of_not_from_when_the_case_was_opened(tmp_path: Path) -> None:
    async with open_shop(tmp_path, safety={"alarm_days": 2}) as shop:
        buyer = await shop.buyer()
        await buyer.say("I want to talk to a person")
        shop.clock.forward(timedelta(days=3))
        await buyer.say(FIRE.format(LAMPS[0]))
        await burnt(shop, LAMPS[1])

        assert len(await alarms(shop)) == 1


async def test_what_a_person_says_of_the_article_is_held_against_the_others(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as shop:
        await burnt(shop, LAMPS[0])
        await (await shop.buyer()).say("I want to talk to a person")
        now = shop.clock.now()
        await shop.house.memory.write(handling.say_cause, 2, "Mei", Cause.SAFETY, "clip lamp", "", PRACTICE, now)

        assert [task.what.split(". ")[0] for task in await alarms(shop)] == [
            "ALARM: within 30 days several buyers wrote of danger by clip lamp: cases 1, 2"
        ]


async def test_goods_that_never_left_are_nobodys_to_be_warned_of(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as shop:
        gone = await shop.house.memory.read(lambda unit: unit.shop.find_orders("WL20260053")[0])
        called_off = replace(gone, status="cancelled", shipped_at=None, tracking=(), as_of=None)
        await shop.house.memory.write(lambda unit: unit.shop.put_orders([called_off]))
        await burnt(shop, LAMPS[0])
        await burnt(shop, LAMPS[2])

        assert "WL-2026-0050, WL-2026-0015. With" in (await alarms(shop))[0].what


async def test_what_lies_longer_back_than_the_days_of_the_setting_does_not_count(tmp_path: Path) -> None:
    async with open_shop(tmp_path, safety={"alarm_days": 7}) as shop:
        await burnt(shop, LAMPS[0])
        shop.clock.forward(timedelta(days=7, seconds=1))
        await burnt(shop, LAMPS[1])
        within_two = await alarms(shop)
        await burnt(shop, LAMPS[2])

        assert (within_two, len(await alarms(shop))) == ([], 1)


async def test_the_owner_says_how_many_buyers_it_takes(tmp_path: Path) -> None:
    async with open_shop(tmp_path, safety={"alarm_buyers": 3}) as shop:
        await burnt(shop, LAMPS[0])
        await burnt(shop, LAMPS[1])
        of_two = await alarms(shop)
        await burnt(shop, LAMPS[2])

        assert (of_two, len(await alarms(shop))) == ([], 1)


async def test_nobody_who_writes_of_danger_is_told_of_the_others(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as shop:
        await burnt(shop, LAMPS[0])
        buyer = await shop.buyer()
        said = [line["text"] for line in await buyer.say(FIRE.format(LAMPS[1]))]

    assert not any("LAMP-CLIP" in str(text) or "0065" in str(text) for text in said)
