"""What a new language begins with: its catalogue, its words, its glossary, and drafts of stories to be told in it."""

import re
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from bot.language.catalogue import catalogue_path
from bot.language.proofreading import is_known
from bot.language.template import template, written

WORDS = Path(__file__).with_name("first_words.toml")
"""Every key a language may have words for, empty, and what it is for."""
GLOSSARY = Path(__file__).with_name("first_glossary.toml")
"""The glossary of a language that has no words of the trade yet."""
GOODS = Path(__file__).with_name("first_goods.toml")
"""Every kind of goods that a language may name, none of which it does yet."""
STORIES = ("price_drop_refund_and_coupon", "late_by_three_weeks", "arrived_broken", "a_person_please")
"""The English stories that every language tells first."""

_DEVICE = re.compile(r'(?<=device = \{ language = ")[^"]+')
_DRAFT = """\
# A draft, and no test yet. Write what the buyer says as they would say it in {name}, choose a time_zone where they live, and take
# the `.draft` from the name of this file. `make test ARGS="tests/stories -k {language}/"` then shows what Amends says: read it as
# the buyer would, mend the translation where it is stiff, and put here what is said.
"""


class BeginningError(ValueError):
    """A language that cannot be begun, and why."""


def name_of(language: str) -> str:
    """The English name of a language; raises BeginningError if CLDR has none by this id."""
    locale = _locale(language)
    if str(locale) != language:
        raise BeginningError(f"CLDR writes {language} as {locale}: add that.")
    return str(locale.get_display_name("en"))


def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        raise BeginningError(f"CLDR knows no language {language!r}; an id is written like sv, pt_BR or zh_Hant.") from None


def _in_full(language: str) -> tuple[str, str | None, str | None]:
    """A language with the script and the place that CLDR takes for granted: zh is zh_Hans_CN, and so is zh_Hans."""
    locale = _locale(language)
    known = get_global("likely_subtags")
    shorter = (f"{locale.language}_{locale.territory}", f"{locale.language}_{locale.script}", locale.language)
    likely = next((Locale.parse(known[one]) for one in shorter if one in known), locale)
    return locale.language, locale.script or likely.script, locale.territory or likely.territory


def _there_already(language: str, locales: Path) -> str:
    """The name under which the same language has a folder, "" if it has none."""
    there = sorted(path.name for path in locales.iterdir() if path.is_dir() and is_known(path.name))
    return next((name for name in there if _in_full(name) == _in_full(language)), "")


def beginning_of(language: str, locales: Path, stories: Path) -> dict[Path, bytes]:
    """The files to write, none of which is there yet; raises BeginningError if CLDR does not know the language, or it has any.

    Drafts of stories are among them where there are stories, as in a clone of ours and not in an installed shop.
    """
    there_already = _there_already(language, locales)
    if there_already not in ("", language):
        where = locales / there_already
        raise BeginningError(f"{language} is {there_already}, and is there already, in {where}; nothing was changed.")
    name = name_of(language)
    folder, told = locales / language, stories / language
    for there in (folder, told):
        if there.exists():
            raise BeginningError(f"{name} is there already, in {there}; nothing was changed.")
    files = {
        folder / "glossary.toml": GLOSSARY.read_bytes(),
        catalogue_path(locales, language): written(template(), language),
        folder / "words.toml": WORDS.read_bytes(),
        folder / "examples.jsonl": b"",
        folder / "goods.toml": GOODS.read_bytes(),
    }
    for story in STORIES:
        english = stories / "en" / f"{story}.toml"
        if english.is_file():
            files[told / f"{story}.toml.draft"] = _draft(english.read_text("utf-8"), language, name).encode()
    return files


def _draft(english: str, language: str, name: str) -> str:
    return _DRAFT.format(name=name, language=language) + _DEVICE.sub(language.replace("_", "-"), english)
