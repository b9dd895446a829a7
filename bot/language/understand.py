"""What a buyer's message means, as far as it can be told: a cause, an answer, a call for a person."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import product
from typing import Protocol

from bot.language.amounts import amounts_in
from bot.language.arriving import Arrival, arrival_in
from bot.language.asking import NOTHING_ASKED, Asking, asked_in
from bot.language.choosing import chosen_in
from bot.language.dates import When, times_in
from bot.language.entities import Bare, entities_in, without_codes
from bot.language.grading import grade_said
from bot.language.guessing import likeliest
from bot.language.lexicon import watched_words
from bot.language.reading import FALLBACK, Reading, read
from bot.language.taught import Taught
from bot.language.words import Choices, Sign
from bot.remedy.money import Money
from bot.terms import Cause, Wish

MOST = 2_000
"""Characters of a message that are read: who writes more has said it by then."""

_OF_EACH_KIND = ("x?", "1k €")  # what these need is all that any message may: words, figures, the labels of buttons
_SURELY_A_PERSON = 0.6  # measured: of calls for a person that only examples tell of, six in seven are ones from here on
_LONE_NUMBER = re.compile(r"\s*([0-9]{1,6}(?:[.,][0-9]{1,3})?)\s*")
_FIGURE = re.compile(r"(?<![0-9.,])[0-9]{1,6}(?:[.,][0-9]{1,2})?(?![0-9.,]*[0-9])(?!\s*[%٪])")


class Asked(StrEnum):
    """What the bot asked last, which decides how a short reply is read."""

    NOTHING = "nothing"
    DONE = "done"  # nothing, since it was told that it is done: how it was may be said unasked
    WHAT_HAPPENED = "what_happened"
    ORDER = "order"
    PROOF = "proof"
    READ_BACK = "read_back"
    EVIDENCE = "evidence"
    LOOKING = "looking"
    ARRIVED = "arrived"
    ARTICLE = "article"
    SEVERITY = "severity"
    PHOTO = "photo"
    MISSING = "missing"
    PART = "part"
    FEE = "fee"
    CLEAR = "clear"  # an answer was given, and nothing asked but whether it is clear
    ANYTHING_ELSE = "anything_else"
    GRADE = "grade"
    OFFER = "offer"


_OPEN = frozenset({Asked.NOTHING, Asked.DONE, Asked.WHAT_HAPPENED})
"""What leaves a buyer free to say anything, so that a cause is looked for in all of it."""

_PLAINLY = frozenset({Asked.NOTHING, Asked.DONE, Asked.OFFER, Asked.ARRIVED})
"""Where a yes must be all that is said: "yes, but it is empty" is none."""

_COMING = frozenset({Asked.ARRIVED, Asked.READ_BACK})
"""Where a parcel may be said to have come, or not, in few words."""

_GRADED = frozenset({Asked.GRADE, Asked.DONE})
"""Where a grade may be said: in reply, or by somebody who does not wait to be asked how it was."""

_CHOICES = {Asked.SEVERITY: Choices.SEVERITIES, Asked.MISSING: Choices.MISSING}


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
    a yes depends on whether that amount was offered, which words cannot tell. `choice` is the one made in words where the buyer
    was to choose, `number` a figure without a currency in the reply to a question for an amount, or to an offer. `arrival` is
    told where it matters whether a parcel has come. `language` is the one it was read in.
    `dates` are as relative as they were told, and become days `on` the day of the message: reading has no clock.
    """

    text: str
    guesses: tuple[Guess, ...] = ()
    answer: Answer = Answer.NONE
    yes_to: Money | None = None
    wish: Wish | None = None
    prefers: bool = False  # the wish, to another one that is named to be put away
    refused: frozenset[Wish] = frozenset()  # what is not wanted at all: "no coupon"
    too_little: bool = False
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
    dates: tuple[When, ...] = ()
    grade: int | None = None
    choice: str | None = None
    number: Decimal | None = None
    arrival: Arrival | None = None
    asking: Asking = NOTHING_ASKED
    language: str = ""


class Understander(Protocol):
    """Reads a message in a language, knowing what was asked last. Pure, and never raises for any text."""

    def understand(self, text: str, language: str, asked: Asked) -> Understanding:
        """All that can be told of the message; what cannot be told is left empty."""

    def ready(self, language: str) -> bool:
        """Whether a message in this language is understood at once, with nothing to be read or learned before."""

    def prepare(self, language: str) -> None:
        """Read and learn all that a message in this language may need: half a second of work, to be done beside the talk."""


