"""Keys for programs of the seller's: given out once, kept as a hash, withdrawn at once."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from secrets import token_urlsafe

from sqlalchemy import Connection, bindparam, insert, select, update

from bot.memory.columns import columns_of
from bot.memory.tables import ApiKeyRow

_key = columns_of(ApiKeyRow)
_ADD = insert(_key)
_ALL = select(_key.c.id, _key.c.name, _key.c.made_at, _key.c.withdrawn_at).order_by(_key.c.id)
_NAME = select(_key.c.name).where(_key.c.key_hash == bindparam("hashed"), _key.c.withdrawn_at.is_(None))
_WITHDRAW = (
    update(_key).where(_key.c.id == bindparam("number"), _key.c.withdrawn_at.is_(None)).values(withdrawn_at=bindparam("now"))
)


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key as it is listed: what it is called, never what it is."""

    id: int
    name: str
    made_at: datetime
    withdrawn_at: datetime | None


class KeyMemory:
    """All keys."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, name: str, at: datetime) -> str:
        """A new key, told here and never again."""
        key = f"amends_{token_urlsafe(32)}"
        self._connection.execute(_ADD, {"key_hash": _hash(key), "name": name, "made_at": at, "withdrawn_at": None})
        return key

    def all(self) -> list[ApiKey]:
        """Every key there ever was."""
        return [ApiKey(*row) for row in self._connection.execute(_ALL)]

    def name_of(self, key: str) -> str | None:
        """Whose key it is; None if it opens nothing."""
        return self._connection.scalar(_NAME, {"hashed": _hash(key)})

    def withdraw(self, number: int, at: datetime) -> bool:
        """The key opens nothing from now on; False if it did not before."""
        return self._connection.execute(_WITHDRAW, {"number": number, "now": at}).rowcount == 1


def _hash(key: str) -> str:
    return sha256(key.encode("utf-8", "replace")).hexdigest()
