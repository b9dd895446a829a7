"""How well messages are understood that nobody tuned anything to: `make bench-words`, or `python -m tests.bench.words`.

Prints a row a language, beside what `langdetect.detect()` makes of the same messages, and the means over the ten languages that
are written most and over the others. A language without words of its own is read with the English ones, and its row says how far
that gets. `id 80 %` is the language told where the app's is right in eight cases of ten, and else another or none; `F1 as told`
is of complaints that are read in that language, whatever it is: all that a buyer meets. `sure` is the share of complaints whose
cause is acted on without a question back, `right` the share of these that is understood. `load` is what a language takes when it
is first spoken: in a thread, so that only whoever speaks it waits. Below the table stand what a message takes and what the
process holds once all languages are learned, and then each figure to be reached. What a message takes of the processor is what it
would take if nothing else ran: to be looked at where the machine is busy. What telling the language takes is measured when a
message is first seen, and so is langdetect, with the memory it takes besides.
"""

import gc
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter, thread_time
from typing import Any

from langdetect import DetectorFactory, LangDetectException, detect

from bot.language.catalogue import locales_folder
from bot.language.evidence import LANGUAGES
from bot.language.identify import hear_language
from bot.language.scoring import among_three, entities_right, grade_right, heard, macro_f1, mean, sure_and_right
from bot.language.understand import Asked, Understanding, WordsUnderstander
from tests.bench.figures import Figure, as_table, per_hundred
from tests.bench.resident import resident_mebibytes

HELD_OUT = Path(__file__).parents[1] / "language" / "heldout"
_MOST_WRITTEN = frozenset({"en", "es", "pt_BR", "fr", "de", "it", "ru", "ar", "ja", "ko"})
_SURE = 0.6  # [conversation] cause_confidence, as it comes
_UNDERSTANDER = WordsUnderstander()
_TOOK: list[float] = []  # seconds of each message
_BUSY: list[float] = []  # and how many of them the processor worked for it
_TOLD_IN: list[float] = []  # seconds until the language of each message is told
_DETECTED_IN: list[float] = []  # and until langdetect tells it
_APP_IS_RIGHT = 0.8
_COLUMNS = (
    *("language", "words", "id alone", "id + app", "id 80 %", "langdetect", "cause F1", "F1 as told"),
    *("top 3", "sure", "right", "entities", "grades", "answers", "false yes", "load, ms"),
)

Message = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Score:
    """How one language is understood, each a share of 1; `false_yes` counts replies that were no yes and taken for one."""

    language: str
    has_words: bool
    identified_alone: float
    identified_with_app: float
    identified_as_told: float
    detected: float
    cause_f1: float
    cause_f1_as_told: float
    cause_among_three: float
    sure: float
    sure_is_right: float
    entities: float
    grades: float
    answers: float
    false_yes: int
    load: float  # seconds

    @property
    def shares(self) -> tuple[float, ...]:
        """All shares, in the order of the columns."""
        return (
            *(self.identified_alone, self.identified_with_app, self.identified_as_told, self.detected),
            *(
                self.cause_f1,
                self.cause_f1_as_told,
                self.cause_among_three,
                self.sure,
                self.sure_is_right,
                self.entities,
                self.grades,
                self.answers,
            ),
        )


def score(language: str, load: float, folder: Path) -> Score:
    """Read every held-out message of a language."""
    messages = [json.loads(line) for line in (folder / f"{language}.jsonl").read_text(encoding="utf-8").splitlines()]
    kinds = {kind: [one for one in messages if one["kind"] == kind] for kind in ("cause", "entities", "grade", "answer")}
    alone = [_told_alone(one["text"]) for one in kinds["cause"]]
    as_told = [_identified(one["text"], app) for one, app in zip(kinds["cause"], _apps(language), strict=False)]
    causes = [heard(one, language, _understand) for one in kinds["cause"]]
    answers = [(one, _answer(one, language)) for one in kinds["answer"]]
    sure, right = sure_and_right(causes, _SURE)
    return Score(
        language=language,
        has_words=(locales_folder() / language / "words.toml").exists(),
        identified_alone=_share(told == language for told in alone),
        identified_with_app=_share(_identified(one["text"], language) == language for one in kinds["cause"]),
        identified_as_told=_share(told == language for told in as_told),
        detected=_share(_detected(one["text"]) == language.split("_")[0] for one in kinds["cause"]),
        cause_f1=macro_f1(causes),
        cause_f1_as_told=macro_f1([heard(one, told, _understand) for one, told in zip(kinds["cause"], as_told, strict=True)]),
        cause_among_three=among_three(causes),
        sure=sure,
        sure_is_right=right,
        entities=_share(entities_right(one, language, _understand) for one in kinds["entities"]),
        grades=_share(grade_right(one, language, _understand) for one in kinds["grade"]),
        answers=_share(found == (one["answer"], one["person"]) for one, found in answers),
        false_yes=sum(found[0] == "yes" != one["answer"] for one, found in answers),
        load=load,
    )


