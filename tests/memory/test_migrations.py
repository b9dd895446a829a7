"""The migrations make exactly the tables that the program uses, on both databases, once, and never backwards."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, create_engine, inspect, text
from sqlmodel import SQLModel

from bot.errors import DatabaseTooNew
from bot.memory.migrate import migrate
from bot.memory.store import Memory
from tests.databases import administer, beside


@pytest.fixture
def sqlite_empty(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/empty.db"


@pytest.fixture
def postgres_empty(postgres_url: str) -> Iterator[str]:
    administer(postgres_url, "CREATE DATABASE shop_empty")
    yield beside(postgres_url, "shop_empty")
    administer(postgres_url, "DROP DATABASE shop_empty WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgres"])
def empty(request: pytest.FixtureRequest) -> str:
    """The address of a database with nothing in it, once of each kind."""
    return str(request.getfixturevalue(f"{request.param}_empty"))


@pytest.fixture
def bare(empty: str) -> Iterator[Memory]:
    memory = Memory(empty)
    yield memory
    memory.close()


def described(connection: Connection, schema: str | None = None) -> dict[str, Any]:
    """Every table with its columns (type, whether it may be empty), keys, references, constraints and indexes."""
    inspector = inspect(connection)
    return {
        table: {
            "columns": {
                column["name"]: (str(column["type"].compile(connection.dialect)), column["nullable"])
                for column in inspector.get_columns(table, schema)
            },
            "key": inspector.get_pk_constraint(table, schema)["constrained_columns"],
            "references": sorted(
                (*one["constrained_columns"], one["referred_table"]) for one in inspector.get_foreign_keys(table, schema)
            ),
            "unique": sorted(tuple(one["column_names"]) for one in inspector.get_unique_constraints(table, schema)),
            "checks": sorted((one["name"] or "", one["sqltext"]) for one in inspector.get_check_constraints(table, schema)),
            "indexes": sorted(
                (one["name"] or "", tuple(one["column_names"]), bool(one["unique"]), _where(one))
                for one in inspector.get_indexes(table, schema)
                if not one.get("duplicates_constraint")
            ),
        }
        for table in inspector.get_table_names(schema)
        if table != "alembic_version"
    }


def _where(index: Any) -> str:
    """The condition of an index that holds for some rows only."""
    options = index.get("dialect_options", {})
    return str(options.get("sqlite_where", options.get("postgresql_where", "")))


def test_an_empty_database_gets_exactly_the_tables_of_the_program(bare: Memory, tmp_path: Path) -> None:
    with bare.connection() as connection:
        migrate(connection)
        migrated = described(connection)
        if bare.sqlite:
            engine = create_engine(f"sqlite:///{tmp_path}/declared.db")
            with engine.begin() as other:
                SQLModel.metadata.create_all(other)
                declared = described(other)
            engine.dispose()
        else:
            connection.exec_driver_sql("CREATE SCHEMA declared")
            connection.exec_driver_sql("SET LOCAL search_path TO declared")
            SQLModel.metadata.create_all(connection)
            declared = described(connection, "declared")

    assert migrated == declared
    assert len(migrated) == len(SQLModel.metadata.tables) == 27


def test_a_second_time_changes_nothing(bare: Memory) -> None:
    with bare.connection() as connection:
        migrate(connection)
    bare.write_now(lambda unit: unit.state.put("name", "Wanderlight"))

    with bare.connection() as connection:
        before = described(connection)
        migrate(connection)
        after = described(connection)

    assert after == before
    assert bare.write_now(lambda unit: unit.state.get("name")) == "Wanderlight"


def test_of_two_programs_that_start_at_once_one_makes_the_tables_and_the_other_waits(postgres_empty: str) -> None:
    waits = text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")

    def begin(memory: Memory) -> str | None:
        with memory.connection() as connection:
            migrate(connection)
        return memory.write_now(lambda unit: unit.state.get("name"))

    with closing(Memory(postgres_empty)) as first, closing(Memory(postgres_empty)) as second, ThreadPoolExecutor(1) as other:
        with first.connection() as connection:
            migrate(connection)
            late = other.submit(begin, second)
            while not late.done() and not connection.scalar(waits):
                pass
            waited = not late.done()

        assert waited
        assert late.result(10) is None


def test_a_database_of_a_newer_version_is_refused_and_left_as_it_is(bare: Memory) -> None:
    with bare.connection() as connection:
        migrate(connection)
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(DatabaseTooNew, match="newer version of Amends"), bare.connection() as connection:
        migrate(connection)

    with bare.connection() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == "9999"
