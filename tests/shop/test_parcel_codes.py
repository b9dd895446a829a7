"""The codes for parcel cards: what is drawn is what the link says, in files whose names are safe, listed in a sheet."""

import io
import re
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from bot.shop.parcel_codes import QrFile, codes_for, write_sheet
from bot.shop.parcel_links import ParcelLink

EXPIRES = datetime(2026, 8, 15, 8, 0, tzinfo=UTC)
PAGE = "https://help.example.com/?link=dGhpcyBpcyBubyB0b2tlbiBhdCBhbGwu"
TELEGRAM = "https://t.me/wanderlight_bot?start=dGhpcyBpcyBubyB0b2tlbiBhdCBhbGwu"
SVG = "{http://www.w3.org/2000/svg}"


def link_to(order: str, telegram: str = TELEGRAM) -> ParcelLink:
    return ParcelLink(order, "own", telegram, PAGE, EXPIRES)


def drawing(code: QrFile) -> ElementTree.Element:
    return ElementTree.fromstring(code.drawn())


def dark(svg: ElementTree.Element) -> set[tuple[int, int]]:
    """The modules that are drawn dark, as column and row from the corner of the paper."""
    path = next(one for one in svg.iter(f"{SVG}path") if one.get("class") == "qrline").attrib["d"]
    modules: set[tuple[int, int]] = set()
    column, row = 0, 0
    for command, by, down in re.findall(r"([Mmh])(-?[\d.]+)(?: (-?[\d.]+))?", path):
        if command == "h":
            modules |= {(column + step, row) for step in range(int(by))}
            column += int(by)
        else:
            column = int(by) if command == "M" else column + int(by)
            row = int(float(down)) if command == "M" else row + int(down)
    return modules


def test_what_is_drawn_is_the_code_of_the_link_inside_its_quiet_zone() -> None:
    of_the_link = segno.make_qr(PAGE, error="m", mask=2).matrix

    drawn = dark(drawing(QrFile("1-page.svg", PAGE, "1")))

    assert drawn == {(x + 4, y + 4) for y, row in enumerate(of_the_link) for x, module in enumerate(row) if module}


def test_a_code_has_its_size_for_print_and_is_dark_on_white() -> None:
    svg = drawing(QrFile("1-page.svg", PAGE, "1"))

    modules = len(segno.make_qr(PAGE, error="m", mask=2).matrix) + 2 * 4
    assert (svg.get("width"), svg.get("height")) == (f"{modules * 0.75}mm", f"{modules * 0.75}mm")
    assert [path.get("fill") or path.get("stroke") for path in svg.iter(f"{SVG}path")] == ["#fff", "#000"]


def test_a_code_bears_the_order_as_its_title_whatever_is_in_it() -> None:
    assert drawing(QrFile("1-page.svg", PAGE, "\"<b>&'")).findtext(f"{SVG}title") == "\"<b>&'"


def test_each_link_has_a_code_for_each_way_in() -> None:
    (both,), (page_only,) = codes_for([link_to("WL-1")]), codes_for([link_to("WL-1", telegram="")])

    assert both.page == QrFile("WL-1-page.svg", PAGE, "WL-1")
    assert both.telegram == QrFile("WL-1-telegram.svg", TELEGRAM, "WL-1")
    assert (page_only.page, page_only.telegram) == (both.page, None)


@pytest.mark.parametrize(
    ("order", "name"),
    [
        ("WL-2026-0063", "WL-2026-0063"), ("#1042", "1042"), ("../../etc/passwd", "etc-passwd"), ("C:\\x\x00", "C-x"),
        (" a b ", "a-b"), ("-rf", "rf"), ("订单", "order"), ("订单 7", "7"), ("", "order"),
    ],
)  # fmt: skip
def test_a_file_is_named_after_the_order_as_far_as_that_is_a_name(order: str, name: str) -> None:
    (codes,) = codes_for([link_to(order)])

    assert codes.page.name == f"{name}-page.svg"


def test_no_two_files_are_alike_even_where_case_does_not_count() -> None:
    names = [codes.page.name for codes in codes_for([link_to(one) for one in ("A/1", "a-1", "A 1", "A-1-2")])]

    assert names == ["A-1-page.svg", "a-1-2-page.svg", "A-1-3-page.svg", "A-1-2-2-page.svg"]


@given(st.lists(st.text(max_size=64), max_size=12))
def test_whatever_orders_are_called_their_files_lie_in_the_folder_each_apart(orders: list[str]) -> None:
    names = [code.name for card in codes_for([link_to(one) for one in orders]) for code in (card.page, card.telegram) if code]

    assert all(re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_-]*\.svg", name) and len(name) < 100 for name in names)
    assert len({name.lower() for name in names}) == 2 * len(orders)


def test_the_sheet_has_a_row_a_link() -> None:
    sheet = io.StringIO()

    write_sheet(sheet, [link_to("WL-1"), link_to("WL-2", telegram="")], [])

    assert sheet.getvalue().splitlines() == [
        "order,platform,telegram,page,expires",
        f"WL-1,own,{TELEGRAM},{PAGE},2026-08-15T08:00:00+00:00",
        f"WL-2,own,,{PAGE},2026-08-15T08:00:00+00:00",
    ]


def test_the_sheet_names_the_files_of_the_codes_that_were_drawn() -> None:
    links = [link_to("WL-1"), link_to("WL-2", telegram="")]
    sheet = io.StringIO()

    write_sheet(sheet, links, codes_for(links))

    assert [row.split(",")[5:] for row in sheet.getvalue().splitlines()] == [
        ["telegram_svg", "page_svg"], ["WL-1-telegram.svg", "WL-1-page.svg"], ["", "WL-2-page.svg"],
    ]  # fmt: skip


def test_an_order_that_a_spreadsheet_would_take_for_a_formula_is_marked_as_text() -> None:
    sheet = io.StringIO()

    write_sheet(sheet, [link_to("=1+1")], [])

    assert sheet.getvalue().splitlines()[1].startswith("'=1+1,own,")
