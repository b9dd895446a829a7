"""What a buyer's message means, as far as it can be told: a cause, an answer, a call for a person."""

import re
import unicodedata
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from itertools import islice, product
from typing import Protocol

from bot.language.amounts import amounts_in
from bot.language.answers import DOUBTFUL
from bot.language.arriving import Arrival, arrival_in
from bot.language.asking import NOTHING_ASKED, Asking, asked_in
from bot.language.choosing import chosen_in
from bot.language.dates import When, times_in
from bot.language.entities import Bare, entities_in, without_codes
from bot.language.evidence import expect
from bot.language.frequent import frequent_words
from bot.language.goods import prepare_goods
from bot.language.grading import grade_said, praises
from bot.language.guessing import likeliest
from bot.language.lexicon import watched_words
from bot.language.noting import is_only_noted
from bot.language.reading import FALLBACK, Reading, read
from bot.language.taught import Taught
from bot.language.thanking import is_bare_thanks
from bot.language.tokens import tokens_of, well_formed
from bot.language.words import Choices, Sign
from bot.remedy.money import Money
from bot.terms import Cause, Wish

MOST = 2_000
"""Characters of a message that are read: who writes more has said it by then."""

_OF_EACH_KIND = ("x?", "1k €", "2026-01-31")  # what these need is all that any message may: words, figures, buttons, dates
_SURELY_A_PERSON = 0.6  # measured: of calls for a person that only examples tell of, six in seven are ones from here on
_RATHER_TOLD = 0.5  # the confidence from which a cause is more than hinted at
_SAID_OFTEN = 200  # words
_MOST_OF_AN_ANSWER = 4.0  # words, as long as those between blanks
_LONE_NUMBER = re.compile(r"\s*([0-9]{1,6}(?:[.,][0-9]{1,3})?)\s*")
_FIGURE = re.compile(r"(?<![0-9.,])[0-9]{1,6}(?:[.,][0-9]{1,2})?(?![0-9.,]*[0-9])(?!\s*[%٪])")

_ANY_FIGURE = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
_SIZE = re.compile(r"(?<![0-9.,])(?:3[2-9]|4[0-9])(?:[.,]5)?(?![0-9.,]*[0-9])")  # of shoes, as most of the world counts them
_ORDERED_AND_CAME = 2


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

_UNASKED = frozenset({Asked.NOTHING, Asked.WHAT_HAPPENED})
"""Where somebody may have come only to praise."""

_PLAINLY = frozenset({Asked.NOTHING, Asked.DONE, Asked.OFFER, Asked.ARRIVED})
"""Where a yes must be all that is said: "yes, but it is empty" is none."""

_COMING = frozenset({Asked.ARRIVED, Asked.READ_BACK, Asked.OFFER})
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
    all_of_it: bool = False  # wants all of what was paid
    keeps: bool = False  # will keep what was to go back; it agrees to nothing
    wants_person: bool = False
    safety: bool = False
    clear: bool = False  # what was explained is understood; at an offer it is no yes
    unsure: bool = False  # they do not know, or do not say
    defect: bool = False  # it does not work, and that is the matter
    abusive: bool = False
    thanks: bool = False
    praise: bool = False  # said where nothing was asked yet: all is well, and somebody says so
    greeting: bool = False
    anyone: bool = False  # nothing but whether anybody is there
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
        # What is in every second message is looked up before the first one comes.
        often = [word for word, _ in islice(frequent_words(language), _SAID_OFTEN)]
        expect(often)
        self.understand(" ".join(often), language, Asked.NOTHING)
        prepare_goods(language)
        self._prepared.add(language)

    def understand(self, text: str, language: str, asked: Asked) -> Understanding:
        """All that can be told of the message; what cannot be told is left empty. Pure, and never raises for any text.

        Of two messages with the same words, the answer may differ by what was `asked`: a yes to an offer must be plain.
        """
        text = well_formed(text[:MOST])
        bare = {Asked.ORDER: Bare.ORDER, Asked.PROOF: Bare.POSTCODE}.get(asked, Bare.NOTHING)
        entities = entities_in(text, language, bare)
        words = without_codes(text)
        reading = _read(words, language, asked)
        # Elsewhere only what is plainly said is another matter: "the blue ones, please" is no new complaint.
        unclear = asked in _OPEN and not reading.courtesy and not _is_an_answer(reading, words)
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
            guesses=_by_sizes(guesses, words),
            answer=Answer(reading.answer.value) if reading.answer else Answer.NONE,
            yes_to=_yes_to(words, language) if asked is Asked.OFFER else None,
            wish=reading.wish,
            prefers=bool(reading.wish and reading.put_away),
            refused=reading.refused - {reading.wish},
            too_little=Sign.TOO_LITTLE in reading.signs,
            all_of_it=Sign.ALL_OF_IT in reading.signs,
            keeps=Sign.KEEPS in reading.signs,
            wants_person=reading.wants_person or (not reading.anyone and _calls_for_a_person(guesses)),
            safety=Sign.SAFETY in reading.signs,
            clear=(Sign.CLEAR in reading.signs or (asked is Asked.CLEAR and is_only_noted(words)))
            and not reading.signs & DOUBTFUL,
            unsure=Sign.UNSURE in reading.signs,
            defect=Sign.DEFECT in reading.signs and bool(guesses) and guesses[0].cause is Cause.NOT_AS_DESCRIBED,
            abusive=Sign.ABUSE in reading.signs,
            thanks=Sign.THANKS in reading.signs,
            greeting=Sign.GREETING in reading.signs,
            anyone=reading.anyone and reading.courtesy,
            praise=asked in _UNASKED and _may_be_kind(reading, guesses) and praises(text, language),
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
    if language != FALLBACK:
        reading = reading.or_else(read(words, FALLBACK, strict=True, spoken=language))
    return reading.but_thanks() if is_bare_thanks(words) else reading


def _is_an_answer(reading: Reading, words: str) -> bool:
    """Whether a message says yes or no, and not much besides: "no parcel, no news, nobody answers" is no answer."""
    return reading.answer is not None and tokens_of(words).length() <= _MOST_OF_AN_ANSWER


def _may_be_kind(reading: Reading, guesses: tuple[Guess, ...]) -> bool:
    """Whether nothing is asked or wished for, and rather no trouble told: only then is praise looked for."""
    told = (guess.confidence for guess in guesses if guess.cause is not Cause.OTHER_QUESTION)
    return not (reading.question or reading.wish) and max(told, default=0.0) < _RATHER_TOLD


def _is_late(guesses: tuple[Guess, ...]) -> bool:
    return any(guess.cause is Cause.LATE_DELIVERY for guess in guesses)


def _by_sizes(guesses: tuple[Guess, ...], words: str) -> tuple[Guess, ...]:
    """The guesses, unless two sizes were taken for counts: who ordered 42 and got 40 misses nothing, but has the wrong ones."""
    sizes = set(_SIZE.findall(words))
    if not guesses or guesses[0].cause is not Cause.MISSING_ITEM or len(sizes) != _ORDERED_AND_CAME:
        return guesses
    if len(_ANY_FIGURE.findall(words)) != _ORDERED_AND_CAME:
        return guesses
    others = tuple(guess for guess in guesses[1:] if guess.cause is not Cause.WRONG_ITEM)
    return (replace(guesses[0], cause=Cause.WRONG_ITEM), *others)


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
