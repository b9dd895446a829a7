"""Reading rates of exchange as the European Central Bank publishes them: a day's CSV or XML, or the history as CSV.

The bank's files name what one euro buys. Of a history, the newest day counts; a currency that was not fixed on it is unknown.
"""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from types import MappingProxyType
from xml.etree import ElementTree

from bot.remedy.money import MoneyError, exponent

SNAPSHOT = Path(__file__).with_name("rates.csv")
"""The rates that come with the program, for a shop that has downloaded none. Beside the bank's currencies there are a few of
which it publishes no rate, roughly."""

OLD_AFTER_DAYS = 30


class RatesError(ValueError):
    """A file that holds no rates in the bank's form; says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class DatedRates:
    """What one euro bought on a day, by currency."""

    on: date
    per_euro: Mapping[str, Decimal]

    def days_old(self, today: date) -> int:
        return (today - self.on).days


def read_rates(text: str) -> DatedRates:
    """Read what was downloaded. Raises RatesError for anything else."""
    text = text.lstrip("\ufeff").strip()
    return _read_xml(text) if text.startswith("<") else _read_csv(text)


def _read_csv(text: str) -> DatedRates:
    try:
        rows = [[cell.strip() for cell in row] for row in csv.reader(text.splitlines()) if any(cell.strip() for cell in row)]
    except csv.Error as fault:
        raise RatesError(f"the CSV cannot be read: {fault}.") from None
    if not rows or rows[0][0] != "Date":
        raise RatesError("the first line must name the columns, like Date, USD, JPY.")
    if len(rows) < 2:
        raise RatesError("there is no line of rates in it.")
    names = rows[0][1:]
    newest = max(rows[1:], key=lambda row: _day(row[0]))
    return DatedRates(_day(newest[0]), _rates(dict(zip(names, newest[1:], strict=False))))


def _read_xml(text: str) -> DatedRates:
    # The bank's files declare no entities; one that does is not the bank's, and is not even looked into.
    if re.search(r"<!\s*(DOCTYPE|ENTITY)", text, re.IGNORECASE):
        raise RatesError("this is not the bank's XML: it declares entities.")
    try:
        cubes = [one for one in ElementTree.fromstring(text).iter() if one.tag.endswith("}Cube") or one.tag == "Cube"]  # noqa: S314
    except ElementTree.ParseError as fault:
        raise RatesError(f"the XML cannot be read: {fault}.") from None
    days = [cube for cube in cubes if "time" in cube.attrib]
    if not days:
        raise RatesError("there is no day of rates in it.")
    newest = max(days, key=lambda cube: _day(cube.attrib["time"]))
    found = {one.attrib["currency"]: one.attrib.get("rate", "") for one in newest if "currency" in one.attrib}
    return DatedRates(_day(newest.attrib["time"]), _rates(found))


def _day(text: str) -> date:
    """The day's files write "13 February 2026", the others "2026-02-13"."""
    for form in ("%Y-%m-%d", "%d %B %Y"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007  a day of the bank's calendar has no zone
        except ValueError:
            continue
    raise RatesError(f'"{text}" is no day; the bank writes 2026-02-13 or 13 February 2026.')


def _rates(found: Mapping[str, str]) -> Mapping[str, Decimal]:
    """The rates by currency; what is no longer a currency, or has no rate that day, is passed over."""
    read = {}
    for currency, text in found.items():
        if not currency or text in {"", "N/A"}:
            continue
        try:
            rate = Decimal(text)
        except InvalidOperation:
            raise RatesError(f'{currency} = "{text}" is no rate.') from None
        if not rate.is_finite() or rate <= 0:
            raise RatesError(f'{currency} = "{text}" is no rate.')
        if _is_currency(currency):
            read[currency] = rate
    if not read:
        raise RatesError("there is no rate in it.")
    return MappingProxyType(read)


def _is_currency(code: str) -> bool:
    try:
        exponent(code)
    except MoneyError:
        return False
    return True