class WordsUnderstander:
    """Understands by the word lists of a language, by the English ones where it has none or they say nothing, and by examples."""

    def __init__(self, taught: Taught | None = None) -> None:
        self._taught = taught or Taught()
        self._prepared: set[str] = set()

    def ready(self, language: str) -> bool:
        """Whether a message in this language is understood at once, with nothing to be read or learned before."""
        files = (watched_words(language), watched_words(FALLBACK))
        return language in self._prepared and self._taught.is_learned(language) and all(file.is_read() for file in files)

    def prepare(self, language: str) -> None:
        """Read and learn all that a message in this language may need: half a second of work, to be done beside the talk."""
        for text, asked in product(_OF_EACH_KIND, Asked):
            self.understand(text, language, asked)
        self._prepared.add(language)

    def understand(self, text: str, language: str, asked: Asked) -> Understanding:
        """All that can be told of the message; what cannot be told is left empty. Pure, and never raises for any text.

        Of two messages with the same words, the answer may differ by what was `asked`: a yes to an offer must be plain.
        """
        text = text[:MOST]
        bare = {Asked.ORDER: Bare.ORDER, Asked.PROOF: Bare.POSTCODE}.get(asked, Bare.NOTHING)
        entities = entities_in(text, language, bare)
        words = without_codes(text)
        reading = _read(words, language, asked)
        # Elsewhere only what is plainly said is another matter: "the blue ones, please" is no new complaint.
        unclear = asked in _OPEN and reading.answer is None and not reading.courtesy
        causes = reading.causes
        if asked is Asked.OFFER and reading.money_back and reading.wish is Wish.REFUND:
            # Where money is offered it is what they take: who returns goods says so.
            causes = {cause: weight for cause, weight in causes.items() if cause is not Cause.RETURN_REQUEST}
        experience = self._taught.of(language) if unclear else None
        guesses = tuple(
            Guess(*one) for one in likeliest(causes, words, experience, reading.denied, wished=reading.wish is not None)
        )
        return Understanding(
            text=text,
            guesses=guesses,
            answer=Answer(reading.answer.value) if reading.answer else Answer.NONE,
            yes_to=_yes_to(words, language) if asked is Asked.OFFER else None,
            wish=reading.wish,
            prefers=bool(reading.wish and reading.put_away),
            refused=reading.refused - {reading.wish},
            too_little=Sign.TOO_LITTLE in reading.signs,
            wants_person=reading.wants_person or _calls_for_a_person(guesses),
            safety=Sign.SAFETY in reading.signs,
            abusive=Sign.ABUSE in reading.signs,
            thanks=Sign.THANKS in reading.signs,
            greeting=Sign.GREETING in reading.signs,
            grade=grade_said(text, language) if asked in _GRADED else None,
            choice=chosen_in(text, language, _CHOICES[asked]) if asked in _CHOICES else None,
            number=_lone_number(text) if asked is Asked.FEE else _figure_in(words, reading),
            arrival=arrival_in(words, language) if asked in _COMING or _is_late(guesses) else None,
            asking=asked_in(words, language),
            language=language,
            question=reading.question,
            order_numbers=entities.order_numbers,
            emails=entities.emails,
            postcodes=entities.postcodes,
            amounts=entities.amounts,
            dates=times_in(words, language),
        )


def _read(words: str, language: str, asked: Asked) -> Reading:
    reading = read(words, language, strict=asked in _PLAINLY)
    return reading if language == FALLBACK else reading.or_else(read(words, FALLBACK, strict=True, spoken=language))


def _is_late(guesses: tuple[Guess, ...]) -> bool:
    return any(guess.cause is Cause.LATE_DELIVERY for guess in guesses)


def _lone_number(text: str) -> Decimal | None:
    """The figure of a reply that holds nothing else ("25", "25,50")."""
    found = _LONE_NUMBER.fullmatch(unicodedata.normalize("NFKC", text))
    return _decimal(found[1]) if found else None


def _figure_in(words: str, reading: Reading) -> Decimal | None:
    """The highest figure that is named by whoever wants more ("only 5? make it 30")."""
    return max(map(_decimal, _FIGURE.findall(words)), default=None) if Sign.TOO_LITTLE in reading.signs else None


def _decimal(figure: str) -> Decimal:
    return Decimal(figure.replace(",", "."))


def _yes_to(words: str, language: str) -> Money | None:
    """The amount of a message that is a plain yes but for it; a second amount is one word too many."""
    for money, (start, end) in amounts_in(words, language):
        without = f"{words[:start]} {words[end:]}"
        return money if _read(without, language, Asked.OFFER).answer is Sign.YES else None
    return None


def _calls_for_a_person(guesses: tuple[Guess, ...]) -> bool:
    return any(guess.cause is Cause.HUMAN and guess.confidence >= _SURELY_A_PERSON for guess in guesses)
