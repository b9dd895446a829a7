"""Case A on the buyer's page, from the first word to the grade, in a real browser against the real house."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

CLONE = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The sample shop as anybody starts it, open on a free port until the tests are over."""
    folder = tmp_path_factory.mktemp("shop")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    config = folder / "config.toml"
    config.write_text(
        f'[web]\nport = {port}\n\n[database]\nurl = "sqlite:///{folder}/shop.db"\n\n[test]\nsample_shop = true\n',
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "bot", "run", "--config", str(config)]
    environment = {**os.environ, "PYTHONPATH": str(CLONE)}
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as house:
        assert house.stdout is not None
        heard: list[str] = []
        while not heard or "the shop is open" not in heard[-1]:
            line = house.stdout.readline()
            assert line, "".join(heard)  # it ended instead of opening
            heard.append(line)
        yield f"http://127.0.0.1:{port}/"
        house.terminate()
        house.communicate(timeout=10)  # read to the end: a pipe that nobody reads would break what it still says


def test_a_price_that_fell_is_worked_to_an_agreed_refund_by_pressing_alone(address: str, page: Page) -> None:
    send = page.get_by_role("button", name="Send", exact=True)
    page.goto(address)

    page.get_by_role("button", name="10% cheaper").click()
    send.click()
    expect(page.locator(".from-bot .bubble").last).to_have_text("What's your order number? Then I can look it up.")
    page.get_by_role("button", name="Sample orders").click()
    page.get_by_role("button", name="WL-2026-0063").click()
    send.click()
    page.get_by_role("button", name="Yes, that's right").click()
    expect(page.locator("#stage-seen")).to_have_text("Our offer")
    page.get_by_role("button", name="Yes, refund €9.98").click()

    agreed = "Agreed: €9.98 back to you and a 5% coupon."
    expect(page.locator(".from-bot .bubble").last).to_contain_text(agreed)
    expect(page.locator("#stage-heard")).to_have_text("Step 5 of 6: Putting it right")
    said = ["I bought the shoes on the 12th and today they're 10% cheaper!", "WL-2026-0063, ana.garcia@example.com"]
    expect(page.locator(".from-buyer .bubble")).to_have_text([*said, "Yes, that's right", "Yes, refund €9.98"])
    page.reload()
    expect(page.locator(".from-bot .bubble").last).to_contain_text(agreed)
    expect(page.get_by_role("button", name="Talk to a person")).to_have_count(2)  # of the offer, pressed no more; and always


def test_the_story_goes_on_to_tomorrow_morning(address: str, page: Page) -> None:
    page.goto(address)
    expect(page.locator("#story-time")).to_contain_text("Mon, 16 Feb 2026")

    page.get_by_role("button", name="To tomorrow morning").click()

    expect(page.locator("#story-time")).to_contain_text("Tue, 17 Feb 2026")


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
