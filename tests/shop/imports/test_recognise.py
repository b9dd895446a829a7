import pytest

from bot.shop.imports.recognise import COLUMNS, NAMES, Format, likeliest, recognise
from bot.shop.imports.refusal import UnreadableError
from bot.shop.imports.table import Record

PRICES = ("sku", "currency", "price", "seen_at")
BELOW = Record(9, ("x",))


def under(*names: str, line: int = 1) -> list[Record]:
    return [Record(line, names), Record(line + 1, ("x",) * len(names))]


@pytest.mark.parametrize("format", COLUMNS)
@pytest.mark.parametrize("turned", [1, -1])
def test_every_format_is_known_by_its_required_columns_in_any_order(format: Format, turned: int) -> None:
    found, table = recognise(under(*COLUMNS[format].required[::turned], "something else"))

    assert (found, len(table.rows)) == (format, 1)


@pytest.mark.parametrize("format", COLUMNS)
def test_every_format_is_known_by_all_of_its_columns(format: Format) -> None:
    assert recognise(under(*COLUMNS[format].required, *COLUMNS[format].optional))[0] is format


def test_every_format_has_a_name() -> None:
    assert NAMES.keys() == set(Format)


def test_a_header_may_stand_below_a_title() -> None:
    _, table = recognise([Record(1, ("Prices of March",)), *under(*PRICES, line=3)])

    assert [row.line for row in table.rows] == [4]


def test_all_missing_columns_are_named_at_once_and_in_their_line() -> None:
    with pytest.raises(UnreadableError, match=r"^this looks like own prices, but there is no column seen_at$") as refused:
        recognise(under("sku", "currency", "price", line=3))

    assert refused.value.line == 3


def test_a_foreign_header_is_answered_with_what_can_be_read() -> None:
    with pytest.raises(UnreadableError) as refused:
        recognise(under("Who", "Where"))

    assert str(refused.value) == (
        "the header is none that is known; what can be read are the order files of Shopify, WooCommerce, AliExpress, Amazon, "
        "eBay and TikTok Shop, and our own orders, prices, promotions, stock and articles"
    )


def test_a_header_that_cannot_be_split_is_refused_for_that() -> None:
    with pytest.raises(UnreadableError, match=r"^the header cannot be split$"):
        recognise([Record(1, (), "cannot be split"), BELOW])


def test_half_of_the_columns_are_not_enough_to_be_taken_for_a_format() -> None:
    with pytest.raises(UnreadableError, match=r"^the header is none that is known;"):
        recognise(under("sku", "currency", "how many", "what for"))


def test_a_column_that_is_there_twice_is_refused_since_nobody_knows_which_counts() -> None:
    with pytest.raises(UnreadableError, match=r"^there is more than one column price$"):
        recognise(under(*PRICES, "price"))


def test_a_column_nobody_reads_may_be_there_twice() -> None:
    assert recognise(under(*PRICES, "extra", "extra"))[0] is Format.OWN_PRICES


def test_a_header_with_nothing_below_is_refused() -> None:
    with pytest.raises(UnreadableError, match=r"^there is nothing below the header of own prices$"):
        recognise([Record(1, PRICES)])


def test_no_records_are_an_empty_file() -> None:
    with pytest.raises(UnreadableError, match=r"^the file is empty$"):
        recognise([])


def test_the_likeliest_format_is_told_even_of_what_cannot_be_read() -> None:
    assert likeliest([Record(1, PRICES[:3])]) is Format.OWN_PRICES
    assert likeliest([Record(1, ("Who", "Where"))]) is None
    assert likeliest([]) is None
