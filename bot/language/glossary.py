"""The shop's words in one language, `locales/<language>/glossary.toml`, and whether the translations keep to them.

Of each word of the trade it says how the language puts it; then which words are never said; then which lines say it better in
another way. Nothing of it is known to whoever talks: it is read by `locales check` alone.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.language.line import PLACEHOLDER
from bot.language.owner_files import FileError, toml_in

TERMS = ("refund", "coupon", "order", "parcel", "case", "colleague")
"""The words of the trade, in English."""

_TABLES = ("terms", "avoid", "free")
_SAID = {term: re.compile(rf"(?<!\bin )\b{term}(?:s|ed|ing)?\b", re.IGNORECASE) for term in TERMS}
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u9fff]")
_PLACE = "\N{OBJECT REPLACEMENT CHARACTER}"  # stands for what is put in, and is a letter of no word


class GlossaryError(ValueError):
    """A glossary.toml that says something nobody reads: all its faults."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class Glossary:
    """The words of one language.

    `terms` has pieces of words, of which one stands wherever the English says the term; `avoided` what is said instead of a
    word; `free` the keys of the lines that need not have a term.
    """

    terms: Mapping[str, tuple[str, ...]]
    avoided: Mapping[str, str]
    free: Mapping[str, tuple[str, ...]]


def read_glossary(path: Path) -> Glossary:
    """Read one file; raises GlossaryError with all that is wrong with it."""
    try:
        told = toml_in(path)
    except FileError as fault:
        raise GlossaryError([f"cannot be read: {fault}"]) from None
    if faults := list(_faults_of_form(told)):
        raise GlossaryError(faults)
    terms, free = ({term: tuple(given) for term, given in told.get(table, {}).items()} for table in ("terms", "free"))
    return Glossary(terms, told.get("avoid", {}), free)


def _faults_of_form(told: Mapping[str, Any]) -> Iterator[str]:
    for key, table in told.items():
        if key not in _TABLES:
            yield f"unknown key {key}; known are {', '.join(_TABLES)}"
        elif not isinstance(table, dict):
            yield f"{key} must be a table"
        elif key == "avoid":
            yield from _faults_of_avoided(table)
        else:
            yield from _faults_of_lists(key, table)


def _faults_of_lists(key: str, table: Mapping[str, Any]) -> Iterator[str]:
    for term, given in table.items():
        if term not in TERMS:
            yield f"unknown key {key}.{term}; known are {', '.join(TERMS)}"
        elif not isinstance(given, list) or not all(isinstance(one, str) and one.strip() for one in given):
            yield f"{key}.{term} must be a list of texts"
        elif any("*" in one for one in given):
            yield f"{key}.{term}: a part of a word is enough; leave the * away"


def _faults_of_avoided(table: Mapping[str, Any]) -> Iterator[str]:
    for word, instead in table.items():
        if not isinstance(instead, str):
            yield f"avoid.{word} must be a text: what is said instead"
        if not word.removesuffix("*").strip() or "*" in word[:-1]:
            yield f"avoid: {word!r} is not a word, nor the beginning of one like refund*"


def speaks_of(term: str, english: str) -> bool:
    """Whether an English line has a word of the trade: also refunds, refunded, refunding, but no "in case"."""
    return _SAID[term].search(PLACEHOLDER.sub(_PLACE, english)) is not None


def faults_of_wording(glossary: Glossary, english: Mapping[str, str], texts: Mapping[str, str]) -> Iterator[str]:
    """Where the texts of a language, given by their keys as the English is, do not keep to its glossary."""
    for key, text in texts.items():
        said = _folded(text)
        for term, pieces in glossary.terms.items():
            if pieces and key not in glossary.free.get(term, ()) and speaks_of(term, english[key]) and not _has(pieces, said):
                yield f"{key}: the English says {term}, and this has none of: {', '.join(pieces)}"
        for word, instead in glossary.avoided.items():
            if _says(_folded(word), said):
                yield f"{key}: says {word}, which the glossary avoids" + (f"; say {instead}" if instead else "")


def needless_freedom(glossary: Glossary, english: Mapping[str, str], texts: Mapping[str, str]) -> Iterator[str]:
    """The lines that are free of a word without need: there is no such line, it does not speak of it, or it has the word."""
    for term, keys in glossary.free.items():
        for key in keys:
            if key not in english:
                yield f"free.{term}: the code declares no line {key}"
            elif not speaks_of(term, english[key]) or (key in texts and _has(glossary.terms.get(term, ()), _folded(texts[key]))):
                yield f"free.{term}: {key} needs no freedom; take it out"


def _folded(text: str) -> str:
    """The text without its places and capitals; of the letters i, Turkish has two that others take for capitals of one."""
    plain = unicodedata.normalize("NFC", PLACEHOLDER.sub(_PLACE, text)).casefold()
    return " ".join(plain.replace("i\N{COMBINING DOT ABOVE}", "i").replace("ı", "i").replace("’", "'").split())


def _has(pieces: Sequence[str], said: str) -> bool:
    return any(_folded(piece) in said for piece in pieces)


def _says(word: str, said: str) -> bool:
    """Whether a whole word is said, or with a * one that begins so; in a script without blanks, whether it is there at all."""
    stem = word.removesuffix("*")
    if _UNSPACED.search(stem):
        return stem in said
    for found in re.finditer(re.escape(stem), said):
        before, after = said[: found.start()][-1:], said[found.end() :][:1]
        if not _in_a_word(before) and (word.endswith("*") or not _in_a_word(after)):
            return True
    return False


def _in_a_word(character: str) -> bool:
    """Whether it is a letter, a digit, or a mark that belongs to one, as the vowels of Hindi do."""
    return character != "" and unicodedata.category(character)[0] in "LMN"
