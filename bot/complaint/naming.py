"""Which of several things somebody means, by words that stand in the name of only one of them."""

from collections.abc import Sequence

from bot.language.tokens import tokens_of

_LEAST = 4
"""So many letters must be shared, in one word or in several: "of" and "a" stand in many a name, and single out nothing."""
_ENDING = 2
"""Letters by which a word may differ at its end: "shoe" and "shoes"."""


def singled_out(text: str, names: Sequence[str]) -> int | None:
    """The position of the one name that the text shares words with which no other has; None where it is none, or several."""
    said = tokens_of(text).words
    words = [set(tokens_of(name).words) for name in names]
    letters = []
    for position, mine in enumerate(words):
        others = set[str]().union(*words[:position], *words[position + 1 :])
        letters.append(sum(len(word) for word in mine - others if any(_same(word, one) for one in said)))
    meant = [position for position, shared in enumerate(letters) if shared >= _LEAST]
    return meant[0] if len(meant) == 1 else None


def _same(word: str, said: str) -> bool:
    """Whether it is the same word, be it with another ending."""
    short, long = sorted((word, said), key=len)
    return word == said or (len(short) >= _LEAST and long.startswith(short) and len(long) - len(short) <= _ENDING)
