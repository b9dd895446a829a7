"""What members were promised beforehand comes once a year, whichever order they name; after that a person looks first."""

from pathlib import Path

from bot.terms import Cause
from tests.complaint.counter import close, reply, told
from tests.payments import ScriptedPayments
from tests.remedy.promises import COUPON, at_once, case_of, promised
from tests.talk import open_shop

CHAUS = "WL-2026-0056"
BIRTHDAY = ("my member birthday gift is the same e-card every year", "WL-2026-0063 ana.garcia@example.com", "yes")


async def test_a_second_birthday_within_a_year_waits_for_a_person_though_it_is_another_order(
    database: str, tmp_path: Path
) -> None:
    async with open_shop(tmp_path, url=database, payments=ScriptedPayments()) as shop:
        buyer = await promised(shop, COUPON, order_number=CHAUS, cause=Cause.MEMBERSHIP_BENEFIT)
        await at_once(shop)
        await reply(shop)
        await close(shop)

        for words in BIRTHDAY:
            await buyer.say(words)

        assert (await told(shop))[-1] == "bot: offer.waits"
        assert (await case_of(shop, 2)).waits_for == "approval by staff"


async def test_what_was_given_for_another_cause_makes_nobody_wait(tmp_path: Path) -> None:
    async with open_shop(tmp_path, payments=ScriptedPayments()) as shop:
        buyer = await promised(shop, COUPON, order_number=CHAUS, cause=Cause.BAD_SERVICE)
        await at_once(shop)
        await reply(shop)
        await close(shop)

        for words in BIRTHDAY:
            await buyer.say(words)

        assert (await case_of(shop, 2)).waits_for == ""
