"""What the bot makes of messages, from the terminal: an owner sees at once what a new word or example does."""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from bot.clock import RealClock
from bot.commands.opening import complain
from bot.language.catalogue import nearest
from bot.language.evidence import LANGUAGES
from bot.language.examples import ExamplesError
from bot.language.identify import hear_language
from bot.language.scoring import Heard, among_three, entities_right, grade_right, heard, macro_f1, mean
from bot.language.understand import Answer, Asked, WordsUnderstander
from bot.language.words import WordsError

_EXPECTING = {"yes_no": Asked.OFFER} | {asked.value: asked for asked in Asked}
_UNSEEN = "-"  # where a file has nothing of that kind


class _RowError(ValueError):
    """A line that is no message: its number and what is wrong with it."""


def understand(wanted: argparse.Namespace) -> int:
    """Read JSON lines on standard input and say what each means, or score a labelled file."""
    understander = WordsUnderstander()
    try:
        if wanted.score:
            _score(list(_rows(wanted.score.read_text("utf-8").splitlines())), understander, _known(wanted.language))
        else:
            for row in _rows(sys.stdin):
                print(json.dumps(_understood(row, understander), ensure_ascii=False), flush=True)
    except (_RowError, WordsError, ExamplesError, OSError, UnicodeDecodeError) as fault:
        return complain(str(fault))
    return 0


def _rows(lines: Any) -> Iterator[Mapping[str, Any]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as fault:
            raise _RowError(f"line {number}: {fault}") from None
        if not isinstance(row, dict) or not isinstance(row.get("text"), str):
            raise _RowError(f'line {number}: a message is {{"text": "..."}}')
        if not _is_day(row.get("today") or "2026-01-01"):
            raise _RowError(f'line {number}: today is {{"today": "2026-11-20"}}')
        if row.get("expecting") not in {None, *_EXPECTING}:
            raise _RowError(f"line {number}: expecting may be {', '.join(sorted(_EXPECTING))}")
        yield row


def _is_day(told: object) -> bool:
    try:
        return bool(date.fromisoformat(str(told)))
    except ValueError:
        return False


def _understood(row: Mapping[str, Any], understander: WordsUnderstander) -> Mapping[str, object]:
    text = row["text"]
    language, belief = _language(text, row.get("app_language") or "")
    today = date.fromisoformat(row["today"]) if row.get("today") else RealClock().now().date()
    one = understander.understand(text, language, _EXPECTING[row.get("expecting") or Asked.NOTHING.value])
    answer = one.answer if one.yes_to is None else Answer.YES
    causes = [[guess.cause.value, guess.confidence] for guess in one.guesses]
    return {
        "language": language,
        "confidence": round(belief, 3),
        "cause": causes[0][0] if causes else None,
        "causes": causes,
        "wish": one.wish.value if one.wish else None,
        "yes_no": None if answer is Answer.NONE else answer.value,
        "person": one.wants_person,
        "order_ids": list(one.order_numbers),
        "amounts": [{"amount": str(money.amount), "currency": money.currency} for money in one.amounts],
        "dates": [str(said) for when in one.dates if (said := when.on(today))],
        "grade": one.grade,
    }


def _language(text: str, app_language: str) -> tuple[str, float]:
    """The language of a first message, and how sure that is."""
    told = hear_language(text, current="", chosen=False, belief={}, app_language=app_language, spoken=LANGUAGES, default="en")
    return told.language, told.belief.get(told.language, 0.0)


def _known(language: str) -> str:
    if (known := nearest(language, LANGUAGES)) == "":
        raise _RowError(f"no language {language!r} can be told from others: there are {', '.join(LANGUAGES)}")
    return known


def _score(rows: list[Mapping[str, Any]], understander: WordsUnderstander, unnamed: str) -> None:
    """Print how well labelled messages are understood, a line a language, and which causes are taken for which.

    What names no language is in the `unnamed` one.
    """
    columns = ("language", "messages", "its language", "cause F1", "top 3", "entities", "grades")
    print("  ".join(f"{column:>12}" for column in columns))
    complaints: list[Heard] = []
    by_language: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        by_language.setdefault(str(row.get("lang") or unnamed).replace("-", "_"), []).append(row)
    for language, told in sorted(by_language.items()):
        causes = [heard(row, language, understander.understand) for row in told if "label" in row]
        entities = [entities_right(row, language, understander.understand) for row in told if "order_id" in row]
        grades = [grade_right(row, language, understander.understand) for row in told if "grade" in row]
        complaints += causes
        cells = (
            *(language, str(len(told)), _share([_language(row["text"], "")[0] == language for row in told])),
            f"{macro_f1(causes):.2f}" if causes else _UNSEEN,
            f"{among_three(causes):.2f}" if causes else _UNSEEN,
            *(_share(entities), _share(grades)),
        )
        print("  ".join(f"{cell:>12}" for cell in cells))
    _confused(complaints)


def _share(right: list[bool]) -> str:
    return f"{mean(map(float, right)):.2f}" if right else _UNSEEN


def _confused(complaints: list[Heard]) -> None:
    """A row for each cause that was meant, a column for each that was heard, numbered in the same order."""
    names = sorted({name for one in complaints for name in (one.meant, one.first)})
    if not names:
        return
    print("\nmeant, and heard as")
    print(" " * 24 + "".join(f"{number:>4}" for number in range(1, len(names) + 1)))
    for number, meant in enumerate(names, 1):
        row = [sum(one.meant == meant and one.first == name for one in complaints) for name in names]
        print(f"{number:>3} {meant:<20}" + "".join(f"{count or '.':>4}" for count in row))
