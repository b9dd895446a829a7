from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.remedy.money import Money
from bot.shop.imports.found import Assumptions
from bot.shop.imports.refusal import Refusal
from bot.shop.orders import OrderLine, Standing
from tests.shop.sheets import export, read, rows_of, written

FILE = "tiktok_orders.csv"
LONDON = Assumptions(ZoneInfo("Europe/London"))
ORDERS = {one.order.number: one.order for one in read(export(FILE), LONDON).orders}


def test_what_both_took_off_an_article_is_added_up() -> None:
    found = ORDERS["576460752310208547"]

    assert found.lines[0] == OrderLine("LAMP-CLIP-01", "Clip Lamp", "Warm white", 3, Money(1790, "GBP"), Money(269, "GBP"))
    assert found.lines[1].variant == ""  # "Default" is none


def test_amounts_of_the_order_are_counted_once() -> None:
    found = ORDERS["576460752310219561"]

    assert (found.shipping, found.total_paid, found.refunded) == (Money(0, "GBP"), Money(16695, "GBP"), Money(448, "GBP"))


def test_a_discount_on_the_order_may_be_more_than_its_first_line() -> None:
    assert ORDERS["576460752310219561"].lines[0].discount == Money(1855, "GBP")


def test_a_cancelled_order_is_unsettled() -> None:
    found = ORDERS["576460752310247096"]

    assert (found.status, found.standing) == ("Canceled", Standing.UNSETTLED)


def test_the_day_of_delivery_is_known() -> None:
    assert ORDERS["576460752310203040"].delivered_at == datetime(2026, 2, 18, 16, 14, 53, tzinfo=UTC)


def test_the_row_that_explains_the_columns_may_be_missing() -> None:
    rows = rows_of(FILE)

    found = read(written([rows[0], *rows[2:]]), LONDON)

    assert [one.order for one in found.orders] == list(ORDERS.values())


def test_two_parcels_of_an_order_are_both_known() -> None:
    rows = rows_of(FILE)
    rows[4][rows[0].index("Tracking ID")] = "RM1\t"

    found = read(written(rows), LONDON)

    assert found.orders[1].order.tracking == ("Cainiao Standard:LP00000211729103", "Cainiao Standard:RM1")


@pytest.mark.parametrize("number", ["5.76E+17", "5,76E+17"])
def test_a_number_that_a_spreadsheet_shortened_is_refused(number: str) -> None:
    rows = rows_of(FILE)
    rows[2][0] = number

    found = read(written(rows), LONDON)

    assert found.refused == (
        Refusal(
            3,
            "Order ID",
            number,
            "was shortened by a spreadsheet and is no order number any more; import the file as it was downloaded",
        ),
    )
    assert len(found.orders) == 12
