"""The buyer's page in a real browser, whatever the network and the shop behind it do."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from bot.language.page_script import PAGE
from tests.web.scripted_shop import PAGES, ScriptedShop, scripted_shop

LATER = ("cards.js", "photos.js", "tray.js", "aside.js", "sample.js", "later.css")  # what the first message does not need
RTL_OVERRIDE = "\u202e"
SAMPLE = {
    "now": "2026-02-16T09:12:00+01:00",
    "orders": [
        {
            "number": "WL-2026-0041",
            "email": "ana@example.com",
            "items": "2 × Trail Runner",
            "paid": "84.00 EUR",
            "placed_at": "2026-02-12T18:03:00+01:00",
        },
    ],
}


@pytest.fixture
def shop() -> Iterator[ScriptedShop]:
    with scripted_shop() as shop:
        yield shop


def write(page: Page, text: str) -> None:
    page.get_by_label("Your message").fill(text)
    page.get_by_label("Your message").press("Enter")


def test_every_word_the_page_asks_for_is_declared_and_none_is_idle() -> None:
    sources = "".join(path.read_text() for path in PAGES.iterdir() if path.suffix in {".html", ".js"})
    steps = {f"page.step_{step}" for step in ("apologize", "listen", "explain", "offer", "execute", "review")}
    faults = {f"page.fault_{code}" for code in ("bad_request", "text_too_long")}
    of_the_language = {"page.dataset", "page.lang", "page.dir"}

    asked = set(re.findall(r"\bpage\.[a-z_]+\b(?!\$)", sources)) - {"page.step_", "page.fault_"} - of_the_language

    assert asked | steps | faults == {line.key for line in PAGE}


def test_what_is_loaded_before_the_first_message_comes_from_the_shop_alone_and_weighs_under_60_kb(
    shop: ScriptedShop, page: Page
) -> None:
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url))

    page.goto(shop.url)
    expect(page.locator("#welcome")).to_be_visible()

    paths = {url.removeprefix(shop.url) for url in asked}
    assert all(path.startswith("/") for path in paths)
    assert not paths & {f"/assets/{name}" for name in LATER}
    files = [PAGES / path.removeprefix("/assets/") for path in paths if path.startswith("/assets/")]
    assert len(files) == 10
    assert sum(file.stat().st_size for file in [PAGES / "chat.html", *files]) < 60_000


def test_what_the_buyer_writes_arrives_and_the_reply_is_shown(shop: ScriptedShop, page: Page) -> None:
    page.goto(shop.url)

    with page.expect_response("**/api/chat/messages"):
        write(page, "my shoes are late")
    expect(page.locator(".from-buyer .bubble")).to_have_text("my shoes are late")
    shop.say("Three weeks is a long time.")

    expect(page.locator(".from-bot .bubble")).to_have_text("Three weeks is a long time.")
    assert [post["text"] for post in shop.posts] == ["my shoes are late"]


def test_the_history_is_there_after_a_reload_in_the_same_conversation(shop: ScriptedShop, page: Page) -> None:
    page.goto(shop.url)
    write(page, "hello")
    expect(page.locator(".from-buyer time")).to_have_count(1)
    shop.say("Good morning.")
    expect(page.locator(".from-bot")).to_have_count(1)

    page.reload()

    expect(page.locator(".bubble")).to_have_text(["hello", "Good morning."])
    assert shop.opened == 1


def test_a_pressed_choice_closes_its_choices_and_marks_itself(shop: ScriptedShop, page: Page) -> None:
    shop.say("Which?", buttons=[{"label": "Refund it", "token": "t1"}, {"label": "A coupon", "token": "t2"}])
    page.goto(shop.url)

    page.get_by_role("button", name="Refund it").click()

    expect(page.get_by_role("button", name="A coupon")).to_be_disabled()
    expect(page.get_by_role("button", name="Refund it")).to_have_class("choice chosen")
    expect(page.locator(".from-buyer time")).to_have_count(1)
    assert [post["button"] for post in shop.posts] == ["t1"]


def test_the_choices_of_an_older_message_cannot_be_pressed(shop: ScriptedShop, page: Page) -> None:
    shop.say("Which?", buttons=[{"label": "Refund it", "token": "t1"}])
    page.goto(shop.url)
    expect(page.get_by_role("button", name="Refund it")).to_be_enabled()

    shop.say("A colleague looks at it.")

    expect(page.get_by_role("button", name="Refund it")).to_be_disabled()


def test_a_message_that_is_too_long_stays_in_the_field(shop: ScriptedShop, page: Page) -> None:
    page.goto(shop.url)
    expect(page.locator("#welcome")).to_be_visible()

    write(page, "é" * 4001)

    said = "One message holds 4,000 characters and this one has 4,001. Please send it in shorter parts."
    expect(page.locator("#room")).to_have_text(said)
    expect(page.get_by_label("Your message")).to_have_value("é" * 4001)
    assert shop.posts == []


def test_a_hundred_thousand_characters_stay_in_the_field_and_do_no_harm_in_the_conversation(
    shop: ScriptedShop, page: Page
) -> None:
    shop.say("W" * 100_000, "person", author="W" * 1_000)
    page.goto(shop.url)
    expect(page.locator(".from-person .bubble")).to_have_text("W" * 100_000)

    write(page, "é" * 100_000)

    expect(page.locator("#room")).to_contain_text("this one has 100,000")
    assert shop.posts == []
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_markup_and_direction_marks_in_a_text_do_nothing(shop: ScriptedShop, page: Page) -> None:
    text = f"<img src=x onerror=alert(1)> {RTL_OVERRIDE}<b>42</b>"
    shop.say(text, "person", author=f"{RTL_OVERRIDE}Mei")
    page.goto(shop.url)

    expect(page.locator(".bubble")).to_have_text(text)

    assert page.locator("#log img, #log b").count() == 0
    assert page.locator(".bubble").evaluate("it => getComputedStyle(it).unicodeBidi") == "plaintext"


def test_a_call_for_a_person_is_a_message_and_the_page_says_who_has_the_case(shop: ScriptedShop, page: Page) -> None:
    page.goto(shop.url)

    page.get_by_role("button", name="Talk to a person").click()
    expect(page.locator(".from-buyer time")).to_have_count(1)
    assert [post["text"] for post in shop.posts] == ["I'd like to talk to a person, please."]
    shop.keep(keeper="waiting", step="explain")
    expect(page.locator("#keeper")).to_have_text("A person will answer you here.")
    shop.keep(keeper="person", person="Mei", step="explain")
    shop.say("Hello, I'm Mei.", "person", author="Mei")

    expect(page.locator("#keeper")).to_have_text("Mei is answering you now.")
    expect(page.locator(".from-person .author")).to_have_text("Mei")
    expect(page.locator("#stage-heard")).to_have_text("Step 3 of 6: The reason")
    expect(page.locator("#person")).to_be_hidden()


def test_another_language_is_spoken_all_over_the_page(shop: ScriptedShop, page: Page) -> None:
    page.goto(shop.url)
    expect(page.locator("html")).to_have_attribute("dir", "ltr")

    page.get_by_label("Language").select_option("ar")

    expect(page.locator("html")).to_have_attribute("lang", "ar")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    assert shop.language == "ar"


def test_the_test_shop_offers_its_orders_and_moves_its_clock(shop: ScriptedShop, page: Page) -> None:
    shop.sample = SAMPLE
    page.goto(shop.url)
    expect(page.locator("#story-time")).to_have_text("Test shop: story time Mon, 16 Feb 2026, 09:12")

    page.get_by_role("button", name="WL-2026-0041").click()
    page.get_by_role("button", name="To tomorrow morning").click()

    expect(page.get_by_label("Your message")).to_have_value("WL-2026-0041, ana@example.com")
    expect(page.locator("#story-time")).to_have_text("Test shop: story time Tue, 17 Feb 2026, 09:00")


def test_an_order_to_try_with_is_of_the_day_it_was_in_the_shop(shop: ScriptedShop, page: Page) -> None:
    tokyo = {**SAMPLE["orders"][0], "placed_at": "2026-02-13T03:30:00+09:00"}  # in Berlin, where the device is, still the 12th
    shop.sample = {**SAMPLE, "orders": [tokyo]}

    page.goto(shop.url)

    expect(page.locator(".order-email")).to_have_text("ana@example.com · 13 Feb 2026")


def test_reaching_the_strip_by_keyboard_leaves_the_conversation_where_it_is(shop: ScriptedShop, page: Page) -> None:
    shop.sample = SAMPLE
    for number in range(20):
        shop.say(f"Line {number}")
    page.goto(shop.url)
    expect(page.get_by_text("Line 19")).to_be_in_viewport()
    before = page.evaluate("scrollY")

    page.get_by_label("Your message").focus()
    for _photos_language_tomorrow in range(3):
        page.keyboard.press("Shift+Tab")

    expect(page.locator("#tomorrow")).to_be_focused()
    assert page.evaluate("scrollY") == before > 0


def test_a_real_shop_shows_nothing_of_the_test_shop(shop: ScriptedShop, page: Page) -> None:
    page.goto(shop.url)

    expect(page.locator("#welcome-title")).to_have_text("What happened?")

    expect(page.locator("#strip")).to_be_hidden()
    expect(page.locator("#samples")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/", "/privacy"])
def test_axe_finds_nothing_to_mend(shop: ScriptedShop, page: Page, path: str, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    shop.sample = SAMPLE
    shop.keep(keeper="waiting", step="offer")
    shop.say("it is cheaper now", "buyer")
    shop.say("Which?", buttons=[{"label": "Refund it", "token": "t1"}])
    page.goto(shop.url + path)
    expect(page.locator("html")).to_have_attribute("data-speaks", "")
    if path == "/":
        expect(page.locator(".message")).to_have_count(2)

    found = Axe().run(page)

    assert found.response["violations"] == []
