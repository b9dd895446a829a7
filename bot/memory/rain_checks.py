"""Rain checks: what is kept for whom until it is back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from bot.memory.columns import columns_of
from bot.memory.money_tables import RainCheckRow
from bot.memory.statements import change, every, first

_check = columns_of(RainCheckRow)
_COLUMNS = (_check.c.id, _check.c.case_id, _check.c.buyer_id, _check.c.what)
_ADD = insert(_check)
_UNTOLD = select(*_COLUMNS).where(_check.c.told_at.is_(None)).order_by(_check.c.id)
_BY_ID = select(*_COLUMNS).where(_check.c.id == bindparam("number"))
_TELL = update(_check).where(_check.c.id == bindparam("number"), _check.c.told_at.is_(None)).values(told_at=bindparam("now"))


@dataclass(frozen=True, slots=True)
class RainCheck:
    """An article that is kept for a buyer."""

    id: int
    case_id: int
    buyer_id: int
    what: str


class RainCheckMemory:
    """All rain checks."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def give(self, key: str, case_id: int, buyer_id: int, what: str, at: datetime) -> None:
        """Keep an article for a buyer; the database refuses a second one under the same key."""
        row = {"key": key, "case_id": case_id, "buyer_id": buyer_id, "what": what, "given_at": at, "told_at": None}
        change(self._connection, _ADD, row)

    def untold(self) -> list[RainCheck]:
        """Those whose buyers wait to hear that it is back, longest first."""
        return [RainCheck(*row) for row in every(self._connection, _UNTOLD, {})]

    def find(self, number: int) -> RainCheck | None:
        row: Any = first(self._connection, _BY_ID, {"number": number})
        return RainCheck(*row) if row else None

    def told(self, number: int, at: datetime) -> bool:
        """The buyer is told; False if they were before."""
        return change(self._connection, _TELL, {"number": number, "now": at}) == 1
