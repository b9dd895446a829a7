"""The payment provider that comes with the house: its own book in its own database file, its own latency and faults.

No money moves but in this book. What a provider does to whoever relies on it is all there: answers that are lost on the way
back, refunds that are done later or never, hours in which nobody answers. Which refund a fault befalls follows from its key
alone, so that every run of a story is the same one. Any number of processes may share a book.
"""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

import structlog

from bot.errors import DatabaseClosed
from bot.ports import Clock, PaymentAnswer, PaymentState
from bot.remedy.money import Money
from bot.shop.charges import Charge

T = TypeVar("T")

log = structlog.get_logger(__name__)

_USED_FOR_ANOTHER = PaymentAnswer(PaymentState.REFUSED, reason="this key was used for another refund")
_NOTHING_TO_RETURN = PaymentAnswer(PaymentState.REFUSED, reason="there is nothing to return")
_DECLINED = PaymentAnswer(PaymentState.REFUSED, reason="the bank declined the refund")
_NOT_THERE = PaymentAnswer(PaymentState.NOT_THERE)
_NO_ANSWER = PaymentAnswer(PaymentState.UNKNOWN)

_PATIENCE_SECONDS = 5.0
"""How long a call waits for another process that is writing into the book."""

# References are counted by a row of their own: the highest one plus one would give a reference out again once its entry is gone.
_TABLES = """
    BEGIN IMMEDIATE;
    CREATE TABLE IF NOT EXISTS refund (
        key TEXT PRIMARY KEY,
        order_number TEXT NOT NULL,
        amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
        currency TEXT NOT NULL,
        reference TEXT UNIQUE,
        asked_at TEXT NOT NULL,
        settles_at TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('done', 'pending', 'refused')),
        CHECK ((reference IS NULL) = (state = 'refused'))
    ) STRICT;
    CREATE INDEX IF NOT EXISTS refund_pending ON refund (settles_at) WHERE state = 'pending';
    CREATE TABLE IF NOT EXISTS charge (
        reference TEXT PRIMARY KEY,
        order_number TEXT NOT NULL,
        amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
        currency TEXT NOT NULL,
        taken_at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX IF NOT EXISTS charge_of_order ON charge (order_number);
    CREATE INDEX IF NOT EXISTS refund_of_order ON refund (order_number);
    CREATE TABLE IF NOT EXISTS counter (one INTEGER PRIMARY KEY CHECK (one = 1), last INTEGER NOT NULL) STRICT;
    COMMIT;
"""
_SETTLE = "UPDATE refund SET state = 'done' WHERE state = 'pending' AND settles_at <= ?"
_COUNT_UP = "INSERT INTO counter VALUES (1, 1001) ON CONFLICT DO UPDATE SET last = last + 1 RETURNING last"
_ENTER = "INSERT INTO refund VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_FIND = "SELECT * FROM refund WHERE key = ?"
_TAKE = "INSERT INTO charge VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
_TAKEN = "SELECT reference, amount_minor, currency, taken_at FROM charge WHERE order_number = ? ORDER BY taken_at, reference"
_RETURNED = "SELECT amount_minor, currency FROM refund WHERE order_number = ? AND state != 'refused'"
_ALL = "SELECT * FROM refund ORDER BY asked_at, rowid"

_Row = tuple[str, str, int, str, str | None, str, str, str]


@dataclass(frozen=True, slots=True)
class Conduct:
    """How the provider behaves: how long an answer takes, and what goes wrong with how many refunds in a hundred."""

    latency: timedelta = timedelta()
    lose_answer_percent: int = 0
    late_percent: int = 0
    late_by: timedelta = timedelta()
    refuse_percent: int = 0
    down: bool = False

    def loses_answer(self, key: str) -> bool:
        """Whether the answer to this refund is lost on its way back, however often it is asked for."""
        return _befalls("lose answer", key, self.lose_answer_percent)

    def is_late(self, key: str) -> bool:
        """Whether this refund is pending at first, and done only after `late_by`."""
        return _befalls("late", key, self.late_percent)

    def refuses(self, key: str) -> bool:
        """Whether this refund is refused for good."""
        return _befalls("refuse", key, self.refuse_percent)


