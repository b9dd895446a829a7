import pytest

from bot.memory.columns import columns_of
from bot.memory.shop_tables import ArticleRow
from bot.remedy.money import Money
from bot.shop.articles import Article
from bot.shop.imports.own_articles import read_articles
from bot.shop.imports.reading import read_table
from bot.shop.imports.recognise import Format
from bot.shop.imports.refusal import Refusal

HEADER = "sku,variant,unit_cost,currency,supplier"
GOOD = "SLIP,White,19.50,USD,Lin Shoes"


def read(*rows: str, header: str = HEADER) -> tuple[tuple[Article, ...], tuple[Refusal, ...]]:
    return read_articles(read_table("\n".join([header, *rows]).encode())[1])


def test_an_article_is_read_with_all_it_says() -> None:
    assert read(GOOD) == ((Article("SLIP", "White", Money(1950, "USD"), "Lin Shoes"),), ())


def test_the_variant_may_be_missing() -> None:
    assert read("SLIP,19.50,USD,Lin Shoes", header="sku,unit_cost,currency,supplier") == (
        (Article("SLIP", "", Money(1950, "USD"), "Lin Shoes"),),
        (),
    )


@pytest.mark.parametrize(
    ("row", "article"),
    [
        ("SLIP,,,,Lin Shoes", Article("SLIP", "", None, "Lin Shoes")),
        ("SLIP,,,EUR,Lin Shoes", Article("SLIP", "", None, "Lin Shoes")),
        ("SLIP,,19.50,EUR,", Article("SLIP", "", Money(1950, "EUR"), "")),
        ("SLIP,,0,EUR,", Article("SLIP", "", Money(0, "EUR"), "")),
        ("SLIP,,,,", Article("SLIP", "", None, "")),
    ],
)
def test_what_is_not_said_stays_unknown(row: str, article: Article) -> None:
    assert read(row) == ((article,), ())


def test_it_is_known_by_its_columns_and_taken_neither_for_stock_nor_for_prices() -> None:
    assert read_table(f"{HEADER}\n{GOOD}\n".encode())[0] is Format.OWN_ARTICLES
    assert read_table(b"sku,in_stock\nS,1\n")[0] is Format.OWN_STOCK
    assert read_table(b"sku,currency,price,seen_at\nS,EUR,1.00,2026-01-05T08:00:00+01:00\n")[0] is Format.OWN_PRICES


@pytest.mark.parametrize(
    ("row", "column", "value", "reason"),
    [
        (GOOD.replace("SLIP", ""), "sku", "", "is empty"),
        (GOOD.replace("USD", ""), "currency", "", "is empty"),
        (GOOD.replace("USD", "dollars"), "currency", "dollars", "is not a currency of ISO 4217, like EUR or USD"),
        (GOOD.replace("19.50", "-1"), "unit_cost", "-1", "is below zero"),
        (GOOD.replace("19.50", "19.505"), "unit_cost", "19.505", "has too many decimals: USD has 2"),
        (GOOD.replace("SLIP", "S" * 65), "sku", "S" * 65, "has 65 characters, at most 64 can be kept"),
        (GOOD.replace("Lin Shoes", "L" * 201), "supplier", "L" * 201, "has 201 characters, at most 200 can be kept"),
    ],
)
def test_a_bad_row_is_named_and_the_good_ones_stay(row: str, column: str, value: str, reason: str) -> None:
    articles, refused = read(row, GOOD)

    assert [article.sku for article in articles] == ["SLIP"]
    assert refused == (Refusal(2, column, value, reason),)


@pytest.mark.parametrize(
    ("first", "second", "refused"),
    [
        (GOOD, GOOD.replace("19.50", "18.00"), Refusal(3, "unit_cost", "18.00", "contradicts line 2, which says 19.50 USD")),
        (GOOD, GOOD.replace("USD", "EUR"), Refusal(3, "unit_cost", "19.50", "contradicts line 2, which says 19.50 USD")),
        (GOOD, GOOD.replace("Lin Shoes", "Rossi"), Refusal(3, "supplier", "Rossi", "contradicts line 2, which says Lin Shoes")),
        ("SLIP,White,,,Lin Shoes", GOOD, Refusal(3, "unit_cost", "19.50", "contradicts line 2, which says nothing of it")),
        ("SLIP,White,19.50,USD,", GOOD, Refusal(3, "supplier", "Lin Shoes", "contradicts line 2, which says nothing of it")),
    ],
)
def test_two_rows_that_say_different_things_of_one_article_contradict_each_other(
    first: str, second: str, refused: Refusal
) -> None:
    assert read(first, second) == (read(first)[0], (refused,))


def test_two_rows_that_say_the_same_are_one_article() -> None:
    assert read(GOOD, GOOD) == read(GOOD)


def test_what_is_read_fits_where_it_is_stored() -> None:
    lengths = {name: columns_of(ArticleRow).c[name].type.length for name in ("sku", "variant", "currency", "supplier")}

    assert lengths == {"sku": 64, "variant": 200, "currency": 3, "supplier": 200}
