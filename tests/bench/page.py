"""A buyer's first visit to the page, in a real browser: what it weighs, what it asks for, how soon it is there and answers."""

import shutil
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench.shop import case_a
from tests.shop_process import ShopFolder


@dataclass
class Visit:
    """Before the first message: bytes over the wire and unpacked, and requests. Then seconds, until it can be written in
    and from the first message to the first answer that is seen.
    """

    on_the_wire: float = 0
    unpacked: float = 0
    requests: int = 0
    until_open: float = 0
    until_answered: float = 0

    def finished(self, event: dict[str, Any]) -> None:
        self.on_the_wire += event["encodedDataLength"]

    def received(self, event: dict[str, Any]) -> None:
        self.unpacked += event["dataLength"]

    def asked(self, _event: dict[str, Any]) -> None:
        self.requests += 1


def visits(folder: Path, rounds: int) -> list[Visit]:
    """So many strangers visit the sample shop one after the other; nobody, where there is no Chromium."""
    chromium = shutil.which("chromium")
    if chromium is None:
        return []
    with ShopFolder.at(folder).open() as shop, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        _visit(browser, shop.at.address)  # what the shop reads on first use is not measured
        return [_visit(browser, shop.at.address) for _ in range(rounds)]


def _visit(browser: Browser, address: str) -> Visit:
    with browser.new_context(locale="en-GB") as device:
        page, visit = device.new_page(), Visit()
        wire = device.new_cdp_session(page)
        wire.on("Network.loadingFinished", visit.finished)
        wire.on("Network.dataReceived", visit.received)
        wire.on("Network.requestWillBeSent", visit.asked)
        wire.send("Network.enable")
        begun = time.perf_counter()
        with page.expect_response("**/api/chat/events*"):  # the last thing a page that has all it needs asks for
            page.goto(address)
        page.locator("#welcome").wait_for()
        visit.until_open = time.perf_counter() - begun
        wire.send("Network.disable")
        visit.until_answered = _answered(page)
        return visit


def _answered(page: Page) -> float:
    page.locator("#field").fill(case_a(0)[0])
    begun = time.perf_counter()
    page.locator("#field").press("Enter")
    page.locator(".from-bot").first.wait_for()
    return time.perf_counter() - begun
