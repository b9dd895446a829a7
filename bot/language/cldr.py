"""What CLDR calls money, days, months and languages, copied out of Babel into `cldr.json` in the folder of each language.

Babel holds all it knows of a language once it was asked a single name, a megabyte each. Languages are listened to that are never
spoken: of these the names are all that is wanted. A language without the file is asked of Babel.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import msgspec

from bot.language.catalogue import locales_folder
from bot.language.owner_files import FileError, called, unreadable

COPY = "cldr.json"
_MENDED_BY = "run `python -m bot locales update`, which writes it anew"
_DAYS, _MONTHS = 7, 12

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Names:
    """What a language calls the currencies, each name with its code, the days, Monday first, the months, and each language."""

    signs: Mapping[str, str]
    currencies: Mapping[str, str]
    days: tuple[tuple[str, ...], ...]
    short_days: tuple[tuple[str, ...], ...]
    months: tuple[tuple[str, ...], ...]
    languages: Mapping[str, str] = field(default_factory=dict)


def copied(language: str) -> Names | None:
    """The names in the file of a language; None if it has none, or one with a fault in it, which is logged once."""
    path = locales_folder() / language / COPY
    if not path.exists():
        return None
    try:
        return read_names(path)
    except FileError as fault:
        _complain(str(fault))
        return None


def read_names(path: Path) -> Names:
    """Read one file. Raises FileError if there is anything in it that no copy has."""
    try:
        names = msgspec.json.decode(path.read_bytes(), type=Names)
    except OSError as fault:
        raise unreadable(path, fault) from None
    except (RecursionError, ValueError) as fault:
        raise FileError(f"{called(path)}: {fault}; {_MENDED_BY}") from None
    lists = (names.days, names.short_days, names.months)
    if "" in {*names.signs, *names.currencies} or [len(told) for told in lists] != [_DAYS, _DAYS, _MONTHS]:
        raise FileError(f"{called(path)}: a name is missing; {_MENDED_BY}")
    return names


@cache
def _complain(fault: str) -> None:
    log.error("%s. Babel is asked instead, which takes more memory", fault)
