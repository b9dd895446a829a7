"""Where a checksum stands among many: a few steps, where a search through all of them takes four times as many."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable

_BITS = 32
_TOGETHER = 4  # checksums that begin alike, about: they lie evenly over all that there may be


class Checksums:
    """Checksums of 32 bits, in ascending order, and where those begin that begin alike."""

    def __init__(self, ordered: Iterable[int]) -> None:
        self._sums = array("I", ordered)
        self._shift = _BITS - (len(self._sums) // _TOGETHER).bit_length()
        ends = array("I", bytes(4 * ((1 << (_BITS - self._shift)) + 1)))
        for place, checksum in enumerate(self._sums, 1):
            ends[(checksum >> self._shift) + 1] = place
        for start in range(1, len(ends)):
            ends[start] = max(ends[start], ends[start - 1])
        self._starts = ends

    def __len__(self) -> int:
        return len(self._sums)

    def place(self, checksum: int) -> int | None:
        """Where it stands, or the first of several that are the same; None if it is not there."""
        head, sums = checksum >> self._shift, self._sums
        end = self._starts[head + 1]
        place = bisect_left(sums, checksum, self._starts[head], end)
        return place if place < end and sums[place] == checksum else None

    def places(self, checksum: int) -> range:
        """All places where it stands."""
        start = self.place(checksum)
        if start is None:
            return range(0)
        end = start + 1
        while end < len(self._sums) and self._sums[end] == checksum:
            end += 1
        return range(start, end)
