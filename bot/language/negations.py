"""Words that take away what they stand beside: "not broken" before it, 壊れていません behind it."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.language.tokens import Tokens

Negation = tuple[str, ...]  # its words: in Japanese and Thai they are single letters

_REACH_BEHIND = 4  # words of one letter between what is denied and its denial: 返金は要りません


@dataclass(frozen=True, slots=True)
class Negations:
    """The negations of a language: those that stand before what they deny, and those that stand behind it."""

    before: frozenset[Negation] = frozenset()
    behind: frozenset[Negation] = frozenset()

    def before_in(self, tokens: Tokens, words: tuple[str, ...], clause_of: int, places: Iterable[int]) -> bool:
        """Whether one begins at one of these places, in the clause of the word `clause_of`."""
        return _any_at(self.before, tokens, words, clause_of, places)

    def behind_in(self, tokens: Tokens, words: tuple[str, ...], end: int) -> bool:
        """Whether one begins soon after a phrase that ends before `end`, in its clause."""
        return bool(self.behind) and _any_at(self.behind, tokens, words, end - 1, range(end, end + _REACH_BEHIND))


def _any_at(
    negations: frozenset[Negation], tokens: Tokens, words: tuple[str, ...], clause_of: int, places: Iterable[int]
) -> bool:
    clause = tokens.clauses[clause_of]
    longest = max(map(len, negations), default=0)
    return any(
        words[i : i + size] in negations
        for i in places
        if 0 <= i < len(words) and tokens.clauses[i] == clause
        for size in range(1, longest + 1)
    )
