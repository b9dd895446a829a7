"""Whether the price of an article fell after it was bought, by the seller's own price history."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from bot.remedy.money import Money, add_up
from bot.shop.orders import Order, OrderLine, Standing
from bot.shop.prices import PriceSeen, Promotion
from bot.terms import Verification

# Shops round a reduced price to one they like to show ("10 % off" 39.50 is 35.50): this far it still is the promotion's.
_ROUNDED_BY = Decimal(1)


class PriceReason(StrEnum):
    """What was found, each a different truth to be told."""

    FELL = "fell"  # within the window, and the buyer wrote in time
    WROTE_LATER = "wrote_later"  # it fell within the window, but the buyer wrote after the time for claims
    NOT_OBSERVED = "not_observed"  # no price is on file from after the purchase
    FELL_LATER = "fell_later"  # it fell, but after the window
    NOT_LOWER = "not_lower"  # prices are on file, and none is below what was paid
    UNSETTLED = "unsettled"  # the records do not tell for certain what was paid and is still with us
    NOTHING_PAID = "nothing_paid"  # no money of the buyer's is with us: it never came, or all of it went back


_VERDICTS = {
    PriceReason.FELL: Verification.CONFIRMED,
    PriceReason.NOT_OBSERVED: Verification.CANNOT_BE_VERIFIED,
    PriceReason.UNSETTLED: Verification.CANNOT_BE_VERIFIED,
}

# Of an order with several lines, the first of these that holds for any line is what is told of the order. A line that
# cannot be checked comes before one that did not fall: as long as it is open, the order is not a "no".
_OF_LINES = (
    PriceReason.FELL,
    PriceReason.WROTE_LATER,
    PriceReason.NOT_OBSERVED,
    PriceReason.FELL_LATER,
    PriceReason.NOT_LOWER,
)


@dataclass(frozen=True, slots=True)
class LineFinding:
    """What became of the price of one line.

    `paid` is what was really paid for the whole line. `lowest` is the observation that decides: the lowest of the window,
    or after it for FELL_LATER, the earliest of equals. `difference` is what the whole line would have cost less at that
    price, never below zero; only with FELL is it owed. `promotion` is the one that explains the price, if one does.
    """

    line: OrderLine
    reason: PriceReason
    paid: Money
    difference: Money
    lowest: PriceSeen | None = None
    current: PriceSeen | None = None
    promotion: Promotion | None = None


@dataclass(frozen=True, slots=True)
class PriceFinding:
    """What became of the prices of an order. `difference` is the sum owed, zero unless the reason is FELL."""

    reason: PriceReason
    difference: Money
    lines: tuple[LineFinding, ...]
    wrote_at: datetime
    window_ends_at: datetime
    claim_ends_at: datetime

    @property
    def verdict(self) -> Verification:
        """How far the buyer's claim can be relied on."""
        return _VERDICTS.get(self.reason, Verification.NOT_CONFIRMED)

    @property
    def concerned(self) -> tuple[LineFinding, ...]:
        """The lines that the reason speaks of; none if it speaks of the order as a whole."""
        return tuple(line for line in self.lines if line.reason is self.reason)


def verify(
    order: Order,
    prices: Iterable[PriceSeen],
    promotions: Iterable[Promotion],
    *,
    wrote_at: datetime,
    now: datetime,
    window_days: int = 15,
    claim_days: int = 30,
) -> PriceFinding:
    """Check every line of an order against the prices seen since it was placed.

    The window is the time after the purchase up to and with its last moment; what was seen after `now` does not count.
    """
    known = sorted((p for p in prices if p.seen_at <= now), key=lambda p: (p.seen_at, p.price.minor, p.source))
    offered = tuple(promotions)
    window_ends_at = order.placed_at + timedelta(days=window_days)
    claim_ends_at = order.placed_at + timedelta(days=claim_days)
    in_time = wrote_at <= claim_ends_at

    lines = tuple(
        _verify_line(line, paid, order.placed_at, window_ends_at, in_time, _history_of(line, known), offered)
        for line, paid in zip(order.lines, order.paid_per_line(), strict=True)
    )
    reason = _reason_of(order, lines)
    owed = lines if reason is PriceReason.FELL else ()
    return PriceFinding(
        reason=reason,
        difference=add_up((line.difference for line in owed if line.reason is PriceReason.FELL), order.currency),
        lines=lines,
        wrote_at=wrote_at,
        window_ends_at=window_ends_at,
        claim_ends_at=claim_ends_at,
    )


def _history_of(line: OrderLine, known: list[PriceSeen]) -> list[PriceSeen]:
    """The prices of the very same article, in the currency it was paid in: rates of exchange can fake a fall."""
    key = (line.sku, line.variant, line.unit_price.currency)
    return [p for p in known if (p.sku, p.variant, p.price.currency) == key]


def _reason_of(order: Order, lines: tuple[LineFinding, ...]) -> PriceReason:
    if order.standing is Standing.NOTHING_LEFT:
        return PriceReason.NOTHING_PAID
    if order.standing is Standing.UNSETTLED:
        return PriceReason.UNSETTLED
    found = {line.reason for line in lines}
    return next((reason for reason in _OF_LINES if reason in found), PriceReason.NOT_OBSERVED)


def _verify_line(
    line: OrderLine,
    paid: Money,
    placed_at: datetime,
    window_ends_at: datetime,
    in_time: bool,
    history: list[PriceSeen],
    promotions: tuple[Promotion, ...],
) -> LineFinding:
    since = [p for p in history if p.seen_at > placed_at]
    if not since:
        return LineFinding(line, PriceReason.NOT_OBSERVED, paid, Money.zero(paid.currency))

    within = [p for p in since if p.seen_at <= window_ends_at]
    if within and _lowest(within).price * line.quantity < paid:
        lowest, reason = _lowest(within), PriceReason.FELL if in_time else PriceReason.WROTE_LATER
    else:
        lowest = _lowest(since)
        reason = PriceReason.FELL_LATER if lowest.price * line.quantity < paid else PriceReason.NOT_LOWER

    return LineFinding(
        line=line,
        reason=reason,
        paid=paid,
        difference=max(paid - lowest.price * line.quantity, Money.zero(paid.currency)),
        lowest=lowest,
        current=history[-1],
        promotion=_promotion_behind(lowest, history, promotions) if reason is not PriceReason.NOT_LOWER else None,
    )


def _lowest(seen: list[PriceSeen]) -> PriceSeen:
    """The lowest of the prices, which come in the order of their time; the earliest of equals."""
    return min(seen, key=lambda p: p.price.minor)


def _promotion_behind(seen: PriceSeen, history: list[PriceSeen], promotions: tuple[Promotion, ...]) -> Promotion | None:
    """The promotion whose percentage best explains a price, if one was on for the article and its price fits."""
    off_by = {
        promotion: abs(taken_off - promotion.percent_off)
        for promotion in promotions
        if promotion.covers(seen.sku, seen.seen_at)
        and (taken_off := _percent_taken_off(seen, history, promotion.starts_at)) is not None
    }
    fitting = [promotion for promotion in off_by if off_by[promotion] <= _ROUNDED_BY]
    return min(fitting, key=lambda one: (off_by[one], one.starts_at, one.name), default=None)


def _percent_taken_off(seen: PriceSeen, history: list[PriceSeen], since: datetime) -> Decimal | None:
    """How far a price lies below the last one from before that moment, in percent; None if none is known."""
    before = [p for p in history if p.seen_at < since]
    if not before or not before[-1].price:
        return None
    return 100 - Decimal(seen.price.minor) * 100 / before[-1].price.minor
