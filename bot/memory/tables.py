"""Every table, once. Limits that must hold whoever writes are constraints here, not checks elsewhere.

Percentages are decimal text ("10", "7.5"), since SQLite has no exact decimals; money is minor units.
"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlmodel import Field, SQLModel

from bot.memory.columns import UtcTime, minor, refers_to, row_key, values_of
from bot.terms import Cause, Keeper, RemedyKind, Speaker, Step


class InboxState(StrEnum):
    NEW = "new"
    DONE = "done"
    SET_ASIDE = "set_aside"  # failed three times: shown to staff, never in its neighbours' way


class LineState(StrEnum):
    """How far a line of ours has come on its way to the buyer; a buyer's own line is `received`."""

    RECEIVED = "received"
    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"
    BLOCKED = "blocked"


class DueState(StrEnum):
    DUE = "due"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"


class RemedyState(StrEnum):
    """The states of a part of a remedy, in the order of the way of money."""

    APPROVED = "approved"
    EXECUTING = "executing"
    DONE = "done"
    FAILED = "failed"
    UNKNOWN = "unknown"
    CANCELLED = "cancelled"


class Buyer(SQLModel, table=True):
    """One person on one door. `last_n` numbers the lines of the conversation; `seen_n` is how far it was received."""

    __tablename__ = "buyer"
    __table_args__ = (UniqueConstraint("channel", "external_id"),)

    id: int = Field(default=None, sa_column=row_key())
    channel: str = Field(max_length=16)
    external_id: str = Field(max_length=128)
    name: str = Field(default="", max_length=200)
    app_language: str = Field(default="", max_length=35)
    time_zone: str = Field(default="", max_length=64)
    language: str = Field(default="", max_length=16)
    language_chosen: bool = False
    belief: str = Field(default="{}", sa_type=Text)
    last_n: int = 0
    seen_n: int = 0
    created_at: datetime = Field(sa_type=UtcTime)


class Inbox(SQLModel, table=True):
    """What a door was given, stored raw before it is acknowledged; once per channel and external id."""

    __tablename__ = "inbox"
    __table_args__ = (
        UniqueConstraint("channel", "external_id"),
        Index("inbox_unread", "buyer_id", "id", sqlite_where=text("state = 'new'"), postgresql_where=text("state = 'new'")),
    )

    id: int = Field(default=None, sa_column=row_key())
    channel: str = Field(max_length=16)
    external_id: str = Field(max_length=160)
    buyer_id: int = Field(sa_column=refers_to("buyer.id"))
    payload: str = Field(sa_type=Text)
    received_at: datetime = Field(sa_type=UtcTime)
    state: InboxState = Field(default=InboxState.NEW, sa_type=values_of(InboxState))
    attempts: int = 0
    error: str = Field(default="", sa_type=Text)


