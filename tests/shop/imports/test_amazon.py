"""Both of Amazon's reports."""

from datetime import UTC, date, datetime

import pytest

from bot.remedy.money import Money
from bot.shop.imports.found import Assumptions
from bot.shop.imports.refusal import Refusal
from bot.shop.orders import OrderLine, Standing, Untold
from tests.shop.sheets import export, read, rows_of

REPORT, ALL = "amazon_order_report.txt", "amazon_all_orders.txt"
ORDERS = {one.order.number: one.order for name in (REPORT, ALL) for one in read(export(name)).orders}


def with_cell(name: str, row: int, column: str, value: str) -> str:
    rows = rows_of(name)
    rows[row][rows[0].index(column)] = value
    return "\n".join("\t".join(cells) for cells in rows)


def test_amounts_for_all_pieces_become_prices_of_one() -> None:
    found = ORDERS["304-2100933-5502157"]

    assert found.lines[1] == OrderLine(
        "LAMP-CLIP-01", "Clip Lamp - Warm white", "Warm white", 2, Money(2100, "USD"), Money(0, "USD")
    )
    assert found.total_paid == Money(30960, "USD")  # 35.00 - 34.40 + 42.00 + 267.00


def test_pieces_that_do_not_divide_the_amount_are_worth_it_to_the_coin() -> None:
    (line, *_) = read(with_cell(REPORT, 1, "item-price", "39.61")).orders[0].order.lines

    assert (line.quantity, line.unit_price, line.discount) == (4, Money(991, "EUR"), Money(3, "EUR"))
    assert line.value == Money(3961, "EUR")


def test_tax_shipping_and_wrapping_are_added_and_promotions_taken_off() -> None:
    found = ORDERS["305-1100313-4400717"]

    assert found.total_paid == Money(21335, "USD")  # 152.00 + 8.66 + 4.90 - 7.60 + 55.00 + 3.14 - 2.75
    assert ORDERS["305-1101252-4402868"].shipping == Money(840, "EUR")  # 4.90 and 3.50 for wrapping


@pytest.mark.parametrize("written", ["7.60", "-7.60"])
def test_a_promotion_is_taken_off_with_either_sign(written: str) -> None:
    found = read(with_cell(REPORT, 2, "item-promotion-discount", written))

    assert found.orders[1].order == ORDERS["305-1100313-4400717"]


def test_yen_may_be_written_with_decimals() -> None:
    assert ORDERS["305-1100939-4402151"].lines[1].unit_price == Money(21900, "JPY")


def test_quotation_marks_are_ordinary_characters() -> None:
    found = read(with_cell(REPORT, 1, "buyer-name", '"Bee" Lindqvist'))

    assert found.orders[0].order.buyer_name == '"Bee" Lindqvist'


def test_the_buyer_and_the_promise_are_in_the_first_row() -> None:
    found = ORDERS["305-1100313-4400717"]

    assert (found.buyer_name, found.email, found.postcode, found.country) == (
        "Priya Venkatramani",
        "priya.v@example.com",
        "570001",
        "IN",
    )
    assert (found.estimated_delivery_max, found.ship_by) == (date(2026, 2, 25), date(2026, 2, 9))
    assert found.untold == {Untold.REFUNDS, Untold.PARCELS}


def test_the_report_of_all_orders_tells_the_state_and_its_time() -> None:
    found = ORDERS["304-2100311-5500719"]

    assert (found.status, found.as_of) == ("Shipped", datetime(2026, 2, 6, 0, 33, 48, tzinfo=UTC))
    assert (found.buyer_name, found.email, found.postcode) == ("", "", "37073")


def test_a_cancelled_order_has_lines_of_no_pieces_in_the_currency_of_its_marketplace() -> None:
    found = ORDERS["304-2104043-5509347"]

    assert [(line.sku, line.quantity, line.unit_price) for line in found.lines] == [
        ("SLIP-CNV-WHT-40", 0, Money(0, "EUR")),
        ("LAMP-CLIP-01", 0, Money(0, "EUR")),
    ]
    assert (found.total_paid, found.standing) == (Money(0, "EUR"), Standing.NOTHING_LEFT)


def test_of_an_unknown_marketplace_the_seller_says_the_currency() -> None:
    elsewhere = with_cell(ALL, -2, "sales-channel", "Non-Amazon")

    assert read(elsewhere).refused[0].reason == "is empty, and the marketplace tells none; say it with --currency"
    assert read(elsewhere, Assumptions(currency="SEK")).orders[-1].order.currency == "SEK"


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("quantity-purchased", "0", "is none of an article that costs something"),
        ("quantity-purchased", "-1", "is not a whole number from 0 to 999999"),
        ("item-price", "", "is empty"),
        ("item-promotion-discount", "99.00", "and the other promotions take off more than the order comes to"),
    ],
)
def test_what_cannot_be_is_refused(column: str, value: str, reason: str) -> None:
    found = read(with_cell(REPORT, 1, column, value))

    assert found.refused == (Refusal(2, column, value, reason),)
    assert len(found.orders) == 15
