"""Between the rows of the seller's tables and the facts that rules know: each way once."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from sqlalchemy import RowMapping

from bot.remedy.money import Money
from bot.shop.articles import Article
from bot.shop.orders import Order, OrderLine, Untold, order_key, proof_key
from bot.shop.parcels import ParcelEvent
from bot.shop.prices import PriceSeen, Promotion
from bot.shop.stock import Stocked


def order_row(order: Order) -> dict[str, object]:
    """The columns a file can tell of: neither the id nor what we promised."""
    return {
        "platform": order.platform,
        "number": order.number,
        "number_key": order_key(order.number),
        "status": order.status,
        "buyer_name": order.buyer_name,
        "email": order.email,
        "email_key": proof_key(order.email),
        "postcode": order.postcode,
        "country": order.country,
        "currency": order.currency,
        "placed_at": order.placed_at,
        "shipping_minor": order.shipping.minor,
        "discount_minor": order.discount.minor,
        "paid_minor": order.total_paid.minor,
        "refunded_minor": order.refunded.minor,
        "refunds_told_minor": order.told_of.minor,
        "shipped_at": order.shipped_at,
        "delivered_at": order.delivered_at,
        "estimated_delivery_max": _iso(order.estimated_delivery_max),
        "tracking": "\n".join(order.tracking),
        "note": order.note,
        "ship_by": _iso(order.ship_by),
        "as_of": order.as_of,
        "untold": " ".join(sorted(order.untold)),
    }


def line_row(order_id: int, position: int, line: OrderLine) -> dict[str, object]:
    return {
        "order_id": order_id,
        "position": position,
        "sku": line.sku,
        "title": line.title,
        "variant": line.variant,
        "quantity": line.quantity,
        "unit_minor": line.unit_price.minor,
        "discount_minor": line.discount.minor,
    }


def order_of(row: RowMapping, lines: Iterable[RowMapping]) -> Order:
    currency = row["currency"]
    return Order(
        number=row["number"],
        platform=row["platform"],
        status=row["status"],
        buyer_name=row["buyer_name"],
        email=row["email"],
        postcode=row["postcode"],
        country=row["country"],
        currency=currency,
        placed_at=row["placed_at"],
        lines=tuple(line_of(line, currency) for line in lines),
        shipping=Money(row["shipping_minor"], currency),
        discount=Money(row["discount_minor"], currency),
        total_paid=Money(row["paid_minor"], currency),
        refunded=Money(row["refunded_minor"], currency),
        shipped_at=row["shipped_at"],
        delivered_at=row["delivered_at"],
        estimated_delivery_max=_day(row["estimated_delivery_max"]),
        tracking=_parts(row["tracking"]),
        note=row["note"],
        ship_by=_day(row["ship_by"]),
        as_of=row["as_of"],
        untold=frozenset(Untold(word) for word in row["untold"].split()),
        promised=Money(row["promised_minor"], currency),
        refunds_told=Money(told, currency) if (told := row["refunds_told_minor"]) != row["refunded_minor"] else None,
        id=row["id"],
    )


def line_of(row: RowMapping, currency: str) -> OrderLine:
    return OrderLine(
        sku=row["sku"],
        title=row["title"],
        variant=row["variant"],
        quantity=row["quantity"],
        unit_price=Money(row["unit_minor"], currency),
        discount=Money(row["discount_minor"], currency),
    )


def price_row(price: PriceSeen) -> dict[str, object]:
    return {
        "sku": price.sku,
        "variant": price.variant,
        "currency": price.price.currency,
        "price_minor": price.price.minor,
        "seen_at": price.seen_at,
        "source": price.source,
    }


def promotion_row(promotion: Promotion) -> dict[str, object]:
    return {
        "name": promotion.name,
        "starts_at": promotion.starts_at,
        "ends_at": promotion.ends_at,
        "percent_off": f"{promotion.percent_off.normalize():f}",  # 10 and 10.0 are one percentage
        "skus": "\n".join(sorted(promotion.skus)),
        "reason": promotion.reason,
    }


def promotion_of(row: RowMapping) -> Promotion:
    return Promotion(
        name=row["name"],
        starts_at=row["starts_at"],
        ends_at=row["ends_at"],
        percent_off=Decimal(row["percent_off"]),
        skus=frozenset(_parts(row["skus"])),
        reason=row["reason"],
    )


def _parts(stored: str) -> tuple[str, ...]:
    """What is stored one a line."""
    return tuple(stored.split("\n")) if stored else ()


def _iso(day: date | None) -> str:
    """A day as it is stored."""
    return day.isoformat() if day else ""


def _day(stored: str) -> date | None:
    return date.fromisoformat(stored) if stored else None


def parcel_event_row(order_id: int, event: ParcelEvent) -> dict[str, object]:
    return {"order_id": order_id, "number": event.number, "state": event.state, "at": event.at, "place": event.place}


def stock_row(article: Stocked) -> dict[str, object]:
    return {"sku": article.sku, "variant": article.variant, "title": article.title, "in_stock": article.count}


def article_row(article: Article) -> dict[str, object]:
    cost = article.unit_cost
    return {
        "sku": article.sku,
        "variant": article.variant,
        "cost_minor": cost.minor if cost is not None else 0,
        "currency": cost.currency if cost is not None else "",
        "supplier": article.supplier,
    }


def article_known(row: RowMapping) -> Article:
    cost = Money(row["cost_minor"], row["currency"]) if row["currency"] else None
    return Article(row["sku"], row["variant"], cost, row["supplier"])
