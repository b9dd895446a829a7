"""The widget on a seller's own page, which is another site: in a real browser, against the real house."""

import asyncio
import json
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, ConsoleMessage, FrameLocator, Page, expect

from bot.language.catalogue import shipped
from bot.memory.store import Unit
from handlers.web.api import PAGES
from tests.talk import STORY, Shop, open_shop
from tests.web.listening import behind_a_socket

Visit = Callable[..., Page]

MOST_BYTES = 6 * 1024
FORBIDS = "default-src 'none'; style-src 'none'; script-src {shop} 'unsafe-inline'; frame-src {shop}"
BLOCKED = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError') } })"


@dataclass
class HostSite:
    """A seller's own web site: one page, which is what a test says it is."""

    body: str = ""
    policy: str = ""
    url: str = ""
    _server: ThreadingHTTPServer = field(init=False)

    def __post_init__(self) -> None:
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                html = f"<!doctype html><html lang=en><title>Canvas shoes</title><main><h1>Canvas shoes</h1>{site.body}</main>"
                self.send_response(200 if self.path == "/" else 404)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                if site.policy:
                    self.send_header("Content-Security-Policy", site.policy)
                self.end_headers()
                self.wfile.write(html.encode() if self.path == "/" else b"")

            def log_message(self, *_of_no_interest: object) -> None:
                """Said to nobody."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@dataclass(frozen=True)
class OpenShop:
    """The sample shop behind a port of its own, with a key for programs."""

    url: str
    key: str

    def link(self, order: str = "WL-2026-0063") -> str:
        """The token of a link to an order, as a shop's own server asks for it."""
        headers = {"Authorization": f"Bearer {self.key}"}
        answer = httpx.post(f"{self.url}/api/shop/links", json={"order": order}, headers=headers)
        return str(answer.raise_for_status().json()["link"])

    def tag(self, **data: str) -> str:
        """What a seller puts into their page."""
        told = "".join(f' data-{name}="{value}"' for name, value in data.items())
        return f'<script src="{self.url}/widget.js" async{told}></script>'


@pytest.fixture(scope="module")
def host() -> Iterator[HostSite]:
    host = HostSite()
    yield host
    host.close()


@pytest.fixture(scope="module")
def amends(host: HostSite, stocked: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenShop]:
    folder = tmp_path_factory.mktemp("amends")
    shutil.copy(stocked, folder)
    opened: list[OpenShop] = []
    ready, done = threading.Event(), threading.Event()

    async def keep_open() -> None:
        framed_by = {"frame_ancestors": [host.url]}
        async with open_shop(folder, web=framed_by) as shop, behind_a_socket(shop.house.web) as address:
            opened.append(OpenShop(address, await shop.house.memory.write(_a_key)))
            ready.set()
            await asyncio.to_thread(done.wait)

    server = threading.Thread(target=asyncio.run, args=(keep_open(),))
    server.start()
    ready.wait()
    yield opened[0]
    done.set()
    server.join()


def _a_key(unit: Unit) -> str:
    return unit.keys.add("web shop", STORY)


@pytest.fixture
def visit(host: HostSite, page: Page) -> Iterator[Visit]:
    """Open the host page with this in it; afterwards it is an empty page again."""

    def go(body: str, policy: str = "") -> Page:
        host.body, host.policy = body, policy
        page.goto(host.url)
        return page

    yield go
    host.body, host.policy = "", ""


# --- the script ----------------------------------------------------------------------------------------------------


async def test_the_widget_weighs_less_than_six_kilobytes_and_is_javascript(shop: Shop) -> None:
    answer = await shop.web.get("/widget.js")

    assert len(answer.content) < MOST_BYTES
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert answer.headers["cache-control"] == "public, max-age=3600"
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"


async def test_the_widget_speaks_every_language_of_the_shop(shop: Shop) -> None:
    script = (await shop.web.get("/widget.js")).text

    words = json.loads(script.split("const words = ")[1].split(";")[0])
    assert set(words) == set(shipped())
    assert words["es"] == ["Ayuda con su pedido", "Cerrar"]


