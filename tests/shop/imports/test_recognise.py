import pytest

from bot.shop.imports.recognise import Format, recognise
from bot.shop.imports.table import Table, UnreadableError

ORDERS = [
    "order_no",
    "status",
    "buyer_name",
    "buyer_email",
    "currency",
    "placed_at",
    "shipping",
    "order_discount",
    "total_paid",
    "refunded",
    "sku",
    "title",
    "qty",
    "unit_price",
    "line_discount",
]
PRICES = ["sku", "currency", "price", "seen_at"]
PROMOTIONS = ["name", "starts_at", "ends_at", "percent_off", "skus"]


def table(*columns: str) -> Table:
    return Table(columns, ())


@pytest.mark.parametrize(
    ("columns", "format"),
    [
        (ORDERS, Format.OWN_ORDERS),
        (ORDERS[::-1], Format.OWN_ORDERS),
        ([*ORDERS, "postcode", "something else"], Format.OWN_ORDERS),
        (PRICES, Format.OWN_PRICES),
        ([*PRICES, "variant", "source"], Format.OWN_PRICES),
        (PROMOTIONS, Format.OWN_PROMOTIONS),
    ],
)
def test_a_format_is_known_by_its_columns(columns: list[str], format: Format) -> None:
    assert recognise(table(*columns)) is format


def test_all_missing_columns_are_named_at_once() -> None:
    columns = [column for column in ORDERS if column not in {"currency", "qty"}]

    with pytest.raises(UnreadableError, match=r"^this looks like own orders, but there is no column currency, qty$"):
        recognise(table(*columns))


def test_a_foreign_header_is_answered_with_the_known_ones() -> None:
    with pytest.raises(UnreadableError) as refused:
        recognise(table("Name", "Email"))

    assert str(refused.value) == (
        "the header is none that is known; own orders have the columns order_no, status, buyer_name, buyer_email, currency, "
        "placed_at, shipping, order_discount, total_paid, refunded, sku, title, qty, unit_price, line_discount; own prices "
        "have the columns sku, currency, price, seen_at; own promotions have the columns name, starts_at, ends_at, "
        "percent_off, skus"
    )


def test_half_of_the_columns_are_not_enough_to_be_taken_for_a_format() -> None:
    # as in another platform's order report, which has an SKU and a currency too
    with pytest.raises(UnreadableError, match=r"^the header is none that is known;"):
        recognise(table("sku", "currency", "quantity", "item-price"))


def test_a_column_that_is_there_twice_is_refused_since_nobody_knows_which_counts() -> None:
    with pytest.raises(UnreadableError, match=r"^there is more than one column price$"):
        recognise(table(*PRICES, "price"))


def test_a_column_nobody_reads_may_be_there_twice() -> None:
    assert recognise(table(*PRICES, "extra", "extra")) is Format.OWN_PRICES
