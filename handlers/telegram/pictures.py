"""Fetching the pictures that buyers sent: from Telegram into our own folder, drawn anew and kept under their hash."""

from telegram import Bot
from telegram.error import TelegramError

from bot.complaint import fetching
from bot.complaint.fetching import DueThing, KeptFile, NotKept
from bot.complaint.practice import Practice
from bot.complaint.turn import Turn
from bot.errors import AmendsError, PicturesClosed, PictureTooHeavy
from bot.memory.pictures import Pictures
from bot.memory.store import Memory
from bot.ports import Clock
from handlers.telegram.mishaps import MishapKind, mishap_of

_MOST_BYTES = 20_000_000
"""What Telegram lets a bot download."""

_FOR_GOOD = {MishapKind.REFUSED, MishapKind.GONE}


class PictureFetcher:
    """Fetches what is wanted, a picture at a time."""

    def __init__(self, bot: Bot, memory: Memory, clock: Clock, practice: Practice, pictures: Pictures) -> None:
        self._bot = bot
        self._memory = memory
        self._clock = clock
        self._practice = practice
        self._pictures = pictures

    async def fetch(self, thing: DueThing) -> Turn | None:
        """Fetch the picture that this row stands for."""
        wanted = await self._memory.write(fetching.begin, thing)
        if wanted is None:
            return None
        came = await self._fetched(wanted.source)
        return await self._memory.write(fetching.settle, thing, came, self._practice, self._clock.now())

    async def _fetched(self, source: str) -> KeptFile | NotKept:
        try:
            file = await self._bot.get_file(source)
            if (file.file_size or 0) > _MOST_BYTES:
                return NotKept(PictureTooHeavy.code, for_good=True)
            content = await file.download_as_bytearray()
            return await self._pictures.keep(bytes(content))
        except TelegramError as error:
            mishap = mishap_of(error)
            if mishap.kind is MishapKind.TOO_BIG:
                return NotKept(PictureTooHeavy.code, for_good=True)
            return NotKept(mishap.kind.value, for_good=mishap.kind in _FOR_GOOD)
        except PicturesClosed:
            raise  # our own disk: the row is tried again by the law of all rows
        except AmendsError as refusal:
            return NotKept(refusal.code, for_good=True)
