"""The shop from the terminal: opened, checked, stocked, its story moved on, its data kept and put back, what it has to do."""

import argparse
import json
import sys
from pathlib import Path

import uvloop

from bot.app import clock_of, dated_rates_of, open_memory, serve, take_in
from bot.clock import RealClock
from bot.commands.bar import Bar
from bot.commands.opening import complain, settings_of, with_memory
from bot.config import faults_of, load
from bot.due_report import as_record, as_text
from bot.language.catalogue import locales_folder
from bot.language.unheard import unheard
from bot.memory.backup import back_up
from bot.memory.backup import restore as put_back
from bot.memory.store import Memory
from bot.memory.views import agenda
from bot.remedy.rates_reading import OLD_AFTER_DAYS
from bot.settings import Settings
from bot.shop.importing import ReadFile, previewed, read_file
from bot.shop.imports import report
from bot.shop.imports.found import Assumptions
from bot.shop.imports.report import ImportReport
from bot.shop.story import move_to_tomorrow_morning


def run(wanted: argparse.Namespace) -> int:
    """Open the shop, and keep it open until it is told to stop."""
    settings = settings_of(wanted)
    print(f"{settings.shop.name} is opening at {settings.web.address}/", flush=True)
    if settings.test.sample_shop:
        print(
            "This is the sample shop: its story begins in February 2026, and nothing in it is real. Ctrl-C closes it.", flush=True
        )
    uvloop.run(serve(settings))
    return 0


def check(wanted: argparse.Namespace) -> int:
    """Say all faults at once: of a config.toml, and of the files by which buyers are understood."""
    path: Path = wanted.file or wanted.config or Path("config.toml")
    if faults := [*faults_of(path), *unheard(locales_folder())]:
        return complain(*faults)
    print(f"{path}: everything in it can be used.")
    rates = dated_rates_of(load(path))
    if rates.days_old(RealClock().now().date()) > OLD_AFTER_DAYS:
        print(
            f"Its rates of exchange are of {rates.on:%d %B %Y}: download the European Central Bank's daily file, and name it as "
            "rates_file under [money]."
        )
    return 0


def stock(wanted: argparse.Namespace) -> int:
    """Take in the seller's orders, prices, promotions, stock and articles; in a dry run, only say what would be taken."""
    settings = settings_of(wanted)
    assumed = Assumptions(wanted.time_zone, wanted.currency or "", settings.shop.zone)
    memory = None if wanted.dry_run else open_memory(settings)
    refused = False
    records = []
    try:
        for path in wanted.files:
            try:
                content = path.read_bytes()
            except OSError as error:
                refused = bool(complain(f"{path}: cannot be read ({error.strerror})."))
                continue
            read = read_file(path.name, content, assumed)
            found = _taken_in(memory, read, settings) if memory else previewed(read)
            refused = refused or bool(found.refused)
            if wanted.json:
                records.append(report.as_data(found))
            else:
                print(report.as_text(found))
    finally:
        if memory:
            memory.close()
    if wanted.json:
        # written as it is made: the text of twenty thousand rows would fill the memory a second time
        json.dump(records, sys.stdout, ensure_ascii=False, indent=2)
        print()
    return 1 if refused else 0


def _taken_in(memory: Memory, read: ReadFile, settings: Settings) -> ImportReport:
    now = clock_of(memory, settings).now()
    return take_in(memory, read, now, Bar(read.name, read.rows, sys.stderr).show)


def due(wanted: argparse.Namespace) -> int:
    """Print what is due, how late it is, and what failed."""
    settings = settings_of(wanted)

    def show(memory: Memory) -> int:
        now = clock_of(memory, settings).now()
        found = memory.write_now(agenda, now)
        print(json.dumps(as_record(found, now), indent=2) if wanted.json else as_text(found, now, settings.shop.zone))
        return 0

    return with_memory(settings, show)


def clock(wanted: argparse.Namespace) -> int:
    """Show the story clock of the sample shop, or move it on."""
    settings = settings_of(wanted)
    if not settings.test.sample_shop:
        return complain("Only the sample shop has a story clock; a real shop runs on the real time.")

    def move(memory: Memory) -> int:
        now = clock_of(memory, settings).now()
        if wanted.to == "tomorrow-morning":
            now += memory.write_now(move_to_tomorrow_morning, now, settings.shop.zone)
        print(f"In the story it is {now.astimezone(settings.shop.zone):%A, %d %B %Y, %H:%M}.")
        return 0

    return with_memory(settings, move)


def backup(wanted: argparse.Namespace) -> int:
    """Write everything the shop keeps, but for the pictures, to one new file."""
    settings = settings_of(wanted)
    back_up(settings.database.url, wanted.file)
    print(
        f"{wanted.file} holds everything the shop keeps, but for the pictures that buyers sent: copy {settings.evidence.folder} "
        "as well. Keep it as you would keep the shop: buyers' names are in it."
    )
    return 0


def restore(wanted: argparse.Namespace) -> int:
    """Put a backup in the place of the shop's data."""
    former = put_back(settings_of(wanted).database.url, wanted.file, RealClock().now())
    kept = f" What was there before is kept as {former}." if former else ""
    print(f"The shop is as it was when {wanted.file} was written.{kept}")
    return 0
