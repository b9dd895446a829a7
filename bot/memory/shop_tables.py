"""The tables of what the seller told us: orders, prices, promotions, costs, and who proved an order theirs."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Index, Integer, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from bot.memory.columns import UtcTime, minor, refers_to, row_key, values_of
from bot.shop.parcels import ParcelState


class OrderRow(SQLModel, table=True):
    """An order of the seller's. `promised_minor` is what we promised to return and have not yet returned.

    `refunded_minor` is all that went back, each refund once; `refunds_told_minor` is what the platform's files say did.

    `email_key` is the address as `proof_key` reduces it, by which the orders of one buyer find each other.
    """

    __tablename__ = "shop_order"
    __table_args__ = (
        UniqueConstraint("platform", "number"),
        CheckConstraint("promised_minor >= 0", name="shop_order_promised"),
        Index("shop_order_of_buyer", "email_key", "placed_at"),
    )

    id: int = Field(default=None, sa_column=row_key())
    platform: str = Field(max_length=32)
    number: str = Field(max_length=64)
    number_key: str = Field(max_length=64, index=True)
    status: str = Field(max_length=32)
    buyer_name: str = Field(default="", max_length=200)
    email: str = Field(default="", max_length=320)
    email_key: str = Field(default="", max_length=320)
    postcode: str = Field(default="", max_length=32)
    country: str = Field(default="", max_length=2)
    currency: str = Field(max_length=3)
    placed_at: datetime = Field(sa_type=UtcTime)
    shipping_minor: int = Field(sa_column=minor())
    discount_minor: int = Field(sa_column=minor())
    paid_minor: int = Field(sa_column=minor())
    refunded_minor: int = Field(sa_column=minor())
    refunds_told_minor: int = Field(default=0, sa_column=minor())
    promised_minor: int = Field(default=0, sa_column=minor())
    shipped_at: datetime | None = Field(default=None, sa_type=UtcTime, nullable=True)
    delivered_at: datetime | None = Field(default=None, sa_type=UtcTime, nullable=True)
    estimated_delivery_max: str = Field(default="", max_length=10)
    tracking: str = Field(default="", sa_type=Text)
    note: str = Field(default="", sa_type=Text)
    ship_by: str = Field(default="", max_length=10)
    as_of: datetime | None = Field(default=None, sa_type=UtcTime, nullable=True)
    untold: str = Field(default="", max_length=64)


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


class ParcelEventRow(SQLModel, table=True):
    """One report of a carrier about a parcel of an order; the same one is kept once."""

    __tablename__ = "parcel_event"
    __table_args__ = (UniqueConstraint("order_id", "at", "number", "state"),)

    id: int = Field(default=None, sa_column=row_key())
    order_id: int = Field(sa_column=refers_to("shop_order.id"))
    number: str = Field(max_length=64)
    state: ParcelState = Field(sa_type=values_of(ParcelState))
    at: datetime = Field(sa_type=UtcTime)
    place: str = Field(default="", max_length=200)


class StockRow(SQLModel, table=True):
    """How many of an article there are, by the seller's newest file."""

    __tablename__ = "stock"
    __table_args__ = (UniqueConstraint("sku", "variant"),)

    id: int = Field(default=None, sa_column=row_key())
    sku: str = Field(max_length=64)
    variant: str = Field(default="", max_length=200)
    title: str = Field(default="", max_length=300)
    in_stock: int


class ArticleRow(SQLModel, table=True):
    """What an article costs the seller, and who supplies it. Without a `currency` its cost is not known."""

    __tablename__ = "article"
    __table_args__ = (UniqueConstraint("sku", "variant"),)

    id: int = Field(default=None, sa_column=row_key())
    sku: str = Field(max_length=64)
    variant: str = Field(default="", max_length=200)
    cost_minor: int = Field(sa_column=minor())
    currency: str = Field(default="", max_length=3)
    supplier: str = Field(default="", max_length=200)


class ProofRow(SQLModel, table=True):
    """An attempt to prove an order, right or wrong, so that guessing can be limited per person and per order."""

    __tablename__ = "proof_attempt"
    __table_args__ = (Index("proof_by_buyer", "buyer_id", "at"), Index("proof_by_order", "number_key", "at"))

    id: int = Field(default=None, sa_column=row_key())
    buyer_id: int = Field(sa_column=refers_to("buyer.id"))
    number_key: str = Field(max_length=64)
    at: datetime = Field(sa_type=UtcTime)
    right: bool