def test_the_source_needs_nothing_else() -> None:
    source = (PAGES / "widget.js").read_text(encoding="utf-8")

    assert not any(word in source for word in ("import ", "fetch(", "XMLHttpRequest", "eval(", "document.cookie"))


# --- on a host page ------------------------------------------------------------------------------------------------


def frame_of(page: Page) -> FrameLocator:
    return page.frame_locator("amends-widget iframe")


def test_nothing_is_asked_of_the_shop_until_the_button_is_pressed(amends: OpenShop, visit: Visit, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    visit(amends.tag())
    button = page.get_by_role("button", name="Help with your order")
    expect(button).to_be_visible()
    before = [url for url in asked if url.startswith(amends.url)]

    button.click()

    expect(page.get_by_role("dialog", name="Help with your order")).to_be_visible()
    assert before == [f"{amends.url}/widget.js"]
    expect(frame_of(page).get_by_role("textbox", name="Your message")).to_be_visible()


def test_case_a_is_worked_inside_it_with_the_order_proven_by_the_link(amends: OpenShop, visit: Visit, page: Page) -> None:
    visit(amends.tag(link=amends.link()))
    page.get_by_role("button", name="Help with your order").click()
    frame = frame_of(page)

    frame.get_by_role("textbox", name="Your message").fill("I bought the shoes on the 12th and today they're 10% cheaper!")
    frame.get_by_role("button", name="Send", exact=True).click()
    frame.get_by_role("button", name="Yes, that's right").click()
    frame.get_by_role("button", name="Yes, refund €9.98").click()

    expect(frame.locator(".from-bot").last).to_contain_text("€9.98")
    expect(frame.locator("#stage-heard")).to_have_text("Step 5 of 6: Putting it right")
    assert "link=" not in page.frames[1].url


def test_it_is_worked_by_keyboard_alone(amends: OpenShop, visit: Visit, page: Page) -> None:
    visit('<a href="#more">More</a>' + amends.tag())
    expect(page.get_by_role("button", name="Help with your order")).to_be_visible()

    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    expect(frame_of(page).get_by_role("textbox", name="Your message")).to_be_visible()
    frame_of(page).get_by_role("textbox", name="Your message").focus()
    page.keyboard.press("Escape")

    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("button", name="Help with your order")).to_be_focused()


def test_escape_closes_it_outside_the_frame_too_and_opened_again_it_is_the_same_conversation(
    amends: OpenShop, visit: Visit, page: Page
) -> None:
    visit(amends.tag())
    button = page.get_by_role("button", name="Help with your order")
    button.click()
    field = frame_of(page).get_by_role("textbox", name="Your message")
    field.fill("half a sentence")
    page.get_by_role("button", name="Close").focus()

    page.keyboard.press("Escape")
    button.click()

    expect(field).to_have_value("half a sentence")


def test_what_a_seller_sets_is_seen(amends: OpenShop, visit: Visit, page: Page) -> None:
    visit(amends.tag(position="left", color="rgb(120, 20, 90)", greeting="&lt;b&gt;Hola&lt;/b&gt;", language="es-MX"))

    button = page.get_by_role("button", name="<b>Hola</b>")
    box = button.bounding_box()
    colour = page.locator("amends-widget .round").evaluate("one => getComputedStyle(one).backgroundColor")
    button.click()

    assert box is not None
    assert box["x"] < 30
    assert colour == "rgb(120, 20, 90)"
    expect(page.get_by_role("dialog", name="Ayuda con su pedido")).to_be_visible()
    expect(page.get_by_role("button", name="Cerrar")).to_be_visible()
    expect(frame_of(page).get_by_role("textbox", name="Su mensaje")).to_be_visible()


