"""A section of the policy's file while it is read: each setting is asked for once, every fault is written down, none raised."""

from collections.abc import Mapping
from decimal import Decimal
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar

from bot.remedy.money import Money, MoneyError
from bot.remedy.policy_lines import Lines
from bot.remedy.rates import EURO

_Term = TypeVar("_Term", bound=StrEnum)


class Table:
    """A section by the name it has in the file, `place` being that under which its lines are known."""

    def __init__(self, name: str, found: object, faults: list[str], lines: Lines, *, place: str | None = None) -> None:
        self.name = name
        self._place = name if place is None else place
        self._faults = faults
        self._lines = lines
        self._asked: list[str] = []
        self._found: Mapping[str, object] = found if isinstance(found, dict) else {}
        if not isinstance(found, dict):
            self.fault("", "must be a section of its own.")

    @property
    def line(self) -> int:
        """Where it begins; 0 if that cannot be told."""
        return self._lines.get((self._place, ""), 0)

    @property
    def keys(self) -> tuple[str, ...]:
        """What is written in it."""
        return tuple(self._found)

    def fault(self, key: str, what: str) -> None:
        """Write down what is wrong with a setting, or with the section as a whole."""
        within = f"{self._place}.{key}" if self._place else key
        places = ((self._place, key), (within, ""), (self._place, ""))
        line = next((self._lines[place] for place in places if place in self._lines), 0)
        section = "" if self.name == "" else self.name if self.name.startswith("[") else f"[{self.name}]"
        where = " ".join(part for part in (section or f"[{key}]", key if section else "") if part)
        self._faults.append(f"{f'Line {line}: ' if line else ''}{where} {what}")

    def percent(self, key: str, most: int = 100) -> Decimal:
        return self._number(key, 0, most)

    def count(self, key: str, least: int = 1, most: int = 1000) -> int:
        number = self._number(key, least, most)
        if number % 1:
            self.fault(key, f"= {number} must be a whole number.")
        return int(number)

    def euro(self, key: str) -> Money:
        number = self._number(key, 0, 1_000_000)
        try:
            return Money.of(number, EURO)
        except MoneyError:
            self.fault(key, f"= {number} must not have more than two decimals.")
            return Money.zero(EURO)

    def section(self, key: str) -> "Table":
        """A section within this one, which must be there."""
        self._asked.append(key)
        name = f"{self.name}.{key}" if self.name else key
        if key not in self._found:
            self._faults.append(f"The section [{name}] is missing.")
            return Table(name, {}, [], {})  # its settings are missing too, but that need not be said
        return Table(name, self._found[key], self._faults, self._lines)

    def sections(self, key: str) -> tuple["Table", ...]:
        """The sections that come as often as the owner likes, [[ladder]], in their order."""
        self._asked.append(key)
        found = self._found.get(key)
        if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
            self._faults.append(f"There must be sections [[{key}]], one for each row.")
            return ()
        return tuple(
            Table(f"[[{key}]] {one.get('name', number)}", one, self._faults, self._lines, place=f"{key} {number}")
            for number, one in enumerate(found, 1)
        )

    def has(self, key: str) -> bool:
        """Whether a setting that may be left out is there."""
        self._asked.append(key)
        return key in self._found

    def flag(self, key: str, otherwise: bool) -> bool:
        """A setting that is true or false, and may be left out."""
        value = self._found[key] if self.has(key) else otherwise
        if not isinstance(value, bool):
            self.fault(key, "must be true or false, without quotes.")
            return otherwise
        return value

    def text(self, key: str) -> str:
        value = self._found[key] if self.has(key) else ""
        if isinstance(value, str) and value.strip():
            return value.strip()
        self.fault(key, "must be there, as text in quotes.")
        return ""

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, at least one."""
        return self._texts(key, self._found.get(key) if self.has(key) else None)

    def lists(self, key: str) -> tuple[tuple[str, ...], ...]:
        """A list of lists of texts, which may be left out."""
        value = self._found.get(key) if self.has(key) else []
        if not isinstance(value, list) or not all(isinstance(one, list) for one in value):
            self.fault(key, 'must be a list of lists, like [["coupon 15 %"]].')
            return ()
        return tuple(self._texts(key, one) for one in value)

    def terms(self, key: str, of: type[_Term]) -> frozenset[_Term]:
        """A list of terms of the trade."""
        found = set()
        known = [one.value for one in of]
        for word in self.texts(key):
            if word in known:
                found.add(of(word))
                continue
            near = get_close_matches(word, known, n=1)
            hint = f"did you mean {near[0]}?" if near else f"choose of {', '.join(known)}."
            self.fault(key, f"= {word} is not known; {hint}")
        return frozenset(found)

    def days(self, key: str) -> tuple[int, int | None]:
        """From which day to which; with one number alone, from then on."""
        value = self._found.get(key) if self.has(key) else None
        whole = isinstance(value, list) and all(isinstance(day, int) and not isinstance(day, bool) and day >= 0 for day in value)
        if isinstance(value, list) and whole and len(value) in {1, 2} and value == sorted(value):
            return value[0], value[1] if len(value) == 2 else None
        self.fault(key, "must be the first day and the last, like [8, 20], or the first alone, like [21].")
        return 0, None

    def done(self) -> None:
        """Nothing else is expected here: whatever was not asked for is a mistake, most likely a misspelt key."""
        for key in self._found:
            if key not in self._asked:
                near = get_close_matches(key, self._asked, n=1)
                self.fault(key, "is not known here." + (f" Did you mean {near[0]}?" if near else ""))

    def _texts(self, key: str, value: object) -> tuple[str, ...]:
        if isinstance(value, list) and value and all(isinstance(one, str) for one in value):
            return tuple(value)
        self.fault(key, 'must be a list of texts in quotes, like ["one", "two"].')
        return ()

    def _number(self, key: str, least: int, most: int) -> Decimal:
        self._asked.append(key)
        if key not in self._found:
            self.fault(key, "is missing.")
            return Decimal(least)
        value = self._found[key]
        # To Python True is a number, and so is "nan"; to an owner they are not.
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            number = Decimal(value)
            if number.is_finite() and least <= number <= most:
                return number
        self.fault(key, f"= {value} must be a number from {least} to {most}, without quotes.")
        return Decimal(least)