def _befalls(fault: str, key: str, percent: int) -> bool:
    """Each fault draws its own number from the key; a higher percentage befalls the same keys and more."""
    drawn = int.from_bytes(sha256(f"{fault}: {key}".encode()).digest()[:8])
    return drawn % 100 < percent


@dataclass(frozen=True, slots=True)
class BookEntry:
    """A refund as the provider's book has it: done, pending or refused. One that was refused has no reference."""

    key: str
    order_number: str
    amount: Money
    reference: str
    asked_at: datetime
    settles_at: datetime
    state: PaymentState

    def is_for(self, order_number: str, amount: Money) -> bool:
        """Whether that is what was asked for under this key."""
        return (self.order_number, self.amount) == (order_number, amount)

    def answer(self) -> PaymentAnswer:
        """What the provider says of it, the same to whoever asks."""
        if self.state is PaymentState.REFUSED:
            return _DECLINED
        return PaymentAnswer(self.state, self.reference if self.state is PaymentState.DONE else "")


class EmbeddedProvider:
    """The `Payments` of a shop without a provider of its own: true to its book, and as faulty as it is told to be.

    Raises DatabaseClosed if the book cannot be opened, and makes a new one if there is none.
    """

    def __init__(
        self, book: Path, clock: Clock, conduct: Conduct, sleep: Callable[[float], Awaitable[object]] = asyncio.sleep
    ) -> None:
        self._file = book.absolute()
        self._clock = clock
        self._conduct = conduct
        self._sleep = sleep
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._set_up()
        except (OSError, sqlite3.Error) as error:
            raise DatabaseClosed(f"The payment provider's book {book} cannot be opened: {error}.") from error

    async def refund(self, key: str, order_number: str, amount: Money) -> PaymentAnswer:
        """Return money of an order, once: asked again under the same key, nothing moves and the answer is the same."""
        answer = await self._ask(lambda book, now: self._take(book, now, key, order_number, amount))
        return _NO_ANSWER if answer is None or self._conduct.loses_answer(key) else answer

    async def look_up(self, key: str) -> PaymentAnswer:
        """What the book says of this key. Its answer is never lost, but a provider that is down has none."""
        return await self._ask(lambda book, _: _found(book, key)) or _NO_ANSWER

    async def charges(self, order_number: str) -> tuple[Charge, ...] | None:
        """What the book says was taken for an order. What went back is taken off the newest first, as it is the one too many.

        None for an order of which nothing is in the book: it was paid for elsewhere.
        """
        return await self._ask(lambda book, _: _charged(book, order_number)) or None

    def enter_charges(self, order_number: str, charges: Iterable[Charge]) -> None:
        """Write payments into the book; what is there already stays as it is. Raises sqlite3.Error if it cannot be written."""
        with self._transaction() as (book, _):
            book.executemany(
                _TAKE,
                [(one.reference, order_number, one.amount.minor, one.amount.currency, _written(one.taken_at)) for one in charges],
            )

    def book(self) -> list[BookEntry]:
        """Every refund in the order it was asked for, as it stands now, to be held against our own ledger.

        Neither latency nor faults touch it. Raises DatabaseClosed if the book cannot be read.
        """
        try:
            with self._transaction() as (book, _):
                return [_entry(row) for row in book.execute(_ALL)]
        except (sqlite3.Error, ValueError) as error:
            raise DatabaseClosed(f"The payment provider's book {self._file} cannot be read: {error}.") from error

    async def _ask(self, question: Callable[[sqlite3.Connection, datetime], T]) -> T | None:
        """Put a question to the book: half of the latency on the way there, half on the way back. None: no answer came.

        Whoever stops waiting for it does not stop it: then, too, the money may have moved or not.
        """
        if self._conduct.down:
            return None
        half = self._conduct.latency.total_seconds() / 2
        await self._sleep(half)
        try:
            answer = await asyncio.to_thread(self._answered, question)
        except sqlite3.Error as error:
            # Locked for too long, a full disk, a file that went away: all that the caller of a provider would notice is silence.
            log.warning("the payment provider's book gave no answer", error=type(error).__name__, why=str(error))
            return None
        await self._sleep(half)
        return answer

    def _answered(self, question: Callable[[sqlite3.Connection, datetime], T]) -> T:
        with self._transaction() as (book, now):
            return question(book, now)

    def _take(self, book: sqlite3.Connection, now: datetime, key: str, order_number: str, amount: Money) -> PaymentAnswer:
        """Answer a refund from the book, where it is entered if the key is a new one."""
        if amount.minor <= 0:
            return _NOTHING_TO_RETURN
        found = book.execute(_FIND, (key,)).fetchone()
        entry = _entry(found) if found else self._enter(book, now, key, order_number, amount)
        return entry.answer() if entry.is_for(order_number, amount) else _USED_FOR_ANOTHER

    def _enter(self, book: sqlite3.Connection, now: datetime, key: str, order_number: str, amount: Money) -> BookEntry:
        state, settles_at, reference = PaymentState.DONE, now, ""
        if self._conduct.refuses(key):
            state = PaymentState.REFUSED
        elif self._conduct.is_late(key):
            state, settles_at = PaymentState.PENDING, now + self._conduct.late_by
        if state is not PaymentState.REFUSED:
            (number,) = book.execute(_COUNT_UP).fetchone()
            reference = f"R-{number}"
        entry = BookEntry(key, order_number, amount, reference, now, settles_at, state)
        book.execute(_ENTER, _row(entry))
        return entry

    def _set_up(self) -> None:
        """See that the book is there, in the mode in which it can be read while it is written.

        SQLite fails at once, however patient, where two turn a file to WAL side by side. One of them gets it done, which is
        enough: the mode stays with the file, and nothing but speed hangs on it.
        """
        with closing(self._connect("rwc")) as connection:
            connection.executescript(_TABLES)
            with suppress(sqlite3.OperationalError):
                connection.execute("PRAGMA journal_mode = WAL")

    @contextmanager
    def _transaction(self) -> Iterator[tuple[sqlite3.Connection, datetime]]:
        """One short transaction, alone with the book, and the moment it is held in; what is settled by then is done.

        Its connection is its own, so that neither threads nor processes share one. Left by an error, it is closed without a
        COMMIT, and nothing of it stays.
        """
        with closing(self._connect("rw")) as connection:
            connection.execute("BEGIN IMMEDIATE")
            now = self._clock.now()
            connection.execute(_SETTLE, (_written(now),))
            yield connection, now
            connection.execute("COMMIT")

    def _connect(self, mode: str) -> sqlite3.Connection:
        """A connection to the book. Mode "rw" makes no new one: a book that went away is a fault, and not an empty book."""
        address = f"{self._file.as_uri()}?mode={mode}"
        connection = sqlite3.connect(address, uri=True, timeout=_PATIENCE_SECONDS, isolation_level=None)
        connection.execute("PRAGMA synchronous = FULL")
        return connection


