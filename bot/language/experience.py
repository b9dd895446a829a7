"""What examples teach about causes: which words, and which pieces of words, were used by those who meant each.

Multinomial naive Bayes over the words, the pairs of words and the pieces of three and four letters of a message, each counted
once and by its rarity (tf-idf), so that a new message is held against all examples at once. It is learned in one pass, so that
an owner's example counts soon after it was written.
"""

import itertools
import math
import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

from bot.language.examples import TAUGHT, Example
from bot.language.tokens import folded_message
from bot.terms import Cause

CAUSES: tuple[Cause, ...] = tuple(sorted(TAUGHT))

_REMEMBERED = 6_000  # words, of all languages together
_MOST = 600  # letters of a message that are compared
_PLACES = 1 << 15  # pieces are told apart by a hash, so that a language takes at most half a megabyte, however much it was taught
_UNHEARD = 0.1  # what a piece counts for a cause that never had it
_NOTHING, _LOUDEST = 128, 127  # the middle of what a byte holds, and how far it goes from there
_PIECES = range(3, 5)
_CHARACTERS = range(1, 4)
_RUN = re.compile(r"(?:[^\W\d_]|[\u0300-\u036f\u0900-\u0963\u0e31-\u0e4e\u30fc])+|\d+|[^\w\s]")
_DASH = crc32(b"-")
_UNSPACED = re.compile("[\u3041-\u9fff\u0e01-\u0e4e]")


@dataclass(frozen=True, slots=True)
class Experience:
    """What is known of one language. `rows` has the row of each place a piece may have, `weights` a byte for each of `CAUSES`.

    A byte of 128 says nothing, what is below it speaks against a cause: bytes without a sign are added up quickly.
    """

    rows: "array[int]"
    weights: bytes
    scale: float

    def scores(self, text: str) -> tuple[float, ...]:
        """How much the words of a message speak for each of `CAUSES`: above 0 more than on average."""
        size = len(CAUSES)
        places = pieces_of(text)
        rows = [row * size for place in places if (row := self.rows[place])]
        if not rows:
            return (0.0,) * size
        said = b"".join([self.weights[start : start + size] for start in rows])
        unit, nothing = self.scale / math.sqrt(len(places)), _NOTHING * len(rows)
        return tuple(unit * (sum(said[cause::size]) - nothing) for cause in range(size))


def learned_from(examples: Sequence[Example]) -> Experience:
    """The experience of these examples; of none, one that knows nothing."""
    heard = [(CAUSES.index(example.cause), array("H", pieces_of(example.text))) for example in examples]
    often = array("I", bytes(4 * _PLACES))
    for _, places in heard:
        for place in places:
            often[place] += 1
    rarity = array("d", (math.log((1 + len(heard)) / (1 + count)) + 1 for count in often))
    # Row 0 says nothing: it stands for all the pieces that nobody was taught.
    rows = array("H", bytes(2 * _PLACES))
    taught = array("H", (place for place, count in enumerate(often) if count))
    for row, place in enumerate(taught, 1):
        rows[place] = row
    size = len(CAUSES)
    sums = array("d", bytes(8 * size * (len(taught) + 1)))
    for cause, places in heard:
        whole = math.sqrt(sum(rarity[place] ** 2 for place in places)) or 1.0
        for place in places:
            sums[rows[place] * size + cause] += rarity[place] / whole
    _weigh(sums, array("d", (rarity[place] for place in taught)))
    loudest = max(max(sums), -min(sums)) or 1.0
    return Experience(rows, bytes([_NOTHING + round(one / loudest * _LOUDEST) for one in sums]), loudest / _LOUDEST)


def _weigh(sums: "array[float]", rarities: Sequence[float]) -> None:
    """Of how much each piece was heard for each cause, make how much it speaks for it: row by row, from the second on."""
    size = len(CAUSES)
    kinds = len(rarities) + 1
    totals = [sum(sums[cause::size]) for cause in range(size)]
    wholes = [math.log(total + _UNHEARD * kinds) for total in totals]
    known = [total > 0 for total in totals]
    for row, rarity in enumerate(rarities, 1):
        here = slice(row * size, (row + 1) * size)
        logs = [math.log(one + _UNHEARD) - whole for one, whole in zip(sums[here], wholes, strict=True)]
        lowest = min(itertools.compress(logs, known))
        logs = [log if one else lowest for log, one in zip(logs, known, strict=True)]  # nobody means what has no example
        middle = sum(logs) / size
        sums[here] = array("d", (rarity * (log - middle) for log in logs))


def pieces_of(text: str) -> set[int]:
    """The places of the pieces of a message, each once."""
    places: set[int] = set()
    before = ""
    for run in _RUN.findall(folded_message(text[:_MOST])):
        if _UNSPACED.search(run):
            places.update(_cut(run, _CHARACTERS))
            before = ""
            continue
        word = "0" if run[0].isdigit() else run
        places.update(_within(word))
        places.add(crc32(f"{before} {word}".encode()) % _PLACES)
        before = word
    return places


@lru_cache(maxsize=_REMEMBERED)
def _within(word: str) -> "array[int]":
    """The places of a word and of the pieces it is cut into."""
    pieces = _cut(f"<{word}>", _PIECES) if len(word) > 1 else []
    return array("H", (crc32(word.encode()) % _PLACES, *pieces))


def _cut(run: str, sizes: range) -> list[int]:
    """The places of all pieces of these sizes, a dash before each. The checksum of a piece goes on from that of a shorter one."""
    letters = [letter.encode() for letter in run]
    checksums, pieces = [_DASH] * len(letters), []
    for size in range(1, sizes.stop):
        checksums = list(map(crc32, letters[size - 1 :], checksums))
        if size in sizes:
            pieces += checksums
    return [checksum % _PLACES for checksum in pieces]
