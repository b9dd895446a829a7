"""Many words in little memory: fifteen bytes a word, where a set of them takes a hundred and fifty."""

from array import array
from collections.abc import Iterable, Iterator
from zlib import crc32

from bot.language.checksums import Checksums


class WordList:
    """Words, each known by a number from 0 on."""

    def __init__(self, words: Iterable[str]) -> None:
        ordered = sorted((crc32(word.encode()), word) for word in set(words))
        self._sums = Checksums(checksum for checksum, _ in ordered)
        self._text = "".join(word for _, word in ordered)
        self._starts = array("I", _starts(word for _, word in ordered))

    def __len__(self) -> int:
        return len(self._sums)

    def __iter__(self) -> Iterator[str]:
        return map(self.__getitem__, range(len(self)))

    def __getitem__(self, number: int) -> str:
        return self._text[self._starts[number] : self._starts[number + 1]]

    def number(self, word: str) -> int | None:
        """The number of a word, None if it is not one of these."""
        checksum = crc32(word.encode())
        place = self._sums.place(checksum)
        if place is None or self[place] == word:
            return place
        return next((other for other in self._sums.places(checksum) if self[other] == word), None)

    def __contains__(self, word: object) -> bool:
        return self.number(str(word)) is not None


def _starts(words: Iterable[str]) -> Iterator[int]:
    start = 0
    yield start
    for word in words:
        start += len(word)
        yield start
