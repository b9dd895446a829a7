"""A parcel card from end to end: printed beside the open shop by the command, read by a phone's browser, used once."""

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.shop_process import CLONE, OpenShop, ShopFolder

HERE = "I have your order WL-2026-0063 in front of me: 2 × Canvas Slip-on. What happened? A few words are enough."


@pytest.fixture
def open_shop(tmp_path: Path) -> Iterator[OpenShop]:
    shutil.copy(CLONE / "bot" / "sample" / "orders.csv", tmp_path)
    with ShopFolder.at(tmp_path).open() as shop:
        yield shop


@pytest.fixture
def link(open_shop: OpenShop) -> str:
    """The page's link on the card for the canvas shoes."""
    code, _, complaint = open_shop.at.do("links", "orders.csv", "--out", "links.csv", "--svg", "cards")
    assert (code, complaint) == (0, "")
    with (open_shop.at.folder / "links.csv").open(encoding="utf-8") as sheet:
        return next(row["page"] for row in csv.DictReader(sheet) if row["order"] == "WL-2026-0063")


def test_a_card_leads_to_its_order_and_the_address_bar_forgets_the_token_at_once(link: str, page: Page) -> None:
    page.goto(link)

    assert page.url == link.partition("?")[0]
    expect(page.get_by_text(HERE)).to_be_visible()
    assert page.locator(".from-buyer").count() == 0


def test_a_card_that_was_used_still_lets_its_finder_write(link: str, page: Page, browser: Browser) -> None:
    page.goto(link)
    expect(page.get_by_text(HERE)).to_be_visible()
    other = browser.new_context(locale="en-GB").new_page()

    other.goto(link)
    other.get_by_label("Your message").fill("It got cheaper after I bought it")
    other.get_by_label("Your message").press("Enter")

    expect(other.get_by_text("What's your order number? Then I can look it up.")).to_be_visible()
    expect(other.get_by_text(HERE)).to_have_count(0)
    other.context.close()


def test_the_same_phone_may_open_its_card_again(link: str, page: Page) -> None:
    page.goto(link)
    expect(page.get_by_text(HERE)).to_be_visible()

    page.goto(link)

    expect(page.get_by_text(HERE)).to_be_visible()
    expect(page.get_by_text(HERE)).to_have_count(1)
