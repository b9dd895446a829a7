"""How well messages are understood that nobody tuned anything to: `make bench-words`, or `python -m tests.bench.words`.

Prints a row a language, beside what `langdetect.detect()` makes of the same messages. A language without words of its own is
read with the English ones, and its row says how far that gets. Below the table stand what a message takes, what a language takes
when it is first spoken, and what the process holds in the end, all languages learned.
"""

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from langdetect import DetectorFactory, LangDetectException, detect

from bot.language.catalogue import locales_folder
from bot.language.identify import hear_language
from bot.language.scoring import among_three, entities_right, grade_right, heard, macro_f1, mean
from bot.language.understand import Asked, Understanding, WordsUnderstander
from tests.bench.figures import per_hundred
from tests.bench.resident import resident_mebibytes

HELD_OUT = Path(__file__).parents[1] / "language" / "heldout"
_UNDERSTANDER = WordsUnderstander()
_TOOK: list[float] = []  # seconds of each message
_COLUMNS = (
    *("language", "words", "id alone", "id + app", "langdetect"),
    *("cause F1", "top 3", "entities", "grades", "answers", "false yes"),
)

Message = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Score:
    """How one language is understood, each a share of 1; `false_yes` counts replies that were no yes and taken for one."""

    language: str
    has_words: bool
    identified_alone: float
    identified_with_app: float
    detected: float
    cause_f1: float
    cause_among_three: float
    entities: float
    grades: float
    answers: float
    false_yes: int


def score(language: str, spoken: Sequence[str]) -> Score:
    """Read every held-out message of a language."""
    messages = [json.loads(line) for line in (HELD_OUT / f"{language}.jsonl").read_text(encoding="utf-8").splitlines()]
    kinds = {kind: [one for one in messages if one["kind"] == kind] for kind in ("cause", "entities", "grade", "answer")}
    causes = [heard(one, language, _understand) for one in kinds["cause"]]
    answers = [(one, _answer(one, language)) for one in kinds["answer"]]
    return Score(
        language=language,
        has_words=(locales_folder() / language / "words.toml").exists(),
        identified_alone=_share(_identified(one["text"], "", spoken) == language for one in kinds["cause"]),
        identified_with_app=_share(_identified(one["text"], language, spoken) == language for one in kinds["cause"]),
        detected=_share(_detected(one["text"]) == language.split("_")[0] for one in kinds["cause"]),
        cause_f1=macro_f1(causes),
        cause_among_three=among_three(causes),
        entities=_share(entities_right(one, language, _understand) for one in kinds["entities"]),
        grades=_share(grade_right(one, language, _understand) for one in kinds["grade"]),
        answers=_share(found == (one["answer"], one["person"]) for one, found in answers),
        false_yes=sum(found[0] == "yes" != one["answer"] for one, found in answers),
    )


def main() -> None:
    """Print the table."""
    DetectorFactory.seed = 0
    languages = sorted(path.stem for path in HELD_OUT.glob("*.jsonl"))
    first = [_first_words(language) for language in languages]
    held = resident_mebibytes()  # before langdetect reads its own
    scores = [score(language, languages) for language in languages]
    sys.stdout.write("  ".join(f"{name:>10}" for name in _COLUMNS) + "\n")
    for one in scores:
        shares = (
            *(one.identified_alone, one.identified_with_app, one.detected, one.cause_f1, one.cause_among_three),
            *(one.entities, one.grades, one.answers),
        )
        cells = (one.language, "own" if one.has_words else "English", *(f"{share:.2f}" for share in shares), str(one.false_yes))
        sys.stdout.write("  ".join(f"{cell:>10}" for cell in cells) + "\n")
    sys.stdout.write(
        f"\na message: {median(_TOOK) * 1000:.2f} ms, p99 {per_hundred(_TOOK, 99) * 1000:.2f} ms; "
        f"a language when it is first spoken: {median(first) * 1000:.0f} ms, at most {max(first) * 1000:.0f} ms; "
        f"resident with all of them: {held:.0f} MiB\n"
    )


def _first_words(language: str) -> float:
    """The seconds until a language is spoken: its words, its examples, its frequent words."""
    begun = perf_counter()
    for text in ("a parcel", "où ça"):  # without accents and with them: each has tables of its own
        _identified(text, language, [language])
    _UNDERSTANDER.understand("?", language, Asked.NOTHING)
    _UNDERSTANDER.understand("?", language, Asked.GRADE)
    return perf_counter() - begun


def _understand(text: str, language: str, asked: Asked) -> Understanding:
    """What is understood, and how long that took."""
    begun = perf_counter()
    understood = _UNDERSTANDER.understand(text, language, asked)
    _TOOK.append(perf_counter() - begun)
    return understood


def _identified(text: str, app_language: str, spoken: Sequence[str]) -> str:
    heard = hear_language(
        text, current="", chosen=False, belief={}, app_language=app_language, spoken=tuple(spoken), default="en"
    )
    return heard.language


def _detected(text: str) -> str:
    try:
        return str(detect(text)).split("-")[0]
    except LangDetectException:
        return ""


def _answer(one: Message, language: str) -> tuple[str, bool]:
    understood = _understand(one["text"], language, Asked(one["asked"]))
    said = "yes" if understood.yes_to else understood.answer.value
    return said, understood.wants_person


def _share(right: Iterable[bool]) -> float:
    return mean(map(float, right))


if __name__ == "__main__":
    main()
