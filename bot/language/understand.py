"""What a buyer's message means, as far as it can be told: a cause, an answer, a call for a person."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from bot.language.amounts import amounts_in
from bot.language.entities import Bare, entities_in, without_codes
from bot.language.grading import grade_said
from bot.language.reading import FALLBACK, Reading, read
from bot.language.words import Sign
from bot.remedy.money import Money
from bot.satisfaction.grades import grade_in
from bot.terms import Cause, Wish

MOST = 2_000
"""Characters of a message that are read: who writes more has said it by then."""

_DOUBT = 3.0  # the weight at which a cause that stands alone is as likely right as not
_AT_MOST = 3


class Asked(StrEnum):
    """What the bot asked last, which decides how a short reply is read."""

    NOTHING = "nothing"
    WHAT_HAPPENED = "what_happened"
    ORDER = "order"
    PROOF = "proof"
    READ_BACK = "read_back"
    EVIDENCE = "evidence"
    ANYTHING_ELSE = "anything_else"
    GRADE = "grade"
    OFFER = "offer"


class Answer(StrEnum):
    """How a message answers the last question. `BUT` is a yes with a condition or a change: never a yes."""

    YES = "yes"
    NO = "no"
    BUT = "but"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Guess:
    """A cause and how sure we are of it, 0 to 1."""

    cause: Cause
    confidence: float


@dataclass(frozen=True, slots=True)
class Understanding:
    """One message, understood. `guesses` are the likeliest causes, best first, at most three.

    `yes_to` is the one amount named in an otherwise plain yes to an offer. Such a message has no `answer`: whether it is
    a yes depends on whether that amount was offered, which words cannot tell.
    """

    text: str
    guesses: tuple[Guess, ...] = ()
    answer: Answer = Answer.NONE
    yes_to: Money | None = None
    wish: Wish | None = None
    wants_person: bool = False
    safety: bool = False
    abusive: bool = False
    thanks: bool = False
    greeting: bool = False
    question: bool = False
    order_numbers: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    postcodes: tuple[str, ...] = ()
    amounts: tuple[Money, ...] = ()
    grade: int | None = None


class Understander(Protocol):
    """Reads a message in a language, knowing what was asked last. Pure, and never raises for any text."""

    def understand(self, text: str, language: str, asked: Asked) -> Understanding:
        """All that can be told of the message; what cannot be told is left empty."""


class WordsUnderstander:
    """Understands by the word lists of a language, and by the English ones where it has none or they say nothing."""

    def understand(self, text: str, language: str, asked: Asked) -> Understanding:
        """All that can be told of the message; what cannot be told is left empty. Pure, and never raises for any text.

        Of two messages with the same words, the answer may differ by what was `asked`: a yes to an offer must be plain.
        """
        text = text[:MOST]
        bare = {Asked.ORDER: Bare.ORDER, Asked.PROOF: Bare.POSTCODE}.get(asked, Bare.NOTHING)
        entities = entities_in(text, language, bare)
        words = without_codes(text)
        reading = _read(words, language, asked)
        return Understanding(
            text=text,
            guesses=_guesses(reading),
            answer=Answer(reading.answer.value) if reading.answer else Answer.NONE,
            yes_to=_yes_to(words, language) if asked is Asked.OFFER else None,
            wish=reading.wish,
            wants_person=reading.wants_person,
            safety=Sign.SAFETY in reading.signs,
            abusive=Sign.ABUSE in reading.signs,
            thanks=Sign.THANKS in reading.signs,
            greeting=Sign.GREETING in reading.signs,
            grade=_grade(text, language) if asked is Asked.GRADE else None,
            question=reading.question,
            order_numbers=entities.order_numbers,
            emails=entities.emails,
            postcodes=entities.postcodes,
            amounts=entities.amounts,
        )


def _read(words: str, language: str, asked: Asked) -> Reading:
    reading = read(words, language, strict=asked in (Asked.OFFER, Asked.NOTHING))
    return reading if language == FALLBACK else reading.or_else(read(words, FALLBACK, strict=True))


def _grade(text: str, language: str) -> int | None:
    """What is said of how it was: in figures, or in words."""
    return grade_in(text) or grade_said(text, language)


def _yes_to(words: str, language: str) -> Money | None:
    """The amount of a message that is a plain yes but for it; a second amount is one word too many."""
    for money, (start, end) in amounts_in(words, language):
        without = f"{words[:start]} {words[end:]}"
        return money if _read(without, language, Asked.OFFER).answer is Sign.YES else None
    return None


def _guesses(reading: Reading) -> tuple[Guess, ...]:
    """The likeliest causes: how far one stands above the others, and above doubt.

    Weights count by their squares: twice the weight is four times as sure, so that a side remark ("my parcel") does not
    drown what was plainly said, while two causes of equal weight stay a question to the buyer.
    """
    told = sorted(reading.causes.items(), key=lambda item: (-item[1], item[0]))[:_AT_MOST]
    whole = sum(weight**2 for _, weight in told) + _DOUBT**2
    return tuple(Guess(cause, round(weight**2 / whole, 3)) for cause, weight in told)
