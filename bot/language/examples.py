"""The messages by which a language is learned: `locales/<language>/examples.jsonl`, a line for each with the cause it means."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.terms import Cause

TAUGHT = frozenset(Cause) - {Cause.OUT_OF_STOCK, Cause.PRICE_ERROR, Cause.SAFETY}
"""The causes that a message can mean; the others are known by facts, never by a buyer's words."""

_KEYS = {"text", "cause", "also"}


class ExamplesError(ValueError):
    """An examples.jsonl that nobody can learn from: every line that is wrong, and why."""


@dataclass(frozen=True, slots=True)
class Example:
    """A message and the cause it means; `also` are causes that would be no mistake."""

    text: str
    cause: Cause
    also: frozenset[Cause] = frozenset()


def read_examples(path: Path) -> tuple[Example, ...]:
    """The examples of a file. Raises ExamplesError with all its faults; blank lines are none."""
    name = f"{path.parent.name}/{path.name}"
    try:
        lines = path.read_text("utf-8").splitlines()
    except UnicodeDecodeError as fault:
        raise ExamplesError(f"{name}: {fault}") from None
    told = [_told(line) for line in lines if line.strip()]
    faults = [f"{name}, example {number}: {one}" for number, one in enumerate(told, 1) if isinstance(one, str)]
    if faults:
        raise ExamplesError("\n".join(faults))
    return tuple(one for one in told if isinstance(one, Example))


def _told(line: str) -> Example | str:
    """The example of a line, or what is wrong with it."""
    try:
        told = json.loads(line)
    except ValueError as fault:
        return str(fault)
    if not isinstance(told, dict) or not isinstance(told.get("text"), str) or not told["text"].strip():
        return 'an example is {"text": "...", "cause": "..."}'
    also = told.get("also", [])
    if not isinstance(also, list):
        return "also must be a list of causes"
    wrong = next(_wrong(told, also), None)
    return wrong or Example(told["text"], Cause(told["cause"]), frozenset(map(Cause, also)))


def _wrong(told: dict[str, object], also: list[object]) -> Iterator[str]:
    yield from (f"unknown key {key}; known are {', '.join(sorted(_KEYS))}" for key in told if key not in _KEYS)
    for cause in (told.get("cause"), *also):
        if cause not in TAUGHT:
            yield f"unknown cause {cause}; known are {', '.join(sorted(TAUGHT))}"
