"""Attempts to prove an order, counted so that guessing has an end per person and per order."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, func, insert, select

from bot.memory.columns import columns_of
from bot.memory.shop_tables import ProofRow
from bot.memory.statements import change, only

_proof = columns_of(ProofRow)
_DAY = timedelta(days=1)
_RECENT_WRONG = select(func.count()).where(_proof.c.at > bindparam("since"), _proof.c.right.is_(False))
_BY_BUYER = _RECENT_WRONG.where(_proof.c.buyer_id == bindparam("buyer"))
_BY_ORDER = _RECENT_WRONG.where(_proof.c.number_key == bindparam("number"))
_ADD = insert(_proof)


class ProofMemory:
    """Who tried to prove which order, and whether it was right."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def wrong_today(self, buyer_id: int, number_key: str, now: datetime) -> tuple[int, int]:
        """Wrong attempts of the last day: of this buyer, and on this order number."""
        since = now - _DAY
        (of_buyer,) = only(self._connection, _BY_BUYER, {"buyer": buyer_id, "since": since})
        (on_order,) = only(self._connection, _BY_ORDER, {"number": number_key, "since": since})
        return of_buyer, on_order

    def add(self, buyer_id: int, number_key: str, at: datetime, *, right: bool) -> None:
        """Count an attempt."""
        change(self._connection, _ADD, {"buyer_id": buyer_id, "number_key": number_key[:64], "at": at, "right": right})
