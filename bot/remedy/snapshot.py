"""The facts of a decision as plain JSON, to be kept with the case: exact, with a version, and without who asked.

A decision can be made again from it at any time, under any policy. What a decision never looks at is not kept: names, addresses,
notes, order numbers, the moments of parcels.
"""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from bot.remedy.decision import Budget, Facts, History
from bot.remedy.matter import Matter
from bot.remedy.money import Money, MoneyError
from bot.remedy.price_claim import LineFinding, PriceFinding, PriceReason
from bot.remedy.rates import EURO
from bot.shop.orders import Order, OrderLine, Untold
from bot.shop.prices import PriceSeen, Promotion
from bot.terms import Cause, Level, Severity, Verification, Wish

VERSION = 1

Plain = dict[str, Any]


class SnapshotError(ValueError):
    """Data that is no snapshot of ours; says what is wrong with it."""


def of(facts: Facts) -> Plain:
    """The facts as plain JSON. Of the rates only those are kept that this decision can need."""
    finding = facts.finding
    return {
        "version": VERSION,
        "matter": _matter(finding) if isinstance(finding, Matter) else None,
        "price": _price(finding) if isinstance(finding, PriceFinding) else None,
        "order": _order(facts.order) if facts.order else None,
        "history": _history(facts.history),
        "spent_this_month": _money(facts.budget.spent),
        "rates": {currency: str(facts.rates[currency]) for currency in _currencies(facts) if currency in facts.rates},
        "wish": facts.wish,
        "shop_currency": facts.shop_currency,
    }


def facts_of(data: Mapping[str, Any]) -> Facts:
    """The facts of a snapshot. Raises SnapshotError for what is none, or is of a later version."""
    if data.get("version") != VERSION:
        raise SnapshotError(f"version {data.get('version')} of the facts is not known here; only version {VERSION} is.")
    try:
        return Facts(
            finding=_read_price(data["price"]) if data.get("price") else _read_matter(data["matter"]),
            order=_read_order(data["order"]) if data.get("order") else None,
            history=_read_history(data["history"]),
            budget=Budget(_read_money(data["spent_this_month"])),
            rates=MappingProxyType({currency: Decimal(rate) for currency, rate in data["rates"].items()}),
            wish=Wish(data["wish"]) if data.get("wish") else None,
            shop_currency=data["shop_currency"],
        )
    except KeyError as fault:
        raise SnapshotError(f"{fault} is missing.") from None
    except (ArithmeticError, AttributeError, MoneyError, TypeError, ValueError) as fault:
        raise SnapshotError(f"these are no facts: {fault}.") from None


def cause_of(facts: Facts) -> Cause:
    """What the trouble is about."""
    return facts.finding.cause if isinstance(facts.finding, Matter) else Cause.PRICE_DROP


def _currencies(facts: Facts) -> list[str]:
    amounts = [facts.finding.amount] if isinstance(facts.finding, Matter) else []
    return sorted({facts.currency, *(amount.currency for amount in amounts if amount)} - {EURO})


def _money(amount: Money) -> str:
    return str(amount)


def _optional(amount: Money | None) -> str | None:
    return None if amount is None else _money(amount)


def _read_money(text: str) -> Money:
    amount, _, currency = text.partition(" ")
    return Money.of(amount, currency)


def _matter(matter: Matter) -> Plain:
    return {
        "cause": matter.cause,
        "verdict": matter.verdict,
        "concerned": [_line(line) for line in matter.concerned],
        "severity": matter.severity,
        "pictures": matter.pictures,
        "days_past": matter.days_past,
        "lost": matter.lost,
        "arrived": matter.arrived,
        "amount": _optional(matter.amount),
        "level": matter.level,
        "within_withdrawal": matter.within_withdrawal,
        "margin": None if matter.margin is None else str(matter.margin),
        "supplier": matter.supplier,
    }


def _read_matter(data: Plain) -> Matter:
    return Matter(
        cause=Cause(data["cause"]),
        verdict=Verification(data["verdict"]),
        concerned=tuple(map(_read_line, data["concerned"])),
        severity=Severity(data["severity"]) if data["severity"] else None,
        pictures=int(data["pictures"]),
        days_past=data["days_past"],
        lost=data["lost"],
        arrived=data.get("arrived", False),  # the first facts that were kept do not tell
        amount=_read_money(data["amount"]) if data["amount"] else None,
        level=Level(data["level"]),
        within_withdrawal=data["within_withdrawal"],
        margin=None if data["margin"] is None else Decimal(data["margin"]),
        supplier=data["supplier"],
    )


def _price(finding: PriceFinding) -> Plain:
    return {
        "reason": finding.reason,
        "difference": _money(finding.difference),
        "lines": [_line_finding(one) for one in finding.lines],
        "wrote_at": finding.wrote_at.isoformat(),
        "window_ends_at": finding.window_ends_at.isoformat(),
        "claim_ends_at": finding.claim_ends_at.isoformat(),
    }


