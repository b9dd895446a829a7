"""Which known word a word may be that was typed with a single slip of the pen."""

from array import array
from collections.abc import Iterable
from zlib import crc32

from bot.language.checksums import Checksums
from bot.language.wordlist import WordList

LONG = 6
"""Letters from which a slip of one is forgiven: shorter words are too near to one another."""

_HEAD = 5  # letters that two words with the same rest have in common at the least
_ROOM = 8  # places for each head: one of eight other words is looked up in vain


class Slips:
    """The longer ones of a list of words, found by what is left of them without one of their letters.

    Hardly any word that is typed is a slip in one of these: by how what is left of it begins, most are told apart at once.
    """

    def __init__(self, words: WordList) -> None:
        self._words = words
        left = [(cut, number) for number, word in enumerate(words) if len(word) >= LONG for cut in (word, *_cuts(word))]
        cuts = sorted((crc32(cut.encode()), number) for cut, number in left if cut != words[number])
        self._cuts, self._cut = Checksums(checksum for checksum, _ in cuts), array("I", (number for _, number in cuts))
        heads = {crc32(cut[:_HEAD].encode()) for cut, _ in left}
        self._last = (1 << (_ROOM * len(heads)).bit_length()) - 1
        begun = bytearray(self._last + 1)
        for head in heads:
            begun[head & self._last] = 1
        self._heads = bytes(begun)

    def meant(self, word: str, sizes: Iterable[int]) -> str | None:
        """What is meant by the word cut off at the first of these sizes at which anything may be; None if nothing is."""
        places = self._likely(word)
        if places:
            for size in sizes:
                near = self._near(word[:size], places)
                if near:
                    return min(near)
        return None

    def _likely(self, word: str) -> list[int]:
        """Where a letter of the word may be the slip; behind its end there is none, as where one was forgotten."""
        heads, last = self._heads, self._last
        places = [i for i in range(1, _HEAD) if heads[crc32((word[:i] + word[i + 1 : _HEAD + 1]).encode()) & last]]
        if heads[crc32(word[:_HEAD].encode()) & last]:
            places += range(_HEAD, len(word) + 1)
        return places

    def _near(self, typed: str, places: Iterable[int]) -> set[str]:
        """The words that may be meant by this one, if its slip is at one of these places."""
        near: set[str] = set()
        for i in places:
            if i > len(typed):
                break
            cut = typed[:i] + typed[i + 1 :]
            if len(cut) >= LONG and cut in self._words:
                near.add(cut)
            # Now and then another word has the same checksum.
            near.update(self._words[self._cut[place]] for place in self._cuts.places(crc32(cut.encode())))
        return {one for one in near if _one_slip(typed, one)}


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
