"""Phrases as a shop owner writes them, and finding many of them in a message at once.

A phrase is words with blanks between them. `refund*` is any word with that beginning, `fell|dropped` either of them,
`after_i` two words inside a choice, `..` a gap of a few words, `#` any number; `=no` must be a whole clause;
`bought & cheaper` are both there, anywhere and in either order.
Chinese characters are words of one letter each, so nothing has to be cut into words. Case, accents, apostrophes, longer
and longer letters and single slips in long words make no difference. A message is never treated as a pattern.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

Meaning = TypeVar("Meaning")

_TOKEN = re.compile(
    r"(?P<han>[\u3400-\u9fff])|(?P<word>[^\W\d_\u3400-\u9fff]+)|(?P<number>\d+(?:[.,:]\d+)*)"
    r"|(?P<sign>[%$€£¥\u2600-\u27bf\U0001f300-\U0001faff]|>>)|(?P<pause>[,;:、，；：…)(\"“”-])|(?P<stop>[.!?\n。！？]+)"
)
_GAP, _HAN_GAP = 5, 12  # words, or characters, that ".." may stand for
_MOST_TOKENS = 400
_LONG = 6  # letters from which a slip of one is forgiven: shorter words are too near to one another


class PhraseError(ValueError):
    """A phrase that cannot be read."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """A message in words; `clauses` and `sentences` number where each word stands."""

    words: tuple[str, ...]
    clauses: tuple[int, ...]
    sentences: tuple[int, ...]

    def whole_clause(self, start: int, end: int) -> bool:
        """Whether these words are all there is between two pauses."""
        before = start == 0 or self.clauses[start - 1] != self.clauses[start]
        after = end == len(self.words) or self.clauses[end] != self.clauses[end - 1]
        return before and after and self.clauses[start] == self.clauses[end - 1]


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


def folded(text: str) -> str:
    """The text without capitals, accents, apostrophes and width."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    if not plain.isascii():
        letters = "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))
        plain = unicodedata.normalize("NFC", letters).replace("’", "'").replace("‘", "'").replace("´", "'").replace("`", "'")
    return plain.replace("'", "").replace("¿", " ").replace("¡", " ")


def tokens_of(text: str) -> Tokens:
    """The words of a message, at most the first four hundred."""
    words: list[str] = []
    clauses: list[int] = []
    sentences: list[int] = []
    clause = sentence = 0
    for match in _TOKEN.finditer(folded(text)):
        if match["pause"] or match["stop"]:
            clause += 1
            sentence += bool(match["stop"])
            continue
        words.append(match[0])
        clauses.append(clause)
        sentences.append(sentence)
        if len(words) == _MOST_TOKENS:
            break
    return Tokens(tuple(words), tuple(clauses), tuple(sentences))


def phrase_of(written: str, meaning: Meaning) -> Phrase[Meaning]:
    """Read a phrase; raises PhraseError with the phrase in it."""
    body = written.removeprefix("=")
    runs = tuple(_run(piece, written) for piece in body.split("&"))
    if len(runs) > 1 and body != written:
        raise PhraseError(f"{written!r}: = and & do not go together")
    han = any("\u3400" <= c <= "\u9fff" for c in body)
    return Phrase(runs, body != written, _HAN_GAP if han else _GAP, meaning)


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


class PhraseBook(Generic[Meaning]):
    """Many phrases, found together in one walk over a message.

    `real_words` are words of the language that are never taken for a slip in another one ("changed" is not "charged").
    """

    def __init__(self, phrases: Iterable[Phrase[Meaning]], real_words: Collection[str]) -> None:
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

    def _learn(self, choice: Choice) -> None:
        first, stem = choice[0]
        index = self._stems if stem else self._whole
        if choice not in index.setdefault(first, []):
            index[first].append(choice)
        self._vocabulary.update(word for word, _ in choice)
        self._beginnings.update(word for word, is_stem in choice if is_stem)

    def settle(self, tokens: Tokens) -> tuple[str, ...]:
        """The words as the book knows them: stretched letters and slips put right, numbers as #."""
        return tuple(map(self._settled, tokens.words))

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
                if not phrase.whole_clause or tokens.whole_clause(said[0], said[-1] + 1):
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
        if word[0].isdigit():
            return "#"
        if self._known(word) or not word.isalpha():
            return word
        for shorter in (re.sub(r"(.)\1{2,}", r"\1\1", word), re.sub(r"(.)\1+", r"\1", word)):
            if shorter != word and self._known(shorter):
                return shorter
        if len(word) < _LONG - 1 or word in self._real:
            return word
        return self._without_slip(word)

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
