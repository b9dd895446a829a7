"""Which languages a word or a few letters are met in, and how much that says.

A leaning is one whole number with a field of bits for each language, like the rods of an abacus: all languages are added up in a
single addition, where one after the other they would take ten times as long.
"""

from array import array
from collections.abc import Mapping, Sequence
from functools import cache
from struct import Struct
from zlib import crc32

from bot.language.checksums import Checksums

_FIELD = 32  # bits for each language
_ONE = 1 << 16  # the weight 1: the few hundred words that are read of a message never fill a field


class Leanings:
    """What was told of each of many keys, in eight bytes each and five a language.

    Of a thousand keys that are none of them, hardly one is ever taken for one that is.
    """

    def __init__(self, told: Mapping[str, Mapping[str, float]], languages: Sequence[str]) -> None:
        """`told` has a weight, not below 0, for each of the `languages` that a key leans to."""
        number = {language: place for place, language in enumerate(languages)}
        which, self._weights = bytearray(), array("I")
        self._starts = array("I", [0])
        ordered = sorted((crc32(key.encode()), key) for key in told)
        self._sums = Checksums(checksum for checksum, _ in ordered)
        for _, key in ordered:
            which.extend(number[language] for language in told[key])
            self._weights.extend(round(weight * _ONE) for weight in told[key].values())
            self._starts.append(len(which))
        self._which = bytes(which)

    def of(self, key: str) -> int:
        """The leaning of a key, 0 if nothing is known of it."""
        place = self._sums.place(crc32(key.encode()))
        if place is None:
            return 0
        here = slice(self._starts[place], self._starts[place + 1])
        return sum(weight << _FIELD * one for one, weight in zip(self._which[here], self._weights[here], strict=True))


def leanings_at_hand(told: Mapping[str, Mapping[str, float]], languages: Sequence[str]) -> Mapping[str, int]:
    """The leanings of few keys that are looked up all the time: ten times the memory, and a tenth of the time."""
    number = {language: place for place, language in enumerate(languages)}
    return {
        key: sum(round(weight * _ONE) << _FIELD * number[language] for language, weight in row.items())
        for key, row in told.items()
    }


def weights_in(leaning: int, languages: Sequence[str]) -> dict[str, float]:
    """How much a leaning, or several that were added up, says for each of the languages."""
    fields = _fields(len(languages))
    return {
        language: field / _ONE
        for language, field in zip(languages, fields.unpack(leaning.to_bytes(fields.size, "little")), strict=True)
    }


@cache
def _fields(number: int) -> Struct:
    return Struct(f"<{number}I")
