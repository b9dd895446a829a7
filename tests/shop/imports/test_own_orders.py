import csv
import io
from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.memory.columns import columns_of
from bot.memory.shop_tables import OrderLineRow, OrderRow
from bot.remedy.money import Money
from bot.shop.imports.found import OrderFound
from bot.shop.imports.own_orders import COLUMNS, read_orders
from bot.shop.imports.reading import read_table
from bot.shop.imports.refusal import Refusal
from bot.shop.orders import Order, OrderLine

HEAD = {
    "order_no": "WL-1",
    "status": "paid",
    "buyer_name": "Ana García",
    "buyer_email": "ana@example.com",
    "postcode": "28013",
    "country": "ES",
    "currency": "EUR",
    "placed_at": "2026-02-12T20:41:05+01:00",
    "sku": "SLIP",
    "title": "Canvas Slip-on",
    "variant": "White / EU 40",
    "qty": "2",
    "unit_price": "49.90",
    "line_discount": "0.00",
    "shipping": "4.90",
    "order_discount": "0.00",
    "total_paid": "104.70",  # 2 x 49.90 + 4.90
    "refunded": "0.00",
}
FURTHER = {"order_no": "WL-1", "sku": "CBL", "title": "Cable", "qty": "1", "unit_price": "9.90", "line_discount": "0.90"}


