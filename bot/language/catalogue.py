"""The translations, read from `locales/` when a language is first spoken, and again when its catalogue was changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from babel import Locale
from babel.messages.pofile import PoFileError, read_po

from bot.language.line import Line
from bot.language.watched import Watched

SOURCE = "en"
TEMPLATE = "messages.pot"
OFFERED_FROM = 90
"""Percent of all lines a language must say before a buyer is spoken to in it: what it does not say is said in English."""
_LONGEST_TAG = 35  # by RFC 5646; what is longer comes from nobody's device


def locales_folder() -> Path:
    """Where the catalogues and word lists are: beside the packages in a clone, inside them in a wheel."""
    beside = Path(__file__).resolve().parents[2] / "locales"
    return beside if beside.is_dir() else Path(__file__).resolve().parents[1] / "locales"


@dataclass(frozen=True, slots=True)
class _Said:
    """What a catalogue says, by the keys of the lines, and how many lines it has room for."""

    texts: Mapping[str, str]
    lines: int


_SILENT = _Said({}, 0)


def catalogue_path(folder: Path, language: str) -> Path:
    """Where the catalogue of a language is in a folder of languages."""
    return folder / language / "LC_MESSAGES" / "messages.po"


@cache
def shipped() -> tuple[str, ...]:
    """The languages a buyer is spoken to in: English, which lives in the code, and those whose catalogue says enough.

    Settled once: what a catalogue says may change while the shop is open, which languages there are may not.
    """
    folder = locales_folder()
    found = {path.parent.parent.name for path in folder.glob("*/LC_MESSAGES/messages.po")} - {SOURCE}
    lines = _lines(folder / TEMPLATE)
    said = {language: _said(language) for language in found}
    return (SOURCE, *sorted(one for one in found if is_enough(len(said[one].texts), max(lines, said[one].lines))))


def is_enough(said: int, lines: int) -> bool:
    """Whether a language that says so many of the lines may be offered to buyers."""
    return 0 < lines * OFFERED_FROM <= said * 100


@cache
def _file(language: str) -> Watched[_Said]:
    return Watched(catalogue_path(locales_folder(), language), _read)


def _said(language: str) -> _Said:
    """What the catalogue says by now; nothing if it is not there, or never could be read: the log and `locales check` say why."""
    return _file(language).told() or _SILENT


def _lines(template: Path) -> int:
    """How many lines there are; 0 if the template cannot tell, and then each catalogue counts its own."""
    try:
        return _read(template).lines
    except ValueError:
        return 0


def _read(path: Path) -> _Said:
    """Raises ValueError if the file is no catalogue."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            catalogue = read_po(file, abort_invalid=True)
    except (PoFileError, UnicodeDecodeError) as fault:
        raise ValueError(f"{path.parent.parent.name}/{path.name}: {fault}") from None
    except OSError:
        return _SILENT
    messages = [message for message in catalogue if message.context and isinstance(message.id, str)]
    texts = {str(message.context): str(message.string) for message in messages if message.string and not message.fuzzy}
    return _Said(texts, len(messages))


@cache
def _ladder(language: str) -> tuple[str, ...]:
    """From the most particular to the most general: pt_BR, pt. A script is kept (zh_Hans is no kind of zh_Hant)."""
    parts = language.split("_")
    return tuple("_".join(parts[:size]) for size in range(len(parts), 0, -1))


def text_of(line: Line, language: str) -> str:
    """The line in that language, else in its parent, else in English: a gap never stops a conversation."""
    for rung in _ladder(language):
        found = _said(rung).texts.get(line.key)
        if found:
            return found
    return line.english


@cache
def locale_of(language: str) -> Locale:
    """Babel's locale for a language id of ours."""
    return Locale.parse(language)


@lru_cache(1024)
def nearest(tag: str, among: tuple[str, ...]) -> str:
    """The language among those given that serves a BCP 47 tag best ("es-419" -> es, "zh-CN" -> zh_Hans), else "".

    Chinese is told apart by script and place: TW, HK and MO read Hant, all others Hans.
    """
    parts = [part for part in tag[:_LONGEST_TAG].replace("_", "-").split("-") if part]
    if not parts:
        return ""
    language = parts[0].lower()
    rest = {part.lower() for part in parts[1:]}
    if language == "zh":
        hant = "hant" in rest or (bool({"tw", "hk", "mo"} & rest) and "hans" not in rest)
        wanted = ["zh_Hant" if hant else "zh_Hans"]
    else:
        old = {"iw": "he", "in": "id", "no": "nb"}
        language = old.get(language, language)
        wanted = [f"{language}_{part.upper()}" for part in parts[1:] if len(part) == 2] + [language]
        wanted += [other for other in among if other.split("_")[0] == language]
    return next((one for one in wanted if one in among), "")
