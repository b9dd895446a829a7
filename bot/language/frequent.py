"""The most frequent words of a language, from wordfreq's small lists: they come with the package, and are read on first use."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from zlib import crc32

from wordfreq import available_languages, cB_to_freq, read_cBpack

from bot.language.tokens import folded

_KEPT, _KNOWN = 3_000, 25_000
_NAMED_OTHERWISE = {"pt_BR": "pt", "zh_Hans": "zh", "zh_Hant": "zh"}


class RealWords:
    """Words that are known to be ones, folded. Six bytes a word: now and then a word that is none is taken for one."""

    def __init__(self, words: Iterable[tuple[str, int]]) -> None:
        """Of words, most frequent first, each with its rarity in hundredths of a bel."""
        rarities: dict[int, int] = {}
        for word, rarity in words:
            rarities.setdefault(crc32(folded(word).encode()), rarity)
        self._sums = array("I", sorted(rarities))
        self._rarities = array("H", (rarities[one] for one in self._sums))

    def __contains__(self, word: object) -> bool:
        return self.rarity(str(word)) is not None

    def rarity(self, word: str) -> int | None:
        """How rare a word is, None if it is not known: a hundred more is ten times as rare."""
        wanted = crc32(word.encode())
        place = bisect_left(self._sums, wanted)
        return self._rarities[place] if place < len(self._sums) and self._sums[place] == wanted else None


def frequent_words(language: str) -> tuple[tuple[str, float], ...]:
    """About three thousand words, most frequent first, each with its share of all words said; none if no list is known."""
    return tuple((word, cB_to_freq(-rarity)) for word, rarity in islice(_listed(language), _KEPT))


@cache
def real_words(language: str) -> RealWords:
    """All but the rarest words of a language: what is one of these is no slip in another one."""
    return RealWords(islice(_listed(language), _KNOWN))


def _listed(language: str) -> Iterator[tuple[str, int]]:
    """The words of a list with their rarities."""
    file = available_languages("small").get(_NAMED_OTHERWISE.get(language, language))
    if file is None:
        return
    for rarity, row in enumerate(read_cBpack(file)):
        yield from ((word, rarity) for word in row)
