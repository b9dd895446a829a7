"""Reading a reply as yes, no, or a yes with a change. Money hangs on the yes, so in doubt it is none of these."""

from collections.abc import Iterable, Sequence

from bot.language.phrases import Found
from bot.language.tokens import Tokens
from bot.language.words import Meaning, Sign, Stands
from bot.terms import Wish

DOUBTFUL = frozenset({Sign.NO, Sign.BUT, Sign.ONLY_IF, Sign.UNSURE})
"""The signs beside which no yes may be taken from the words of another language."""

_ANSWERING = DOUBTFUL | {Sign.YES}
# What may be said with a yes without changing it; anything else might, and only the buyer knows.
_HARMLESS = frozenset({Sign.YES, Sign.ALONG, Sign.THANKS, Sign.GREETING, Wish.REFUND, Wish.COUPON, Wish.REPLACEMENT})


def answer_of(
    found: Sequence[Found[Meaning]], tokens: Tokens, *, question: bool, strict: bool, changed: bool = False
) -> Sign | None:
    """YES, NO or BUT, or None where it cannot be told.

    A question is never a yes. `strict` is for an offer: then every word of a yes must be known to change nothing;
    otherwise a yes that comes first is enough. `changed` is whether something else is wished for than what is named: to an offer
    such a yes is one with a change.
    """
    said = longest(one for one in found if one.meaning.what in _ANSWERING)
    spans = {(one.start, one.end) for one in said}
    # Words that may be a yes and a no are neither: "dung", without its tone.
    signs = {one.meaning.what for one in found if one.meaning.what in _ANSWERING and (one.start, one.end) in spans}
    if Sign.UNSURE in signs:
        return None
    begins_with_yes = bool(said) and said[0].meaning.what is Sign.YES and said[0].start == 0
    if question and not begins_with_yes:
        return None
    if Sign.ONLY_IF in signs or signs >= {Sign.BUT, Sign.YES}:
        return Sign.BUT
    if question or signs >= {Sign.NO, Sign.YES}:
        return None
    if Sign.NO in signs:
        return Sign.NO
    if Sign.YES not in signs:
        return None
    if strict and changed:
        return Sign.BUT
    plain = _covered(found) >= set(_wordlike(tokens)) and not _wishes_for_two(found) if strict else begins_with_yes
    return Sign.YES if plain else None


def longest(found: Iterable[Found[Stands]]) -> list[Found[Stands]]:
    """Those that do not lie inside a longer one: "no problem" is no "no"."""
    kept: list[Found[Stands]] = []
    for one in sorted(found, key=lambda f: (f.start - f.end, f.start)):
        if all(one.end <= other.start or one.start >= other.end for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda f: f.start)


def _covered(found: Iterable[Found[Meaning]]) -> set[int]:
    return {i for one in found if one.meaning.what in _HARMLESS for i in one.said}


def _wishes_for_two(found: Iterable[Found[Meaning]]) -> bool:
    """Whether more is wished for than can be accepted at once: "I take the coupon, refund me"."""
    return len({one.meaning.what for one in found} & {Wish.REFUND, Wish.COUPON, Wish.REPLACEMENT}) > 1


def _wordlike(tokens: Tokens) -> Iterable[int]:
    """Where words and numbers stand; pictures beside them are only a tone."""
    return (i for i, word in enumerate(tokens.words) if word[0].isalnum())
