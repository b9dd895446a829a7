"""From the doors to the heart: what came in is stored, then worked; one buyer strictly in order, all buyers side by side."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import structlog

from bot.complaint import handling
from bot.complaint.case import Practice
from bot.complaint.handling import Post, Seen
from bot.complaint.turn import CaseMoved
from bot.errors import StorageBusy
from bot.language.identify import hear_language
from bot.language.understand import Understander
from bot.log import place_of
from bot.memory.inbox import Entry
from bot.memory.store import Memory, Unit
from bot.ports import Clock

log = structlog.get_logger(__name__)

_TRIES = 3
_PAUSE_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Arrival:
    """Something a door was given, as raw as it is to be stored. `external_id` names it for good within its channel."""

    channel: str
    external_id: str
    buyer_id: int
    payload: str


@dataclass(frozen=True, slots=True)
class Tongues:
    """The languages the shop answers in, and the one for those it does not."""

    spoken: tuple[str, ...]
    default: str


Door = Callable[[str], Post]
"""How a door reads back what it stored."""


class Reception:
    """Takes what came in, and sees that it is worked. `told` is called with a buyer's number when there are new lines."""

    def __init__(
        self,
        memory: Memory,
        clock: Clock,
        practice: Practice,
        understander: Understander,
        tongues: Tongues,
        doors: Mapping[str, Door],
        told: Callable[[int], None],
    ) -> None:
        self._memory = memory
        self._clock = clock
        self._practice = practice
        self._understander = understander
        self._tongues = tongues
        self._doors = doors
        self._told = told
        self._at_work: dict[int, asyncio.Task[None]] = {}
        self._again: set[int] = set()
        self._closing = False

    async def store(self, arrivals: Sequence[Arrival]) -> list[bool]:
        """Keep what came in, all of it or nothing; once that is done it may be acknowledged. Whether each was new."""
        new = await self._memory.write(_store, arrivals, self._clock)
        for arrival in arrivals:
            self._call(arrival.buyer_id)
        return new

    async def pick_up(self) -> None:
        """Go on with everything that was stored and not worked: after a stop, or when another process stored it."""
        for buyer_id in await self._memory.read(lambda unit: unit.inbox.waiting_buyers()):
            self._call(buyer_id)

    async def close(self) -> None:
        """Finish the entries being worked; the others stay stored for the next start."""
        self._closing = True
        if self._at_work:
            await asyncio.gather(*self._at_work.values())

    async def quiet(self) -> None:
        """Wait until nothing is being worked."""
        while self._at_work:
            await asyncio.gather(*self._at_work.values())

    def _call(self, buyer_id: int) -> None:
        """Let this buyer be served, or be looked at once more if that is happening already."""
        if self._closing:
            return
        if buyer_id in self._at_work:
            self._again.add(buyer_id)
            return
        self._at_work[buyer_id] = asyncio.create_task(self._serve(buyer_id))

    async def _serve(self, buyer_id: int) -> None:
        """Work a buyer's entries, oldest first, until there are none."""
        try:
            while not self._closing:
                self._again.discard(buyer_id)
                up = await self._memory.read(_next_up, buyer_id, self._clock)
                if up:
                    await self._work(*up)
                elif buyer_id not in self._again:
                    return
        except StorageBusy:
            # Stored it is; the clock's next tick comes back to it.
            log.warning("storage busy", buyer=buyer_id)
        finally:
            del self._at_work[buyer_id]

    async def _work(self, entry: Entry, seen: Seen) -> None:
        post: Post | None = None
        try:
            post = self._doors[entry.channel](entry.payload)
            await self._hear(entry, post, seen)
        except CaseMoved:
            return  # somebody was faster: the same entry is read anew
        except StorageBusy:
            raise
        except Exception as error:  # whatever it is, it must not stop this buyer's other words, nor anybody else's
            await self._failed(entry, post, error)

    async def _hear(self, entry: Entry, post: Post, seen: Seen) -> None:
        buyer = seen.buyer
        heard = hear_language(
            post.text,
            current=buyer.language,
            chosen=buyer.language_chosen,
            belief=buyer.belief,
            app_language=buyer.app_language,
            spoken=self._tongues.spoken,
            default=self._tongues.default,
        )
        understood = self._understander.understand(post.text, heard.language, seen.asked)
        turn = await self._memory.write(handling.hear, entry, post, heard, understood, seen, self._practice, self._clock.now())
        if turn and turn.handed_over:
            log.warning("a case waits for a person", case=turn.case_id)
        self._told(entry.buyer_id)

    async def _failed(self, entry: Entry, post: Post | None, error: Exception) -> None:
        # The kind of the error and where it happened, never its text: that may hold a buyer's words.
        why = type(error).__name__
        log.error("entry failed", entry=entry.id, buyer=entry.buyer_id, attempt=entry.attempts + 1, error=why, at=place_of(error))
        if entry.attempts + 1 < _TRIES:
            await self._memory.write(lambda unit: unit.inbox.failed(entry.id, why))
            await asyncio.sleep(_PAUSE_SECONDS)
            return
        await self._memory.write(partial(handling.set_aside, entry=entry, post=post, why=why, now=self._clock.now()))
        self._told(entry.buyer_id)


def _store(unit: Unit, arrivals: Sequence[Arrival], clock: Clock) -> list[bool]:
    now = clock.now()
    return [unit.inbox.add(one.channel, one.external_id, one.buyer_id, one.payload, now) for one in arrivals]


def _next_up(unit: Unit, buyer_id: int, clock: Clock) -> tuple[Entry, Seen] | None:
    entry = unit.inbox.oldest(buyer_id)
    return (entry, handling.see(unit, buyer_id, clock.now())) if entry else None
