"""The real process at Telegram, killed with `kill -9` here and there: nothing is lost, and one line at most comes twice."""

import shutil
import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.complaint.counter import ANA
from tests.shop_process import PATIENCE, OpenShop, ShopFolder, until
from tests.telegram.fake_api import FakeBotApi
from tests.telegram.fake_telegram import FakeUser

TALK = ((ANA, 2), ("yes", 4))
"""What the buyer writes, and how many lines of ours there are once all of it is answered."""

COMMITS = (4, 5, 6, 8, 10)
"""Of the twelve; the first three are the opening's. Each message is stored, and heard, and each line of its answer marked."""


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
        f'[telegram]\ntoken = "{api.token}"\nbase_url = "{api.base_url}"\nbase_file_url = "{api.base_file_url}"\n',
    )


def texts(api: FakeBotApi, ana: FakeUser) -> list[str]:
    return [sent.text for sent in api.sent(ana)]


def once(said: list[str]) -> list[str]:
    """What was said, without what was said twice in a row."""
    return [text for text, before in zip(said, [None, *said], strict=False) if text != before]


def talk(api: FakeBotApi, ana: FakeUser, alive: Callable[[], bool]) -> None:
    """Say what is left to say, each after all before is answered, as long as somebody answers."""
    wrote = len([one for one in ana.chat.messages.values() if not one["from"]["is_bot"]])
    for text, lines in TALK[max(wrote - 1, 0) :]:
        if len([one for one in ana.chat.messages.values() if not one["from"]["is_bot"] and one["text"] == text]) == 0:
            ana.writes(text)
        until(lambda lines=lines: len(once(texts(api, ana))) >= lines or not alive())  # type: ignore[misc]
        if not alive():
            return


def alive(shop: OpenShop) -> bool:
    return shop.process.poll() is None


@pytest.mark.parametrize("commit", COMMITS)
def test_a_shop_killed_after_a_commit_loses_nothing_and_says_at_most_one_line_twice(
    place: ShopFolder, api: FakeBotApi, commit: int
) -> None:
    ana = api.user(4711)
    dying = replace(place, program=("tests.dying", str(commit)))

    with dying.start("run") as process:
        talk(api, ana, lambda: process.poll() is None)
        assert process.wait(PATIENCE) == -signal.SIGKILL
    with place.open() as again:
        talk(api, ana, lambda: alive(again))
        until(lambda: not api.waiting())

    said = texts(api, ana)
    assert len(once(said)) == 4
    assert len(said) <= 5
    assert once(said)[-1].startswith("I'd like to give you €9.98 back")


def test_a_shop_killed_between_sending_a_line_and_marking_it_says_that_line_twice_and_no_other(
    place: ShopFolder, api: FakeBotApi
) -> None:
    ana = api.user(4711)
    api.fail("sendMessage", delay=PATIENCE)

    with place.open() as shop:
        ana.writes("hello")
        until(lambda: len(texts(api, ana)) == 1)
        shop.stop(signal.SIGKILL)
    with place.open() as again:
        until(lambda: len(texts(api, ana)) == 3)
        again.stop()

    first, second, third = texts(api, ana)
    assert first == second != third


def test_a_shop_killed_with_updates_on_their_way_to_it_is_brought_them_again(place: ShopFolder, api: FakeBotApi) -> None:
    ana = api.user(4711)
    ana.writes("hello")
    api.fail("getUpdates", delay=PATIENCE)

    with place.open() as shop:
        until(lambda: bool(api.calls("getUpdates")))
        shop.stop(signal.SIGKILL)
    with place.open() as again:
        until(lambda: len(texts(api, ana)) == 2)
        again.stop()

    assert api.waiting() == []


def test_a_shop_killed_once_telegram_has_forgotten_an_update_and_before_it_is_worked_answers_it_afterwards(
    place: ShopFolder, api: FakeBotApi
) -> None:
    ana = api.user(4711)

    with place.open() as shop:
        ana.sends_photo(b"no picture", "It arrived like this", album="one")  # an album is worked a second after its last part
        until(lambda: not api.waiting())
        shop.stop(signal.SIGKILL)
        before = texts(api, ana)
    with place.open() as again:
        until(lambda: len(texts(api, ana)) >= 2)
        again.stop()

    assert before == []
    assert len(set(texts(api, ana))) == len(texts(api, ana))


def test_what_was_stored_and_not_acknowledged_is_brought_again_and_answered_once(place: ShopFolder, api: FakeBotApi) -> None:
    ana = api.user(4711)
    with place.open() as shop:
        until(lambda: bool(api.calls("getUpdates")))
        update = ana.writes("hello")
        until(lambda: len(texts(api, ana)) == 2)
        api.repeat(update)
        api.repeat(update, new_id=False)
        until(lambda: not api.waiting())
        ana.writes("/help")
        until(lambda: len(texts(api, ana)) >= 3)
        shop.stop()

    assert len(texts(api, ana)) == 3


def test_a_malformed_update_is_set_aside_and_shown_and_the_others_are_served(place: ShopFolder, api: FakeBotApi) -> None:
    ana, bea = api.user(4711), api.user(4712, name="Bea")
    ana.writes("hello")
    api.put({"update_id": 830_000_500, "message": {"text": "from nowhere"}})
    bea.writes("hello")

    with place.open() as shop:
        until(lambda: len(texts(api, ana)) == 2 and len(texts(api, bea)) == 2)
        listed = place.do("aside")
        shop.stop()

    assert listed[0] == 0
    assert "telegram" in listed[1]
    assert "not as Telegram describes it: KeyError" in listed[1]
    assert place.complained("run").count("Traceback") == 0


def test_two_shops_on_one_token_are_noticed(place: ShopFolder, api: FakeBotApi) -> None:
    api.fail("getUpdates", status=409, description="Conflict: terminated by other getUpdates request")
    with place.open() as shop:
        until(lambda: "Another instance polls with this token" in place.complained("run"))
        shop.stop()


def test_the_shop_stops_at_once_while_it_listens(place: ShopFolder, api: FakeBotApi) -> None:
    with place.open() as shop:
        until(lambda: len(api.calls("getUpdates")) >= 2)
        code, took = shop.stop()

    assert code == 0
    assert took < 3
