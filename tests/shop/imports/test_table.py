import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.shop.imports.table import UnreadableError, read_table


def cells(content: bytes, *columns: str) -> list[tuple[str, ...]]:
    return [tuple(row[column] for column in columns) for row in read_table(content).rows]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_told_from_the_header(separator: str) -> None:
    content = f"sku{separator}title\nA{separator}Shoe\n".encode()

    assert cells(content, "sku", "title") == [("A", "Shoe")]


def test_a_separator_line_says_the_separator_and_is_counted_as_a_line() -> None:
    table = read_table(b"sep=;\r\nsku;title, long\r\nA;Shoe\r\n")

    assert table.columns == ("sku", "title, long")
    assert table.rows[0].line == 3


def test_a_separator_that_is_not_read_is_named() -> None:
    with pytest.raises(UnreadableError, match=r"separated by '\|'; only comma, semicolon and tab are read"):
        read_table(b"sep=|\nsku|title\n")


def test_a_mark_at_the_beginning_belongs_to_no_column() -> None:
    assert cells(b"\xef\xbb\xbfsku,title\nA,Shoe\n", "sku") == [("A",)]


def test_columns_are_found_by_name_whatever_their_order_case_and_blanks() -> None:
    assert cells(b" Title ,extra,SKU\n Shoe ,x,A\n", "sku", "title") == [("A", "Shoe")]


def test_a_column_the_file_does_not_have_is_empty() -> None:
    assert cells(b"sku\nA\n", "note") == [("",)]


def test_blank_rows_are_passed_over_and_counted_as_lines() -> None:
    table = read_table(b"\nsku,title\n\n , \nA,Shoe\n")

    assert [row.line for row in table.rows] == [5]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_are_counted_as_an_editor_counts_them(newline: str) -> None:
    text = newline.join(["sku,note,title", 'A,"one', 'two",Shoe', "B,,Boot", ""])

    first, second = read_table(text.encode()).rows

    assert (first.line, first.line_of("note"), first.line_of("title"), second.line) == (2, 2, 3, 4)


def test_a_quoted_line_break_stays_in_its_cell() -> None:
    assert cells(b'sku,note\nA,"one, two\nthree"\n', "note") == [("one, two\nthree",)]


def test_a_formula_is_only_text() -> None:
    assert cells(b"sku,title\n=1+1,@SUM(A1)\n", "sku", "title") == [("=1+1", "@SUM(A1)")]


def test_a_row_with_too_many_cells_stays_with_its_fault() -> None:
    (row,) = read_table(b"sku,title\nA,Shoe, red\n").rows

    assert row.fault == "has 3 cells where the header has 2; a cell with a separator in it belongs in quotation marks"


def test_a_stray_quotation_mark_costs_one_row_only() -> None:
    bad, good = read_table(b'sku,title\nA,"O"Dell\nB,Boot\n').rows

    assert bad.fault == "cannot be split into cells: a quotation mark inside a quoted cell is written twice"
    assert (good.line, good["sku"]) == (3, "B")


def test_a_quotation_mark_that_is_never_closed_is_named_with_what_it_swallowed() -> None:
    good, bad = read_table(b'sku,title\nA,Shoe\nB,"Boot\nC,Cable\n').rows

    assert good["sku"] == "A"
    assert (bad.line, bad.fault) == (3, "cannot be told from the lines down to 4: a quotation mark is opened and not closed")


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"PK\x03\x04rest", "a workbook or a zip archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "a workbook of an old Excel"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"\xff\xd8\xff\xe0", "a picture"),
        (b"%PDF-1.7", "a PDF"),
        ("sku\ttitle\n".encode("utf-16"), "text in UTF-16"),
    ],
)
def test_what_is_no_table_is_called_by_its_name(content: bytes, what: str) -> None:
    with pytest.raises(UnreadableError) as refused:
        read_table(content)

    assert str(refused.value) == f"this is {what}, not a table; save the sheet as CSV (UTF-8) and import that"


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\n \n", b"sep=,\n"])
def test_an_empty_file_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableError, match=r"^the file is empty$"):
        read_table(content)


def test_a_byte_of_another_encoding_is_named_with_its_line() -> None:
    with pytest.raises(UnreadableError) as refused:
        read_table("sku,title\nA,Shoe\nB,Z\u00fcge\n".encode("latin-1"))

    assert (refused.value.line, str(refused.value)) == (
        3,
        "the byte 0xFC in this line is not UTF-8; save the sheet as CSV (UTF-8) and import that",
    )


def test_a_file_with_zero_bytes_is_not_text() -> None:
    with pytest.raises(UnreadableError, match="not a text file"):
        read_table(b"sku,title\nA,\x00\n")


def first_line(content: bytes) -> int:
    """The first line that is taken, or the one where the file was refused."""
    try:
        return min((row.line for row in read_table(content).rows), default=1)
    except UnreadableError as refused:
        return refused.line


@given(st.binary(max_size=200) | st.text(st.sampled_from('ab,;"\n\r\t '), max_size=40).map(str.encode))
def test_whatever_is_handed_in_is_read_or_refused(content: bytes) -> None:
    assert first_line(content) >= 1


@given(
    st.lists(
        st.tuples(*[st.text(st.characters(exclude_characters="\0", codec="utf-8"), min_size=1).filter(str.strip)] * 2),
        max_size=5,
    ),
    st.sampled_from(",;\t"),
)
def test_what_is_quoted_properly_comes_back_to_the_letter(rows: list[tuple[str, str]], separator: str) -> None:
    quoted = [separator.join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in [("a", "b"), *rows]]

    found = cells("\n".join(quoted).encode(), "a", "b")

    assert found == [(first.strip(), second.strip()) for first, second in rows]
