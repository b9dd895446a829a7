"""Looking after the translations from the terminal."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from bot.commands.opening import complain
from bot.language.catalogue import locales_folder, shipped
from bot.language.examples import ExamplesError, read_examples
from bot.language.line import Line
from bot.language.proofreading import faults
from bot.language.template import CatalogueError, up_to_date
from bot.language.words import WordsError, read_words


def check(_wanted: argparse.Namespace) -> int:
    """Say all faults at once: of the catalogues, and of the words and examples by which buyers are understood."""
    found = [*faults(locales_folder()), *unheard(locales_folder())]
    if found:
        return complain(*found)
    print(f"{len(shipped())} languages, {len(Line.known)} lines: all in order.")
    return 0


def unheard(folder: Path) -> Iterator[str]:
    """What is wrong with the words and examples of each language."""
    for path in sorted(folder.glob("*/words.toml")):
        try:
            read_words(path.parent.name, path)
        except WordsError as fault:
            yield str(fault)
    for path in sorted(folder.glob("*/examples.jsonl")):
        try:
            read_examples(path)
        except ExamplesError as fault:
            yield str(fault)


def update(wanted: argparse.Namespace) -> int:
    """Bring the catalogues in step with the code."""
    try:
        files = up_to_date(locales_folder())
    except CatalogueError:
        return check(wanted)
    for path, text in files.items():
        path.write_bytes(text)
    return 0
