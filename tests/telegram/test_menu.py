"""What Telegram shows before anybody writes: set in every language, once, and anew only when it has changed."""

from collections.abc import Iterator

import pytest
from telegram import Bot

from bot.complaint.post import Command
from bot.complaint.reception import Tongues
from bot.memory.store import Memory
from handlers.telegram.menu import set_menu
from tests.telegram.fake_api import FakeBotApi

TONGUES = Tongues(("en", "es", "zh_Hans", "zh_Hant"), "en")
DEFAULT = '{"type": "default"}'
SETTERS = ("setMyCommands", "setMyDescription", "setMyShortDescription")


@pytest.fixture
def memory(sqlite_database: str) -> Iterator[Memory]:
    memory = Memory(sqlite_database)
    yield memory
    memory.close()


def calls(api: FakeBotApi) -> list[int]:
    return [len(api.calls(method)) for method in SETTERS]


async def test_every_command_is_shown_in_every_language(api: FakeBotApi, bot: Bot, memory: Memory) -> None:
    await set_menu(bot, memory, "Wanderlight", TONGUES)

    menus = {code: api.texts["commands", DEFAULT, code] for code in ("", "en", "es", "zh")}
    assert {frozenset(one["command"] for one in menu) for menu in menus.values()} == {frozenset(Command)}
    assert menus["es"][1] == {"command": "human", "description": "Hablar con una persona"}
    assert menus[""] == menus["en"]


async def test_of_two_scripts_of_one_language_the_first_is_shown(api: FakeBotApi, bot: Bot, memory: Memory) -> None:
    await set_menu(bot, memory, "Wanderlight", TONGUES)

    assert api.texts["commands", DEFAULT, "zh"][1]["description"] == "找人工"


async def test_the_shop_is_named_and_the_texts_fit(api: FakeBotApi, bot: Bot, memory: Memory) -> None:
    await set_menu(bot, memory, "Wanderlight", TONGUES)

    assert api.texts["short_description", DEFAULT, ""] == "Wanderlight: tell us what went wrong, and we'll put it right."
    assert {call.status for method in SETTERS for call in api.calls(method)} == {200}


async def test_what_is_set_is_not_set_again(api: FakeBotApi, bot: Bot, memory: Memory) -> None:
    await set_menu(bot, memory, "Wanderlight", TONGUES)
    await set_menu(bot, memory, "Wanderlight", TONGUES)

    assert calls(api) == [4, 4, 4]


async def test_what_has_changed_is_set_anew(api: FakeBotApi, bot: Bot, memory: Memory) -> None:
    await set_menu(bot, memory, "Wanderlight", TONGUES)
    await set_menu(bot, memory, "Another Shop", TONGUES)

    assert calls(api) == [8, 8, 8]


async def test_what_goes_wrong_is_tried_at_the_next_start(api: FakeBotApi, bot: Bot, memory: Memory) -> None:
    api.fail("setMyDescription", status=429, retry_after=60)
    await set_menu(bot, memory, "Wanderlight", TONGUES)
    at_first = calls(api)
    await set_menu(bot, memory, "Wanderlight", TONGUES)

    assert at_first == [1, 1, 0]
    assert calls(api) == [5, 5, 4]
