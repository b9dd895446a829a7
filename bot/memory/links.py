"""Links that were given out: to an order, to be used once; back into a conversation; and to stop the mails."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from secrets import token_urlsafe

from sqlalchemy import Connection, bindparam, insert, select, update

from bot.memory.columns import columns_of
from bot.memory.statements import change, every, first
from bot.memory.tables import LinkKind, LinkRow

_link = columns_of(LinkRow)
_BYTES = 24  # 192 bits, 32 letters: twice what can be guessed, half of what Telegram takes as the payload of a /start
_ADD = insert(_link)
_BY_TOKEN = select(
    _link.c.kind, _link.c.order_id, _link.c.buyer_id, _link.c.expires_at, _link.c.used_at
).where(_link.c.token_hash == bindparam("hashed"))  # fmt: skip
_BIND = (
    update(_link)
    .where(_link.c.token_hash == bindparam("hashed"), _link.c.used_at.is_(None), _link.c.expires_at > bindparam("now"))
    .values(buyer_id=bindparam("by"), used_at=bindparam("now"))
)
_BOUND = (
    select(_link.c.order_id)
    .where(_link.c.buyer_id == bindparam("by"), _link.c.kind == LinkKind.ORDER)
    .order_by(_link.c.used_at.desc())
)


@dataclass(frozen=True, slots=True)
class Link:
    """What a link leads to."""

    kind: LinkKind
    order_id: int | None
    buyer_id: int | None
    expires_at: datetime
    used_at: datetime | None


class LinkMemory:
    """All links. A token is given out once, when it is made; only its hash is kept."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def to_order(self, order_id: int, at: datetime, until: datetime) -> str:
        """A new link by which whoever comes first has proven the order; returns its token."""
        return self._add(LinkKind.ORDER, order_id, None, at, until)

    def back(self, buyer_id: int, at: datetime, until: datetime) -> str:
        """A new link into the buyer's conversation, from any device; returns its token."""
        return self._add(LinkKind.RETURN, None, buyer_id, at, until)

    def to_stop(self, buyer_id: int, at: datetime, until: datetime) -> str:
        """A new link by which the buyer stops the mails, and does nothing else; returns its token."""
        return self._add(LinkKind.STOP, None, buyer_id, at, until)

    def find(self, token: str) -> Link | None:
        """What this token leads to, used or expired as it may be."""
        row = first(self._connection, _BY_TOKEN, {"hashed": _hash(token)})
        return Link(*row) if row else None

    def bind(self, token: str, buyer_id: int, at: datetime) -> bool:
        """The buyer uses the link to an order; False if it is used or expired. Of two who do so at once it is one."""
        return change(self._connection, _BIND, {"hashed": _hash(token), "by": buyer_id, "now": at}) == 1

    def bound_to(self, buyer_id: int) -> list[int]:
        """The orders that this buyer came for by link, the latest first: they need no other proof."""
        return [order for (order,) in every(self._connection, _BOUND, {"by": buyer_id})]

    def _add(self, kind: LinkKind, order_id: int | None, buyer_id: int | None, at: datetime, until: datetime) -> str:
        token = token_urlsafe(_BYTES)
        row = {
            "token_hash": _hash(token), "kind": kind, "order_id": order_id, "buyer_id": buyer_id, "made_at": at,
            "expires_at": until, "used_at": None,
        }  # fmt: skip
        change(self._connection, _ADD, row)
        return token


def _hash(token: str) -> str:
    return sha256(token.encode("utf-8", "replace")).hexdigest()
