"""A SQLite database as a file: copied whole while it is written to, examined, and put in the place of another."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from stat import S_IMODE
from tempfile import TemporaryDirectory

from sqlalchemy.engine import URL

from bot.errors import BackupFailed, DatabaseInUse, NoBackup
from bot.memory.migrate import adopt
from bot.memory.presence import alone, present
from bot.memory.store import Memory

BEGINS_WITH = b"SQLite format 3\0"
"""By which a file is known to be one."""


def write(url: URL, into: Path) -> None:
    """Copy the database as it is at one moment, while others go on writing to it. Raises BackupFailed."""
    database = Path(str(url.database))
    if not database.exists():
        raise BackupFailed(f"There is no database {database} to back up.")
    try:
        with present(database), closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(into)) as copy:
            # In one step: in several, every write of the shop would begin it anew. Nobody waits for a reader.
            source.backup(copy)
            # So that the one file is all of it, readable wherever it lies.
            copy.execute("PRAGMA journal_mode=DELETE")
            found = _damage(copy)
    except sqlite3.Error as error:
        raise BackupFailed(f"The backup cannot be made: {error}.") from error
    if found:
        raise BackupFailed(f"The database is damaged, and no backup was made of it: {found}.")


def put_in_place(url: URL, source: Path, time: str) -> str:
    """Put a copy of the backup in the place of the database, and return what that is called now; "" if there was none.

    Raises DatabaseInUse, DatabaseTooNew, NoBackup, OSError; then the database is as it was.
    """
    database = Path(str(url.database)).resolve()
    log = source.with_name(f"{source.name}-wal")
    if log.exists() and log.stat().st_size:
        raise NoBackup(f"{source} is a database in use and not a backup: part of it is still in {log.name}.")
    database.parent.mkdir(parents=True, exist_ok=True)
    with alone(database), TemporaryDirectory(prefix=f"{database.name}.restoring-", dir=database.parent) as folder:
        incoming = Path(folder, database.name)
        shutil.copyfile(source, incoming)
        _make_ready(url.set(database=str(incoming)))
        to_disk(incoming)
        aside = database.with_name(f"{database.stem}.before-restore-{time}{database.suffix}")
        former = _set_aside(database, incoming, aside)
        incoming.replace(database)
        to_disk(database.parent)
    return former


def to_disk(path: Path) -> None:
    """Wait until what was written to this file, or the names in this folder, would survive a power cut."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _make_ready(url: URL) -> None:
    """See that this is a whole database of ours, of this version afterwards. Raises NoBackup, DatabaseTooNew."""
    try:
        with closing(sqlite3.connect(str(url.database))) as copy:
            found = _damage(copy)
    except sqlite3.DatabaseError as error:
        found = str(error)
    if found:
        raise NoBackup(f"This backup is damaged: {found}.")
    memory = Memory(url.render_as_string(hide_password=False))
    try:
        with memory.connection() as connection:
            adopt(connection)
    finally:
        memory.close()


def _damage(database: sqlite3.Connection) -> str:
    """What is wrong with this database, in few words; "" if nothing is."""
    (verdict,) = database.execute("PRAGMA integrity_check(1)").fetchone()
    return "" if verdict == "ok" else str(verdict).splitlines()[-1]


def _set_aside(database: Path, incoming: Path, aside: Path) -> str:
    """Keep the database under another name, too, and let the one that is coming have its owner and its rights."""
    there = database.exists()
    if there:
        _close(database)
        was = database.stat()
        os.chown(incoming, was.st_uid, was.st_gid)
        incoming.chmod(S_IMODE(was.st_mode))
        # A second name and not a new one: at no moment is there no database, which a starting shop would take for a first day.
        os.link(database, aside)
    # What lies beside a database that was lost or damaged would be taken for a part of the one that is coming.
    for ending in ("-wal", "-journal"):
        left = database.with_name(database.name + ending)
        if left.exists():
            left.rename(aside.with_name(aside.name + ending))
    database.with_name(f"{database.name}-shm").unlink(missing_ok=True)
    return str(aside) if there else ""


def _close(database: Path) -> None:
    """Bring what is in its log into the database. Raises DatabaseInUse while any program, ours or not, has it open."""
    try:
        with closing(sqlite3.connect(database, timeout=0, isolation_level=None)) as last:
            last.execute("PRAGMA locking_mode=EXCLUSIVE")
            last.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
            raise DatabaseInUse from error
        # It is damaged, which may well be why a backup is restored: it is kept as it is.
