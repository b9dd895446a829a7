"""What was promised and what became of it, as people read it: line by line, of one case, in sums."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, select

from bot.memory.columns import columns_of
from bot.memory.money_tables import RemedyRow, RemedyState
from bot.memory.shop_tables import OrderRow
from bot.memory.tables import CaseRow
from bot.remedy.money import Money
from bot.terms import Cause, RemedyKind

_remedy = columns_of(RemedyRow)
_order = columns_of(OrderRow)
_case = columns_of(CaseRow)

_ALL = (
    select(
        _remedy.c.key, _remedy.c.case_id, _remedy.c.part, _remedy.c.currency, _remedy.c.amount_minor, _remedy.c.percent,
        _remedy.c.count, _remedy.c.what, _remedy.c.state, _remedy.c.reference, _remedy.c.until, _remedy.c.reason,
        _remedy.c.approved_by, _remedy.c.created_at, _remedy.c.changed_at, func.coalesce(_order.c.number, ""),
    )
    .outerjoin(_order, _order.c.id == _remedy.c.order_id)
    .where(_remedy.c.created_at >= bindparam("since"))
    .order_by(_remedy.c.id)
)  # fmt: skip
_SUMS = (
    select(
        _case.c.cause, _remedy.c.part, _remedy.c.currency, func.count(),
        func.sum(_remedy.c.amount_minor), func.sum(_remedy.c.cost_euro_minor),
    )
    .join(_case, _case.c.id == _remedy.c.case_id)
    .where(
        _remedy.c.created_at >= bindparam("since"),
        _remedy.c.state.not_in([RemedyState.FAILED, RemedyState.CANCELLED]),
    )
    .group_by(_case.c.cause, _remedy.c.part, _remedy.c.currency)
    .order_by(_case.c.cause, _remedy.c.part, _remedy.c.currency)
)  # fmt: skip
_OVERPAID = (
    select(_order.c.number).where(_order.c.refunded_minor + _order.c.promised_minor > _order.c.paid_minor).order_by(_order.c.id)
)
_OF_CASE = select(
    _remedy.c.key, _remedy.c.part, _remedy.c.currency, _remedy.c.amount_minor, _remedy.c.percent, _remedy.c.state,
    _remedy.c.approved_by, _remedy.c.created_at, _remedy.c.why,
).where(_remedy.c.case_id == bindparam("case")).order_by(_remedy.c.id)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One part of a remedy in the ledger. `reference` is a payment's, a parcel's or a case's; a coupon has none here.

    `count` and `what` are the part's own; `until` is the last day of what has one. Of the parts that a payment provider could
    carry out, what is done has a `reason` only where a person settled it by hand.
    """

    key: str
    case_id: int
    part: RemedyKind
    amount: Money
    percent: str
    count: int
    what: str
    state: RemedyState
    reference: str
    until: str
    reason: str
    approved_by: str
    created_at: datetime
    changed_at: datetime
    order_number: str


@dataclass(frozen=True, slots=True)
class LedgerSum:
    """What was promised for a cause, of a kind, in a currency, and was not called off; and what it costs us in euro."""

    cause: Cause | None
    part: RemedyKind
    count: int
    amount: Money
    euros: Money


@dataclass(frozen=True, slots=True)
class RemedyLine:
    """One part of a remedy as a person reads it."""

    key: str
    part: RemedyKind
    amount: Money
    percent: str
    state: RemedyState
    approved_by: str
    created_at: datetime
    why: str


class AccountMemory:
    """The ledger, read and never changed."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def lines(self, since: datetime) -> list[LedgerLine]:
        """The whole ledger from a moment on, oldest first."""
        return [
            LedgerLine(key, case, part, Money(minor, currency), *rest)
            for key, case, part, currency, minor, *rest in self._connection.execute(_ALL, {"since": since})
        ]

    def sums(self, since: datetime) -> list[LedgerSum]:
        """What was promised from a moment on, by cause, kind and currency."""
        return [
            LedgerSum(cause, part, count, Money(int(minor), currency), Money(int(euros), "EUR"))
            for cause, part, currency, count, minor, euros in self._connection.execute(_SUMS, {"since": since})
        ]

    def overpaid(self) -> list[str]:
        """The orders of which more is returned or promised than was paid: there must be none."""
        return list(self._connection.scalars(_OVERPAID))

    def of_case(self, case_id: int) -> list[RemedyLine]:
        """The parts of the remedies of a case."""
        return [
            RemedyLine(key, part, Money(minor, currency), percent, state, by, at, why)
            for key, part, currency, minor, percent, state, by, at, why in self._connection.execute(_OF_CASE, {"case": case_id})
        ]
