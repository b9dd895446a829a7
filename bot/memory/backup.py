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

_DATA = Path("data")
"""Where a shop keeps what is no database: it starts from the folder the bot is started in."""


def back_up(url: str, target: Path) -> None:
    """Write a backup of this database to a new file: all that was committed before the call is in it, and nothing by halves.

    Raises BackupFailed; then there is no file of that name unless there was one before.
    """
    if os.path.lexists(target):
        raise BackupFailed(f"{target} is there already; a backup is written to a new file.")
    _write(database_url(url), target)


def back_up_before_migrating(connection: Connection, revision: str) -> None:
    """Keep a database as it is before the migrations up to this revision. Raises BackupFailed, and then nothing is migrated.

    A file is kept beside itself; of a server's database a dump is kept in the folder of the shop's data, if the server's own
    programs are here. Called in the transaction of the migration, so that nothing is written to a file between the two. What an
    earlier attempt left gives way: it is of the same version, and older.
    """
    url = connection.engine.url
    if not _is_file(url) and not dump.can_be_written():
        log.warning("no backup is made before the migration: pg_dump is not here")
        return
    kept = Path(str(url.database)) if _is_file(url) else _DATA / f"{url.database}.dump"
    target = kept.with_name(f"{kept.stem}.before-{revision}{kept.suffix}")
    target.parent.mkdir(parents=True, exist_ok=True)
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
