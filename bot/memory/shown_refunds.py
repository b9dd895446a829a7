"""Our refunds as the platforms' own files come to tell of them: each counts once, whoever tells of it first."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select, update

from bot.memory.columns import columns_of
from bot.memory.money_tables import RemedyRow, RemedyState
from bot.remedy.money import Money
from bot.terms import RemedyKind

_remedy = columns_of(RemedyRow)
# What was asked for may have been returned, and be shown, before anybody told us so.
_MAY_HAVE_MOVED = [RemedyState.EXECUTING, RemedyState.UNKNOWN, RemedyState.DONE]
_NOT_SHOWN = (
    select(_remedy.c.order_id, _remedy.c.id, _remedy.c.amount_minor, _remedy.c.currency)
    .where(
        _remedy.c.order_id.in_(bindparam("orders", expanding=True)),
        _remedy.c.part == RemedyKind.REFUND,
        _remedy.c.state.in_(_MAY_HAVE_MOVED),
        _remedy.c.shown.is_(False),
    )
    .order_by(_remedy.c.id)
)
_SHOWN = update(_remedy).where(_remedy.c.id.in_(bindparam("rows", expanding=True))).values(shown=True)


@dataclass(frozen=True, slots=True)
class OurRefund:
    """A refund of ours that the platform's files do not show yet."""

    row: int
    amount: Money


def not_shown(connection: Connection, orders: Collection[int]) -> Mapping[int, list[OurRefund]]:
    """Our refunds on these orders, asked for or done, that no file has shown yet; oldest first."""
    found: defaultdict[int, list[OurRefund]] = defaultdict(list)
    for order, row, minor, currency in connection.execute(_NOT_SHOWN, {"orders": list(orders)}) if orders else ():
        found[order].append(OurRefund(row, Money(minor, currency)))
    return found


def are_shown(connection: Connection, rows: Collection[int]) -> None:
    """The platform's files show these from now on."""
    if rows:
        connection.execute(_SHOWN, {"rows": list(rows)})
