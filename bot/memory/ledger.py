"""What was promised to buyers: remedies, the cap on each order, the budget of the month."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, insert, select, update

from bot.memory.columns import columns_of
from bot.memory.money_tables import BudgetRow, CouponRow, RemedyRow, RemedyState
from bot.memory.shop_tables import OrderRow
from bot.memory.statements import change, change_each, every, first, only
from bot.memory.upsert import Upsert
from bot.memory.written import written
from bot.remedy.decision import Budget, History
from bot.remedy.money import Money
from bot.remedy.offer import Part
from bot.remedy.rates import EURO
from bot.terms import RemedyKind

_remedy = columns_of(RemedyRow)
_order = columns_of(OrderRow)
_budget = columns_of(BudgetRow)
_coupon = columns_of(CouponRow)

_COUNTS = _remedy.c.state.not_in([written(RemedyState.FAILED), written(RemedyState.CANCELLED)])
# One accepted offer is one remedy, whatever its parts: they share the case and the offer.
_ON_ORDER = select(_remedy.c.case_id, _remedy.c.offer).where(_remedy.c.order_id == bindparam("about"), _COUNTS).distinct()
_OF_BUYER = (
    select(_remedy.c.case_id, _remedy.c.offer)
    .where(_remedy.c.buyer_id == bindparam("buyer"), _remedy.c.created_at >= bindparam("since"), _COUNTS)
    .distinct()
)
_COUPONS_INSTEAD = select(func.coalesce(func.sum(_remedy.c.amount_minor), 0)).where(
    _remedy.c.order_id == bindparam("about"), _remedy.c.part == RemedyKind.COUPON, _remedy.c.percent == "", _COUNTS
)
_SPENT = select(_budget.c.spent_minor).where(_budget.c.month == bindparam("in_month"))
_PROMISE = (
    update(_order)
    .where(
        _order.c.id == bindparam("about"),
        _order.c.paid_minor - _order.c.refunded_minor - _order.c.promised_minor >= bindparam("amount"),
    )
    .values(promised_minor=_order.c.promised_minor + bindparam("amount"))
)
_RELEASE = (
    update(_order).where(_order.c.id == bindparam("about")).values(promised_minor=_order.c.promised_minor - bindparam("amount"))
)
_ADD_MONTH = Upsert(_budget, lambda insert: insert.on_conflict_do_nothing())
_SPEND = (
    update(_budget)
    .where(_budget.c.month == bindparam("in_month"), _budget.c.spent_minor + bindparam("amount") <= bindparam("most"))
    .values(spent_minor=_budget.c.spent_minor + bindparam("amount"))
)
_ADD = insert(_remedy)
_PART = (
    _remedy.c.key, _remedy.c.case_id, _remedy.c.buyer_id, _remedy.c.order_id, _remedy.c.part, _remedy.c.currency,
    _remedy.c.amount_minor, _remedy.c.percent, _remedy.c.state, _remedy.c.created_at, _remedy.c.reference,
)  # fmt: skip
_PARTS = (
    select(*_PART)
    .where(
        _remedy.c.case_id == bindparam("case"),
        _remedy.c.state.in_([RemedyState.APPROVED, RemedyState.EXECUTING, RemedyState.UNKNOWN]),
    )
    .order_by(_remedy.c.id)
)
_LAST_OFFER = select(func.max(_remedy.c.offer)).where(_remedy.c.case_id == bindparam("case")).scalar_subquery()
_AGREED = select(*_PART).where(_remedy.c.case_id == bindparam("case"), _remedy.c.offer == _LAST_OFFER).order_by(_remedy.c.id)
_BECOMES = (
    update(_remedy)
    .where(_remedy.c.key == bindparam("named"), _remedy.c.state.in_(bindparam("only_from", expanding=True)))
    .values(state=bindparam("becomes"), reference=bindparam("known_as"), reason=bindparam("because"), changed_at=bindparam("now"))
)
_RETURNED = (
    update(_order)
    .where(_order.c.id == bindparam("about"))
    .values(
        promised_minor=_order.c.promised_minor - bindparam("amount"),
        refunded_minor=_order.c.refunded_minor + bindparam("amount"),
    )
)
_ADD_COUPON = insert(_coupon)
_ALL = (
    select(
        _remedy.c.key, _remedy.c.case_id, _remedy.c.part, _remedy.c.currency, _remedy.c.amount_minor, _remedy.c.percent,
        _remedy.c.state, _remedy.c.reference, _remedy.c.reason, _remedy.c.approved_by, _remedy.c.created_at, _remedy.c.changed_at,
        _order.c.number,
    )
    .join(_order, _order.c.id == _remedy.c.order_id)
    .where(_remedy.c.created_at >= bindparam("since"))
    .order_by(_remedy.c.id)
)  # fmt: skip
_OVERPAID = (
    select(_order.c.number).where(_order.c.refunded_minor + _order.c.promised_minor > _order.c.paid_minor).order_by(_order.c.id)
)
_OF_CASE = select(
    _remedy.c.key, _remedy.c.part, _remedy.c.currency, _remedy.c.amount_minor, _remedy.c.percent, _remedy.c.state,
    _remedy.c.approved_by, _remedy.c.created_at, _remedy.c.why,
).where(_remedy.c.case_id == bindparam("case")).order_by(_remedy.c.id)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Agreement:
    """A yes as it is written down: what was agreed, on whose authority, and the trace of why."""

    shop_id: str
    case_id: int
    buyer_id: int
    order_id: int
    offer: int
    parts: tuple[Part, ...]
    approved_by: str
    why: str
    at: datetime

    def key(self, part: Part) -> str:
        """The name of a part for good: what a payment is asked for with, and what makes it once only."""
        return f"{self.shop_id}-case-{self.case_id}-offer-{self.offer}-{part.kind}"


@dataclass(frozen=True, slots=True)
class AgreedPart:
    """A part that was agreed on, and how far it has come."""

    key: str
    case_id: int
    buyer_id: int
    order_id: int
    kind: RemedyKind
    amount: Money
    percent: Decimal | None
    state: RemedyState
    agreed_at: datetime
    reference: str


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One part of a remedy in the ledger. `reference` is the payment's, or empty for a coupon. What is done has a `reason` only
    where a person settled it by hand.
    """

    key: str
    case_id: int
    order_number: str
    part: RemedyKind
    amount: Money
    percent: str
    state: RemedyState
    reference: str
    reason: str
    approved_by: str
    created_at: datetime
    changed_at: datetime


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


