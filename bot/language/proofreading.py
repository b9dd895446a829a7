"""Proofreading the catalogues: whatever is wrong with a translation that can be told without knowing the language.

An empty translation does no harm, since English is said instead, so only the languages of COMPLETE may not have one. Whatever
is there must be right, in every language: its places, its length, its punctuation, the English it was made from, and the shop's
words in its glossary.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import UTC
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog

from bot.language.catalogue import SOURCE, TEMPLATE, catalogue_path
from bot.language.evidence import LANGUAGES
from bot.language.glossary import TERMS, GlossaryError, faults_of_wording, needless_freedom, read_glossary
from bot.language.line import PLACEHOLDER, Line
from bot.language.speech import Voice, fill
from bot.language.template import CatalogueError, declared, in_step, read, template, written

COMPLETE = LANGUAGES
"""The languages in which everything must be there: every line, its words, its examples and its glossary."""

BUTTON_COLUMNS = 24
"""What a button has room for; a Chinese character is as wide as two letters, a mark above a letter takes no room."""
LONGEST_LINE = 320

_REMADE = "run `make catalogues`"
_LEFT_UNDONE = re.compile(r"\b(TODO|FIXME|XXX)\b")
_MARKUP = re.compile(r"</?[A-Za-z][^>]*>|&(?:\w+|#\w+);")
_SENTENCE_END = re.compile(r"[.?!…。？！؟।]['\"”’»」』)）]*$")
_WITHOUT_SENTENCE_END = {"th"}
# French sets these marks apart from the word, and they must not begin or end a line of their own.
_SET_APART = {"fr": re.compile(" [;:?!»]|« ")}
# Joiners shape the letters of Hindi and Arabic; all else that cannot be seen has no business in a sentence.
_JOINERS = {"\N{ZERO WIDTH JOINER}", "\N{ZERO WIDTH NON-JOINER}"}
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def faults(folder: Path) -> list[str]:
    """All that is wrong in a folder of catalogues, one sentence each, led by its language and line; none if all is in order."""
    fresh = folder / TEMPLATE
    found = [] if fresh.is_file() and fresh.read_bytes() == written(template()) else [f"{TEMPLATE} is not up to date: {_REMADE}"]
    for line, _, _ in declared():
        found += [f"{SOURCE} {line.key}: {fault}" for fault in faults_of_text(line, line.english, SOURCE)]
    languages = {path.name for path in folder.iterdir() if path.is_dir()} | set(COMPLETE)
    for language in sorted(languages):
        found += _faults_of_language(folder, language)
    return found


def _faults_of_language(folder: Path, language: str) -> Iterator[str]:
    path = catalogue_path(folder, language)
    if not is_known(language):
        yield f"{language}: CLDR knows no language by this name"
        return
    if language == SOURCE:
        if path.exists():
            yield f"{language}: the English is in the code, and a catalogue beside it is one too many"
    elif path.exists():
        yield from faults_of_catalogue(path, language)
    elif language in COMPLETE:
        yield f"{language}: has no catalogue, and must be complete"
    yield from faults_of_glossary(folder, language)


def faults_of_catalogue(path: Path, language: str) -> Iterator[str]:
    """What is wrong in one catalogue, in the order of the scripts."""
    try:
        catalogue = read(path)
    except CatalogueError as fault:
        yield f"{language}: {fault}"
        return
    found = list(_faults_of_messages(catalogue, language))
    yield from found
    # Where a line is wrong it is to be mended first, which may well change the file.
    if not found and path.read_bytes() != written(in_step(catalogue, template()), language):
        yield f"{language}: {path.name} is not up to date: {_REMADE}"


def faults_of_glossary(folder: Path, language: str) -> Iterator[str]:
    """What is wrong in one glossary, and which lines do not keep to it."""
    path = folder / language / "glossary.toml"
    if not path.exists():
        if language in COMPLETE:
            yield f"{language}: has no glossary.toml, and must be complete"
        return
    try:
        glossary = read_glossary(path)
    except GlossaryError as error:
        yield from (f"{language}: glossary.toml: {fault}" for fault in error.faults)
        return
    if language in COMPLETE and language != SOURCE:
        yield from (f"{language}: glossary.toml: has no word for {term}" for term in TERMS if not glossary.terms.get(term))
    english = {line.key: line.english for line, _, _ in declared()}
    texts = english if language == SOURCE else _texts(catalogue_path(folder, language), english)
    yield from (f"{language}: glossary.toml: {fault}" for fault in needless_freedom(glossary, english, texts))
    yield from (f"{language} {fault}" for fault in faults_of_wording(glossary, english, texts))


def _texts(path: Path, english: Mapping[str, str]) -> dict[str, str]:
    """What a catalogue says of the lines that are declared, by their keys; nothing if it cannot be read."""
    try:
        catalogue = read(path)
    except CatalogueError:
        return {}
    said = {str(message.context): message.string for message in catalogue if not message.fuzzy}
    return {key: text for key in english if isinstance(text := said.get(key), str) and text}


def _faults_of_messages(catalogue: Catalog, language: str) -> Iterator[str]:
    lines = {line.key: line for line, _, _ in declared()}
    messages = {message.context or str(message.id): message for message in catalogue if message.id}
    for gone in catalogue.obsolete.values():
        yield f"{language} {gone.context}: is obsolete: {_REMADE}"
    for key in messages:
        if key not in lines:
            yield f"{language} {key}: the code declares no line of this key: {_REMADE}"
    for key, line in lines.items():
        message = messages.get(key)
        if message is not None and message.pluralizable:
            yield f"{language} {key}: has plural forms, and no line has any: word it so that every number will do, and {_REMADE}"
            continue
        if message is None or not message.string:
            if language in COMPLETE:
                yield f"{language} {key}: is not translated"
            continue
        if message.id != line.english:
            yield f"{language} {key}: the English has changed since: {_REMADE}"
        elif message.fuzzy:
            yield f"{language} {key}: is marked fuzzy: make it say what the English says, and take the mark away"
        for fault in faults_of_text(line, str(message.string), language):
            yield f"{language} {key}: {fault}"


def faults_of_text(line: Line, text: str, language: str) -> Iterator[str]:
    """What is wrong with a line as one language has it."""
    places, wanted = set(PLACEHOLDER.findall(text)), set(line.samples)
    for name in sorted(wanted - places):
        yield f"{{{name}}} is missing"
    for name in sorted(places - wanted):
        yield f"{{{name}}} is no place of this line"
    if re.search("[{}]", PLACEHOLDER.sub("", text)):
        yield "has a brace that belongs to no place"
    if places <= wanted:
        yield from _faults_of_length(line, text, language)
    if text != text.strip():
        yield "begins or ends with a blank"
    if _SENTENCE_END.search(line.english) and not _SENTENCE_END.search(text) and language not in _WITHOUT_SENTENCE_END:
        yield "does not end as a sentence, and the English does"
    if language in _SET_APART and (torn := _SET_APART[language].search(text)):
        yield f"has a blank at which a line may break, and wants one that holds: {torn[0].strip()}"
    if left := _LEFT_UNDONE.search(text):
        yield f"says {left[0]}"
    if markup := _MARKUP.search(text):
        yield f"has markup, which a buyer would read as it stands: {markup[0]}"
    for unseen in sorted({character for character in text if unicodedata.category(character) in _UNSEEN} - _JOINERS):
        yield f"has a character that cannot be seen: U+{ord(unseen):04X}"


def _faults_of_length(line: Line, text: str, language: str) -> Iterator[str]:
    voice = Voice(language, UTC)
    said = fill(text, {name: voice.spoken(value) for name, value in line.samples.items()})
    if line.key.startswith("button.") and (wide := _columns(said)) > BUTTON_COLUMNS:
        yield f"is {wide} letters wide, and a button has room for {BUTTON_COLUMNS}: {said}"
    if len(said) > LONGEST_LINE:
        yield f"is {len(said)} characters long, and a buyer reads {LONGEST_LINE} at most"


def _columns(text: str) -> int:
    seen = [character for character in text if unicodedata.category(character) not in {"Mn", "Me", "Cf"}]
    return len(seen) + sum(unicodedata.east_asian_width(character) in {"W", "F"} for character in seen)


def is_known(language: str) -> bool:
    """Whether the name is that of a CLDR locale, in the spelling of CLDR."""
    try:
        return str(Locale.parse(language)) == language
    except (ValueError, UnknownLocaleError):
        return False
