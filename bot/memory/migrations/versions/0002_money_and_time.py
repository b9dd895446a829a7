"""What carrying out a promise and asking afterwards need: references and reasons of remedies, coupons, grades."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def _key() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("remedy", sa.Column("reference", sa.String(length=120), nullable=False, server_default=""))
    op.add_column("remedy", sa.Column("reason", sa.Text(), nullable=False, server_default=""))
    op.create_table(
        "coupon",
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("remedy_key", sa.String(length=64), nullable=False),
        sa.Column("buyer_id", _key(), nullable=False),
        sa.Column("percent", sa.String(length=12), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["buyer_id"], ["buyer.id"]),
        sa.PrimaryKeyConstraint("code"),
        sa.UniqueConstraint("remedy_key"),
    )
    op.create_index(op.f("ix_coupon_buyer_id"), "coupon", ["buyer_id"], unique=False)
    op.create_table(
        "grade",
        sa.Column("case_id", _key(), nullable=False, autoincrement=False),
        sa.Column("buyer_id", _key(), nullable=False),
        sa.Column("grade", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("grade BETWEEN 1 AND 7", name="grade_of_seven"),
        sa.ForeignKeyConstraint(["buyer_id"], ["buyer.id"]),
        sa.ForeignKeyConstraint(["case_id"], ["complaint.id"]),
        sa.PrimaryKeyConstraint("case_id"),
    )
    op.create_index(op.f("ix_grade_buyer_id"), "grade", ["buyer_id"], unique=False)
