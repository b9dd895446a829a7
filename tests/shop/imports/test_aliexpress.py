from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from python_calamine import CalamineWorkbook

from bot.remedy.money import Money
from bot.shop.imports.found import Assumptions
from bot.shop.imports.refusal import Refusal
from bot.shop.orders import OrderLine, Standing, Untold
from tests.shop.sheets import EXPORTS, export, read, row, written, xlsx

FILE = "aliexpress_orders.xls"
ORDERS = {one.order.number: one.order for one in read(export(FILE)).orders}
ROWS = [[str(cell) for cell in row] for row in CalamineWorkbook.from_path(EXPORTS / FILE).get_sheet_by_index(0).to_python()]
ARTICLES = 10


def with_articles(cell: str) -> str:
    return written([ROWS[0], [*ROWS[1][:ARTICLES], cell, *ROWS[1][ARTICLES + 1 :]]])


def test_the_articles_of_a_cell_become_lines_without_prices() -> None:
    nothing = Money(0, "USD")

    assert ORDERS["8183412345686819"].lines == (
        OrderLine("CBL-USBC-2M", "USB-C Cable 2 m", "", 2, nothing, nothing),
        OrderLine("BOOT-ALP-BRN-43", "Alpine Boot", "Brown EU 43", 2, nothing, nothing),
    )
    assert ORDERS["8183412345686819"].untold == {Untold.PRICES, Untold.REFUNDS}
    assert ORDERS["8183412345686819"].standing is Standing.UNSETTLED


def test_two_parcels_are_both_known() -> None:
    assert ORDERS["8183412345726414"].tracking == ("Japan Post:EJ574181402JP", "4PX:4PX3000123456789CN")


def test_amounts_and_days_of_the_order_are_told() -> None:
    found = ORDERS["8183412345702657"]

    assert (found.discount, found.shipping, found.total_paid) == (Money(300, "USD"), Money(0, "USD"), Money(50200, "USD"))
    assert (found.postcode, found.country, found.ship_by) == ("13560-000", "BR", date(2026, 2, 11))


def test_times_are_those_of_the_platform_unless_others_are_said() -> None:
    here = read(export(FILE), Assumptions(ZoneInfo("Asia/Shanghai"), "EUR", ZoneInfo("Europe/Berlin"))).orders[0].order

    assert ORDERS["8183412345678900"].placed_at == datetime(2026, 2, 2, 11, 39, tzinfo=UTC)
    assert here.placed_at == datetime(2026, 2, 1, 19, 39, tzinfo=UTC)
    assert here.total_paid == Money(6400, "EUR")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_the_file_saved_as_csv_tells_the_same(encoding: str) -> None:
    found = read(written(ROWS).encode(encoding))

    assert [one.order for one in found.orders] == list(ORDERS.values())


def test_the_file_saved_as_a_new_workbook_tells_the_same() -> None:
    found = read(xlsx("".join(row(number, *cells) for number, cells in enumerate(ROWS, 1))))

    assert (found.encoding, [one.order for one in found.orders]) == ("xlsx", list(ORDERS.values()))


@pytest.mark.parametrize("name", ["产品信息", "产品信息_（双击单元格展开所有产品信息！）"])
def test_the_line_break_in_a_name_may_have_become_something_else(name: str) -> None:
    rows = [[*ROWS[0][:ARTICLES], name, *ROWS[0][ARTICLES + 1 :]], *ROWS[1:]]

    assert len(read(written(rows)).orders) == 14


def test_an_article_may_have_no_number_of_the_seller_and_brackets_of_its_own() -> None:
    (found,) = read(with_articles("【1】 Lamp (warm, 【new】) \n(产品属性:Red (dark)) \n(产品数量:2 pieces) \n")).orders

    assert [(line.title, line.variant, line.sku, line.quantity) for line in found.order.lines] == [
        ("Lamp (warm, 【new】)", "Red (dark)", "", 2)
    ]


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("two lamps", "does not list the articles as 【1】 title (商家编码:…) (产品数量:…)"),
        ("【1】 Lamp \n(商家编码:L) \n", "has an article without a title or a number of pieces"),
        ("【1】 Lamp \n(产品数量:0 piece) \n", "has an article without a title or a number of pieces"),
    ],
)
def test_a_cell_that_lists_no_articles_is_refused(cell: str, reason: str) -> None:
    found = read(with_articles(cell))

    assert [(one.column.split()[0], one.value, one.reason) for one in found.refused] == [("产品信息", cell.strip(), reason)]


def test_an_order_that_is_there_twice_is_refused() -> None:
    found = read(written([*ROWS, ROWS[1]]))

    assert [(one.column, one.reason) for one in found.refused] == [("订单号", "was already given in line 3")]
    assert len(found.orders) == 13


def test_in_a_workbook_a_line_is_a_row_of_the_sheet() -> None:
    assert [one.line for one in read(export(FILE)).orders[:3]] == [2, 3, 4]


def test_a_bad_cell_is_refused_at_its_place() -> None:
    rows = [[*row] for row in ROWS[:2]]
    rows[1][8] = "many"

    assert read(written(rows)).refused[0] == Refusal(3, "订单金额", "many", "is not an amount, like 1039.50 or $1,039.50")
