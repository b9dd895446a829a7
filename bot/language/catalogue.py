"""The translations, read from `locales/` when a language is first spoken."""

from functools import cache, lru_cache
from pathlib import Path

from babel import Locale
from babel.messages.pofile import read_po

from bot.language.line import Line

SOURCE = "en"
_LONGEST_TAG = 35  # by RFC 5646; what is longer comes from nobody's device


def locales_folder() -> Path:
    """Where the catalogues and word lists are: beside the packages in a clone, inside them in a wheel."""
    beside = Path(__file__).resolve().parents[2] / "locales"
    return beside if beside.is_dir() else Path(__file__).resolve().parents[1] / "locales"


@cache
def shipped() -> tuple[str, ...]:
    """The languages that can be spoken: English, which lives in the code, and every folder with a catalogue."""
    folder = locales_folder()
    found = {path.parent.parent.name for path in folder.glob("*/LC_MESSAGES/messages.po")}
    return (SOURCE, *sorted(found - {SOURCE}))


@cache
def _messages(language: str) -> dict[str, str]:
    path = locales_folder() / language / "LC_MESSAGES" / "messages.po"
    if not path.is_file():
        return {}
    with path.open("rb") as file:
        catalogue = read_po(file)
    return {
        message.context: str(message.string) for message in catalogue if message.context and message.string and not message.fuzzy
    }


@cache
def _ladder(language: str) -> tuple[str, ...]:
    """From the most particular to the most general: pt_BR, pt. A script is kept (zh_Hans is no kind of zh_Hant)."""
    parts = language.split("_")
    return tuple("_".join(parts[:size]) for size in range(len(parts), 0, -1))


def text_of(line: Line, language: str) -> str:
    """The line in that language, else in its parent, else in English: a gap never stops a conversation."""
    for rung in _ladder(language):
        found = _messages(rung).get(line.key)
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


def reset() -> None:
    """Forget what was read, for tests and tools that write catalogues."""
    for cached in (shipped, _messages):
        cached.cache_clear()
