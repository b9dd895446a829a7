"""One message read with the words of one language: what speaks for each cause, the answer, the wish, the signs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.language.answers import DOUBTFUL, answer_of
from bot.language.frequent import real_words
from bot.language.lexicon import lexicon_of
from bot.language.negations import Negations
from bot.language.phrases import Found
from bot.language.tokens import Tokens, tokens_of
from bot.language.tones import typed_in
from bot.language.wishing import wished_in
from bot.language.words import Meaning, Sign
from bot.terms import Cause, Wish

_ASKS_FOR_PERSON = 3.0  # the weight of words that ask for a person, rather than mention one
_INSULT, _QUESTION, _COURTESY = 1.5, 1.0, 1.5  # what these weigh where nothing better is said
_AGAIN = 0.1  # what a phrase adds that shares words with a heavier one for the same cause
_REACH = 2  # how many words before the phrase of a cause a negation takes it away


@dataclass(frozen=True, slots=True)
class Reading:
    """What the words say. `causes` holds only those that something speaks for, `denied` those that were spoken of to say no."""

    causes: Mapping[Cause, float]
    denied: frozenset[Cause] = frozenset()
    courtesy: bool = False  # thanks and greetings are all there is
    answer: Sign | None = None
    wish: Wish | None = None
    put_away: frozenset[Wish] = frozenset()  # named only to say that something else is wished for
    refused: frozenset[Wish] = frozenset()  # of these, what is not wanted at all
    money_back: bool = False  # the only words for a return are those for a refund, as Turkish "iade" means either
    wants_person: bool = False
    question: bool = False
    signs: frozenset[Sign] = frozenset()

    def or_else(self, other: "Reading") -> "Reading":
        """This reading, its gaps filled from another language's."""
        return replace(
            self,
            causes=self.causes if self.causes.keys() - {Cause.OTHER_QUESTION} else {**other.causes, **self.causes},
            answer=self.answer or (None if self.question or self.signs & DOUBTFUL else other.answer),
            wish=self.wish or (other.wish if other.wish not in self.put_away else None),
            put_away=self.put_away | other.put_away,
            refused=self.refused | other.refused,
            courtesy=self.courtesy or other.courtesy,
            money_back=self.money_back and Cause.RETURN_REQUEST not in other.causes,
            wants_person=self.wants_person or other.wants_person,
            signs=self.signs | other.signs,
        )


_COURTESIES = frozenset({Sign.THANKS, Sign.GREETING})
_THRICE = 50  # the step of a rarity at which a word is three times as rare
_GRAVE = frozenset({Sign.SAFETY, Sign.ABUSE})  # too grave to be read into a slip of the pen

FALLBACK = "en"
"""The language whose words are looked for in every message: chat borrows from it everywhere."""


def read(text: str, language: str, *, strict: bool, spoken: str | None = None) -> Reading:
    """Read a message; a language without words of its own says nothing but its question marks.

    `spoken` is the language of the message, where it is read with the words of another one. Then slips are not forgiven, and no
    insult is heard in a word that is everyday speech there ("dick", German for fat).
    """
    question = "?" in text or "？" in text or "؟" in text
    known = lexicon_of(language)
    if known is None:
        return _nothing_but(question=question)
    tokens = tokens_of(text)
    foreign = spoken not in (None, language)
    words = known.phrases.settle(tokens, slips=not foreign)
    found = known.phrases.find(tokens, words)
    if not found:  # as with the English words in most messages
        return _nothing_but(question=question)
    if any(one.meaning.what in _GRAVE for one in found):
        exact = known.phrases.settle(tokens, slips=False)
        found = [one for one in found if one.meaning.what not in _GRAVE or all(words[i] == exact[i] for i in one.said)]
    if foreign and spoken:
        found = [one for one in found if one.meaning.what is not Sign.ABUSE or not _everyday(one, words, spoken, language)]
    if known.tones and not text.isascii() and (typed := typed_in(text, len(words))):
        tones = known.tones
        found = [one for one in found if all(tones.agree(one.meaning.what, words[i], typed[i]) for i in one.said)]
    message = _Message(tokens, words, found, known.negations)
    signs = frozenset(one.meaning.what for one in message.found if isinstance(one.meaning.what, Sign))
    question = question or Sign.QUESTION in signs
    causes = _causes(message)
    wished = wished_in(tokens, words, message.found, known)
    changed = bool(wished.put_away) or Sign.TOO_LITTLE in signs
    return Reading(
        causes=_with_what_is_left(causes, signs, question),
        denied=_denied(message) - causes.keys(),
        courtesy=_is_courtesy(message),
        answer=answer_of(message.found, tokens, question=question, strict=strict, changed=changed),
        wish=wished.wish,
        put_away=wished.put_away,
        refused=wished.refused,
        money_back=_only_money_back(message),
        wants_person=causes.get(Cause.HUMAN, 0.0) >= _ASKS_FOR_PERSON,
        question=question,
        signs=signs,
    )