def read(
    *rows: dict[str, str], columns: tuple[str, ...] = COLUMNS.required + COLUMNS.optional
) -> tuple[tuple[Order, ...], tuple[Refusal, ...]]:
    sheet = io.StringIO()
    writer = csv.DictWriter(sheet, columns, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    found, refused = read_orders(read_table(sheet.getvalue().encode())[1])
    return tuple(one.order for one in found), refused


def refusal(*rows: dict[str, str]) -> Refusal:
    orders, refused = read(*rows)
    assert orders == ()
    (only,) = refused
    return only


def test_an_order_is_read_with_all_it_says() -> None:
    optional = {
        "shipped_at": "2026-02-13T10:00:00+01:00",
        "delivered_at": "2026-02-16T12:00:00+01:00",
        "tracking": "DHL:1 | Correos:2",
        "estimated_delivery_max": "2026-02-26",
        "note": "one,\ntwo",
    }

    orders, refused = read(HEAD | optional | {"total_paid": "113.70"}, FURTHER)  # 104.70 + 9.90 - 0.90

    assert refused == ()
    assert orders == (
        Order(
            number="WL-1",
            platform="own",
            status="paid",
            buyer_name="Ana García",
            email="ana@example.com",
            postcode="28013",
            country="ES",
            currency="EUR",
            placed_at=datetime.fromisoformat("2026-02-12T19:41:05+00:00"),
            lines=(
                OrderLine("SLIP", "Canvas Slip-on", "White / EU 40", 2, Money(4990, "EUR"), Money(0, "EUR")),
                OrderLine("CBL", "Cable", "", 1, Money(990, "EUR"), Money(90, "EUR")),
            ),
            shipping=Money(490, "EUR"),
            discount=Money(0, "EUR"),
            total_paid=Money(11370, "EUR"),
            refunded=Money(0, "EUR"),
            shipped_at=datetime.fromisoformat("2026-02-13T09:00:00+00:00"),
            delivered_at=datetime.fromisoformat("2026-02-16T11:00:00+00:00"),
            estimated_delivery_max=date(2026, 2, 26),
            tracking=("DHL:1", "Correos:2"),
            note="one,\ntwo",
        ),
    )


def test_the_optional_columns_may_be_missing() -> None:
    orders, refused = read(HEAD, columns=COLUMNS.required)

    assert refused == ()
    assert [(order.postcode, order.country, order.tracking, order.delivered_at) for order in orders] == [("", "", (), None)]


def test_a_further_article_is_found_wherever_it_stands() -> None:
    orders, refused = read(
        HEAD | {"total_paid": "113.70"},
        HEAD | {"order_no": "WL-2"},
        FURTHER,  # 2 x 49.90 + 4.90 + 9.90 - 0.90
    )

    assert refused == ()
    assert [(order.number, len(order.lines)) for order in orders] == [("WL-1", 2), ("WL-2", 1)]


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("order_no", "", "is empty"),
        ("order_no", "---", "has neither a letter nor a digit to find the order by"),
        ("order_no", "㎒" * 22, "has 66 characters, at most 64 can be kept"),  # its key is "MHZMHZ…"
        (
            "status",
            "shipped",
            "is none of pending, authorized, partially_paid, paid, partially_refunded, refunded, voided, cancelled",
        ),
        ("buyer_email", "ana", "is not an e-mail address"),
        ("country", "UK", "is not a country code of ISO 3166, like ES or GB"),
        ("currency", "EURO", "is not a currency of ISO 4217, like EUR or USD"),
        ("currency", "XAU", "is not a currency of ISO 4217, like EUR or USD"),
        ("qty", "0", "is not a whole number from 1 to 999999"),
        ("qty", "-1", "is not a whole number from 1 to 999999"),
        ("qty", "1.5", "is not a whole number from 1 to 999999"),
        ("qty", "=1+1", "is not a whole number from 1 to 999999"),
        ("qty", "٢", "is not a whole number from 1 to 999999"),
        ("unit_price", "49.905", "has too many decimals: EUR has 2"),
        ("unit_price", "49,90", "is not an amount; write it with a point and without a sign or separators, like 1039.50"),
        ("unit_price", "1e3", "is not an amount; write it with a point and without a sign or separators, like 1039.50"),
        ("unit_price", "-49.90", "is below zero"),
        ("line_discount", "99.81", "is more than the line: 2 x 49.90 EUR"),
        ("refunded", "", "is empty"),
        ("refunded", "104.71", "is more than the 104.70 that was paid"),
        ("order_discount", "99.81", "is more than the lines come to: 2 x 49.90 - 99.81 discount + 4.90 shipping"),
        (
            "placed_at",
            "2026-02-12T20:41:05",
            "has no offset from UTC; write the one that held in your shop at its end, like 2026-02-12T20:41:05+01:00",
        ),
        ("placed_at", "12.02.2026", "is not a time in ISO 8601; write it like 2026-02-12T20:41:05+01:00"),
        ("placed_at", "0001-01-01T00:00:00+14:00", "is not in the years 2000 to 2099"),
        ("shipped_at", "2026-02-11T20:41:05+01:00", "is before the order was placed"),
        ("estimated_delivery_max", "26/02/2026", "is not a date in ISO 8601; write it like 2026-02-23"),
        ("title", "x" * 301, "has 301 characters, at most 300 can be kept"),
        ("title", "", "is empty"),
    ],
)
def test_a_cell_that_cannot_be_taken_is_named(column: str, value: str, reason: str) -> None:
    assert refusal(HEAD | {column: value}) == Refusal(2, column, value, reason)


def test_every_bad_cell_of_an_order_is_named_at_once() -> None:
    _, refused = read(HEAD | {"qty": "0", "placed_at": "yesterday"}, FURTHER | {"sku": ""})

    assert [(one.line, one.column) for one in refused] == [(2, "qty"), (2, "placed_at"), (3, "sku")]


def test_what_is_refused_is_named_in_the_order_of_the_lines() -> None:
    _, refused = read(HEAD, HEAD | {"order_no": "WL-2", "qty": "0"}, FURTHER | {"qty": "0"}, HEAD | {"order_no": ""})

    assert [(one.line, one.column) for one in refused] == [(3, "qty"), (4, "qty"), (5, "order_no")]


