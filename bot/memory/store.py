"""The unit of work: one function, one transaction, on SQLite or PostgreSQL.

A unit is a synchronous function that gets a `Unit` and may be **run again**: it has no effect outside its transaction and
takes milliseconds. On SQLite one thread with one connection writes, so that writers never wait for a lock inside the
process, and units that wait together share a transaction: if anything goes wrong in it nothing is kept, and each is run again
in one of its own. On PostgreSQL a pool of threads writes, a transaction each, and a unit locks its rows first in the order
buyer, case, order, budget. What a unit returns is handed over only after the commit.
"""

import asyncio
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

import structlog
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.pool import StaticPool

from bot.errors import DatabaseClosed, StorageBusy
from bot.memory.accounts import AccountMemory
from bot.memory.agenda import AgendaMemory
from bot.memory.buyers import BuyerMemory
from bot.memory.cases import CaseMemory
from bot.memory.coupons import CouponMemory
from bot.memory.doors import DoorMemory
from bot.memory.due import DueMemory
from bot.memory.evidence import EvidenceMemory
from bot.memory.grades import GradeMemory
from bot.memory.inbox import InboxMemory
from bot.memory.keys import KeyMemory
from bot.memory.lanes import Lanes
from bot.memory.ledger import LedgerMemory
from bot.memory.links import LinkMemory
from bot.memory.points import PointsMemory
from bot.memory.presence import present
from bot.memory.proofs import ProofMemory
from bot.memory.rain_checks import RainCheckMemory
from bot.memory.shop import ShopMemory
from bot.memory.state import StateMemory
from bot.memory.tasks import TaskMemory
from bot.memory.transcript import TranscriptMemory
from bot.memory.translations import TranslationMemory

log = structlog.get_logger(__name__)

P = ParamSpec("P")
T = TypeVar("T")

_SLOW_SECONDS = 0.02
_TRIES = 5
_READERS = 2
# How many units of SQLite share a transaction: by then a commit is a small part of it, and nobody waits long for the others.
_TOGETHER = 16
_POSTGRES_THREADS = 16
# A serialization failure and a deadlock: PostgreSQL's way of saying "run that again".
_AGAIN = {"40001", "40P01"}


class Unit:
    """What a unit of work can do, by room. It lives as long as its transaction."""

    __slots__ = (
        "accounts",
        "agenda",
        "buyers",
        "cases",
        "connection",
        "coupons",
        "doors",
        "due",
        "evidence",
        "grades",
        "inbox",
        "keys",
        "ledger",
        "links",
        "points",
        "proofs",
        "rain_checks",
        "shop",
        "state",
        "tasks",
        "transcript",
        "translations",
    )

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.inbox = InboxMemory(connection)
        self.buyers = BuyerMemory(connection)
        self.doors = DoorMemory(connection)
        self.cases = CaseMemory(connection)
        self.transcript = TranscriptMemory(connection)
        self.translations = TranslationMemory(connection)
        self.shop = ShopMemory(connection)
        self.ledger = LedgerMemory(connection)
        self.accounts = AccountMemory(connection)
        self.coupons = CouponMemory(connection)
        self.tasks = TaskMemory(connection)
        self.points = PointsMemory(connection)
        self.rain_checks = RainCheckMemory(connection)
        self.links = LinkMemory(connection)
        self.evidence = EvidenceMemory(connection)
        self.keys = KeyMemory(connection)
        self.proofs = ProofMemory(connection)
        self.due = DueMemory(connection)
        self.agenda = AgendaMemory(connection)
        self.grades = GradeMemory(connection)
        self.state = StateMemory(connection)


@dataclass(frozen=True, slots=True, eq=False)
class _Work:
    """A unit with everything it needs but the transaction."""

    unit: Callable[..., object]
    args: tuple[object, ...]
    kwargs: Mapping[str, object]

    def within(self, transaction: Unit) -> object:
        return self.unit(transaction, *self.args, **self.kwargs)

    @property
    def name(self) -> str:
        return getattr(self.unit, "__qualname__", repr(self.unit))


