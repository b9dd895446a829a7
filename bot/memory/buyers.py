"""The people on the other side: one row a person, by whichever doors they come."""

from dataclasses import dataclass
from datetime import datetime

import msgspec
from sqlalchemy import Connection, bindparam, insert, select, update

from bot.errors import NoSuchBuyer
from bot.memory.columns import columns_of
from bot.memory.statements import change, first
from bot.memory.tables import Buyer
from bot.memory.uniting import unite

_buyer = columns_of(Buyer)
_COLUMNS = select(
    _buyer.c.id, _buyer.c.app_language, _buyer.c.language, _buyer.c.language_chosen, _buyer.c.belief, _buyer.c.last_n,
    _buyer.c.seen_n, _buyer.c.time_zone, _buyer.c.door_id, _buyer.c.mail, _buyer.c.mailed_n,
)  # fmt: skip
_NAME = select(_buyer.c.name).where(_buyer.c.id == bindparam("buyer"))
_ADD = insert(_buyer)
_BY_ID = _COLUMNS.where(_buyer.c.id == bindparam("buyer"))
_BY_ID_LOCKED = _BY_ID.with_for_update()
_SPEAKS = (
    update(_buyer)
    .where(_buyer.c.id == bindparam("buyer"))
    .values(language=bindparam("speaks"), language_chosen=bindparam("chosen"), belief=bindparam("believed"))
)
_IS_AT = update(_buyer).where(_buyer.c.id == bindparam("buyer")).values(door_id=bindparam("door"))
_MAY_BE_WRITTEN_TO = (
    update(_buyer).where(_buyer.c.id == bindparam("buyer")).values(mail=bindparam("address"), mail_agreed_at=bindparam("at"))
)
_COUNTED = update(_buyer).where(_buyer.c.id == bindparam("buyer")).values(last_n=bindparam("through"))
_SEEN = (
    update(_buyer)
    .where(_buyer.c.id == bindparam("buyer"), _buyer.c.seen_n < bindparam("through"))
    .values(seen_n=bindparam("through"))
)
_MAILED = (
    update(_buyer)
    .where(_buyer.c.id == bindparam("buyer"), _buyer.c.mailed_n < bindparam("through"))
    .values(mailed_n=bindparam("through"))
)

_belief = msgspec.json.Decoder(dict[str, float])


@dataclass(frozen=True, slots=True)
class KnownBuyer:
    """A buyer's row. `belief` says how likely each language is theirs; `last_n` is the newest line's number.

    `door_id` is where they wrote last; `mail` is the address they agreed to be written to, if any, and `mailed_n` how far they
    were.
    """

    id: int
    app_language: str
    language: str
    language_chosen: bool
    belief: dict[str, float]
    last_n: int
    seen_n: int
    time_zone: str
    door_id: int | None
    mail: str
    mailed_n: int


class BuyerMemory:
    """Everybody who ever wrote."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, app_language: str, time_zone: str, at: datetime, name: str = "") -> int:
        """Somebody new; returns their number."""
        row = {
            "name": name, "app_language": app_language, "time_zone": time_zone, "language": "", "language_chosen": False,
            "belief": "{}", "last_n": 0, "seen_n": 0, "door_id": None, "mail": "", "mail_agreed_at": None, "mailed_n": 0,
            "created_at": at,
        }  # fmt: skip
        key = self._connection.execute(_ADD, row).inserted_primary_key
        assert key is not None  # noqa: S101  the database numbers every row
        return int(key[0])

    def is_at(self, buyer_id: int, door_id: int) -> None:
        """The buyer writes by this door now: answers go there."""
        change(self._connection, _IS_AT, {"buyer": buyer_id, "door": door_id})

    def may_be_written_to(self, buyer_id: int, address: str, at: datetime | None) -> None:
        """The buyer agreed to be written to at that address; an empty one: not any more."""
        change(self._connection, _MAY_BE_WRITTEN_TO, {"buyer": buyer_id, "address": address, "at": at})

    def load(self, buyer_id: int, *, lock: bool = False) -> KnownBuyer:
        """The buyer; with `lock`, nobody else works on this person until the unit ends. Raises NoSuchBuyer."""
        statement = _BY_ID_LOCKED if lock else _BY_ID
        row = first(self._connection, statement, {"buyer": buyer_id})
        if row is None:
            raise NoSuchBuyer
        number, app, language, chosen, belief, last_n, seen_n, time_zone, door, mail, mailed_n = row
        known = _belief.decode(belief)
        return KnownBuyer(number, app, language, chosen, known, last_n, seen_n, time_zone, door, mail, mailed_n)

    def name_of(self, buyer_id: int) -> str:
        """How the buyer is called where they write; "" where their side does not say."""
        row = first(self._connection, _NAME, {"buyer": buyer_id})
        return str(row[0]) if row else ""

    def speaks(self, buyer_id: int, language: str, *, chosen: bool, belief: dict[str, float]) -> None:
        """Remember the language we speak with them, and why."""
        believed = msgspec.json.encode({tag: round(share, 4) for tag, share in belief.items()}).decode()
        values = {"buyer": buyer_id, "speaks": language, "chosen": chosen, "believed": believed}
        change(self._connection, _SPEAKS, values)

    def unite(self, one: int, other: int, after: int) -> None:
        """All that is `one`'s becomes `other`'s, with its lines numbered on from `after`. Both must be locked."""
        unite(self._connection, one, other, after)

    def counted(self, buyer_id: int, last_n: int) -> None:
        """Remember the number of the newest line."""
        change(self._connection, _COUNTED, {"buyer": buyer_id, "through": last_n})

    def seen(self, buyer_id: int, n: int) -> bool:
        """The buyer's side has received the lines up to `n`; whether that is news."""
        return change(self._connection, _SEEN, {"buyer": buyer_id, "through": n}) == 1

    def mailed(self, buyer_id: int, n: int) -> None:
        """A letter with the lines up to `n` went out."""
        change(self._connection, _MAILED, {"buyer": buyer_id, "through": n})
