"""The mouth at Telegram: a buyer's lines go out in order, each is marked when it is out, and one chat never holds up another."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog
from telegram import Bot, InlineKeyboardMarkup, LinkPreviewOptions, Message
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot.errors import StorageBusy
from bot.followup import sending
from bot.followup.sending import DueThing, Outgoing, Sent
from bot.memory.store import Memory
from bot.memory.views import WrittenLine
from bot.ports import Clock
from handlers.telegram.buyer import CHANNEL
from handlers.telegram.dress import as_html, as_plain, keyboard, messages_of
from handlers.telegram.mishaps import Mishap, MishapKind, mishap_of
from handlers.telegram.updates import reference_of

log = structlog.get_logger(__name__)

SOON = timedelta(seconds=2)
"""After this a message that surely did not arrive is sent again; each time twice as long, up to ten minutes."""

_LONGEST_WAIT = timedelta(minutes=10)
_BUSY_SECONDS = 0.5
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


@dataclass(slots=True)
class _Chat:
    """A buyer to whom something is going out just now; `again` if there may be more by the time it is out."""

    again: bool = False


@dataclass(slots=True)
class Messenger:
    """Sends what is queued for doors of Telegram. `wake` is called whenever there may be something for a buyer."""

    bot: Bot
    memory: Memory
    clock: Clock
    monotonic: Callable[[], float]
    _at_work: dict[int, asyncio.Task[None]] = field(default_factory=dict)
    _chats: dict[int, _Chat] = field(default_factory=dict)
    _not_before: dict[str, float] = field(default_factory=dict)
    _failures: dict[int, int] = field(default_factory=dict)  # how often in a row nothing got through to a buyer
    _parts_out: dict[tuple[int, int], int] = field(default_factory=dict)  # how much of a long line is out, by buyer and number
    _closing: bool = False

    def wake(self, buyer_id: int) -> None:
        """See whether anything is to go out to this buyer, now or once what is going out is out."""
        if self._closing:
            return
        if buyer_id in self._at_work:
            self._chats[buyer_id].again = True
            return
        self._chats.setdefault(buyer_id, _Chat())
        self._at_work[buyer_id] = asyncio.create_task(self._serve(buyer_id))

    def may_type(self, chat: str) -> bool:
        """Whether a chat is free of a pause that Telegram asked for."""
        return self._not_before.get(chat, 0.0) <= self.monotonic()

    async def pick_up(self) -> None:
        """Go on with everything that is queued, after a stop."""
        for buyer_id in await self.memory.read(sending.waiting, CHANNEL):
            self.wake(buyer_id)

    async def deliver(self, thing: DueThing) -> None:
        """The time has come to try once more at a door."""
        door = await self.memory.write(sending.try_again, thing, self.clock.now())
        if door is not None:
            self._not_before.pop(door.external_id, None)
            self.wake(door.buyer_id)

    async def close(self) -> None:
        """Finish the messages that are being sent; the others stay queued for the next start."""
        self._closing = True
        await asyncio.gather(*self._at_work.values())

    async def quiet(self) -> None:
        """Wait until nothing is going out."""
        while self._at_work:
            await asyncio.gather(*self._at_work.values())

    async def _serve(self, buyer_id: int) -> None:
        chat = self._chats[buyer_id]
        try:
            while not self._closing:
                chat.again = False
                try:
                    out = await self.memory.read(sending.outgoing, buyer_id, CHANNEL)
                    if out:
                        await self._send_all(out, chat)
                except StorageBusy:
                    log.warning("storage busy", buyer=buyer_id)  # queued it is
                    await asyncio.sleep(_BUSY_SECONDS)
                    continue
                if not chat.again:  # whoever writes more says so
                    return
        finally:
            del self._at_work[buyer_id], self._chats[buyer_id]

    async def _send_all(self, out: Outgoing, chat: _Chat) -> None:
        """Send the lines in order, up to the first at which sending has to wait or ends."""
        if not self.may_type(out.name_there):
            return
        for line in out.lines:
            if self._closing or not await self._send(out, line, chat):
                return

    async def _send(self, out: Outgoing, line: WrittenLine, chat: _Chat) -> bool:
        """Send one line, whole; whether to go on with the next."""
        sent = Sent(out.buyer_id, line.n, twice=line.tries > 0)
        *before, last = messages_of(line)
        key = (out.buyer_id, line.n)
        try:
            for text in before[self._parts_out.get(key, 0) :]:
                await self._put(out.name_there, line, text)
                self._parts_out[key] = self._parts_out.get(key, 0) + 1
            message = await self._put(out.name_there, line, last, keyboard(line))
        except TelegramError as error:
            return await self._mishap(out, sent, mishap_of(error), chat)
        self._failures.pop(out.buyer_id, None)
        self._parts_out.pop(key, None)
        await self.memory.write(sending.sent, sent, reference_of(message.message_id), self.clock.now())
        return True

    async def _put(self, name_there: str, line: WrittenLine, text: str, markup: InlineKeyboardMarkup | None = None) -> Message:
        try:
            return await self.bot.send_message(
                name_there, as_html(line, text), parse_mode=ParseMode.HTML, reply_markup=markup, link_preview_options=_NO_PREVIEW
            )
        except TelegramError as error:
            if mishap_of(error).kind is not MishapKind.MALFORMED:
                raise
            log.error("a line is no HTML to Telegram", line=line.n, script=line.keys)
            return await self.bot.send_message(
                name_there, as_plain(line, text), reply_markup=markup, link_preview_options=_NO_PREVIEW
            )

    async def _mishap(self, out: Outgoing, sent: Sent, mishap: Mishap, chat: _Chat) -> bool:
        now = self.clock.now()
        match mishap.kind:
            case MishapKind.BLOCKED | MishapKind.GONE:
                await self.memory.write(sending.shut_out, out.door_id, mishap.detail or mishap.kind.value, now)
                return False
            case MishapKind.MOVED:
                await self.memory.write(sending.moved, out.door_id, str(mishap.new_chat_id))
                chat.again = True
                return False
            case MishapKind.PERHAPS_SENT:
                # Once more and no oftener, before anything else goes out: what may be there twice is marked so.
                once_more = await self.memory.write(sending.perhaps_sent, sent)
                chat.again = chat.again or once_more
                return not once_more
            case MishapKind.LATER:
                await self._wait(out, now, mishap.after, "Telegram asked for a pause")
                return False
            case MishapKind.REFUSED | MishapKind.STALE | MishapKind.MALFORMED | MishapKind.TOO_BIG:
                # Why, in one word: Telegram's own sentence may quote the line.
                log.error("a line is refused", buyer=out.buyer_id, line=sent.n, why=mishap.kind.value)
                await self.memory.write(sending.refused, sent, mishap.detail, now)
                return True
            case MishapKind.UNREACHED | MishapKind.UNAUTHORIZED | MishapKind.CONFLICT:
                failures = self._failures.get(out.buyer_id, 0)
                self._failures[out.buyer_id] = failures + 1
                pause = min(SOON * 2 ** min(failures, 16), _LONGEST_WAIT)
                await self._wait(out, now, pause, mishap.kind.value)
                return False

    async def _wait(self, out: Outgoing, now: datetime, pause: timedelta, why: str) -> None:
        self._not_before[out.name_there] = self.monotonic() + pause.total_seconds()
        log.warning("sending waits", buyer=out.buyer_id, seconds=round(pause.total_seconds(), 1), why=why)
        await self.memory.write(sending.wait, out.door_id, now + pause)
