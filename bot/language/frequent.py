"""The most frequent words of a language, from wordfreq's small lists: they come with the package, and are read on first use.

The package itself is never imported: with all it needs to cut texts into words and to mend them it would hold nine MiB.
"""

import gzip
from array import array
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from zlib import crc32

from msgspec import Raw, msgpack

from bot.language.checksums import Checksums
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
        self._sums = Checksums(sorted(rarities))
        self._rarities = array("H", (rarities[one] for one in sorted(rarities)))

    def __contains__(self, word: object) -> bool:
        return self.rarity(str(word)) is not None

    def rarity(self, word: str) -> int | None:
        """How rare a word is, None if it is not known: a hundred more is ten times as rare."""
        place = self._sums.place(crc32(word.encode()))
        return None if place is None else self._rarities[place]


def frequent_words(language: str) -> tuple[tuple[str, float], ...]:
    """About three thousand words, most frequent first, each with its share of all words said; none if no list is known."""
    return tuple((word, 10 ** (-rarity / 100)) for word, rarity in islice(_listed(language), _KEPT))


@cache
def real_words(language: str) -> RealWords:
    """All but the rarest words of a language: what is one of these is no slip in another one."""
    return RealWords(islice(_listed(language), _KNOWN))


def _listed(language: str) -> Iterator[tuple[str, int]]:
    """The words of a list with their rarities. Each row has all words of a rarity; before them stands what the file is."""
    file = _lists() / f"small_{_NAMED_OTHERWISE.get(language, language)}.msgpack.gz"
    if not file.exists():
        return
    _, *rows = msgpack.decode(gzip.decompress(file.read_bytes()), type=list[Raw])
    for rarity, row in enumerate(rows):
        yield from ((word, rarity) for word in msgpack.decode(row, type=list[str]))


@cache
def _lists() -> Path:
    """Where the package keeps its lists."""
    found = find_spec("wordfreq")
    return Path(found.origin or "").parent / "data" if found else Path()