@pytest.mark.parametrize("color", ["red; } * { display: none", "url(javascript:alert(1))", "nonsense"])
def test_a_colour_that_is_none_is_passed_over(amends: OpenShop, visit: Visit, page: Page, color: str) -> None:
    visit(amends.tag(color=color))

    expect(page.get_by_role("heading", name="Canvas shoes")).to_be_visible()
    found = page.locator("amends-widget .round").evaluate("one => getComputedStyle(one).backgroundColor")
    assert found == "rgb(15, 107, 102)"


def test_a_phone_is_filled_and_a_desk_is_not(amends: OpenShop, visit: Visit, page: Page) -> None:
    visit(amends.tag())
    page.get_by_role("button", name="Help with your order").click()
    room = page.get_by_role("dialog")

    on_a_phone = room.bounding_box()
    page.set_viewport_size({"width": 1200, "height": 800})
    on_a_desk = room.bounding_box()

    assert on_a_phone == {"x": 0, "y": 0, "width": 360, "height": 740}
    assert on_a_desk is not None
    assert (on_a_desk["width"], on_a_desk["x"] + on_a_desk["width"]) == (400, 1180)


def test_the_styles_of_the_host_page_do_not_reach_it(amends: OpenShop, visit: Visit, page: Page) -> None:
    wild = "<style>button, div, iframe, span { display: none !important; font-family: fantasy !important }</style>"
    visit(wild + amends.tag())

    page.get_by_role("button", name="Help with your order").click()

    expect(frame_of(page).get_by_role("textbox", name="Your message")).to_be_visible()
    assert "fantasy" not in page.locator("amends-widget .close").evaluate("one => getComputedStyle(one).fontFamily")


def test_a_host_page_that_forbids_styles_and_requests_still_has_it(amends: OpenShop, visit: Visit, page: Page) -> None:
    visit(amends.tag(), FORBIDS.format(shop=amends.url))

    page.get_by_role("button", name="Help with your order").click()

    assert page.locator("amends-widget .round").evaluate("one => getComputedStyle(one).borderRadius") == "50%"
    expect(frame_of(page).get_by_role("textbox", name="Your message")).to_be_visible()


def test_where_the_frame_may_remember_nothing_it_works_until_it_is_closed(amends: OpenShop, visit: Visit, page: Page) -> None:
    page.add_init_script(BLOCKED)
    visit(amends.tag())
    page.get_by_role("button", name="Help with your order").click()
    frame = frame_of(page)

    frame.get_by_role("textbox", name="Your message").fill("The price fell after I bought the canvas shoes")
    frame.get_by_role("button", name="Send", exact=True).click()

    expect(frame.locator(".from-bot .bubble").first).to_be_visible()


# --- where it may not be, or cannot --------------------------------------------------------------------------------


def test_a_site_that_was_not_named_cannot_frame_the_page(amends: OpenShop, browser: Browser) -> None:
    other = HostSite(body=f'<iframe src="{amends.url}/"></iframe>')
    page = browser.new_page()
    refused: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if "frame-ancestors" in message.text:
            refused.append(message.text)

    page.on("console", listen)
    page.goto(other.url)
    page.wait_for_load_state("networkidle")

    assert len(refused) == 1
    page.close()
    other.close()


def test_a_shop_that_is_down_leaves_the_host_page_as_it_is(visit: Visit, page: Page) -> None:
    gone = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    gone.server_close()
    visit(f'<p>Fine shoes</p><script src="http://127.0.0.1:{gone.server_port}/widget.js" async></script>')

    expect(page.get_by_text("Fine shoes")).to_be_visible()
    assert page.locator("amends-widget").count() == 0
    assert urlsplit(page.url).port != gone.server_port


def test_whatever_goes_wrong_in_it_goes_wrong_in_silence(amends: OpenShop, visit: Visit, page: Page) -> None:
    breaks = "<script>document.createElement = () => { throw new Error('a page that breaks what it touches') }</script>"
    visit(breaks + amends.tag())

    expect(page.get_by_role("heading", name="Canvas shoes")).to_be_visible()
    assert page.locator("amends-widget").count() == 0
