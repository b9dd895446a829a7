"""The kinds of column that our tables are made of, alike on both databases."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, Column, DateTime, ForeignKey, Integer
from sqlalchemy import Enum as SqlEnum
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator
from sqlmodel import SQLModel


class UtcTime(TypeDecorator[datetime]):
    """A moment: aware going in, aware UTC coming out, on both databases. A naive time is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a time without a zone cannot be stored: {value!r}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def values_of(of: type[StrEnum]) -> SqlEnum:
    """A column that stores an enum's values (not its names) as plain text, so that a new member needs no migration."""
    return SqlEnum(of, values_callable=lambda e: [m.value for m in e], native_enum=False, length=32)


def row_key() -> Column[int]:
    """A 64-bit key on PostgreSQL; SQLite numbers its rows itself only for INTEGER."""
    return Column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True)


def refers_to(target: str, *, nullable: bool = False, index: bool = False) -> Column[int]:
    kind = BigInteger().with_variant(Integer, "sqlite")
    return Column(kind, ForeignKey(target), nullable=nullable, index=index)


def minor() -> Column[int]:
    return Column(BigInteger, nullable=False)


def columns_of(row: type[SQLModel]) -> Any:
    """The Core table of a model: the typed handle by which the hot paths write their statements."""
    return row.__table__  # type: ignore[attr-defined]
