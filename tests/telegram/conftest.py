"""A Bot API on this machine, and a bot that is connected to it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from telegram import Bot

from tests.talk import Shop
from tests.telegram.bots import bot_at
from tests.telegram.chats import Chatter, chat_shop, chatter
from tests.telegram.fake_api import FakeBotApi


@pytest.fixture
async def api() -> AsyncIterator[FakeBotApi]:
    async with FakeBotApi() as api:
        yield api


@pytest.fixture
async def bot(api: FakeBotApi) -> AsyncIterator[Bot]:
    async with bot_at(api) as bot:
        yield bot


@pytest.fixture
async def shop(api: FakeBotApi, sqlite_database: str, tmp_path: Path) -> AsyncIterator[Shop]:
    """The sample shop, listening at Telegram."""
    async with chat_shop(tmp_path, api, url=sqlite_database) as shop:
        yield shop


@pytest.fixture
def ana(shop: Shop, api: FakeBotApi) -> Chatter:
    """Somebody with the chat open, of whom nothing is known yet."""
    return chatter(shop, api)
