import pytest

from bot.memory.columns import columns_of
from bot.memory.shop_tables import StockRow
from bot.shop.imports.own_stock import read_stock
from bot.shop.imports.reading import read_table
from bot.shop.imports.recognise import Format
from bot.shop.imports.refusal import Refusal
from bot.shop.stock import Stocked

HEADER = "sku,variant,title,in_stock"
GOOD = "SLIP,White,Canvas Slip-on,12"


def read(*rows: str, header: str = HEADER) -> tuple[tuple[Stocked, ...], tuple[Refusal, ...]]:
    return read_stock(read_table("\n".join([header, *rows]).encode())[1])


def test_a_count_is_read_with_all_it_says() -> None:
    assert read(GOOD) == ((Stocked("SLIP", "White", "Canvas Slip-on", 12),), ())


def test_variant_and_title_may_be_missing() -> None:
    assert read("SLIP,0", header="sku,in_stock") == ((Stocked("SLIP", "", "", 0),), ())


def test_it_is_known_by_its_columns_and_not_taken_for_prices() -> None:
    assert read_table(f"{HEADER}\n{GOOD}\n".encode())[0] is Format.OWN_STOCK
    assert read_table(b"sku,currency,price,seen_at\nS,EUR,1.00,2026-01-05T08:00:00+01:00\n")[0] is Format.OWN_PRICES


@pytest.mark.parametrize(
    ("row", "column", "value", "reason"),
    [
        (GOOD.replace("SLIP", ""), "sku", "", "is empty"),
        (GOOD.replace("12", ""), "in_stock", "", "is empty"),
        (GOOD.replace("12", "-1"), "in_stock", "-1", "is not a whole number of pieces, like 0 or 25"),
        (GOOD.replace("12", "yes"), "in_stock", "yes", "is not a whole number of pieces, like 0 or 25"),
        (GOOD.replace("12", "1.5"), "in_stock", "1.5", "is not a whole number of pieces, like 0 or 25"),
        (GOOD.replace("12", "1" * 10), "in_stock", "1" * 10, "is not a whole number of pieces, like 0 or 25"),
        (GOOD.replace("SLIP", "S" * 65), "sku", "S" * 65, "has 65 characters, at most 64 can be kept"),
    ],
)
def test_a_bad_row_is_named_and_the_good_ones_stay(row: str, column: str, value: str, reason: str) -> None:
    articles, refused = read(row, GOOD)

    assert [article.sku for article in articles] == ["SLIP"]
    assert refused == (Refusal(2, column, value, reason),)


def test_two_rows_that_count_one_article_differently_contradict_each_other() -> None:
    articles, refused = read(GOOD, GOOD, GOOD.replace("12", "11"))

    assert [article.count for article in articles] == [12]
    assert refused == (Refusal(4, "in_stock", "11", "contradicts line 2, which says 12"),)


def test_what_is_read_fits_where_it_is_stored() -> None:
    lengths = {name: columns_of(StockRow).c[name].type.length for name in ("sku", "variant", "title")}

    assert lengths == {"sku": 64, "variant": 200, "title": 300}
