"""Links for parcel cards, from the terminal: each order of a file gets one, as a row of a sheet and as QR codes."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TextIO

from bot.app import clock_of, take_in, ways_in
from bot.commands.bar import Bar
from bot.commands.opening import complain, settings_of, with_memory
from bot.memory.store import Memory
from bot.settings import Settings
from bot.shop.importing import read_file
from bot.shop.imports import report
from bot.shop.imports.found import Assumptions
from bot.shop.orders import Order
from bot.shop.parcel_codes import CardCodes, codes_for, write_sheet
from bot.shop.parcel_links import AT_ONCE, ParcelLink, give


def give_out(wanted: argparse.Namespace) -> int:
    """Take in the orders of the seller's files, and write a link to each. Nothing that is there already is overwritten."""
    settings = settings_of(wanted)
    for there in (wanted.out, wanted.svg):
        if there and (there.is_file() or (there.is_dir() and any(there.iterdir()))):
            return complain(f"{there} is there already, and nothing is overwritten.")
    told = sys.stdout if wanted.out else sys.stderr  # the links are not mixed with what is said of them

    def act(memory: Memory) -> int:
        ways = ways_in(memory, settings)
        if settings.telegram.token and not ways.bot:
            return complain("What your bot is called at Telegram is known once the shop was open there: open it, and try again.")
        now = clock_of(memory, settings).now()
        orders, refused = _orders_of(memory, wanted, settings, told, now)
        if not orders:
            return complain("There are no orders to give links to.")
        until = now + timedelta(days=wanted.days or settings.web.order_link_days)
        links: list[ParcelLink] = []
        for first in range(0, len(orders), AT_ONCE):
            links += memory.write_now(give, orders[first : first + AT_ONCE], ways, now, until)
        try:
            _write(links, wanted.out, wanted.svg)
        except BrokenPipeError:
            raise  # whoever reads the sheet has heard enough: no file is at fault
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            return complain(f"The links cannot be written: {where}{error.strerror}.")
        print("\n".join(_said(len(links), len(orders), until, settings)), file=told)
        return 1 if refused else 0

    return with_memory(settings, act)


def _orders_of(
    memory: Memory, wanted: argparse.Namespace, settings: Settings, told: TextIO, now: datetime
) -> tuple[list[Order], bool]:
    """The orders that the files tell, each once, all of them taken in; and whether anything was refused."""
    assumed = Assumptions(wanted.time_zone, wanted.currency or "", settings.shop.zone)
    orders: dict[tuple[str, str], Order] = {}
    refused = False
    for path in wanted.files:
        try:
            content = path.read_bytes()
        except OSError as error:
            refused = bool(complain(f"{path}: cannot be read ({error.strerror})."))
            continue
        read = read_file(path.name, content, assumed)
        if read.prices or read.promotions or read.stock:
            refused = bool(complain(f"{path}: holds no orders; `import` takes it in."))
            continue
        found = take_in(memory, read, now, Bar(path.name, read.rows, sys.stderr).show)
        refused = refused or bool(found.refused)
        print(report.as_text(found), file=told)
        orders |= {(one.order.platform, one.order.number): one.order for one in read.orders}
    return list(orders.values()), refused


def _write(links: Sequence[ParcelLink], out: Path | None, svg: Path | None) -> None:
    codes = codes_for(links) if svg else []
    with _opened(out) as sheet:
        write_sheet(sheet, links, codes)
    if svg:
        _draw(codes, svg)


def _draw(codes: Sequence[CardCodes], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    bar = Bar(str(folder), len(codes), sys.stderr)
    for done, card in enumerate(codes, 1):
        for code in filter(None, (card.page, card.telegram)):
            with (folder / code.name).open("xb") as file:
                file.write(code.drawn())
        bar.show(done)


@contextmanager
def _opened(out: Path | None) -> Iterator[TextIO]:
    if out is None:
        yield sys.stdout
        return
    with out.open("x", encoding="utf-8", newline="") as sheet:
        yield sheet


def _said(given: int, asked: int, until: datetime, settings: Settings) -> Iterator[str]:
    orders = "1 order" if given == 1 else f"{given} orders"
    yield f"Links to {orders}, each for whoever comes first, until {until.astimezone(settings.shop.zone):%d %b %Y}."
    if given < asked:
        yield f"{asked - given} of the file were placed later than it is now, and have none yet."
    if not settings.web.public_url:
        yield f"Those of the page lead to {settings.web.address}: set public_url of [web] before you print them."
