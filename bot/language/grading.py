"""A grade said in words: how satisfied somebody is who writes "very happy" instead of pressing a face. In doubt it is none."""

from bot.language.answers import longest
from bot.language.catalogue import text_of
from bot.language.lexicon import lexicon_of
from bot.language.negations import Negations
from bot.language.numerals import in_figures
from bot.language.phrases import Found
from bot.language.reading import FALLBACK, read
from bot.language.script_review import GRADES
from bot.language.tokens import Tokens, tokens_of
from bot.language.words import Sign
from bot.satisfaction.grades import grade_in

_MOST_WORDS = 12  # a longer reply tells a story, which is not read by single words; a Chinese character is half a word
_NEUTRAL = 4
_REACH = 3  # how many words before a phrase a negation makes it doubtful
_DOUBTFUL = frozenset({Sign.BUT, Sign.ONLY_IF, Sign.UNSURE, Sign.QUESTION})
_QUESTION_MARKS = frozenset("?？؟")


def grade_said(text: str, language: str) -> int | None:
    """The grade from 1 to 7 that a short reply gives, by a number in words, a button's label or the words of a language, or None.

    No grade is read from a question or a greeting, from praise with a "but" or an insult beside it, or from words that pull
    both ways.
    """
    tokens = tokens_of(text)
    # Beside a clause of other words the number may be a mark at school: "Saftladen, setzen, sechs".
    if len(set(tokens.clauses)) == 1 and (score := grade_in(in_figures(text, language))):
        return score
    spoken = (language, FALLBACK)
    for grade, line in enumerate(GRADES, 1):
        if tokens.words and tokens.words in {tokens_of(text_of(line, one)).words for one in spoken}:
            return grade
    if tokens.length() > _MOST_WORDS:
        return None
    told = next(((found, one) for one in spoken if (found := _found(tokens, one))), None)
    if told is None or _QUESTION_MARKS.intersection(text):
        return None
    found, heard_in = told
    whole, beside = (read(part, heard_in, strict=False).signs for part in (text, _beside(found, tokens)))
    if Sign.GREETING in whole - beside:
        return None  # "good morning" is no praise
    return _agreed([one.meaning for one in found], beside)


def _agreed(grades: list[int], signs: frozenset[Sign]) -> int | None:
    """The most marked of several grades, if all of them are on one side and nothing said beside them makes it doubtful."""
    sides = {(grade > _NEUTRAL) - (grade < _NEUTRAL) for grade in grades}
    if len(sides) > 1 or signs & _DOUBTFUL:
        return None
    grade = max(grades, key=lambda one: abs(one - _NEUTRAL))
    return None if Sign.ABUSE in signs and grade >= _NEUTRAL else grade


def _beside(found: list[Found[int]], tokens: Tokens) -> str:
    """What is said beside the grades: "could be better" is no better offer."""
    within = {i for one in found for i in range(one.start, one.end)}
    return " ".join(word for i, word in enumerate(tokens.words) if i not in within)


def _found(tokens: Tokens, language: str) -> list[Found[int]]:
    """The phrases that speak of a grade. Behind a negation one means something else, nobody knows what: then none count."""
    known = lexicon_of(language)
    if known is None or not known.grades:
        return []
    phrases, negations = known.grades, known.negations
    words = phrases.settle(tokens)
    told = longest(phrases.find(tokens, words))
    return [] if any(_denied(one, tokens, words, negations) for one in told) else told


def _denied(one: Found[int], tokens: Tokens, words: tuple[str, ...], negations: Negations) -> bool:
    before = range(one.start - _REACH, one.start)
    return negations.before_in(tokens, words, one.start, before) or negations.behind_in(tokens, words, one.end)
