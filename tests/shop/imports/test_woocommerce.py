"""Both of WooCommerce's files: what its REST API gives, and the download of its Analytics."""

import json
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.remedy.money import Money
from bot.shop.imports.found import Assumptions
from bot.shop.imports.refusal import Refusal
from bot.shop.orders import OrderLine, Standing, Untold
from tests.shop.sheets import export, read, rows_of, written

REST, ANALYTICS = "woocommerce_orders.json", "woocommerce_analytics.csv"
BERLIN = Assumptions(ZoneInfo("Europe/Berlin"))
ORDERS = {one.order.number: one.order for one in read(export(REST), BERLIN).orders}
FOUND = {one.order.number: one for one in read(export(ANALYTICS), BERLIN).orders}
GIVEN: list[dict[str, Any]] = json.loads(export(REST))


def only(number: str, **fields: object) -> bytes:
    return json.dumps([order | fields for order in GIVEN if order["number"] == number]).encode()


def test_the_worth_of_a_line_becomes_the_price_of_a_piece_and_what_was_taken_off() -> None:
    assert ORDERS["5013"].lines == (
        OrderLine("LAMP-CLIP-01", "Clip Lamp - Warm white", "Warm white", 2, Money(6400, "KWD"), Money(640, "KWD")),
        OrderLine("CBL-USBC-2M", "USB-C Cable 2 m", "", 4, Money(3350, "KWD"), Money(670, "KWD")),
    )


@pytest.mark.parametrize(("with_tax", "price"), [(True, 11900), (False, 10000)])
def test_a_price_is_with_tax_where_the_shops_prices_are(with_tax: bool, price: int) -> None:
    line = GIVEN[0]["line_items"][0] | {"subtotal": "100.00", "subtotal_tax": "19.00", "total": "100.00", "total_tax": "19.00"}

    (found,) = read(only("5012", line_items=[line], prices_include_tax=with_tax, total="119.00")).orders

    assert found.order.lines[0].unit_price == Money(price, "EUR")


def test_the_first_parcel_is_the_shipment_and_all_are_known() -> None:
    parcels = [
        {"tracking_provider": "DHL", "tracking_number": "2", "date_shipped": "1770210707"},
        {"custom_tracking_provider": "Own van", "tracking_provider": "", "tracking_number": "1", "date_shipped": 1770124307},
    ]

    (found,) = read(only("5012", meta_data=[{"key": "_wc_shipment_tracking_items", "value": parcels}])).orders

    assert found.order.shipped_at == datetime(2026, 2, 3, 13, 11, 47, tzinfo=UTC)
    assert found.order.tracking == ("DHL:2", "Own van:1")


def test_refunds_are_below_zero_and_added_up() -> None:
    (found,) = read(only("5015", refunds=[{"total": "-16.00"}, {"total": "-4.50"}])).orders

    assert found.order.refunded == Money(2050, "USD")


def test_times_without_an_offset_are_utc_if_they_say_gmt_and_else_of_the_shop() -> None:
    (there,) = read(only("5012", date_created_gmt=None), BERLIN).orders

    assert there.order.placed_at == ORDERS["5012"].placed_at == datetime(2026, 2, 2, 10, 8, 47, tzinfo=UTC)
    assert there.order.as_of == datetime(2026, 2, 2, 10, 8, 47, tzinfo=UTC)


@pytest.mark.parametrize(
    ("number", "standing"), [("5024", Standing.UNSETTLED), ("5025", Standing.UNSETTLED), ("5012", Standing.PAID)]
)
def test_cancelled_and_held_orders_are_unsettled(number: str, standing: Standing) -> None:
    assert ORDERS[number].standing is standing


def test_one_order_alone_is_read_too() -> None:
    assert [one.order.number for one in read(json.dumps(GIVEN[0])).orders] == ["5012"]


def test_an_order_without_articles_has_no_lines() -> None:
    assert read(only("5012", line_items=[])).orders[0].order.lines == ()


def test_an_order_that_is_there_twice_is_refused_since_its_articles_would_be_too() -> None:
    found = read(json.dumps([GIVEN[0], GIVEN[1], GIVEN[0]]))

    assert found.refused == (Refusal(1, "number", "5012", "was already given in line 1"),)
    assert [one.order.number for one in found.orders] == ["5013"]