def _found(book: sqlite3.Connection, key: str) -> PaymentAnswer:
    found = book.execute(_FIND, (key,)).fetchone()
    return _entry(found).answer() if found else _NOT_THERE


def _charged(book: sqlite3.Connection, order_number: str) -> tuple[Charge, ...]:
    returned: dict[str, int] = {}
    for minor, currency in book.execute(_RETURNED, (order_number,)):
        returned[currency] = returned.get(currency, 0) + minor
    charges = []
    for reference, minor, currency, taken_at in reversed(book.execute(_TAKEN, (order_number,)).fetchall()):
        off = min(returned.get(currency, 0), minor)
        returned[currency] = returned.get(currency, 0) - off
        charges.append(Charge(reference, Money(minor, currency), datetime.fromisoformat(taken_at), Money(off, currency)))
    return tuple(reversed(charges))


def _entry(row: _Row) -> BookEntry:
    key, order_number, minor, currency, reference, asked_at, settles_at, state = row
    return BookEntry(
        key,
        order_number,
        Money(minor, currency),
        reference or "",
        datetime.fromisoformat(asked_at),
        datetime.fromisoformat(settles_at),
        PaymentState(state),
    )


def _row(entry: BookEntry) -> _Row:
    return (
        entry.key,
        entry.order_number,
        entry.amount.minor,
        entry.amount.currency,
        entry.reference or None,
        _written(entry.asked_at),
        _written(entry.settles_at),
        entry.state.value,
    )


def _written(moment: datetime) -> str:
    """A moment as text that sorts by time: always in UTC, always with its microseconds."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
