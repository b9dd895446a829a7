"""A workbook, of old Excel or new, as records: its first sheet that holds anything, each cell as one would type it."""

import io
from datetime import date, datetime, time, timedelta
from zipfile import BadZipFile, ZipFile

from python_calamine import CalamineError, CalamineWorkbook

from bot.shop.imports.refusal import UnreadableError
from bot.shop.imports.table import Record

OLD_EXCEL = b"\xd0\xcf\x11\xe0"
ZIPPED = b"PK\x03\x04"
AT_MOST_UNZIPPED = 200 * 1024 * 1024  # what a few kilobytes can unfold to has no end
EXACT = 10**15  # a spreadsheet keeps fifteen digits of a number, and no more

Cell = int | float | str | bool | time | date | datetime | timedelta


def is_workbook(content: bytes) -> bool:
    """Whether a file begins as a workbook does; a zip archive begins so too."""
    return content.startswith((OLD_EXCEL, ZIPPED))


def read_workbook(content: bytes) -> tuple[tuple[Record, ...], str]:
    """The records of a workbook, and the name of how it is written. The line of a record is its row in the sheet.

    Raises UnreadableError for a zip archive that is none, and for a workbook that is broken or locked.
    """
    kind = "biff8"
    if content.startswith(ZIPPED):
        _check_the_archive(content)
        kind = "xlsx"
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for name in workbook.sheet_names:
            rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
            records = tuple(_record(line, row) for line, row in enumerate(rows, 1))
            records = tuple(record for record in records if any(cell.strip() for cell in record.cells))
            if records:
                return records, kind
    except CalamineError:
        raise UnreadableError("this workbook cannot be read; take off its password, or save the sheet as CSV (UTF-8)") from None
    return (), kind


def _check_the_archive(content: bytes) -> None:
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
    except BadZipFile:
        raise UnreadableError("this is a broken workbook or zip archive; save the sheet again and import that") from None
    if not any(member.filename.startswith("xl/") for member in members):
        raise UnreadableError("this is a zip archive, not a table; unpack it and import the files in it one by one")
    if sum(member.file_size for member in members) > AT_MOST_UNZIPPED:
        raise UnreadableError("this workbook unfolds to more than can be read at once; split it into smaller ones")


def _record(line: int, row: list[Cell]) -> Record:
    return Record(line, tuple(_typed(cell) for cell in row))


def _typed(cell: Cell) -> str:
    """A cell as text. A number that is too long to have kept all its digits is shown so that nobody takes it for an id."""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float | int):
        if abs(cell) >= EXACT:
            return f"{cell:.14E}"
        return str(int(cell)) if cell == int(cell) else repr(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    return str(cell).replace("\0", "")
