"""The buyer's page as the server hands it out: its language, its direction, its words, and nothing from anywhere else."""

import asyncio
import re
import shutil
import threading
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from bot.language.page_script import PAGE
from bot.language.script_evidence import WHY_NOT_KEPT
from handlers.web.api import PAGES
from tests.talk import Shop, open_shop
from tests.web.listening import behind_a_socket


@pytest.mark.parametrize("path", ["/", "/privacy"])
@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "en"),
        ("es-MX,es;q=0.9,en;q=0.8", "es"),
        ("zh-CN", "zh-Hans"),
        ("tlh", "en"),
        ("xx, es;q=0.1", "es"),
        ("*", "en"),
        ("nonsense;;;===,,,", "en"),
        ("tlh," * 5000 + "es", "en"),
    ],
)
async def test_a_page_is_in_the_first_language_of_the_browser_that_is_spoken(
    shop: Shop, path: str, accepted: str, language: str
) -> None:
    answer = await shop.web.get(path, headers={"Accept-Language": accepted})

    assert answer.status_code == 200
    assert f'<html lang="{language}" dir="ltr">' in answer.text
    assert "Accept-Language" in answer.headers["vary"].split(", ")


@pytest.mark.parametrize("path", ["/", "/privacy"])
async def test_a_page_has_no_place_left_open(shop: Shop, path: str) -> None:
    assert re.findall(r"__[A-Z]+__", (await shop.web.get(path)).text) == []


async def test_everything_a_page_loads_is_there_and_of_its_kind(shop: Shop) -> None:
    html = (await shop.web.get("/")).text + (await shop.web.get("/privacy")).text
    kinds = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}

    loaded = {path: await shop.web.get(path) for path in re.findall(r'(?:src|href)="(/assets/[^"]+)"', html)}

    assert {path: answer.headers["content-type"].partition(";")[0] for path, answer in loaded.items()} == {
        path: kinds[Path(path).suffix] for path in loaded
    }


async def test_what_a_page_loads_is_packed_for_whoever_can_unpack_it(shop: Shop) -> None:
    packed, plain = [
        await shop.web.get("/assets/chat.js", headers={"Accept-Encoding": coding}) for coding in ("gzip", "identity")
    ]

    assert (packed.headers["content-encoding"], "content-encoding" in plain.headers) == ("gzip", False)
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"]) / 2
    assert packed.content == plain.content


@pytest.mark.parametrize("path", ["/assets/../api.py", "/assets/..%2fapi.py", "/assets/%2e%2e/guard.py", "/assets/", "/assets"])
async def test_nothing_but_the_pages_is_handed_out(shop: Shop, path: str) -> None:
    assert (await shop.web.get(path)).status_code == 404


async def test_a_privacy_page_of_the_shops_own_is_led_to(tmp_path: Path, stocked: Path) -> None:
    shutil.copy(stocked, tmp_path)
    async with open_shop(tmp_path, shop={"privacy_url": "https://shop.example.com/privacy"}) as shop:
        answer = await shop.web.get("/privacy")

    assert (answer.status_code, answer.headers["location"]) == (307, "https://shop.example.com/privacy")


@pytest.mark.parametrize(
    ("outside", "told"),
    [
        ({}, 0),
        ({"language_model": {"url": "https://model.example.com/v1", "model": "small"}}, 1),
        ({"translation": {"kind": "libretranslate", "url": "https://translate.example.com"}}, 1),
    ],
)
async def test_the_page_on_privacy_tells_of_a_service_outside_where_one_is_asked(
    tmp_path: Path, stocked: Path, outside: dict[str, dict[str, object]], told: int
) -> None:
    shutil.copy(stocked, tmp_path)
    async with open_shop(tmp_path, **outside) as shop:
        page = (await shop.web.get("/privacy")).text

    assert page.count('data-word="page.privacy_outside"') == told


@pytest.mark.parametrize(("asked", "language"), [("en", "en"), ("es-MX", "es"), ("zh-CN", "zh_Hans"), ("zh_Hans", "zh_Hans")])
async def test_the_words_of_the_page_come_whole_in_the_nearest_language(shop: Shop, asked: str, language: str) -> None:
    told = (await shop.web.get(f"/api/words/{asked}")).json()

    assert (told["language"], told["direction"]) == (language, "ltr")
    assert told["words"].keys() == {line.key for line in (*PAGE, *WHY_NOT_KEPT.values())}
    assert all(told["words"].values())


@pytest.mark.parametrize("asked", ["tlh", "%00", "..", "<script>", "x" * 500, "%ff"])
async def test_a_language_that_is_not_spoken_has_no_words(shop: Shop, asked: str) -> None:
    answer = await shop.web.get(f"/api/words/{asked}")

    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "not_found")


async def test_a_shop_of_one_language_has_its_page_in_that_one(tmp_path: Path, stocked: Path) -> None:
    shutil.copy(stocked, tmp_path)
    async with open_shop(tmp_path, shop={"languages": ["es"], "default_language": "es"}) as shop:
        page = await shop.web.get("/", headers={"Accept-Language": "en-GB"})
        words = await shop.web.get("/api/words/en")

    assert '<html lang="es" dir="ltr">' in page.text
    assert words.status_code == 404


def test_the_pages_name_no_address_of_anybody_else() -> None:
    addresses = [found for path in PAGES.iterdir() for found in re.findall(r"https?://[^\s\"'<)]+", path.read_text("utf-8"))]

    assert set(addresses) <= {"http://www.w3.org/2000/svg", "https://help.example.com/widget.js"}  # the latter in a comment


def test_the_openapi_page_is_drawn_and_asks_nothing_of_anybody_else(browser_path: str, tmp_path: Path, stocked: Path) -> None:
    shutil.copy(stocked, tmp_path)
    address: list[str] = []
    ready, done = threading.Event(), threading.Event()

    async def keep_open() -> None:
        async with open_shop(tmp_path) as shop, behind_a_socket(shop.house.web) as served:
            address.append(served)
            ready.set()
            await asyncio.to_thread(done.wait)

    server = threading.Thread(target=asyncio.run, args=(keep_open(),))
    server.start()
    ready.wait()
    asked: list[str] = []
    complaints: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: complaints.append(message.text))
        page.goto(f"{address[0]}/docs")
        doors = page.locator(".opblock-summary-path")
        doors.first.wait_for()
        drawn = doors.count()
        browser.close()
    done.set()
    server.join()

    assert drawn == 15
    assert [url for url in asked if not url.startswith(f"{address[0]}/")] == []
    assert complaints == []