def _read_price(data: Plain) -> PriceFinding:
    return PriceFinding(
        reason=PriceReason(data["reason"]),
        difference=_read_money(data["difference"]),
        lines=tuple(map(_read_line_finding, data["lines"])),
        wrote_at=datetime.fromisoformat(data["wrote_at"]),
        window_ends_at=datetime.fromisoformat(data["window_ends_at"]),
        claim_ends_at=datetime.fromisoformat(data["claim_ends_at"]),
    )


def _line_finding(one: LineFinding) -> Plain:
    return {
        "line": _line(one.line),
        "reason": one.reason,
        "paid": _money(one.paid),
        "difference": _money(one.difference),
        "lowest": _seen(one.lowest) if one.lowest else None,
        "current": _seen(one.current) if one.current else None,
        "promotion": _promotion(one.promotion) if one.promotion else None,
    }


def _read_line_finding(data: Plain) -> LineFinding:
    return LineFinding(
        line=_read_line(data["line"]),
        reason=PriceReason(data["reason"]),
        paid=_read_money(data["paid"]),
        difference=_read_money(data["difference"]),
        lowest=_read_seen(data["lowest"]) if data["lowest"] else None,
        current=_read_seen(data["current"]) if data["current"] else None,
        promotion=_read_promotion(data["promotion"]) if data["promotion"] else None,
    )


def _line(line: OrderLine) -> Plain:
    return {
        "sku": line.sku,
        "title": line.title,
        "variant": line.variant,
        "quantity": line.quantity,
        "unit_price": _money(line.unit_price),
        "discount": _money(line.discount),
    }


def _read_line(data: Plain) -> OrderLine:
    unit_price, discount = _read_money(data["unit_price"]), _read_money(data["discount"])
    return OrderLine(data["sku"], data["title"], data["variant"], int(data["quantity"]), unit_price, discount)


def _seen(seen: PriceSeen) -> Plain:
    return {
        "sku": seen.sku,
        "variant": seen.variant,
        "price": _money(seen.price),
        "seen_at": seen.seen_at.isoformat(),
        "source": seen.source,
    }


def _read_seen(data: Plain) -> PriceSeen:
    seen_at = datetime.fromisoformat(data["seen_at"])
    return PriceSeen(data["sku"], data["variant"], _read_money(data["price"]), seen_at, data["source"])


def _promotion(promotion: Promotion) -> Plain:
    return {
        "name": promotion.name,
        "starts_at": promotion.starts_at.isoformat(),
        "ends_at": promotion.ends_at.isoformat(),
        "percent_off": str(promotion.percent_off),
        "skus": sorted(promotion.skus),
        "reason": promotion.reason,
    }


def _read_promotion(data: Plain) -> Promotion:
    starts_at, ends_at = datetime.fromisoformat(data["starts_at"]), datetime.fromisoformat(data["ends_at"])
    percent_off = Decimal(data["percent_off"])
    return Promotion(data["name"], starts_at, ends_at, percent_off, frozenset(data["skus"]), data["reason"])


def _order(order: Order) -> Plain:
    return {
        "platform": order.platform,
        "status": order.status,
        "country": order.country,
        "currency": order.currency,
        "placed_at": order.placed_at.isoformat(),
        "lines": [_line(line) for line in order.lines],
        "shipping": _money(order.shipping),
        "discount": _money(order.discount),
        "total_paid": _money(order.total_paid),
        "refunded": _money(order.refunded),
        "promised": _optional(order.promised),
        "untold": sorted(order.untold),
    }


def _read_order(data: Plain) -> Order:
    return Order(
        number="",
        platform=data["platform"],
        status=data["status"],
        buyer_name="",
        email="",
        postcode="",
        country=data["country"],
        currency=data["currency"],
        placed_at=datetime.fromisoformat(data["placed_at"]),
        lines=tuple(map(_read_line, data["lines"])),
        shipping=_read_money(data["shipping"]),
        discount=_read_money(data["discount"]),
        total_paid=_read_money(data["total_paid"]),
        refunded=_read_money(data["refunded"]),
        promised=_read_money(data["promised"]) if data["promised"] else None,
        untold=frozenset(map(Untold, data["untold"])),
    )


def _history(history: History) -> Plain:
    return {
        "on_order": history.on_order,
        "of_buyer": history.of_buyer,
        "coupons_instead": _money(history.coupons_instead),
        "for_cause": history.for_cause,
        "spent_on_order": _money(history.spent_on_order),
        "spent_on_buyer": _money(history.spent_on_buyer),
    }


def _read_history(data: Plain) -> History:
    return History(
        on_order=int(data["on_order"]),
        of_buyer=int(data["of_buyer"]),
        coupons_instead=_read_money(data["coupons_instead"]),
        for_cause=int(data["for_cause"]),
        spent_on_order=_read_money(data["spent_on_order"]),
        spent_on_buyer=_read_money(data["spent_on_buyer"]),
    )
