"""The buyer's door at Telegram: what comes in is kept before anything else; presses are answered at once, worked later."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from hashlib import sha256

import structlog
from telegram import Bot
from telegram.constants import ChatAction
from telegram.error import TelegramError

from bot.complaint import blocking
from bot.complaint.reception import Brought, Caller, Reception, Taken, Tongues
from bot.language import script_asides
from bot.language.catalogue import nearest, text_of
from bot.memory.store import Memory
from bot.memory.views import door_at, language_at
from bot.ports import Clock
from handlers.telegram.updates import (
    Knock,
    LetIn,
    Misshapen,
    Person,
    PressedButton,
    RawUpdate,
    Written,
    as_stored,
    knock_of,
)

log = structlog.get_logger(__name__)

CHANNEL = "telegram"

TYPING_AFTER_SECONDS = 1.0
"""An answer that takes longer than this is shown to be on its way."""

_A_CROWD = 32
"""So many buyers at once want their answers sooner, not a sign for each that they come."""

_TOAST = {
    Taken.NEW: script_asides.PRESS_TAKEN,
    Taken.KNOWN: script_asides.PRESS_ALREADY,
    Taken.NOT_HERE: script_asides.PRESS_NOT_HERE,
}


class BuyerDoor:
    """Takes in whole batches of updates. `now` is the real time, by which Telegram dates its messages."""

    def __init__(
        self,
        bot: Bot,
        memory: Memory,
        reception: Reception,
        tongues: Tongues,
        real: Clock,
        shop: Clock,
        may_type: Callable[[str], bool],
    ) -> None:
        self._bot = bot
        self._memory = memory
        self._reception = reception
        self._tongues = tongues
        self._real = real
        self._shop = shop
        self._may_type = may_type
        self._errands: set[asyncio.Task[None]] = set()
        self._watched: set[str] = set()  # the chats in which somebody has just written

    async def store(self, updates: Sequence[RawUpdate]) -> None:
        """Keep the whole batch, or nothing of it; once that is done it may be acknowledged. Kept twice, it is kept once."""
        knocks = [(update, self._read(update)) for update in updates]
        brought = [one for update, knock in knocks if (one := _brought(update, knock))]
        taken = dict(zip([one.external_id for one in brought], await self._reception.take_in(brought), strict=True))
        for _, knock in knocks:
            match knock:
                case PressedButton():
                    became = Taken.NOT_HERE if knock.elsewhere else taken[_name_of(knock)]
                    self._send_off(self._answer(knock, became))
                case LetIn():
                    await self._memory.write(
                        blocking.let_in, CHANNEL, knock.person.chat, blocked=knock.blocked, now=self._shop.now()
                    )
                case Written() if knock.person.chat not in self._watched:
                    self._watched.add(knock.person.chat)
                    self._send_off(self._type(knock.person))

    async def close(self) -> None:
        """Leave what was begun for its own sake: nothing depends on it."""
        for errand in self._errands:
            errand.cancel()
        await asyncio.gather(*self._errands, return_exceptions=True)

    def _read(self, update: RawUpdate) -> Knock | Misshapen | None:
        try:
            return knock_of(update, self._real.now())
        except Misshapen as error:
            log.error("an update that is none", error=str(error))
            return error

    def _send_off(self, errand: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(errand)
        self._errands.add(task)
        task.add_done_callback(self._errands.discard)

    async def _answer(self, knock: PressedButton, taken: Taken) -> None:
        """Tell the presser in a word, in the language we speak with them. A press too old to be told was kept all the same."""
        spoken = await self._memory.read(language_at, CHANNEL, knock.person.chat)
        language = spoken or nearest(knock.person.app_language, self._tongues.spoken) or self._tongues.default
        with suppress(TelegramError):
            await self._bot.answer_callback_query(knock.query, text_of(_TOAST[taken], language))

    async def _type(self, person: Person) -> None:
        """Where an answer takes long, show that it is on its way: once, and never where Telegram asked for a pause."""
        await asyncio.sleep(TYPING_AFTER_SECONDS)
        self._watched.discard(person.chat)
        if self._reception.at_work > _A_CROWD:
            return
        door = await self._memory.read(door_at, CHANNEL, person.chat)
        if door and self._reception.serves(door.buyer_id) and self._may_type(person.chat):
            with suppress(TelegramError):
                await self._bot.send_chat_action(person.chat, ChatAction.TYPING)


def _brought(update: RawUpdate, knock: Knock | Misshapen | None) -> Brought | None:
    """What is kept of an update; nothing of one that is none of ours, or only about the door itself."""
    match knock:
        case Written(person, name, album, age):
            return Brought(CHANNEL, name, as_stored(update), _caller(person), album, age)
        case PressedButton(person, elsewhere=False):
            return Brought(CHANNEL, _name_of(knock), as_stored(update), _caller(person), button=knock.token or "none")
        case Misshapen():
            stored = as_stored(update)
            # It is known by what it holds, so that it too is kept once: no part of it can be relied on as a name.
            name = f"misshapen:{sha256(stored.encode()).hexdigest()}"
            return Brought(CHANNEL, name, stored, None, error=f"not as Telegram describes it: {knock}")
        case _:
            return None


def _name_of(knock: PressedButton) -> str:
    return f"{knock.person.chat}:press:{knock.query}"


def _caller(person: Person) -> Caller:
    return Caller(CHANNEL, person.chat, person.name, person.app_language)
