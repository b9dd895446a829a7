"""Looking after the translations from the terminal."""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from bot.commands.opening import complain
from bot.language.beginning import BeginningError, beginning_of, name_of
from bot.language.catalogue import OFFERED_FROM, catalogue_path, locales_folder, shipped
from bot.language.copying import copies
from bot.language.evidence import LANGUAGES
from bot.language.line import Line
from bot.language.owner_files import FileError
from bot.language.proofreading import faults
from bot.language.standing import Standing, languages_in, standing_of
from bot.language.template import CatalogueError, up_to_date
from bot.language.unheard import unheard
from bot.locales_report import as_record, as_text


def check(_wanted: argparse.Namespace) -> int:
    """Say all faults at once: of the catalogues, and of the words and examples by which buyers are understood."""
    found = [*faults(locales_folder()), *unheard(locales_folder())]
    if found:
        return complain(*found)
    print(f"{len(shipped())} languages, {len(Line.known)} lines: all in order.")
    return 0


def update(wanted: argparse.Namespace) -> int:
    """Bring the catalogues in step with the code, and what was copied out of CLDR with Babel."""
    try:
        files = {**up_to_date(locales_folder()), **copies(locales_folder())}
    except CatalogueError:
        return check(wanted)
    for path, text in files.items():
        path.write_bytes(text)
    return 0


def add(wanted: argparse.Namespace) -> int:
    """Begin a new language, and say what to fill first."""
    locales, stories = locales_folder(), _stories_folder()
    language: str = wanted.language
    try:
        files = beginning_of(language, locales, stories)
    except BeginningError as error:
        return complain(str(error))
    try:
        for path, text in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text)
    except OSError as error:
        return complain(f"{error.filename} cannot be written: {error.strerror}.")
    drafts = sorted(path.parent for path in files if path.is_relative_to(stories))
    print("\n".join(_to_fill(language, locales / language, drafts[0] if drafts else None)))
    return 0


def _to_fill(language: str, folder: Path, drafts: Path | None) -> Iterator[str]:
    name = name_of(language)
    yield f"{name} is begun. Fill, in this order:"
    yield f"1. {folder / 'glossary.toml'}: the words of the shop, so that every line says the same for the same."
    yield (
        f"2. {catalogue_path(folder.parent, language)}: {len(Line.known)} lines, those of script.py and script_buttons.py first. "
        f"Buyers are offered the language from {OFFERED_FROM} % on, when the shop is opened again."
    )
    yield f"3. {folder / 'words.toml'}: negations, yes and no, the call for a person, then a weight of 4 for each cause."
    yield f"4. {folder / 'examples.jsonl'}: messages with the cause they mean, 60 varied ones for each."
    yield f"5. {folder / 'goods.toml'}: the common kinds of goods, by which the articles of one order are told apart."
    if drafts:
        yield f"6. {drafts}: what a buyer says in each story; it becomes a test when `.draft` is taken from its name."
    if language not in LANGUAGES:
        yield f"No message is taken for {name} yet (bot/language/evidence.py): whoever chooses it is answered in it."
    yield "In between, `locales check` says what is wrong, and `locales stats` how far it has come."


def stats(wanted: argparse.Namespace) -> int:
    """Print how far each language has come; one whose files cannot be read is left out, with the reason."""
    locales, stories = locales_folder(), _stories_folder()
    found: list[Standing] = []
    unread: list[str] = []
    for language in languages_in(locales):
        try:
            found.append(standing_of(language, locales, stories))
        except CatalogueError as fault:
            unread.append(f"{language}: {fault}")
        except FileError as fault:
            unread.append(str(fault))
    print(json.dumps(as_record(found), indent=2) if wanted.json else as_text(found))
    return complain(*unread) if unread else 0


def _stories_folder() -> Path:
    """Where a clone has its stories; an installed shop has none."""
    return locales_folder().parent / "tests" / "stories"
