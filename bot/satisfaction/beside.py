"""What may stand beside a score without changing what it says: "I give it a solid 6, thanks"."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_APART = re.compile(r"[^\w\u0300-\u036f\u0900-\u097f\u0e00-\u0e7f]+")


class BesideError(ValueError):
    """A word that would never be found as it is written."""


@dataclass(frozen=True, slots=True)
class Beside:
    """The words of one language, and what is `fastened` to others, or to the figure: です, 이요, 给."""

    words: frozenset[str] = frozenset()
    fastened: re.Pattern[str] | None = None


def beside_of(words: Iterable[str], fastened: Iterable[str] = ()) -> Beside:
    """Words as a shop owner writes them; raises BesideError with what could not be found."""
    ends = sorted({_word(text) for text in fastened}, key=lambda end: (-len(end), end))
    return Beside(frozenset(map(_word, words)), re.compile("|".join(map(re.escape, ends))) if ends else None)


def nothing_beside(rest: str, known: Sequence[Beside]) -> bool:
    """Whether all that is left of a text, in small letters, is such words of these languages."""
    for one in known:
        rest = one.fastened.sub(" ", rest) if one.fastened else rest
    return all(not word or any(word in one.words for one in known) for word in _APART.split(rest))


def _word(text: str) -> str:
    word = unicodedata.normalize("NFKC", text).casefold()
    if not word or "_" in word or _APART.search(word):
        raise BesideError(f"{text!r}: write one word to a text, of letters alone")
    return word
