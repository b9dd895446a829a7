from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.remedy.money import Money
from bot.shop.imports.found import Assumptions
from bot.shop.imports.refusal import Refusal
from bot.shop.orders import OrderLine, Untold
from tests.shop.sheets import export, read, rows_of, written

FILE = "ebay_orders.csv"
ORDERS = {one.order.number: one.order for one in read(export(FILE)).orders}
BRITISH = {
    "Ship To Zip": "Post to postcode",
    "Ship To Country": "Post to country",
    "Buyer Zip": "Buyer postcode",
    "Shipping And Handling": "Postage and packaging",
    "Ship By Date": "Dispatch by date",
    "Shipped On Date": "Dispatched on date",
}
MONTH_FIRST = "Feb-14-26"


def in_british() -> list[list[str]]:
    """The same file as an account in the United Kingdom gets it."""
    rows = rows_of(FILE)
    rows[1] = [BRITISH.get(name, name.capitalize()) for name in rows[1]]
    dates = [place for place, name in enumerate(rows[1]) if name.endswith("date")]
    for row in rows[3:]:
        for place, cell in enumerate(row):
            if cell and place in dates:
                month, day, year = cell.split("-")
                row[place] = f"{day}-{month}-{year}"
            row[place] = row[place].replace("$", "£")
    return [["Orders report generated on 01-Mar-26"], ["sep=,"], *rows]


def test_the_row_that_sums_up_an_order_is_no_article() -> None:
    found = ORDERS["07-11038-60092"]

    assert found.lines == (
        OrderLine("SLIP-CNV-WHT-40", "Canvas Slip-on", "White / EU 40", 1, Money(5500, "USD"), Money(0, "USD")),
        OrderLine("WATCH-FIT-BLK", "Fit Watch", "Black", 3, Money(12900, "USD"), Money(0, "USD")),
    )
    assert (found.shipping, found.total_paid, found.email) == (Money(490, "USD"), Money(44690, "USD"), "dana.r@example.com")


def test_an_order_of_one_article_has_one_row() -> None:
    found = ORDERS["07-11001-60001"]

    assert [line.sku for line in found.lines] == ["EAR-BUDS-X2"]
    assert (found.ship_by, found.estimated_delivery_max) == (date(2026, 2, 7), date(2026, 2, 23))
    assert found.tracking == ("00340434000855886673",)
    assert found.untold == {Untold.REFUNDS, Untold.HOUR}


def test_a_day_begins_where_the_shop_is() -> None:
    found = read(export(FILE), Assumptions(shop_zone=ZoneInfo("Europe/Berlin")))

    assert found.orders[0].order.placed_at == datetime(2026, 2, 1, 23, tzinfo=UTC)


def test_the_british_file_tells_the_same_orders_in_pounds() -> None:
    found = read(written(in_british()))

    assert found.refused == ()
    assert {one.order.currency for one in found.orders} == {"GBP"}
    assert [
        (one.order.number, one.order.total_paid.minor, one.order.placed_at, one.order.shipped_at, one.order.postcode)
        for one in found.orders
    ] == [(one.number, one.total_paid.minor, one.placed_at, one.shipped_at, one.postcode) for one in ORDERS.values()]


@pytest.mark.parametrize(("said", "currency"), [("", "USD"), ("AUD", "AUD"), ("EUR", "USD")])
def test_a_dollar_is_the_one_that_is_said(said: str, currency: str) -> None:
    assert {one.order.currency for one in read(export(FILE), Assumptions(currency=said)).orders} == {currency}


def test_the_frame_and_the_footer_are_no_orders() -> None:
    found = read(export(FILE))

    assert (len(found.orders), found.refused) == (14, ())


def test_an_order_of_which_only_the_sum_is_told_is_refused() -> None:
    rows = [row for row in rows_of(FILE) if not (len(row) > 23 and row[1] == "07-11038-60092" and row[23])]

    found = read(written(rows))

    assert found.refused == (Refusal(5, "Item Title", "", "is empty, and so it is in every row of the order"),)
    assert len(found.orders) == 13
