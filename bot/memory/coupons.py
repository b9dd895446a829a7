"""Coupons: each a code for one buyer, written once for one part of a remedy, and used once."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from bot.memory.columns import columns_of
from bot.memory.money_tables import CouponRow, RemedyRow
from bot.memory.shop_tables import OrderRow
from bot.memory.statements import change, every, first
from bot.memory.tables import CaseRow
from bot.remedy.coupon_terms import Coupon
from bot.remedy.money import Money
from bot.remedy.rates import EURO

_coupon = columns_of(CouponRow)
_remedy = columns_of(RemedyRow)
_order = columns_of(OrderRow)
_case = columns_of(CaseRow)
_ADD = insert(_coupon)
_COLUMNS = (
    _coupon.c.code, _coupon.c.remedy_key, _coupon.c.buyer_id, _coupon.c.percent, _coupon.c.amount_minor, _coupon.c.currency,
    _coupon.c.minimum_minor, _coupon.c.issued_at, _coupon.c.expires_at, _coupon.c.used_at, _coupon.c.used_on,
    _coupon.c.used_currency, _coupon.c.took_minor, _coupon.c.cost_euro_minor,
)  # fmt: skip
_BY_CODE = select(*_COLUMNS).where(_coupon.c.code == bindparam("named"))
_SINCE = select(*_COLUMNS).where(_coupon.c.issued_at >= bindparam("since")).order_by(_coupon.c.issued_at, _coupon.c.code)
_USE = (
    update(_coupon)
    .where(_coupon.c.code == bindparam("named"), _coupon.c.used_at.is_(None))
    .values(
        used_at=bindparam("now"), used_on=bindparam("order"), used_currency=bindparam("in_currency"), took_minor=bindparam("took")
    )
)
_EMAILS = (
    select(_order.c.email)
    .join(_case, _case.c.order_id == _order.c.id)
    .where(_case.c.buyer_id == bindparam("buyer"), _order.c.email != "")
    .distinct()
)
_GIVEN_FOR = select(_order.c.number).join(_remedy, _remedy.c.order_id == _order.c.id).where(_remedy.c.key == bindparam("named"))


@dataclass(frozen=True, slots=True)
class StoredCoupon:
    """A coupon as it is written down, and what it was used for: an order, and what it took off there.

    `euros` is what it is expected to cost by the rates of its day; nothing where its currency had none.
    """

    coupon: Coupon
    remedy_key: str
    buyer_id: int
    issued_at: datetime
    used_at: datetime | None
    used_on: str
    took: Money | None
    euros: Money


class CouponMemory:
    """All coupons."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def issue(self, coupon: Coupon, remedy_key: str, buyer_id: int, euros: Money, at: datetime) -> None:
        """Write a coupon down, and what it costs; the database refuses a second one for the same part."""
        row = {
            "code": coupon.code, "remedy_key": remedy_key, "buyer_id": buyer_id,
            "percent": "" if coupon.percent is None else str(coupon.percent), "amount_minor": coupon.amount.minor,
            "currency": coupon.amount.currency, "issued_at": at, "expires_at": coupon.expires_at, "used_at": None,
            "minimum_minor": coupon.minimum.minor, "used_on": "", "used_currency": "", "took_minor": 0,
            "cost_euro_minor": euros.minor,
        }  # fmt: skip
        change(self._connection, _ADD, row)

    def find(self, code: str) -> StoredCoupon | None:
        """The coupon with this code."""
        row = first(self._connection, _BY_CODE, {"named": code})
        return _stored(row) if row else None

    def use(self, code: str, order_number: str, took: Money, at: datetime) -> bool:
        """Use a coupon up for an order; False, and nothing changed, if it was used before."""
        values = {"named": code, "order": order_number, "in_currency": took.currency, "took": took.minor, "now": at}
        return change(self._connection, _USE, values) == 1

    def emails_of(self, buyer_id: int) -> list[str]:
        """The e-mail addresses on the orders that this buyer has proven theirs."""
        return list(self._connection.scalars(_EMAILS, {"buyer": buyer_id}))

    def given_for(self, remedy_key: str) -> str:
        """The number of the order whose trouble a coupon was given for; empty where there is none."""
        return self._connection.scalar(_GIVEN_FOR, {"named": remedy_key}) or ""

    def since(self, moment: datetime) -> list[StoredCoupon]:
        """The coupons issued from a moment on, oldest first."""
        return [_stored(row) for row in every(self._connection, _SINCE, {"since": moment})]


def _stored(row: Any) -> StoredCoupon:
    code, key, buyer, percent, minor, currency, minimum, issued_at, expires_at, used_at, used_on, used_currency, took, cost = row
    coupon = Coupon(code, Money(minor, currency), Decimal(percent) if percent else None, Money(minimum, currency), expires_at)
    took_off = Money(took, used_currency) if used_currency else None
    return StoredCoupon(coupon, key, buyer, issued_at, used_at, used_on, took_off, Money(cost, EURO))
