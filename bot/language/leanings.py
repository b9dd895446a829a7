"""Which languages a word or a few letters are met in, and how much that says: seven bytes each, and four a language."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from zlib import crc32


class Leanings:
    """What was told of each key. Of a thousand keys that are none of them, hardly one is ever taken for one that is."""

    def __init__(self, told: Mapping[str, Mapping[str, float]]) -> None:
        """`told` has a weight for each language that a key leans to."""
        self._languages = tuple(sorted({language for row in told.values() for language in row}))
        number = {language: place for place, language in enumerate(self._languages)}
        self._sums, self._starts = array("I"), array("I", [0])
        self._which, self._weights = array("B"), array("f")
        for checksum, key in sorted((crc32(key.encode()), key) for key in told):
            self._sums.append(checksum)
            self._which.extend(number[language] for language in told[key])
            self._weights.extend(told[key].values())
            self._starts.append(len(self._which))

    def of(self, key: str) -> Iterable[tuple[str, float]]:
        """The languages that a key leans to, each with its weight; none of a key nothing is known of."""
        wanted = crc32(key.encode())
        place = bisect_left(self._sums, wanted)
        if place == len(self._sums) or self._sums[place] != wanted:
            return ()
        start, end = self._starts[place], self._starts[place + 1]
        which = map(self._languages.__getitem__, self._which[start:end])
        return zip(which, self._weights[start:end], strict=True)
