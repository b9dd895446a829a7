"""A database with nothing in it but the sample shop, for each test that asks for one: once SQLite, once PostgreSQL.

The shop is brought in once. After that a file is copied, and of PostgreSQL, where a copy takes half a second, every table is
put back as it was.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Table, create_engine, make_url
from sqlmodel import SQLModel

from bot.app import open_memory
from bot.memory.store import Memory
from bot.settings import Settings

_TABLES = SQLModel.metadata.sorted_tables


def settings_for(url: str) -> Settings:
    """The settings of the sample shop in this database."""
    return Settings.model_validate({"database": {"url": url}, "test": {"sample_shop": True}})


@pytest.fixture(scope="session")
def sqlite_shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the tables and the sample shop in it, to be copied."""
    file = tmp_path_factory.mktemp("shop") / "shop.db"
    open_memory(settings_for(f"sqlite:///{file}")).close()
    return file


@pytest.fixture(scope="session")
def postgres_shop(postgres_url: str) -> str:
    """The address of a database with the tables and the sample shop in it, and beside them how they were in the beginning."""
    administer(postgres_url, "CREATE DATABASE shop")
    url = beside(postgres_url, "shop")
    open_memory(settings_for(url)).close()
    administer(url, "CREATE SCHEMA beginning")
    for table in _TABLES:
        administer(url, f"CREATE TABLE beginning.{table.name} AS TABLE {table.name}")
    return url


@pytest.fixture
def sqlite_database(sqlite_shop: Path, tmp_path: Path) -> str:
    """The address of a SQLite database as it was in the beginning."""
    return f"sqlite:///{shutil.copy(sqlite_shop, tmp_path / 'shop.db')}"


@pytest.fixture
def postgres_database(postgres_shop: str) -> str:
    """The address of the PostgreSQL database, as it was in the beginning."""
    put_back(postgres_shop)
    return postgres_shop


def put_back(postgres_shop: str) -> None:
    """Make the PostgreSQL database what it was in the beginning."""
    emptied = [f"DELETE FROM {table.name}" for table in reversed(_TABLES)]
    filled = [f"INSERT INTO {table.name} SELECT * FROM beginning.{table.name}" for table in _TABLES]
    administer(postgres_shop, "; ".join(["SET lock_timeout = '10s'", *emptied, *filled, *map(_numbered, _TABLES)]))


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest) -> str:
    """The address of a database as it was in the beginning, once of each kind."""
    return str(request.getfixturevalue(f"{request.param}_database"))


@pytest.fixture
def memory(database: str) -> Iterator[Memory]:
    """A shop's memory, once of each kind."""
    memory = Memory(database)
    yield memory
    memory.close()


def _numbered(table: Table) -> str:
    """Let the numbers of new rows go on after those that are there."""
    if "id" not in table.columns:
        return "SELECT 1"
    newest = f"(SELECT coalesce(max(id), 0) + 1 FROM {table.name})"
    return f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), {newest}, false)"


def administer(url: str, statements: str) -> None:
    """Do something to a PostgreSQL database that is not its programs' business."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(statements)
    engine.dispose()


def beside(url: str, name: str) -> str:
    """The address of another database of the same server."""
    return make_url(url).set(database=name).render_as_string(hide_password=False)
