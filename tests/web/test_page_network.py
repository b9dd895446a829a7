"""The buyer's page when the network, the shop or the buyer's other devices do what they like."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.web.scripted_shop import ScriptedShop, scripted_shop


@pytest.fixture
def shop() -> Iterator[ScriptedShop]:
    with scripted_shop() as shop:
        yield shop


def write(page: Page, text: str) -> None:
    page.get_by_label("Your message").fill(text)
    page.get_by_label("Your message").press("Enter")


def opened(page: Page, url: str) -> None:
    """The page with its stream open, so that whatever the shop says from now on is heard."""
    with page.expect_response("**/api/chat/events*"):
        page.goto(url)


def test_messages_written_offline_go_out_once_and_in_order(shop: ScriptedShop, page: Page) -> None:
    page.goto(shop.url)
    expect(page.locator("#log")).to_have_attribute("aria-busy", "false")
    page.context.set_offline(True)

    for text in ("one", "two", "three"):
        write(page, text)
    expect(page.locator("#notice")).to_have_text("You're offline. What you write waits here and goes out by itself.")
    assert shop.posts == []
    page.context.set_offline(False)

    expect(page.locator(".from-buyer time")).to_have_count(3)
    assert [post["text"] for post in shop.posts] == ["one", "two", "three"]
    expect(page.locator("#notice")).to_be_empty()


def test_messages_that_wait_are_there_after_a_reload_and_go_out_in_order(
    shop: ScriptedShop, page: Page, device: BrowserContext
) -> None:
    page.goto(shop.url)
    expect(page.locator("#log")).to_have_attribute("aria-busy", "false")
    device.route(re.compile("/api/"), lambda route: route.abort())
    for text in ("one", "two"):
        write(page, text)

    page.reload()

    expect(page.locator(".from-buyer .bubble")).to_have_text(["one", "two"])
    device.unroute_all()
    expect(page.locator(".from-buyer time")).to_have_count(2)
    assert [post["text"] for post in shop.posts] == ["one", "two"]


def test_a_network_cut_twice_loses_nothing_and_repeats_nothing(shop: ScriptedShop, page: Page) -> None:
    opened(page, shop.url)

    for text in ("one", "two"):
        page.context.set_offline(True)
        write(page, text)
        shop.say(f"Before {text}.")
        page.context.set_offline(False)
        expect(page.get_by_text(f"Before {text}.")).to_be_visible()
        expect(page.locator(".from-buyer", has_text=text).locator("time")).to_have_count(1)

    expect(page.locator(".bubble")).to_have_text(["Before one.", "one", "Before two.", "two"])
    assert [post["text"] for post in shop.posts] == ["one", "two"]


def test_two_tabs_show_the_same_conversation_and_send_once(shop: ScriptedShop, page: Page, device: BrowserContext) -> None:
    opened(page, shop.url)
    other = device.new_page()
    opened(other, shop.url)

    write(page, "from here")
    expect(other.locator(".from-buyer .bubble")).to_have_text("from here")
    write(other, "from there")
    expect(page.locator(".from-buyer time")).to_have_count(2)
    shop.say("To both.")

    for tab in (page, other):
        expect(tab.locator(".bubble")).to_have_text(["from here", "from there", "To both."])
    assert [post["text"] for post in shop.posts] == ["from here", "from there"]
    assert shop.opened == 1


def test_a_message_whose_answer_was_lost_is_sent_again_as_the_same_message(shop: ScriptedShop, page: Page) -> None:
    shop.answers_to_lose = 1
    page.goto(shop.url)

    write(page, "refund me")

    expect(page.locator(".from-buyer time")).to_have_count(1)
    first, second = shop.posts
    assert first == second


def test_a_forgotten_conversation_is_opened_anew_and_takes_what_was_not_sent(shop: ScriptedShop, page: Page) -> None:
    shop.say("How shall we put it right?", buttons=[{"label": "Refund it", "token": "t1"}])
    opened(page, shop.url)
    expect(page.get_by_role("button", name="Refund it")).to_be_enabled()
    shop.opened, shop.messages = 7, []

    page.get_by_role("button", name="Refund it").click()

    expect(page.locator(".bubble")).to_have_text(["Refund it"])
    expect(page.locator(".from-buyer time")).to_have_count(1)
    assert [post["text"] for post in shop.posts] == ["Refund it"]
    assert shop.opened == 8


def test_whoever_is_too_quick_is_told_so_and_the_message_goes_out_by_itself(shop: ScriptedShop, page: Page) -> None:
    page.goto(shop.url)
    shop.refusal = (429, "too_many_requests", "Too many messages. Please wait 1 seconds.")

    write(page, "hello")

    expect(page.locator("#notice")).to_have_text("That was quick. What you write waits a moment and goes out by itself.")
    shop.refusal = None
    expect(page.locator(".from-buyer time")).to_have_count(1)
    expect(page.locator("#notice")).to_be_empty()


def test_a_refused_message_says_why_and_can_be_taken_back(shop: ScriptedShop, page: Page) -> None:
    shop.refusal = (422, "bad_request", "text: this is nothing that can be kept")
    page.goto(shop.url)
    write(page, "my shoes")
    expect(page.locator(".refused")).to_have_text("This could not be sent. Something in it could not be read.")

    page.get_by_role("button", name="Take it back").click()

    expect(page.get_by_label("Your message")).to_have_value("my shoes")
    expect(page.locator(".message")).to_have_count(0)


def test_a_refusal_is_told_in_the_buyers_language_even_if_its_code_is_new(shop: ScriptedShop, page: Page) -> None:
    shop.language = "es"
    shop.refusal = (422, "something_new", "This is English.")
    page.goto(shop.url)

    page.get_by_label("Su mensaje").fill("hola")
    page.get_by_label("Su mensaje").press("Enter")

    expect(page.locator(".refused")).to_have_text("No se pudo enviar.")


def test_a_link_opens_its_conversation_and_leaves_the_address_bar_at_once(shop: ScriptedShop, page: Page) -> None:
    shop.say("Good morning.")

    page.goto(f"{shop.url}/?link=mN4u")

    expect(page.locator(".bubble")).to_have_text("Good morning.")
    assert page.url == f"{shop.url}/"
    assert shop.links == ["mN4u"]
    page.reload()
    expect(page.locator(".bubble")).to_have_text("Good morning.")
    assert (shop.opened, shop.links) == (1, ["mN4u"])


def test_a_link_that_could_not_be_followed_offline_is_followed_later(
    shop: ScriptedShop, page: Page, device: BrowserContext
) -> None:
    device.route(re.compile("/api/"), lambda route: route.abort())
    page.goto(f"{shop.url}/?link=mN4u")
    expect(page.locator("#notice")).not_to_be_empty()

    device.unroute_all()
    page.reload()

    expect(page.locator("#welcome")).to_be_visible()
    assert shop.links == ["mN4u"]


def test_when_two_conversations_become_one_the_page_shows_the_other_from_its_beginning(shop: ScriptedShop, page: Page) -> None:
    shop.say("Here.")
    shop.say("And here.")
    opened(page, shop.url)
    expect(page.locator(".bubble")).to_have_text(["Here.", "And here."])

    shop.messages = []
    shop.say("There, earlier.")
    shop.conversation = "2"
    shop.wake()

    expect(page.locator(".bubble")).to_have_text(["There, earlier."])


def test_an_answer_on_its_way_shows_until_it_is_there(shop: ScriptedShop, page: Page) -> None:
    opened(page, shop.url)

    write(page, "hello")
    expect(page.locator("#typing")).to_be_visible()
    shop.say("Good morning.")

    expect(page.locator(".from-bot")).to_have_count(1)
    expect(page.locator("#typing")).to_be_hidden()


def test_an_answer_that_was_there_before_the_receipt_is_not_waited_for(
    shop: ScriptedShop, page: Page, device: BrowserContext
) -> None:
    opened(page, shop.url)

    def answered_first(route: Route) -> None:
        response = route.fetch()
        shop.say("Good morning.")
        expect(page.locator(".from-bot")).to_have_count(1)
        route.fulfill(response=response)

    device.route("**/api/chat/messages", answered_first)
    with page.expect_response("**/api/chat/messages"):
        write(page, "hello")

    expect(page.locator(".from-buyer time")).to_have_count(1)
    expect(page.locator("#typing")).to_be_hidden()


def test_nobody_is_shown_to_be_answering_while_a_person_is_waited_for(shop: ScriptedShop, page: Page) -> None:
    shop.keep(keeper="waiting", waits=True)
    opened(page, shop.url)
    expect(page.locator("#keeper")).not_to_be_empty()

    write(page, "hello?")

    expect(page.locator(".from-buyer time")).to_have_count(1)
    expect(page.locator("#typing")).to_be_hidden()


def test_the_conversation_can_be_downloaded(shop: ScriptedShop, page: Page) -> None:
    shop.keep()
    shop.say("Good morning.")
    page.goto(shop.url)

    with page.expect_download() as download:
        page.get_by_role("button", name="Download my conversation").click()

    assert re.fullmatch(r"Wanderlight \d{4}-\d\d-\d\d\.html", download.value.suggested_filename)
    assert download.value.path().read_text() == "<p>Good morning."


def test_who_waits_is_asked_once_whether_to_write_a_mail(shop: ScriptedShop, page: Page) -> None:
    opened(page, shop.url)
    shop.mail = {"address": "a•••@example.com", "agreed": False}
    shop.keep(keeper="waiting", waits=True)
    ask = "You needn't wait here. May we write to a•••@example.com when there's an answer?"
    expect(page.get_by_role("group", name=ask)).to_be_visible()

    page.get_by_role("button", name="Yes, write to me").click()

    said = "We'll write to a•••@example.com; every mail has a link that stops them."
    expect(page.locator("#told")).to_have_text(said)
    expect(page.locator("#mail")).to_be_hidden()
    assert shop.mail["agreed"] is True


def test_who_wants_no_mail_is_not_asked_again(shop: ScriptedShop, page: Page) -> None:
    shop.mail = {"address": "a•••@example.com", "agreed": False}
    shop.keep(step="execute")
    page.goto(shop.url)

    page.get_by_role("button", name="No, thank you").click()

    expect(page.locator("#mail")).to_be_hidden()
    page.reload()
    expect(page.locator("#copy")).to_be_visible()
    expect(page.locator("#mail")).to_be_hidden()
    assert shop.mail["agreed"] is False
