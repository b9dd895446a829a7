"""The tables of what was promised and given. Money is minor units, a percentage decimal text."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Column, Index, String, Text, UniqueConstraint, text
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


class TaskKind(StrEnum):
    """What a person has to do: the parts of remedies that no program can, what only the head office decides, and alarms."""

    REFUND = "refund"  # on a platform that lets no program pay
    REPLACEMENT = "replacement"
    REPAIR = "repair"
    RESEND = "resend"
    GIFT = "gift"
    APOLOGY = "apology"
    VOUCHER = "voucher"
    RETURN = "return"  # how it is sent back, where no address is set
    ARRIVAL = "arrival"  # of what was sent back
    HEAD_OFFICE = "head_office"
    ALARM = "alarm"  # several buyers are in danger by the same article


class TaskState(StrEnum):
    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"


class RemedyRow(SQLModel, table=True):
    """One part of a remedy. Its key is made before anything is paid, and the database lets it exist once.

    `cost_euro_minor` is what it is expected to cost in euro by the rates of that day, 0 where none was known. `count` is how many
    points, months or days; `what` names the articles; `until` is the last day of what has one. Of a refund `shown` says that the
    platform's own files tell of it; a `delight` is a gift that nobody expects.
    """

    __tablename__ = "remedy"
    __table_args__ = (
        UniqueConstraint("key"),
        CheckConstraint("amount_minor >= 0", name="remedy_amount"),
        CheckConstraint("cost_minor >= 0", name="remedy_cost"),
        CheckConstraint("cost_euro_minor >= 0", name="remedy_cost_euro"),
    )

    id: int = Field(default=None, sa_column=row_key())
    key: str = Field(max_length=64)
    case_id: int = Field(sa_column=refers_to("complaint.id", index=True))
    buyer_id: int = Field(sa_column=refers_to("buyer.id", index=True))
    order_id: int | None = Field(default=None, sa_column=refers_to("shop_order.id", nullable=True, index=True))
    offer: int
    part: RemedyKind = Field(sa_type=values_of(RemedyKind))
    currency: str = Field(max_length=3)
    amount_minor: int = Field(sa_column=minor())
    percent: str = Field(default="", max_length=12)
    count: int = 0
    what: str = Field(default="", sa_type=Text)
    cost_minor: int = Field(sa_column=minor())
    cost_euro_minor: int = Field(default=0, sa_column=minor())
    state: RemedyState = Field(default=RemedyState.APPROVED, sa_type=values_of(RemedyState))
    approved_by: str = Field(max_length=200)
    reference: str = Field(default="", max_length=120)
    until: str = Field(default="", max_length=10)
    reason: str = Field(default="", sa_type=Text)
    why: str = Field(default="", sa_type=Text)
    shown: bool = False
    delight: bool = False
    created_at: datetime = Field(sa_type=UtcTime)
    changed_at: datetime = Field(sa_type=UtcTime)


class CouponRow(SQLModel, table=True):
    """A coupon: one code for one buyer, for one remedy, until a day, to be used once, from an order of `minimum_minor` on.

    `used_on` is the order it was used for, `took_minor` of `used_currency` what it took off. `cost_euro_minor` is what it is
    expected to cost in euro by the rates of its day.
    """

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
    minimum_minor: int = Field(default=0, sa_column=minor())
    used_on: str = Field(default="", max_length=64)
    used_currency: str = Field(default="", max_length=3)
    took_minor: int = Field(default=0, sa_column=minor())
    cost_euro_minor: int = Field(default=0, sa_column=minor())


class TaskRow(SQLModel, table=True):
    """Something that a person has to do for a case, promised by a moment. Its key is that of the part it carries out.

    `worth_minor` of `currency` is what is paid for goods that come back; without a currency nobody can tell, or nothing is.
    """

    __tablename__ = "task"
    __table_args__ = (
        UniqueConstraint("key"),
        Index("task_open", "promised_by", sqlite_where=text("state = 'open'"), postgresql_where=text("state = 'open'")),
    )

    id: int = Field(default=None, sa_column=row_key())
    key: str = Field(max_length=64)
    kind: TaskKind = Field(sa_type=values_of(TaskKind))
    case_id: int = Field(sa_column=refers_to("complaint.id", index=True))
    what: str = Field(sa_type=Text)
    worth_minor: int = Field(default=0, sa_column=minor())
    currency: str = Field(default="", max_length=3)
    promised_by: datetime = Field(sa_type=UtcTime)
    state: TaskState = Field(default=TaskState.OPEN, sa_type=values_of(TaskState))
    done_by: str = Field(default="", max_length=200)
    reference: str = Field(default="", max_length=120)
    created_at: datetime = Field(sa_type=UtcTime)
    changed_at: datetime = Field(sa_type=UtcTime)


class PointsRow(SQLModel, table=True):
    """Points that a buyer was given, or that became a coupon (then they count down). Each key counts once."""

    __tablename__ = "points"
    __table_args__ = (UniqueConstraint("key"),)

    id: int = Field(default=None, sa_column=row_key())
    key: str = Field(max_length=64)
    buyer_id: int = Field(sa_column=refers_to("buyer.id", index=True))
    points: int
    at: datetime = Field(sa_type=UtcTime)


class RainCheckRow(SQLModel, table=True):
    """An article that was sold out and is kept for a buyer, who is told once when it is back."""

    __tablename__ = "rain_check"
    __table_args__ = (
        UniqueConstraint("key"),
        Index("rain_check_open", "id", sqlite_where=text("told_at IS NULL"), postgresql_where=text("told_at IS NULL")),
    )

    id: int = Field(default=None, sa_column=row_key())
    key: str = Field(max_length=64)
    case_id: int = Field(sa_column=refers_to("complaint.id", index=True))
    buyer_id: int = Field(sa_column=refers_to("buyer.id", index=True))
    what: str = Field(sa_type=Text)
    given_at: datetime = Field(sa_type=UtcTime)
    told_at: datetime | None = Field(default=None, sa_type=UtcTime, nullable=True)


class BudgetRow(SQLModel, table=True):
    """What was promised in a month of the shop's calendar, in the currency of the policy's limits; of it, what for delight."""

    __tablename__ = "budget"

    month: str = Field(sa_column=Column(String(7), primary_key=True))
    spent_minor: int = Field(default=0, sa_column=minor())
    delight_minor: int = Field(default=0, sa_column=minor())
