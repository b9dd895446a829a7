"""Copying the names of CLDR out of Babel: `locales update` does it, and a newer Babel may bring others."""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from bot.language.cldr import COPY, Names
from bot.language.currencies import currencies_by_babel, signs_by_babel
from bot.language.date_patterns import days_by_babel, months_by_babel
from bot.language.speaking import languages_by_babel


def copies(folder: Path) -> Mapping[Path, bytes]:
    """The file of names of each language in a folder of languages; none of a language that Babel does not know."""
    names = {path.parent: by_babel(path.parent.name) for path in folder.glob("*/words.toml")}
    return {path / COPY: _written(told) for path, told in names.items() if told.signs}


def by_babel(language: str) -> Names:
    """The names of a language as Babel has them now."""
    return Names(
        signs=signs_by_babel(language),
        currencies=currencies_by_babel(language),
        days=days_by_babel(language),
        short_days=days_by_babel(language, short=True),
        months=months_by_babel(language),
        languages=languages_by_babel(language),
    )


def _written(names: Names) -> bytes:
    """A name a line, so that a change can be read."""
    return msgspec.json.format(msgspec.json.encode(names, order="sorted"), indent=1) + b"\n"
