"""Case A on the buyer's page, from the first word to the grade, in a real browser against the real house."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.shop_process import ShopFolder

FELL = "I bought the shoes on the 12th and today they're 10% cheaper!"
FAR = 30  # presses of the tab key, after which what is looked for cannot be reached by it


@dataclass(frozen=True)
class Sale:
    """An order of the sample shop whose price fell after it was bought; a test each, since it is put right once."""

    words: str
    back: str

    @property
    def yes(self) -> str:
        return f"Yes, refund {self.back}"


IN_EUROS = Sale("WL-2026-0063, ana.garcia@example.com", "€9.98")
IN_POUNDS = Sale("WL-2026-0061, harriet.cole@example.com", "£7.49")
IN_DOLLARS = Sale("WL-2026-0064, chen.sy@example.com", "$6.40")
IN_DINARS = Sale("WL-2026-0059, bee.l@example.com", "KWD\xa00.540")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, stocked: Path) -> Iterator[str]:
    """The sample shop as anybody starts it, open on a free port until the tests are over."""
    folder = tmp_path_factory.mktemp("shop")
    shutil.copy(stocked, folder)
    with ShopFolder.at(folder).open() as shop:
        yield shop.at.address


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """Held in a hand: there is nothing but a thumb."""
    device = browser.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True, timezone_id="Europe/Berlin", locale="en-GB"
    )
    yield device.new_page()
    device.close()


def send(page: Page, text: str) -> None:
    page.get_by_label("Your message").fill(text)
    page.get_by_label("Your message").press("Enter")


def to_the_offer(page: Page, address: str, sale: Sale) -> None:
    page.goto(address)
    send(page, FELL)
    expect(page.locator(".from-bot .bubble").last).to_contain_text("order number")
    send(page, sale.words)
    page.get_by_role("button", name="Yes, that's right").click()
    expect(page.locator(".offer .headline")).to_have_text(sale.back)


def done(page: Page, sale: Sale) -> None:
    """Every promise of case A is kept, once, and can be seen to be."""
    expect(page.locator(".coupon .code")).to_have_count(1)
    expect(page.locator(".receipt dd")).to_have_text([sale.back, re.compile(r"R-\d+")])
    expect(page.locator(".from-bot", has_text=f"Agreed: {sale.back} back to you and a 5% coupon.")).to_have_count(1)


def reach(page: Page, target: Locator, key: str) -> None:
    """Move the focus there by that key alone."""
    expect(target).to_be_visible()
    for _ in range(FAR):
        if target.evaluate("node => node === document.activeElement"):
            return
        page.keyboard.press(key)
    raise AssertionError("it cannot be reached by keyboard")


def test_case_a_by_keyboard_alone(address: str, page: Page) -> None:
    def press(name: str, key: str = "Shift+Tab", *, exact: bool = True) -> None:
        reach(page, page.get_by_role("button", name=name, exact=exact).first, key)
        page.keyboard.press("Enter")

    page.goto(address)

    press("cheaper!", "Tab", exact=False)
    expect(page.get_by_label("Your message")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".from-bot .bubble").last).to_contain_text("order number")
    page.keyboard.type(IN_DINARS.words)
    page.keyboard.press("Enter")
    press("Yes, that's right")
    press(IN_DINARS.yes)
    done(page, IN_DINARS)
    press("Copy the code")
    press("To tomorrow morning")
    press("Very satisfied", "Tab")

    expect(page.locator(".face.chosen")).to_have_text("Very satisfied")
    expect(page.locator(".from-bot .bubble").last).to_contain_text("good to read")
    expect(page.get_by_label("Your message")).to_be_focused()


def test_case_a_by_touch_on_a_small_phone_with_targets_for_a_thumb(address: str, phone: Page) -> None:
    phone.goto(address)

    phone.get_by_role("button", name="cheaper!").tap()
    phone.get_by_role("button", name="Send", exact=True).tap()
    expect(phone.locator(".from-bot .bubble").last).to_contain_text("order number")
    phone.get_by_role("button", name="Sample orders").tap()
    phone.get_by_role("button", name="WL-2026-0063").tap()
    phone.get_by_role("button", name="Send", exact=True).tap()
    phone.get_by_role("button", name="Yes, that's right").tap()
    phone.get_by_role("button", name=IN_EUROS.yes).tap()
    done(phone, IN_EUROS)
    phone.get_by_role("button", name="To tomorrow morning").tap()
    expect(phone.locator(".face")).to_have_count(7)

    small = phone.locator("button:visible, select:visible, .below a").evaluate_all(
        """targets => targets.filter(target => target.getBoundingClientRect().height < 44).map(target => target.textContent)"""
    )
    assert small == []
    assert phone.evaluate("document.documentElement.scrollWidth") == 360
    phone.get_by_role("button", name="Satisfied", exact=True).tap()
    expect(phone.locator(".from-bot .bubble").last).to_contain_text("good to read")


def test_case_a_with_the_network_cut_twice_and_a_reload(address: str, page: Page) -> None:
    to_the_offer(page, address, IN_POUNDS)
    said = [FELL, IN_POUNDS.words, "Yes, that's right", IN_POUNDS.yes]

    page.context.set_offline(True)
    page.get_by_role("button", name=IN_POUNDS.yes).click()
    expect(page.locator("#notice")).to_contain_text("You're offline.")
    page.context.set_offline(False)
    done(page, IN_POUNDS)
    page.context.set_offline(True)
    send(page, "thank you")
    page.context.set_offline(False)

    expect(page.locator(".from-buyer time")).to_have_count(5)
    expect(page.locator(".from-buyer .bubble")).to_have_text([*said, "thank you"])
    page.reload()
    expect(page.locator(".from-buyer .bubble")).to_have_text([*said, "thank you"])
    done(page, IN_POUNDS)
    assert Axe().run(page).response["violations"] == []


def test_case_a_in_two_tabs_with_the_yes_pressed_in_both(address: str, page: Page, device: BrowserContext) -> None:
    to_the_offer(page, address, IN_DOLLARS)
    other = device.new_page()
    other.goto(address)
    expect(other.get_by_role("button", name=IN_DOLLARS.yes)).to_be_enabled()

    for tab in (page, other):
        tab.get_by_role("button", name=IN_DOLLARS.yes).evaluate("button => button.click()")

    for tab in (page, other):
        done(tab, IN_DOLLARS)


def test_a_call_for_a_person_is_understood_in_every_language_of_the_page(address: str, page: Page) -> None:
    page.goto(address)
    expect(page.locator("#welcome")).to_be_visible()

    for language in page.locator("#language option").evaluate_all("options => options.map(option => option.value)"):
        page.evaluate("localStorage.removeItem('amends.token')")
        page.reload()
        expect(page.locator("#welcome")).to_be_visible()
        page.locator("#language").select_option(language)
        expect(page.locator("html")).to_have_attribute("lang", language.replace("_", "-"))
        page.locator("#person").click()
        expect(page.locator("#keeper")).to_have_class("keeper waiting")
