"""When a quarter is over, points become one coupon: in the buyer's own currency, by day, and never into a person's talk."""

from datetime import datetime, timedelta
from pathlib import Path

from bot.memory.coupons import StoredCoupon
from bot.memory.store import Unit
from bot.remedy.money import Money
from bot.remedy.rates import from_euro
from tests.complaint.counter import PRACTICE, hand_back, reply, told
from tests.payments import ScriptedPayments
from tests.remedy.promises import POINTS, at_once, promised
from tests.talk import Shop, open_shop

EARLY = datetime.fromisoformat("2000-01-01T00:00+00:00")
THE_QUARTER_IS_OVER = timedelta(days=44, hours=1)  # 1 April, 12:00 in Berlin
BECAME = "bot: points.became"


async def with_points(shop: Shop, order_number: str = "WL-2026-0063") -> None:
    """Somebody with 200 points, and those of their order."""
    await promised(shop, POINTS, order_number=order_number)
    await at_once(shop)


async def coupons(shop: Shop) -> list[StoredCoupon]:
    return await shop.house.memory.read(lambda unit: unit.coupons.since(EARLY))


async def test_they_become_one_coupon_however_often_it_is_looked(database: str, tmp_path: Path) -> None:
    async with open_shop(tmp_path, url=database, payments=ScriptedPayments()) as shop:
        await with_points(shop)

        await shop.later(THE_QUARTER_IS_OVER)
        await at_once(shop)
        await at_once(shop)

        (coupon,) = await coupons(shop)
        assert (coupon.coupon.amount, coupon.euros, coupon.coupon.percent) == (Money(304, "EUR"), Money(304, "EUR"), None)
        assert await shop.house.memory.read(lambda unit: unit.points.balance(1)) == 0
        assert (await told(shop)).count(BECAME) == 1


async def test_the_coupon_is_in_the_currency_of_the_newest_order_and_its_cost_in_euro_is_kept(
    database: str, tmp_path: Path
) -> None:
    async with open_shop(tmp_path, url=database, payments=ScriptedPayments()) as shop:
        await with_points(shop)
        await shop.house.memory.write(_in_dollars)

        await shop.later(THE_QUARTER_IS_OVER)

        (coupon,) = await coupons(shop)
        earned = int(104.70 / float(PRACTICE.rates["USD"]))
        cost = Money(200 + earned, "EUR")
        assert (coupon.coupon.amount, coupon.euros) == (from_euro(cost, "USD", PRACTICE.rates), cost)


def _in_dollars(unit: Unit) -> None:
    unit.connection.exec_driver_sql("UPDATE shop_order SET currency = 'USD' WHERE number = 'WL-2026-0063'")


async def test_by_night_they_wait_for_the_buyers_morning(tmp_path: Path) -> None:
    async with open_shop(tmp_path, payments=ScriptedPayments()) as shop:
        await with_points(shop)

        await shop.later(timedelta(days=44, hours=14))  # one in the morning in Berlin and in Madrid
        by_night = (await coupons(shop), await told(shop))
        await shop.later(timedelta(hours=8))

        assert (by_night[0], BECAME in by_night[1]) == ([], False)
        assert len(await coupons(shop)) == 1


async def test_while_a_person_has_the_case_they_stay_points(database: str, tmp_path: Path) -> None:
    async with open_shop(tmp_path, url=database, payments=ScriptedPayments()) as shop:
        await with_points(shop)
        await reply(shop)

        await shop.later(THE_QUARTER_IS_OVER)
        await shop.later(timedelta(hours=1))
        meanwhile = (await coupons(shop), BECAME in await told(shop))
        await hand_back(shop)
        await shop.later(timedelta(hours=1))

        assert meanwhile == ([], False)
        assert (len(await coupons(shop)), (await told(shop)).count(BECAME)) == (1, 1)


async def test_points_worth_less_than_a_coin_of_their_currency_stay_points(tmp_path: Path) -> None:
    async with open_shop(tmp_path, payments=ScriptedPayments()) as shop:
        await with_points(shop, "")
        await shop.house.memory.write(lambda unit: unit.points.add("spent", 1, -200, shop.clock.now()))

        await shop.later(THE_QUARTER_IS_OVER)

        assert (await coupons(shop), BECAME in await told(shop)) == ([], False)
