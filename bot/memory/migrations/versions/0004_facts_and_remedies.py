"""Every kind of remedy: tasks for people, points, rain checks, what a coupon was used for; and remedies without an order."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def _key() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _short(name: str, length: int) -> sa.Column[object]:
    return sa.Column(name, sa.String(length=length), nullable=False, server_default="")


def _minor(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.BigInteger(), nullable=False, server_default="0")


def upgrade() -> None:
    _remedies()
    _coupons()
    _tasks()
    _what_is_given_at_once()
    _parcels_and_stock()
    _articles()


def _remedies() -> None:
    with op.batch_alter_table("remedy") as remedy:
        remedy.alter_column("order_id", existing_type=_key(), nullable=True)
        remedy.add_column(sa.Column("count", sa.Integer(), nullable=False, server_default="0"))
        remedy.add_column(sa.Column("what", sa.Text(), nullable=False, server_default=""))
        remedy.add_column(_minor("cost_euro_minor"))
        remedy.add_column(_short("until", 10))
        remedy.create_check_constraint("remedy_cost_euro", "cost_euro_minor >= 0")
    # What was given before in euro is known to the cent; of other currencies nobody wrote down the rate of that day.
    op.execute("UPDATE remedy SET cost_euro_minor = cost_minor WHERE currency = 'EUR'")


def _coupons() -> None:
    op.add_column("coupon", _minor("minimum_minor"))
    op.add_column("coupon", _short("used_on", 64))
    op.add_column("coupon", _short("used_currency", 3))
    op.add_column("coupon", _minor("took_minor"))


def _tasks() -> None:
    is_open = sa.text("state = 'open'")
    op.create_table(
        "task",
        sa.Column("id", _key(), autoincrement=True, nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("case_id", _key(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        _moment("promised_by"),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("done_by", sa.String(length=200), nullable=False),
        sa.Column("reference", sa.String(length=120), nullable=False),
        _moment("created_at"),
        _moment("changed_at"),
        sa.ForeignKeyConstraint(["case_id"], ["complaint.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    op.create_index(op.f("ix_task_case_id"), "task", ["case_id"], unique=False)
    op.create_index("task_open", "task", ["promised_by"], unique=False, sqlite_where=is_open, postgresql_where=is_open)


def _what_is_given_at_once() -> None:
    op.create_table(
        "points",
        sa.Column("id", _key(), autoincrement=True, nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("buyer_id", _key(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        _moment("at"),
        sa.ForeignKeyConstraint(["buyer_id"], ["buyer.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    op.create_index(op.f("ix_points_buyer_id"), "points", ["buyer_id"], unique=False)
    untold = sa.text("told_at IS NULL")
    op.create_table(
        "rain_check",
        sa.Column("id", _key(), autoincrement=True, nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("case_id", _key(), nullable=False),
        sa.Column("buyer_id", _key(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        _moment("given_at"),
        _moment("told_at", nullable=True),
        sa.ForeignKeyConstraint(["buyer_id"], ["buyer.id"]),
        sa.ForeignKeyConstraint(["case_id"], ["complaint.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    op.create_index(op.f("ix_rain_check_buyer_id"), "rain_check", ["buyer_id"], unique=False)
    op.create_index(op.f("ix_rain_check_case_id"), "rain_check", ["case_id"], unique=False)
    op.create_index("rain_check_open", "rain_check", ["id"], unique=False, sqlite_where=untold, postgresql_where=untold)


def _parcels_and_stock() -> None:
    op.add_column("shop_order", _short("email_key", 320))
    op.execute("UPDATE shop_order SET email_key = lower(trim(email))")
    op.create_index("shop_order_of_buyer", "shop_order", ["email_key", "placed_at"], unique=False)
    op.create_table(
        "parcel_event",
        sa.Column("id", _key(), autoincrement=True, nullable=False),
        sa.Column("order_id", _key(), nullable=False),
        sa.Column("number", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        _moment("at"),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["order_id"], ["shop_order.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("order_id", "at", "number", "state"),
    )
    op.create_table(
        "stock",
        sa.Column("id", _key(), autoincrement=True, nullable=False),
        sa.Column("sku", sa.String(length=64), nullable=False),
        sa.Column("variant", sa.String(length=200), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("in_stock", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("sku", "variant"),
    )


def _articles() -> None:
    op.create_table(
        "article",
        sa.Column("id", _key(), autoincrement=True, nullable=False),
        sa.Column("sku", sa.String(length=64), nullable=False),
        sa.Column("variant", sa.String(length=200), nullable=False),
        sa.Column("cost_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("supplier", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("sku", "variant"),
    )
