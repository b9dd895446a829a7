"""How well messages are understood that nobody tuned anything to: `make bench-words`, or `python -m tests.bench.words`.

Prints a row a language, beside what `langdetect.detect()` makes of the same messages. A language without words of its own is
read with the English ones, and its row says how far that gets.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from langdetect import DetectorFactory, LangDetectException, detect

from bot.language.catalogue import locales_folder
from bot.language.identify import hear_language
from bot.language.understand import Asked, WordsUnderstander
from bot.shop.orders import order_key

HELD_OUT = Path(__file__).parents[1] / "language" / "heldout"
_UNDERSTANDER = WordsUnderstander()
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
    guesses = [(one, _causes(one["text"], language)) for one in kinds["cause"]]
    answers = [(one, _answer(one, language)) for one in kinds["answer"]]
    return Score(
        language=language,
        has_words=(locales_folder() / language / "words.toml").exists(),
        identified_alone=_share(_identified(one["text"], "", spoken) == language for one in kinds["cause"]),
        identified_with_app=_share(_identified(one["text"], language, spoken) == language for one in kinds["cause"]),
        detected=_share(_detected(one["text"]) == language.split("_")[0] for one in kinds["cause"]),
        cause_f1=_macro_f1([(one, found[0] if found else "") for one, found in guesses]),
        cause_among_three=_share(bool({one["label"], *one["also"]} & set(found)) for one, found in guesses),
        entities=_share(_entities_right(one, language) for one in kinds["entities"]),
        grades=_share(_grade(one["text"], language) in {one["grade"], *one["also"]} for one in kinds["grade"]),
        answers=_share(found == (one["answer"], one["person"]) for one, found in answers),
        false_yes=sum(found[0] == "yes" != one["answer"] for one, found in answers),
    )


def main() -> None:
    """Print the table."""
    DetectorFactory.seed = 0
    languages = sorted(path.stem for path in HELD_OUT.glob("*.jsonl"))
    scores = [score(language, languages) for language in languages]
    sys.stdout.write("  ".join(f"{name:>10}" for name in _COLUMNS) + "\n")
    for one in scores:
        shares = (
            *(one.identified_alone, one.identified_with_app, one.detected, one.cause_f1, one.cause_among_three),
            *(one.entities, one.grades, one.answers),
        )
        cells = (one.language, "own" if one.has_words else "English", *(f"{share:.2f}" for share in shares), str(one.false_yes))
        sys.stdout.write("  ".join(f"{cell:>10}" for cell in cells) + "\n")


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


def _causes(text: str, language: str) -> list[str]:
    """The likeliest labels of the corpus, best first."""
    understood = _UNDERSTANDER.understand(text, language, Asked.NOTHING)
    called = ["human"] if understood.wants_person else []
    causes = [guess.cause.value for guess in understood.guesses]
    nothing = ["spam_abuse"] if understood.abusive else ["other_question"]
    return [*called, *causes, *nothing][:3]


def _macro_f1(pairs: Iterable[tuple[Message, str]]) -> float:
    """The mean over the labels of how exact and how complete they are; a label that is right too counts as the right one."""
    right: Counter[str] = Counter()
    said: Counter[str] = Counter()
    meant: Counter[str] = Counter()
    for one, found in pairs:
        label = found if found in one["also"] else one["label"]
        meant[label] += 1
        said[found] += 1
        right[label] += found == label
    return _mean(2 * right[label] / (meant[label] + said[label]) for label in meant)


def _entities_right(one: Message, language: str) -> bool:
    understood = _UNDERSTANDER.understand(one["text"], language, Asked.NOTHING)
    found = order_key(understood.order_numbers[0]) if understood.order_numbers else None
    wanted = order_key(one["order_id"]) if one["order_id"] else None
    amounts = [(str(money.amount), money.currency) for money in understood.amounts]
    return found == wanted and [_plain(*pair) for pair in amounts] == [
        _plain(amount["amount"], amount["currency"]) for amount in one["amounts"]
    ]


def _plain(amount: str, currency: str) -> tuple[float, str]:
    return float(amount), currency


def _grade(text: str, language: str) -> int | None:
    return _UNDERSTANDER.understand(text, language, Asked.GRADE).grade


def _answer(one: Message, language: str) -> tuple[str, bool]:
    understood = _UNDERSTANDER.understand(one["text"], language, Asked(one["asked"]))
    said = "yes" if understood.yes_to else understood.answer.value
    return said, understood.wants_person


def _share(right: Iterable[bool]) -> float:
    return _mean(map(float, right))


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return sum(listed) / len(listed)


if __name__ == "__main__":
    main()
