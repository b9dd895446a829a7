"""Who is at work on a SQLite database: many beside each other, or one alone, who may put another file in its place.

It is told by a lock on a file of its own beside the database, which is never removed or replaced: the database itself is what
changes hands. The system lets go of the lock when a process ends, however it ends.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.errors import DatabaseClosed, DatabaseInUse


@contextmanager
def present(database: Path) -> Iterator[None]:
    """Be at work on the database beside others. Raises DatabaseClosed while one is alone with it."""
    with _lock_file(database) as lock:
        if not _taken(lock, fcntl.LOCK_SH):
            raise DatabaseClosed("The database cannot be opened: a backup is being restored in its place.")
        yield


@contextmanager
def alone(database: Path) -> Iterator[None]:
    """Be alone with the database. Raises DatabaseInUse while anybody is at work on it."""
    with _lock_file(database) as lock:
        if not _taken(lock, fcntl.LOCK_EX):
            raise DatabaseInUse
        yield


@contextmanager
def _lock_file(database: Path) -> Iterator[int]:
    # By its real name, so that whoever comes through a link meets the others.
    real = database.resolve()
    path = real.with_name(f"{real.name}.lock")
    try:
        # For reading is enough to lock it, and lets a shop in whose lock file an administrator made.
        lock = os.open(path, os.O_RDONLY | os.O_CREAT, 0o644)
    except OSError as error:
        raise DatabaseClosed(f"The database cannot be opened: {path}: {error.strerror}.") from error
    try:
        yield lock
    finally:
        os.close(lock)


def _taken(lock: int, kind: int) -> bool:
    try:
        fcntl.flock(lock, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
