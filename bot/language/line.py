"""A sentence the program can say, declared once: its name, its English, its placeholders with sample values."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from bot.remedy.money import Money

PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Percent:
    """A percentage, spoken in the buyer's own way ("10 %", "10%", "%10")."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class WithYear:
    """A day so far off that its year has to be said ("12 May 2028")."""

    day: date


@dataclass(frozen=True, slots=True)
class Days:
    """From one day to another, both included ("13–15 February")."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Listed:
    """Several things in a row, joined as the language joins them ("a, b and c")."""

    items: "tuple[str | Code, ...]"


@dataclass(frozen=True, slots=True)
class Phrases:
    """Several lines in a row that are no whole sentences, said and joined as the language joins things."""

    items: "tuple[Sentence, ...]"


@dataclass(frozen=True, slots=True)
class Code:
    """Something to be copied to the letter: an order number, a coupon code, an address on the web."""

    text: str


Value = str | int | Money | Percent | Days | WithYear | Listed | Phrases | Code | date | datetime
"""What a placeholder can hold. Each kind is formatted in the buyer's language; a `datetime` in the buyer's zone."""


class LineError(ValueError):
    """A line declared or filled wrongly: a mistake of ours, found by the tests."""


class Line:
    """One sentence. `key` is its name for good: rewording the English never orphans a translation or an edit."""

    __slots__ = ("english", "key", "samples")

    known: dict[str, "Line"] = {}  # noqa: RUF012  the register of all lines, filled as they are declared

    def __init__(self, key: str, english: str, /, **samples: Value) -> None:
        if key in Line.known:
            raise LineError(f"the line {key} is declared twice")
        if set(PLACEHOLDER.findall(english)) != set(samples):
            raise LineError(f"the line {key} and its samples name different placeholders")
        self.key = key
        self.english = english
        self.samples = samples
        Line.known[key] = self

    def __repr__(self) -> str:
        return f"Line({self.key!r})"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A line with the facts it is to be said with."""

    line: Line
    values: tuple[tuple[str, Value], ...] = ()

    @classmethod
    def of(cls, line: Line, /, **values: Value) -> "Sentence":
        if values.keys() != line.samples.keys():
            raise LineError(f"the line {line.key} wants {sorted(line.samples)}, got {sorted(values)}")
        return cls(line, tuple(values.items()))