class Memory:
    """The shop's memory. Open it once; close it when all units are done."""

    def __init__(self, url: str) -> None:
        parsed = database_url(url)
        self.sqlite = parsed.get_backend_name() == "sqlite"
        self._presence = ExitStack()
        if self.sqlite:
            _make_folder(parsed)
            self._presence.enter_context(present(Path(str(parsed.database))))
            self._write_engine = _sqlite_engine(parsed, "BEGIN IMMEDIATE", one_connection=True)
            self._read_engine = _sqlite_engine(parsed, "BEGIN")
            self._writers = Lanes("memory-writer", 1, _TOGETHER, partial(self._run, self._write_engine))
            self._readers = Lanes("memory-reader", _READERS, _TOGETHER, partial(self._run, self._read_engine))
        else:
            # A server that was started anew leaves dead connections in the pool: they are found before a unit runs on one.
            self._write_engine = self._read_engine = create_engine(
                parsed, pool_size=_POSTGRES_THREADS, max_overflow=0, pool_pre_ping=True, hide_parameters=True
            )
            # Each unit alone: two that lock the same rows in a longer transaction would wait for each other.
            self._writers = self._readers = Lanes("memory", _POSTGRES_THREADS, 1, partial(self._run, self._write_engine))

    async def write(self, unit: Callable[Concatenate[Unit, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a unit in a transaction and return what it returned, once that is committed.

        Raises what the unit raised, after a rollback; StorageBusy when the database could not take it in five tries.
        """
        result: T = await asyncio.wrap_future(self._writers.submit(_Work(unit, args, kwargs)))
        return result

    async def read(self, unit: Callable[Concatenate[Unit, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a unit that only reads, beside the writers; it sees one consistent moment."""
        result: T = await asyncio.wrap_future(self._readers.submit(_Work(unit, args, kwargs)))
        return result

    def write_now(self, unit: Callable[Concatenate[Unit, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """`write` for the command line, which has no loop to keep turning."""
        result: T = self._writers.submit(_Work(unit, args, kwargs)).result()
        return result

    def _run(self, engine: Engine, works: Sequence[_Work]) -> list[object]:
        """Run some units in one transaction; on return it is committed, and after an exception nothing of it is kept."""
        begun = time.perf_counter()
        for attempt in range(1, _TRIES + 1):
            try:
                with engine.begin() as connection:
                    transaction = Unit(connection)
                    results = [work.within(transaction) for work in works]
            except DBAPIError as error:
                if not _may_run_again(error):
                    raise
                if attempt == _TRIES:
                    raise StorageBusy from error
                time.sleep(0.01 * 2**attempt)
            else:
                break
        took = time.perf_counter() - begun
        if took > _SLOW_SECONDS * len(works):
            log.debug("slow units of work", units=[work.name for work in works], ms=round(took * 1000))
        return results

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """A bare connection for migrations and backups, with a transaction of its own.

        Raises StorageBusy when another process holds the database, DatabaseClosed when it cannot be opened at all.
        """
        try:
            with self._tables_may_change(), self._write_engine.begin() as connection:
                yield connection
                if self.sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                    raise DatabaseClosed(
                        "The database has rows that refer to nothing: it was changed by something else than Amends."
                    )
        except DBAPIError as error:
            if _may_run_again(error):
                raise StorageBusy from error
            why = next(iter(str(error.orig).splitlines()), "")
            raise DatabaseClosed(f"The database cannot be opened: {why}.") from error

    @contextmanager
    def _tables_may_change(self) -> Iterator[None]:
        """On SQLite a table is changed by putting another in its place, which rows that refer to it must not hinder."""
        if not self.sqlite:
            yield
            return
        self._write_engine.connect().close()  # if it cannot be opened at all, that is told as any fault of a database is
        connection = self._write_engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA foreign_keys=OFF")
            yield
            connection.cursor().execute("PRAGMA foreign_keys=ON")
        finally:
            connection.close()

    def close(self) -> None:
        """Finish what was begun, then let go of every connection. Units not yet begun are skipped."""
        self._writers.close()
        self._readers.close()
        self._write_engine.dispose()
        self._read_engine.dispose()
        self._presence.close()


def database_url(url: str) -> URL:
    """The URL as SQLAlchemy wants it: a plain `postgresql://` is spoken with psycopg 3."""
    parsed = make_url(url)
    if parsed.drivername in {"postgresql", "postgres"}:
        return parsed.set(drivername="postgresql+psycopg")
    return parsed


def _make_folder(url: URL) -> None:
    if url.database and url.database != ":memory:":
        try:
            Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DatabaseClosed(f"The database cannot be opened: {error.filename}: {error.strerror}.") from error


def _sqlite_engine(url: URL, begin: str, *, one_connection: bool = False) -> Engine:
    """An engine whose transactions are begun by us: the driver's own defaults would commit behind our back."""
    arguments = {"isolation_level": None, "check_same_thread": False, "timeout": 2}
    if one_connection:
        engine = create_engine(url, connect_args=arguments, poolclass=StaticPool, hide_parameters=True)
    else:
        engine = create_engine(url, connect_args=arguments, pool_size=_READERS, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def prepare(connection: object, _record: object) -> None:
        cursor = connection.cursor()  # type: ignore[attr-defined]
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _may_run_again(error: DBAPIError) -> bool:
    if isinstance(error, OperationalError) and "database is locked" in str(error.orig):
        return True
    return getattr(error.orig, "sqlstate", None) in _AGAIN
