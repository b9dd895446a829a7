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
    Text,
    UniqueConstraint,
    text,
)
from sqlmodel import Field, SQLModel

from bot.memory.columns import UtcTime, refers_to, row_key, values_of
from bot.terms import Cause, Keeper, Speaker, Step


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


class Buyer(SQLModel, table=True):
    """One person, by whichever doors; `door_id` is the one they wrote by last, and are answered at.

    `last_n` numbers the lines of the conversation; `seen_n` is how far it was read on a page. `mail` is the address they agreed
    to be written to when they have left the page, `mailed_n` how far they were.
    """

    __tablename__ = "buyer"

    id: int = Field(default=None, sa_column=row_key())
    name: str = Field(default="", max_length=200)
    app_language: str = Field(default="", max_length=35)
    time_zone: str = Field(default="", max_length=64)
    language: str = Field(default="", max_length=16)
    language_chosen: bool = False
    belief: str = Field(default="{}", sa_type=Text)
    last_n: int = 0
    seen_n: int = 0
    door_id: int | None = Field(default=None, sa_type=BigInteger, nullable=True)
    mail: str = Field(default="", max_length=320)
    mail_agreed_at: datetime | None = Field(default=None, sa_type=UtcTime, nullable=True)
    mailed_n: int = 0
    created_at: datetime = Field(sa_type=UtcTime)


class DoorRow(SQLModel, table=True):
    """A way by which a buyer comes in and is answered: a page's token (its hash) or a chat."""

    __tablename__ = "door"
    __table_args__ = (UniqueConstraint("channel", "external_id"),)

    id: int = Field(default=None, sa_column=row_key())
    buyer_id: int = Field(sa_column=refers_to("buyer.id", index=True))
    channel: str = Field(max_length=16)
    external_id: str = Field(max_length=128)
    opened_at: datetime = Field(sa_type=UtcTime)
    blocked_at: datetime | None = Field(default=None, sa_type=UtcTime, nullable=True)


class LinkKind(StrEnum):
    ORDER = "order"  # on a parcel card: whoever comes first has proven the order; used once
    RETURN = "return"  # in a mail: back into the conversation, from any device
    STOP = "stop"  # in a mail too: no more of them


class LinkRow(SQLModel, table=True):
    """A way in that we gave out. Only the hash of its token is kept: what is stored here opens nothing."""

    __tablename__ = "link"

    token_hash: str = Field(max_length=64, primary_key=True)
    kind: LinkKind = Field(sa_type=values_of(LinkKind))
    order_id: int | None = Field(default=None, sa_column=refers_to("shop_order.id", nullable=True, index=True))
    buyer_id: int | None = Field(default=None, sa_column=refers_to("buyer.id", nullable=True, index=True))
    made_at: datetime = Field(sa_type=UtcTime)
    expires_at: datetime = Field(sa_type=UtcTime)
    used_at: datetime | None = Field(default=None, sa_type=UtcTime, nullable=True)


class ApiKeyRow(SQLModel, table=True):
    """A key by which a program of the seller's calls. Only its hash is kept."""

    __tablename__ = "api_key"

    id: int = Field(default=None, sa_column=row_key())
    key_hash: str = Field(max_length=64, unique=True)
    name: str = Field(max_length=80)
    made_at: datetime = Field(sa_type=UtcTime)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcTime, nullable=True)


class Inbox(SQLModel, table=True):
    """What a door was given, stored raw before it is acknowledged; once per channel and external id.

    Entries of one `album` are worked together. What came from nobody that can be told has no buyer, and is set aside.
    """

    __tablename__ = "inbox"
    __table_args__ = (
        UniqueConstraint("channel", "external_id"),
        Index("inbox_unread", "buyer_id", "id", sqlite_where=text("state = 'new'"), postgresql_where=text("state = 'new'")),
    )

    id: int = Field(default=None, sa_column=row_key())
    channel: str = Field(max_length=16)
    external_id: str = Field(max_length=160)
    buyer_id: int | None = Field(default=None, sa_column=refers_to("buyer.id", nullable=True))
    door_id: int | None = Field(default=None, sa_column=refers_to("door.id", nullable=True))
    album: str = Field(default="", max_length=64)
    payload: str = Field(sa_type=Text)
    received_at: datetime = Field(sa_type=UtcTime)
    state: InboxState = Field(default=InboxState.NEW, sa_type=values_of(InboxState))
    attempts: int = 0
    error: str = Field(default="", sa_type=Text)


