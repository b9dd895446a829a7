"""Points: what each buyer was given, and what became a coupon; the balance is their sum."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, func, select

from bot.memory.columns import columns_of
from bot.memory.money_tables import PointsRow
from bot.memory.statements import change, only
from bot.memory.tables import CaseRow
from bot.memory.upsert import Upsert

_points = columns_of(PointsRow)
_case = columns_of(CaseRow)
_ADD = Upsert(_points, lambda insert: insert.on_conflict_do_nothing())
_BALANCE = select(func.coalesce(func.sum(_points.c.points), 0)).where(_points.c.buyer_id == bindparam("buyer"))
_HOLDERS = (
    select(_points.c.buyer_id).group_by(_points.c.buyer_id).having(func.sum(_points.c.points) > 0).order_by(_points.c.buyer_id)
)
_ORDERS = (
    select(_case.c.order_id)
    .where(_case.c.buyer_id == bindparam("buyer"), _case.c.order_id.is_not(None))
    .distinct()
    .order_by(_case.c.order_id)
)


class PointsMemory:
    """All points."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, key: str, buyer_id: int, points: int, at: datetime) -> bool:
        """Give points under a key, or take them with a minus; False, and nothing given, if that was done before."""
        row = {"key": key, "buyer_id": buyer_id, "points": points, "at": at}
        return change(self._connection, _ADD.on(self._connection), row) == 1

    def proven_orders(self, buyer_id: int) -> list[int]:
        """The orders that this buyer has proven theirs in a case."""
        return list(self._connection.scalars(_ORDERS, {"buyer": buyer_id}))

    def holders(self) -> list[int]:
        """Every buyer who has some."""
        return list(self._connection.scalars(_HOLDERS))

    def balance(self, buyer_id: int) -> int:
        """How many points a buyer has."""
        (balance,) = only(self._connection, _BALANCE, {"buyer": buyer_id})
        return int(balance)
