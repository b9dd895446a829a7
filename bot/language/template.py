"""The template from which translators work, and the catalogues brought in step with it: what `make catalogues` writes.

Babel extracts and writes; bringing a catalogue in step is ours. Babel matches lines by their English and asks the key second,
so it hands a new line the translation of another that reads much like it; here a line is known by its key alone.
"""

import inspect
import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import PoFileError, generate_po, read_po, unescape

from bot.language import (
    page_script,
    script,
    script_asides,
    script_buttons,
    script_causes,
    script_done,
    script_doors,
    script_download,
    script_evidence,
    script_mail,
    script_offer,
    script_people,
    script_questions,
    script_remedy,
    script_review,
    script_widget,
)
from bot.language.catalogue import SOURCE, TEMPLATE
from bot.language.line import Line
from bot.language.speech import Voice

SCRIPTS = (
    script,
    script_remedy,
    script_review,
    script_people,
    script_doors,
    script_asides,
    script_evidence,
    script_mail,
    script_causes,
    script_offer,
    script_done,
    script_questions,
    script_buttons,
    page_script,
    script_download,
    script_widget,
)
"""Every file that declares lines, in the order of the translations."""

_WIDTH = 100
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')

# No dates and no versions, which would change every file at every run and say nothing that git does not say better.
_HEADER = """\
# Translations of Amends: {which}.
# Copyright (C) 2026 The Amends authors
# This file is distributed under the same license as Amends.
msgid ""
msgstr ""
"Project-Id-Version: Amends\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


class CatalogueError(ValueError):
    """A catalogue that is no catalogue: where, and what cannot be read."""


def declared() -> Iterator[tuple[Line, list[str], str]]:
    """Every line of the scripts in the order of its file, what the translator is told about it, and the file."""
    for key, notes, file in _extracted():
        yield Line.known[key], [notes] if notes else [], file


@cache
def _extracted() -> tuple[tuple[str, str, str], ...]:
    """The key, the note and the file of every line, as the scripts have them: they do not change while we run."""
    lines: list[tuple[str, str, str]] = []
    for module in SCRIPTS:
        file = f"{module.__name__.replace('.', '/')}.py"
        source = BytesIO(inspect.getsource(module).encode())
        found = extract("python", source, {"Line": ((1, "c"), 2)}, comment_tags=("NOTE:",), strip_comment_tags=True)
        lines += [(str(key), " ".join(notes), file) for _, _, notes, key in found]
    return tuple(lines)


def template() -> Catalog:
    """All lines, untranslated: each with its note, its file, and what its places may hold, as it is said in English."""
    english = Voice(SOURCE, UTC)
    fresh = Catalog()
    for line, notes, file in declared():
        samples = [f"{{{name}}}: {english.spoken(value)}" for name, value in line.samples.items()]
        # The file and no number of a line, which would change with every edit above it.
        message = fresh.add(line.english, context=line.key, auto_comments=notes + samples, locations=[(file, 0)])
        # Babel guesses by sight: "10% cheaper" would pass for a printf format.
        message.flags.discard("python-format")
    return fresh


def in_step(catalogue: Catalog, fresh: Catalog) -> Catalog:
    """The lines of the template with the translations of the catalogue, key by key.

    Where the English was reworded the translation is kept and marked fuzzy, beside the English it was made from; the bot
    says the new English until somebody has looked at it. A line that is no longer declared is left out.
    """
    before = {message.context: message for message in catalogue if message.context}
    merged = deepcopy(fresh)
    for message in merged:
        old = before.get(message.context or "")
        if old is None:
            continue
        message.user_comments = old.user_comments
        english, text = _first_form(old)
        if not text:
            continue
        message.string = text
        if old.fuzzy or old.id != message.id:
            message.flags.add("fuzzy")
            message.previous_id = old.previous_id or [english]
    return merged


def _first_form(message: Message) -> tuple[str, str]:
    """The English and the translation of a message."""
    if message.pluralizable:
        return message.id[0], (message.string or [""])[0]
    return str(message.id), str(message.string or "")


def written(catalogue: Catalog, language: str = "") -> bytes:
    """The text of a catalogue, of the template if no language is named: the same for the same lines on every machine."""
    lines = generate_po(catalogue, omit_header=True, include_previous=True, width=_WIDTH)
    return (_HEADER.format(which=language or "the template", language=language) + "".join(lines)).rstrip("\n").encode() + b"\n"


def read(path: Path) -> Catalog:
    """The catalogue in a file; raises CatalogueError if it cannot be read to the end."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            catalogue = read_po(file, abort_invalid=True)
    except PoFileError as fault:
        # Babel counts lines from 0, people and editors from 1.
        what = str(fault).removesuffix(f" on {fault.lineno}")
        raise CatalogueError(f"{path.name} cannot be read: {what}, in line {fault.lineno + 1}") from None
    except (OSError, UnicodeDecodeError) as fault:
        raise CatalogueError(f"{path.name} cannot be read: {fault}") from None
    for message in catalogue:
        # Babel writes the English before a rewording ("#| msgid") and reads it back as a comment of the translator's.
        before = [comment for comment in message.user_comments if comment.startswith("|")]
        if before:
            text = " ".join(comment.removeprefix("| ") for comment in before)
            message.previous_id = ["".join(unescape(part) for part in _QUOTED.findall(text))]
            message.user_comments = [comment for comment in message.user_comments if comment not in before]
    return catalogue


def up_to_date(folder: Path) -> dict[Path, bytes]:
    """What the template and every catalogue of a folder should hold today; raises CatalogueError if one cannot be read."""
    fresh = template()
    files = {folder / TEMPLATE: written(fresh)}
    for path in sorted(folder.glob("*/LC_MESSAGES/messages.po")):
        files[path] = written(in_step(read(path), fresh), path.parent.parent.name)
    return files
