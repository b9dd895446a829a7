"""The words that phrases are made of, and how a message may spell them: stretched, or with a single slip."""

import re
from collections.abc import Container, Iterable
from functools import lru_cache
from typing import NamedTuple

from bot.language.slips import LONG, Slips
from bot.language.wordlist import WordList

_HEAD = 3  # letters by which beginnings are told apart at first
_CAN_SLIP = re.compile("[a-z\u00df-\u024f\u0370-\u06ff]+")  # where a letter is a sound, and not a syllable or a word
_STRETCHED = re.compile(r"(.)\1|ー$")
_LAUGHTER = re.compile(r"(.)\1{2,}")
_REMEMBERED = 20_000  # words, of all languages together


class Spelling:
    """Known words, and known beginnings of words.

    `real_words` are words of the language that are never taken for a slip in another one ("changed" is not "charged").
    """

    def __init__(self, words: Iterable[str], beginnings: Iterable[str], real_words: Container[str]) -> None:
        self._words, self._real = WordList(words), real_words
        # There are few of them, and they may take the memory: as a word is met, so are all it may begin with.
        self._beginnings = {word: number for number, word in enumerate(sorted(set(beginnings)), len(self._words))}
        self._head = min(_HEAD, *map(len, self._beginnings)) if self._beginnings else 0
        sizes: dict[str, set[int]] = {}
        for word in self._beginnings:
            sizes.setdefault(word[: self._head], set()).add(len(word))
        self._sizes = {head: bytes(sorted(found)) for head, found in sizes.items()}
        long = {len(word) for word in self._beginnings if len(word) >= LONG}
        self._typed_sizes = sorted({size + more for size in long for more in (-1, 0, 1)}, reverse=True)
        self._slips, self._slips_in_beginnings = Slips(self._words), Slips(WordList(self._beginnings))

    def number(self, word: str, *, stem: bool) -> int:
        """The number of one of the known words, or of a known beginning; raises KeyError for any other."""
        number = self._beginnings.get(word) if stem else self._words.number(word)
        if number is None:
            raise KeyError(word)
        return number

    def stands_for(self, word: str) -> list[int]:
        """The numbers of all that a word may stand for: the word itself and its beginnings, as far as they are known."""
        whole = self._words.number(word)
        numbers = [] if whole is None else [whole]
        for size in self._sizes.get(word[: self._head], ()):
            beginning = self._beginnings.get(word[:size]) if size <= len(word) else None
            if beginning is not None:
                numbers.append(beginning)
        return numbers

    def read(self, word: str, *, slips: bool) -> "Spelled":
        """The word with its stretched letters and, with `slips`, a single slip put right; a number is #."""
        written = "#" if word[0].isdigit() else word
        numbers = self.stands_for(written)
        if not numbers and written == word:
            written = self._unstretched(word)
            if written == word and slips and self._may_be_a_slip(word):
                written = self._without_slip(word)
            numbers = self.stands_for(written) if written != word else numbers
        return Spelled(written, tuple(numbers))

    def put_right(self, word: str) -> str:
        """The word with its stretched letters and a single slip put right."""
        return self.read(word, slips=True).word

    def _unstretched(self, word: str) -> str:
        """The known word that this one is when no letter is stretched, else the word. One letter again and again is laughter."""
        if not _STRETCHED.search(word) or _LAUGHTER.fullmatch(word) or not word[0].isalpha():
            return word
        stretched = (re.sub(r"(.)\1{2,}", kept, word) for kept in (r"\1\1", r"\1"))
        for shorter in (*stretched, re.sub(r"(.)\1+", r"\1", word), word.rstrip("ー")):
            if shorter != word and self.stands_for(shorter):
                return shorter
        return word

    def _may_be_a_slip(self, word: str) -> bool:
        return len(word) >= LONG - 1 and _CAN_SLIP.fullmatch(word) is not None and word not in self._real

    def _without_slip(self, word: str) -> str:
        """The known word, or the longest known beginning, that a single slip may have turned into this one; else the word."""
        meant = self._slips.meant(word, (len(word),))
        if meant is None and self._typed_sizes:
            meant = self._slips_in_beginnings.meant(word, [size for size in self._typed_sizes if size < len(word)])
        return word if meant is None else meant


class Spelled(NamedTuple):
    """A word as it is known, and the numbers of all that it may stand for."""

    word: str
    numbers: tuple[int, ...]


@lru_cache(maxsize=_REMEMBERED)
def spelled(word: str, spelling: Spelling, slips: bool) -> Spelled:
    """How a word is read; looked up once, as most words are said again."""
    return spelling.read(word, slips=slips)
