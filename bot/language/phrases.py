"""Phrases as a shop owner writes them, and finding many of them in a message at once.

A phrase is words with blanks between them. `refund*` is any word with that beginning, `fell|dropped` either of them,
`after_i` two words inside a choice, `..` a gap of a few words, `#` any number; `=no` must be a whole clause;
`bought & cheaper` are both there, anywhere and in either order.
Case, accents, apostrophes, longer and longer letters and single slips in long words make no difference. A message is never
treated as a pattern.
"""

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Generic, TypeVar

from bot.language.tokens import Tokens, is_character, is_hiragana, tokens_of

Meaning = TypeVar("Meaning")

_GAP, _CHARACTERS_GAP = 5, 12  # words, or characters, that ".." may stand for
_LONG = 6  # letters from which a slip of one is forgiven: shorter words are too near to one another
_CAN_SLIP = re.compile("[a-z\u00df-\u024f\u0370-\u06ff]+")  # where a letter is a sound, and not a syllable or a word
_LAUGHTER = re.compile(r"(.)\1{2,}")
_LITTLE = 2  # letters of hiragana that are a part of many a word: a phrase of no more is only found between other letters


class PhraseError(ValueError):
    """A phrase that cannot be read."""


Word = tuple[str, bool]  # and whether it is only the beginning of one
Choice = tuple[Word, ...]
Places = Mapping[Choice, Sequence[tuple[int, int]]]  # where each was found: from, and up to, not including


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


@dataclass(frozen=True, slots=True)
class Found(Generic[Meaning]):
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
            words.append(_word("#", stem=False))
            continue
        inside = tokens_of(piece.removesuffix("*")).words
        if not inside or "*" in piece[:-1]:
            raise PhraseError(f"{phrase!r}: {written!r} is not a word, a beginning like refund*, or # for a number")
        words += [_word(word, stem=False) for word in inside[:-1]]
        words.append(_word(inside[-1], stem=stem))
    return _kept(tuple(words))


@cache
def _kept(choice: Choice) -> Choice:
    return choice


@cache
def _word(word: str, *, stem: bool) -> Word:
    """The same for the same: word lists are long, and their words are few."""
    return word, stem


class PhraseBook(Generic[Meaning]):
    """Many phrases, found together in one walk over a message.

    `real_words` are words of the language that are never taken for a slip in another one ("changed" is not "charged").
    """

    def __init__(self, phrases: Iterable[Phrase[Meaning]], real_words: Container[str]) -> None:
        self._real = real_words
        self._by_choice: dict[Choice, list[Phrase[Meaning]]] = {}
        self._whole: dict[str, list[Choice]] = {}
        self._stems: dict[str, list[Choice]] = {}
        self._vocabulary: set[str] = set()
        self._beginnings: set[str] = set()
        for phrase in phrases:
            parts = [part for run in phrase.runs for part in run]
            for choice in min(parts, key=_commonness).choices:
                self._by_choice.setdefault(choice, []).append(phrase)
            for part in parts:
                for choice in part.choices:
                    self._learn(choice)
        self._stem_sizes = sorted({len(stem) for stem in self._beginnings})
        self._slips: dict[str, list[str]] = {}
        for word in sorted(self._vocabulary):
            if len(word) >= _LONG:
                for cut in _cuts(word):
                    self._slips.setdefault(cut, []).append(word)
        self._settled: Callable[[str], str] = lru_cache(maxsize=20_000)(self._settle)
        self._exact: Callable[[str], str] = lru_cache(maxsize=20_000)(self._as_written)

    def _learn(self, choice: Choice) -> None:
        first, stem = choice[0]
        index = self._stems if stem else self._whole
        if choice not in index.setdefault(first, []):
            index[first].append(choice)
        self._vocabulary.update(word for word, _ in choice)
        self._beginnings.update(word for word, is_stem in choice if is_stem)

    def settle(self, tokens: Tokens, *, slips: bool = True) -> tuple[str, ...]:
        """The words as the book knows them: stretched letters and, unless it must be certain, slips put right, numbers as #."""
        return tuple(map(self._settled if slips else self._exact, tokens.words))

    def find(self, tokens: Tokens, words: tuple[str, ...]) -> list[Found[Meaning]]:
        """Every phrase that is there, each at its first place, in the order of their places."""
        places = self._places(words)
        likely = {id(phrase): phrase for choice in places for phrase in self._by_choice.get(choice, ())}
        found = [one for phrase in likely.values() for one in self._at(phrase, places, tokens)]
        return sorted(found, key=lambda one: (one.start, one.end))

    def _places(self, words: tuple[str, ...]) -> Places:
        places: dict[Choice, list[tuple[int, int]]] = {}
        for start, word in enumerate(words):
            for choice in self._beginning_with(word):
                end = start + len(choice)
                if end <= len(words) and all(
                    token.startswith(wanted) if stem else token == wanted
                    for token, (wanted, stem) in zip(words[start + 1 : end], choice[1:], strict=True)
                ):
                    places.setdefault(choice, []).append((start, end))
        return places

    def _beginning_with(self, word: str) -> Iterator[Choice]:
        yield from self._whole.get(word, ())
        for size in self._stem_sizes:
            if size > len(word):
                return
            yield from self._stems.get(word[:size], ())

    def _at(self, phrase: Phrase[Meaning], places: Places, tokens: Tokens) -> Iterator[Found[Meaning]]:
        if len(phrase.runs) == 1:
            for said in _runs_at(phrase.runs[0], phrase.gap, places, tokens):
                whole = not phrase.whole_clause or tokens.whole_clause(said[0], said[-1] + 1)
                if whole and not _inside_a_word(said, tokens):
                    yield Found(said[0], said[-1] + 1, said, phrase.meaning)
            return
        together: set[int] = set()
        for run in phrase.runs:
            said = next(_runs_at(run, phrase.gap, places, tokens), ())
            if not said:
                return
            together.update(said)
        yield Found(min(together), max(together) + 1, tuple(sorted(together)), phrase.meaning)

    def _known(self, word: str) -> bool:
        return word in self._vocabulary or any(word[:size] in self._beginnings for size in self._stem_sizes if size <= len(word))

    def _settle(self, word: str) -> str:
        written = self._as_written(word)
        if written == "#" or self._known(written) or len(word) < _LONG - 1 or not _CAN_SLIP.fullmatch(word) or word in self._real:
            return written
        return self._without_slip(word)

    def _as_written(self, word: str) -> str:
        """The word with its stretched letters put right. One letter again and again is laughter."""
        if word[0].isdigit():
            return "#"
        if self._known(word) or not word[0].isalpha():
            return word
        if _LAUGHTER.fullmatch(word):
            return word
        for shorter in (re.sub(r"(.)\1{2,}", r"\1\1", word), re.sub(r"(.)\1+", r"\1", word), word.rstrip("ー")):
            if shorter != word and self._known(shorter):
                return shorter
        return word

    def _without_slip(self, word: str) -> str:
        """The known word, or the longest known beginning, that a single slip may have turned into this one; else the word."""
        sizes = {size + more for size in self._stem_sizes for more in (-1, 0, 1)}
        beginnings = [word[:size] for size in sorted(sizes, reverse=True) if size < len(word)]
        for typed, known in ((word, self._vocabulary), *((start, self._beginnings) for start in beginnings)):
            near = {meant for cut in (typed, *_cuts(typed)) for meant in (cut, *self._slips.get(cut, []))}
            meant = min((one for one in near if one in known and len(one) >= _LONG and _one_slip(typed, one)), default="")
            if meant:
                return meant
        return word


