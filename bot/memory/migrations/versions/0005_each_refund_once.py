"""Refunds of ours told apart from those a platform tells of, what goods that come back are worth, gifts nobody expects."""

import sqlalchemy as sa
from alembic import op

from bot.shop.orders import proof_key

revision = "0005"
down_revision = "0004"

_AT_ONCE = 500


def _minor(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.BigInteger(), nullable=False, server_default="0")


def _no(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())


def upgrade() -> None:
    op.add_column("remedy", _no("shown"))
    op.add_column("remedy", _no("delight"))
    op.add_column("budget", _minor("delight_minor"))
    op.add_column("task", _minor("worth_minor"))
    op.add_column("task", sa.Column("currency", sa.String(length=3), nullable=False, server_default=""))
    op.add_column("coupon", _minor("cost_euro_minor"))
    # A coupon costs what its part of the remedy was expected to; points had been worth euros, and became no other coupons.
    op.execute(
        "UPDATE coupon SET cost_euro_minor = COALESCE("
        "(SELECT cost_euro_minor FROM remedy WHERE remedy.key = coupon.remedy_key),"
        " CASE WHEN currency = 'EUR' THEN amount_minor ELSE 0 END)"
    )
    _refunds()
    _one_rule_for_addresses()


def _refunds() -> None:
    """What we have returned is held to be not shown by the platform yet: a file that tells of it then adds nothing."""
    op.add_column("shop_order", _minor("refunds_told_minor"))
    ours = (
        "COALESCE((SELECT SUM(amount_minor) FROM remedy"
        " WHERE remedy.order_id = shop_order.id AND part = 'refund' AND state = 'done'), 0)"
    )
    op.execute(
        f"UPDATE shop_order SET refunds_told_minor = CASE WHEN refunded_minor > {ours}"  # noqa: S608  all of it stands above
        f" THEN refunded_minor - {ours} ELSE 0 END"
    )


def _one_rule_for_addresses() -> None:
    """Keys of addresses are made by the one rule, which the databases' own lower() is not."""
    orders = sa.table(
        "shop_order", sa.column("id", sa.BigInteger), sa.column("email", sa.String), sa.column("email_key", sa.String)
    )
    connection, after = op.get_bind(), 0
    some = sa.select(orders).where(orders.c.email != "").order_by(orders.c.id).limit(_AT_ONCE)
    changes = sa.update(orders).where(orders.c.id == sa.bindparam("row")).values(email_key=sa.bindparam("reduced"))
    while rows := connection.execute(some.where(orders.c.id > after)).all():
        after = rows[-1].id
        wrong = [{"row": one.id, "reduced": key} for one in rows if (key := proof_key(one.email)) != one.email_key]
        if wrong:
            connection.execute(changes, wrong)
