"""The links of parcel cards as QR codes, one file each, and the sheet that says which is whose."""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, count
from typing import TextIO

import segno

from bot import spreadsheet
from bot.shop.parcel_links import ParcelLink

_MODULE_MM = 0.75  # twice what a phone needs at a hand's breadth: the whole code is about three centimetres wide
_QUIET_ZONE = 4  # modules of white all around, as ISO/IEC 18004 asks
# Which mask is the best is most of the work of drawing a code. What is drawn here is a random token, on which none is much
# worse than another.
_MASK = 2
_COLUMNS = ("order", "platform", "telegram", "page", "expires")
_COLUMNS_OF_FILES = ("telegram_svg", "page_svg")


@dataclass(frozen=True, slots=True)
class QrFile:
    """A QR code: the name of its file, what it says, and whose order it is for."""

    name: str
    link: str
    order: str

    def drawn(self) -> bytes:
        """The code as an SVG, in its size for print."""
        drawing = io.BytesIO()
        code = segno.make_qr(self.link, error="m", mask=_MASK)
        code.save(drawing, kind="svg", unit="mm", scale=_MODULE_MM, border=_QUIET_ZONE, light="#fff", title=self.order)
        return drawing.getvalue()


@dataclass(frozen=True, slots=True)
class CardCodes:
    """The codes for one card."""

    page: QrFile
    telegram: QrFile | None


def codes_for(links: Sequence[ParcelLink]) -> list[CardCodes]:
    """The codes for these links, each in a file that bears its order's number as far as the number is fit for one."""
    return [
        CardCodes(
            QrFile(f"{name}-page.svg", link.page, link.order),
            QrFile(f"{name}-telegram.svg", link.telegram, link.order) if link.telegram else None,
        )
        for name, link in zip(_names([link.order for link in links]), links, strict=True)
    ]


def write_sheet(out: TextIO, links: Sequence[ParcelLink], codes: Sequence[CardCodes]) -> None:
    """Write a row a link, ready for a mail merge, times in UTC; with the files of its codes, if any were drawn."""
    sheet = csv.writer(out, lineterminator="\n")
    sheet.writerow([*_COLUMNS, *(_COLUMNS_OF_FILES if codes else ())])
    files = [[card.telegram.name if card.telegram else "", card.page.name] for card in codes] or [[] for _ in links]
    for link, names in zip(links, files, strict=True):
        order = spreadsheet.as_text(link.order)
        sheet.writerow([order, link.platform, link.telegram, link.page, link.expires_at.isoformat(), *names])


def _names(orders: Sequence[str]) -> list[str]:
    """A name for each order that is one on every system, and no path. No two are alike, even where case does not count."""
    taken: set[str] = set()
    names = []
    for order in orders:
        plain = re.sub(r"[^A-Za-z0-9_]+", "-", order).strip("-") or "order"
        numbered = (f"{plain}-{n}" for n in count(2))
        names.append(next(name for name in chain([plain], numbered) if name.lower() not in taken))
        taken.add(names[-1].lower())
    return names
