"""Coupons as people read them, and as the seller's platform takes them in."""

import csv
import io
from collections.abc import Callable, Sequence
from datetime import tzinfo
from enum import StrEnum

from bot import spreadsheet
from bot.memory.coupons import StoredCoupon

Row = dict[str, object]


class Platform(StrEnum):
    """Whose import takes the file."""

    SHOPIFY = "shopify"  # the sheet "Discounts" of its import apps, since it has no import of its own
    WOOCOMMERCE = "woocommerce"  # the columns of its coupons, as its import extensions know them
    OWN = "own"


def as_csv(coupons: Sequence[StoredCoupon], platform: Platform) -> str:
    """One row a coupon that was not used; a platform's own columns, times in UTC. Codes are as buyers were told them."""
    row_of = _ROWS[platform]
    rows = [row_of(one) for one in coupons if one.used_at is None or platform is Platform.OWN]
    out = io.StringIO()
    writer = csv.DictWriter(out, _COLUMNS[platform], lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: spreadsheet.as_text(str(cell)) for name, cell in row.items()} for row in rows)
    return out.getvalue()


def as_text(coupons: Sequence[StoredCoupon], zone: tzinfo) -> str:
    """One line a coupon, its days in the shop's zone. Codes are money to whoever reads them: only their ends are shown."""
    if not coupons:
        return "No coupon was issued in this time."
    rows = []
    for one in coupons:
        coupon = one.coupon
        worth = str(coupon.amount) if coupon.percent is None else f"{coupon.percent} %"
        until = f"{coupon.expires_at.astimezone(zone):%d %b %Y}"
        used = f"used on {one.used_on}, took off {one.took}" if one.used_at else "not used"
        rows.append(f"…{coupon.code[-4:]}  {worth:>12}  until {until}  {used}  costs {one.euros}  ({one.remedy_key})")
    return "\n".join(rows)


def _own(one: StoredCoupon) -> Row:
    coupon = one.coupon
    return {
        "code": coupon.code,
        "percent": "" if coupon.percent is None else coupon.percent,
        "amount": coupon.amount.amount if coupon.percent is None else "",
        "currency": coupon.amount.currency,
        "minimum_order": coupon.minimum.amount if coupon.minimum else "",
        "issued_at": one.issued_at.isoformat(),
        "expires_at": coupon.expires_at.isoformat(),
        "used_at": one.used_at.isoformat() if one.used_at else "",
        "used_on": one.used_on,
        "took_off": one.took.amount if one.took else "",
        "cost_eur": one.euros.amount,
        "remedy": one.remedy_key,
    }


def _woocommerce(one: StoredCoupon) -> Row:
    coupon = one.coupon
    return {
        "post_title": coupon.code,
        "post_excerpt": one.remedy_key,
        "post_status": "publish",
        "discount_type": "fixed_cart" if coupon.percent is None else "percent",
        "coupon_amount": coupon.amount.amount if coupon.percent is None else coupon.percent,
        "expiry_date": f"{coupon.expires_at:%Y-%m-%d}",
        "minimum_amount": coupon.minimum.amount if coupon.minimum else "",
        "usage_limit": 1,
        "usage_limit_per_user": 1,
    }


def _shopify(one: StoredCoupon) -> Row:
    coupon = one.coupon
    return {
        "Title": coupon.code,
        "Command": "NEW",
        "Code": coupon.code,
        "Value Type": "Fixed Amount" if coupon.percent is None else "Percentage",
        "Value": coupon.amount.amount if coupon.percent is None else coupon.percent,
        "Minimum Requirement": "Minimum Purchase Amount" if coupon.minimum else "",
        "Minimum Value": coupon.minimum.amount if coupon.minimum else "",
        "Limit Total Times": 1,
        "Limit Once Per Customer": "TRUE",
        "Starts At": f"{one.issued_at:%Y-%m-%d %H:%M:%S +0000}",
        "Ends At": f"{coupon.expires_at:%Y-%m-%d %H:%M:%S +0000}",
    }


_ROWS: dict[Platform, Callable[[StoredCoupon], Row]] = {
    Platform.SHOPIFY: _shopify,
    Platform.WOOCOMMERCE: _woocommerce,
    Platform.OWN: _own,
}
_COLUMNS: dict[Platform, tuple[str, ...]] = {
    Platform.SHOPIFY: (
        "Title", "Command", "Code", "Value Type", "Value", "Minimum Requirement", "Minimum Value", "Limit Total Times",
        "Limit Once Per Customer", "Starts At", "Ends At",
    ),
    Platform.WOOCOMMERCE: (
        "post_title", "post_excerpt", "post_status", "discount_type", "coupon_amount", "expiry_date", "minimum_amount",
        "usage_limit", "usage_limit_per_user",
    ),
    Platform.OWN: (
        "code", "percent", "amount", "currency", "minimum_order", "issued_at", "expires_at", "used_at", "used_on", "took_off",
        "cost_eur", "remedy",
    ),
}  # fmt: skip
