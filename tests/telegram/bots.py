"""A bot of python-telegram-bot that talks to the fake Bot API through our own transport."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from telegram import Bot

from handlers.telegram.transport import AiohttpRequest
from tests.telegram.fake_api import FakeBotApi


@asynccontextmanager
async def bot_at(api: FakeBotApi, request: AiohttpRequest | None = None, token: str = "") -> AsyncIterator[Bot]:
    async with request or AiohttpRequest() as request:
        yield Bot(
            token or api.token,
            base_url=api.base_url,
            base_file_url=api.base_file_url,
            request=request,
            get_updates_request=request,
        )
