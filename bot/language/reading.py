"""One message read with the words of one language: what speaks for each cause, the answer, the wish, the signs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.language.answers import DOUBTFUL, answer_of
from bot.language.frequent import real_words
from bot.language.lexicon import lexicon_of
from bot.language.negations import Negations
from bot.language.phrases import Found
from bot.language.tokens import Tokens
from bot.language.told import told_in
from bot.language.tones import typed_in
from bot.language.wishing import wished_in
from bot.language.words import COURTESIES, Meaning, Sign
from bot.terms import Cause, Wish

_ASKS_FOR_PERSON = 3.0  # the weight of words that ask for a person, rather than mention one
_INSULT, _QUESTION, _COURTESY = 1.5, 1.0, 1.5  # what these weigh where nothing better is said
_AGAIN = 0.1  # what a phrase adds that shares words with a heavier one for the same cause
_REACH = 2  # how many words before the phrase of a cause a negation takes it away
_BEFORE_CLEAR = 3  # and before one that says that all is clear


@dataclass(frozen=True, slots=True)
class Reading:
    """What the words say. `causes` holds only those that something speaks for, `denied` those that were spoken of to say no."""

    causes: Mapping[Cause, float]
    denied: frozenset[Cause] = frozenset()
    courtesy: bool = False  # thanks and greetings are all there is, or the question whether anybody is there
    anyone: bool = False  # it is asked whether anybody is there, which calls for nobody
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
        if other is _NOTHING or other is _A_QUESTION:  # as the English words of most messages
            return self
        return replace(
            self,
            causes=self.causes if self.causes.keys() - {Cause.OTHER_QUESTION} else {**other.causes, **self.causes},
            answer=self.answer or (None if self.question or self.signs & DOUBTFUL else other.answer),
            wish=self.wish or (other.wish if other.wish not in self.put_away else None),
            put_away=self.put_away | other.put_away,
            refused=self.refused | other.refused,
            courtesy=self.courtesy or other.courtesy,
            anyone=self.anyone or other.anyone,
            money_back=self.money_back and Cause.RETURN_REQUEST not in other.causes,
            wants_person=self.wants_person or other.wants_person,
            signs=self.signs | other.signs,
        )

    def but_thanks(self) -> "Reading":
        """This reading of bare thanks, in whatever language they are: no cause can be in them."""
        return replace(self, causes={Cause.OTHER_QUESTION: _COURTESY}, courtesy=True, signs=self.signs | {Sign.THANKS})


_BESIDE_ANYONE = COURTESIES | {Sign.ANYONE, Sign.ALONG}  # "is anyone there, please"
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
    foreign = spoken not in (None, language)
    told = told_in(text, known, slips=not foreign)
    tokens, words, found = told.tokens, told.words, told.meanings
    if not found:  # as with the English words in most messages
        return _nothing_but(question=question)
    if any(one.meaning.what in _GRAVE for one in found):
        exact = known.phrases.settle(tokens, slips=False)
        found = tuple(one for one in found if one.meaning.what not in _GRAVE or all(words[i] == exact[i] for i in one.said))
    if foreign and spoken:
        found = tuple(one for one in found if one.meaning.what is not Sign.ABUSE or not _everyday(one, words, spoken, language))
    if known.tones and not text.isascii() and (typed := typed_in(text, len(words))):
        tones = known.tones
        found = tuple(one for one in found if all(tones.agree(one.meaning.what, words[i], typed[i]) for i in one.said))
    message = _Message(tokens, words, found, known.negations)
    signs = frozenset(
        one.meaning.what
        for one in message.found
        if isinstance(one.meaning.what, Sign) and not (one.meaning.what is Sign.CLEAR and message.not_so(one))
    )
    question = question or Sign.QUESTION in signs
    of_causes, denied = _told_and_denied(message)
    causes, asks_for_anyone = _causes(of_causes), _asks_for_anyone(message)
    # "Is anyone there? My parcel is late" is of the parcel, and alone it is still what such words are about.
    besides = [one for one in of_causes if not asks_for_anyone.issuperset(one.said)] if asks_for_anyone else of_causes
    called = _causes(besides) if asks_for_anyone else causes
    wished = wished_in(told, message.found, known.negations)
    changed = bool(wished.put_away) or Sign.TOO_LITTLE in signs
    return Reading(
        causes=_with_what_is_left(called or causes, signs, question),
        denied=denied - causes.keys(),
        courtesy=_is_courtesy(message),
        anyone=bool(asks_for_anyone),
        answer=answer_of(message.found, tokens, question=question, strict=strict, changed=changed),
        wish=wished.wish,
        put_away=wished.put_away,
        refused=wished.refused,
        money_back=_only_money_back(message),
        wants_person=called.get(Cause.HUMAN, 0.0) >= _ASKS_FOR_PERSON,
        question=question,
        signs=signs,
    )


def _nothing_but(*, question: bool) -> Reading:
    """What a message says in which no phrase was found."""
    return _A_QUESTION if question else _NOTHING


_NOTHING, _A_QUESTION = Reading({}), Reading({Cause.OTHER_QUESTION: _QUESTION}, question=True)


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

    def not_so(self, one: Found[Meaning]) -> bool:
        """Whether a negation stands before or soon behind a phrase: "I don't quite see", なるほどではない."""
        before = self.taken_away(one, range(one.start - _BEFORE_CLEAR, one.start))
        return before or self.negations.behind_in(self.tokens, self.words, one.end)

    def denied(self, one: Found[Meaning]) -> bool:
        """Whether a cause is spoken of to say no: "not broken", 壊れていません. In 届いていません the denial is the cause."""
        if self.taken_away(one, range(one.start - _REACH, one.start)):
            return True
        denial = self.negations.denial_at(self.tokens, self.words, one.end)
        return bool(denial) and not any(
            isinstance(other.meaning.what, Cause) and other.meaning.weight > 0 and not set(denial).isdisjoint(other.said)
            for other in self.found
        )


def _told_and_denied(message: _Message) -> tuple[list[Found[Meaning]], frozenset[Cause]]:
    """What speaks for a cause or against it, and the causes that were spoken of to say no.

    What speaks against a cause is not turned round by a negation.
    """
    told: list[Found[Meaning]] = []
    denied: set[Cause] = set()
    for one in message.found:
        if not isinstance(one.meaning.what, Cause):
            continue
        if one.meaning.weight > 0 and message.denied(one):
            denied.add(one.meaning.what)
        else:
            told.append(one)
    return told, frozenset(denied)


def _causes(told: list[Found[Meaning]]) -> dict[Cause, float]:
    """The weights of the phrases for each cause, added up; words that were counted once count little again."""
    causes: dict[Cause, float] = {}
    counted: dict[Cause, set[int]] = {}
    for one in sorted(told, key=lambda one: (-one.meaning.weight, one.start, one.end)):
        if not isinstance(cause := one.meaning.what, Cause):
            continue
        before = counted.setdefault(cause, set())
        again = one.meaning.weight > 0 and not before.isdisjoint(one.said)
        causes[cause] = causes.get(cause, 0.0) + one.meaning.weight * (_AGAIN if again else 1.0)
        before.update(one.said)
    return {cause: weight for cause, weight in causes.items() if weight > 0}


def _is_courtesy(message: _Message) -> bool:
    kinds = _BESIDE_ANYONE if any(one.meaning.what is Sign.ANYONE for one in message.found) else COURTESIES
    polite = {i for one in message.found if one.meaning.what in kinds for i in one.said}
    return bool(polite) and all(i in polite for i, word in enumerate(message.words) if word[0].isalpha())


def _asks_for_anyone(message: _Message) -> set[int]:
    """The words by which it is asked whether anybody is there: alone in their clauses, but for courtesies.

    "Is anyone there who can call me?" calls for a person.
    """
    asked = [one for one in message.found if one.meaning.what is Sign.ANYONE]
    if not asked:
        return set()
    beside = {i for one in message.found if one.meaning.what in _BESIDE_ANYONE for i in one.said}
    clauses = message.tokens.clauses
    alone: set[int] = set()
    for one in asked:
        around = {clauses[i] for i in one.said}
        if all(i in beside for i, word in enumerate(message.words) if clauses[i] in around and word[0].isalpha()):
            alone.update(one.said)
    return alone


def _only_money_back(message: _Message) -> bool:
    to_return = {
        i for one in message.found if one.meaning.what is Cause.RETURN_REQUEST and one.meaning.weight > 0 for i in one.said
    }
    return bool(to_return) and to_return <= {i for one in message.found if one.meaning.what is Wish.REFUND for i in one.said}


def _with_what_is_left(causes: dict[Cause, float], signs: frozenset[Sign], question: bool) -> Mapping[Cause, float]:
    """Insults, questions and courtesies are the matter only where nothing else is: a cause is heard through the swearing."""
    if causes:
        return causes
    if Sign.ABUSE in signs:
        return {Cause.SPAM_ABUSE: _INSULT}
    if signs & COURTESIES:
        return {Cause.OTHER_QUESTION: _COURTESY}
    return {Cause.OTHER_QUESTION: _QUESTION} if question else {}


def _everyday(one: Found[Meaning], words: tuple[str, ...], spoken: str, language: str) -> bool:
    """Whether what was found with the words of one language is said about as often in the one that is spoken."""
    here, there = real_words(spoken), real_words(language)
    rarities = [(here.rarity(words[i]), there.rarity(words[i])) for i in one.said]
    return all(own is not None and (other is None or own <= other + _THRICE) for own, other in rarities)
