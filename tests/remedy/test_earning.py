"""Points are earned by what was paid and kept, once an order, whenever it is asked how many there are."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.memory.store import Unit
from bot.remedy.earning import balance
from tests.complaint.counter import PRACTICE
from tests.payments import ScriptedPayments
from tests.remedy.promises import COUPON, promised
from tests.talk import Shop, open_shop

APRIL = datetime.fromisoformat("2026-04-01T10:00+02:00")


async def points(shop: Shop) -> int:
    return await shop.house.memory.write(balance, 1, PRACTICE, shop.clock.now())


def set_order(unit: Unit, what: str) -> None:
    unit.connection.exec_driver_sql(f"UPDATE shop_order SET {what} WHERE number = 'WL-2026-0063'")


async def test_an_order_earns_its_points_once_however_often_it_is_asked(database: str, tmp_path: Path) -> None:
    async with open_shop(tmp_path, url=database, payments=ScriptedPayments()) as shop:
        await promised(shop, COUPON)

        assert [await points(shop) for _ in range(3)] == [104, 104, 104]  # 104.70 EUR, one in a hundred


async def test_without_a_proven_order_nothing_is_earned_and_no_quarter_awaited(tmp_path: Path) -> None:
    async with open_shop(tmp_path, payments=ScriptedPayments()) as shop:
        await promised(shop, COUPON, order_number="")

        assert await points(shop) == 0
        assert await shop.house.memory.read(lambda unit: unit.due.waits("points:2026-04-01")) is False


async def test_whoever_has_points_has_their_quarter_awaited(tmp_path: Path) -> None:
    async with open_shop(tmp_path, payments=ScriptedPayments()) as shop:
        await promised(shop, COUPON)
        await points(shop)

        later = shop.clock.now() + timedelta(minutes=1)
        assert await shop.house.memory.read(lambda unit: unit.due.waits("points:2026-04-01")) is True
        assert await shop.house.memory.read(lambda unit: unit.due.next_after(later)) == APRIL


@pytest.mark.parametrize(
    ("order", "earned"),
    [
        ("refunded_minor = 5000", 54),  # of what was kept
        ("refunded_minor = 10470", 0),
        ("status = 'cancelled'", 0),
        ("currency = 'USD', paid_minor = 11000", None),  # by the rates of the shop, known below
    ],
)
async def test_only_what_was_paid_and_kept_earns(tmp_path: Path, order: str, earned: int | None) -> None:
    async with open_shop(tmp_path, payments=ScriptedPayments()) as shop:
        await promised(shop, COUPON)
        await shop.house.memory.write(set_order, order)

        expected = earned if earned is not None else int(110 / PRACTICE.rates["USD"])
        assert await points(shop) == expected
