"""What is asked or demanded in so many words: where a parcel is, how a case stands, ten times the price. In doubt nothing."""

import re
from dataclasses import dataclass

from bot.language.lexicon import lexicon_of
from bot.language.reading import FALLBACK
from bot.language.tokens import Tokens, is_character
from bot.language.told import Told, told_in
from bot.language.words import COURTESIES
from bot.terms import Expectation, Question

_BESIDE, _HAN_BESIDE = 3, 6  # words, or characters, that may stand beside a question without making a complaint of it
_LED_TO, _FOLLOWED_BY = 6.0, 2.0  # words that introduce an order number or an address in its clause, and that end it
_BLANKED = re.compile(" {3,}")  # what `without_codes` leaves of them
_CODE = "\N{DIAMOND SHAPE WITH A DOT INSIDE}"


@dataclass(frozen=True, slots=True)
class Asking:
    """What a message asks, and whether it says next to nothing else; and what it demands."""

    question: Question | None = None
    plainly: bool = False
    demand: Expectation | None = None


NOTHING_ASKED = Asking()


def asked_in(text: str, language: str) -> Asking:
    """The question and the demand of a message without its codes, by the words of its language, else by the English ones.

    Of what stands beside a question, "my order number is" and "e-mail:" count for nothing.
    """
    own = _asked_in(text, language)
    if own.question or own.demand or language == FALLBACK:
        return own
    return _asked_in(text, FALLBACK, slips=False)


def _asked_in(text: str, language: str, *, slips: bool = True) -> Asking:
    known = lexicon_of(language)
    if known is None:
        return NOTHING_ASKED
    told = told_in(_BLANKED.sub(f" {_CODE} ", text.replace(":", " ").replace("：", " ")), known, slips=slips)
    demand = next((one.meaning for one in told.demands), None)
    # Of two questions the one that is said in more words is meant: "where is my case" is about no parcel. And one that is asked
    # is meant rather than that it will be.
    question = max(told.questions, key=lambda one: (one.meaning is not Question.ANNOUNCED, len(one.said)), default=None)
    if question is None:
        return Asking(demand=demand)
    return Asking(question.meaning, plainly=demand is None and _is_about_all(told), demand=demand)


def _is_about_all(told: Told) -> bool:
    """Whether next to nothing is said beside the questions, the courtesies and the codes."""
    said = _about_codes(told.tokens)
    said.update(place for one in told.questions for place in range(one.start, one.end))
    said.update(place for one in told.meanings if one.meaning.what in COURTESIES for place in range(one.start, one.end))
    beside = _HAN_BESIDE if any("\u3400" <= word[0] <= "\u9fff" for word in told.tokens.words) else _BESIDE
    return len(told.tokens.words) - len(said) <= beside


def _about_codes(tokens: Tokens) -> set[int]:
    """The places of the codes, and of what leads to them and ends with them."""
    codes = [i for i, word in enumerate(tokens.words) if word == _CODE]
    around = set(codes)
    for code in codes:
        for step, reach in ((-1, _LED_TO), (1, _FOLLOWED_BY)):
            place, left = code + step, reach
            while left > 0 and 0 <= place < len(tokens.words) and tokens.clauses[place] == tokens.clauses[code]:
                around.add(place)
                left -= 0.5 if is_character(tokens.words[place]) else 1.0
                place += step
    return around
