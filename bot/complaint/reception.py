"""From the doors to the heart: what came in is stored, then worked; one buyer strictly in order, all buyers side by side."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial

import structlog

from bot.complaint import hearing
from bot.complaint.event import Choice
from bot.complaint.hearing import Seen
from bot.complaint.post import Post
from bot.complaint.practice import Practice
from bot.complaint.second_opinion import SecondOpinion
from bot.complaint.turn import CaseMoved
from bot.errors import NoSuchBuyer, StorageBusy
from bot.language.identify import hear_language
from bot.language.schooling import School
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
    door_id: int | None = None
    album: str = ""
    age: timedelta = timedelta(0)  # how long ago it was written


@dataclass(frozen=True, slots=True)
class Tongues:
    """The languages the shop answers in, and the one for those it does not."""

    spoken: tuple[str, ...]
    default: str


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody at a door that knows people by a name of its own, whether we know them or not."""

    channel: str
    name_there: str
    name: str = ""
    app_language: str = ""


@dataclass(frozen=True, slots=True)
class Brought:
    """Something that a caller brought, as raw as it is to be stored; `age` is how long ago it was written.

    With `button` it is a press of the button with that token. Without a caller it cannot be worked, and `error` says why.
    """

    channel: str
    external_id: str
    payload: str
    caller: Caller | None
    album: str = ""
    age: timedelta = timedelta(0)
    button: str = ""
    error: str = ""


class Taken(StrEnum):
    """What became of something that was brought."""

    NEW = "new"
    KNOWN = "known"  # it was brought before
    NOT_HERE = "not_here"  # a button that does not stand in this conversation


Door = Callable[[Sequence[str]], Post]
"""How a door reads back what it stored: one payload, or all that came of an album."""

ALBUM_SECONDS = 1.0
"""An album has no end marker: it is whole when for so long no further part has come."""


@dataclass(frozen=True, slots=True)
class NextUp:
    """What is to be worked next, and how things stand with its buyer. `last` if nothing waited behind it."""

    entries: tuple[Entry, ...]
    last: bool
    seen: Seen


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
        album_seconds: float = ALBUM_SECONDS,
        second_opinion: SecondOpinion | None = None,
    ) -> None:
        self._album_seconds = album_seconds
        self._memory = memory
        self._clock = clock
        self._practice = practice
        self._understander = understander
        self.school = School(understander)
        self._tongues = tongues
        self._doors = doors
        self._told = told
        self._second_opinion = second_opinion
        self._at_work: dict[int, asyncio.Task[None]] = {}
        self._again: set[int] = set()
        self._closing = False

    async def store(self, arrivals: Sequence[Arrival]) -> list[bool]:
        """Keep what came in, all of it or nothing; once that is done it may be acknowledged. Whether each was new."""
        new = await self._memory.write(_store, arrivals, self._clock)
        for arrival in arrivals:
            self._call(arrival.buyer_id)
        return new

    async def take_in(self, brought: Sequence[Brought]) -> list[Taken]:
        """Keep all of it or nothing, as `store` does, also from people who were never here; what became of each."""
        kept = await self._memory.write(_take_in, brought, self._clock)
        for buyer_id in {buyer_id for buyer_id, taken in kept if buyer_id and taken is Taken.NEW}:
            self._call(buyer_id)
        return [taken for _, taken in kept]

    @property
    def at_work(self) -> int:
        """How many buyers are being served right now."""
        return len(self._at_work)

    def serves(self, buyer_id: int) -> bool:
        """Whether something of this buyer's is being worked right now."""
        return buyer_id in self._at_work

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
        parts = 0
        try:
            while not self._closing:
                self._again.discard(buyer_id)
                up = await self._memory.read(_next_up, buyer_id, self._clock)
                if up and up.entries[0].album and parts != len(up.entries):
                    parts = len(up.entries)
                    await asyncio.sleep(self._album_seconds)
                elif up:
                    parts = 0
                    worked = await self._work(up)
                    # What came since then calls again: nothing need be looked for.
                    if worked and up.last and buyer_id not in self._again:
                        return
                elif buyer_id not in self._again:
                    return
        except StorageBusy:
            # Stored it is; the clock's next tick comes back to it.
            log.warning("storage busy", buyer=buyer_id)
        finally:
            del self._at_work[buyer_id]

    async def _work(self, up: NextUp) -> bool:
        """Whether it was worked; otherwise it is next once more."""
        post: Post | None = None
        try:
            post = self._doors[up.entries[0].channel]([entry.payload for entry in up.entries])
            await self._hear(up, post)
        except (CaseMoved, NoSuchBuyer):
            return False  # somebody was faster, or has joined this buyer to another: the same entry is read anew
        except StorageBusy:
            raise
        except Exception as error:  # whatever it is, it must not stop this buyer's other words, nor anybody else's
            await self._failed(up, post, error)
            return False
        return True

    async def _hear(self, up: NextUp, post: Post) -> None:
        buyer = up.seen.buyer
        await self.school.to_tell_languages()
        heard = hear_language(
            post.text,
            current=buyer.language,
            chosen=buyer.language_chosen,
            belief=buyer.belief,
            app_language=buyer.app_language,
            spoken=self._tongues.spoken,
            default=self._tongues.default,
            free=up.seen.free,
            articles=up.seen.articles,
        )
        await self.school.to_understand(heard.language)
        understood = self._understander.understand(post.text, heard.language, up.seen.asked)
        if self._second_opinion:
            entry = up.entries[0]
            understood = await self._second_opinion.on(entry.id, buyer.id, post, understood, up.seen.asked)
        turn = await self._memory.write(
            hearing.hear, up.entries, post, heard, understood, up.seen, self._practice, self._clock.now()
        )
        if turn and turn.handed_over:
            log.warning("a case waits for a person", case=turn.case_id)
        self._told(buyer.id)
        if turn and turn.buyer_id != buyer.id:
            # Two conversations became one: what else this buyer wrote is the other's now.
            self._told(turn.buyer_id)
            self._call(turn.buyer_id)

    async def _failed(self, up: NextUp, post: Post | None, error: Exception) -> None:
        # The kind of the error and where it happened, never its text: that may hold a buyer's words.
        why, entry, buyer_id = type(error).__name__, up.entries[0], up.seen.buyer.id
        log.error("entry failed", entry=entry.id, buyer=buyer_id, attempt=entry.attempts + 1, error=why, at=place_of(error))
        if entry.attempts + 1 < _TRIES:
            await self._memory.write(lambda unit: unit.inbox.failed(entry.id, why))
            await asyncio.sleep(_PAUSE_SECONDS)
            return
        await self._memory.write(partial(hearing.set_aside, entries=up.entries, post=post, why=why, now=self._clock.now()))
        self._told(buyer_id)


