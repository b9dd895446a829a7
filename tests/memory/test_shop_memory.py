"""The same promises on both databases; each test has tables of its own, which are never committed."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Connection, create_engine, func, select, update
from sqlmodel import SQLModel

from bot.memory.columns import columns_of
from bot.memory.shop import ShopMemory, Tally
from bot.memory.shop_tables import OrderLineRow, OrderRow, PriceRow, PromotionRow
from bot.remedy.money import Money
from bot.shop.importing import land, parts, read_file, reported
from bot.shop.imports.found import Assumptions
from bot.shop.orders import Order, OrderLine, Untold, order_key
from bot.shop.prices import PriceSeen, Promotion
from bot.shop.sample import sample_files
from tests.shop.sheets import export

PLACED = datetime(2026, 2, 12, 19, 41, 5, tzinfo=UTC)


def euros(minor: int) -> Money:
    return Money(minor, "EUR")


SLIP = OrderLine("SLIP", "Canvas Slip-on", "White / EU 40", 2, euros(4990), euros(0))
CABLE = OrderLine("CBL", "Cable", "", 1, euros(990), euros(90))
ORDER = Order(
    number="WL-2026-0063",
    platform="own",
    status="paid",
    buyer_name="Ana García",
    email="ana.garcia@example.com",
    postcode="28013",
    country="ES",
    currency="EUR",
    placed_at=PLACED,
    lines=(SLIP, CABLE),
    shipping=euros(490),
    discount=euros(100),
    total_paid=euros(11270),
    refunded=euros(0),
    shipped_at=PLACED + timedelta(days=1),
    estimated_delivery_max=date(2026, 2, 26),
    tracking=("DHL:1", "Correos:2"),
    note="one,\ntwo",
    ship_by=date(2026, 2, 19),
    as_of=PLACED + timedelta(days=2),
    untold=frozenset({Untold.REFUNDS, Untold.PARCELS}),
)
SALE = Promotion("Sale", PLACED, PLACED + timedelta(days=3), Decimal("7.5"), frozenset({"SLIP", "CBL"}), "holiday")


def price(minor: int, *, sku: str = "SLIP", currency: str = "EUR", day: int = 0, source: str = "catalogue") -> PriceSeen:
    return PriceSeen(sku, "White / EU 40", Money(minor, currency), PLACED + timedelta(days=day), source)


@pytest.fixture(params=["sqlite", "postgresql"])
def connection(request: pytest.FixtureRequest) -> Iterator[Connection]:
    url = "sqlite://" if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    engine = create_engine(url)
    with engine.connect() as connection:
        if request.param == "postgresql":
            connection.exec_driver_sql("CREATE SCHEMA shop_memory")
            connection.exec_driver_sql("SET LOCAL search_path TO shop_memory")
        SQLModel.metadata.create_all(connection)
        yield connection
        connection.rollback()
    engine.dispose()


@pytest.fixture
def shop(connection: Connection) -> ShopMemory:
    return ShopMemory(connection)


def count(connection: Connection, row: type[SQLModel]) -> int:
    return connection.execute(select(func.count()).select_from(columns_of(row))).scalar_one()


def test_an_order_comes_back_as_it_was_put(shop: ShopMemory) -> None:
    tally = shop.put_orders([ORDER])

    (found,) = shop.find_orders("WL20260063")
    assert tally == Tally(new=1)
    assert found == replace(ORDER, id=found.id, promised=euros(0))
    assert found.placed_at.tzinfo is UTC
    assert shop.order(found.id) == found


def test_an_order_nobody_put_is_not_found(shop: ShopMemory) -> None:
    shop.put_orders([ORDER])

    assert shop.find_orders("WL20260064") == ()
    with pytest.raises(LookupError, match="no order with the id 0"):
        shop.order(0)


def test_two_orders_of_one_key_are_both_found(shop: ShopMemory) -> None:
    shop.put_orders([ORDER, replace(ORDER, platform="other"), replace(ORDER, number="wl 2026 0063")])

    assert [(order.platform, order.number) for order in shop.find_orders("WL20260063")] == [
        ("own", "WL-2026-0063"),
        ("other", "WL-2026-0063"),
        ("own", "wl 2026 0063"),
    ]


def test_putting_the_same_orders_again_changes_nothing(shop: ShopMemory, connection: Connection) -> None:
    shop.put_orders([ORDER])

    assert shop.put_orders([ORDER]) == Tally(unchanged=1)
    assert (count(connection, OrderRow), count(connection, OrderLineRow)) == (1, 2)


def test_known_and_new_orders_are_told_apart(shop: ShopMemory) -> None:
    other, third = replace(ORDER, number="WL-2"), replace(ORDER, number="WL-3")
    shop.put_orders([ORDER, other])

    assert shop.put_orders([third, replace(ORDER, note="call"), other]) == Tally(new=1, updated=1, unchanged=1)


def test_a_newer_status_updates_the_order_and_keeps_its_id(shop: ShopMemory) -> None:
    shop.put_orders([ORDER])
    (before,) = shop.find_orders("WL20260063")
    told = replace(ORDER, status="partially_refunded", refunded=euros(998), delivered_at=PLACED + timedelta(days=4))

    tally = shop.put_orders([told])

    assert tally == Tally(updated=1)
    assert shop.find_orders("WL20260063") == (replace(told, id=before.id, promised=euros(0)),)


def test_an_older_row_never_overwrites_a_newer(shop: ShopMemory) -> None:
    shop.put_orders([replace(ORDER, status="refunded", refunded=euros(11270), delivered_at=PLACED)])
    before = shop.find_orders("WL20260063")

    assert shop.put_orders([replace(ORDER, buyer_name="An older name")]) == Tally(unchanged=1)
    assert shop.find_orders("WL20260063") == before


def test_what_we_promised_survives_an_update(shop: ShopMemory, connection: Connection) -> None:
    shop.put_orders([ORDER])
    connection.execute(update(columns_of(OrderRow)).values(promised_minor=998))

    tally = shop.put_orders([replace(ORDER, note="call", promised=euros(0))])

    (found,) = shop.find_orders("WL20260063")
    assert tally == Tally(updated=1)
    assert (found.note, found.promised) == ("call", euros(998))


def test_changed_lines_replace_the_old_ones_of_their_order_only(shop: ShopMemory) -> None:
    other = replace(ORDER, number="WL-2")
    shop.put_orders([ORDER, other])

    tally = shop.put_orders([replace(ORDER, lines=(CABLE,)), other])

    assert tally == Tally(updated=1, unchanged=1)
    assert [order.lines for key in ("WL20260063", "WL2") for order in shop.find_orders(key)] == [(CABLE,), (SLIP, CABLE)]


def test_an_order_told_in_another_currency_is_left_alone_and_named(shop: ShopMemory) -> None:
    shop.put_orders([ORDER])
    nothing = Money(0, "USD")
    line = replace(CABLE, unit_price=Money(990, "USD"), discount=nothing)
    dollars = replace(
        ORDER, currency="USD", lines=(line,), shipping=nothing, discount=nothing, total_paid=Money(990, "USD"), refunded=nothing
    )

    tally = shop.put_orders([dollars])

    assert tally == Tally(conflicting=("WL-2026-0063",))
    assert [order.currency for order in shop.find_orders("WL20260063")] == ["EUR"]


def test_prices_come_back_in_the_order_of_time(shop: ShopMemory) -> None:
    fell, first, other, dollars = price(4491, day=1), price(4990), price(990, sku="CBL"), price(5500, currency="USD")

    tally = shop.put_prices([fell, first, other, dollars, price(100, sku="LAMP")])

    assert tally == Tally(new=5)
    assert shop.prices_of(["SLIP", "CBL", "SLIP"], "EUR") == (other, first, fell)
    assert shop.prices_of([], "EUR") == ()


def test_putting_the_same_prices_again_changes_nothing(shop: ShopMemory, connection: Connection) -> None:
    again = replace(price(4990), seen_at=PLACED.astimezone().replace(microsecond=0))
    shop.put_prices([price(4990)])

    assert shop.put_prices([again]) == Tally(unchanged=1)
    assert count(connection, PriceRow) == 1


def test_a_corrected_price_replaces_the_one_of_its_moment_and_source(shop: ShopMemory) -> None:
    shop.put_prices([price(4990), price(4990, source="snapshot")])

    tally = shop.put_prices([price(4890), price(4990, source="snapshot"), price(4890, day=1)])

    assert tally == Tally(new=1, updated=1, unchanged=1)
    assert [seen.price.minor for seen in shop.prices_of(["SLIP"], "EUR")] == [4890, 4990, 4890]


def test_promotions_come_back_in_the_order_they_begin(shop: ShopMemory) -> None:
    later = replace(
        SALE, name="Spring", starts_at=PLACED + timedelta(days=40), ends_at=PLACED + timedelta(days=43), skus=frozenset()
    )

    tally = shop.put_promotions([later, SALE])

    assert tally == Tally(new=2)
    assert shop.promotions() == (SALE, later)


def test_a_promotion_is_known_by_its_name_and_beginning(shop: ShopMemory, connection: Connection) -> None:
    shop.put_promotions([SALE])

    same = shop.put_promotions([replace(SALE, percent_off=Decimal("7.50"))])
    longer = shop.put_promotions([replace(SALE, ends_at=PLACED + timedelta(days=5))])

    assert (same, longer) == (Tally(unchanged=1), Tally(updated=1))
    assert [promotion.ends_at for promotion in shop.promotions()] == [PLACED + timedelta(days=5)]
    assert count(connection, PromotionRow) == 1


def test_putting_nothing_is_nothing(shop: ShopMemory) -> None:
    assert [shop.put_orders([]), shop.put_prices([]), shop.put_promotions([])] == [Tally(), Tally(), Tally()]


def test_the_sample_lands_once_and_the_second_time_changes_nothing(shop: ShopMemory) -> None:
    reports = []
    for name, content in sample_files() * 2:
        read = read_file(name, content)
        reports.append(reported(read, [land(shop, part) for part in parts(read)]))

    assert [(report.new, report.updated, report.unchanged, report.refused) for report in reports] == [
        (27, 0, 0, ()),
        (168, 0, 0, ()),
        (3, 0, 0, ()),
        (10, 0, 0, ()),
        (0, 0, 27, ()),
        (0, 0, 168, ()),
        (0, 0, 3, ()),
        (0, 0, 10, ()),
    ]
    assert [report.changed_nothing for report in reports] == [False] * 4 + [True] * 4


EXPORTS = (
    *("shopify_orders.csv", "woocommerce_orders.json", "woocommerce_analytics.csv", "aliexpress_orders.xls"),
    *("amazon_order_report.txt", "amazon_all_orders.txt", "ebay_orders.csv", "tiktok_orders.csv", "own_orders.csv"),
)


@pytest.mark.parametrize("name", EXPORTS)
def test_every_export_lands_once_and_the_second_time_changes_nothing(shop: ShopMemory, name: str) -> None:
    read = read_file(name, export(name))

    first, again = (reported(read, [land(shop, part) for part in parts(read)]) for _ in range(2))

    assert (first.new, first.refused) == (len(read.orders), ())
    assert (again.new, again.updated, again.unchanged) == (0, 0, len(read.orders))


@pytest.mark.parametrize("name", EXPORTS)
def test_every_order_of_an_export_comes_back_as_it_was_told(shop: ShopMemory, name: str) -> None:
    told = [one.order for one in read_file(name, export(name)).orders]

    shop.put_orders(told)

    for order in told:
        (found,) = shop.find_orders(order_key(order.number))
        assert found == replace(order, id=found.id, promised=Money.zero(order.currency))


def test_two_exports_of_one_platform_complete_each_other_in_either_order(shop: ShopMemory) -> None:
    berlin = Assumptions(ZoneInfo("Europe/Berlin"))
    rest, analytics = (
        [one.order for one in read_file("", export(f"woocommerce_{name}"), berlin).orders]
        for name in ("orders.json", "analytics.csv")
    )

    shop.put_orders(analytics)
    shop.put_orders(rest)
    shop.put_orders(analytics)

    (found,) = shop.find_orders("5017")
    (told,) = (order for order in rest if order.number == "5017")
    assert found == replace(told, id=found.id, promised=Money.zero("EUR"), buyer_name=found.buyer_name)


def test_an_order_known_in_another_currency_is_refused_at_its_line(shop: ShopMemory) -> None:
    (_, content), *_ = sample_files()
    told = content.replace(b",JPY,", b",KWD,")
    for one in (content, told):
        read = read_file("orders.csv", one)
        report = reported(read, [land(shop, part) for part in parts(read)])

    assert report.unchanged == 24
    assert [(refusal.line, refusal.column, refusal.value) for refusal in report.refused] == [
        (5, "currency", "KWD"),
        (16, "currency", "KWD"),
        (27, "currency", "KWD"),
    ]


def test_two_imports_side_by_side_make_one_order_of_the_newer_facts(postgres_url: str) -> None:
    engine = create_engine(postgres_url, connect_args={"options": "-csearch_path=two_imports"})
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE SCHEMA two_imports")
        SQLModel.metadata.create_all(connection)

    def put(order: Order) -> Tally:
        with engine.begin() as connection:
            return ShopMemory(connection).put_orders([order])

    with ThreadPoolExecutor(1) as other, engine.connect() as watching:
        with engine.begin() as connection:
            first = ShopMemory(connection).put_orders([replace(ORDER, refunded=euros(998))])
            late = other.submit(put, ORDER)
            # the second import has come as far as it can once it waits for the first one's row
            while (
                not late.done() and not watching.exec_driver_sql("SELECT count(*) FROM pg_locks WHERE NOT granted").scalar_one()
            ):
                watching.rollback()
        second = late.result()

    with engine.begin() as connection:
        (found,) = ShopMemory(connection).find_orders("WL20260063")
        connection.exec_driver_sql("DROP SCHEMA two_imports CASCADE")
    engine.dispose()
    assert (first, second) == (Tally(new=1), Tally(unchanged=1))
    assert found.refunded == euros(998)


def test_the_orders_of_an_article_are_told_newest_first_each_once(connection: Connection) -> None:
    shop = ShopMemory(connection)
    twice = replace(ORDER, number="TWICE", placed_at=PLACED + timedelta(days=1), lines=(SLIP, SLIP))
    later = replace(ORDER, number="LATER", placed_at=PLACED + timedelta(days=9))
    earlier = replace(ORDER, number="EARLIER", placed_at=PLACED - timedelta(seconds=1))
    other = replace(ORDER, number="OTHER", lines=(CABLE,))
    untold = replace(ORDER, number="BY TITLE", lines=(replace(SLIP, sku=""),))
    shop.put_orders([ORDER, twice, later, earlier, other, untold])

    def told(sku: str, title: str) -> list[str]:
        return [order.number for order in shop.orders_with(sku, title, PLACED, PLACED + timedelta(days=1))]

    assert told("SLIP", "") == ["TWICE", "WL-2026-0063"]
    assert told("", "Canvas Slip-on") == ["TWICE", "BY TITLE", "WL-2026-0063"]
    assert told("", "") == []
