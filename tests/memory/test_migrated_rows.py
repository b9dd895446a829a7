"""What stood in a database before a migration stands there after it, and says the same of money."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, DateTime, Integer, MetaData, Numeric, Table, select

from bot.memory.migrate import migrate
from bot.memory.store import Memory
from bot.remedy.money import Money
from bot.shop.orders import proof_key
from tests.databases import administer, beside

AT = datetime(2026, 2, 16, 9, 0, tzinfo=UTC)
ADDRESSES = {1: "ana@example.com", 2: " ÄNNE@Example.COM ", 3: "ＣＨＡＵ@example.com", 4: "", 5: "straße@example.com"}


@pytest.fixture
def postgres_old(postgres_url: str) -> Iterator[str]:
    administer(postgres_url, "CREATE DATABASE shop_old")
    yield beside(postgres_url, "shop_old")
    administer(postgres_url, "DROP DATABASE shop_old WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgres"])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Memory]:
    """A shop with orders, remedies and coupons of the third version, and tasks, points and rain checks of the fourth."""
    url = f"sqlite:///{tmp_path}/old.db" if request.param == "sqlite" else str(request.getfixturevalue("postgres_old"))
    with closing(Memory(url)) as memory:
        with memory.connection() as connection:
            up_to(connection, "0003")
            of_the_third_version(connection)
            up_to(connection, "0004")
            of_the_fourth_version(connection)
        yield memory


def up_to(connection: Connection, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrate.__code__.co_filename).with_name("migrations")))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def put(connection: Connection, table: str, **values: object) -> None:
    """A row with these values, and nothing, or that morning, in whatever else has to be there."""
    columns = Table(table, MetaData(), autoload_with=connection)
    rest = {one.name: nothing(one.type) for one in columns.columns if not one.nullable and one.server_default is None}
    connection.execute(columns.insert().values({**{name: value for name, value in rest.items() if name != "id"}, **values}))


def nothing(kind: object) -> object:
    return AT if isinstance(kind, DateTime) else 0 if isinstance(kind, Integer | Numeric) else ""


def of_the_third_version(connection: Connection) -> None:
    put(connection, "buyer", id=1, belief="{}", language_chosen=False)
    for number, address in ADDRESSES.items():
        put(connection, "shop_order", id=number, platform="own", number=f"WL-{number}", email=address, currency="EUR",
            paid_minor=10000, refunded_minor=1000 * (number - 1))  # fmt: skip
    put(connection, "complaint", id=1, buyer_id=1, step="review", keeper="bot", facts="{}", order_id=2)
    refunds = [(2, "done", "EUR", 1000), (3, "done", "EUR", 500), (3, "failed", "EUR", 700), (4, "done", "EUR", 9000)]
    for number, (order, state, currency, minor) in enumerate([*refunds, (4, "approved", "JPY", 80)], 1):
        put(connection, "remedy", id=number, key=f"k{number}", case_id=1, buyer_id=1, order_id=order, part="refund",
            state=state, currency=currency, amount_minor=minor, cost_minor=minor, approved_by="bot")  # fmt: skip
    put(connection, "remedy", id=6, key="k6", case_id=1, buyer_id=1, order_id=2, part="coupon", state="done", currency="EUR",
        amount_minor=499, cost_minor=499, approved_by="bot")  # fmt: skip
    put(connection, "coupon", code="AM-1", remedy_key="k6", buyer_id=1, percent="5", amount_minor=499, currency="EUR")
    put(connection, "coupon", code="AM-2", remedy_key="k9", buyer_id=1, amount_minor=50, currency="JPY")
    put(connection, "budget", month="2026-02", spent_minor=1499)


def of_the_fourth_version(connection: Connection) -> None:
    put(connection, "coupon", code="AM-3", remedy_key="points-1-2026-01-01", buyer_id=1, amount_minor=200, currency="EUR")
    put(connection, "task", id=1, key="k1", kind="arrival", case_id=1, what="Wait for the parcel.", state="open")
    put(connection, "points", id=1, key="order-2", buyer_id=1, points=104)
    put(connection, "rain_check", id=1, key="k7", case_id=1, buyer_id=1, what="Clip Lamp")
    put(connection, "stock", id=1, sku="LAMP", in_stock=3)
    put(connection, "article", id=1, sku="LAMP", currency="EUR", cost_minor=300)
    put(connection, "parcel_event", id=1, order_id=2, number="LP1", state="delivered")


def rows(memory: Memory, table: str, *columns: str) -> list[tuple[object, ...]]:
    with memory.connection() as connection:
        of = Table(table, MetaData(), autoload_with=connection)
        found = connection.execute(select(*(of.c[name] for name in columns)).order_by(of.c[columns[0]]))
        return [tuple(row) for row in found]


@pytest.fixture
def new(old: Memory) -> Memory:
    """The same shop, brought to this version."""
    with old.connection() as connection:
        migrate(connection)
    return old


def test_what_a_platform_told_of_is_what_we_did_not_return_ourselves(new: Memory) -> None:
    assert rows(new, "shop_order", "id", "refunded_minor", "refunds_told_minor") == [
        (1, 0, 0),
        (2, 1000, 0),
        (3, 2000, 1500),
        (4, 3000, 0),
        (5, 4000, 4000),
    ]


def test_addresses_have_the_key_of_the_one_rule(new: Memory) -> None:
    assert dict(rows(new, "shop_order", "id", "email_key")) == {number: proof_key(one) for number, one in ADDRESSES.items()}


def test_remedies_keep_their_cost_in_euro_where_it_is_known(new: Memory) -> None:
    assert rows(new, "remedy", "id", "cost_euro_minor", "shown", "delight") == [
        *((1, 1000, False, False), (2, 500, False, False), (3, 700, False, False)),
        *((4, 9000, False, False), (5, 0, False, False), (6, 499, False, False)),
    ]


def test_coupons_cost_what_their_part_did_and_those_for_points_what_they_are_worth(new: Memory) -> None:
    assert rows(new, "coupon", "code", "cost_euro_minor", "minimum_minor") == [("AM-1", 499, 0), ("AM-2", 0, 0), ("AM-3", 200, 0)]


def test_nothing_else_is_lost(new: Memory) -> None:
    assert rows(new, "budget", "month", "spent_minor", "delight_minor") == [("2026-02", 1499, 0)]
    assert rows(new, "task", "id", "what", "state", "worth_minor", "currency") == [(1, "Wait for the parcel.", "open", 0, "")]
    assert rows(new, "points", "id", "points") == [(1, 104)]
    assert rows(new, "rain_check", "id", "what") == [(1, "Clip Lamp")]
    assert rows(new, "parcel_event", "id", "number") == [(1, "LP1")]
    assert (rows(new, "stock", "id", "in_stock"), rows(new, "article", "id", "cost_minor")) == ([(1, 3)], [(1, 300)])


def test_the_program_reads_it_as_its_own(new: Memory) -> None:
    assert new.write_now(lambda unit: unit.tasks.waiting())[0].worth is None
    assert [one.euros for one in new.write_now(lambda unit: unit.coupons.since(AT))] == [
        Money(499, "EUR"),
        Money(0, "EUR"),
        Money(200, "EUR"),
    ]
    assert new.write_now(lambda unit: unit.shop.order(3)).told_of == Money(1500, "EUR")
