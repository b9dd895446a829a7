"""What stands out of a conversation on the buyer's page: offers, coupons, refunds and grades, in any direction of script."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.web.scripted_shop import ScriptedShop, scripted_shop

CODE = "AM-7Q2K-XD4H-9WPC-3TRM"
GRADES = (
    *("Very dissatisfied", "Dissatisfied", "Rather dissatisfied"),
    *("In between", "Rather satisfied", "Satisfied", "Very satisfied"),
)


@pytest.fixture
def shop() -> Iterator[ScriptedShop]:
    with scripted_shop() as shop:
        yield shop


def card(kind: str, headline: str = "", code: str = "", note: str = "") -> dict[str, str]:
    return {"kind": kind, "headline": headline, "code": code, "note": note}


def offer(shop: ScriptedShop, *buttons: tuple[str, str]) -> None:
    shown = [{"label": label, "kind": kind} for kind, label in buttons]
    shop.say("I'd like to give you €9.98 back.", card=card("offer", "€9.98", note="the way you paid"), buttons=shown)


def coupon(shop: ScriptedShop) -> None:
    copy = {"label": "Copy the code", "kind": "copy", "value": CODE}
    shop.say(f"Your coupon is {CODE}.", card=card("coupon", "5%", CODE, "until May 17"), buttons=[copy])


def ask_for_a_grade(shop: ScriptedShop) -> None:
    faces = [{"label": label, "kind": "grade", "value": str(grade)} for grade, label in enumerate(GRADES, 1)]
    shop.say("How satisfied are you?", card=card("grade"), buttons=faces)


def test_an_offer_is_a_card_with_its_amount_and_what_comes_with_it(shop: ScriptedShop, page: Page) -> None:
    offer(shop, ("accept", "Yes, refund it"))

    page.goto(shop.url)

    expect(page.locator(".offer .headline")).to_have_text("€9.98")
    expect(page.locator(".offer .beneath")).to_have_text("the way you paid")
    expect(page.locator(".offer .bubble")).to_have_text("I'd like to give you €9.98 back.")


@pytest.mark.parametrize(
    ("buttons", "wide", "plain"),
    [
        ([("accept", "Yes"), ("decline", "No"), ("person", "A person")], ["Yes", "No"], ["A person"]),
        (
            [("accept", "Yes"), ("accept", "Coupon"), ("decline", "No"), ("person", "A person")],
            ["Yes", "Coupon"],
            ["No", "A person"],
        ),
    ],
)
def test_two_choices_of_an_offer_are_wide_and_the_rest_are_plain_words(
    shop: ScriptedShop, page: Page, buttons: list[tuple[str, str]], wide: list[str], plain: list[str]
) -> None:
    offer(shop, *buttons)

    page.goto(shop.url)

    expect(page.locator(".offer .choices > .choice")).to_have_text(wide)
    expect(page.locator(".offer .plainly")).to_have_text(plain)


def test_what_a_card_shows_large_is_not_read_out_twice(shop: ScriptedShop, page: Page) -> None:
    offer(shop, ("accept", "Yes, refund it"))

    page.goto(shop.url)

    expect(page.get_by_role("log")).to_match_aria_snapshot("""
        - log "Conversation":
          - paragraph: Monday, 16 February 2026
          - text: "Automated assistant:"
          - paragraph: I'd like to give you €9.98 back.
          - group "Your choices":
            - button "Yes, refund it"
          - paragraph:
            - time: 09:12
    """)


def test_a_coupon_is_copied_by_one_press_and_nothing_is_sent(shop: ScriptedShop, page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    coupon(shop)
    page.goto(shop.url)

    page.get_by_role("button", name="Copy the code").click()

    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == CODE
    assert shop.posts == []


def test_a_coupon_can_still_be_copied_when_the_conversation_has_gone_on(shop: ScriptedShop, page: Page) -> None:
    coupon(shop)
    shop.say("Anything else?")

    page.goto(shop.url)

    expect(page.get_by_role("button", name="Copy the code")).to_be_enabled()


def test_a_refund_is_a_receipt_with_its_reference(shop: ScriptedShop, page: Page) -> None:
    shop.say("It's refunded.", card=card("refund", "€9.98", "R-1042"))

    page.goto(shop.url)

    expect(page.locator(".receipt dt")).to_have_text(["Refund", "Reference"])
    expect(page.locator(".receipt dd")).to_have_text(["€9.98", "R-1042"])


def test_the_seven_grades_are_faces_that_grow_more_content_with_words_beneath(shop: ScriptedShop, page: Page) -> None:
    ask_for_a_grade(shop)

    page.goto(shop.url)

    expect(page.locator(".face")).to_have_text(list(GRADES))
    mouths = page.locator(".face path").evaluate_all(
        "paths => paths.map(path => Number(path.getAttribute('d').split('q4.5 ')[1].split(' ')[0]))"
    )
    assert mouths == sorted(set(mouths))


def test_a_grade_is_given_by_one_press(shop: ScriptedShop, page: Page) -> None:
    ask_for_a_grade(shop)
    page.goto(shop.url)

    page.get_by_role("button", name="Satisfied", exact=True).click()

    expect(page.locator(".face.chosen")).to_have_text("Satisfied")
    expect(page.locator(".from-buyer time")).to_have_count(1)
    assert [post["button"] for post in shop.posts] == ["Satisfied"]


def test_a_web_address_in_a_text_leads_there_and_nothing_else_does(shop: ScriptedShop, page: Page) -> None:
    said = {
        "See https://shop.example.com/terms.": ["https://shop.example.com/terms"],
        "(http://a.example/?x=1&y=2)": ["http://a.example/?x=1&y=2"],
        "https://a.example/a和https://b.example": ["https://a.example/a", "https://b.example/"],
        "javascript:alert(1) data:text/html,x ftp://a.example www.a.example": [],
        'https://a.example/"><img src=x onerror=alert(1)>': ["https://a.example/"],
    }
    for text in said:
        shop.say(text, "person", author="Mei")

    page.goto(shop.url)

    expect(page.locator(".bubble")).to_have_text(list(said))
    links = "bubbles => bubbles.map(bubble => [...bubble.querySelectorAll('a')].map(link => link.href))"
    assert page.locator(".bubble").evaluate_all(links) == list(said.values())
    expect(page.locator(".bubble img")).to_have_count(0)


def test_a_conversation_in_arabic_runs_from_right_to_left(shop: ScriptedShop, page: Page) -> None:
    shop.language = "ar"
    shop.say("أفهم أن هذا مزعج. ما رقم طلبك؟")
    page.goto(shop.url)
    expect(page.locator("html")).to_have_attribute("dir", "rtl")

    page.get_by_label("رسالتك").fill("WL-2026-0063, ana@example.com")
    page.get_by_label("رسالتك").press("Enter")
    expect(page.locator(".from-buyer time")).to_have_count(1)
    both = [{"label": "نعم، أعيدوا 9.98 €", "kind": "accept"}, {"label": "التحدث إلى شخص", "kind": "person"}]
    shop.say("أقترح أن نعيد إليك 9.98 €.", card=card("offer", "9.98 €", note="مع قسيمة 5٪"), buttons=both)
    page.get_by_role("button", name="نعم، أعيدوا").click()
    expect(page.locator(".from-buyer time")).to_have_count(2)
    coupon(shop)

    code = page.locator(".code")
    expect(code).to_have_text(CODE)
    assert code.evaluate("node => getComputedStyle(node).direction") == "ltr"
    sides = page.evaluate(
        """() => ['.from-bot', '.from-buyer', '.send', '#shop'].map(name => {
            const { left, right } = document.querySelector(name).getBoundingClientRect();
            return left + right > innerWidth ? 'right' : 'left';
        })"""
    )
    assert sides == ["right", "left", "left", "right"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_to_mend_in_cards(shop: ScriptedShop, page: Page, scheme: Any, language: str) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    shop.language = language
    offer(shop, ("accept", "Yes"), ("decline", "No"), ("person", "A person"))
    offer(shop, ("accept", "Yes"), ("accept", "A coupon"), ("person", "A person"))
    shop.say("It's refunded.", card=card("refund", "€9.98", "R-1042"))
    coupon(shop)
    ask_for_a_grade(shop)
    shop.mail = {"address": "a•••@example.com", "agreed": False}
    shop.keep(step="review")
    page.goto(shop.url)
    expect(page.locator(".face")).to_have_count(7)
    expect(page.locator("#mail")).to_be_visible()

    found = Axe().run(page)

    assert found.response["violations"] == []


def test_with_type_twice_as_large_nothing_leaves_the_smallest_screen(shop: ScriptedShop, page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    offer(shop, ("accept", "Yes, refund €9.98"), ("decline", "No, thank you"), ("person", "Talk to a person"))
    shop.say("It's refunded.", card=card("refund", "€9.98", "R-1042"))
    coupon(shop)
    ask_for_a_grade(shop)
    shop.keep(step="review")
    page.goto(shop.url)
    expect(page.locator(".face")).to_have_count(7)

    page.evaluate("document.documentElement.style.fontSize = '200%'")

    assert page.evaluate("document.documentElement.scrollWidth") <= 320
