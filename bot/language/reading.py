"""One message read with the words of one language: what speaks for each cause, the answer, the wish, the signs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from bot.language.answers import DOUBTFUL, answer_of
from bot.language.evidence import LANGUAGES
from bot.language.frequent import frequent_words
from bot.language.phrases import Found, PhraseBook, Tokens, folded, tokens_of
from bot.language.words import Meaning, Sign, words_of
from bot.terms import Cause, Wish

_ASKS_FOR_PERSON = 3.0  # the weight of words that ask for a person, rather than mention one
_INSULT, _QUESTION, _COURTESY = 1.5, 1.0, 1.5  # what these weigh where nothing better is said
_AGAIN = 0.1  # what a phrase adds that shares words with a heavier one for the same cause
_REACH, _WISH_REACH = 2, 4  # how many words before a phrase a negation takes it away


@dataclass(frozen=True, slots=True)
class Reading:
    """What the words say. `causes` holds only those that something speaks for."""

    causes: Mapping[Cause, float]
    answer: Sign | None = None
    wish: Wish | None = None
    wants_person: bool = False
    question: bool = False
    signs: frozenset[Sign] = frozenset()

    def or_else(self, other: "Reading") -> "Reading":
        """This reading, its gaps filled from another language's."""
        return replace(
            self,
            causes=self.causes if self.causes.keys() - {Cause.OTHER_QUESTION} else {**other.causes, **self.causes},
            answer=self.answer or (None if self.question or self.signs & DOUBTFUL else other.answer),
            wish=self.wish or other.wish,
            wants_person=self.wants_person or other.wants_person,
            signs=self.signs | other.signs,
        )


FALLBACK = "en"
"""The language whose words are looked for in every message: chat borrows from it everywhere."""


def read(text: str, language: str, *, strict: bool) -> Reading:
    """Read a message; a language without words of its own says nothing but its question marks."""
    question = "?" in text or "？" in text or "؟" in text
    book = _book(language)
    if book is None:
        return Reading({Cause.OTHER_QUESTION: _QUESTION} if question else {}, question=question)
    tokens = tokens_of(text)
    words = book.phrases.settle(tokens)
    message = _Message(tokens, words, book.phrases.find(tokens, words), book.negations)
    signs = frozenset(one.meaning.what for one in message.found if isinstance(one.meaning.what, Sign))
    question = question or Sign.QUESTION in signs
    causes = _causes(message)
    return Reading(
        causes=_with_what_is_left(causes, signs, question),
        answer=answer_of(message.found, tokens, question=question, strict=strict),
        wish=_wish(message),
        wants_person=causes.get(Cause.HUMAN, 0.0) >= _ASKS_FOR_PERSON,
        question=question,
        signs=signs,
    )


@dataclass(frozen=True, slots=True)
class _Book:
    phrases: PhraseBook[Meaning]
    negations: frozenset[str]


@cache
def _book(language: str) -> _Book | None:
    words = words_of(language)
    if words is None:
        return None
    # English words are read in messages of every language: what is a word elsewhere ("perdón") is no slip in an English one.
    spoken = LANGUAGES if language == FALLBACK else (language,)
    real = frozenset(folded(word) for one in spoken for word, _ in frequent_words(one))
    return _Book(PhraseBook(words.phrases, real), words.negations)


@dataclass(frozen=True, slots=True)
class _Message:
    """A message in words, what was found in it, and the words of its language that take a phrase away."""

    tokens: Tokens
    words: tuple[str, ...]
    found: Sequence[Found[Meaning]]
    negations: frozenset[str]

    def taken_away(self, one: Found[Meaning], places: range) -> bool:
        """Whether a negation stands at one of these places, in the clause in which the phrase begins."""
        clause = self.tokens.clauses[one.start]
        return any(self.words[i] in self.negations and self.tokens.clauses[i] == clause for i in places if i >= 0)


def _causes(message: _Message) -> dict[Cause, float]:
    """The weights of the phrases for each cause, added up; words that were counted once count little again."""
    said = [
        (one.meaning.what, one)
        for one in message.found
        if isinstance(one.meaning.what, Cause)
        # What speaks against a cause is not turned round by a negation.
        and (one.meaning.weight < 0 or not message.taken_away(one, range(one.start - _REACH, one.start)))
    ]
    causes: dict[Cause, float] = {}
    counted: dict[Cause, set[int]] = {}
    for cause, one in sorted(said, key=lambda pair: (-pair[1].meaning.weight, pair[1].start, pair[1].end)):
        before = counted.setdefault(cause, set())
        again = one.meaning.weight > 0 and not before.isdisjoint(one.said)
        causes[cause] = causes.get(cause, 0.0) + one.meaning.weight * (_AGAIN if again else 1.0)
        before.update(one.said)
    return {cause: weight for cause, weight in causes.items() if weight > 0}


def _with_what_is_left(causes: dict[Cause, float], signs: frozenset[Sign], question: bool) -> Mapping[Cause, float]:
    """Insults, questions and courtesies are the matter only where nothing else is: a cause is heard through the swearing."""
    if causes:
        return causes
    if Sign.ABUSE in signs:
        return {Cause.SPAM_ABUSE: _INSULT}
    if signs & {Sign.THANKS, Sign.GREETING}:
        return {Cause.OTHER_QUESTION: _COURTESY}
    return {Cause.OTHER_QUESTION: _QUESTION} if question else {}


def _wish(message: _Message) -> Wish | None:
    """The one thing wished for; two different wishes are none that could be acted on."""
    wishes = {
        one.meaning.what
        for one in message.found
        if isinstance(one.meaning.what, Wish)
        # Inside the phrase, too: "我不要退款" is found as "我 .. 要退款".
        and not message.taken_away(one, range(one.start - _WISH_REACH, one.end))
    }
    return next(iter(wishes)) if len(wishes) == 1 else None
