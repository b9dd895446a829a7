"""The people on the other side: one row a person and door."""

from dataclasses import dataclass
from datetime import datetime

import msgspec
from sqlalchemy import Connection, bindparam, select, update

from bot.memory.columns import columns_of
from bot.memory.tables import Buyer
from bot.memory.upsert import Upsert

_buyer = columns_of(Buyer)
_COLUMNS = select(
    _buyer.c.id, _buyer.c.channel, _buyer.c.app_language, _buyer.c.language, _buyer.c.language_chosen,
    _buyer.c.belief, _buyer.c.last_n, _buyer.c.seen_n, _buyer.c.time_zone,
)  # fmt: skip
_ADD = Upsert(_buyer, lambda insert: insert.on_conflict_do_nothing())
_BY_ID = _COLUMNS.where(_buyer.c.id == bindparam("buyer"))
_BY_ID_LOCKED = _BY_ID.with_for_update()
_BY_DOOR = select(_buyer.c.id).where(_buyer.c.channel == bindparam("at"), _buyer.c.external_id == bindparam("who"))
_SPEAKS = (
    update(_buyer)
    .where(_buyer.c.id == bindparam("buyer"))
    .values(language=bindparam("speaks"), language_chosen=bindparam("chosen"), belief=bindparam("believed"))
)
_COUNTED = update(_buyer).where(_buyer.c.id == bindparam("buyer")).values(last_n=bindparam("through"))
_SEEN = (
    update(_buyer)
    .where(_buyer.c.id == bindparam("buyer"), _buyer.c.seen_n < bindparam("through"))
    .values(seen_n=bindparam("through"))
)

_belief = msgspec.json.Decoder(dict[str, float])


@dataclass(frozen=True, slots=True)
class KnownBuyer:
    """A buyer's row. `belief` says how likely each language is theirs; `last_n` is the newest line's number."""

    id: int
    channel: str
    app_language: str
    language: str
    language_chosen: bool
    belief: dict[str, float]
    last_n: int
    seen_n: int
    time_zone: str


class BuyerMemory:
    """Buyers, by the door they use."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, channel: str, external_id: str, app_language: str, time_zone: str, at: datetime) -> int:
        """The number of the person at this door, who is new or was known before."""
        row = {
            "channel": channel, "external_id": external_id, "name": "", "app_language": app_language, "time_zone": time_zone,
            "language": "", "language_chosen": False, "belief": "{}", "last_n": 0, "seen_n": 0, "created_at": at,
        }  # fmt: skip
        self._connection.execute(_ADD.on(self._connection), row)
        found = self.at_door(channel, external_id)
        assert found is not None  # noqa: S101  it was inserted just now
        return found

    def at_door(self, channel: str, external_id: str) -> int | None:
        """The number of the person at this door, if we know them."""
        return self._connection.scalar(_BY_DOOR, {"at": channel, "who": external_id})

    def load(self, buyer_id: int, *, lock: bool = False) -> KnownBuyer:
        """The buyer; with `lock`, nobody else works on this person until the unit ends."""
        statement = _BY_ID_LOCKED if lock else _BY_ID
        row = self._connection.execute(statement, {"buyer": buyer_id}).one()
        return KnownBuyer(row[0], row[1], row[2], row[3], row[4], _belief.decode(row[5]), row[6], row[7], row[8])

    def speaks(self, buyer_id: int, language: str, *, chosen: bool, belief: dict[str, float]) -> None:
        """Remember the language we speak with them, and why."""
        believed = msgspec.json.encode({tag: round(share, 4) for tag, share in belief.items()}).decode()
        self._connection.execute(_SPEAKS, {"buyer": buyer_id, "speaks": language, "chosen": chosen, "believed": believed})

    def counted(self, buyer_id: int, last_n: int) -> None:
        """Remember the number of the newest line."""
        self._connection.execute(_COUNTED, {"buyer": buyer_id, "through": last_n})

    def seen(self, buyer_id: int, n: int) -> bool:
        """The buyer's side has received the lines up to `n`; whether that is news."""
        return self._connection.execute(_SEEN, {"buyer": buyer_id, "through": n}).rowcount == 1
