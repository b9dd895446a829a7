"""How alike two short texts are, by the words they share: rare words count for much, everyday ones for nothing."""

import math
from collections.abc import Mapping
from functools import cache

from bot.language.frequent import frequent_words
from bot.language.reading import FALLBACK
from bot.language.tokens import folded, tokens_of

_STEM = 5  # letters: enough to tell words apart, and to pass over their endings
_EVERYDAY = 2.2  # a word that is one of about a hundred and sixty, or more frequent, says nothing
_RAREST = 3e-6
_HAN_PAIR = 2.0


def likeness(one: str, other: str, language: str) -> float:
    """From 0, nothing in common, to 1, the same words. Chinese is compared by pairs of characters."""
    mine, theirs = _weights(one, language), _weights(other, language)
    both = math.sqrt(math.fsum(mine.values()) * math.fsum(theirs.values()))
    if not both:
        return 0.0
    return math.fsum(min(mine[part], theirs[part]) for part in mine.keys() & theirs.keys()) / both


def _weights(text: str, language: str) -> Mapping[str, float]:
    weights: dict[str, float] = {}
    words = tokens_of(text).words
    for word, following in zip(words, (*words, "")[1:], strict=True):
        if _is_han(word):
            if _is_han(following):
                weights[word + following] = _HAN_PAIR
            continue
        stem = word[:_STEM]
        weights[stem] = max(weights.get(stem, 0.0), _weight(word, language))
    return weights


def _is_han(word: str) -> bool:
    return "\u3400" <= word[:1] <= "\u9fff"


def _weight(word: str, language: str) -> float:
    share = max(_shares(language).get(word, 0.0), _shares(FALLBACK).get(word, 0.0), _RAREST)
    return max(0.0, -math.log10(share) - _EVERYDAY)


@cache
def _shares(language: str) -> Mapping[str, float]:
    return {folded(word): share for word, share in reversed(frequent_words(language))}
