"""The orders of a file as data that programs can compare: counts, totals by currency, and each order in plain words."""

from collections.abc import Sequence
from datetime import datetime

from bot.remedy.money import Money
from bot.shop.imports.found import OrderFound
from bot.shop.orders import Order, OrderLine, Untold


def listing(found: Sequence[OrderFound]) -> dict[str, object]:
    """What a file tells of its orders; null is what it cannot tell. Amounts are text with the currency's own decimals."""
    told: dict[str, object] = {
        "orders": len(found),
        "lines": sum(len(one.order.lines) for one in found),
        "totals": _sums([one.order.total_paid for one in found if Untold.TOTAL not in one.order.untold]),
    }
    net = [one.net_sales for one in found if one.net_sales is not None]
    if net:
        told["net_sales_totals"] = _sums(net)
    return told | {"picked": [_order(one) for one in found]}


def _order(found: OrderFound) -> dict[str, object]:
    order = found.order
    told: dict[str, object] = {
        "platform": order.platform,
        "order_no": order.number,
        "buyer_name": order.buyer_name or None,
        "buyer_email": order.email or None,
        "currency": order.currency,
        "placed_at": _moment(order.placed_at, order),
        "status_raw": order.status or None,
        "lines": [_line(line, order) for line in order.lines],
        "total_paid": _told(order.total_paid, Untold.TOTAL, order),
        "refunded": _told(order.refunded, Untold.REFUNDS, order),
        "shipped_at": _moment(order.shipped_at, order),
        "delivered_at": _moment(order.delivered_at, order),
        "tracking": [_parcel(parcel) for parcel in order.tracking],
        "estimated_delivery_max": order.estimated_delivery_max.isoformat() if order.estimated_delivery_max else None,
    }
    return told | ({"net_sales": str(found.net_sales.amount)} if found.net_sales is not None else {})


def _line(line: OrderLine, order: Order) -> dict[str, object]:
    return {
        "sku": line.sku or None,
        "title": line.title,
        "qty": line.quantity,
        "unit_price": _told(line.unit_price, Untold.PRICES, order),
        "line_discount": _told(line.discount, Untold.PRICES, order),
    }


def _told(amount: Money, untold: Untold, order: Order) -> str | None:
    return None if untold in order.untold else str(amount.amount)


def _moment(at: datetime | None, order: Order) -> str | None:
    if at is None:
        return None
    return at.date().isoformat() if Untold.HOUR in order.untold else at.isoformat()


def _parcel(parcel: str) -> dict[str, str | None]:
    carrier, _, number = parcel.rpartition(":")
    return {"carrier": carrier or None, "number": number}


def _sums(amounts: Sequence[Money]) -> dict[str, str] | None:
    if not amounts:
        return None
    codes = sorted({amount.currency for amount in amounts})
    return {code: str(sum((one for one in amounts if one.currency == code), Money.zero(code)).amount) for code in codes}
