"""What is promised to buyers: remedies, the cap on each order, the budgets. What was is read in `accounts.py`."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Connection, Select, bindparam, cast, exists, func, insert, select, update

from bot.memory.agreements import AgreedPart, Agreement, Bounds, bounds_of, row_of
from bot.memory.columns import columns_of
from bot.memory.money_tables import BudgetRow, RemedyRow, RemedyState
from bot.memory.shop_tables import OrderRow
from bot.memory.statements import change, change_each, every, first, only
from bot.memory.tables import CaseRow
from bot.memory.upsert import Upsert
from bot.memory.written import written
from bot.remedy.decision import Budget, History
from bot.remedy.money import Money
from bot.remedy.offer import Part
from bot.remedy.rates import EURO
from bot.terms import Cause, RemedyKind

_remedy = columns_of(RemedyRow)
_order = columns_of(OrderRow)
_budget = columns_of(BudgetRow)
_case = columns_of(CaseRow)
_other = _remedy.alias("other")

_CALLED_OFF = [written(RemedyState.FAILED), written(RemedyState.CANCELLED)]
_COUNTS = _remedy.c.state.not_in(_CALLED_OFF)
_NO_BOUND = 2**62
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
_FOR_CAUSE = _ON_ORDER.join(_case, _case.c.id == _remedy.c.case_id).where(_case.c.cause == bindparam("caused_by"))
_SPENT_ON_ORDER = select(func.coalesce(func.sum(_remedy.c.cost_euro_minor), 0)).where(
    _remedy.c.order_id == bindparam("about"), _COUNTS
)
_SPENT_ON_BUYER = select(func.coalesce(func.sum(_remedy.c.cost_euro_minor), 0)).where(
    _remedy.c.buyer_id == bindparam("buyer"), _remedy.c.created_at >= bindparam("since"), _COUNTS
)
_BENEFITS = _OF_BUYER.join(_case, _case.c.id == _remedy.c.case_id).where(_case.c.cause == Cause.MEMBERSHIP_BENEFIT)
_REFUNDS_ON = (
    select(_remedy.c.case_id, _remedy.c.amount_minor, _remedy.c.currency)
    .where(_remedy.c.order_id == bindparam("about"), _remedy.c.part == RemedyKind.REFUND, _COUNTS)
    .order_by(_remedy.c.id)
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
_SPEND_ON_DELIGHT = _SPEND.where(_budget.c.delight_minor + bindparam("amount") <= bindparam("most_delight")).values(
    delight_minor=_budget.c.delight_minor + bindparam("amount")
)
_ADD = insert(_remedy)
_NEW = ("key", "case_id", "buyer_id", "order_id", "offer", "part", "currency", "amount_minor", "percent", "count", "what",
        "cost_minor", "cost_euro_minor", "state", "approved_by", "reference", "until", "reason", "why", "shown",
        "delight", "created_at", "changed_at")  # fmt: skip


def _given(name: str) -> ColumnElement[Any]:
    """A value of a new row. Of an empty number PostgreSQL wants to hear that it is one."""
    value = bindparam(name, type_=_remedy.c[name].type)
    return cast(value, BigInteger) if name == "order_id" else value


# The first row of a remedy is written only where all of it stays within the budgets of the order and of the buyer.
_ADD_WITHIN = (
    insert(_remedy)
    .from_select(
        _NEW,
        select(*(_given(name) for name in _NEW)).where(
            _SPENT_ON_ORDER.scalar_subquery() + bindparam("whole") <= bindparam("per_order"),
            _SPENT_ON_BUYER.scalar_subquery() + bindparam("whole") <= bindparam("per_buyer"),
        ),
        include_defaults=False,
    )
    .returning(_remedy.c.id)
)
_PART = (
    _remedy.c.key, _remedy.c.case_id, _remedy.c.buyer_id, _remedy.c.order_id, _remedy.c.part, _remedy.c.currency,
    _remedy.c.amount_minor, _remedy.c.percent, _remedy.c.count, _remedy.c.what, _remedy.c.state, _remedy.c.created_at,
    _remedy.c.reference, _remedy.c.cost_euro_minor, _remedy.c.delight,
)  # fmt: skip
_PARTS = (
    select(*_PART)
    .where(
        _remedy.c.case_id == bindparam("case"),
        _remedy.c.state.in_([RemedyState.APPROVED, RemedyState.EXECUTING, RemedyState.UNKNOWN]),
    )
    .order_by(_remedy.c.id)
)
# Once to a buyer; one that was called off has not been given.
_NO_DELIGHT_YET = ~exists().where(_other.c.buyer_id == bindparam("buyer"), _other.c.delight, _other.c.state.not_in(_CALLED_OFF))
_ADD_DELIGHT = (
    insert(_remedy)
    .from_select(
        _NEW,
        select(*(_given(name) for name in _NEW)).where(
            _NO_DELIGHT_YET,
            _SPENT_ON_ORDER.scalar_subquery() + bindparam("whole") <= bindparam("per_order"),
            _SPENT_ON_BUYER.scalar_subquery() + bindparam("whole") <= bindparam("per_buyer"),
        ),
        include_defaults=False,
    )
    .returning(_remedy.c.id)
)
_LAST_OFFER = select(func.max(_remedy.c.offer)).where(_remedy.c.case_id == bindparam("case")).scalar_subquery()
_AGREED = select(*_PART).where(_remedy.c.case_id == bindparam("case"), _remedy.c.offer == _LAST_OFFER).order_by(_remedy.c.id)
_BECOMES = (
    update(_remedy)
    .where(_remedy.c.key == bindparam("named"), _remedy.c.state.in_(bindparam("only_from", expanding=True)))
    .values(state=bindparam("becomes"), reference=bindparam("known_as"), reason=bindparam("because"), changed_at=bindparam("now"))
)
_LASTS = update(_remedy).where(_remedy.c.key == bindparam("named")).values(until=bindparam("last_day"))
# What the platform shows, and was not ours after all, somebody else has returned.
_FELL_THROUGH = (
    update(_order)
    .where(_order.c.id == bindparam("about"))
    .values(
        promised_minor=_order.c.promised_minor - bindparam("amount"),
        refunded_minor=_order.c.refunded_minor
        + select(func.coalesce(func.sum(_remedy.c.amount_minor), 0))
        .where(_remedy.c.key == bindparam("named"), _remedy.c.shown)
        .scalar_subquery(),
    )
)
_NOT_SHOWN = update(_remedy).where(_remedy.c.key == bindparam("named")).values(shown=False)
_RETURNED = (
    update(_order)
    .where(_order.c.id == bindparam("about"))
    .values(
        promised_minor=_order.c.promised_minor - bindparam("amount"),
        refunded_minor=_order.c.refunded_minor + bindparam("amount"),
    )
)


class LedgerMemory:
    """Promises, each written once; what limits them is a condition of the write, never a look before it."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def history(self, order_id: int | None, currency: str, buyer_id: int, since: datetime, cause: Cause | None = None) -> History:
        """What was given before on this order, and for that cause on it, and to this buyer since then."""
        on_order = every(self._connection, _ON_ORDER, {"about": order_id})
        for_cause = every(self._connection, _FOR_CAUSE, {"about": order_id, "caused_by": cause})
        of_buyer = every(self._connection, _OF_BUYER, {"buyer": buyer_id, "since": since})
        (coupons,) = only(self._connection, _COUPONS_INSTEAD, {"about": order_id})
        (order_cost,) = only(self._connection, _SPENT_ON_ORDER, {"about": order_id})
        (buyer_cost,) = only(self._connection, _SPENT_ON_BUYER, {"buyer": buyer_id, "since": since})
        return History(
            on_order=len(on_order),
            of_buyer=len(of_buyer),
            coupons_instead=Money(int(coupons), currency),
            spent_on_order=Money(int(order_cost), EURO),
            spent_on_buyer=Money(int(buyer_cost), EURO),
            for_cause=len(for_cause),
        )

    def benefits(self, buyer_id: int, since: datetime) -> int:
        """How often a member was given what they were promised for being one, since then, on whichever order."""
        return len(every(self._connection, _BENEFITS, {"buyer": buyer_id, "since": since}))

    def budget(self, month: str) -> Budget:
        """What was promised in that month ("2026-02")."""
        row = first(self._connection, _SPENT, {"in_month": month})
        return Budget(Money(row[0] if row else 0, EURO))

    def refunds_on(self, order_id: int) -> list[tuple[int, Money]]:
        """What we returned of an order or promised to, and in which case."""
        return [(case, Money(minor, code)) for case, minor, code in every(self._connection, _REFUNDS_ON, {"about": order_id})]

    def promise(self, order_id: int, amount: Money) -> bool:
        """Reserve money of an order for its buyer; False, and nothing reserved, if that would pass what was paid."""
        return change(self._connection, _PROMISE, {"about": order_id, "amount": amount.minor}) == 1

    def release(self, order_id: int, amount: Money) -> None:
        """Give reserved money of an order free again; below nothing the database refuses."""
        change(self._connection, _RELEASE, {"about": order_id, "amount": amount.minor})

    def spend(self, month: str, cost: Money, most: Money | None) -> bool:
        """Count a cost against the month; False, and nothing counted, if it would pass `most` (None: no bound)."""
        change(self._connection, _ADD_MONTH.on(self._connection), {"month": month, "spent_minor": 0, "delight_minor": 0})
        bound = most.minor if most else _NO_BOUND
        values = {"in_month": month, "amount": cost.minor, "most": bound}
        return change(self._connection, _SPEND, values) == 1

    def fell_through(self, key: str, order_id: int, amount: Money) -> None:
        """Money that was promised under this key will not be returned: it is free again."""
        change(self._connection, _FELL_THROUGH, {"about": order_id, "amount": amount.minor, "named": key})
        change(self._connection, _NOT_SHOWN, {"named": key})

    def spend_on_delight(self, month: str, cost: Money, most: Money | None, most_delight: Money | None) -> bool:
        """Count a gift nobody expects against the month, and against what the month has for such (None: no bound)."""
        change(self._connection, _ADD_MONTH.on(self._connection), {"month": month, "spent_minor": 0, "delight_minor": 0})
        bounds = {"most": most.minor if most else _NO_BOUND, "most_delight": most_delight.minor if most_delight else _NO_BOUND}
        return change(self._connection, _SPEND_ON_DELIGHT, {"in_month": month, "amount": cost.minor, **bounds}) == 1

    def delight(self, agreement: Agreement, part: Part, within: Bounds) -> bool:
        """Write down a gift nobody expects; False, and nothing written, for who had one, or if it would pass those bounds."""
        row = {**row_of(agreement, part), "delight": True}
        return self._connection.execute(_ADD_DELIGHT, {**row, **bounds_of(agreement, (part,), within)}).first() is not None

    def write(self, agreement: Agreement, within: Bounds | None = None) -> bool:
        """Write an agreement down, a row a part, all approved; False, and nothing written, if it would pass those bounds.

        The database refuses to have a key twice. The buyer and the order must be locked, for the bounds to hold.
        """
        first_row, *others = [row_of(agreement, part) for part in agreement.parts]
        if within is None:
            change_each(self._connection, _ADD, [first_row, *others])
            return True
        bounds = bounds_of(agreement, agreement.parts, within)
        if self._connection.execute(_ADD_WITHIN, {**first_row, **bounds}).first() is None:
            return False
        if others:
            change_each(self._connection, _ADD, others)
        return True

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

    def lasts(self, key: str, last_day: date) -> None:
        """What was given holds until that day."""
        change(self._connection, _LASTS, {"named": key, "last_day": last_day.isoformat()})

    def returned(self, order_id: int, amount: Money) -> None:
        """Promised money of an order has moved: it is promised no more, and returned."""
        self._connection.execute(_RETURNED, {"about": order_id, "amount": amount.minor})

    def _agreed(self, statement: Select[Any], case_id: int) -> list[AgreedPart]:
        rows = self._connection.execute(statement, {"case": case_id})
        return [
            AgreedPart(
                *(key, case, buyer, order, part, Money(minor, currency), Decimal(percent) if percent else None),
                *(*rest, Money(euros, EURO), delight),
            )
            for key, case, buyer, order, part, currency, minor, percent, *rest, euros, delight in rows
        ]
