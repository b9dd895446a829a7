"""What the running shop remembers of itself, by name."""

import secrets

from sqlalchemy import Connection, select

from bot.memory.columns import columns_of
from bot.memory.tables import ShopRow
from bot.memory.upsert import insert_into

_SHOP_ID = "shop.id"
MONEY_PAUSED = "money.paused"
"""The name of the switch that stops all money: who threw it, or empty."""
MONEY_PAUSED_AT = "money.paused_at"
"""When it was thrown last."""

_shop = columns_of(ShopRow)


class StateMemory:
    """Names and their values."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def shop_id(self) -> str:
        """What tells this shop's promises from those of every other that a payment provider knows; made once, at random."""
        known = self.get(_SHOP_ID)
        if known is None:
            known = secrets.token_hex(4)
            self.put(_SHOP_ID, known)
        return known

    def get(self, name: str) -> str | None:
        return self._connection.scalar(select(_shop.c.value).where(_shop.c.name == name))

    def put(self, name: str, value: str) -> None:
        insert = insert_into(self._connection, _shop).values(name=name, value=value)
        self._connection.execute(insert.on_conflict_do_update(index_elements=["name"], set_={"value": value}))