def test_what_no_database_keeps_is_taken_out_of_a_text() -> None:
    (found,) = read(only("5012", customer_note="a\0b\ud83d")).orders

    assert found.order.note == "ab?"


@pytest.mark.parametrize(
    ("fields", "column", "value", "reason"),
    [
        ({"total": "free"}, "total", "free", "is not an amount, like 1039.50 or $1,039.50"),
        ({"total": None}, "total", "", "is empty"),
        ({"status": {"is": "odd"}}, "status", "", "is empty"),
        ({"currency": 7}, "currency", "7", "is not a currency of ISO 4217, like EUR or USD"),
        ({"line_items": [{"name": "Lamp", "quantity": 0, "subtotal": "1", "total": "1"}]}, "line_items.quantity", "0",
         "is not a whole number from 1 to 999999"),
    ],
)  # fmt: skip
def test_a_field_that_cannot_be_taken_refuses_its_order_alone(
    fields: dict[str, object], column: str, value: str, reason: str
) -> None:
    content = json.dumps([GIVEN[0] | fields, GIVEN[1]], indent=1)

    found = read(content)

    assert found.refused == (Refusal(2, column, value, reason),)
    assert [one.order.number for one in found.orders] == ["5013"]


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        ("[]", 1, "the list of orders is empty"),
        ('[{"number": "1"}]', 1, "this is JSON, but not the list of orders that WooCommerce gives"),
        ("[[", 1, "this is JSON that breaks off or goes wrong in this line: Expecting value"),
        ('[{},\n{"number": 1', 2, "this is JSON that breaks off or goes wrong in this line: Expecting ',' delimiter"),
        ("[{}\n{}]", 2, "this is JSON that breaks off or goes wrong in this line: something stands between two orders"),
        ("[{},", 1, "this is JSON that breaks off or goes wrong in this line: the list has no end"),
        ("[" * 100_000, 1, "this is JSON, but not the list of orders that WooCommerce gives"),
    ],
)
def test_other_json_is_refused_in_one_sentence(content: str, line: int, reason: str) -> None:
    assert read(content).refused == (Refusal(line, "", "", reason),)


def test_the_download_of_analytics_tells_titles_and_net_sales_only() -> None:
    found = FOUND["5017"]
    nothing = Money(0, "EUR")

    assert found.net_sales == Money(41670, "EUR")
    assert found.order.lines == (
        OrderLine("", "Trail Runner Shoe - Black / EU 42", "Black / EU 42", 3, nothing, nothing),
        OrderLine("", "Buds X2 Earphones", "", 3, nothing, nothing),
    )
    assert found.order.untold == {Untold.PRICES, Untold.TOTAL, Untold.REFUNDS, Untold.PARCELS}


def test_the_download_is_known_by_its_rows_when_its_names_are_in_another_language() -> None:
    rows = rows_of(ANALYTICS)
    rows[0] = [
        "Datum",
        "Bestellung",
        "Umsatz",
        "Status",
        "Kunde",
        "Kundentyp",
        "Artikel",
        "Anzahl",
        "Gutschein",
        "Netto",
        "Herkunft",
    ]

    assert [one.order for one in read(written(rows), BERLIN).orders] == [one.order for one in FOUND.values()]


def test_the_older_download_has_no_attribution_and_another_name_for_net_sales() -> None:
    rows = [row[:-1] for row in rows_of(ANALYTICS)]
    rows[0][rows[0].index("Net Sales")] = "N. Revenue"

    assert [one.net_sales for one in read(written(rows), BERLIN).orders] == [one.net_sales for one in FOUND.values()]


def test_a_title_with_a_comma_stays_one_article() -> None:
    rows = rows_of(ANALYTICS)[:2]
    rows[1][6] = "1× Lamp, warm, 2 m, 2× Cable"

    (found,) = read(written(rows)).orders

    assert [(line.title, line.quantity) for line in found.order.lines] == [("Lamp, warm, 2 m", 1), ("Cable", 2)]
