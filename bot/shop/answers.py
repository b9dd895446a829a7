"""The owner's short answers to what buyers often ask: how they are written down, and which one a question means."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from babel import Locale, UnknownLocaleError

from bot.language.catalogue import nearest
from bot.language.likeness import likeness

ALIKE = 0.55
"""From which likeness on a question is taken for one of the owner's. Measured in tests/shop/test_answers.py."""

_HEADER = re.compile(r"\s*\[\[\s*answer\s*\]\]")
_KEYS = {"name", "questions", "text"}
_LONGEST = 600


class AnswersError(ValueError):
    """Answers with faults, all of which are named in `faults`, one sentence each, with their line."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class ShortAnswer:
    """One answer: examples of what is asked, and what is said to it by language. The first language is the owner's own."""

    name: str
    questions: tuple[str, ...]
    texts: tuple[tuple[str, str], ...]

    def text_in(self, language: str) -> str:
        """What is said in that language; "" if the owner did not write it."""
        texts = dict(self.texts)
        return texts.get(nearest(language, tuple(texts)), "")

    @property
    def own(self) -> str:
        """What is said in the owner's own language."""
        return self.texts[0][1]


class Shelf:
    """The answers as they stand now. It is the one thing of a shop's practice that changes while the shop is open."""

    __slots__ = ("answers",)

    def __init__(self, answers: tuple[ShortAnswer, ...] = ()) -> None:
        self.answers = answers

    def find(self, question: str, language: str) -> ShortAnswer | None:
        """The answer whose examples are most like the question; None if none is alike enough."""
        told = ((likeness(question, one, language), answer) for answer in self.answers for one in answer.questions)
        most, found = max(told, key=lambda pair: pair[0], default=(0.0, None))
        return found if most >= ALIKE else None


def read_answers(text: str) -> tuple[ShortAnswer, ...]:
    """Read the text of an answers.toml. Raises AnswersError with every fault that can be told at once."""
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise AnswersError((f"The answers are not written in TOML: {fault}.",)) from None
    faults = [f"There is no such thing as {key}; write each answer under [[answer]]." for key in found if key != "answer"]
    tables = found.get("answer", [])
    if not isinstance(tables, list):
        raise AnswersError((*faults, "Write [[answer]] in two pairs of brackets: there may be many."))
    headers = [number for number, line in enumerate(text.splitlines(), 1) if _HEADER.match(line)]
    answers: list[ShortAnswer] = []
    for place, table in enumerate(tables):
        where = f"Line {headers[place]}" if place < len(headers) else f"Answer {place + 1}"
        told = [*_faults(table)]
        faults += [f"{where}: {fault}" for fault in told]
        if told:
            continue
        answer = ShortAnswer(table["name"], tuple(table["questions"]), tuple(table["text"].items()))
        if answer.name in {one.name for one in answers}:
            faults.append(f'{where}: there is a second answer named "{answer.name}"; give one of them another name.')
        answers.append(answer)
    if faults:
        raise AnswersError(tuple(faults))
    return tuple(answers)


def _faults(table: Mapping[str, Any]) -> Iterator[str]:
    for key in table:
        if key not in _KEYS:
            yield f"{key} is not known here; an answer has a name, questions and text."
    if not _is_text(table.get("name")):
        yield 'name is missing; write one to know it by, like name = "opening hours".'
    questions = table.get("questions")
    if not isinstance(questions, list) or not questions or not all(_is_text(one) for one in questions):
        yield 'questions is missing; write what buyers ask, like questions = ["When are you open?"].'
    texts = table.get("text")
    if not isinstance(texts, dict) or not texts:
        yield 'text is missing; write it by language, like text.en = "From 9:00 to 18:00.", your own language first.'
        return
    for language, text in texts.items():
        if not _is_language(language):
            yield f"text.{language} names no language; write it like text.en or text.pt_BR."
        if not _is_text(text) or len(text) > _LONGEST:
            yield f"text.{language} must be a text of at most {_LONGEST} characters."


def _is_text(found: object) -> bool:
    return isinstance(found, str) and bool(found.strip())


def _is_language(found: str) -> bool:
    try:
        Locale.parse(found)
    except (UnknownLocaleError, ValueError):
        return False
    return True
