"""What came in and has not been worked yet: stored before it is acknowledged, worked once, in order."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, select, update

from bot.memory.columns import columns_of
from bot.memory.statements import change, every, first
from bot.memory.tables import Inbox, InboxState
from bot.memory.upsert import Upsert
from bot.memory.written import written

_inbox = columns_of(Inbox)
_ENTRY = select(
    _inbox.c.id, _inbox.c.channel, _inbox.c.external_id, _inbox.c.buyer_id, _inbox.c.door_id, _inbox.c.payload,
    _inbox.c.received_at, _inbox.c.attempts, _inbox.c.album,
)  # fmt: skip
_ADD = Upsert(_inbox, lambda insert: insert.on_conflict_do_nothing().returning(_inbox.c.id))
_OLDEST = (
    _ENTRY.where(_inbox.c.buyer_id == bindparam("buyer"), _inbox.c.state == written(InboxState.NEW))
    .order_by(_inbox.c.id)
    .limit(bindparam("most"))
)
_ALBUM = (
    _ENTRY.where(
        _inbox.c.buyer_id == bindparam("buyer"), _inbox.c.state == written(InboxState.NEW), _inbox.c.album == bindparam("named")
    )
    .order_by(_inbox.c.id)
)  # fmt: skip
_UNREAD = select(_inbox.c.buyer_id).where(_inbox.c.state == written(InboxState.NEW)).group_by(_inbox.c.buyer_id)
_ASIDE = (
    select(_inbox.c.id, _inbox.c.channel, _inbox.c.buyer_id, _inbox.c.received_at, _inbox.c.error)
    .where(_inbox.c.state == InboxState.SET_ASIDE)
    .order_by(_inbox.c.id)
)
_BECOMES = (
    update(_inbox)
    .where(_inbox.c.id == bindparam("entry"), _inbox.c.state == written(InboxState.NEW))
    .values(state=bindparam("becomes"))
)
_FAILED = (
    update(_inbox)
    .where(_inbox.c.id == bindparam("entry"), _inbox.c.state == written(InboxState.NEW))
    .values(attempts=_inbox.c.attempts + 1, error=bindparam("why"))
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing a door was given. `payload` is as the door stored it; entries of one `album` belong together."""

    id: int
    channel: str
    external_id: str
    buyer_id: int
    door_id: int | None
    payload: str
    received_at: datetime
    attempts: int
    album: str


@dataclass(frozen=True, slots=True)
class Aside:
    """An entry that could not be worked, as staff are shown it."""

    id: int
    channel: str
    buyer_id: int | None
    received_at: datetime
    error: str


class InboxMemory:
    """The inbox of all doors."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(
        self,
        channel: str,
        external_id: str,
        buyer_id: int | None,
        payload: str,
        at: datetime,
        door_id: int | None = None,
        album: str = "",
        error: str = "",
    ) -> bool:
        """Store an entry; False when this one was stored before, in which case nothing changes. An `error` sets it aside."""
        row = {
            "channel": channel, "external_id": external_id, "buyer_id": buyer_id, "door_id": door_id, "album": album,
            "payload": payload, "received_at": at, "state": InboxState.SET_ASIDE if error else InboxState.NEW,
            "attempts": 0, "error": error,
        }  # fmt: skip
        # Of an INSERT, not every driver counts the rows; the number of a new one is told by both.
        return first(self._connection, _ADD.on(self._connection), row) is not None

    def oldest(self, buyer_id: int, most: int) -> list[Entry]:
        """The entries of this buyer that are next, in the order they came."""
        return [Entry(*row) for row in every(self._connection, _OLDEST, {"buyer": buyer_id, "most": most})]

    def album(self, buyer_id: int, name: str) -> list[Entry]:
        """All unread entries of an album, in the order they came."""
        return [Entry(*row) for row in every(self._connection, _ALBUM, {"buyer": buyer_id, "named": name})]

    def aside(self) -> list[Aside]:
        """What could not be worked, for staff to look at."""
        return [Aside(*row) for row in self._connection.execute(_ASIDE)]

    def done(self, entry_id: int) -> bool:
        """The entry has been worked; False when somebody else did so first."""
        return self._becomes(entry_id, InboxState.DONE)

    def set_aside(self, entry_id: int) -> bool:
        """The entry is put where it stops nobody, to be shown to staff."""
        return self._becomes(entry_id, InboxState.SET_ASIDE)

    def failed(self, entry_id: int, why: str) -> None:
        """One try more has failed; it stays next in line."""
        change(self._connection, _FAILED, {"entry": entry_id, "why": why})

    def waiting_buyers(self) -> list[int]:
        """Everybody with something unread: where work goes on after a stop."""
        return list(self._connection.scalars(_UNREAD))

    def _becomes(self, entry_id: int, state: InboxState) -> bool:
        return change(self._connection, _BECOMES, {"entry": entry_id, "becomes": state}) == 1
