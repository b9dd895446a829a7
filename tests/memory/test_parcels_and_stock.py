"""What carriers reported, what a buyer bought, what is on the shelf: the same on both databases."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.memory.shop import ShopMemory, Tally
from bot.memory.store import Memory, Unit
from bot.remedy.money import Money
from bot.shop import arrivals
from bot.shop.orders import Order, OrderLine, order_key
from bot.shop.parcels import ParcelEvent, ParcelState
from bot.shop.stock import Stocked
from tests.memory.people import buyer, complaint

NOW = datetime(2026, 2, 16, 9, 0, tzinfo=UTC)
A_YEAR = timedelta(days=365)
ORDER = Order(
    number="M-1",
    platform="own",
    status="paid",
    buyer_name="Noor",
    email="noor@example.com",
    postcode="1012",
    country="NL",
    currency="EUR",
    placed_at=NOW - timedelta(days=10),
    lines=(OrderLine("SLIP", "Canvas Slip-on", "", 1, Money(4990, "EUR"), Money(0, "EUR")),),
    shipping=Money(0, "EUR"),
    discount=Money(0, "EUR"),
    total_paid=Money(4990, "EUR"),
    refunded=Money(0, "EUR"),
)
LEFT = ParcelEvent("B2", ParcelState.UNDER_WAY, NOW - timedelta(days=3), "Shenzhen")
ARRIVED = ParcelEvent("B2", ParcelState.DELIVERED, NOW - timedelta(days=1), "Utrecht")
SHOE = Stocked("SHOE", "Blue", "Glow Shoe", 0)


def put(*orders: Order) -> Callable[[Unit], Tally]:
    return lambda unit: unit.shop.put_orders(orders)


def known(shop: ShopMemory) -> Order:
    (found,) = shop.find_orders(order_key(ORDER.number))
    return found


def test_what_was_reported_is_kept_in_its_order_and_once(memory: Memory) -> None:
    def report(unit: Unit) -> tuple[ParcelEvent, ...]:
        order = known(unit.shop)
        unit.shop.put_parcel_events(order.id, [ARRIVED, LEFT])
        unit.shop.put_parcel_events(order.id, [LEFT])
        unit.shop.put_parcel_events(order.id, [])
        return unit.shop.parcel_events(order.id)

    memory.write_now(put(ORDER))

    assert memory.write_now(report) == (LEFT, ARRIVED)


def test_of_another_order_nothing_was_reported(memory: Memory) -> None:
    memory.write_now(put(ORDER))
    memory.write_now(lambda unit: unit.shop.put_parcel_events(known(unit.shop).id, [LEFT]))

    assert memory.write_now(lambda unit: unit.shop.parcel_events(known(unit.shop).id + 1)) == ()


def test_a_buyer_is_known_on_all_platforms_by_the_address_however_it_is_written(memory: Memory) -> None:
    memory.write_now(put(ORDER, replace(ORDER, number="M-2", platform="ebay", email=" Noor@Example.com")))

    bought = memory.write_now(lambda unit: unit.shop.bought("NOOR@example.com", NOW - A_YEAR, NOW))

    assert bought == [Money(4990, "EUR"), Money(4990, "EUR")]


@pytest.mark.parametrize(
    ("more", "kept"),
    [
        ({"placed_at": NOW - A_YEAR}, [Money(4990, "EUR")]),
        ({"placed_at": NOW - A_YEAR - timedelta(seconds=1)}, []),
        ({"placed_at": NOW}, [Money(4990, "EUR")]),
        ({"placed_at": NOW + timedelta(seconds=1)}, []),
        ({"status": "unpaid"}, []),
        ({"refunded": Money(4990, "EUR")}, []),
        ({"refunded": Money(990, "EUR")}, [Money(4000, "EUR")]),
        ({"email": "noa@example.com"}, []),
    ],
    ids=["a year ago", "longer ago", "now", "later", "unpaid", "returned", "returned in part", "another buyer"],
)
def test_what_counts_is_what_was_bought_in_that_time_and_kept(memory: Memory, more: dict[str, object], kept: list[Money]) -> None:
    memory.write_now(put(replace(ORDER, **more)))  # type: ignore[arg-type]

    assert memory.write_now(lambda unit: unit.shop.bought("noor@example.com", NOW - A_YEAR, NOW)) == kept


def test_orders_without_an_address_are_nobodys(memory: Memory) -> None:
    memory.write_now(put(replace(ORDER, email="")))

    assert memory.write_now(lambda unit: unit.shop.bought("", NOW - A_YEAR, NOW)) == []


def test_a_count_told_again_replaces_the_one_before(memory: Memory) -> None:
    first = memory.write_now(lambda unit: unit.shop.put_stock([SHOE]))
    again = memory.write_now(lambda unit: unit.shop.put_stock([replace(SHOE, count=5)]))
    same = memory.write_now(lambda unit: unit.shop.put_stock([replace(SHOE, count=5)]))

    assert (first, again, same) == (Tally(new=1), Tally(updated=1), Tally(unchanged=1))
    assert memory.write_now(lambda unit: unit.shop.stock_of(["SHOE", "NONE"])) == (replace(SHOE, count=5),)


def told_of(memory: Memory, *articles: Stocked) -> list[tuple[str, int | None, int | None]]:
    """What is due once these were taken in, with one buyer waiting for the shoe and one for something else."""

    waiting = buyer(memory)
    case = complaint(memory, waiting).case.id

    def take_in(unit: Unit) -> list[tuple[str, int | None, int | None]]:
        for key, what in (("case-1-offer-1-rain_check", "Glow Shoe"), ("case-1-offer-2-rain_check", "Clip Lamp")):
            unit.rain_checks.give(key, case, waiting, what, NOW)
        unit.shop.put_stock([SHOE])
        arrivals.notice(unit, articles, NOW)
        return [(thing.kind, thing.case_id, thing.subject) for thing in unit.due.claim(NOW)]

    return memory.write_now(take_in)


def test_whoever_waits_for_what_came_in_is_told(memory: Memory) -> None:
    assert told_of(memory, replace(SHOE, count=5)) == [("back_in_stock", 1, 1)]


@pytest.mark.parametrize("articles", [(), (SHOE,), (Stocked("BOOT", "", "Alpine Boot", 9),)], ids=["none", "still none", "other"])
def test_what_nobody_waits_for_or_is_still_sold_out_is_told_nobody(memory: Memory, articles: tuple[Stocked, ...]) -> None:
    assert told_of(memory, *articles) == []