def main(folder: Path = HELD_OUT) -> None:
    """Print the table of a folder with a file a language, and what of it is reached."""
    DetectorFactory.seed = 0
    for taken in (_TOOK, _BUSY, _TOLD_IN, _DETECTED_IN):
        taken.clear()
    languages = sorted(path.stem for path in folder.glob("*.jsonl"))
    for text in ("a parcel", "où ça", "где", "在哪"):  # the tables by which languages are told apart, of each kind
        _identified(text, "")
    loads = {language: _first_words(language) for language in languages}
    gc.collect()
    gc.freeze()  # as the shop does once it is open
    held = resident_mebibytes()
    detect("a parcel")  # reads the profiles of all its languages
    detecting = resident_mebibytes() - held
    scores = [score(language, loads[language], folder) for language in languages]
    most = [one for one in scores if one.language in _MOST_WRITTEN]
    others = [one for one in scores if one.language not in _MOST_WRITTEN]
    rows = [_COLUMNS, *map(_row, scores), _means("mean of 10", most), _means("of others", others), _means("of all", scores)]
    for row in rows:
        sys.stdout.write("  ".join(f"{cell:>10}" for cell in row) + "\n")
    sys.stdout.write("\n" + as_table([*_to_reach(scores, most, others), *_taken(held, detecting)]) + "\n")


def _row(one: Score) -> tuple[str, ...]:
    words = "own" if one.has_words else "English"
    return (one.language, words, *(f"{share:.2f}" for share in one.shares), str(one.false_yes), f"{one.load * 1000:.0f}")


def _means(name: str, scores: Sequence[Score]) -> tuple[str, ...]:
    shares = [mean(column) for column in zip(*(one.shares for one in scores), strict=True)]
    false = sum(one.false_yes for one in scores)
    load = mean(one.load for one in scores)
    return (name, "", *(f"{share:.3f}" for share in shares), str(false), f"{load * 1000:.0f}")


def _to_reach(scores: Sequence[Score], most: Sequence[Score], others: Sequence[Score]) -> list[Figure]:
    def share(what: str, values: Iterable[float], reach: float) -> Figure:
        return Figure(what, "", (mean(values),), reach)

    return [
        share("language told from the message alone", (one.identified_alone for one in scores), 0.97),
        share("and with the app's language", (one.identified_with_app for one in scores), 0.985),
        share("and with an app that is right in 80 %", (one.identified_as_told for one in scores), 0.98),
        Figure("langdetect.detect() of the same messages", "", (mean(one.detected for one in scores),)),
        share("cause F1, mean of the ten most written", (one.cause_f1 for one in most), 0.80),
        Figure("cause F1, the least of these", "", (min((one.cause_f1 for one in most), default=0.0),), 0.70),
        share("cause F1, mean of the others", (one.cause_f1 for one in others), 0.70),
        Figure("cause F1, the least of the others", "", (min((one.cause_f1 for one in others), default=0.0),)),
        Figure("cause F1, mean of all, read as told", "", (mean(one.cause_f1_as_told for one in scores),)),
        share("a right cause among three", (one.cause_among_three for one in scores), 0.93),
        Figure("and where it is least so", "", (min(one.cause_among_three for one in scores),), 0.88),
        share("right where it was sure", (one.sure_is_right for one in scores), 0.95),
        share("order numbers and amounts", (one.entities for one in scores), 0.97),
        share("grades", (one.grades for one in scores), 0.95),
    ]


def _taken(held: float, detecting: float) -> list[Figure]:
    """What it takes of the machine."""
    return [
        Figure("telling the language, p50", "ms", (median(_TOLD_IN) * 1000,), 0.3, at_most=True),
        Figure("langdetect.detect(), p50", "ms", (median(_DETECTED_IN) * 1000,)),
        Figure("a message, p50", "ms", (median(_TOOK) * 1000,), 0.5, at_most=True),
        Figure("of it the processor's", "ms", (median(_BUSY) * 1000,)),
        Figure("a message, p99", "ms", (per_hundred(_TOOK, 99) * 1000,), 3, at_most=True),
        Figure("of it the processor's", "ms", (per_hundred(_BUSY, 99) * 1000,)),
        Figure("resident with all languages", "MiB", (held,), 90, at_most=True),
        Figure("langdetect.detect() besides", "MiB", (detecting,)),
    ]


def _apps(language: str) -> Iterator[str]:
    """What the buyers' apps say: in eight cases of ten their language, else another one or nothing; the same in every run."""
    chance, others = Random(language), ("", *(one for one in LANGUAGES if one != language))
    while True:
        yield language if chance.random() < _APP_IS_RIGHT else chance.choice(others)


def _first_words(language: str) -> float:
    """The seconds until a language is spoken: its words, its examples, its frequent words."""
    begun = perf_counter()
    _UNDERSTANDER.prepare(language)
    return perf_counter() - begun


def _understand(text: str, language: str, asked: Asked) -> Understanding:
    """What is understood, and how long that took, the telling of the language included."""
    begun, busy = perf_counter(), thread_time()
    _identified(text, language)
    understood = _UNDERSTANDER.understand(text, language, asked)
    _TOOK.append(perf_counter() - begun)
    _BUSY.append(thread_time() - busy)
    return understood


def _told_alone(text: str) -> str:
    """The language of a message that was never seen before, and how long it took to tell it."""
    begun = perf_counter()
    told = _identified(text, "")
    _TOLD_IN.append(perf_counter() - begun)
    return told


def _identified(text: str, app_language: str) -> str:
    told = hear_language(text, current="", chosen=False, belief={}, app_language=app_language, spoken=LANGUAGES, default="en")
    return told.language


def _detected(text: str) -> str:
    begun = perf_counter()
    try:
        return str(detect(text)).split("-")[0]
    except LangDetectException:
        return ""
    finally:
        _DETECTED_IN.append(perf_counter() - begun)


def _answer(one: Message, language: str) -> tuple[str, bool]:
    understood = _understand(one["text"], language, Asked(one["asked"]))
    said = "yes" if understood.yes_to else understood.answer.value
    return said, understood.wants_person


def _share(right: Iterable[bool]) -> float:
    return mean(map(float, right))


if __name__ == "__main__":
    main()
