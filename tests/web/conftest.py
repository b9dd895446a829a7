"""An open shop with somebody in it, for the tests of the web door; and a phone with a browser, for those that look."""

import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from bot.app import open_memory
from bot.settings import Settings
from tests.talk import Buyer, Shop, open_shop

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
QUIET += ["--disable-component-update", "--disable-sync"]


@pytest.fixture(scope="session")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample shop whose shelves are full, filled once; every test opens a copy of its own."""
    folder = tmp_path_factory.mktemp("stocked")
    settings = {"database": {"url": f"sqlite:///{folder}/shop.db"}, "test": {"sample_shop": True}}
    open_memory(Settings.model_validate(settings)).close()
    return folder / "shop.db"


@pytest.fixture
async def shop(tmp_path: Path, stocked: Path) -> AsyncIterator[Shop]:
    shutil.copy(stocked, tmp_path)
    async with open_shop(tmp_path) as shop:
        yield shop


@pytest.fixture
async def buyer(shop: Shop) -> Buyer:
    return await shop.buyer()


@pytest.fixture(scope="module")
def browser(browser_path: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def device(browser: Browser) -> Iterator[BrowserContext]:
    """A small phone in Berlin. What its pages complain of in the console fails the test, but for requests that failed."""
    device = browser.new_context(viewport={"width": 360, "height": 740}, timezone_id="Europe/Berlin", locale="en-GB")
    complaints: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            complaints.append(message.text)

    device.on("console", listen)
    device.on("weberror", lambda error: complaints.append(str(error.error)))
    yield device
    device.close()
    assert complaints == []


@pytest.fixture
def page(device: BrowserContext) -> Page:
    return device.new_page()
