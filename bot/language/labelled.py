"""Messages with what they mean, a line of JSON each: what may be written there, and what is wrong with a line.

An owner's own `examples.jsonl` is such a file.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from bot.language.catalogue import nearest
from bot.language.evidence import LANGUAGES
from bot.language.examples import TAUGHT
from bot.language.owner_files import FileError, called, json_in, text_in
from bot.language.tokens import well_formed
from bot.satisfaction.grades import HIGHEST, LOWEST

Labelled = Mapping[str, Any]
"""A message: its `text`, its `lang`, and its `label`, its `order_id` and `amounts`, or its `grade`; `also` is right, too."""

_TAG = re.compile(r"[a-z]{2,3}(?:[_-][A-Za-z]{2,4})?")
_GRADES = range(LOWEST, HIGHEST + 1)


class LabelError(FileError):
    """A file of labelled messages that cannot be scored: every line that is wrong, and why."""


def read_labelled(path: Path, unnamed: str) -> tuple[Labelled, ...]:
    """The messages of a file, `unnamed` being the language of those that name none, "" if that is not known.

    Raises FileError, as a LabelError all faults of its lines at once.
    """
    lines = enumerate(text_in(path).split("\n"), 1)
    told = [(number, _told(line, unnamed)) for number, line in lines if line.strip()]
    faults = [f"{called(path)}, line {number}: {one}" for number, one in told if isinstance(one, str)]
    if faults:
        raise LabelError("\n".join(faults))
    return tuple(one for _, one in told if not isinstance(one, str))


def named_by(path: Path) -> str:
    """The language by which a file is named: it/examples.jsonl, it.jsonl or causes_it.jsonl; "" if by none."""
    names = (path.stem, path.stem.partition("_")[2], path.absolute().parent.name)
    return next((found for name in names if _TAG.fullmatch(name) and (found := nearest(name, LANGUAGES))), "")


def _told(line: str, unnamed: str) -> Labelled | str:
    """The message of a line, or what is wrong with it."""
    try:
        told = json_in(line)
    except FileError as fault:
        return str(fault)
    if not isinstance(told, dict) or not isinstance(told.get("text"), str):
        return 'a message is {"text": "..."}'
    row = {key: value for key, value in told.items() if value is not None or key in {"order_id", "grade"}}
    row["text"] = well_formed(row["text"])
    if "cause" in row:
        row.setdefault("label", row.pop("cause"))
    tag = row.get("lang", unnamed)
    wrong = next(_wrong(row, tag), None)
    return wrong or row | {"lang": nearest(tag, LANGUAGES)}


def _wrong(row: Labelled, tag: object) -> Iterator[str]:
    if not tag:
        yield 'names no language: add {"lang": "it"}, or say --language'
    if not isinstance(tag, str) or not nearest(tag, LANGUAGES):
        yield f"no language {tag!r} can be told from others: there are {', '.join(LANGUAGES)}"
    also = row.get("also", [])
    if not isinstance(also, list):
        yield "also must be a list"
        return
    if "label" in row:
        for label in (row["label"], *also):
            if not isinstance(label, str) or label not in TAUGHT:
                yield f"unknown cause {label}; known are {', '.join(sorted(TAUGHT))}"
    if "grade" in row and not all(grade is None or (type(grade) is int and grade in _GRADES) for grade in (row["grade"], *also)):
        yield f"a grade is a number from {LOWEST} to {HIGHEST}, or null"
    if not isinstance(row.get("order_id", ""), str | None):
        yield "order_id must be a text, or null"
    amounts = row.get("amounts", [])
    if not isinstance(amounts, list) or not all(map(_is_amount, amounts)):
        yield 'amounts must be a list of {"amount": "12.50", "currency": "EUR"}'


def _is_amount(told: object) -> bool:
    if not isinstance(told, dict) or not isinstance(told.get("amount"), str) or not isinstance(told.get("currency"), str):
        return False
    try:
        return Decimal(told["amount"]).is_finite()
    except InvalidOperation:
        return False
