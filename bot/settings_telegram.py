"""The settings of the door at Telegram: the bot's token, and by which way updates come."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from bot.settings_section import Section, WebAddress

TELEGRAM_TOKEN_VARIABLE = "AMENDS_TELEGRAM_TOKEN"  # noqa: S105  the name of a variable, and no token
"""The environment variable that stands above telegram.token, so that it need not be written into a file."""


def _token(given: str) -> str:
    if given and not re.fullmatch(r"[0-9]+:[A-Za-z0-9_-]{30,}", given):
        raise ValueError('this is no token of a bot; @BotFather gives one like "123456789:AAE…".')
    return given


class Telegram(Section):
    """Buyers who write at Telegram. Without a token nobody does, and nothing else changes."""

    token: Annotated[str, Field(repr=False), AfterValidator(_token)] = ""
    webhook: bool = False
    base_url: WebAddress = "https://api.telegram.org/bot"
    base_file_url: WebAddress = "https://api.telegram.org/file/bot"
    proxy: WebAddress = ""
