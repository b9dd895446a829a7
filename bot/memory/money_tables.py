"""The tables of what was promised and given. Money is minor units, a percentage decimal text."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Column, String, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from bot.memory.columns import UtcTime, minor, refers_to, row_key, values_of
from bot.terms import RemedyKind


class RemedyState(StrEnum):
    """The states of a part of a remedy, in the order of the way of money."""

    APPROVED = "approved"
    EXECUTING = "executing"
    DONE = "done"
    FAILED = "failed"
    UNKNOWN = "unknown"
    CANCELLED = "cancelled"


class RemedyRow(SQLModel, table=True):
    """One part of a remedy. Its key is made before anything is paid, and the database lets it exist once."""

    __tablename__ = "remedy"
    __table_args__ = (
        UniqueConstraint("key"),
        CheckConstraint("amount_minor >= 0", name="remedy_amount"),
        CheckConstraint("cost_minor >= 0", name="remedy_cost"),
    )

    id: int = Field(default=None, sa_column=row_key())
    key: str = Field(max_length=64)
    case_id: int = Field(sa_column=refers_to("complaint.id", index=True))
    buyer_id: int = Field(sa_column=refers_to("buyer.id", index=True))
    order_id: int = Field(sa_column=refers_to("shop_order.id", index=True))
    offer: int
    part: RemedyKind = Field(sa_type=values_of(RemedyKind))
    currency: str = Field(max_length=3)
    amount_minor: int = Field(sa_column=minor())
    percent: str = Field(default="", max_length=12)
    cost_minor: int = Field(sa_column=minor())
    state: RemedyState = Field(default=RemedyState.APPROVED, sa_type=values_of(RemedyState))
    approved_by: str = Field(max_length=200)
    reference: str = Field(default="", max_length=120)
    reason: str = Field(default="", sa_type=Text)
    why: str = Field(default="", sa_type=Text)
    created_at: datetime = Field(sa_type=UtcTime)
    changed_at: datetime = Field(sa_type=UtcTime)


class CouponRow(SQLModel, table=True):
    """A coupon: one code for one buyer, for one remedy, until a day, to be used once."""

    __tablename__ = "coupon"
    __table_args__ = (UniqueConstraint("remedy_key"),)

    code: str = Field(max_length=32, primary_key=True)
    remedy_key: str = Field(max_length=64)
    buyer_id: int = Field(sa_column=refers_to("buyer.id", index=True))
    percent: str = Field(default="", max_length=12)
    amount_minor: int = Field(sa_column=minor())
    currency: str = Field(max_length=3)
    issued_at: datetime = Field(sa_type=UtcTime)
    expires_at: datetime = Field(sa_type=UtcTime)
    used_at: datetime | None = Field(default=None, sa_type=UtcTime, nullable=True)


class BudgetRow(SQLModel, table=True):
    """What was promised in a month of the shop's calendar, in the currency of the policy's limits."""

    __tablename__ = "budget"

    month: str = Field(sa_column=Column(String(7), primary_key=True))
    spent_minor: int = Field(default=0, sa_column=minor())