class LedgerMemory:
    """Promises, each written once; what limits them is a condition of the write, never a look before it."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def history(self, order_id: int, currency: str, buyer_id: int, since: datetime) -> History:
        """What was given before on this order, and to this buyer since then."""
        on_order = every(self._connection, _ON_ORDER, {"about": order_id})
        of_buyer = every(self._connection, _OF_BUYER, {"buyer": buyer_id, "since": since})
        (coupons,) = only(self._connection, _COUPONS_INSTEAD, {"about": order_id})
        return History(len(on_order), len(of_buyer), Money(int(coupons), currency))

    def budget(self, month: str) -> Budget:
        """What was promised in that month ("2026-02")."""
        row = first(self._connection, _SPENT, {"in_month": month})
        return Budget(Money(row[0] if row else 0, EURO))

    def promise(self, order_id: int, amount: Money) -> bool:
        """Reserve money of an order for its buyer; False, and nothing reserved, if that would pass what was paid."""
        return change(self._connection, _PROMISE, {"about": order_id, "amount": amount.minor}) == 1

    def release(self, order_id: int, amount: Money) -> None:
        """Give reserved money of an order free again; below nothing the database refuses."""
        change(self._connection, _RELEASE, {"about": order_id, "amount": amount.minor})

    def spend(self, month: str, cost: Money, most: Money | None) -> bool:
        """Count a cost against the month; False, and nothing counted, if it would pass `most` (None: no bound)."""
        change(self._connection, _ADD_MONTH.on(self._connection), {"month": month, "spent_minor": 0})
        bound = most.minor if most else 2**62
        values = {"in_month": month, "amount": cost.minor, "most": bound}
        return change(self._connection, _SPEND, values) == 1

    def write(self, agreement: Agreement) -> None:
        """Write an agreement down, a row a part, all approved. The database refuses to have a key twice."""
        rows: Sequence[dict[str, object]] = [
            {
                "key": agreement.key(part),
                "case_id": agreement.case_id,
                "buyer_id": agreement.buyer_id,
                "order_id": agreement.order_id,
                "offer": agreement.offer,
                "part": part.kind,
                "currency": part.amount.currency,
                "amount_minor": part.amount.minor,
                "percent": "" if part.percent is None else str(part.percent),
                "cost_minor": part.amount.minor,
                "state": RemedyState.APPROVED,
                "approved_by": agreement.approved_by,
                "reference": "",
                "reason": "",
                "why": agreement.why,
                "created_at": agreement.at,
                "changed_at": agreement.at,
            }
            for part in agreement.parts
        ]
        change_each(self._connection, _ADD, rows)

    def open_parts(self, case_id: int) -> list[AgreedPart]:
        """The parts of a case's remedy that are not settled."""
        return self._agreed(_PARTS, case_id)

    def agreed_parts(self, case_id: int) -> list[AgreedPart]:
        """All parts of a case's remedy, the last one if there was more than one, whatever became of them."""
        return self._agreed(_AGREED, case_id)

    def advance(
        self, key: str, only_from: Sequence[RemedyState], to: RemedyState, at: datetime, *, reference: str = "", reason: str = ""
    ) -> bool:
        """Move a part from one of those states to another; False, and nothing moved, if it is in none of them."""
        values = {"named": key, "only_from": list(only_from), "becomes": to, "known_as": reference, "because": reason, "now": at}
        return self._connection.execute(_BECOMES, values).rowcount == 1

    def returned(self, order_id: int, amount: Money) -> None:
        """Promised money of an order has moved: it is promised no more, and returned."""
        self._connection.execute(_RETURNED, {"about": order_id, "amount": amount.minor})

    def issue(self, part: AgreedPart, code: str, at: datetime, expires_at: datetime) -> None:
        """Write a coupon down; the database refuses a second one for the same part."""
        row = {
            "code": code, "remedy_key": part.key, "buyer_id": part.buyer_id,
            "percent": "" if part.percent is None else str(part.percent), "amount_minor": part.amount.minor,
            "currency": part.amount.currency, "issued_at": at, "expires_at": expires_at, "used_at": None,
        }  # fmt: skip
        self._connection.execute(_ADD_COUPON, row)

    def lines(self, since: datetime) -> list[LedgerLine]:
        """The whole ledger from a moment on, oldest first."""
        return [
            LedgerLine(key, case, number, part, Money(minor, currency), percent, state, reference, reason, by, made, changed)
            for key, case, part, currency, minor, percent, state, reference, reason, by, made, changed, number in (
                self._connection.execute(_ALL, {"since": since})
            )
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

    def _agreed(self, statement: Select[Any], case_id: int) -> list[AgreedPart]:
        return [
            AgreedPart(
                key, case, buyer, order, part, Money(minor, currency), Decimal(percent) if percent else None, state, at, known
            )
            for key, case, buyer, order, part, currency, minor, percent, state, at, known in self._connection.execute(
                statement, {"case": case_id}
            )
        ]
