"""Rates of exchange to the euro, in which the policy's limits are written.

They serve to compare an amount with a limit, and never to reckon what a buyer gets: that is always in the order's currency.
"""

from collections.abc import Mapping
from decimal import ROUND_DOWN, ROUND_UP, Decimal

from bot.remedy.money import Money, exponent

EURO = "EUR"

Rates = Mapping[str, Decimal]
"""Units of a currency for one euro. A currency that is missing is unknown, and nothing is guessed for it."""


def _per_euro(currency: str, rates: Rates) -> Decimal | None:
    if currency == EURO:
        return Decimal(1)
    rate = rates.get(currency)
    return rate if rate is not None and rate.is_finite() and rate > 0 else None


def from_euro(limit: Money, currency: str, rates: Rates) -> Money | None:
    """A limit in another currency, rounded down so that it is never widened; None if the rate is unknown."""
    rate = _per_euro(currency, rates)
    if rate is None:
        return None
    scaled = (limit.amount * rate).scaleb(exponent(currency))
    return Money(int(scaled.to_integral_value(rounding=ROUND_DOWN)), currency)


def in_euro(cost: Money, rates: Rates) -> Money | None:
    """A cost in euro, rounded up so that the budget is never understated; None if the rate is unknown."""
    rate = _per_euro(cost.currency, rates)
    if rate is None:
        return None
    scaled = (cost.amount / rate).scaleb(exponent(EURO))
    return Money(int(scaled.to_integral_value(rounding=ROUND_UP)), EURO)


def exchanged(amount: Money, currency: str, rates: Rates) -> Money | None:
    """About as much in another currency, rounded down; None if a rate is unknown. Never for money that is returned."""
    there = _per_euro(amount.currency, rates)
    here = _per_euro(currency, rates)
    if there is None or here is None:
        return None
    scaled = (amount.amount / there * here).scaleb(exponent(currency))
    return Money(int(scaled.to_integral_value(rounding=ROUND_DOWN)), currency)


def cost_of(price: Money, currency: str, rates: Rates) -> Money | None:
    """What something priced in euro costs in another currency, rounded up; None if the rate is unknown."""
    rate = _per_euro(currency, rates)
    if rate is None:
        return None
    scaled = (price.amount * rate).scaleb(exponent(currency))
    return Money(int(scaled.to_integral_value(rounding=ROUND_UP)), currency)
