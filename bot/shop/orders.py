"""What the seller's records say of an order: what was bought, by whom, what was paid."""

import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.remedy.money import Money, add_up, share_out


class Standing(StrEnum):
    """What the records say of the buyer's money on an order."""

    PAID = "paid"
    NOTHING_LEFT = "nothing_left"  # never paid, or all of it returned
    UNSETTLED = "unsettled"  # only in part, not for certain, or called off while the money may still be here


class Untold(StrEnum):
    """What the files of some platforms cannot tell of an order. Amounts that are untold are zero and mean nothing."""

    PRICES = "prices"  # of the lines, and what was taken off them
    TOTAL = "total"  # what was paid
    REFUNDS = "refunds"  # what the platform returned
    PARCELS = "parcels"  # when they were shipped or delivered, and under which numbers
    HOUR = "hour"  # times are days, each kept as its beginning


# The words of the platforms' files, as `_status_word` reduces them. Shopify's "paid/fulfilled" is judged by its first half.
_UNPAID = frozenset({"pending", "unpaid", "voided", "failed", "draft", "checkout draft", "等待买家付款"})
_NOTHING_LEFT = _UNPAID | {"refunded"}
_CALLED_OFF = frozenset({"cancelled", "canceled", "trash", "订单关闭"})
_UNSETTLED = _CALLED_OFF | {"authorized", "partially paid", "on hold", "资金未到账", "等待资金审核"}


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One article of an order. `unit_price` is for one piece before any discount; `discount` is for the whole line."""

    sku: str
    title: str
    variant: str
    quantity: int
    unit_price: Money
    discount: Money

    @property
    def value(self) -> Money:
        """What the line came to after its own discount, before any discount on the whole order."""
        return self.unit_price * self.quantity - self.discount


@dataclass(frozen=True, slots=True)
class Order:
    """An order as the seller's files tell it. Times are aware; amounts are all in the order's currency."""

    number: str
    platform: str
    status: str
    buyer_name: str
    email: str
    postcode: str
    country: str
    currency: str
    placed_at: datetime
    lines: tuple[OrderLine, ...]
    shipping: Money
    discount: Money
    total_paid: Money
    refunded: Money
    shipped_at: datetime | None = None
    delivered_at: datetime | None = None
    estimated_delivery_max: date | None = None
    tracking: tuple[str, ...] = ()
    note: str = ""
    ship_by: date | None = None
    as_of: datetime | None = None  # when the platform last changed it, if its files say so
    untold: frozenset[Untold] = frozenset()
    promised: Money | None = None  # returned by us, promised but not yet moved
    refunds_told: Money | None = None  # what the platform tells of as refunded, where that is not all that was
    id: int = 0  # of the stored row; 0 while it is only read from a file

    @property
    def returnable(self) -> Money:
        """The most that can still be returned: paid, less what was refunded and what is promised."""
        return self.total_paid - self.returned

    @property
    def overdrawn(self) -> bool:
        """Whether more was returned and is promised than was paid: the platform has returned money since it was promised."""
        return self.returnable < Money.zero(self.currency)

    @property
    def returned(self) -> Money:
        """What was returned on the order or is promised to be."""
        return self.refunded + (self.promised or Money.zero(self.currency))

    @property
    def told_of(self) -> Money:
        """What the platform's files tell of as refunded."""
        return self.refunded if self.refunds_told is None else self.refunds_told

    @property
    def value(self) -> Money:
        """What the lines came to after their own discounts, before any discount on the whole order."""
        return add_up((line.value for line in self.lines), self.currency)

    @property
    def standing(self) -> Standing:
        """What is told of the buyer's money, by the amounts and by the status.

        Files carry the total of an order whether it was paid or not, so the status has the last word against it. A
        status that no platform is known to use says nothing, and the amounts alone count.
        """
        status = _status_word(self.status)
        if status in _NOTHING_LEFT:
            return Standing.NOTHING_LEFT
        if self.untold & {Untold.PRICES, Untold.TOTAL}:
            return Standing.UNSETTLED
        if self.returnable <= Money.zero(self.currency):
            return Standing.NOTHING_LEFT
        return Standing.UNSETTLED if status in _UNSETTLED else Standing.PAID

    @property
    def unpaid(self) -> bool:
        """Whether the status says that it was never paid for, so that nothing was sent."""
        return _status_word(self.status) in _UNPAID

    @property
    def all_returned(self) -> bool:
        """Whether all that was paid has gone back already; what is only promised has not."""
        returned = self.refunded >= self.total_paid > Money.zero(self.currency)
        return returned or _status_word(self.status) == "refunded"

    @property
    def may_have_left(self) -> bool:
        """Whether its goods may be with the buyer: all but what was never paid for, or called off before it was sent."""
        return self.shipped_at is not None or not (self.unpaid or self.called_off or self.all_returned)

    @property
    def called_off(self) -> bool:
        """Whether the status says that it was cancelled, whatever became of the money."""
        return _status_word(self.status) in _CALLED_OFF

    def paid_per_line(self) -> tuple[Money, ...]:
        """What was really paid for each line: its value less its share of the discount on the whole order.

        The shares follow the lines' values and add up exactly; shipping belongs to no line.
        """
        if not self.lines:
            return ()
        values = [line.value for line in self.lines]
        shares = share_out(self.discount, [max(value.minor, 0) for value in values])
        return tuple(value - share for value, share in zip(values, shares, strict=True))


def _status_word(status: str) -> str:
    """A status reduced to what platforms agree on: the word on the money, in lower case, with spaces between words."""
    return status.partition("/")[0].casefold().replace("_", " ").replace("-", " ").strip()


def order_key(number: str) -> str:
    """An order number reduced to what people agree on: its letters and digits, upper case, after NFKC.

    "wl 2026-0041", "#WL20260041" and full-width digits all give the same key.
    """
    folded = unicodedata.normalize("NFKC", number).upper()
    return "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in folded if c.isalnum())


def proof_key(proof: str) -> str:
    """An e-mail address or a postcode reduced to what people agree on, so that "sw1a1aa" is "SW1A 1AA"."""
    folded = unicodedata.normalize("NFKC", proof).casefold().strip()
    return folded if "@" in folded else "".join(c for c in folded if c.isalnum())


def proves(order: Order, proof: str) -> bool:
    """Whether an e-mail address or a postcode is the one of the order; an empty field of the order proves nothing."""
    given = proof_key(proof)
    return bool(given) and given in {proof_key(order.email), proof_key(order.postcode)}