def test_one_bad_row_refuses_its_order_and_no_other() -> None:
    orders, refused = read(HEAD | {"total_paid": "113.70"}, FURTHER | {"qty": "none"}, HEAD | {"order_no": "WL-2"})

    assert [order.number for order in orders] == ["WL-2"]
    assert [(one.line, one.column, one.value) for one in refused] == [(3, "qty", "none")]


def test_a_row_that_cannot_be_split_refuses_the_order_it_names() -> None:
    header = ",".join(COLUMNS.required)
    head = ",".join(HEAD[column] for column in COLUMNS.required)
    content = f"{header}\n{head.replace('paid', 'pending', 1)}\nWL-1,too,short\n".encode()

    found, refused = read_orders(read_table(content)[1])

    assert found == ()
    assert [(one.line, one.column, one.reason[:12]) for one in refused] == [(3, "", "has 3 cells ")]


def test_a_line_is_the_one_an_editor_shows_for_the_cell() -> None:
    # the note of the first order takes three lines, and the title of the second order two before its bad quantity
    _, refused = read(
        HEAD | {"note": "one\ntwo\nthree"},
        HEAD | {"order_no": "WL-2", "title": "Canvas\nSlip-on", "qty": "0"},
    )

    assert [(one.line, one.column) for one in refused] == [(6, "qty")]


def test_a_number_given_twice_refuses_both() -> None:
    assert refusal(HEAD, HEAD | {"buyer_name": "Someone Else"}) == Refusal(
        3,
        "order_no",
        "WL-1",
        "was already given in line 2; further articles of an order leave status, buyer_name, buyer_email, currency, "
        "placed_at, shipping, order_discount, total_paid, refunded empty",
    )


def test_a_further_article_without_its_order_is_refused() -> None:
    assert refusal(FURTHER) == Refusal(2, "status", "", "is empty: the first row of an order carries the order's own columns")


def test_what_belongs_to_the_order_is_not_taken_from_a_further_row() -> None:
    assert refusal(HEAD | {"total_paid": "113.70"}, FURTHER | {"tracking": "DHL:1"}) == Refusal(
        3, "tracking", "DHL:1", "belongs in the first row of the order"
    )


def test_a_total_that_does_not_add_up_is_refused_with_the_arithmetic() -> None:
    head = HEAD | {"order_discount": "10.00", "total_paid": "113.70"}

    assert refusal(head, FURTHER) == Refusal(
        2,
        "total_paid",
        "113.70",
        "does not add up: 2 x 49.90 + 1 x 9.90 - 0.90 - 10.00 discount + 4.90 shipping = 103.70",
    )


@pytest.mark.parametrize(
    ("status", "paid"), [("pending", "0"), ("partially_paid", "50.00"), ("cancelled", "104.70"), ("voided", "0")]
)
def test_an_order_not_paid_in_full_says_what_was_paid_so_far(status: str, paid: str) -> None:
    orders, refused = read(HEAD | {"status": status, "total_paid": paid})

    assert refused == ()
    assert [order.total_paid for order in orders] == [Money.of(paid, "EUR")]


@pytest.mark.parametrize("status", ["paid", "partially_refunded", "refunded"])
def test_an_order_paid_in_full_was_paid_in_full(status: str) -> None:
    assert refusal(HEAD | {"status": status, "total_paid": "104.69"}) == Refusal(
        2, "total_paid", "104.69", "does not add up: 2 x 49.90 + 4.90 shipping = 104.70"
    )


def test_nobody_can_have_paid_more_than_the_order_comes_to() -> None:
    assert refusal(HEAD | {"status": "pending", "total_paid": "104.71"}) == Refusal(
        2, "total_paid", "104.71", "is more than the order comes to: 2 x 49.90 + 4.90 shipping = 104.70"
    )


