"""Two buyers who turn out to be one person: everything of the one becomes the other's."""

from sqlalchemy import Connection, bindparam, delete, update
from sqlmodel import SQLModel

from bot.memory.columns import columns_of
from bot.memory.money_tables import CouponRow, PointsRow, RainCheckRow, RemedyRow
from bot.memory.shop_tables import ProofRow
from bot.memory.tables import Buyer, CaseRow, DoorRow, EvidenceRow, GradeRow, Inbox, LineRow, LinkRow

_HAS_A_BUYER: tuple[type[SQLModel], ...] = (
    *(CaseRow, DoorRow, Inbox, LinkRow, ProofRow, GradeRow),
    *(RemedyRow, CouponRow, PointsRow, RainCheckRow),
)
_buyer = columns_of(Buyer)
_BECOMES_THEIRS = [
    update(table).where(table.c.buyer_id == bindparam("one")).values(buyer_id=bindparam("other"))
    for table in [columns_of(row) for row in _HAS_A_BUYER]
]
_ON_A_LINE = [
    update(table)
    .where(table.c.buyer_id == bindparam("one"), table.c.n > 0)
    .values(buyer_id=bindparam("other"), n=table.c.n + bindparam("after"))
    for table in (columns_of(LineRow), columns_of(EvidenceRow))
]
_evidence = columns_of(EvidenceRow)
_LOOSE = update(_evidence).where(_evidence.c.buyer_id == bindparam("one")).values(buyer_id=bindparam("other"))
_NOBODY = delete(_buyer).where(_buyer.c.id == bindparam("one"))


def unite(connection: Connection, one: int, other: int, after: int) -> None:
    """All that is `one`'s becomes `other`'s, whose newest line has the number `after`: lines are numbered on from there.

    Both must be locked, and of the two only `other` may have an open case. The row of `one` is gone afterwards.
    """
    for statement in _BECOMES_THEIRS:
        connection.execute(statement, {"one": one, "other": other})
    for statement in _ON_A_LINE:
        connection.execute(statement, {"one": one, "other": other, "after": after})
    connection.execute(_LOOSE, {"one": one, "other": other})
    connection.execute(_NOBODY, {"one": one})
