from dataclasses import replace
from zoneinfo import ZoneInfo

from bot.memory.shop import Tally
from bot.shop.importing import ReadFile, parts, previewed, read_file, reported
from bot.shop.imports.found import Assumptions, OrderFound
from bot.shop.imports.recognise import Format
from bot.shop.imports.refusal import Refusal

HEADER = (
    b"order_no,status,buyer_name,buyer_email,currency,placed_at,sku,title,qty,unit_price,line_discount,shipping,order_discount,"
    b"total_paid,refunded\n"
)
ORDER = b"WL-1,paid,Ana,ana@example.com,EUR,2026-02-12T20:41:05+01:00,SLIP,Canvas Slip-on,1,49.90,0.00,0.00,0.00,49.90,0.00\n"
PRICE = b"SLIP,EUR,49.90,2026-01-05T08:00:00+01:00\n"


def order(number: int, lines: int) -> OrderFound:
    (found,) = read_file("", HEADER + ORDER).orders
    return OrderFound(number, replace(found.order, number=f"WL-{number}", lines=found.order.lines * lines))


def test_a_file_is_read_by_its_header_whatever_its_name() -> None:
    read = read_file("orders.csv", b"sku,currency,price,seen_at\n" + PRICE)

    assert read.format is Format.OWN_PRICES
    assert [price.sku for price in read.prices] == ["SLIP"]


def test_promotions_are_read() -> None:
    content = b"name,starts_at,ends_at,percent_off,skus\nSale,2026-02-13T00:00:00+01:00,2026-02-14T00:00:00+01:00,10,*\n"

    read = read_file("p.csv", content)

    assert (read.format, [promotion.name for promotion in read.promotions]) == (Format.OWN_PROMOTIONS, ["Sale"])


def test_an_unreadable_file_is_one_refusal() -> None:
    reason = "this is a picture, not a table; save the sheet as CSV (UTF-8) and import that"

    assert read_file("photo.csv", b"\x89PNG\r\n") == ReadFile("photo.csv", refused=(Refusal(1, "", "", reason),))


def test_what_was_said_of_a_file_is_told_with_it() -> None:
    read = read_file("p.csv", b"sku,currency,price,seen_at\n" + PRICE, Assumptions(ZoneInfo("Europe/Berlin"), "USD"))

    assert read.settings == {"time_zone": "Europe/Berlin", "default_currency": "USD"}


def test_a_preview_stores_nothing_and_says_so() -> None:
    report = previewed(read_file("o.csv", HEADER + ORDER))

    assert (report.dry, report.format, report.encoding, len(report.orders)) == (True, "own", "utf-8", 1)


def test_the_rows_of_a_file_are_what_it_fills_in_the_memory() -> None:
    assert ReadFile("o.csv", Format.OWN_ORDERS, orders=(order(1, 3), order(2, 0))).rows == 4


def test_a_part_has_at_most_two_hundred_rows_and_cuts_no_order() -> None:
    read = ReadFile("o.csv", Format.OWN_ORDERS, orders=tuple(order(n, lines=90) for n in range(5)))

    cut = list(parts(read))

    assert [len(part.orders) for part in cut] == [2, 2, 1]
    assert tuple(found for part in cut for found in part.orders) == read.orders


def test_an_order_longer_than_a_part_stands_alone() -> None:
    read = ReadFile("o.csv", Format.OWN_ORDERS, orders=(order(1, 300), order(2, 1), order(3, 300)))

    assert [[found.line for found in part.orders] for part in parts(read)] == [[1], [2], [3]]


def test_prices_are_cut_by_rows() -> None:
    (price,) = read_file("p.csv", b"sku,currency,price,seen_at\n" + PRICE).prices

    cut = list(parts(ReadFile("p.csv", Format.OWN_PRICES, prices=(price,) * 401)))

    assert [len(part.prices) for part in cut] == [200, 200, 1]


def test_a_file_with_nothing_to_land_has_no_parts() -> None:
    assert list(parts(read_file("photo.csv", b"\x89PNG"))) == []


def test_a_report_adds_up_its_parts_and_sorts_the_refusals_by_line() -> None:
    refused = (Refusal(9, "qty", "0", "is not a whole number from 1 to 999999"),)
    read = ReadFile("o.csv", Format.OWN_ORDERS, orders=(order(2, 1), order(4, 1)), refused=refused)

    report = reported(read, [Tally(1, 2, 3), Tally(10, 20, 30, conflicting=("WL-4",))])

    assert (report.file, report.format, report.new, report.updated, report.unchanged) == ("o.csv", "own", 11, 22, 33)
    assert report.refused == (Refusal(4, "currency", "EUR", "the order WL-4 is known in another currency"), *refused)
