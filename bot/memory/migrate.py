"""Bringing a database to the tables of this version, and saying no to one from a newer version."""

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, func, inspect, select

from bot.errors import DatabaseTooNew, NoBackup

_FOLDER = Path(__file__).with_name("migrations")
_ONE_AT_A_TIME = 0x416D656E6473  # "Amends", the number of the lock
_ALWAYS_THERE = {"inbox", "transcript", "complaint", "remedy"}  # in every version

Before = Callable[[Connection, str], None]
"""What is done to a database that is not new before its migrations, up to that revision and in their transaction."""


def migrate(connection: Connection, before: Before | None = None) -> None:
    """Take every step that is missing, in the transaction of this connection. Raises DatabaseTooNew."""
    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    config.attributes["connection"] = connection
    steps = ScriptDirectory.from_config(config)
    if connection.dialect.name == "postgresql":
        # Of several processes that start at once, one migrates and the others wait; on SQLite writers always do.
        connection.execute(select(func.pg_advisory_xact_lock(_ONE_AT_A_TIME)))
    present, newest = _revision(connection), steps.get_current_head()
    if present == newest:
        return
    if present is not None and present not in {step.revision for step in steps.walk_revisions()}:
        raise DatabaseTooNew
    if before is not None and present is not None and newest is not None:
        before(connection, newest)
    command.upgrade(config, "head")


def adopt(connection: Connection) -> None:
    """Migrate a database that comes out of a backup. Raises NoBackup when it is none of ours, DatabaseTooNew."""
    if _revision(connection) is None or not set(inspect(connection).get_table_names()) >= _ALWAYS_THERE:
        raise NoBackup
    try:
        migrate(connection)
    except DatabaseTooNew as error:
        raise DatabaseTooNew("This backup was made by a newer version of Amends: restore it with that version.") from error


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()
