import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.shop.imports.delimited import records_of, separator_of
from bot.shop.imports.refusal import UnreadableError
from bot.shop.imports.table import Record


def records(text: str) -> list[Record]:
    return list(records_of(text, separator_of(text)))


def cells(text: str) -> list[tuple[str, ...]]:
    return [record.cells for record in records(text)]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_the_one_that_makes_the_most_columns(separator: str) -> None:
    assert cells(f"sku{separator}title\nA{separator}Shoe\n") == [("sku", "title"), ("A", "Shoe")]


def test_a_title_above_the_header_does_not_hide_the_separator() -> None:
    assert separator_of("Orders, all of them\nsku;title;qty\n") == ";"


@pytest.mark.parametrize("line", ["sep=;", '"sep=;"', "SEP=;"])
def test_a_separator_line_says_the_separator_and_is_counted_as_a_line(line: str) -> None:
    assert records(f"{line}\r\nsku;title, long\r\n") == [Record(2, ("sku", "title, long"))]


def test_a_separator_line_may_stand_below_a_title() -> None:
    assert records("Orders report\nsep=,\na;b,c\n") == [Record(1, ("Orders report",)), Record(3, ("a;b", "c"))]


def test_a_separator_that_is_not_read_is_named() -> None:
    with pytest.raises(UnreadableError, match=r"separated by '\|'; only comma, semicolon and tab are read"):
        separator_of("sep=|\nsku|title\n")


def test_blank_rows_are_passed_over_and_counted_as_lines() -> None:
    assert records("\n,,\n\n , \nA,Shoe\n") == [Record(5, ("A", "Shoe"))]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_are_counted_as_an_editor_counts_them(newline: str) -> None:
    text = newline.join(["sku,note,title", 'A,"one', 'two",Shoe', "B,,Boot", ""])

    assert [record.line for record in records(text)] == [1, 2, 4]


def test_a_quoted_line_break_stays_in_its_cell() -> None:
    assert cells('A,"one, two\nthree"\n') == [("A", "one, two\nthree")]


def test_quotation_marks_can_be_ordinary_characters() -> None:
    assert [record.cells for record in records_of('A\t"Bee" Lind\n', "\t", quoted=False)] == [("A", '"Bee" Lind')]


def test_a_formula_is_only_text() -> None:
    assert cells("=1+1,@SUM(A1),+4,-4\n") == [("=1+1", "@SUM(A1)", "+4", "-4")]


def test_a_stray_quotation_mark_costs_one_row_only() -> None:
    _, bad, good = records('sku,title\nA,"O"Dell\nB,Boot\n')

    assert bad == Record(2, (), "cannot be split into cells: a quotation mark inside a quoted cell is written twice")
    assert good == Record(3, ("B", "Boot"))


def test_a_quotation_mark_that_is_never_closed_is_named_with_what_it_swallowed() -> None:
    bad = records('sku,title\nA,Shoe\nB,"Boot\nC,Cable\n')[-1]

    assert (bad.line, bad.fault) == (3, "cannot be told from the lines down to 4: a quotation mark is opened and not closed")


@given(
    st.lists(
        st.tuples(*[st.text(st.characters(exclude_characters="\0", codec="utf-8"), min_size=1).filter(str.strip)] * 2),
        max_size=5,
    ),
    st.sampled_from(",;\t"),
)
def test_what_is_quoted_properly_comes_back_to_the_letter(rows: list[tuple[str, str]], separator: str) -> None:
    text = "\n".join(separator.join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in [("a", "b"), *rows])

    assert [record.cells for record in records_of(text, separator)] == [("a", "b"), *rows]
