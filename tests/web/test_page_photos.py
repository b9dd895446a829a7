"""Photos on the buyer's page: chosen, shrunk on the device, sent once with their message, and shown again."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

from tests.web.scripted_shop import ScriptedShop, scripted_shop

HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(100)


@pytest.fixture
def shop() -> Iterator[ScriptedShop]:
    with scripted_shop() as shop:
        yield shop


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """As a camera makes it: larger than is sent, and saying where it was taken."""
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    Image.new("RGB", (2400, 1200), "teal").save(tmp_path / "box.jpg", exif=exif)
    return tmp_path / "box.jpg"


def choose(page: Page, *files: Path) -> None:
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Add photos").click()
    chooser.value.set_files(files)


def send(page: Page, text: str = "") -> None:
    page.get_by_label("Your message").fill(text)
    page.get_by_label("Your message").press("Enter")


def test_a_photo_goes_out_with_its_message_shrunk_and_without_its_place(shop: ScriptedShop, page: Page, photo: Path) -> None:
    page.goto(shop.url)

    choose(page, photo)
    expect(page.locator(".tray .photo canvas")).to_have_count(1)
    send(page, "it came like this")
    expect(page.locator(".from-buyer time")).to_have_count(1)

    (post,) = shop.posts
    assert (post["text"], post["pictures"]) == ("it came like this", [1])
    (brought,) = shop.pictures.values()
    with Image.open(io.BytesIO(brought)) as sent:
        assert (sent.format, sent.size, dict(sent.getexif())) == ("JPEG", (2048, 1024), {})


def test_a_photo_alone_is_a_message(shop: ScriptedShop, page: Page, photo: Path) -> None:
    page.goto(shop.url)

    choose(page, photo)
    expect(page.locator(".tray li")).to_have_count(1)
    send(page)

    expect(page.locator(".from-buyer .photo canvas")).to_have_count(1)
    expect(page.locator(".from-buyer time")).to_have_count(1)
    assert [post["text"] for post in shop.posts] == [""]
    expect(page.locator(".tray")).to_be_hidden()


def test_a_photo_can_be_taken_out_before_it_is_sent(shop: ScriptedShop, page: Page, photo: Path) -> None:
    page.goto(shop.url)
    choose(page, photo)
    choose(page, photo)
    expect(page.locator(".tray li")).to_have_count(2)

    page.get_by_role("button", name="Remove photo 1").click()

    expect(page.get_by_role("button", name="Remove photo 1")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".tray")).to_be_hidden()
    expect(page.get_by_label("Your message")).to_be_focused()


def test_no_more_than_ten_photos_go_with_one_message(shop: ScriptedShop, page: Page, photo: Path) -> None:
    page.goto(shop.url)

    choose(page, *[photo] * 11)

    expect(page.locator(".tray li")).to_have_count(10)
    expect(page.locator("#room")).to_have_text("One message takes 10 photos; the first 10 are here.")


def test_photos_sent_offline_wait_across_a_reload_and_go_out_once(
    shop: ScriptedShop, page: Page, device: BrowserContext, photo: Path
) -> None:
    page.goto(shop.url)
    expect(page.locator("#log")).to_have_attribute("aria-busy", "false")
    choose(page, photo)
    expect(page.locator(".tray li")).to_have_count(1)
    device.route(re.compile("/api/"), lambda route: route.abort())
    send(page, "first")
    send(page, "second")
    expect(page.locator(".from-buyer .photo canvas")).to_have_count(1)

    page.reload()
    expect(page.locator(".from-buyer .photo canvas")).to_have_count(1)
    device.unroute_all()

    expect(page.locator(".from-buyer time")).to_have_count(2)
    assert [(post["text"], post.get("pictures")) for post in shop.posts] == [("first", [1]), ("second", None)]
    assert len(shop.pictures) == 1


def test_photos_not_sent_yet_are_there_after_a_reload(shop: ScriptedShop, page: Page, photo: Path) -> None:
    page.goto(shop.url)
    choose(page, photo)
    expect(page.locator(".tray canvas")).to_have_count(1)

    page.reload()

    expect(page.locator(".tray canvas")).to_have_count(1)


def test_what_the_browser_cannot_read_goes_as_it_is_and_the_refusal_is_in_the_buyers_language(
    shop: ScriptedShop, page: Page, tmp_path: Path
) -> None:
    (tmp_path / "IMG_0001.HEIC").write_bytes(HEIC)
    shop.language = "es"
    shop.picture_refusal = (422, "unreadable_picture", "This picture is in a format that cannot be read here.")
    page.goto(shop.url)
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Añadir fotos").click()
    chooser.value.set_files(tmp_path / "IMG_0001.HEIC")
    expect(page.locator(".tray li")).to_have_count(1)

    page.get_by_role("button", name="Enviar").click()

    expect(page.locator(".refused")).to_contain_text("HEIC")
    assert shop.posts == []
    page.get_by_role("button", name="Retirarlo").click()
    expect(page.locator(".tray li")).to_have_count(1)


def test_photos_of_the_conversation_are_there_on_return(shop: ScriptedShop, page: Page, photo: Path) -> None:
    shop.pictures["one"] = photo.read_bytes()
    kept, lost = ({"id": 1, "width": 40, "height": 20, "state": state} for state in ("kept", "lost"))
    shop.say("", "buyer", id="m1", pictures=[kept, lost])

    page.goto(shop.url)

    expect(page.get_by_role("img", name="Photo 1")).to_be_visible()
    expect(page.locator(".photo canvas")).to_have_count(1)
    expect(page.locator(".photo.lost")).to_have_text("This photo could not be kept.")


def test_a_phone_can_take_a_photo_as_well(shop: ScriptedShop, device: BrowserContext, photo: Path) -> None:
    browser = device.browser
    assert browser is not None
    with browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True, locale="en-GB") as phone:
        page = phone.new_page()
        page.goto(shop.url)

        page.get_by_role("button", name="Add photos").tap()

        expect(page.get_by_text("Choose photos")).to_be_visible()
        assert page.get_by_label("Take a photo").get_attribute("capture") == "environment"
        page.get_by_label("Take a photo").set_input_files(photo)
        expect(page.locator(".tray li")).to_have_count(1)
        expect(page.get_by_text("Choose photos")).to_be_hidden()


def test_where_the_browser_forbids_to_keep_anything_words_and_photos_go_out_all_the_same(
    shop: ScriptedShop, page: Page, photo: Path
) -> None:
    page.add_init_script("""
        const forbidden = { get() { throw new DOMException("", "SecurityError"); } };
        for (const name of ["localStorage", "indexedDB"]) Object.defineProperty(window, name, forbidden);
        navigator.locks.request = () => Promise.reject(new DOMException("", "SecurityError"));
    """)
    page.goto(shop.url)

    choose(page, photo)
    expect(page.locator(".tray canvas")).to_have_count(1)
    send(page, "it came like this")

    expect(page.locator(".from-buyer time")).to_have_count(1)
    assert [(post["text"], post["pictures"]) for post in shop.posts] == [("it came like this", [1])]
