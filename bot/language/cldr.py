"""What CLDR calls money, days and months, copied out of Babel into `cldr.json` in the folder of each language.

Babel holds all it knows of a language once it was asked a single name, a megabyte each. Languages are listened to that are never
spoken: of these the names are all that is wanted. A language without the file is asked of Babel.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from bot.language.catalogue import locales_folder

COPY = "cldr.json"


@dataclass(frozen=True, slots=True)
class Names:
    """What a language calls the currencies, each name with its code, the days, Monday first, and the months."""

    signs: Mapping[str, str]
    currencies: Mapping[str, str]
    days: tuple[tuple[str, ...], ...]
    short_days: tuple[tuple[str, ...], ...]
    months: tuple[tuple[str, ...], ...]


def copied(language: str) -> Names | None:
    """The names in the file of a language; None if it has none."""
    path = locales_folder() / language / COPY
    return msgspec.json.decode(path.read_bytes(), type=Names) if path.exists() else None
