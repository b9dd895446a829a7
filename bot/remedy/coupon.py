"""What coupons are expected to cost, and how much of them may come on top of money."""

from decimal import ROUND_DOWN, Decimal

from bot.remedy.money import Money
from bot.remedy.offer import Part
from bot.remedy.policy import CouponRules
from bot.remedy.rates import Rates, from_euro
from bot.terms import RemedyKind


def on_top_cap(paid: Money, rules: CouponRules, rates: Rates) -> Money:
    """The most that may come on top for an order that was paid with so much.

    Without a rate for the currency only the share of the order is known; a person looks at such an offer anyway.
    """
    share = paid.percent(rules.on_top_percent_of_order, ROUND_DOWN)
    amount = from_euro(rules.on_top, paid.currency, rates)
    return share if amount is None else min(share, amount)


def on_top(value: Money, percent: Decimal, cap: Money) -> Part | None:
    """A coupon of a percentage that comes on top, at its expected cost: that percentage of the value of the lines.

    Above the cap it becomes the largest whole percentage under it, since "3.7 %" is no way to make amends. None if
    nothing remains.
    """
    cost = value.percent(percent)
    if cost > cap:
        percent = Decimal(cap.minor * 100 // value.minor)
        cost = value.percent(percent)
    return Part(RemedyKind.COUPON, cost, percent) if cost > Money.zero(value.currency) else None


def in_place_of(money: Money, percent: Decimal, cap: Money) -> Part:
    """A coupon of an amount that stands for money: worth that percentage of it, and beyond it no more than the cap."""
    return Part(RemedyKind.COUPON, min(money.percent(percent), money + cap))
