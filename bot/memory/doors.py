"""The doors by which buyers come in and are answered: a page, a chat."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, select, update

from bot.memory.buyers import BuyerMemory
from bot.memory.columns import columns_of
from bot.memory.statements import change, every, first, only
from bot.memory.tables import Buyer, DoorRow
from bot.memory.upsert import Upsert

_door = columns_of(DoorRow)
_buyer = columns_of(Buyer)
_KNOWN = select(_door.c.id, _door.c.buyer_id, _door.c.channel, _door.c.external_id, _door.c.blocked_at)
_AT = _KNOWN.where(_door.c.channel == bindparam("at"), _door.c.external_id == bindparam("who"))
_BY_ID = _KNOWN.where(_door.c.id == bindparam("door"))
_OF = _KNOWN.where(_door.c.buyer_id == bindparam("buyer")).order_by(_door.c.id)
_ANSWERED_AT = _KNOWN.join(_buyer, _buyer.c.door_id == _door.c.id).where(_buyer.c.id == bindparam("buyer"))
_ADD = Upsert(_door, lambda insert: insert.on_conflict_do_nothing().returning(_door.c.id))
_NOBODY = delete(_buyer).where(_buyer.c.id == bindparam("buyer"))
_BLOCKED = (
    update(_door).where(_door.c.id == bindparam("door"), _door.c.blocked_at.is_(None)).values(blocked_at=bindparam("since"))
)
_OPEN_AGAIN = update(_door).where(_door.c.id == bindparam("door"), _door.c.blocked_at.is_not(None)).values(blocked_at=None)
_MOVED = update(_door).where(_door.c.id == bindparam("door")).values(external_id=bindparam("who"))


@dataclass(frozen=True, slots=True)
class Door:
    """A way to a buyer. `external_id` is what the channel knows it by; `blocked_at` since when nothing gets through."""

    id: int
    buyer_id: int
    channel: str
    external_id: str
    blocked_at: datetime | None


class DoorMemory:
    """All doors."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, channel: str, external_id: str) -> Door | None:
        """The door known by that name, if it was ever used."""
        row = first(self._connection, _AT, {"at": channel, "who": external_id})
        return Door(*row) if row else None

    def load(self, door_id: int) -> Door:
        """The door of that number."""
        return Door(*only(self._connection, _BY_ID, {"door": door_id}))

    def answered_at(self, buyer_id: int) -> Door | None:
        """The door by which a buyer wrote last; None if there is none, or no such buyer any more."""
        row = first(self._connection, _ANSWERED_AT, {"buyer": buyer_id})
        return Door(*row) if row else None

    def of_buyer(self, buyer_id: int) -> list[Door]:
        """Every door of a buyer's, in the order they were opened."""
        return [Door(*row) for row in every(self._connection, _OF, {"buyer": buyer_id})]

    def open(self, channel: str, external_id: str, app_language: str, time_zone: str, at: datetime, name: str = "") -> Door:
        """The door known by that name; used for the first time, it is that of somebody new."""
        if known := self.find(channel, external_id):
            return known
        buyers = BuyerMemory(self._connection)
        buyer_id = buyers.add(app_language, time_zone, at, name)
        if opened := self.add(buyer_id, channel, external_id, at):
            buyers.is_at(buyer_id, opened.id)
            return opened
        # Somebody opened it at this very moment: it is theirs, and ours was nobody.
        change(self._connection, _NOBODY, {"buyer": buyer_id})
        known = self.find(channel, external_id)
        assert known is not None  # noqa: S101  it was in the way just now
        return known

    def add(self, buyer_id: int, channel: str, external_id: str, at: datetime) -> Door | None:
        """One door more for a buyer; None if it is somebody's already."""
        row = {"buyer_id": buyer_id, "channel": channel, "external_id": external_id, "opened_at": at, "blocked_at": None}
        made = first(self._connection, _ADD.on(self._connection), row)
        return Door(made[0], buyer_id, channel, external_id, None) if made else None

    def blocked(self, door_id: int, since: datetime) -> bool:
        """Nothing gets through this door since then; whether that is news."""
        return change(self._connection, _BLOCKED, {"door": door_id, "since": since}) == 1

    def open_again(self, door_id: int) -> None:
        """The buyer writes by this door: whatever was in the way is gone."""
        change(self._connection, _OPEN_AGAIN, {"door": door_id})

    def moved(self, door_id: int, external_id: str) -> None:
        """The channel knows this door by another name from now on."""
        change(self._connection, _MOVED, {"door": door_id, "who": external_id})
