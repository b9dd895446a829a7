"""All that the words of one language tell of a message: looked for once, for all who ask."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import TypeVar, cast

from bot.language.lexicon import InPassing, Lexicon, Tells
from bot.language.phrases import Found
from bot.language.tokens import Tokens, tokens_of
from bot.language.words import Came, Meaning
from bot.terms import Expectation, Question, Wish

Kind = TypeVar("Kind", Meaning, InPassing, Question, Expectation, Came)

_PLACE = attrgetter("start", "end")


@dataclass(frozen=True, slots=True)
class Told:
    """A message in words, `words` as the language knows them, and what was found in it, each kind in the order of its places.

    `wishes` are all that are named, also in passing: "instead of a coupon".
    """

    tokens: Tokens
    words: tuple[str, ...]
    meanings: tuple[Found[Meaning], ...] = ()
    wishes: tuple[Found[Wish], ...] = ()
    questions: tuple[Found[Question], ...] = ()
    demands: tuple[Found[Expectation], ...] = ()
    arrivals: tuple[Found[Came], ...] = ()


@lru_cache(maxsize=64)  # the same message is asked about several times
def told_in(text: str, known: Lexicon, *, slips: bool = True) -> Told:
    """What a message tells; without `slips` words must be written as they are known."""
    tokens = tokens_of(text)
    words = known.phrases.settle(tokens, slips=slips)
    found = known.phrases.find(tokens, slips=slips)
    if not found:
        return Told(tokens, words)
    meanings = _of(Meaning, found)
    plainly = [Found(one.start, one.end, one.said, one.meaning.what) for one in meanings if isinstance(one.meaning.what, Wish)]
    in_passing = [Found(one.start, one.end, one.said, one.meaning.wish) for one in _of(InPassing, found)]
    return Told(
        tokens,
        words,
        meanings,
        tuple(sorted(plainly + in_passing, key=_PLACE) if in_passing else plainly),
        _of(Question, found),
        _of(Expectation, found),
        _of(Came, found),
    )


def _of(kind: type[Kind], found: Sequence[Found[Tells]]) -> tuple[Found[Kind], ...]:
    """What was found of one kind, as it was found."""
    return tuple([cast("Found[Kind]", one) for one in found if type(one.meaning) is kind])
