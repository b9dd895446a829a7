"""What is asked or demanded in so many words: where a parcel is, how a case stands, ten times the price. In doubt nothing."""

from dataclasses import dataclass

from bot.language.lexicon import lexicon_of
from bot.language.reading import FALLBACK
from bot.language.tokens import tokens_of
from bot.terms import Expectation, Question

_BESIDE, _HAN_BESIDE = 3, 6  # words, or characters, that may stand beside a question without making a complaint of it


@dataclass(frozen=True, slots=True)
class Asking:
    """What a message asks, and whether it says next to nothing else; and what it demands."""

    question: Question | None = None
    plainly: bool = False
    demand: Expectation | None = None


NOTHING_ASKED = Asking()


def asked_in(text: str, language: str) -> Asking:
    """The question and the demand of a message, by the words of its language, else by the English ones."""
    own = _asked_in(text, language)
    if own.question or own.demand or language == FALLBACK:
        return own
    return _asked_in(text, FALLBACK, slips=False)


def _asked_in(text: str, language: str, *, slips: bool = True) -> Asking:
    known = lexicon_of(language)
    if known is None or not known.asking:
        return NOTHING_ASKED
    book = known.asking
    tokens = tokens_of(text)
    found = book.find(tokens, book.settle(tokens, slips=slips))
    questions = [one for one in found if isinstance(one.meaning, Question)]
    demands = [one.meaning for one in found if isinstance(one.meaning, Expectation)]
    # Of two questions the one that is said in more words is meant: "where is my case" is about no parcel.
    question = max(questions, key=lambda one: len(one.said), default=None)
    beside = _HAN_BESIDE if any("\u3400" <= word[0] <= "\u9fff" for word in tokens.words) else _BESIDE
    said = {place for one in found if not isinstance(one.meaning, Expectation) for place in range(one.start, one.end)}
    return Asking(
        question=question.meaning if question and isinstance(question.meaning, Question) else None,
        plainly=question is not None and not demands and len(tokens.words) - len(said) <= beside,
        demand=demands[0] if demands else None,
    )
