import io
from zipfile import ZipFile

import pytest

from bot.shop.imports.refusal import UnreadableError
from bot.shop.imports.table import Record
from bot.shop.imports.workbook import is_workbook, read_workbook
from tests.shop.sheets import export, row, xlsx


def archive(name: str, content: bytes) -> bytes:
    file = io.BytesIO()
    with ZipFile(file, "w") as zipped:
        zipped.writestr(name, content)
    return file.getvalue()


def test_a_new_workbook_is_read_with_the_rows_of_the_sheet_as_lines() -> None:
    content = xlsx(row(2, "sku", "price") + row(4, "SLIP", 49.9))

    assert is_workbook(content)
    assert read_workbook(content) == ((Record(2, ("sku", "price")), Record(4, ("SLIP", "49.9"))), "xlsx")


def test_an_old_workbook_is_read() -> None:
    records, kind = read_workbook(export("aliexpress_orders.xls"))

    assert (kind, len(records), records[1].cells[:2]) == ("biff8", 15, ("8183412345678900", "订单结束"))


def test_the_first_sheet_that_holds_anything_counts() -> None:
    assert read_workbook(xlsx("", row(1, "sku")))[0] == (Record(1, ("sku",)),)


@pytest.mark.parametrize(("number", "shown"), [(2, "2"), (2.5, "2.5"), (123456789012345, "123456789012345"), (-3, "-3")])
def test_a_number_is_shown_as_one_would_type_it(number: float, shown: str) -> None:
    assert read_workbook(xlsx(row(1, number)))[0][0].cells == (shown,)


def test_a_number_that_lost_its_last_digits_is_shown_as_one() -> None:
    assert read_workbook(xlsx(row(1, 8183412345678901)))[0][0].cells == ("8.18341234567890E+15",)


def test_a_workbook_with_nothing_in_it_has_no_records() -> None:
    assert read_workbook(xlsx("")) == ((), "xlsx")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (archive("orders.csv", b"sku"), "this is a zip archive, not a table; unpack it and import the files in it one by one"),
        (b"PK\x03\x04rest", "this is a broken workbook or zip archive; save the sheet again and import that"),
        (
            archive("xl/workbook.xml", b"rest"),
            "this workbook cannot be read; take off its password, or save the sheet as CSV (UTF-8)",
        ),
        (
            b"\xd0\xcf\x11\xe0" + b"\0" * 600,
            "this workbook cannot be read; take off its password, or save the sheet as CSV (UTF-8)",
        ),
    ],
)
def test_what_only_begins_like_a_workbook_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError) as refused:
        read_workbook(content)

    assert str(refused.value) == reason


def test_a_workbook_that_unfolds_without_end_is_not_unfolded() -> None:
    file = io.BytesIO(archive("xl/sheet.xml", b""))
    with ZipFile(file, "a", compression=8) as zipped, zipped.open("xl/huge.xml", "w") as huge:
        for _ in range(201):
            huge.write(b"\0" * 1024 * 1024)

    with pytest.raises(UnreadableError, match="unfolds to more than can be read at once"):
        read_workbook(file.getvalue())
