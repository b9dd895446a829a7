"""Which kinds of goods a text names: a watch, a cable. The articles of one order are told apart by them, and nothing is decided.

Titles are in the seller's language and buyers speak their own: `locales/<language>/goods.toml` says how each puts the same kind.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

from bot.language.catalogue import locales_folder
from bot.language.frequent import real_words
from bot.language.owner_files import FileError, called, toml_in
from bot.language.phrasebook import PhraseBook
from bot.language.phrases import Found, Phrase, PhraseError, phrase_of
from bot.language.tokens import Tokens
from bot.language.turns import CueError, Sayings, sayings_of
from bot.language.watched import Watched

SELLERS_SPEAK = ("en", "zh_Hans")
"""The languages of most titles in the files of the platforms."""

_JOINING, _EXCEPTING, _KINDS = _KEYS = ("and", "except", "kinds")


class GoodsError(FileError):
    """A goods.toml that says something nobody reads: the file, the key and what is wrong."""


@dataclass(frozen=True, slots=True)
class Goods:
    """How one language names the kinds of goods, what joins two of them ("and"), and what puts them aside ("all except")."""

    joining: Sayings
    excepting: Sayings
    kinds: Mapping[str, tuple[Phrase[str], ...]]


@dataclass(frozen=True, slots=True, eq=False)
class GoodsBook:
    """The same, ready to be looked for."""

    joining: Sayings
    excepting: Sayings
    phrases: PhraseBook[str]


def read_goods(path: Path) -> Goods:
    """Read one file; raises FileError with the first thing in it that is not understood."""
    name, told = called(path), toml_in(path)
    if unknown := next((key for key in told if key not in _KEYS), None):
        raise GoodsError(f"{name}: unknown key {unknown}; known are {', '.join(_KEYS)}")
    kinds = told.get(_KINDS, {})
    if not isinstance(kinds, dict):
        raise GoodsError(f"{name}: {_KINDS} must be a table")
    return Goods(
        _sayings(told, _JOINING, name),
        _sayings(told, _EXCEPTING, name),
        {kind: _phrases(kind, texts, f"{name}: {_KINDS}.{kind}") for kind, texts in kinds.items()},
    )


def goods_in(tokens: Tokens, language: str) -> list[Found[str]]:
    """The kinds that are named, each with its place; of words inside longer ones ("phone case") only the longer ones count."""
    book = book_of(language)
    if book is None:
        return []
    found = book.phrases.find(tokens)
    return [one for one in found if not any(_inside(one, other) for other in found)]


def prepare_goods(language: str) -> None:
    """Read all that is needed to tell articles apart by a message in this language: a tenth of a second of work."""
    for spoken in (language, *SELLERS_SPEAK):
        book_of(spoken)


def book_of(language: str) -> GoodsBook | None:
    """The goods of a language as its file has them now, None if it has none, or its file was never right."""
    return _watched(language).told()


def _inside(one: Found[str], other: Found[str]) -> bool:
    return other.start <= one.start and one.end <= other.end and other.end - other.start > one.end - one.start


@cache
def _watched(language: str) -> Watched[GoodsBook]:
    return Watched(locales_folder() / language / "goods.toml", partial(_book, language))


def _book(language: str, path: Path) -> GoodsBook:
    goods = read_goods(path)
    phrases = (phrase for told in goods.kinds.values() for phrase in told)
    return GoodsBook(goods.joining, goods.excepting, PhraseBook(phrases, real_words(language)))


def _sayings(told: Mapping[str, Any], key: str, name: str) -> Sayings:
    try:
        return sayings_of(_texts(told.get(key, []), f"{name}: {key}"))
    except CueError as fault:
        raise GoodsError(f"{name}: {key}: {fault}") from None


def _phrases(kind: str, written: Any, name: str) -> tuple[Phrase[str], ...]:
    try:
        return tuple(phrase_of(text, kind) for text in _texts(written, name))
    except PhraseError as fault:
        raise GoodsError(f"{name}: {fault}") from None


def _texts(written: Any, name: str) -> list[str]:
    if not isinstance(written, list) or not all(isinstance(text, str) for text in written):
        raise GoodsError(f"{name} must be a list of texts")
    return written
