"""A unit of work is one transaction: all or nothing, handed over only once it is kept, run again where that is asked for."""

import asyncio
import sqlite3
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import make_url

from bot.errors import NoSuchCase, StorageBusy
from bot.memory.store import Memory, Unit, database_url
from tests.memory.refusal import refuse

AT = datetime(2026, 2, 16, 9, 0, tzinfo=UTC)


def state_of(memory: Memory, name: str) -> str | None:
    return memory.write_now(lambda unit: unit.state.get(name))


def refusing(times: int) -> tuple[Callable[[Unit], str], list[int]]:
    """A unit that writes, and is refused so many times after it has."""
    runs: list[int] = []

    def count_up(unit: Unit) -> str:
        runs.append(1)
        seen = int(unit.state.get("count") or 0)
        unit.state.put("count", str(seen + 1))
        if len(runs) <= times:
            refuse(unit)
        return f"run {len(runs)}"

    return count_up, runs


async def test_what_is_written_is_read_back_by_everybody(memory: Memory) -> None:
    await memory.write(lambda unit: unit.state.put("name", "Wanderlight"))

    assert await memory.read(lambda unit: unit.state.get("name")) == "Wanderlight"


async def test_a_unit_that_fails_leaves_nothing_behind(memory: Memory) -> None:
    def half_done(unit: Unit) -> None:
        unit.state.put("name", "Wanderlight")
        raise NoSuchCase("There is no case 4.")

    with pytest.raises(NoSuchCase, match=r"There is no case 4\."):
        await memory.write(half_done)

    assert state_of(memory, "name") is None


async def test_a_unit_that_is_refused_is_run_again_and_counts_once(memory: Memory) -> None:
    unit, runs = refusing(times=2)

    told = await memory.write(unit)

    assert (told, len(runs)) == ("run 3", 3)
    assert state_of(memory, "count") == "1"


async def test_after_five_refusals_the_storage_is_busy_and_nothing_is_written(memory: Memory) -> None:
    unit, runs = refusing(times=5)

    with pytest.raises(StorageBusy):
        await memory.write(unit)

    assert len(runs) == 5
    assert state_of(memory, "count") is None


async def test_a_file_that_another_program_holds_is_busy_and_free_again_afterwards(sqlite_database: str) -> None:
    memory = Memory(sqlite_database)
    await memory.write(lambda unit: unit.connection.exec_driver_sql("PRAGMA busy_timeout = 1").close())
    other = sqlite3.connect(str(make_url(sqlite_database).database), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(StorageBusy):
        await memory.write(lambda unit: unit.state.put("name", "Wanderlight"))
    other.execute("ROLLBACK")
    await memory.write(lambda unit: unit.state.put("name", "Amends"))

    assert state_of(memory, "name") == "Amends"
    other.close()
    memory.close()


async def test_a_reader_waits_for_no_writer_and_sees_only_what_is_kept(memory: Memory) -> None:
    written, go_on = threading.Event(), threading.Event()

    def slowly(unit: Unit) -> None:
        unit.state.put("name", "Wanderlight")
        written.set()
        go_on.wait(10)

    writing = asyncio.create_task(memory.write(slowly))
    await asyncio.to_thread(written.wait, 10)
    during = await memory.read(lambda unit: unit.state.get("name"))
    go_on.set()
    await writing

    assert during is None
    assert await memory.read(lambda unit: unit.state.get("name")) == "Wanderlight"


async def test_two_programs_on_one_database_lose_no_write(database: str) -> None:
    memories = [Memory(database), Memory(database)]

    def up(unit: Unit, n: int) -> None:
        buyer = unit.buyers.load(1, lock=True)
        unit.buyers.counted(1, buyer.last_n + n)

    memories[0].write_now(lambda unit: unit.doors.open("page", "ana", "es", "", AT).buyer_id)
    await asyncio.gather(*(memory.write(up, 1) for memory in memories * 20))

    assert memories[1].write_now(lambda unit: unit.buyers.load(1).last_n) == 40
    for memory in memories:
        memory.close()


async def test_a_restarted_server_costs_no_unit(postgres_database: str) -> None:
    memory = Memory(postgres_database)
    await asyncio.gather(*(memory.write(lambda unit: unit.state.put("name", "Wanderlight")) for _ in range(4)))
    ends_others = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    other = Memory(postgres_database)
    await other.write(lambda unit: unit.connection.exec_driver_sql(ends_others).close())

    names = await asyncio.gather(*(memory.read(lambda unit: unit.state.get("name")) for _ in range(8)))

    assert names == ["Wanderlight"] * 8
    memory.close()
    other.close()


async def test_a_time_comes_back_in_utc_whatever_zone_it_was_told_in(memory: Memory) -> None:
    told = datetime(2026, 2, 16, 10, 0, 0, 123456, tzinfo=timezone(timedelta(hours=1)))
    memory.write_now(lambda unit: unit.due.put("remind", "silence:1", None, told))

    (thing,) = memory.write_now(lambda unit: unit.due.claim(AT + timedelta(hours=1)))

    assert (thing.due_at, thing.due_at.tzinfo) == (datetime(2026, 2, 16, 9, 0, 0, 123456, tzinfo=UTC), UTC)


async def test_a_time_without_a_zone_is_refused(memory: Memory) -> None:
    with pytest.raises(ValueError, match="a time without a zone cannot be stored"):
        memory.write_now(lambda unit: unit.due.put("remind", "silence:1", None, datetime(2026, 2, 16)))  # noqa: DTZ001


def test_the_folder_of_a_new_file_is_made(tmp_path: Path) -> None:
    memory = Memory(f"sqlite:///{tmp_path}/a/b/shop.db")

    memory.write_now(lambda unit: unit.connection.exec_driver_sql("CREATE TABLE t (n INTEGER)").close())
    memory.close()

    assert (tmp_path / "a" / "b" / "shop.db").exists()


@pytest.mark.parametrize("url", ["postgresql://shop@host/shop", "postgres://shop@host/shop"])
def test_postgresql_is_spoken_with_psycopg(url: str) -> None:
    assert database_url(url).drivername == "postgresql+psycopg"
