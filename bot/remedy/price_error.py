"""Whether more was charged for an article than the shop listed it at, by the seller's own price history."""

from collections.abc import Iterable

from bot.remedy.money import Money, add_up
from bot.shop.orders import Order, OrderLine, Standing, Untold
from bot.shop.prices import PriceSeen


def charged_too_much(order: Order, prices: Iterable[PriceSeen]) -> Money | None:
    """What was charged above the listed prices on all lines; None where nothing was, or none is on file.

    The listed price is the last one seen before the purchase, of the very same article in the currency it was paid in. It is
    held against what was really paid: a discount that made up for the error leaves nothing owed.
    """
    if order.standing is not Standing.PAID or Untold.PRICES in order.untold:
        return None
    known = tuple(prices)
    owed = add_up(
        (
            _above_list(line, paid, _listed(line, order, known))
            for line, paid in zip(order.lines, order.paid_per_line(), strict=True)
        ),
        order.currency,
    )
    return owed if owed.minor > 0 else None


def _listed(line: OrderLine, order: Order, prices: tuple[PriceSeen, ...]) -> Money | None:
    """What the article cost at the moment of the purchase; None where no price is on file from before it.

    Where two were seen at the same moment, the buyer is believed the lower one.
    """
    key = (line.sku, line.variant, line.unit_price.currency)
    before = [one for one in prices if (one.sku, one.variant, one.price.currency) == key and one.seen_at <= order.placed_at]
    return max(before, key=lambda one: (one.seen_at, -one.price.minor)).price if before else None


def _above_list(line: OrderLine, paid: Money, listed: Money | None) -> Money:
    nothing = Money.zero(paid.currency)
    return max(paid - listed * line.quantity, nothing) if listed is not None else nothing