class CaseRow(SQLModel, table=True):
    """One complaint. `facts` holds what the heart knows of it; the columns beside it are what is searched for.

    `waits_for` says what the staff owe it: an answer, an approval, or nothing. A case that is `joined_to` another goes on there.
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
    joined_to: int | None = Field(default=None, sa_column=refers_to("complaint.id", nullable=True))
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

    `script_keys` names the lines of the script it is made of; `buttons` is JSON: each button's token, label and meaning; `card`
    is JSON: what stands out of it. `door_id` is where it came in, or where it goes; `reference` is the door's own name for it.
    `earlier` is JSON: what an edited line said before. `fault` says why it could not be sent, or that it may have been twice.
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
    card: str = Field(default="", sa_type=Text)
    reference: str = Field(default="", max_length=160)
    earlier: str = Field(default="", sa_type=Text)
    door_id: int | None = Field(default=None, sa_column=refers_to("door.id", nullable=True))
    at: datetime = Field(sa_type=UtcTime)
    tries: int = 0
    fault: str = Field(default="", max_length=200)
    state: LineState = Field(sa_type=values_of(LineState))
    sent_at: datetime | None = Field(default=None, sa_type=UtcTime, nullable=True)


class TranslationRow(SQLModel, table=True):
    """A line in a language of the staff, as it was translated; it goes with its line, whoever deletes that.

    `wording` is the hash of the words that were translated: a line that was edited since is translated anew.
    """

    __tablename__ = "translation"

    line_id: int = Field(
        sa_column=Column(
            BigInteger().with_variant(Integer, "sqlite"),
            ForeignKey("transcript.id", ondelete="CASCADE"),
            primary_key=True,
            autoincrement=False,
        )
    )
    language: str = Field(max_length=16, primary_key=True)
    wording: str = Field(max_length=64)
    text: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=UtcTime)


class EvidenceState(StrEnum):
    WANTED = "wanted"  # the door has it and we do not yet
    KEPT = "kept"
    REFUSED = "refused"  # it came, and is nothing we keep: `fault` says why
    LOST = "lost"  # it could not be fetched


class EvidenceRow(SQLModel, table=True):
    """A picture that a buyer sent. The file lies under its hash; `source` is the door's own name for it."""

    __tablename__ = "evidence"
    __table_args__ = (UniqueConstraint("buyer_id", "n", "source"),)

    id: int = Field(default=None, sa_column=row_key())
    buyer_id: int = Field(sa_column=refers_to("buyer.id", index=True))
    case_id: int | None = Field(default=None, sa_column=refers_to("complaint.id", nullable=True, index=True))
    n: int = 0
    source: str = Field(max_length=255)
    state: EvidenceState = Field(sa_type=values_of(EvidenceState))
    fault: str = Field(default="", max_length=200)
    sha256: str = Field(default="", max_length=64, index=True)
    media_type: str = Field(default="", max_length=32)
    size: int = 0
    width: int = 0
    height: int = 0
    at: datetime = Field(sa_type=UtcTime)


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


class DueRow(SQLModel, table=True):
    """Something that must still happen. The row is the schedule; it is claimed by one conditional update.

    What is not about a case is about its `subject`: a door to send to, a buyer to write to, a picture to fetch, by its kind.
    """

    __tablename__ = "due"
    __table_args__ = (
        UniqueConstraint("key"),
        Index("due_next", "due_at", sqlite_where=text("state = 'due'"), postgresql_where=text("state = 'due'")),
    )

    id: int = Field(default=None, sa_column=row_key())
    kind: str = Field(max_length=32)
    key: str = Field(max_length=80)
    case_id: int | None = Field(default=None, sa_column=refers_to("complaint.id", nullable=True, index=True))
    subject: int | None = Field(default=None, sa_type=BigInteger, nullable=True)
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