def _store(unit: Unit, arrivals: Sequence[Arrival], clock: Clock) -> list[bool]:
    now = clock.now()
    return [
        unit.inbox.add(one.channel, one.external_id, one.buyer_id, one.payload, now - one.age, one.door_id, one.album)
        for one in arrivals
    ]


def _take_in(unit: Unit, brought: Sequence[Brought], clock: Clock) -> list[tuple[int | None, Taken]]:
    now = clock.now()
    return [_kept(unit, one, now) for one in brought]


def _kept(unit: Unit, one: Brought, now: datetime) -> tuple[int | None, Taken]:
    at = now - one.age
    caller = one.caller
    if caller is None:
        new = unit.inbox.add(one.channel, one.external_id, None, one.payload, at, error=one.error)
        return None, Taken.NEW if new else Taken.KNOWN
    door = unit.doors.open(caller.channel, caller.name_there, caller.app_language, "", now, caller.name)
    external_id = one.external_id
    if one.button:
        found = unit.transcript.button(door.buyer_id, one.button)
        if found is None:
            return door.buyer_id, Taken.NOT_HERE
        button, _ = found
        # Pressed again it is the same press; but a language may be chosen back and forth.
        external_id = f"{door.id}:{one.button}" if button.choice != Choice.LANGUAGE else external_id
    new = unit.inbox.add(one.channel, external_id, door.buyer_id, one.payload, at, door.id, one.album)
    return door.buyer_id, Taken.NEW if new else Taken.KNOWN


def _next_up(unit: Unit, buyer_id: int, clock: Clock) -> NextUp | None:
    waiting = unit.inbox.oldest(buyer_id, 2)
    if not waiting:
        return None
    entry = waiting[0]
    entries = tuple(unit.inbox.album(buyer_id, entry.album)) if entry.album else (entry,)
    return NextUp(entries, len(waiting) == 1, hearing.see(unit, buyer_id, clock.now()))
