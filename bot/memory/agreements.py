"""What is agreed on, as it goes into the ledger and comes out of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from bot.memory.money_tables import RemedyState
from bot.remedy.money import Money, add_up
from bot.remedy.offer import Part
from bot.remedy.rates import EURO, Rates, in_euro
from bot.terms import RemedyKind


@dataclass(frozen=True, slots=True)
class Agreement:
    """A yes as it is written down: what was agreed, on whose authority, and the trace of why. `rates` are those of the day.

    What is `for_goods` that came back costs nothing: the shop has them again.
    """

    shop_id: str
    case_id: int
    buyer_id: int
    order_id: int | None
    offer: int
    parts: tuple[Part, ...]
    approved_by: str
    why: str
    at: datetime
    rates: Rates = field(default_factory=dict)
    for_goods: bool = False

    def key(self, part: Part) -> str:
        """The name of a part for good: what a payment is asked for with, and what makes it once only."""
        return f"{self.shop_id}-case-{self.case_id}-offer-{self.offer}-{part.kind}"

    def cost(self, part: Part) -> Money:
        """What a part is expected to cost us."""
        return Money.zero(part.amount.currency) if self.for_goods else part.amount

    def euros(self, part: Part) -> Money:
        """What a part costs us in euro; nothing where nobody knows the rate."""
        return in_euro(self.cost(part), self.rates) or Money.zero(EURO)


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much may be given on one order, and to one buyer since a moment, in euro."""

    per_order: Money
    per_buyer: Money
    since: datetime


@dataclass(frozen=True, slots=True)
class AgreedPart:
    """A part that was agreed on, and how far it has come. `euros` is what was counted for it; a `delight` nobody expects."""

    key: str
    case_id: int
    buyer_id: int
    order_id: int | None
    kind: RemedyKind
    amount: Money
    percent: Decimal | None
    count: int
    what: str
    state: RemedyState
    agreed_at: datetime
    reference: str
    euros: Money
    delight: bool


def bounds_of(agreement: Agreement, parts: Sequence[Part], within: Bounds) -> dict[str, object]:
    """What the statements ask for that write these parts only within those bounds."""
    return {
        "whole": add_up(map(agreement.euros, parts), EURO).minor,
        "per_order": within.per_order.minor,
        "per_buyer": within.per_buyer.minor,
        "about": agreement.order_id,
        "buyer": agreement.buyer_id,
        "since": within.since,
    }


def row_of(agreement: Agreement, part: Part) -> dict[str, object]:
    """The row of a part, approved and not begun."""
    return {
        "key": agreement.key(part),
        "case_id": agreement.case_id,
        "buyer_id": agreement.buyer_id,
        "order_id": agreement.order_id,
        "offer": agreement.offer,
        "part": part.kind,
        "currency": part.amount.currency,
        "amount_minor": part.amount.minor,
        "percent": "" if part.percent is None else str(part.percent),
        "count": part.count,
        "what": part.what,
        "cost_minor": agreement.cost(part).minor,
        "cost_euro_minor": agreement.euros(part).minor,
        "state": RemedyState.APPROVED,
        "approved_by": agreement.approved_by,
        "reference": "",
        "until": "",
        "reason": "",
        "why": agreement.why,
        "shown": False,
        "delight": False,
        "created_at": agreement.at,
        "changed_at": agreement.at,
    }
