"""Cells read into values, each with a reason that says what to write instead."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from typing import TypeVar

from babel import Locale

from bot.remedy.money import Money, MoneyError, exponent
from bot.shop.imports.refusal import Refusal
from bot.shop.imports.table import Row

T = TypeVar("T")

# Only the digits 0 to 9: Decimal and int would also take those of other scripts, and forms like "1e3" or "1_000".
# Twelve digits before the point keep every sum inside the 64 bits it is stored in.
AMOUNT = re.compile(r"[0-9]{1,12}(\.[0-9]{1,9})?")
QUANTITY = re.compile(r"[0-9]{1,6}")
PERCENT = re.compile(r"[0-9]{1,3}(\.[0-9]{1,4})?")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+")

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)  # the stand-in for a time that was refused
SAMPLE_TIME = "2026-02-12T20:41:05+01:00"


class CellError(ValueError):
    """A cell that cannot be taken; the message goes on where "line 7, qty" stopped."""


class RowReading:
    """A row being read. What cannot be taken is noted in `refused`, and the other cells are still looked at.

    A stand-in only lets the reading go on: whoever reads a row throws its values away if anything was refused.
    """

    __slots__ = ("refused", "row")

    def __init__(self, row: Row) -> None:
        self.row = row
        self.refused: list[Refusal] = []
        if row.fault:
            self.refused.append(Refusal(row.line, "", "", row.fault))

    def required(self, column: str, read: Callable[[str], T], stand_in: T) -> T:
        """The value of a cell that must not be empty."""
        if not self.row[column]:
            self.refuse(column, "is empty")
            return stand_in
        return self.optional(column, read, stand_in)

    def optional(self, column: str, read: Callable[[str], T], if_empty: T) -> T:
        """The value of a cell that may be empty, or whose column may be missing."""
        if not self.row[column]:
            return if_empty
        try:
            return read(self.row[column])
        except CellError as fault:
            self.refuse(column, str(fault))
            return if_empty

    def refuse(self, column: str, reason: str) -> None:
        """Note that the row cannot be taken because of this cell. One reason a row that could not be split is enough."""
        if not self.row.fault:
            self.refused.append(Refusal(self.row.line_of(column), self.row.name_of(column), self.row[column], reason))


def text(at_most: int) -> Callable[[str], str]:
    """Read a text of at most so many characters, which is what the column it is stored in holds."""

    def read(cell: str) -> str:
        if len(cell) > at_most:
            raise CellError(f"has {len(cell)} characters, at most {at_most} can be kept")
        return cell

    return read


def one_of(words: tuple[str, ...]) -> Callable[[str], str]:
    """Read one of a few words, in whatever case it is written."""

    def read(cell: str) -> str:
        if cell.lower() not in words:
            raise CellError(f"is none of {', '.join(words)}")
        return cell.lower()

    return read


def currency(cell: str) -> str:
    """Read an ISO 4217 code."""
    try:
        exponent(cell)
    except MoneyError:
        raise CellError("is not a currency of ISO 4217, like EUR or USD") from None
    return cell


def money(of: str) -> Callable[[str], Money]:
    """Read an amount of a currency, exactly; if the currency itself was refused (""), only the form is looked at."""

    def read(cell: str) -> Money:
        if cell.startswith("-"):
            raise CellError("is below zero")
        if not AMOUNT.fullmatch(cell):
            raise CellError("is not an amount; write it with a point and without a sign or separators, like 1039.50")
        if not of:
            return Money(0, of)
        try:
            return Money.of(cell, of)
        except MoneyError:
            raise CellError(f"has too many decimals: {of} has {exponent(of)}") from None

    return read


def quantity(cell: str) -> int:
    """Read a number of pieces."""
    if not QUANTITY.fullmatch(cell) or int(cell) < 1:
        raise CellError("is not a whole number from 1 to 999999")
    return int(cell)


def percent(cell: str) -> Decimal:
    """Read a percentage above nothing and up to all."""
    if not PERCENT.fullmatch(cell) or not 0 < Decimal(cell) <= 100:
        raise CellError("is not a percentage above 0 and up to 100, like 10 or 7.5")
    return Decimal(cell)


def moment(cell: str) -> datetime:
    """Read a time in ISO 8601 with its offset; a time without one could be any of twenty-six hours."""
    try:
        at = datetime.fromisoformat(cell)
    except ValueError:
        raise CellError(f"is not a time in ISO 8601; write it like {SAMPLE_TIME}") from None
    if at.tzinfo is None:
        raise CellError(f"has no offset from UTC; write the one that held in your shop at its end, like {SAMPLE_TIME}")
    if not 2000 <= at.year < 2100:
        raise CellError("is not in the years 2000 to 2099")
    return at


def day(cell: str) -> date:
    """Read a date in ISO 8601."""
    try:
        return date.fromisoformat(cell)
    except ValueError:
        raise CellError("is not a date in ISO 8601; write it like 2026-02-23") from None


def email(cell: str) -> str:
    """Read an e-mail address, as far as its form can tell."""
    if not EMAIL.fullmatch(cell):
        raise CellError("is not an e-mail address")
    return text(320)(cell)


def country(cell: str) -> str:
    """Read an ISO 3166 code of two letters."""
    if cell.upper() not in _countries():
        raise CellError("is not a country code of ISO 3166, like ES or GB")
    return cell.upper()


def several(cell: str) -> tuple[str, ...]:
    """Read what is joined with `|`: each part once, in its order, without blanks around it or line breaks in it."""
    parts = (" ".join(part.split()) for part in cell.split("|"))
    return tuple(dict.fromkeys(part for part in parts if part))


@cache
def _countries() -> frozenset[str]:
    """Babel's territories that are countries: not its regions of three digits nor its groups of countries."""
    groups = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}
    return frozenset(str(code) for code in Locale.parse("en").territories if len(str(code)) == 2) - groups
