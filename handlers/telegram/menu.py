"""What Telegram shows of the bot before anybody writes: its commands and what it is for, in every language spoken."""

import json
from datetime import UTC
from hashlib import sha256

import structlog
from telegram import Bot
from telegram.error import TelegramError

from bot.complaint.post import Command
from bot.complaint.reception import Tongues
from bot.language import script_asides
from bot.language.speech import Voice
from bot.memory.store import Memory
from handlers.telegram.mishaps import mishap_of

log = structlog.get_logger(__name__)

MENU = "telegram.menu"
"""Under this name the shop remembers which menu Telegram has, so that not every start sets it anew."""

COMMANDS = {
    Command.START: script_asides.COMMAND_START,
    Command.HUMAN: script_asides.COMMAND_HUMAN,
    Command.MYCASES: script_asides.COMMAND_MYCASES,
    Command.LANGUAGE: script_asides.COMMAND_LANGUAGE,
    Command.PRIVACY: script_asides.COMMAND_PRIVACY,
    Command.HELP: script_asides.COMMAND_HELP,
}


async def set_menu(bot: Bot, memory: Memory, shop: str, tongues: Tongues) -> None:
    """Have Telegram show the menu in every language, if it does not already.

    Nothing depends on it: what goes wrong is logged, and tried at the next start.
    """
    menus = {"": _menu(shop, tongues.default)} | {_two_letters(one): _menu(shop, one) for one in reversed(tongues.spoken)}
    wanted = sha256(json.dumps(menus, sort_keys=True).encode()).hexdigest()
    if await memory.read(lambda unit: unit.state.get(MENU)) == wanted:
        return
    try:
        for code, (commands, description, short) in menus.items():
            await bot.set_my_commands(commands, language_code=code or None)
            await bot.set_my_description(description, language_code=code or None)
            await bot.set_my_short_description(short, language_code=code or None)
    except TelegramError as error:
        log.warning("the menu at Telegram is not set", why=mishap_of(error).kind.value)
        return
    await memory.write(lambda unit: unit.state.put(MENU, wanted))


def _menu(shop: str, language: str) -> tuple[list[tuple[str, str]], str, str]:
    voice = Voice(language, UTC)
    commands = [(command.value, voice.line(line)) for command, line in COMMANDS.items()]
    return (
        commands,
        voice.line(script_asides.BOT_DESCRIPTION, shop=shop),
        voice.line(script_asides.BOT_SHORT_DESCRIPTION, shop=shop),
    )


def _two_letters(language: str) -> str:
    """A language as Telegram's menus know it; of two scripts of one language, the one named first is shown."""
    return language.partition("_")[0]