class CaseRow(SQLModel, table=True):
    """One complaint. `facts` holds what the heart knows of it; the columns beside it are what is searched for.

    `waits_for` says what the staff owe it: an answer, an approval, or nothing.
    """

    __tablename__ = "complaint"
    __table_args__ = (
        # one open case for a buyer: two fast messages cannot open two
        Index(
            "complaint_open",
            "buyer_id",
            unique=True,
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
        Index("complaint_queue", "changed_at", sqlite_where=text("waits_for <> ''"), postgresql_where=text("waits_for <> ''")),
    )

    id: int = Field(default=None, sa_column=row_key())
    buyer_id: int = Field(sa_column=refers_to("buyer.id", index=True))
    version: int = 0
    step: Step = Field(sa_type=values_of(Step))
    keeper: Keeper = Field(sa_type=values_of(Keeper))
    waits_for: str = Field(default="", max_length=40)
    person: str = Field(default="", max_length=200)
    cause: Cause | None = Field(default=None, sa_type=values_of(Cause), nullable=True)
    order_id: int | None = Field(default=None, sa_column=refers_to("shop_order.id", nullable=True, index=True))
    facts: str = Field(sa_type=Text)
    opened_at: datetime = Field(sa_type=UtcTime)
    changed_at: datetime = Field(sa_type=UtcTime)
    closed_at: datetime | None = Field(default=None, sa_type=UtcTime, nullable=True)


class LogRow(SQLModel, table=True):
    """What was done on a case, by whom and why: the audit of its steps."""

    __tablename__ = "complaint_log"

    id: int = Field(default=None, sa_column=row_key())
    case_id: int = Field(sa_column=refers_to("complaint.id", index=True))
    at: datetime = Field(sa_type=UtcTime)
    who: str = Field(max_length=200)
    what: str = Field(max_length=40)
    detail: str = Field(default="", sa_type=Text)


class LineRow(SQLModel, table=True):
    """One line of a conversation, as the buyer sees it. `n` counts per buyer, from 1, without gaps.

    `script_keys` names the lines of the script it is made of; `buttons` is JSON: each button's token, label and meaning.
    """

    __tablename__ = "transcript"
    __table_args__ = (
        UniqueConstraint("buyer_id", "n"),
        Index("transcript_queued", "buyer_id", sqlite_where=text("state = 'queued'"), postgresql_where=text("state = 'queued'")),
    )

    id: int = Field(default=None, sa_column=row_key())
    buyer_id: int = Field(sa_column=refers_to("buyer.id"))
    case_id: int | None = Field(default=None, sa_column=refers_to("complaint.id", nullable=True, index=True))
    n: int
    speaker: Speaker = Field(sa_type=values_of(Speaker))
    author: str = Field(default="", max_length=200)
    text: str = Field(sa_type=Text)
    script_keys: str = Field(default="", sa_type=Text)
    buttons: str = Field(default="", sa_type=Text)
    reference: str = Field(default="", max_length=160)
    at: datetime = Field(sa_type=UtcTime)
    state: LineState = Field(sa_type=values_of(LineState))
    sent_at: datetime | None = Field(default=None, sa_type=UtcTime, nullable=True)


class OrderRow(SQLModel, table=True):
    """An order of the seller's. `promised_minor` is what we promised to return and have not yet returned."""

    __tablename__ = "shop_order"
    __table_args__ = (
        UniqueConstraint("platform", "number"),
        CheckConstraint("promised_minor >= 0", name="shop_order_promised"),
    )

    id: int = Field(default=None, sa_column=row_key())
    platform: str = Field(max_length=32)
    number: str = Field(max_length=64)
    number_key: str = Field(max_length=64, index=True)
    status: str = Field(max_length=32)
    buyer_name: str = Field(default="", max_length=200)
    email: str = Field(default="", max_length=320)
    postcode: str = Field(default="", max_length=32)
    country: str = Field(default="", max_length=2)
    currency: str = Field(max_length=3)
    placed_at: datetime = Field(sa_type=UtcTime)
    shipping_minor: int = Field(sa_column=minor())
    discount_minor: int = Field(sa_column=minor())
    paid_minor: int = Field(sa_column=minor())
    refunded_minor: int = Field(sa_column=minor())
    promised_minor: int = Field(default=0, sa_column=minor())
    shipped_at: datetime | None = Field(default=None, sa_type=UtcTime, nullable=True)
    delivered_at: datetime | None = Field(default=None, sa_type=UtcTime, nullable=True)
    estimated_delivery_max: str = Field(default="", max_length=10)
    tracking: str = Field(default="", sa_type=Text)
    note: str = Field(default="", sa_type=Text)


class OrderLineRow(SQLModel, table=True):
    """One article of an order."""

    __tablename__ = "shop_order_line"

    order_id: int = Field(
        sa_column=Column(BigInteger().with_variant(Integer, "sqlite"), ForeignKey("shop_order.id"), primary_key=True)
    )
    position: int = Field(primary_key=True)
    sku: str = Field(max_length=64)
    title: str = Field(max_length=300)
    variant: str = Field(default="", max_length=200)
    quantity: int
    unit_minor: int = Field(sa_column=minor())
    discount_minor: int = Field(sa_column=minor())


class PriceRow(SQLModel, table=True):
    """One observation of a price."""

    __tablename__ = "price"
    __table_args__ = (UniqueConstraint("sku", "variant", "currency", "seen_at", "source"),)

    id: int = Field(default=None, sa_column=row_key())
    sku: str = Field(max_length=64)
    variant: str = Field(default="", max_length=200)
    currency: str = Field(max_length=3)
    price_minor: int = Field(sa_column=minor())
    seen_at: datetime = Field(sa_type=UtcTime)
    source: str = Field(default="", max_length=64)


class PromotionRow(SQLModel, table=True):
    """A time of lower prices; `skus` is empty for all, else one SKU a line."""

    __tablename__ = "promotion"
    __table_args__ = (UniqueConstraint("name", "starts_at"),)

    id: int = Field(default=None, sa_column=row_key())
    name: str = Field(max_length=200)
    starts_at: datetime = Field(sa_type=UtcTime)
    ends_at: datetime = Field(sa_type=UtcTime)
    percent_off: str = Field(max_length=12)
    skus: str = Field(default="", sa_type=Text)
    reason: str = Field(default="", max_length=64)


class ProofRow(SQLModel, table=True):
    """An attempt to prove an order, right or wrong, so that guessing can be limited per person and per order."""

    __tablename__ = "proof_attempt"
    __table_args__ = (Index("proof_by_buyer", "buyer_id", "at"), Index("proof_by_order", "number_key", "at"))

    id: int = Field(default=None, sa_column=row_key())
    buyer_id: int = Field(sa_column=refers_to("buyer.id"))
    number_key: str = Field(max_length=64)
    at: datetime = Field(sa_type=UtcTime)
    right: bool


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


class GradeRow(SQLModel, table=True):
    """How satisfied a buyer was with a case, 1 to 7: once per case, in their own words where they used some."""

    __tablename__ = "grade"
    __table_args__ = (CheckConstraint("grade BETWEEN 1 AND 7", name="grade_of_seven"),)

    case_id: int = Field(
        sa_column=Column(BigInteger().with_variant(Integer, "sqlite"), ForeignKey("complaint.id"), primary_key=True)
    )
    buyer_id: int = Field(sa_column=refers_to("buyer.id", index=True))
    grade: int
    words: str = Field(default="", sa_type=Text)
    at: datetime = Field(sa_type=UtcTime)


class BudgetRow(SQLModel, table=True):
    """What was promised in a month of the shop's calendar, in the currency of the policy's limits."""

    __tablename__ = "budget"

    month: str = Field(sa_column=Column(String(7), primary_key=True))
    spent_minor: int = Field(default=0, sa_column=minor())


class DueRow(SQLModel, table=True):
    """Something that must still happen. The row is the schedule; it is claimed by one conditional update."""

    __tablename__ = "due"
    __table_args__ = (
        UniqueConstraint("key"),
        Index("due_next", "due_at", sqlite_where=text("state = 'due'"), postgresql_where=text("state = 'due'")),
    )

    id: int = Field(default=None, sa_column=row_key())
    kind: str = Field(max_length=32)
    key: str = Field(max_length=80)
    case_id: int | None = Field(default=None, sa_column=refers_to("complaint.id", nullable=True, index=True))
    due_at: datetime = Field(sa_type=UtcTime)
    state: DueState = Field(default=DueState.DUE, sa_type=values_of(DueState))
    attempts: int = 0
    error: str = Field(default="", sa_type=Text)
    claimed_until: datetime | None = Field(default=None, sa_type=UtcTime, nullable=True)
    done_at: datetime | None = Field(default=None, sa_type=UtcTime, nullable=True)


class ShopRow(SQLModel, table=True):
    """What the running shop must remember of itself, by name: the offset of the story clock, the switch on money."""

    __tablename__ = "shop_state"

    name: str = Field(max_length=64, primary_key=True)
    value: str = Field(sa_type=Text)
