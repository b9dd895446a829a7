"""The words of a language, ready to be looked for in messages: read when they are first asked for, and again when they change."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from bot.language.catalogue import locales_folder
from bot.language.frequent import real_words
from bot.language.negations import Negations
from bot.language.phrasebook import PhraseBook
from bot.language.phrases import Phrase
from bot.language.tones import Tones
from bot.language.turns import Cues
from bot.language.watched import Watched
from bot.language.words import Came, Choices, Meaning, Sign, Words, read_words
from bot.satisfaction.beside import Beside
from bot.terms import Cause, Expectation, Question, Wish

_COURTESIES = frozenset({Sign.GREETING, Sign.THANKS})

_PREFERRING = frozenset({Sign.INSTEAD, Sign.INSTEAD_AFTER})

Asks = Question | Expectation | None


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """The words of one language, as books of phrases: each kind of question has its own, and its own slips of the pen.

    `asking` holds what the records and the house's manners answer, and the courtesies beside it, which mean None there;
    `wishes` what can be wished for, said in passing too, for where one is wished for instead of another. `cues` and
    `beside` are small words that are looked for in reply to how it was.
    """

    language: str
    negations: Negations
    phrases: PhraseBook[Meaning]
    grades: PhraseBook[int]
    choices: Mapping[Choices, PhraseBook[str]]
    asking: PhraseBook[Asks]
    arrived: PhraseBook[Came]
    wishes: PhraseBook[Wish]
    cues: Cues
    beside: Beside
    tones: Tones[Sign | Wish | Cause] | None = None


def lexicon_of(language: str) -> Lexicon | None:
    """The words of a language as its file has them now, or None if it has none; raises WordsError if it was never right."""
    return watched_words(language).told()


@cache
def watched_words(language: str) -> Watched[Lexicon]:
    """The file of a language, and what it says."""
    return Watched(locales_folder() / language / "words.toml", partial(_read, language))


def _read(language: str, path: Path) -> Lexicon:
    return lexicon_from(read_words(language, path))


def lexicon_from(words: Words) -> Lexicon:
    """The words that were read from a file, ready to be looked for."""
    real = real_words(words.language)
    return Lexicon(
        language=words.language,
        negations=words.negations,
        phrases=PhraseBook(words.phrases, real),
        grades=PhraseBook(words.grades, real),
        choices={among: PhraseBook(phrases, real) for among, phrases in words.choices.items()},
        asking=PhraseBook(_asking(words) if words.questions or words.demands else (), real),
        arrived=PhraseBook(words.arrived, real),
        wishes=PhraseBook(_wishes(words), real),
        cues=words.cues,
        beside=words.beside,
        tones=words.tones,
    )


def _wishes(words: Words) -> list[Phrase[Wish]]:
    """The phrases of the wishes, wherever they stand; none where no words tell that one is put away for another."""
    if not any(said.meaning.what in _PREFERRING for said in words.phrases):
        return []
    return [
        Phrase(said.runs, False, said.gap, said.meaning.what) for said in words.phrases if isinstance(said.meaning.what, Wish)
    ]


def _asking(words: Words) -> list[Phrase[Asks]]:
    told: list[Phrase[Asks]] = []
    for asked in words.questions:
        told.append(Phrase(asked.runs, asked.whole_clause, asked.gap, asked.meaning))
    for demanded in words.demands:
        told.append(Phrase(demanded.runs, demanded.whole_clause, demanded.gap, demanded.meaning))
    for said in words.phrases:
        if said.meaning.what in _COURTESIES:
            told.append(Phrase(said.runs, said.whole_clause, said.gap, None))
    return told
