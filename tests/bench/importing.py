"""How long a file of twenty thousand rows takes to be read and stored, and what the process holds in memory at most.

Run as a process of its own, so that nothing but the import is in its memory: `python -m tests.bench.importing FOLDER`.
"""

import csv
import io
import json
import logging
import sys
import time
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import structlog

from bot.app import open_memory, take_in
from bot.clock import RealClock
from bot.settings import Settings
from bot.shop.importing import read_file
from tests.bench.resident import peak_mebibytes

ROWS = 20_000
_EXPORT = Path(__file__).parents[1] / "shop" / "exports" / "shopify_orders.csv"
_NAME_COLUMN = 0


@dataclass(frozen=True, slots=True)
class Imported:
    """Seconds from the file to its last row stored, and the most memory that was held on the way."""

    seconds: float
    mebibytes: float


def write_export(file: Path) -> None:
    """Write an export of at least so many rows: one of a small shop again and again, under new numbers."""
    header, *rows = csv.reader(io.StringIO(_EXPORT.read_text(encoding="utf-8")))
    with file.open("w", encoding="utf-8", newline="") as sheet:
        writer = csv.writer(sheet)
        writer.writerow(header)
        written = 0
        for turn in count():
            for row in rows:
                writer.writerow([f"{row[_NAME_COLUMN]}-{turn}", *row[_NAME_COLUMN + 1 :]])
            written += len(rows)
            if written >= ROWS:
                return


def take(folder: Path) -> Imported:
    """Take in the export of a folder, into a new shop beside it."""
    memory = open_memory(Settings.model_validate({"database": {"url": f"sqlite:///{folder}/imported.db"}}))
    try:
        begun = time.perf_counter()
        report = take_in(memory, read_file("export.csv", (folder / "export.csv").read_bytes()), RealClock().now())
        seconds = time.perf_counter() - begun
    finally:
        memory.close()
    if report.refused or report.new < ROWS / 2:
        raise RuntimeError(f"{report.new} orders were new, {len(report.refused)} places refused")
    return Imported(seconds, peak_mebibytes())


if __name__ == "__main__":
    # What is told of slow units goes where the figures go.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    found = take(Path(sys.argv[1]))
    sys.stdout.write(json.dumps({"seconds": found.seconds, "mebibytes": found.mebibytes}))