@pytest.mark.parametrize(
    ("currency", "unit", "total", "minor"),
    [("JPY", "7900", "15800", 15800), ("KWD", "16.905", "33.810", 33810), ("EUR", "49.9", "99.8", 9980)],
)
def test_amounts_have_the_decimals_of_their_currency(currency: str, unit: str, total: str, minor: int) -> None:
    nothing = {"shipping": "0", "line_discount": "0", "order_discount": "0", "refunded": "0"}

    orders, refused = read(HEAD | nothing | {"currency": currency, "unit_price": unit, "total_paid": total})

    assert refused == ()
    assert [order.total_paid for order in orders] == [Money(minor, currency)]


def test_a_formula_in_a_text_is_kept_as_it_is() -> None:
    orders, _ = read(HEAD | {"title": "=1+1"})

    assert [order.lines[0].title for order in orders] == ["=1+1"]


def test_whatever_is_taken_fits_the_columns_it_is_stored_in() -> None:
    longest = {
        "order_no": "9" * 64,
        "buyer_name": "n" * 200,
        "buyer_email": "e" * 308 + "@example.com",
        "postcode": "1" * 32,
        "sku": "s" * 64,
        "title": "t" * 300,
        "variant": "v" * 200,
    }
    stored = {
        "order_no": columns_of(OrderRow).c.number_key,
        "buyer_name": columns_of(OrderRow).c.buyer_name,
        "buyer_email": columns_of(OrderRow).c.email,
        "postcode": columns_of(OrderRow).c.postcode,
        "sku": columns_of(OrderLineRow).c.sku,
        "title": columns_of(OrderLineRow).c.title,
        "variant": columns_of(OrderLineRow).c.variant,
    }

    _, refused = read(HEAD | longest)
    too_long = [read(HEAD | {column: "x" + value})[1] for column, value in longest.items()]

    assert refused == ()
    assert [[one.column for one in refused] for refused in too_long] == [[column] for column in longest]
    assert {column: len(value) for column, value in longest.items()} == {
        column: kept.type.length for column, kept in stored.items()
    }


amounts = st.integers(0, 10**9)


@given(
    lines=st.lists(st.tuples(st.integers(1, 999), amounts, amounts), min_size=1, max_size=5),
    shipping=amounts,
    discount=amounts,
    currency=st.sampled_from(["EUR", "JPY", "KWD"]),
    said=st.integers(-1, 1),
)
def test_an_order_lands_exactly_when_its_figures_agree(
    lines: list[tuple[int, int, int]], shipping: int, discount: int, currency: str, said: int
) -> None:
    lines = [(quantity, unit, min(off, quantity * unit)) for quantity, unit, off in lines]
    goods = sum(quantity * unit - off for quantity, unit, off in lines)
    discount = min(discount, goods)
    total = max(goods - discount + shipping + said, 0)

    def written(minor: int) -> str:
        return str(Money(minor, currency).amount)

    rows = [
        {
            "order_no": "WL-1",
            "sku": "A",
            "title": "A",
            "qty": str(qty),
            "unit_price": written(unit),
            "line_discount": written(off),
        }
        for qty, unit, off in lines
    ]
    rows[0] = (
        HEAD
        | rows[0]
        | {
            "currency": currency,
            "shipping": written(shipping),
            "order_discount": written(discount),
            "total_paid": written(total),
            "refunded": written(0),
        }
    )

    orders, refused = read(*rows)

    if total == goods - discount + shipping:
        assert [order.total_paid.minor for order in orders] == [total]
        assert refused == ()
    else:
        assert orders == ()
        assert [one.column for one in refused] == ["total_paid"]


def test_an_order_is_found_at_the_line_of_its_first_row() -> None:
    sheet = io.StringIO()
    writer = csv.DictWriter(sheet, COLUMNS.required, extrasaction="ignore")
    writer.writeheader()
    writer.writerows([HEAD, HEAD | {"order_no": "WL-2"}])

    found, _ = read_orders(read_table(sheet.getvalue().encode())[1])

    first = found[0].order
    assert found == (OrderFound(2, first), OrderFound(3, replace(first, number="WL-2")))
