"""Which languages a word or a few letters are met in, and how much that says: eight bytes each, and five a language."""

from array import array
from collections.abc import Mapping, Sequence
from zlib import crc32

from bot.language.checksums import Checksums


class Leanings:
    """What was told of each key. Of a thousand keys that are none of them, hardly one is ever taken for one that is."""

    def __init__(self, told: Mapping[str, Mapping[str, float]], languages: Sequence[str]) -> None:
        """`told` has a weight for each of the `languages` that a key leans to."""
        number = {language: place for place, language in enumerate(languages)}
        which, self._weights = bytearray(), array("f")
        self._starts = array("I", [0])
        ordered = sorted((crc32(key.encode()), key) for key in told)
        self._sums = Checksums(checksum for checksum, _ in ordered)
        for _, key in ordered:
            which.extend(number[language] for language in told[key])
            self._weights.extend(told[key].values())
            self._starts.append(len(which))
        self._which = bytes(which)

    def add_to(self, leant: list[float], key: str, times: float = 1.0) -> None:
        """Add what the key has for the languages, in their order, so many times; one that nothing is known of adds nothing."""
        place = self._sums.place(crc32(key.encode()))
        if place is not None:
            here = slice(self._starts[place], self._starts[place + 1])
            for one, weight in zip(self._which[here], self._weights[here], strict=True):
                leant[one] += times * weight
