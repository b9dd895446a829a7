from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from bot.remedy.money import Money
from bot.shop.imports.refusal import Refusal
from bot.shop.orders import Order, OrderLine, Standing
from tests.shop.sheets import changed, export, read, rows_of, written

FILE = "shopify_orders.csv"
ORDERS = {one.order.number: one.order for one in read(export(FILE)).orders}


def only(number: str, **cells: str) -> Callable[[dict[str, str], int], dict[str, str]]:
    """Change some cells of the first row of an order."""
    done: list[int] = []

    def change(row: dict[str, str], place: int) -> dict[str, str]:
        if row["Name"] != number or done:
            return row
        done.append(place)
        return row | {name.replace("_", " "): value for name, value in cells.items()}

    return change


def order(number: str, content: str) -> Order:
    return next(one.order for one in read(content).orders if one.order.number == number)


def test_an_order_has_the_columns_of_its_first_row_and_the_articles_of_all() -> None:
    found = ORDERS["#1002"]

    assert found.lines == (
        OrderLine("LAMP-CLIP-01", "Clip Lamp - Warm white", "Warm white", 2, Money(2100, "USD"), Money(210, "USD")),
        OrderLine("WATCH-FIT-BLK", "Fit Watch - Black", "Black", 1, Money(12900, "USD"), Money(645, "USD")),
    )
    assert (found.shipping, found.discount, found.total_paid) == (Money(490, "USD"), Money(0, "USD"), Money(16735, "USD"))
    assert (found.email, found.postcode, found.country) == ("priya.v@example.com", "570001", "IN")
    assert found.shipped_at == datetime(2026, 2, 5, 1, 5, 23, tzinfo=UTC)


def test_a_gift_belongs_to_who_paid_for_it() -> None:
    assert ORDERS["#1010"].buyer_name == "유하린"


def test_the_apostrophe_that_keeps_a_postcode_is_no_part_of_it() -> None:
    assert (ORDERS["#1001"].postcode, ORDERS["#1009"].postcode) == ("37073", "H91 0000")


@pytest.mark.parametrize(
    ("number", "standing"),
    [
        ("#1001", Standing.PAID),
        ("#1004", Standing.PAID),  # refunded in part
        ("#1015", Standing.NOTHING_LEFT),  # pending
        ("#1017", Standing.NOTHING_LEFT),  # refunded
        ("#1018", Standing.NOTHING_LEFT),  # voided
    ],
)
def test_the_state_of_the_money_is_told(number: str, standing: Standing) -> None:
    assert ORDERS[number].standing is standing


def test_a_row_without_a_name_goes_on_with_the_order_above() -> None:
    rows = rows_of(FILE)
    for row in rows[2:]:
        if row[0] == "#1002" and not row[2]:
            row[0] = row[1] = ""

    assert order("#1002", written(rows)) == ORDERS["#1002"]


def test_a_cancelled_order_whose_money_is_still_here_is_cancelled() -> None:
    rows = rows_of(FILE)
    cancelled = [[*row, "Cancelled at" if place == 0 else "2026-02-20 10:00:00 +0100"] for place, row in enumerate(rows)]

    statuses = {one.order.number: one.order.status for one in read(written(cancelled)).orders}

    assert (statuses["#1001"], statuses["#1017"]) == ("cancelled/fulfilled", "refunded/fulfilled")


def test_an_order_that_is_there_twice_is_refused_since_its_articles_would_be_too() -> None:
    rows = rows_of(FILE)

    found = read(written([*rows, rows[1]]))

    assert [(one.column, one.value, one.reason) for one in found.refused] == [("Name", "#1001", "was already given in line 2")]
    assert len(found.orders) == 17


@pytest.mark.parametrize("missing", ["Lineitem sku", "Lineitem discount", "Email", "Fulfilled at", "Notes", "Refunded Amount"])
def test_a_column_that_is_missing_is_only_not_told(missing: str) -> None:
    rows = rows_of(FILE)
    place = rows[0].index(missing)

    found = read(written([row[:place] + row[place + 1 :] for row in rows]))

    assert (len(found.orders), found.refused) == (18, ())


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("Total", "free", "is not an amount, like 1039.50 or $1,039.50"),
        ("Currency", "XXY", "is not a currency of ISO 4217, like EUR or USD"),
        ("Created_at", "soon", "is not a time, like 2026-02-12 20:41:05"),
        ("Lineitem_price", "", "is empty"),
        ("Email", "nobody", "is not an e-mail address"),
    ],
)
def test_a_cell_that_cannot_be_taken_refuses_its_order_alone(column: str, value: str, reason: str) -> None:
    found = read(changed(FILE, only("#1001", **{column: value})))

    assert found.refused == (Refusal(2, column.replace("_", " "), value, reason),)
    assert ORDERS.keys() - {one.order.number for one in found.orders} == {"#1001"}
