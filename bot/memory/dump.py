"""A PostgreSQL database as a dump: written and read by PostgreSQL's own programs, and put in the place of another."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo
from sqlalchemy.engine import URL

from bot.errors import BackupFailed, DatabaseInUse, NoBackup, RestoreFailed
from bot.memory.migrate import adopt
from bot.memory.store import Memory

BEGINS_WITH = b"PGDMP"
"""By which a file is known to be one."""

Server = psycopg.Connection[tuple[Any, ...]]

_LONGEST_NAME = 63  # in bytes
_LETTERS = "SELECT pg_encoding_to_char(encoding), datcollate, datctype FROM pg_database WHERE datname = %s"


def can_be_written() -> bool:
    """Whether the program that dumps is here."""
    return shutil.which("pg_dump") is not None


def write(url: URL, into: Path) -> None:
    """Dump the database as it is at one moment, while others go on writing to it. Raises BackupFailed."""
    program = shutil.which("pg_dump")
    if program is None:
        raise BackupFailed(
            "A PostgreSQL is backed up by its own program pg_dump, which is not here: install its client programs."
        )
    refused = _run(program, url, "--format=custom", f"--file={into}")
    if refused:
        raise BackupFailed(f"The backup cannot be made: {refused}")


def put_in_place(url: URL, source: Path, time: str) -> str:
    """Restore the dump as a database of its own, and swap the names; returns what the former is called now.

    Raises DatabaseInUse, DatabaseTooNew, NoBackup, RestoreFailed, OSError; then the database is as it was.
    """
    program = shutil.which("pg_restore")
    if program is None:
        raise RestoreFailed(
            "A PostgreSQL is restored by its own program pg_restore, which is not here: install its client programs."
        )
    name = str(url.database)
    incoming, former = _named(name, f".restoring-{time}"), _named(name, f".before-restore-{time}")
    try:
        with closing(_connect(url)) as server:
            # The server renames no database that anybody is connected to. Tried out first, since the rest may take hours.
            with server.transaction(force_rollback=True):
                server.execute(_renamed(name, former))
            with _new_database(server, name, incoming):
                _fill(program, url.set(database=incoming), source)
                with server.transaction():
                    server.execute(_renamed(name, former))
                    server.execute(_renamed(incoming, name))
    except psycopg.errors.ObjectInUse as error:
        raise DatabaseInUse from error
    except psycopg.Error as error:
        raise RestoreFailed(f"This backup cannot be restored: {error.diag.message_primary or error}.") from error
    return former


def _fill(program: str, url: URL, source: Path) -> None:
    """Restore the dump, and see that it is of ours, of this version afterwards. Raises NoBackup, DatabaseTooNew."""
    refused = _run(program, url, "--no-owner", "--no-privileges", "--exit-on-error", str(source))
    if refused:
        raise NoBackup(f"This backup cannot be restored: {refused}")
    memory = Memory(url.render_as_string(hide_password=False))
    try:
        with memory.connection() as connection:
            adopt(connection)
    finally:
        memory.close()


@contextmanager
def _new_database(server: Server, like: str, name: str) -> Iterator[None]:
    """An empty database in the letters of another, gone again if it cannot be used."""
    (letters,) = server.execute(_LETTERS, [like]).fetchall()
    statement = sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING {} LC_COLLATE {} LC_CTYPE {}")
    server.execute(statement.format(sql.Identifier(name), *map(sql.Literal, letters)))
    try:
        yield
    except BaseException:
        server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
        raise


def _connect(url: URL) -> Server:
    """A connection to the same server and none of its shops, from where they can be renamed."""
    neutral = "template1" if url.database == "postgres" else "postgres"
    return psycopg.connect(make_conninfo("", **_arguments(url.set(database=neutral))), autocommit=True)


def _arguments(url: URL) -> dict[str, Any]:
    """What the driver is told to reach this database, in the driver's own words."""
    _, arguments = url.get_dialect()().create_connect_args(url)
    return dict(arguments)


def _run(program: str, url: URL, *arguments: str) -> str:
    """Run one of PostgreSQL's programs on this database; returns what it complained of first, "" if it did its work."""
    reach = _arguments(url)
    # Not among the arguments, which everybody on the machine can read.
    environment = os.environ | {"PGPASSWORD": password} if (password := reach.pop("password", "")) else os.environ
    command = [program, f"--dbname={make_conninfo('', **reach)}", "--no-password", *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode == 0:
        return ""
    return next(iter(done.stderr.splitlines()), f"{Path(program).name} gave up without a word.")


def _named(name: str, ending: str) -> str:
    return name.encode()[: _LONGEST_NAME - len(ending)].decode(errors="ignore") + ending


def _renamed(name: str, to: str) -> sql.Composed:
    return sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(name), sql.Identifier(to))