def _nothing_but(*, question: bool) -> Reading:
    """What a message says in which no phrase was found."""
    return Reading({Cause.OTHER_QUESTION: _QUESTION} if question else {}, question=question)


@dataclass(frozen=True, slots=True)
class _Message:
    """A message in words, what was found in it, and the words of its language that take a phrase away."""

    tokens: Tokens
    words: tuple[str, ...]
    found: Sequence[Found[Meaning]]
    negations: Negations

    def taken_away(self, one: Found[Meaning], places: range) -> bool:
        """Whether a negation stands at one of these places, in the clause in which the phrase begins."""
        return self.negations.before_in(self.tokens, self.words, one.start, places)

    def denied(self, one: Found[Meaning]) -> bool:
        """Whether a cause is spoken of to say no: "not broken", 壊れていません. In 届いていません the denial is the cause."""
        if self.taken_away(one, range(one.start - _REACH, one.start)):
            return True
        denial = self.negations.denial_at(self.tokens, self.words, one.end)
        return bool(denial) and not any(
            isinstance(other.meaning.what, Cause) and other.meaning.weight > 0 and not set(denial).isdisjoint(other.said)
            for other in self.found
        )


def _causes(message: _Message) -> dict[Cause, float]:
    """The weights of the phrases for each cause, added up; words that were counted once count little again."""
    said = [
        (one.meaning.what, one)
        for one in message.found
        if isinstance(one.meaning.what, Cause)
        # What speaks against a cause is not turned round by a negation.
        and (one.meaning.weight < 0 or not message.denied(one))
    ]
    causes: dict[Cause, float] = {}
    counted: dict[Cause, set[int]] = {}
    for cause, one in sorted(said, key=lambda pair: (-pair[1].meaning.weight, pair[1].start, pair[1].end)):
        before = counted.setdefault(cause, set())
        again = one.meaning.weight > 0 and not before.isdisjoint(one.said)
        causes[cause] = causes.get(cause, 0.0) + one.meaning.weight * (_AGAIN if again else 1.0)
        before.update(one.said)
    return {cause: weight for cause, weight in causes.items() if weight > 0}


def _is_courtesy(message: _Message) -> bool:
    polite = {i for one in message.found if one.meaning.what in _COURTESIES for i in one.said}
    return bool(polite) and all(i in polite for i, word in enumerate(message.words) if word[0].isalpha())


def _only_money_back(message: _Message) -> bool:
    to_return = {
        i for one in message.found if one.meaning.what is Cause.RETURN_REQUEST and one.meaning.weight > 0 for i in one.said
    }
    return bool(to_return) and to_return <= {i for one in message.found if one.meaning.what is Wish.REFUND for i in one.said}


def _denied(message: _Message) -> frozenset[Cause]:
    return frozenset(
        one.meaning.what
        for one in message.found
        if isinstance(one.meaning.what, Cause) and one.meaning.weight > 0 and message.denied(one)
    )


def _with_what_is_left(causes: dict[Cause, float], signs: frozenset[Sign], question: bool) -> Mapping[Cause, float]:
    """Insults, questions and courtesies are the matter only where nothing else is: a cause is heard through the swearing."""
    if causes:
        return causes
    if Sign.ABUSE in signs:
        return {Cause.SPAM_ABUSE: _INSULT}
    if signs & _COURTESIES:
        return {Cause.OTHER_QUESTION: _COURTESY}
    return {Cause.OTHER_QUESTION: _QUESTION} if question else {}


def _everyday(one: Found[Meaning], words: tuple[str, ...], spoken: str, language: str) -> bool:
    """Whether what was found with the words of one language is said about as often in the one that is spoken."""
    here, there = real_words(spoken), real_words(language)
    rarities = [(here.rarity(words[i]), there.rarity(words[i])) for i in one.said]
    return all(own is not None and (other is None or own <= other + _THRICE) for own, other in rarities)
