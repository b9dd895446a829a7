"""The messages by which a language is learned: `locales/<language>/examples.jsonl`, a line for each with the cause it means."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.language.owner_files import FileError, called, json_in, text_in
from bot.language.tokens import well_formed
from bot.terms import Cause

TAUGHT = frozenset(Cause) - {Cause.OUT_OF_STOCK, Cause.PRICE_ERROR, Cause.SAFETY}
"""The causes that a message can mean; the others are known by facts, never by a buyer's words."""

_KEYS = {"text", "cause", "also"}


class ExamplesError(FileError):
    """An examples.jsonl that nobody can learn from: every line that is wrong, and why."""


@dataclass(frozen=True, slots=True)
class Example:
    """A message and the cause it means; `also` are causes that would be no mistake."""

    text: str
    cause: Cause
    also: frozenset[Cause] = frozenset()


def read_examples(path: Path) -> tuple[Example, ...]:
    """The examples of a file; blank lines are none. Raises FileError, as an ExamplesError all faults of its lines at once."""
    lines = enumerate(text_in(path).split("\n"), 1)
    told = [(number, _told(line)) for number, line in lines if line.strip()]
    faults = [f"{called(path)}, line {number}: {one}" for number, one in told if isinstance(one, str)]
    if faults:
        raise ExamplesError("\n".join(faults))
    return tuple(one for _, one in told if isinstance(one, Example))


def _told(line: str) -> Example | str:
    """The example of a line, or what is wrong with it."""
    try:
        told = json_in(line)
    except FileError as fault:
        return str(fault)
    if not isinstance(told, dict) or not isinstance(told.get("text"), str) or not told["text"].strip():
        return 'an example is {"text": "...", "cause": "..."}'
    also = told.get("also", [])
    if not isinstance(also, list):
        return "also must be a list of causes"
    wrong = next(_wrong(told, also), None)
    return wrong or Example(well_formed(told["text"]), Cause(told["cause"]), frozenset(map(Cause, also)))


def _wrong(told: dict[str, object], also: list[object]) -> Iterator[str]:
    yield from (f"unknown key {key}; known are {', '.join(sorted(_KEYS))}" for key in told if key not in _KEYS)
    for cause in (told.get("cause"), *also):
        if not isinstance(cause, str):
            yield f"a cause is a text, and not {cause}"
        elif cause not in TAUGHT:
            yield f"unknown cause {cause}; known are {', '.join(sorted(TAUGHT))}"
