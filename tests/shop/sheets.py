"""The export files of the sample shop, to be read as they are or written anew in other ways."""

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZipFile

from bot.shop.importing import ReadFile, read_file
from bot.shop.imports.found import Assumptions

EXPORTS = Path(__file__).parent / "exports"
Rows = list[list[str]]

TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def export(name: str) -> bytes:
    return (EXPORTS / name).read_bytes()


def rows_of(name: str) -> Rows:
    """The cells of a delimited export, the header among them."""
    text = export(name).decode("utf-8-sig")
    tabs = name.endswith(".txt")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter="\t" if tabs else ",", quoting=csv.QUOTE_NONE if tabs else 0)
    return list(reader)


def written(rows: Sequence[Sequence[str]], separator: str = ",", newline: str = "\n") -> str:
    sheet = io.StringIO()
    csv.writer(sheet, delimiter=separator, lineterminator=newline).writerows(rows)
    return sheet.getvalue()


def changed(name: str, change: Callable[[dict[str, str], int], dict[str, str]], header_at: int = 0) -> str:
    """A delimited export with each of its rows changed by the names of its columns."""
    rows = rows_of(name)
    header = rows[header_at]
    new = [
        list(change(dict(zip(header, row, strict=False)), place).values()) if place > header_at and any(row) else row
        for place, row in enumerate(rows)
    ]
    return written(new, "\t" if name.endswith(".txt") else ",")


def read(content: bytes | str, assumed: Assumptions | None = None) -> ReadFile:
    return read_file("a.csv", content.encode() if isinstance(content, str) else content, assumed or Assumptions())


def xlsx(*sheets: str) -> bytes:
    """A workbook of a few sheets, each the XML of its rows."""
    names = [f"sheet{number}" for number in range(1, len(sheets) + 1)]
    listed = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="{name}"/>' for n, name in enumerate(names, 1))
    related = "".join(f'<Relationship Id="{name}" Type="{DOCUMENT}/worksheet" Target="worksheets/{name}.xml"/>' for name in names)
    file = io.BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr(
            "[Content_Types].xml", f'<Types xmlns="{TYPES}"><Default Extension="xml" ContentType="application/xml"/></Types>'
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{PACKAGE}">'
            f'<Relationship Id="a" Type="{DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/workbook.xml", f'<workbook xmlns="{SHEETS}" xmlns:r="{DOCUMENT}"><sheets>{listed}</sheets></workbook>'
        )
        archive.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{PACKAGE}">{related}</Relationships>')
        for name, rows in zip(names, sheets, strict=True):
            archive.writestr(
                f"xl/worksheets/{name}.xml", f'<worksheet xmlns="{SHEETS}"><sheetData>{rows}</sheetData></worksheet>'
            )
    return file.getvalue()


def row(number: int, *cells: str | int | float) -> str:
    """The XML of a row of a workbook."""
    inside = "".join(
        f'<c r="{chr(65 + place)}{number}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
        if isinstance(cell, str)
        else f'<c r="{chr(65 + place)}{number}"><v>{cell}</v></c>'
        for place, cell in enumerate(cells)
    )
    return f'<row r="{number}">{inside}</row>'
