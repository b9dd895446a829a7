"""Backups: one new file with everything the shop keeps, taken while the shop is open, and the way back from one.

The payment provider's book is another party's. It is in no backup, and a restored shop can be held against it.
"""

import os
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import structlog
from sqlalchemy import Connection
from sqlalchemy.engine import URL

from bot.errors import BackupFailed, NoBackup, RestoreFailed
from bot.memory import dump, file_copy
from bot.memory.store import database_url

log = structlog.get_logger(__name__)


def back_up(url: str, target: Path) -> None:
    """Write a backup of this database to a new file: all that was committed before the call is in it, and nothing by halves.

    Raises BackupFailed; then there is no file of that name unless there was one before.
    """
    if os.path.lexists(target):
        raise BackupFailed(f"{target} is there already; a backup is written to a new file.")
    _write(database_url(url), target)


def back_up_before_migrating(connection: Connection, revision: str) -> None:
    """Keep a SQLite database as it is, beside it, before the migrations up to this revision. Raises BackupFailed.

    Called in the transaction of the migration, so that nothing is written between the two. A file left by an earlier attempt
    gives way: it is of the same version, and older.
    """
    url = connection.engine.url
    if url.get_backend_name() == "sqlite":
        database = Path(str(url.database))
        target = database.with_name(f"{database.stem}.before-{revision}{database.suffix}")
        _write(url, target)
        log.info("the database was backed up before its migration", file=str(target))


def restore(url: str, source: Path, now: datetime) -> str:
    """Put what is in this backup in the place of the database, and return where that is kept now; "" if there was none.

    A backup of an older version is migrated. Raises DatabaseInUse while anybody works on the database, DatabaseTooNew,
    NoBackup when it is none of such a database, RestoreFailed; then the database is as it was.
    """
    parsed = database_url(url)
    if _is_file(parsed):
        begins, put_in_place = file_copy.BEGINS_WITH, file_copy.put_in_place
    else:
        begins, put_in_place = dump.BEGINS_WITH, dump.put_in_place
    if not _beginning(source).startswith(begins):
        raise NoBackup
    try:
        return put_in_place(parsed, source, f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}")
    except OSError as error:
        raise RestoreFailed(f"This backup cannot be restored: {error.strerror}.") from error


def _write(url: URL, target: Path) -> None:
    """Write to a folder beside the target, and give it its name once it is whole and on the disk."""
    write = file_copy.write if _is_file(url) else dump.write
    try:
        with TemporaryDirectory(prefix=f"{target.name}.unfinished-", dir=target.parent) as folder:
            unfinished = Path(folder, target.name)
            write(url, unfinished)
            unfinished.chmod(0o600)  # the names and addresses of buyers are in it
            file_copy.to_disk(unfinished)
            unfinished.replace(target)
            file_copy.to_disk(target.parent)
    except OSError as error:
        raise BackupFailed(f"{target} cannot be written: {error.strerror}.") from error


def _beginning(source: Path) -> bytes:
    try:
        with source.open("rb") as file:
            return file.read(16)
    except OSError as error:
        raise NoBackup(f"{source} cannot be read: {error.strerror}.") from error


def _is_file(url: URL) -> bool:
    return url.get_backend_name() == "sqlite"
