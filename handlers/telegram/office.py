"""Telegram, put together: the ear, the door, the mouth, and what they need of the house."""

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from secrets import compare_digest, token_urlsafe

import structlog
from telegram import Bot
from telegram.error import TelegramError

from bot.clock import RealClock
from bot.complaint import fetching
from bot.complaint.practice import Practice
from bot.complaint.reception import Reception, Tongues
from bot.followup import sending
from bot.followup.delivery import Courier
from bot.memory.pictures import Pictures
from bot.memory.store import Memory, Unit
from bot.ports import Clock
from bot.settings_telegram import Telegram
from handlers.telegram.buyer import BuyerDoor
from handlers.telegram.menu import set_menu
from handlers.telegram.messenger import Messenger
from handlers.telegram.mishaps import mishap_of
from handlers.telegram.pictures import PictureFetcher
from handlers.telegram.poller import ALLOWED_UPDATES, FIRST_PAUSE, LONGEST_PAUSE, Poller
from handlers.telegram.transport import AiohttpRequest
from handlers.telegram.updates import RawUpdate

log = structlog.get_logger(__name__)

USERNAME = "telegram.username"
"""Under this name the shop remembers what the bot is called at Telegram: links to it begin with that."""

_SECRET = "telegram.webhook_secret"  # noqa: S105  the name under which it is kept


@dataclass(frozen=True, slots=True)
class Needs:
    """What of the house Telegram works with."""

    memory: Memory
    clock: Clock
    practice: Practice
    tongues: Tongues
    reception: Reception
    pictures: Pictures


class TelegramOffice:
    """Everything at Telegram. Open it with the house; `told` is called with a buyer's number when there are new lines."""

    def __init__(self, settings: Telegram, webhook_url: str, needs: Needs) -> None:
        self._settings = settings
        self._webhook_url = webhook_url
        self._needs = needs
        self._request = AiohttpRequest(proxy=settings.proxy or None)
        bot = Bot(
            settings.token,
            base_url=settings.base_url,
            base_file_url=settings.base_file_url,
            request=self._request,
            get_updates_request=self._request,
        )
        self._bot = bot
        self._messenger = Messenger(bot, needs.memory, needs.clock, time.monotonic)
        real = RealClock()
        self._door = BuyerDoor(bot, needs.memory, needs.reception, needs.tongues, real, needs.clock, self._messenger.may_type)
        self._poller = Poller(bot, self._door.store, real, delete_webhook=True)
        self._fetcher = PictureFetcher(bot, needs.memory, needs.clock, needs.practice, needs.pictures)
        self._secret = ""
        self._listening: asyncio.Task[None] | None = None
        self._introducing: asyncio.Task[None] | None = None

    @property
    def told(self) -> Callable[[int], None]:
        """To be called with a buyer's number when there are new lines."""
        return self._messenger.wake

    @property
    def couriers(self) -> Mapping[str, Courier]:
        """Who does what is due at Telegram, by its kind."""
        return {sending.KIND: self._try_again, fetching.KIND: self._fetcher.fetch}

    async def open(self) -> None:
        """Begin to listen and to speak; what was left unsent is sent."""
        await self._request.initialize()
        await self._messenger.pick_up()
        self._secret = await self._needs.memory.write(_secret_of)
        if not self._settings.webhook:
            self._listening = asyncio.create_task(self._poller.run())
        self._introducing = asyncio.create_task(self._introduce())

    async def hook(self, updates: Sequence[RawUpdate]) -> None:
        """Keep what Telegram brings by the webhook; on return it may be acknowledged."""
        await self._door.store(updates)

    def knows(self, secret: str) -> bool:
        """Whether this is the secret that Telegram was given for the webhook."""
        return bool(self._secret) and compare_digest(secret.encode(), self._secret.encode())

    async def stop_listening(self) -> None:
        """Hear nothing new: what is at Telegram stays there for the next start."""
        if self._introducing:
            self._introducing.cancel()
            await asyncio.gather(self._introducing, return_exceptions=True)
        if self._listening:
            self._poller.stop()
            await self._listening

    async def quiet(self) -> None:
        """Wait until nothing is going out."""
        await self._messenger.quiet()

    async def close(self) -> None:
        """Finish what is being sent, and leave the rest queued."""
        await self._door.close()
        await self._messenger.close()
        await self._request.shutdown()

    async def _try_again(self, thing: sending.DueThing) -> None:
        await self._messenger.deliver(thing)

    async def _introduce(self) -> None:
        """Learn what the bot is called, have the webhook set, and the menu shown, as soon as Telegram can be reached.

        Nothing here waits for it; but without a webhook nothing comes in.
        """
        pause = FIRST_PAUSE
        while not await self._introduced():
            await asyncio.sleep(pause.total_seconds())
            pause = min(pause * 2, LONGEST_PAUSE)

    async def _introduced(self) -> bool:
        memory = self._needs.memory
        try:
            if self._settings.webhook:
                await self._bot.set_webhook(self._webhook_url, secret_token=self._secret, allowed_updates=list(ALLOWED_UPDATES))
            me = await self._bot.get_me()
        except TelegramError as error:
            log.error("Telegram does not know us", why=mishap_of(error).kind.value)
            return False
        await memory.write(lambda unit: unit.state.put(USERNAME, me.username or ""))
        await set_menu(self._bot, memory, self._needs.practice.shop, self._needs.tongues)
        log.info("open at Telegram", bot=me.username, by="webhook" if self._settings.webhook else "polling")
        return True


def _secret_of(unit: Unit) -> str:
    """What Telegram shows at the webhook to be let in; made once, at random."""
    known = unit.state.get(_SECRET)
    if known is None:
        known = token_urlsafe(32)
        unit.state.put(_SECRET, known)
    return known
