"""The words by which a language is understood: `locales/<language>/words.toml`, written as locales/README.md says."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from bot.language.negations import Negation, Negations
from bot.language.owner_files import FileError, called, toml_in
from bot.language.phrases import Phrase, PhraseError, phrase_of
from bot.language.tokens import is_character, tokens_of
from bot.language.tones import TONAL, Tones
from bot.language.turns import NO_CUES, Cue, CueError, Cues, sayings_of
from bot.satisfaction.beside import Beside, BesideError, beside_of
from bot.satisfaction.grades import HIGHEST, LOWEST
from bot.terms import Cause, Expectation, Missing, Question, Severity, Wish


class WordsError(FileError):
    """A words.toml that says something nobody reads: the file, the key and what is wrong."""


class Sign(StrEnum):
    """What a phrase can be a sign of, beside a cause or a wish; named as in the file."""

    YES = "yes"
    NO = "no"
    BUT = "but"  # makes a yes conditional
    ONLY_IF = "only_if"  # is a condition by itself
    UNSURE = "unsure"  # takes any answer back
    ALONG = "along"  # may stand beside a yes without changing it
    THANKS = "thanks"
    GREETING = "greeting"
    ANYONE = "anyone"  # asks whether anybody is there, which is a greeting with impatience
    QUESTION = "question"
    ABUSE = "abuse"
    SAFETY = "safety"
    CLEAR = "clear"  # has understood what was explained, and agrees to nothing
    DEFECT = "defect"  # does not work, whatever was promised of it
    TOO_LITTLE = "too_little"  # of what is offered
    ALL_OF_IT = "all_of_it"  # what is to come back is all that was paid
    KEEPS = "keeps"  # would rather keep what was to go back
    INSTEAD = "instead"  # puts away the wish behind it: "rather than a coupon"
    INSTEAD_AFTER = "instead_after"  # puts away the wish before it: クーポンの代わりに


COURTESIES = frozenset({Sign.THANKS, Sign.GREETING})
"""What is said to be polite, and changes nothing."""


class Came(StrEnum):
    """Whether a parcel has come, in the words of its buyer; named as in the file."""

    YES = "yes"
    NO = "no"
    PART = "part"  # it has, and not all of it


class Choices(StrEnum):
    """What a buyer may be asked to choose of, and may answer in words; named as in the file."""

    SEVERITIES = "severities"
    MISSING = "missing"


_CHOICES: Mapping[Choices, type[StrEnum]] = {Choices.SEVERITIES: Severity, Choices.MISSING: Missing}
_TABLES: Mapping[str, tuple[Sign, ...]] = {
    "answers": (Sign.YES, Sign.NO, Sign.BUT, Sign.ONLY_IF, Sign.UNSURE, Sign.ALONG),
    "signs": (
        *(Sign.THANKS, Sign.GREETING, Sign.ANYONE, Sign.QUESTION, Sign.CLEAR),
        *(Sign.ABUSE, Sign.SAFETY, Sign.DEFECT, Sign.TOO_LITTLE, Sign.ALL_OF_IT, Sign.KEEPS),
    ),
}
_PREFERRED = {Sign.INSTEAD, Sign.INSTEAD_AFTER}  # written beside the wishes, which they part
_DEMANDS = {Expectation.WANTED_NOT_TODAY, Expectation.BEYOND_REASON}  # the others are told by facts
_BY_FACTS = frozenset({Cause.OUT_OF_STOCK, Cause.PRICE_ERROR, Cause.SAFETY})  # never by a buyer's words
_KEYS = frozenset(
    {"negations", "negations_after", "denials", "wishes", "causes", "grades", "turns", "questions", "demands", "arrived"}
)
_PLAINLY = 4.0  # the weight that is believed alone
_BESIDE = "beside"  # written beside the turns, and found beside figures
_GRADES = tuple(str(grade) for grade in range(LOWEST, HIGHEST + 1))

Stands = TypeVar("Stands")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a phrase stands for, and how much it counts where several causes are weighed."""

    what: Sign | Wish | Cause
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language, as its file says them. A negation beside a phrase takes it away.

    `grades` and `choices` are read only in reply to what asks for them, so they are kept apart: elsewhere "good" grades
    nothing. So is `arrived`: "got it" agrees to nothing. `questions` and `demands` are what the records and the house's
    manners answer, whatever the complaint is. `cues` and `beside` are the small words at which a grade turns, and those which may
    stand beside a score.
    """

    language: str
    negations: Negations
    phrases: tuple[Phrase[Meaning], ...]
    grades: tuple[Phrase[int], ...] = ()
    cues: Cues = field(default_factory=lambda: NO_CUES)
    beside: Beside = field(default_factory=Beside)
    choices: Mapping[Choices, tuple[Phrase[str], ...]] = field(default_factory=lambda: dict.fromkeys(Choices, ()))
    questions: tuple[Phrase[Question], ...] = ()
    demands: tuple[Phrase[Expectation], ...] = ()
    arrived: tuple[Phrase[Came], ...] = ()
    tones: Tones[Sign | Wish | Cause] | None = None  # of what is agreed to and wished for, in a tonal language


def read_words(language: str, path: Path) -> Words:
    """Read one file. Anything it says that is not understood is a FileError, so that no owner's word is silently lost."""
    name, told = called(path), toml_in(path)
    _only(told, {*_KEYS, *Choices, *_TABLES}, name, "")
    phrases: list[Phrase[Meaning]] = []
    for table, signs in _TABLES.items():
        under = _table(told, table, name)
        _only(under, set(signs), name, f"{table}.")
        for sign in signs:
            phrases += _phrases(under.get(sign, []), Meaning(sign), name, f"{table}.{sign}")
    defects = _texts(_table(told, "signs", name).get(Sign.DEFECT, []), name, f"signs.{Sign.DEFECT}")
    phrases += _phrases(defects, Meaning(Cause.NOT_AS_DESCRIBED, _PLAINLY), name, f"signs.{Sign.DEFECT}")
    wishes = _table(told, "wishes", name)
    _only(wishes, {*Wish, *_PREFERRED}, name, "wishes.")
    for wish, written in wishes.items():
        what = Sign(wish) if wish in _PREFERRED else Wish(wish)
        phrases += _phrases(written, Meaning(what), name, f"wishes.{wish}")
    causes = _table(told, "causes", name)
    _only(causes, set(Cause) - _BY_FACTS, name, "causes.")
    for cause in causes:
        for weight, written in _table(causes, cause, name).items():
            key = f"causes.{cause}.{weight}"
            phrases += _phrases(written, Meaning(Cause(cause), _weight(weight, name, key)), name, key)
    graded = _table(told, "grades", name)
    _only(graded, set(_GRADES), name, "grades.")
    grades = [phrase for grade, written in graded.items() for phrase in _phrases(written, int(grade), name, f"grades.{grade}")]
    return Words(
        language=language,
        negations=Negations(*(_negations(told, key, name) for key in ("negations", "negations_after", "denials"))),
        phrases=tuple(phrases),
        grades=tuple(grades),
        cues=_cues(told, name),
        beside=_beside(told, name),
        choices={
            among: _choices(told, among, name) + (_unusable(defects, name) if among is Choices.SEVERITIES else ())
            for among in Choices
        },
        questions=_each(told, "questions", Question, set(Question), name),
        demands=_each(told, "demands", Expectation, _DEMANDS, name),
        arrived=_each(told, "arrived", Came, set(Came), name),
        tones=_tones(told, name) if language in TONAL else None,
    )


