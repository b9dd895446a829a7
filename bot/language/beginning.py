"""What a new language begins with: its catalogue, its words, its glossary, and drafts of stories to be told in it."""

import re
from pathlib import Path

from babel import Locale, UnknownLocaleError

from bot.language.catalogue import catalogue_path
from bot.language.template import template, written

WORDS = Path(__file__).with_name("first_words.toml")
"""Every key a language may have words for, empty, and what it is for."""
GLOSSARY = Path(__file__).with_name("first_glossary.toml")
"""The glossary of a language that has no words of the trade yet."""
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
    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        raise BeginningError(f"CLDR knows no language {language!r}; an id is written like sv, pt_BR or zh_Hant.") from None
    if str(locale) != language:
        raise BeginningError(f"CLDR writes {language} as {locale}: add that.")
    return str(locale.get_display_name("en"))


def beginning_of(language: str, locales: Path, stories: Path) -> dict[Path, bytes]:
    """The files to write, none of which is there yet; raises BeginningError if CLDR does not know the language, or it has any.

    Drafts of stories are among them where there are stories, as in a clone of ours and not in an installed shop.
    """
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
    }
    for story in STORIES:
        english = stories / "en" / f"{story}.toml"
        if english.is_file():
            files[told / f"{story}.toml.draft"] = _draft(english.read_text("utf-8"), language, name).encode()
    return files


def _draft(english: str, language: str, name: str) -> str:
    return _DRAFT.format(name=name, language=language) + _DEVICE.sub(language.replace("_", "-"), english)
