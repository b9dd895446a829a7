"""Words that take away what they stand beside: "not broken" before it, 壊れていません behind it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from bot.language.tokens import Tokens

Negation = tuple[str, ...]  # its words: in Japanese and Thai they are single letters

_REACH_BEHIND = 4  # words of one letter between what is denied and its denial: 返金は要りません


@dataclass(frozen=True, slots=True)
class Negations:
    """The negations of a language: those that stand before what they deny, and those that stand behind it.

    What a message complains of is denied only by what is said of it at once, since much may follow it that is another matter:
    `denials` are written with the small words between (ていません, `falan değil`).
    """

    before: frozenset[Negation] = frozenset()
    behind: frozenset[Negation] = frozenset()
    denials: frozenset[Negation] = frozenset()

    def before_in(self, tokens: Tokens, words: tuple[str, ...], clause_of: int, places: Iterable[int]) -> bool:
        """Whether one begins at one of these places, in the clause of the word `clause_of`."""
        return _any_at(self.before, tokens, words, clause_of, places)

    def behind_in(self, tokens: Tokens, words: tuple[str, ...], end: int) -> bool:
        """Whether one begins soon after a phrase that ends before `end`, in its clause."""
        return bool(self.behind) and _any_at(self.behind, tokens, words, end - 1, range(end, end + _REACH_BEHIND))

    def denial_at(self, tokens: Tokens, words: tuple[str, ...], end: int) -> range:
        """The words right behind a phrase that ends before `end`, in its clause, which deny it; none if nothing does."""
        longest = max(_sizes(self.denials), default=0)
        for size in range(min(longest, len(words) - end), 0, -1):
            if words[end : end + size] in self.denials and tokens.clauses[end - 1] == tokens.clauses[end + size - 1]:
                return range(end, end + size)
        return range(0)


def _any_at(
    negations: frozenset[Negation], tokens: Tokens, words: tuple[str, ...], clause_of: int, places: Iterable[int]
) -> bool:
    clause, sizes = tokens.clauses[clause_of], _sizes(negations)
    return any(
        words[i : i + size] in negations for i in places if 0 <= i < len(words) and tokens.clauses[i] == clause for size in sizes
    )


@cache
def _sizes(negations: frozenset[Negation]) -> tuple[int, ...]:
    """How many words they have: there are few such numbers."""
    return tuple(sorted(set(map(len, negations))))
