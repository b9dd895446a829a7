"""Looking after the translations from the terminal."""

import argparse

from bot.commands.opening import complain
from bot.language.catalogue import locales_folder, shipped
from bot.language.line import Line
from bot.language.proofreading import faults
from bot.language.template import CatalogueError, up_to_date


def check(_wanted: argparse.Namespace) -> int:
    """Say all faults of the catalogues at once."""
    found = faults(locales_folder())
    if found:
        return complain(*found)
    print(f"{len(shipped())} languages, {len(Line.known)} lines: all in order.")
    return 0


def update(wanted: argparse.Namespace) -> int:
    """Bring the catalogues in step with the code."""
    try:
        files = up_to_date(locales_folder())
    except CatalogueError:
        return check(wanted)
    for path, text in files.items():
        path.write_bytes(text)
    return 0
