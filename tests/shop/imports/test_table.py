import pytest

from bot.shop.imports.table import Columns, Header, Record, Row, Table, name_key

COLUMNS = Columns(("Order Number", "Quantity"), ("Ship To Zip",), {"Ship To Zip": ("Post to postcode",)})


def header(*names: str, line_breaks_count: bool = True) -> Header:
    places = COLUMNS.found_in(names)
    return Header(names, {column: found[0] for column, found in places.items()}, line_breaks_count)


@pytest.mark.parametrize(
    "names", [("order number", " QUANTITY ", "x"), ("Quantity", "x", "Order_Number"), ("Order-Number", "quantity")]
)
def test_columns_are_found_by_name_whatever_their_order_case_and_signs(names: tuple[str, ...]) -> None:
    assert COLUMNS.found_in(names).keys() == {"Order Number", "Quantity"}


def test_a_column_is_found_under_another_name_it_has() -> None:
    assert COLUMNS.found_in(["Post to postcode"]) == {"Ship To Zip": [0]}


def test_every_place_of_a_column_is_told() -> None:
    assert COLUMNS.found_in(["Quantity", "", "quantity"]) == {"Quantity": [0, 2]}


def test_a_line_break_in_a_name_is_nothing() -> None:
    assert name_key("产品信息\n（双击）") == name_key("产品信息_（双击）") == "产品信息双击"


def test_a_cell_is_told_without_the_blanks_around_it() -> None:
    assert Row(Record(2, (" 7-1\t", "2")), header("Order Number", "Quantity"))["Order Number"] == "7-1"


def test_a_column_the_file_does_not_have_is_empty() -> None:
    row = Row(Record(2, ("7-1",)), header("Order Number"))

    assert (row["Ship To Zip"], row["anything"]) == ("", "")


def test_a_row_of_another_width_has_a_fault() -> None:
    row = Row(Record(2, ("7-1", "2", "3")), header("Order Number", "Quantity"))

    assert row.fault == "has 3 cells where the header has 2; a cell with a separator in it belongs in quotation marks"


def test_a_cell_is_found_in_its_line() -> None:
    record = Record(4, ("one\ntwo\r\nthree", "2"))

    assert Row(record, header("note", "Quantity")).line_of("Quantity") == 6
    assert Row(record, header("note", "Quantity", line_breaks_count=False)).line_of("Quantity") == 4


def test_a_column_is_called_what_the_file_calls_it() -> None:
    row = Row(Record(2, ("7-1",)), header("ORDER\nnumber"))

    assert (row.name_of("Order Number"), row.name_of("Quantity")) == ("ORDER number", "Quantity")


def test_what_nobody_reads_is_not_kept_unless_lines_are_counted_by_it() -> None:
    table = Table.under(header("Order Number", "diary", "letter"), [Record(2, ("7-1", "long", "two\nlines"))])

    assert table.rows[0].record == Record(2, ("7-1", "", "two\nlines"))
