"""Phrases as a shop owner writes them.

A phrase is words with blanks between them. `refund*` is any word with that beginning, `fell|dropped` either of them,
`after_i` two words inside a choice, `..` a gap of a few words, `#` any number; `=no` must be a whole clause;
`bought & cheaper` are both there, anywhere and in either order.
"""

from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from bot.language.tokens import is_character, tokens_of

Meaning = TypeVar("Meaning")

_GAP, _CHARACTERS_GAP = 5, 12  # words, or characters, that ".." may stand for


class PhraseError(ValueError):
    """A phrase that cannot be read."""


Word = tuple[str, bool]  # and whether it is only the beginning of one
Choice = tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One place of a phrase: any of its choices, right after the part before, or after a gap."""

    choices: tuple[Choice, ...]
    after_gap: bool


Run = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Phrase(Generic[Meaning]):
    """A phrase and what it means. It has one run of parts, or several of which each is somewhere in the message."""

    runs: tuple[Run, ...]
    whole_clause: bool
    gap: int
    meaning: Meaning


class Found(NamedTuple, Generic[Meaning]):
    """Where a phrase was found: from word `start` up to, not including, `end`; `said` are its own words, without its gaps."""

    start: int
    end: int
    said: tuple[int, ...]
    meaning: Meaning


def phrase_of(written: str, meaning: Meaning) -> Phrase[Meaning]:
    """Read a phrase; raises PhraseError with the phrase in it."""
    body = written.removeprefix("=")
    runs = tuple(_run(piece, written) for piece in body.split("&"))
    if len(runs) > 1 and body != written:
        raise PhraseError(f"{written!r}: = and & do not go together")
    characters = any(map(is_character, body))
    return Phrase(runs, body != written, _CHARACTERS_GAP if characters else _GAP, meaning)


def _run(piece: str, written: str) -> Run:
    parts: list[Part] = []
    gap = False
    for place in piece.split():
        if place == "..":
            if gap or not parts:
                raise PhraseError(f"{written!r}: a gap stands between two words")
            gap = True
            continue
        parts.append(Part(tuple(_choice(choice, written) for choice in place.split("|")), gap))
        gap = False
    if gap or not parts:
        raise PhraseError(f"{written!r}: a phrase begins and ends with a word")
    return tuple(parts)


def _choice(written: str, phrase: str) -> Choice:
    words: list[Word] = []
    for piece in written.split("_"):
        stem = piece.endswith("*")
        if piece == "#":
            words.append(("#", False))
            continue
        inside = tokens_of(piece.removesuffix("*")).words
        if not inside or "*" in piece[:-1]:
            raise PhraseError(f"{phrase!r}: {written!r} is not a word, a beginning like refund*, or # for a number")
        words += [(word, False) for word in inside[:-1]]
        words.append((inside[-1], stem))
    return tuple(words)
