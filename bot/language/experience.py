"""What examples teach about causes: which words, and which pieces of words, were used by those who meant each.

Multinomial naive Bayes over the words, the pairs of words and the pieces of two to five letters of a message, each counted once
and by its rarity (tf-idf), so that a new message is held against all examples at once. It is learned in one pass, so that an
owner's example counts soon after it was written.
"""

import itertools
import math
import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from zlib import crc32

from bot.language.examples import TAUGHT, Example
from bot.language.tokens import folded
from bot.terms import Cause

CAUSES: tuple[Cause, ...] = tuple(sorted(TAUGHT))

_MOST = 600  # letters of a message that are compared
_PLACES = 1 << 15  # pieces are told apart by a hash, so that a language takes half a megabyte however much it was taught
_UNHEARD = 0.1  # what a piece counts for a cause that never had it
_LOUDEST = 127  # of what a signed byte holds
_PIECES = range(2, 6)
_CHARACTERS = range(1, 5)
_RUN = re.compile(r"(?:[^\W\d_]|[\u0300-\u036f\u0900-\u0963\u0e31-\u0e4e\u30fc])+|\d+|[^\w\s]")
_UNSPACED = re.compile("[\u3041-\u9fff\u0e01-\u0e4e]")


@dataclass(frozen=True, slots=True)
class Experience:
    """What is known of one language. `weights` holds, for each place a piece may have, a byte for each of `CAUSES`."""

    weights: "array[int]"
    scale: float

    def scores(self, text: str) -> tuple[float, ...]:
        """How much the words of a message speak for each of `CAUSES`: above 0 more than on average."""
        size = len(CAUSES)
        rows = [self.weights[place * size : (place + 1) * size] for place in pieces_of(text)]
        if not rows:
            return (0.0,) * size
        unit = self.scale / math.sqrt(len(rows))
        return tuple(unit * sum(column) for column in zip(*rows, strict=True))


def learned_from(examples: Sequence[Example]) -> Experience:
    """The experience of these examples; of none, one that knows nothing."""
    heard = [(CAUSES.index(example.cause), array("H", pieces_of(example.text))) for example in examples]
    often = array("I", bytes(4 * _PLACES))
    for _, places in heard:
        for place in places:
            often[place] += 1
    rarity = [math.log((1 + len(heard)) / (1 + count)) + 1 for count in often]
    size = len(CAUSES)
    sums = array("d", bytes(8 * _PLACES * size))
    for cause, places in heard:
        whole = math.sqrt(sum(rarity[place] ** 2 for place in places)) or 1.0
        for place in places:
            sums[place * size + cause] += rarity[place] / whole
    return _weighed(sums, often, rarity)


def _weighed(sums: "array[float]", often: "array[int]", rarity: Sequence[float]) -> Experience:
    size = len(CAUSES)
    kinds = sum(1 for count in often if count) + 1
    totals = [sum(sums[cause::size]) for cause in range(size)]
    wholes = [math.log(total + _UNHEARD * kinds) for total in totals]
    known = [total > 0 for total in totals]
    taught = [place for place, count in enumerate(often) if count]
    exact = array("f", bytes(4 * _PLACES * size))
    for place in taught:
        heard = sums[place * size : (place + 1) * size]
        logs = [math.log(one + _UNHEARD) - whole for one, whole in zip(heard, wholes, strict=True)]
        lowest = min(itertools.compress(logs, known))
        logs = [log if one else lowest for log, one in zip(logs, known, strict=True)]  # nobody means what has no example
        middle = sum(logs) / size
        exact[place * size : (place + 1) * size] = array("f", (rarity[place] * (log - middle) for log in logs))
    loudest = max(max(exact), -min(exact)) or 1.0
    weights = array("b", bytes(_PLACES * size))
    for place in taught:
        row = exact[place * size : (place + 1) * size]
        weights[place * size : (place + 1) * size] = array("b", (round(one / loudest * _LOUDEST) for one in row))
    return Experience(weights, loudest / _LOUDEST)


def pieces_of(text: str) -> set[int]:
    """The places of the pieces of a message, each once."""
    return {crc32(piece.encode()) % _PLACES for piece in _pieces(folded(text[:_MOST]))}


def _pieces(text: str) -> Iterator[str]:
    before = ""
    for run in _RUN.findall(text):
        if _UNSPACED.search(run):
            yield from _cut(run, _CHARACTERS)
            before = ""
            continue
        word = "0" if run[0].isdigit() else run
        yield word
        yield f"{before} {word}"
        before = word
        if len(word) > 1:
            yield from _cut(f"<{word}>", _PIECES)


def _cut(run: str, sizes: Iterable[int]) -> Iterator[str]:
    return (f"-{run[i : i + size]}" for size in sizes for i in range(len(run) - size + 1))
