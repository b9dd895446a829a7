"""On which line of a policy each section and each setting stands, so that a fault can be found in an editor."""

import re
from collections.abc import Mapping

Lines = Mapping[tuple[str, str], int]
"""The line of a setting by its section and its name, of a section by its name and "". What is written in a form that only a
whole TOML reader could place is not in it."""

_LISTED = re.compile(r"\s*\[\[\s*([\w.-]+)\s*\]\]")
_HEADER = re.compile(r"\s*\[\s*([\w.-]+)\s*\]")
_SETTING = re.compile(r"\s*([\w-]+)\s*=")


def lines_of(text: str) -> Lines:
    """The lines of a text in TOML, from 1 on; of sections that come several times the first is "ladder 1"."""
    found: dict[tuple[str, str], int] = {}
    section, times = "", 0
    for number, line in enumerate(text.splitlines(), 1):
        if listed := _LISTED.match(line):
            times += 1
            section = f"{listed[1]} {times}"
        elif header := _HEADER.match(line):
            section = header[1]
        elif setting := _SETTING.match(line):
            found.setdefault((section, setting[1]), number)
            continue
        else:
            continue
        found.setdefault((section, ""), number)
    return found
