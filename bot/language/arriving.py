"""Whether a parcel has come, in its buyer's words: "got it", "still waiting". Nothing is agreed to by them; in doubt nothing."""

from dataclasses import dataclass

from bot.language.answers import longest
from bot.language.lexicon import lexicon_of
from bot.language.reading import FALLBACK
from bot.language.tokens import Tokens, is_character
from bot.language.told import told_in
from bot.language.words import Came

_BEFORE = 3  # how many words before "came" a negation says that it did not
_LITTLE = 4.0  # words beside it, as long as those between blanks, that add nothing to it: "yesterday, at last"


@dataclass(frozen=True, slots=True)
class Arrival:
    """Whether it has come, whether that is about all that is said, and whether only a part of it has."""

    has_come: bool
    plainly: bool
    in_part: bool = False


def arrival_in(text: str, language: str) -> Arrival | None:
    """What a message says of it, by the words of its language, else by the English ones; None where both or neither is said."""
    own = _arrival_in(text, language)
    return own or (None if language == FALLBACK else _arrival_in(text, FALLBACK, slips=False))


def _arrival_in(text: str, language: str, *, slips: bool = True) -> Arrival | None:
    known = lexicon_of(language)
    if known is None:
        return None
    message = told_in(text, known, slips=slips)
    if any(one.meaning is Came.PART for one in message.arrivals):
        return Arrival(has_come=True, plainly=False, in_part=True)  # "one has not come" tells nothing of the other
    tokens, words, told = message.tokens, message.words, longest(message.arrivals)
    denied = [
        one
        for one in told
        if one.meaning is Came.YES
        and (
            known.negations.before_in(tokens, words, one.start, range(one.start - _BEFORE, one.end))
            or known.negations.behind_in(tokens, words, one.end)
        )
    ]
    answers = {one.meaning is Came.YES and one not in denied for one in told}
    if len(answers) != 1:
        return None
    said = {i for one in told for i in one.said}
    return Arrival(has_come=answers.pop(), plainly=_length(tokens, said) <= _LITTLE)


def _length(tokens: Tokens, without: set[int]) -> float:
    return sum(0.5 if is_character(word) else 1.0 for i, word in enumerate(tokens.words) if i not in without)
