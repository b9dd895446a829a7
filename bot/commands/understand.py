"""What the bot makes of messages, from the terminal: an owner sees at once what a new word or example does."""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from bot.clock import RealClock
from bot.commands.opening import complain
from bot.language.catalogue import nearest
from bot.language.evidence import LANGUAGES
from bot.language.identify import hear_language
from bot.language.labelled import Labelled, named_by, read_labelled
from bot.language.owner_files import FileError, json_in
from bot.language.scoring import Heard, among_three, entities_right, grade_right, heard, macro_f1, mean
from bot.language.understand import Answer, Asked, WordsUnderstander

EXAMPLE = """\
A line in, and the line that comes out:

  {"text": "sim, aceito", "app_language": "pt-BR", "expecting": "yes_no"}
  {"language": "pt_BR", "confidence": 1.0, "cause": null, ..., "yes_no": "yes", ...}

Beside the text all may be left out: app_language is what the buyer's device says, expecting what the bot asked last, and today
({"today": "2026-11-20"}) the day of the message. A line that is none comes out as {"error": "line 3: ..."}."""

_EXPECTING = {"yes_no": Asked.OFFER} | {asked.value: asked for asked in Asked}
_UNSEEN = "-"  # where a file has nothing of that kind
_FIRST_MARK = b"\xef\xbb\xbf"  # that some editors put before UTF-8


class _LineError(ValueError):
    """What is wrong with a line that is no message."""


def understand(wanted: argparse.Namespace) -> int:
    """Read JSON lines on standard input and say what each means, or score a labelled file."""
    understander = WordsUnderstander()
    if not wanted.score:
        return _answer_each(understander)
    if wanted.language and not nearest(wanted.language, LANGUAGES):
        return complain(f"no language {wanted.language!r} can be told from others: there are {', '.join(LANGUAGES)}")
    path: Path = wanted.score
    try:
        rows = read_labelled(path, wanted.language or named_by(path))
    except FileError as fault:
        return complain(str(fault))
    _score(rows, understander)
    return 0


def _answer_each(understander: WordsUnderstander) -> int:
    """Answer every line by one. A line that is no message is answered by what is wrong with it, and ends nothing."""
    code = 0
    for number, line in enumerate(sys.stdin.buffer, 1):
        if not line.strip():
            continue
        try:
            answer = _understood(_message(line.removeprefix(_FIRST_MARK) if number == 1 else line), understander)
        except _LineError as fault:
            answer, code = {"error": f"line {number}: {fault}"}, 1
        print(json.dumps(answer, ensure_ascii=False), flush=True)
    return code


def _message(line: bytes) -> Mapping[str, Any]:
    """The message of a line; raises _LineError."""
    try:
        row = json_in(line.decode().strip())
    except UnicodeDecodeError:
        raise _LineError("is not UTF-8; write it in UTF-8") from None
    except FileError as fault:
        raise _LineError(str(fault)) from None
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise _LineError('a message is {"text": "..."}')
    if not isinstance(row.get("app_language"), str | None):
        raise _LineError('app_language is a text, like {"app_language": "pt-BR"}')
    if row.get("today") is not None and not _is_day(row["today"]):
        raise _LineError('today is {"today": "2026-11-20"}')
    expecting = row.get("expecting")
    if expecting is not None and not (isinstance(expecting, str) and expecting in _EXPECTING):
        raise _LineError(f"expecting may be {', '.join(sorted(_EXPECTING))}")
    return row


def _is_day(told: object) -> bool:
    try:
        return isinstance(told, str) and bool(date.fromisoformat(told))
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


def _score(rows: Sequence[Labelled], understander: WordsUnderstander) -> None:
    """Print how well labelled messages are understood, a line a language, and which causes are taken for which.

    All is read in the language that is named, and `F1 as told` once more in the one that the message alone was taken for.
    """
    columns = ("language", "messages", "its language", "cause F1", "top 3", "entities", "grades", "F1 as told")
    print("  ".join(f"{column:>12}" for column in columns))
    complaints: list[Heard] = []
    by_language: dict[str, list[Labelled]] = {}
    for row in rows:
        by_language.setdefault(row["lang"], []).append(row)
    for language, told in sorted(by_language.items()):
        labelled = [row for row in told if "label" in row]
        causes = [heard(row, language, understander.understand) for row in labelled]
        as_told = [heard(row, _language(row["text"], "")[0], understander.understand) for row in labelled]
        entities = [
            entities_right(row, language, understander.understand) for row in told if {"order_id", "amounts"} & row.keys()
        ]
        grades = [grade_right(row, language, understander.understand) for row in told if "grade" in row]
        complaints += causes
        cells = (
            *(language, str(len(told)), _share([_language(row["text"], "")[0] == language for row in told])),
            f"{macro_f1(causes):.2f}" if causes else _UNSEEN,
            f"{among_three(causes):.2f}" if causes else _UNSEEN,
            *(_share(entities), _share(grades)),
            f"{macro_f1(as_told):.2f}" if as_told else _UNSEEN,
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
