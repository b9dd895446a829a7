"""One person by several doors: doors apart from buyers, links into a conversation, pictures, keys, mail, albums, cards."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def _key() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _text(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Text(), nullable=False, server_default="")


def _short(name: str, length: int) -> sa.Column[object]:
    return sa.Column(name, sa.String(length=length), nullable=False, server_default="")


def upgrade() -> None:
    _doors()
    _lines_and_entries()
    _links_and_keys()
    _evidence()
    _orders()


def _doors() -> None:
    op.create_table(
        "door",
        sa.Column("id", _key(), autoincrement=True, nullable=False),
        sa.Column("buyer_id", _key(), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("external_id", sa.String(length=128), nullable=False),
        _moment("opened_at"),
        _moment("blocked_at", nullable=True),
        sa.ForeignKeyConstraint(["buyer_id"], ["buyer.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("channel", "external_id"),
    )
    op.create_index(op.f("ix_door_buyer_id"), "door", ["buyer_id"], unique=False)
    op.execute(
        "INSERT INTO door (buyer_id, channel, external_id, opened_at) SELECT id, channel, external_id, created_at FROM buyer"
    )
    former = sa.Table(
        "buyer",
        sa.MetaData(),
        sa.Column("id", _key(), autoincrement=True, nullable=False, primary_key=True),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("external_id", sa.String(length=128), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("app_language", sa.String(length=35), nullable=False),
        sa.Column("time_zone", sa.String(length=64), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("language_chosen", sa.Boolean(), nullable=False),
        sa.Column("belief", sa.Text(), nullable=False),
        sa.Column("last_n", sa.Integer(), nullable=False),
        sa.Column("seen_n", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    )
    with op.batch_alter_table("buyer", copy_from=former) as buyer:
        # The constraint on both goes with them.
        buyer.drop_column("channel")
        buyer.drop_column("external_id")
        buyer.add_column(sa.Column("door_id", sa.BigInteger(), nullable=True))
        buyer.add_column(_short("mail", 320))
        buyer.add_column(_moment("mail_agreed_at", nullable=True))
        buyer.add_column(sa.Column("mailed_n", sa.Integer(), nullable=False, server_default="0"))


def _lines_and_entries() -> None:
    with op.batch_alter_table("complaint") as complaint:
        complaint.add_column(sa.Column("joined_to", _key(), nullable=True))
        complaint.create_foreign_key("complaint_joined_to", "complaint", ["joined_to"], ["id"])
    op.add_column("transcript", _text("card"))
    op.add_column("transcript", _text("earlier"))
    op.add_column("transcript", sa.Column("tries", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("transcript", _short("fault", 200))
    with op.batch_alter_table("transcript") as transcript:
        transcript.add_column(sa.Column("door_id", _key(), nullable=True))
        transcript.create_foreign_key("transcript_door", "door", ["door_id"], ["id"])
    with op.batch_alter_table("inbox") as inbox:
        inbox.add_column(sa.Column("door_id", _key(), nullable=True))
        inbox.add_column(_short("album", 64))
        inbox.alter_column("buyer_id", existing_type=_key(), nullable=True)
        inbox.create_foreign_key("inbox_door", "door", ["door_id"], ["id"])
    op.execute("UPDATE buyer SET door_id = (SELECT id FROM door WHERE door.buyer_id = buyer.id)")
    op.add_column("due", sa.Column("subject", sa.BigInteger(), nullable=True))
    for table in ("transcript", "inbox"):
        op.execute(f"UPDATE {table} SET door_id = (SELECT id FROM door WHERE door.buyer_id = {table}.buyer_id)")  # noqa: S608


def _links_and_keys() -> None:
    op.create_table(
        "link",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("order_id", _key(), nullable=True),
        sa.Column("buyer_id", _key(), nullable=True),
        _moment("made_at"),
        _moment("expires_at"),
        _moment("used_at", nullable=True),
        sa.ForeignKeyConstraint(["buyer_id"], ["buyer.id"]),
        sa.ForeignKeyConstraint(["order_id"], ["shop_order.id"]),
        sa.PrimaryKeyConstraint("token_hash"),
    )
    op.create_index(op.f("ix_link_buyer_id"), "link", ["buyer_id"], unique=False)
    op.create_index(op.f("ix_link_order_id"), "link", ["order_id"], unique=False)
    op.create_table(
        "api_key",
        sa.Column("id", _key(), autoincrement=True, nullable=False),
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        _moment("made_at"),
        _moment("withdrawn_at", nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key_hash"),
    )


def _evidence() -> None:
    op.create_table(
        "evidence",
        sa.Column("id", _key(), autoincrement=True, nullable=False),
        sa.Column("buyer_id", _key(), nullable=False),
        sa.Column("case_id", _key(), nullable=True),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=255), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("fault", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("media_type", sa.String(length=32), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        _moment("at"),
        sa.ForeignKeyConstraint(["buyer_id"], ["buyer.id"]),
        sa.ForeignKeyConstraint(["case_id"], ["complaint.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("buyer_id", "n", "source"),
    )
    op.create_index(op.f("ix_evidence_buyer_id"), "evidence", ["buyer_id"], unique=False)
    op.create_index(op.f("ix_evidence_case_id"), "evidence", ["case_id"], unique=False)
    op.create_index(op.f("ix_evidence_sha256"), "evidence", ["sha256"], unique=False)


def _orders() -> None:
    op.add_column("shop_order", _short("untold", 64))
    op.add_column("shop_order", _moment("as_of", nullable=True))
    op.add_column("shop_order", _short("ship_by", 10))
