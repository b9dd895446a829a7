"""The platform returns money itself, where people were to: theirs is not paid beside it, or the ledger says that it was."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.app import take_in
from bot.errors import NotNow
from bot.memory.store import Unit
from bot.memory.tasks import Task
from bot.remedy.by_hand import Deed, confirm
from bot.remedy.money import Money
from bot.remedy.reconciling import our_side
from bot.remedy.settling import Settlement, Word, settle_by_hand
from bot.remedy.verifying import disagreements
from bot.shop.importing import ReadFile
from bot.shop.imports.found import OrderFound
from bot.shop.orders import Order, order_key
from bot.terms import Keeper
from tests.complaint.counter import PRACTICE, close, file_of, reply, told
from tests.payments import ScriptedPayments
from tests.remedy.promises import ANAS, COUPON, REFUND, at_once, case_of, euros, promised
from tests.talk import Shop, open_shop

EVER = datetime(2000, 1, 1, tzinfo=UTC)
ALL = euros(10470)
LEFT = "the platform has returned money on order WL-2026-0063, and less is left of what was paid than is promised"
WAYS_OUT = (
    "If the buyer has theirs by that, `settle 1 --as cancelled`; if it was paid beside it all the same, `settle 1 --as paid`."
)
OFF = Word(Settlement.CANCELLED, "Mei", "the platform has returned it")
TWICE = Word(Settlement.PAID, "Mei", "I had sent it before I saw", "AE-9")


@asynccontextmanager
async def by_hand(database: str, folder: Path) -> AsyncIterator[Shop]:
    """Somebody to whom 9.98 EUR and a coupon are promised in a shop whose money people return."""
    async with open_shop(folder, url=database, payments=ScriptedPayments(), money={"by_hand": ["own"]}) as shop:
        await promised(shop, REFUND, COUPON)
        yield shop


async def order(shop: Shop) -> Order:
    return await shop.house.memory.read(lambda unit: unit.shop.find_orders(order_key(ANAS))[0])


async def the_platform_has_returned(shop: Shop, amount: Money) -> None:
    """Its file of the orders comes in."""
    shown = OrderFound(2, replace(await order(shop), refunded=amount, refunds_told=None, promised=None, id=0))
    take_in(shop.house.memory, ReadFile("orders.csv", orders=(shown,)), shop.clock.now())


async def the_task(shop: Shop) -> Task:
    (task,) = await shop.house.memory.read(lambda unit: unit.tasks.all())
    return task


async def confirmed(shop: Shop, name: str = "Mei") -> None:
    await shop.house.memory.write(confirm, 1, Deed(name, "AE-9"), PRACTICE, shop.clock.now())


async def settled(shop: Shop, word: Word) -> None:
    await shop.house.memory.write(settle_by_hand, 1, word, PRACTICE, shop.clock.now())


async def ledger(shop: Shop) -> list[tuple[str, str, str]]:
    def read(unit: Unit) -> list[tuple[str, str, str]]:
        return [(line.part.value, line.state.value, line.reference) for line in unit.accounts.lines(EVER)]

    return await shop.house.memory.read(read)


async def faults(shop: Shop) -> list[str]:
    return disagreements(await shop.house.memory.read(our_side), [])


async def test_what_the_platform_left_no_room_for_is_nobodys_task_and_a_person_is_called(database: str, tmp_path: Path) -> None:
    async with by_hand(database, tmp_path) as shop:
        await the_platform_has_returned(shop, ALL)

        await at_once(shop)

        assert await shop.house.memory.read(lambda unit: unit.tasks.all()) == []
        assert [line[:2] for line in await ledger(shop)] == [("refund", "failed"), ("coupon", "cancelled")]
        assert ((await order(shop)).refunded, (await order(shop)).promised) == (ALL, euros(0))
        assert ((await case_of(shop)).keeper, await told(shop)) == (Keeper.WAITING, ["bot: done.failed person.looks"])
        log = [one.detail for one in (await file_of(shop)).log if one.what == "refund"]
        assert log == ["approved -> failed: less is left of what was paid than was promised"]
        assert await faults(shop) == []


async def test_whoever_was_to_return_it_reads_that_the_platform_has(database: str, tmp_path: Path) -> None:
    async with by_hand(database, tmp_path) as shop:
        await at_once(shop)
        before = await the_task(shop)

        await the_platform_has_returned(shop, euros(10000))
        await the_platform_has_returned(shop, ALL)

        assert (await the_task(shop)).what == f"Do not pay this: {LEFT}. {WAYS_OUT} It was: {before.what}"
        log = [(one.who, one.detail) for one in (await file_of(shop)).log if one.what == "task"]
        assert log == [("import", f"1 (refund): {LEFT}")]


async def test_a_refund_that_leaves_room_for_ours_changes_no_task(database: str, tmp_path: Path) -> None:
    async with by_hand(database, tmp_path) as shop:
        await at_once(shop)
        before = await the_task(shop)

        await the_platform_has_returned(shop, ALL - REFUND.amount)
        unchanged = await the_task(shop)
        await confirmed(shop)

        assert unchanged == before
        assert (await order(shop)).refunded == ALL
        assert await faults(shop) == []


async def test_it_is_not_confirmed_beside_what_the_platform_returned(database: str, tmp_path: Path) -> None:
    async with by_hand(database, tmp_path) as shop:
        await at_once(shop)
        await the_platform_has_returned(shop, ALL)

        with pytest.raises(NotNow) as refused:
            await confirmed(shop)

        assert str(refused.value) == f"{LEFT}. {WAYS_OUT}"
        assert (await the_task(shop)).state.value == "open"
        assert await ledger(shop) == [("refund", "executing", ""), ("coupon", "approved", "")]
        assert await told(shop) == ["bot: done.through"]


async def test_what_the_buyer_has_by_the_platform_is_called_off(database: str, tmp_path: Path) -> None:
    async with by_hand(database, tmp_path) as shop:
        await at_once(shop)
        await the_platform_has_returned(shop, ALL)
        await reply(shop)

        await settled(shop, OFF)

        assert (await order(shop)).returnable == euros(0)
        assert (await the_task(shop)).state.value == "cancelled"
        assert await faults(shop) == []


async def test_of_a_closed_case_it_is_called_off_too_and_a_person_is_called(database: str, tmp_path: Path) -> None:
    async with by_hand(database, tmp_path) as shop:
        await at_once(shop)
        await the_platform_has_returned(shop, ALL)
        await reply(shop)
        await close(shop)

        await settled(shop, OFF)

        assert (await order(shop)).returnable == euros(0)
        assert ((await case_of(shop)).keeper, (await told(shop))[-1]) == (Keeper.WAITING, "bot: done.failed person.looks")
        await reply(shop, "You have it by the platform.")


async def test_what_was_paid_beside_it_is_on_record_as_it_is_by_a_lead(database: str, tmp_path: Path) -> None:
    async with by_hand(database, tmp_path) as shop:
        await at_once(shop)
        await the_platform_has_returned(shop, ALL)

        with pytest.raises(NotNow) as refused:
            await settled(shop, replace(TWICE, name="Li"))
        await settled(shop, TWICE)

        assert str(refused.value) == (
            "To call 9.98 EUR paid on order WL-2026-0063 needs the authority of lead, which staff is not."
        )
        task = await the_task(shop)
        assert (task.state.value, task.done_by, task.reference) == ("done", "Mei", "AE-9")
        assert [line[:2] for line in await ledger(shop)] == [("refund", "done"), ("coupon", "done")]
        assert (await order(shop)).returnable == euros(-998)
        assert await told(shop) == ["bot: done.through", "bot: done.returned", "bot: done.coupon_percent"]
        assert await faults(shop) == ["Order WL-2026-0063: more is returned or promised than was paid."]
        with pytest.raises(NotNow, match="is done: AE-9"):
            await settled(shop, TWICE)


async def test_what_is_within_what_was_paid_is_confirmed_and_not_settled(database: str, tmp_path: Path) -> None:
    async with by_hand(database, tmp_path) as shop:
        await at_once(shop)

        with pytest.raises(NotNow, match="`confirm-manual 1` says that it is done"):
            await settled(shop, TWICE)

        assert (await the_task(shop)).state.value == "open"
