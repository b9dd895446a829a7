"""A database that asks for a unit of work to be run again."""

import sqlite3

from sqlalchemy.exc import OperationalError

from bot.memory.store import Unit


def refuse(unit: Unit) -> None:
    """What each database says when a unit is to be run again."""
    if unit.connection.dialect.name == "sqlite":
        raise OperationalError("", {}, sqlite3.OperationalError("database is locked"))
    unit.connection.exec_driver_sql("DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '40001'; END $$")
