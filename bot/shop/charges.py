"""What a payment provider says was taken for an order, and whether anything was taken twice."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.remedy.money import Money
from bot.shop.orders import Order

# A buyer who presses twice, or a page that was sent twice, does so within minutes; a provider that tries again, within hours.
_TWICE_WITHIN = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Charge:
    """One payment that was taken for an order; `refunded` is what of it went back.

    `captured` is False while the money is only reserved: it may still become the payment, or go back by itself.
    """

    reference: str
    amount: Money
    taken_at: datetime
    refunded: Money
    captured: bool = True


def double_charge(order: Order, charges: Iterable[Charge]) -> Money | None:
    """What was taken once too often and is still with the shop; None where nothing was.

    Twice means: the same amount again within a day, under another reference. A reservation takes nothing, and the payment that
    it became is one with it. What went back of any of them is taken off, and no more is ever owed than was taken beyond what the
    order came to.
    """
    taken = sorted(
        {charge.reference: charge for charge in charges if charge.captured and charge.amount.currency == order.currency}.values(),
        key=lambda charge: (charge.taken_at, charge.reference),
    )
    twice = kept = Money.zero(order.currency)
    before: dict[int, datetime] = {}
    for charge in taken:
        since = before.get(charge.amount.minor)
        if since is not None and charge.taken_at - since <= _TWICE_WITHIN:
            twice += charge.amount
        kept += charge.amount - charge.refunded
        before[charge.amount.minor] = charge.taken_at
    owed = min(twice, kept - order.total_paid)
    return owed if owed.minor > 0 else None
