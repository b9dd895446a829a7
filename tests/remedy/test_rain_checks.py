"""Whoever waits for an article hears once that it is back: by day, and never while a person talks with them."""

from datetime import timedelta
from pathlib import Path

from bot.memory.store import Unit
from tests.complaint.counter import file_of, hand_back, reply, told
from tests.payments import ScriptedPayments
from tests.remedy.promises import RAIN_CHECK, at_once, promised
from tests.talk import Shop, open_shop

GIVEN = "bot: done.rain_check"
BACK = "bot: stock.back"
MEI = "Mei: Hello, this is Mei."
WITH_MAIL = {
    "mail": {"host": "mail.example.com", "sender": "help@example.com"},
    "web": {"public_url": "https://help.example.com"},
}


async def waiting(shop: Shop, order_number: str = "") -> None:
    """Somebody has a rain check, and the article came in just now."""
    await promised(shop, RAIN_CHECK, order_number=order_number)
    await at_once(shop)
    await shop.house.memory.write(_is_back, shop)


def _is_back(unit: Unit, shop: Shop) -> None:
    unit.due.put("back_in_stock", "back_in_stock:1", 1, shop.clock.now(), 1)


async def test_they_are_told_once(database: str, tmp_path: Path) -> None:
    async with open_shop(tmp_path, url=database, payments=ScriptedPayments()) as shop:
        await waiting(shop)

        for _ in range(3):
            await at_once(shop)
            await shop.house.memory.write(_is_back, shop)

        assert await told(shop) == [GIVEN, BACK]
        assert [one.detail for one in (await file_of(shop)).log if one.what == "rain check"] == [
            "told that it is back: Clip Lamp"
        ]


async def test_while_a_person_has_the_case_it_waits_until_it_is_handed_back(database: str, tmp_path: Path) -> None:
    async with open_shop(tmp_path, url=database, payments=ScriptedPayments()) as shop:
        await waiting(shop)
        await reply(shop)

        for _ in range(4):
            await shop.later(timedelta(hours=1))
        unspoken = await told(shop)
        await hand_back(shop)
        await shop.later(timedelta(hours=1))

        assert unspoken == [GIVEN, MEI]
        assert (await told(shop)).count(BACK) == 1


async def test_by_night_it_waits_for_the_morning_of_where_the_order_went(tmp_path: Path) -> None:
    async with open_shop(tmp_path, payments=ScriptedPayments()) as shop:
        await waiting(shop, "WL-2026-0063")
        shop.clock.forward(timedelta(hours=11))  # nine in the evening in Spain

        await at_once(shop)
        by_night = await told(shop)
        await shop.later(timedelta(hours=12))

        assert by_night == [GIVEN]
        assert BACK in await told(shop)


async def test_a_check_that_is_gone_is_nobodys(tmp_path: Path) -> None:
    async with open_shop(tmp_path, payments=ScriptedPayments()) as shop:
        await promised(shop, RAIN_CHECK, order_number="")
        await shop.house.memory.write(lambda unit: unit.due.put("back_in_stock", "back_in_stock:9", 1, shop.clock.now(), 9))

        await at_once(shop)

        due = await shop.house.memory.read(lambda unit: unit.due.of_case(1))
        assert ("back_in_stock", "done", "nobody waits for it") in [(one.kind, one.state, one.reason) for one in due]


async def test_a_letter_follows_to_who_has_left_the_page(tmp_path: Path) -> None:
    async with open_shop(tmp_path, payments=ScriptedPayments(), **WITH_MAIL) as shop:
        await waiting(shop)
        now = shop.clock.now()
        await shop.house.memory.write(lambda unit: unit.buyers.may_be_written_to(1, "ana.garcia@example.com", now))
        await shop.house.memory.write(lambda unit: unit.due.cancel("mail:1", now, "read"))

        await at_once(shop)

        assert (await told(shop))[-1] == BACK
        assert await shop.house.memory.read(lambda unit: unit.due.waits("mail:1")) is True