def _inside_a_word(said: tuple[int, ...], tokens: Tokens) -> bool:
    """Whether what was found is a letter or two of hiragana amid others: か in わかりました asks nothing."""
    if len(said) > _LITTLE or not all(is_hiragana(tokens.words[i]) for i in said):
        return False
    beside = [i for i in (said[0] - 1, said[-1] + 1) if 0 <= i < len(tokens.words)]
    return any(tokens.clauses[i] == tokens.clauses[said[0]] and is_hiragana(tokens.words[i]) for i in beside)


def _commonness(part: Part) -> float:
    """A guess at how often a part is met, by which a phrase is looked up: few choices and long words are rare."""
    return sum(sum(len(word) for word, _ in choice) ** -2 for choice in part.choices)


def _runs_at(run: Run, gap: int, places: Places, tokens: Tokens) -> Iterator[tuple[int, ...]]:
    """The words, in their order, of each place where a run of parts was found."""
    spots: list[list[tuple[int, int]]] = []
    for part in run:
        spots.append(sorted(spot for choice in part.choices if choice in places for spot in places[choice]))
        if not spots[-1]:
            return
    for start, first_end in spots[0]:
        end, said = first_end, [*range(start, first_end)]
        for part, options in zip(run[1:], spots[1:], strict=True):
            reach = end + (gap if part.after_gap else 0)
            near = [spot for spot in options if end <= spot[0] <= reach]
            if not near or tokens.sentences[near[0][0]] != tokens.sentences[start]:
                break
            said += range(*near[0])
            end = near[0][1]
        else:
            yield tuple(said)


def _cuts(word: str) -> list[str]:
    return [word[:i] + word[i + 1 :] for i in range(1, len(word))]


def _one_slip(typed: str, meant: str) -> bool:
    """Whether one letter was left out, added, changed or swapped with the next; the first letter is never wrong."""
    if typed[0] != meant[0]:
        return False
    if len(typed) != len(meant):
        short, long = sorted((typed, meant), key=len)
        return short in _cuts(long)
    wrong = [i for i, (a, b) in enumerate(zip(typed, meant, strict=True)) if a != b]
    if len(wrong) == 2:
        i, j = wrong
        return j == i + 1 and typed[i] == meant[j] and typed[j] == meant[i]
    return len(wrong) == 1
