"""The webhook of the real process: known by its secret, answered once the update is kept, brought again until it is."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from handlers.web.hook import PATH
from tests.shop_process import ShopFolder, until
from tests.telegram.fake_api import FakeBotApi


@pytest.fixture
def api() -> Iterator[FakeBotApi]:
    api = FakeBotApi()
    with api.in_a_thread():
        yield api


@pytest.fixture
def place(sqlite_shop: Path, tmp_path: Path, api: FakeBotApi) -> ShopFolder:
    shutil.copy(sqlite_shop, tmp_path / "shop.db")
    return ShopFolder.at(
        tmp_path,
        f'[telegram]\nwebhook = true\ntoken = "{api.token}"\nbase_url = "{api.base_url}"\n'
        f'base_file_url = "{api.base_file_url}"\n',
    )


def test_what_telegram_brings_is_answered_and_brought_again_it_is_answered_once(place: ShopFolder, api: FakeBotApi) -> None:
    ana = api.user(4711)
    with place.open() as shop:
        until(lambda: bool(api.webhook))
        update = ana.writes("hello")
        until(lambda: len(api.sent(ana)) == 2)
        api.repeat(update)
        ana.writes("/help")
        until(lambda: len(api.sent(ana)) >= 3)
        shop.stop()

    assert api.webhook["url"] == f"{place.address}{PATH}"
    assert [status for _, status in api.webhook_answers] == [200, 200, 200]
    assert len(api.sent(ana)) == 3
    assert api.calls("getUpdates") == []


def test_what_is_brought_while_the_shop_is_closed_is_answered_when_it_opens(place: ShopFolder, api: FakeBotApi) -> None:
    ana = api.user(4711)
    with place.open() as shop:
        until(lambda: bool(api.webhook))
        shop.stop()
    ana.writes("hello")
    until(lambda: bool(api.webhook_answers))

    with place.open() as again:
        until(lambda: len(api.sent(ana)) == 2)
        again.stop()

    assert api.webhook_answers[0][1] == 0
    assert api.webhook_answers[-1][1] == 200


def test_whoever_does_not_know_the_secret_is_refused_and_nothing_is_kept(place: ShopFolder, api: FakeBotApi) -> None:
    ana = api.user(4711)
    update = {"update_id": 1, "message": {"message_id": 1, "date": 1, "chat": ana.chat.json, "from": ana.json, "text": "hello"}}
    header = "X-Telegram-Bot-Api-Secret-Token"

    with place.open() as shop:
        until(lambda: bool(api.webhook))
        tries = [{}, {header: "guessed"}, {header: ""}, {header: api.webhook["secret"] + "x"}]
        refused = [httpx.post(f"{place.address}{PATH}", json=update, headers=headers).status_code for headers in tries]
        known = httpx.post(f"{place.address}{PATH}", json={}, headers={header: api.webhook["secret"]}).status_code
        listed = place.do("aside")
        shop.stop()

    assert (refused, known) == ([403] * 4, 200)
    assert listed[1].count("entry") == 1
    assert api.sent(ana) == []


def test_the_webhook_is_set_as_soon_as_telegram_can_be_reached(place: ShopFolder, api: FakeBotApi) -> None:
    api.fail("setWebhook", status=502, page=True)

    with place.open() as shop:
        until(lambda: bool(api.webhook))
        shop.stop()

    assert len(api.calls("setWebhook")) == 2
