"""A price claim to be varied: two pairs of shoes, bought on 12 February, 10 % cheaper from the 13th to the 15th."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from bot.remedy.decision import Budget, Facts, History
from bot.remedy.money import Money
from bot.remedy.policy import Policy
from bot.remedy.policy_reading import SHIPPED, read_policy
from bot.remedy.price_claim import PriceFinding, verify
from bot.shop.orders import Order, OrderLine
from bot.shop.prices import PriceSeen, Promotion

SKU, VARIANT = "SLIP-CNV-WHT-40", "White / EU 40"
RATES = {"GBP": Decimal("0.87"), "JPY": Decimal("183"), "KWD": Decimal("0.36"), "USD": Decimal("1.18")}


def day(text: str) -> datetime:
    """A moment of the story: "02-13" is 13 February 2026 at noon, "03-14 08:30" has its own time."""
    date, _, clock = text.partition(" ")
    return datetime.fromisoformat(f"2026-{date}T{clock or '12:00'}").replace(tzinfo=UTC)


def line(
    unit: str = "49.90", quantity: int = 2, discount: str = "0", *, currency: str = "EUR", sku: str = SKU, variant: str = VARIANT
) -> OrderLine:
    return OrderLine(sku, "Canvas Slip-on", variant, quantity, Money.of(unit, currency), Money.of(discount, currency))


def order(
    *lines: OrderLine, paid: str = "99.80", discount: str = "0", refunded: str = "0", currency: str = "EUR", **more: Any
) -> Order:
    told: dict[str, Any] = {
        "number": "WL-1042",
        "platform": "own",
        "status": "paid",
        "buyer_name": "Ana García",
        "email": "ana@example.com",
        "postcode": "28013",
        "country": "ES",
        "currency": currency,
        "placed_at": day("02-12"),
        "lines": lines or (line(currency=currency),),
        "shipping": Money.zero(currency),
        "discount": Money.of(discount, currency),
        "total_paid": Money.of(paid, currency),
        "refunded": Money.of(refunded, currency),
    }
    return Order(**told | more)


def seen(
    price: str, at: str, *, currency: str = "EUR", sku: str = SKU, variant: str = VARIANT, source: str = "shop"
) -> PriceSeen:
    return PriceSeen(sku, variant, Money.of(price, currency), day(at), source)


VALENTINE = Promotion("Valentine's Day", day("02-13 00:00"), day("02-15 23:59"), Decimal(10), frozenset({SKU}), "holiday")
PRICES = (seen("49.90", "01-05"), seen("44.91", "02-13"), seen("49.90", "02-16"))


def finding(
    of: Order, prices: tuple[PriceSeen, ...] = PRICES, *, wrote: str = "02-16", now: str = "02-16", **days: int
) -> PriceFinding:
    return verify(of, prices, (VALENTINE,), wrote_at=day(wrote), now=day(now), **days)


def facts(of: Order | None = None, prices: tuple[PriceSeen, ...] = PRICES, **more: Any) -> Facts:
    """The facts of a claim by a buyer who was given nothing before, in a month in which nothing was spent."""
    of = of or order()
    told: dict[str, Any] = {
        "finding": finding(of, prices),
        "order": of,
        "history": History(0, 0, Money.zero(of.currency)),
        "budget": Budget(Money.zero("EUR")),
        "rates": RATES,
    }
    return Facts(**told | more)


def policy(**changes: str) -> Policy:
    """The shipped policy with the first setting of each name written anew: `coupon_percent="0"`."""
    text = SHIPPED.read_text(encoding="utf-8")
    for key, value in changes.items():
        before, found, after = text.partition(f"\n{key} = ")
        assert found, f"the shipped policy has no setting {key}"
        text = f"{before}{found}{value}\n{after.partition(chr(10))[2]}"
    return read_policy(text)
