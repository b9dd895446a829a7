"""The peer: the same length of conversation in python-telegram-bot's ConversationHandler with PicklePersistence, offline.

As much is kept as we keep at the same moment: every turn is in the file before the next message is taken, though not forced
to the disk as ours is. How fast the peer is when it keeps nothing at all is measured as well.
"""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

from telegram import Chat, Message, Update, User
from telegram.ext import (
    Application,
    ApplicationBuilder,
    ContextTypes,
    ConversationHandler,
    ExtBot,
    MessageHandler,
    PicklePersistence,
    filters,
)
from telegram.request import BaseRequest, RequestData

from tests.bench.shop import case_a

_AT = datetime(2026, 2, 16, 9, tzinfo=UTC)
_ME = {"id": 1, "is_bot": True, "first_name": "Peer", "username": "peer_bot"}
ANSWERS = (
    "I'm sorry that happened to you. What's your order number?",
    "Which e-mail address did you order with?",
    "2 × Canvas Slip-on, bought on 12 February: is that right?",
    "You're right: the promotion took 10% off a day later. I'd like to give you €9.98 back and a 5% coupon. Shall I?",
    "Agreed. I've noted it.",
    "It's noted already.",
    "You're welcome.",
)


class NoNetwork(BaseRequest):
    """Answers every call at once, as if it had been sent."""

    read_timeout = 1.0

    async def initialize(self) -> None:
        """There is nothing to open."""

    async def shutdown(self) -> None:
        """There is nothing to close."""

    async def do_request(
        self,
        url: str,
        method: str,  # noqa: ARG002  the names are the library's
        request_data: RequestData | None = None,
        **_timeouts: object,
    ) -> tuple[int, bytes]:
        """The answer of a server that is content with everything."""
        asked = request_data.parameters if request_data else {}
        sent = {"message_id": 1, "date": 0, "chat": {"id": asked.get("chat_id", 0), "type": "private"}, "text": asked.get("text")}
        return 200, json.dumps({"ok": True, "result": _ME if url.endswith("getMe") else sent}).encode()


@dataclass(slots=True)
class Peer:
    """The running application and where each of its buyers is in the conversation."""

    application: Application[Any, Any, Any, Any, Any, Any]
    buyers: int
    turns: int = 0

    async def turns_per_second(self, seconds: float) -> float:
        """One buyer after the other says the next thing, for so long; each turn is kept before the next, if any is."""
        begun, first = perf_counter(), self.turns
        while perf_counter() - begun < seconds:
            await self.turn()
            await self.application.update_persistence()
        return (self.turns - first) / (perf_counter() - begun)

    async def turn(self) -> None:
        """The next buyer says the next thing."""
        said, buyer = divmod(self.turns, self.buyers)
        says = case_a(buyer)
        user, chat = User(buyer + 1, "Buyer", is_bot=False), Chat(buyer + 1, Chat.PRIVATE)
        message = Message(self.turns + 1, _AT, chat, from_user=user, text=says[said % len(says)])
        message.set_bot(self.application.bot)
        self.turns += 1
        await self.application.process_update(Update(self.turns, message=message))


@asynccontextmanager
async def open_peer(buyers: int, file: Path | None = None) -> AsyncIterator[Peer]:
    """The peer with so many buyers in the middle of their conversations, kept in that file or nowhere."""
    bot = ExtBot("1:peer", request=NoNetwork(), get_updates_request=NoNetwork())
    built = ApplicationBuilder().bot(bot).updater(None)
    # At first kept in memory: otherwise the file would be written anew for each of them.
    persistence = PicklePersistence(file, on_flush=True) if file else None
    application = (built.persistence(persistence) if persistence else built).build()
    application.add_handler(_conversation(kept=bool(file)))
    async with application:
        peer = Peer(application, buyers)
        for _ in range(buyers):
            await peer.turn()
        await application.update_persistence()
        if persistence:
            persistence.on_flush = False
        yield peer


def _conversation(*, kept: bool) -> ConversationHandler[ContextTypes.DEFAULT_TYPE]:
    steps = [MessageHandler(filters.TEXT, _answering(place)) for place in range(len(ANSWERS))]
    return ConversationHandler(
        entry_points=[steps[0]],
        states={place: [step] for place, step in enumerate(steps) if place},
        fallbacks=[],
        name="complaint",
        persistent=kept,
    )


def _answering(place: int) -> Any:
    async def answer(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
        message, facts = update.message, context.user_data
        assert message is not None
        assert facts is not None
        facts[f"said {place}"] = message.text
        await message.reply_text(ANSWERS[place])
        return place + 1 if place + 1 < len(ANSWERS) else ConversationHandler.END

    return answer
