"""The words of a language, ready to be looked for in messages: read when they are first asked for, and again when they change."""

from collections.abc import Iterator, Mapping
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


@dataclass(frozen=True, slots=True)
class InPassing:
    """A wish that is named, where its words mean none by themselves: "the coupon", beside anything else."""

    wish: Wish


Tells = Meaning | InPassing | Question | Expectation | Came


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """The words of one language, as books of phrases.

    `phrases` are those that are looked for in every message, all at once. What is read only in reply to what asks for it has
    books of its own, and its own slips of the pen. `cues` and `beside` are small words, for replies to how it was.
    """

    language: str
    negations: Negations
    phrases: PhraseBook[Tells]
    grades: PhraseBook[int]
    choices: Mapping[Choices, PhraseBook[str]]
    cues: Cues
    beside: Beside
    tones: Tones[Sign | Wish | Cause] | None = None


def lexicon_of(language: str) -> Lexicon | None:
    """The words of a language as its file has them now, or None if it has none, or its file was never right."""
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
        phrases=PhraseBook(_told(words), real),
        grades=PhraseBook(words.grades, real),
        choices={among: PhraseBook(phrases, real) for among, phrases in words.choices.items()},
        cues=words.cues,
        beside=words.beside,
        tones=words.tones,
    )


def _told(words: Words) -> Iterator[Phrase[Tells]]:
    for said in words.phrases:
        yield Phrase(said.runs, said.whole_clause, said.gap, said.meaning)
        if said.whole_clause and isinstance(said.meaning.what, Wish):
            yield Phrase(said.runs, False, said.gap, InPassing(said.meaning.what))
    for asked in words.questions:
        yield Phrase(asked.runs, asked.whole_clause, asked.gap, asked.meaning)
    for demanded in words.demands:
        yield Phrase(demanded.runs, demanded.whole_clause, demanded.gap, demanded.meaning)
    for arrived in words.arrived:
        yield Phrase(arrived.runs, arrived.whole_clause, arrived.gap, arrived.meaning)