def _each(
    told: Mapping[str, Any], key: str, kind: Callable[[str], Stands], known: set[Any], name: str
) -> tuple[Phrase[Stands], ...]:
    table = _table(told, key, name)
    _only(table, known, name, f"{key}.")
    return tuple(phrase for one, written in table.items() for phrase in _phrases(written, kind(one), name, f"{key}.{one}"))


def _choices(told: Mapping[str, Any], among: Choices, name: str) -> tuple[Phrase[str], ...]:
    table = _table(told, among, name)
    _only(table, {one.value for one in _CHOICES[among]}, name, f"{among}.")
    return tuple(phrase for one, written in table.items() for phrase in _phrases(written, str(one), name, f"{among}.{one}"))


def _unusable(defects: list[str], name: str) -> tuple[Phrase[str], ...]:
    """What does not work is unusable, so that no owner has to write it twice."""
    return tuple(_phrases(defects, str(Severity.UNUSABLE), name, f"signs.{Sign.DEFECT}"))


def _cues(told: Mapping[str, Any], name: str) -> Cues:
    table = _table(told, "turns", name)
    _only(table, {*Cue, _BESIDE}, name, "turns.")
    cues = dict(NO_CUES)
    for cue in Cue:
        if written := _texts(table.get(cue, []), name, f"turns.{cue}"):
            try:
                cues[cue] = sayings_of(written)
            except CueError as fault:
                raise WordsError(f"{name}: turns.{cue}: {fault}") from None
    return cues


def _beside(told: Mapping[str, Any], name: str) -> Beside:
    """The words that may stand beside a score; where no blanks part words, all of them are fastened to one another."""
    key = f"turns.{_BESIDE}"
    written = _texts(_table(told, "turns", name).get(_BESIDE, []), name, key)
    fastened = [text for text in written if text.startswith("*") or is_character(text)]
    try:
        return beside_of((text for text in written if text not in fastened), (text.removeprefix("*") for text in fastened))
    except BesideError as fault:
        raise WordsError(f"{name}: {key}: {fault}") from None


def _tones(told: Mapping[str, Any], name: str) -> Tones[Sign | Wish | Cause]:
    written: dict[Sign | Wish | Cause, list[str]] = {}
    for sign in _TABLES["answers"]:
        written[sign] = _texts(_table(told, "answers", name).get(sign, []), name, f"answers.{sign}")
    for wish in Wish:
        written[wish] = _texts(_table(told, "wishes", name).get(wish, []), name, f"wishes.{wish}")
    return Tones(written)


def _negations(told: Mapping[str, Any], key: str, name: str) -> frozenset[Negation]:
    return frozenset(words for text in _texts(told.get(key, []), name, key) if (words := tokens_of(text).words))


def _only(table: Mapping[str, Any], known: set[Any], name: str, under: str) -> None:
    for key in table:
        if key not in known:
            raise WordsError(f"{name}: unknown key {under}{key}; known are {', '.join(sorted(map(str, known)))}")


def _table(told: Mapping[str, Any], key: str, name: str) -> Mapping[str, Any]:
    table = told.get(key, {})
    if not isinstance(table, dict):
        raise WordsError(f"{name}: {key} must be a table")
    return table


def _texts(written: Any, name: str, key: str) -> list[str]:
    if not isinstance(written, list) or not all(isinstance(text, str) for text in written):
        raise WordsError(f"{name}: {key} must be a list of texts")
    return written


def _weight(written: str, name: str, key: str) -> float:
    try:
        weight = float(written)
    except ValueError:
        weight = 0.0
    if not 0 < abs(weight) <= 10:
        raise WordsError(f"{name}: {key} must be a weight, a number up to 10 that is not 0")
    return weight


def _phrases(written: Any, meaning: Stands, name: str, key: str) -> list[Phrase[Stands]]:
    try:
        return [phrase_of(text, meaning) for text in _texts(written, name, key)]
    except PhraseError as fault:
        raise WordsError(f"{name}: {key}: {fault}") from None
