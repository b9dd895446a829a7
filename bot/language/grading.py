"""A grade said in words: how satisfied somebody is who writes "very happy" instead of pressing a face. In doubt it is none.

A good grade read from an unhappy reply is the costly mistake: a low one reopens the case, a high one thanks and closes it.
So praise and blame side by side are no grade, and praise behind a "but" is never the highest.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from bot.language.answers import longest
from bot.language.catalogue import text_of
from bot.language.frequent import real_words
from bot.language.lexicon import Lexicon, lexicon_of
from bot.language.negations import Negations
from bot.language.numerals import in_figures
from bot.language.phrases import Found
from bot.language.reading import FALLBACK, read
from bot.language.script_review import GRADES
from bot.language.tokens import Tokens, tokens_of
from bot.language.told import told_in
from bot.language.turns import (
    NO_CUES,
    Cues,
    Turns,
    denied_behind,
    denied_plainly,
    denied_weakly,
    denying_nothing,
    ends_in_no,
    parting_in,
    turns_in,
)
from bot.language.words import Sign
from bot.satisfaction.faces import faces_in, tears_in
from bot.satisfaction.figures import Score, score_in, share_in
from bot.satisfaction.grades import HIGHEST, LOWEST, REOPENS_UP_TO, grade_of
from bot.terms import Cause

_MOST_WORDS = 12  # a longer reply tells a story, which is not read by single words
_MOST_OF_A_STORY, _MOST_OF_A_VERDICT = 40, 6  # but it may begin or end with a verdict between two pauses
_UNHAPPY, _NEUTRAL, _RATHER_GLAD, _GLAD = 2, 4, 5, 6
_REACH = 3  # how many words before a phrase a negation makes it doubtful
_DOUBTFUL = frozenset({Sign.ONLY_IF, Sign.UNSURE, Sign.QUESTION})  # of praise: a complaint needs no certainty
_COMPLAINT = 2.0  # the weight from which a cause spoils the praise beside it: "super, the zipper broke again"
# Of these praise speaks too: "exchanged already, very happy".
_NO_COMPLAINTS = frozenset({Cause.OTHER_QUESTION, Cause.BAD_SERVICE, Cause.PAYMENT, Cause.HUMAN, Cause.RETURN_REQUEST})
# What a letter that is a word of its own counts for: Thai writes four to a word, Japanese three, Chinese two.
_SHARES = ((re.compile("[\u0e01-\u0e4e]"), 0.25), (re.compile("[\u3041-\u3096]"), 1 / 3), (re.compile("[\u3400-\u9fff]"), 0.5))
_MOST_OF_PRAISE = 24  # words: who thanks may say what for
_NO_PRAISE = _DOUBTFUL | {Sign.ABUSE, Sign.NO, Sign.BUT, Sign.TOO_LITTLE}
_QUESTION_MARKS = frozenset("?？؟")


def grade_said(text: str, language: str) -> int | None:
    """The grade from 1 to 7 that a reply gives, by a score, a button's label, a face or the words of a language, or None.

    No grade is read from a question or a greeting, from praise with an insult beside it, or from words that pull both ways.
    """
    tokens = tokens_of(text)
    if label := _label_in(tokens, language):
        return label
    spoken = _in_words(text, tokens, language)
    score = _score_in(text, tokens, language)
    if score is None:
        return spoken
    grade = grade_of(score)
    if spoken and not any(c.isdigit() for c in text) and not score.plain:
        return spoken  # "tam ổn" without accents is no eight
    if spoken is None or _side(grade) * _side(spoken) >= 0:
        return grade
    # "1, super!" may be a mark at school, and "10/10 for that mess" none of praise; a bad score stays one: "2/10, bravo".
    return grade if score.plain and (grade <= REOPENS_UP_TO or spoken == REOPENS_UP_TO) else None


def praises(text: str, language: str) -> bool:
    """Whether somebody who was asked nothing praises: good words and no bad one, no question, and nothing that turns them.

    It grades nothing: "delivery" beside it is no complaint here, as it might be in reply to how it was.
    """
    tokens = tokens_of(text)
    if _QUESTION_MARKS.intersection(text) or _length(tokens) > _MOST_OF_PRAISE:
        return False
    told, heard_in = _told(text, tokens, language)
    grades = {one.meaning for one in told} | faces_in(text)
    if not told or min(grades) < _RATHER_GLAD or max(grades) < _GLAD:
        return False
    cues = known.cues if (known := lexicon_of(heard_in)) else NO_CUES
    turns = turns_in(tokens, cues, {i for one in told for i in range(one.start, one.end)})
    signs = {sign for one in {language, heard_in} for sign in read(text, one, strict=False).signs}
    return not (turns.places or signs & _NO_PRAISE)


def _label_in(tokens: Tokens, language: str) -> int | None:
    for grade, line in enumerate(GRADES, LOWEST):
        if tokens.words and tokens.words in {tokens_of(text_of(line, one)).words for one in (language, FALLBACK)}:
            return grade
    return None


def _score_in(text: str, tokens: Tokens, language: str) -> Score | None:
    """The score in figures or in words, unless it is one that was not given: "not 5 stars"."""
    beside = [one.beside for one in map(lexicon_of, dict.fromkeys((language, FALLBACK))) if one]
    score = score_in(text, language, beside)
    if score is None:
        told = score_in(in_figures(text, language), language, beside)
        # Beside a clause of other words a number may be said of anything: "Saftladen, setzen, sechs".
        score = told if told and (told.plain or len(set(tokens.clauses)) == 1) else None
    if score is None or not score.before:
        return score
    before = tokens_of(score.before + " 1")
    known = lexicon_of(language)
    last = len(before.words) - 1
    if known and last > 0:
        taken = {i for one in longest(known.grades.find(before)) for i in range(one.start, one.end)}
        places = [i for i in range(last - _REACH, last) if i not in taken]
        if known.negations.before_in(before, before.words, last, places):
            return None
    return score


def _in_words(text: str, tokens: Tokens, language: str) -> int | None:
    if _QUESTION_MARKS.intersection(text):
        return None
    told, heard_in = _told(text, tokens, language)
    worded = [one for one in told if any(tokens.words[i][0].isalnum() for i in one.said)]
    shown = {one.meaning for one in told if one not in worded} | faces_in(text)
    if not worded:
        return _shown(text, tokens, shown, language)
    if heard_in != language and read(text, language, strict=False).signs & _DOUBTFUL:
        return None
    taken = {i for one in told for i in range(one.start, one.end)}
    cues = known.cues if (known := lexicon_of(heard_in)) else NO_CUES
    turns = turns_in(tokens, cues, taken)
    whole = read(text, heard_in, strict=False).signs
    rest = read(_left(tokens, taken | turns.places), heard_in, strict=False)
    beside = rest.signs
    if _length(tokens) > _MOST_WORDS and not _frames(worded, tokens):
        return None
    grade = _verdict(worded, tokens, turns)
    if grade is None or (grade >= _NEUTRAL and (Sign.ABUSE in whole or Sign.QUESTION in beside)):
        return None
    if grade > _NEUTRAL:
        if (share := share_in(text)) and _is_of(worded, tokens):
            return grade_of(share)
        spoilt = turns.borne and not (turns.against or turns.despite)
        complains = any(weight >= _COMPLAINT for cause, weight in rest.causes.items() if cause not in _NO_COMPLAINTS)
        if beside & _DOUBTFUL or turns.provided or spoilt or complains or ends_in_no(tokens, worded[-1].end, cues):
            return None
        if turns.hedged:
            grade = max(grade - 1, _RATHER_GLAD)
    return _with_faces(grade, shown)


def _told(text: str, tokens: Tokens, language: str) -> tuple[list[Found[int]], str]:
    """The phrases that speak of a grade, in the words of the language, else in English ones; and in which of them."""
    told = _found(text, language)
    if told or language == FALLBACK:
        return told, language
    return [one for one in _found(text, FALLBACK) if not _everyday(one, tokens, language)], FALLBACK


def _shown(text: str, tokens: Tokens, shown: set[int], language: str) -> int | None:
    """What faces say by themselves, or beside words that grade nothing; an insult says enough."""
    if tears_in(text) and not shown:
        shown = {_UNHAPPY}
    if any(word[0].isalnum() for word in tokens.words):
        signs = read(text, language, strict=False).signs
        if Sign.ABUSE in signs and _length(tokens) <= _MOST_WORDS:
            return LOWEST
        if signs & (_DOUBTFUL | {Sign.GREETING, Sign.NO}) or _length(tokens) > _MOST_OF_A_VERDICT:
            return None
        if not signs & {Sign.THANKS, Sign.YES}:
            return None
    return _agreed(shown)


def _verdict(found: list[Found[int]], tokens: Tokens, turns: Turns) -> int | None:
    """What is said in the end: behind a "but", or in the clause without an "although"."""
    if turn := turns.against:
        before = [one.meaning for one in found if one.end <= turn[0]]
        behind = [one.meaning for one in found if one.start >= turn[1]]
        if not turn[0] or len(before) + len(behind) < len(found):
            return _agreed(one.meaning for one in found)
        return _turned(_agreed(before), _agreed(behind), in_time=turns.at_first is not None)
    if (turn := turns.despite) and turn[1] < len(tokens.words):
        within = tokens.clauses[turn[0]]
        conceded = [one for one in found if tokens.clauses[one.start] == within and one.start >= turn[1]]
        if len(conceded) < len(found):
            return _turned(_agreed(one.meaning for one in conceded), _agreed(one.meaning for one in found if one not in conceded))
    if turns.at_first and len({tokens.clauses[one.start] for one in found}) > 1:
        first = [one.meaning for one in found if tokens.clauses[one.start] == tokens.clauses[found[0].start]]
        return _turned(_agreed(first), _agreed(one.meaning for one in found[len(first) :]), in_time=True)
    return _agreed(one.meaning for one in found)


def _turned(before: int | None, behind: int | None, *, in_time: bool = False) -> int | None:
    """The verdict, if what was said before it does not pull the other way, or is over (`in_time`).

    Behind a complaint a good one is never the best; behind nothing but praise ("good, but slow") there is none.
    """
    if behind is None:
        return before if before is not None and before <= REOPENS_UP_TO else None
    if behind <= _NEUTRAL:
        return behind if before is None or before <= _NEUTRAL else None
    if before is None or before > _NEUTRAL:
        return min(behind, before or _GLAD)
    if in_time:
        return min(behind, _GLAD)
    return None if before <= _UNHAPPY else _RATHER_GLAD


def _agreed(grades: Iterable[int]) -> int | None:
    """The most marked of several grades on one side. With a neutral one beside it, praise is no more than faint."""
    told = list(grades)
    sides = {_side(grade) for grade in told}
    if sides >= {-1, 1}:
        return _NEUTRAL if max(told) == _RATHER_GLAD and min(told) == REOPENS_UP_TO else None  # "not bad, a bit slow"
    if not told:
        return None
    grade = max(told, key=lambda one: abs(one - _NEUTRAL))
    return min(grade, _RATHER_GLAD) if 0 in sides else grade


def _with_faces(grade: int, shown: set[int]) -> int | None:
    """A verdict in words with the faces beside it: a sour one takes praise away, a gay one adds to it, to blame nothing."""
    if any(_side(one) < 0 for one in shown):
        return None if grade > _NEUTRAL else min(grade, *shown) if grade < _NEUTRAL else REOPENS_UP_TO
    if grade > _NEUTRAL and shown:
        return max(grade, *shown)
    return grade


def _side(grade: int) -> int:
    return (grade > _NEUTRAL) - (grade < _NEUTRAL)


def _frames(found: list[Found[int]], tokens: Tokens) -> bool:
    """Whether a long reply begins or ends with a short clause that holds a verdict."""
    if _length(tokens) > _MOST_OF_A_STORY:
        return False
    ends = {tokens.clauses[0], tokens.clauses[-1]}
    return any(
        tokens.clauses[one.start] in ends and tokens.clauses.count(tokens.clauses[one.start]) <= _MOST_OF_A_VERDICT
        for one in found
    )


def _is_of(found: list[Found[int]], tokens: Tokens) -> bool:
    """Whether a share of a hundred stands right before praise: "80 % satisfied", not "happy with the 10 %"."""
    return any(one.start > 1 and not {"%", "percent"}.isdisjoint(tokens.words[one.start - 2 : one.start]) for one in found)


def _left(tokens: Tokens, taken: Collection[int]) -> str:
    """What is said beside the grades and the turn between them: "could be better" is no better offer."""
    # Parted by what is no pause: a blank between Chinese or Japanese letters is one.
    return "\t".join(word for i, word in enumerate(tokens.words) if i not in taken)


def _length(tokens: Tokens) -> float:
    """How much was said, in words as they are between blanks elsewhere."""
    return sum(next((share for script, share in _SHARES if script.match(word)), 1.0) for word in tokens.words)


def _found(text: str, language: str) -> list[Found[int]]:
    """The phrases that speak of a grade. Praise right behind a plain "not" is blame. Behind another negation nobody knows
    what is meant: then only blame counts that is not denied itself.
    """
    known = lexicon_of(language)
    if known is None or not known.grades:
        return []
    tokens = tokens_of(text)
    words = known.grades.settle(tokens)
    greeted = _greeted(text, known) | parting_in(tokens, known.cues)
    found = sorted(known.grades.find(tokens), key=lambda one: one.meaning)  # of two that say as much the worse is kept
    told = [one for one in longest(found) if not greeted.issuperset(one.said)]
    heard = _Heard(tokens, words, known.negations, known.cues, frozenset(i for one in told for i in one.said))
    meant = [one for one in map(heard.as_meant, told) if one]
    return meant if len(meant) == len(told) else [one for one in meant if one.meaning <= REOPENS_UP_TO]


def _everyday(one: Found[int], tokens: Tokens, language: str) -> bool:
    """Whether what is English for a grade is rather a word of the language that is spoken: German "Kind", "hell"."""
    here, there = real_words(language), real_words(FALLBACK)
    rarities = [(here.rarity(tokens.words[i]), there.rarity(tokens.words[i])) for i in one.said]
    return all(own is not None and (other is None or own <= other) for own, other in rarities)


def _greeted(text: str, known: Lexicon) -> set[int]:
    """Where the words of a greeting stand: "good morning" is no praise."""
    return {i for one in told_in(text, known).meanings if one.meaning.what is Sign.GREETING for i in one.said}


@dataclass(frozen=True, slots=True)
class _Heard:
    """A reply, and where in it (`said`) something speaks of a grade."""

    tokens: Tokens
    words: tuple[str, ...]
    negations: Negations
    cues: Cues
    said: frozenset[int]

    def as_meant(self, one: Found[int]) -> Found[int] | None:
        """What is left of a phrase with the negations before, behind and in the gaps of it."""
        free = self.said | denying_nothing(self.tokens, self.cues)
        before = [i for i in range(one.start - _REACH, one.start) if i not in free]
        gaps = [i for i in range(one.start, one.end) if i not in free and one.meaning >= _RATHER_GLAD]
        if self._denied(one, gaps):
            return None
        if one.meaning >= _RATHER_GLAD and denied_behind(self.tokens, one.end, self.cues, self.said):
            return one._replace(end=one.end + 1, meaning=_UNHAPPY)
        if not self._denied(one, before) and not self.negations.behind_in(self.tokens, self.words, one.end):
            return one
        if one.meaning < _RATHER_GLAD:
            return None
        if denied_plainly(self.tokens, one.start, self.cues):
            return one._replace(start=one.start - 1, meaning=_UNHAPPY if one.meaning < HIGHEST else REOPENS_UP_TO)
        if denied_weakly(self.tokens, one.start, self.cues):
            return one._replace(start=one.start - 2, meaning=REOPENS_UP_TO)
        return None

    def _denied(self, one: Found[int], places: Iterable[int]) -> bool:
        return self.negations.before_in(self.tokens, self.words, one.start, places)
