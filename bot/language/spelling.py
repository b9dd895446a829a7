"""The words that phrases are made of, and how a message may spell them: stretched, or with a single slip."""

import re
from array import array
from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator
from functools import lru_cache
from zlib import crc32

from bot.language.wordlist import WordList

_LONG = 6  # letters from which a slip of one is forgiven: shorter words are too near to one another
_CAN_SLIP = re.compile("[a-z\u00df-\u024f\u0370-\u06ff]+")  # where a letter is a sound, and not a syllable or a word
_STRETCHED = re.compile(r"(.)\1|ー$")
_LAUGHTER = re.compile(r"(.)\1{2,}")
_REMEMBERED = 10_000  # words, of all languages together


class Spelling:
    """Known words, and known beginnings of words.

    `real_words` are words of the language that are never taken for a slip in another one ("changed" is not "charged").
    """

    def __init__(self, words: Iterable[str], beginnings: Iterable[str], real_words: Container[str]) -> None:
        self._words, self._real = WordList(words), real_words
        # Looked up by every length of every word: there are few of them, and they may take the memory.
        self._beginnings = {word: number for number, word in enumerate(sorted(set(beginnings)), len(self._words))}
        self._sizes = sorted(set(map(len, self._beginnings)))
        near = {size + more for size in self._sizes if size >= _LONG for more in (-1, 0, 1)}
        self._typed_sizes = sorted(near, reverse=True)
        cuts = sorted((crc32(cut.encode()), number) for number, word in enumerate(self._words) for cut in _slips_of(word))
        self._cuts, self._cut = array("I", (checksum for checksum, _ in cuts)), array("I", (number for _, number in cuts))

    def number(self, word: str, *, stem: bool) -> int:
        """The number of one of the known words, or of a known beginning; raises KeyError for any other."""
        number = self._beginnings.get(word) if stem else self._words.number(word)
        if number is None:
            raise KeyError(word)
        return number

    def stands_for(self, word: str) -> Iterator[int]:
        """The numbers of all that a word may stand for: the word itself and its beginnings, as far as they are known."""
        whole = self._words.number(word)
        if whole is not None:
            yield whole
        for size in self._sizes:
            if size > len(word):
                return
            beginning = self._beginnings.get(word[:size])
            if beginning is not None:
                yield beginning

    def as_written(self, word: str) -> str:
        """The word with its stretched letters put right. One letter again and again is laughter."""
        if word[0].isdigit():
            return "#"
        if not _STRETCHED.search(word) or _LAUGHTER.fullmatch(word) or self._known(word) or not word[0].isalpha():
            return word
        stretched = (re.sub(r"(.)\1{2,}", kept, word) for kept in (r"\1\1", r"\1"))
        for shorter in (*stretched, re.sub(r"(.)\1+", r"\1", word), word.rstrip("ー")):
            if shorter != word and self._known(shorter):
                return shorter
        return word

    def put_right(self, word: str) -> str:
        """The word with its stretched letters and a single slip put right."""
        written = self.as_written(word)
        if written == "#" or self._known(written) or len(word) < _LONG - 1 or not _CAN_SLIP.fullmatch(word) or word in self._real:
            return written
        return self._without_slip(word)

    def _known(self, word: str) -> bool:
        return word in self._words or any(word[:size] in self._beginnings for size in self._sizes if size <= len(word))

    def _without_slip(self, word: str) -> str:
        """The known word, or the longest known beginning, that a single slip may have turned into this one; else the word."""
        beginnings = [word[:size] for size in self._typed_sizes if size < len(word)]
        places: list[tuple[str, Container[str]]] = [(word, self._words), *((start, self._beginnings) for start in beginnings)]
        for typed, known in places:
            near = {meant for cut in (typed, *_cuts(typed)) for meant in (cut, *self._with_cut(cut))}
            meant = min((one for one in near if len(one) >= _LONG and one in known and _one_slip(typed, one)), default="")
            if meant:
                return meant
        return word

    def _with_cut(self, cut: str) -> Iterator[str]:
        """The known words of which this is left if a letter is left out; now and then another one."""
        wanted = crc32(cut.encode())
        place = bisect_left(self._cuts, wanted)
        while place < len(self._cuts) and self._cuts[place] == wanted:
            yield self._words[self._cut[place]]
            place += 1


@lru_cache(maxsize=_REMEMBERED)
def meanings_of(word: str, spelling: Spelling) -> tuple[int, ...]:
    """What a word stands for; looked up once, as most words are said again."""
    return tuple(spelling.stands_for(word))


@lru_cache(maxsize=_REMEMBERED)
def settled(word: str, spelling: Spelling, slips: bool) -> str:
    """The word as it is known: stretched letters and, with `slips`, a single slip put right, a number as #."""
    return spelling.put_right(word) if slips else spelling.as_written(word)


def _slips_of(word: str) -> list[str]:
    return _cuts(word) if len(word) >= _LONG else []


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
