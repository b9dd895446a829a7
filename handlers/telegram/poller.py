"""The ear at Telegram: fetches what buyers do, has it stored, and only then lets Telegram forget it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from telegram import Bot
from telegram.error import NetworkError, TelegramError

from bot.ports import Clock
from handlers.telegram.mishaps import Mishap, MishapKind, mishap_of

log = structlog.get_logger(__name__)

RawUpdate = dict[str, Any]
Store = Callable[[Sequence[RawUpdate]], Awaitable[None]]

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
LONG_POLL_SECONDS = 50
"""How long Telegram may keep us waiting for news; it allows no more."""

ANSWER_SECONDS = 10.0
"""How much longer than that an answer may take on its way."""

FIRST_PAUSE = timedelta(seconds=1)
LONGEST_PAUSE = timedelta(minutes=1)

HIGHEST_NUMBER = 2**31 - 1

GET_UPDATES = "getupdates"
"""Telegram does not mind the case, and python-telegram-bot warns whoever writes its own methods out in theirs."""

NOT_YET = "Telegram has not answered yet: nothing need be done."
WEBHOOK_SET = "A webhook is set for this token: delete it, or have this shop served by it."
NO_NUMBER = "Telegram hands over updates without a number: nothing is lost, and the next message of anybody helps."
NOT_STORED = "Messages cannot be stored ({}): look at the database. They wait at Telegram for a day."
REFUSED = "Telegram refuses to hand over messages, please report it: {}"
TROUBLES = {
    MishapKind.UNAUTHORIZED: "The token is not known to Telegram: take the right one from @BotFather and restart.",
    MishapKind.CONFLICT: "Another instance polls with this token: stop one of them.",
    MishapKind.LATER: "Telegram asks for a pause: nothing need be done.",
    MishapKind.UNREACHED: "Telegram cannot be reached: if it lasts, look at the connection of this machine.",
    MishapKind.PERHAPS_SENT: "Telegram does not answer: if it lasts, look at the connection of this machine.",
}


@dataclass(frozen=True, slots=True)
class PollState:
    """How polling stands, and since when. `trouble` is a sentence that says what to do, and empty if all is well."""

    since: datetime
    trouble: str = ""


class Poller:
    """Polls until it is told to stop, whatever happens meanwhile. What was not stored is asked for again, nothing is dropped.

    `store` is given every batch whole and in order, malformed updates included, and may be given one twice: the last before
    a crash or a stop comes again. A webhook of this token is deleted only if `delete_webhook` says so. `state` is for showing.
    """

    def __init__(
        self,
        bot: Bot,
        store: Store,
        clock: Clock,
        *,
        delete_webhook: bool = False,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._bot = bot
        self._store = store
        self._clock = clock
        self._delete_webhook = delete_webhook
        self._sleep = sleep
        self._offset: int | None = None
        self._stopping = False
        self._waiting: asyncio.Timeout | None = None
        self.state = PollState(clock.now(), NOT_YET)

    async def run(self) -> None:
        """Fetch and store until `stop`."""
        pause = FIRST_PAUSE
        while not self._stopping:
            # What a stop cut short is no trouble: the loop ends.
            with suppress(TimeoutError):
                trouble = await self._fetch_and_store()
                self._show(trouble)
                if trouble:
                    async with self._cut_short_by_stop():
                        await self._sleep(max(pause, trouble.at_least).total_seconds())
                pause = min(pause * 2, LONGEST_PAUSE) if trouble else FIRST_PAUSE

    def stop(self) -> None:
        """End soon: a wait for Telegram is given up at once, and what is being stored is stored."""
        self._stopping = True
        if self._waiting:
            self._waiting.reschedule(asyncio.get_running_loop().time())

    async def _fetch_and_store(self) -> "_Trouble | None":
        try:
            async with self._cut_short_by_stop():
                batch = await self._fetch()
        except TelegramError as error:
            return _trouble_with(mishap_of(error))
        if batch:
            try:
                await self._store(batch)
            except Exception as error:  # whatever it is: they wait at Telegram, and nowhere else
                return _Trouble(NOT_STORED.format(type(error).__name__))
        offset = next_offset(batch, self._offset)
        if batch and offset == self._offset:
            return _Trouble(NO_NUMBER)
        self._offset = offset
        return None

    async def _fetch(self) -> list[RawUpdate]:
        if self._delete_webhook:
            await self._bot.delete_webhook()
            self._delete_webhook = False
        # After a trouble the answer is wanted at once, so that it can be seen to be over.
        wait = 0 if self.state.trouble else LONG_POLL_SECONDS
        asked: dict[str, object] = {"timeout": wait, "allowed_updates": list(ALLOWED_UPDATES)}
        if self._offset is not None:
            asked["offset"] = self._offset
        got = await self._bot.do_api_request(GET_UPDATES, asked, read_timeout=wait + ANSWER_SECONDS)
        if not isinstance(got, list):
            raise NetworkError("The answer was no list of updates")
        return [update if isinstance(update, dict) else {"malformed": update} for update in got]

    @asynccontextmanager
    async def _cut_short_by_stop(self) -> AsyncIterator[None]:
        """What is awaited inside ends with TimeoutError as soon as `stop` was called."""
        async with asyncio.timeout_at(0 if self._stopping else None) as self._waiting:
            try:
                yield
            finally:
                self._waiting = None

    def _show(self, trouble: "_Trouble | None") -> None:
        """Let everybody see how it stands, and log it if that is new."""
        sentence = trouble.sentence if trouble else ""
        if sentence == self.state.trouble:
            return
        self.state = PollState(self._clock.now(), sentence)
        if trouble:
            log.warning("telegram polling in trouble", trouble=sentence)
        else:
            log.info("telegram polling well")


@dataclass(frozen=True, slots=True)
class _Trouble:
    """Why a round came to nothing, and how long to wait at least before the next."""

    sentence: str
    at_least: timedelta = timedelta(0)


def _trouble_with(mishap: Mishap) -> _Trouble:
    if mishap.kind is MishapKind.CONFLICT and "webhook is active" in mishap.detail.casefold():
        return _Trouble(WEBHOOK_SET)
    return _Trouble(TROUBLES.get(mishap.kind, REFUSED.format(mishap.detail)), mishap.after)


def next_offset(batch: Sequence[RawUpdate], asked_from: int | None) -> int | None:
    """From where to ask next, once this batch is stored: Telegram then forgets everything below, and nothing above.

    After an empty batch, from the beginning: all that was stored is confirmed by then, and after a quiet week Telegram goes on
    counting from anywhere, even below. Of a batch without any usable number it is known that Telegram gives the lowest first:
    asked from N, the last of L is at least N + L - 1. Asked from nowhere, nothing is known, and the answer is None.
    """
    if not batch:
        return None
    numbers = [number for update in batch if type(number := update.get("update_id")) is int and 0 < number <= HIGHEST_NUMBER]
    if numbers:
        return max(numbers) + 1
    return None if asked_from is None else asked_from + len(batch)
