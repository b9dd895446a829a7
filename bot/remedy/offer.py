"""What is proposed to a buyer: a remedy with its parts, often with an alternative of another kind."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from bot.remedy.money import Money, add_up
from bot.terms import RemedyKind


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a remedy. For all but money returned and coupons of an amount, `amount` is what it is expected to cost us.

    `count` is how many months (warranty), days (return) or points; `what` names the articles, where goods are meant.
    """

    kind: RemedyKind
    amount: Money
    percent: Decimal | None = None
    count: int = 0
    what: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Parts that are given together: one accepted proposal is one remedy. There is at least one part."""

    parts: tuple[Part, ...]

    @property
    def cost(self) -> Money:
        """What the remedy costs us, coupons at what they are expected to."""
        return add_up((part.amount for part in self.parts), self.parts[0].amount.currency)

    def part(self, kind: RemedyKind) -> Part | None:
        """The part of that kind, if there is one; there is never more than one."""
        return next((part for part in self.parts if part.kind is kind), None)

    @property
    def money(self) -> Money:
        """What of it is money returned, on which the cap of what was paid lies."""
        refund = self.part(RemedyKind.REFUND)
        return refund.amount if refund else Money.zero(self.parts[0].amount.currency)


class Basis(StrEnum):
    """What an offer is made for."""

    DIFFERENCE = "difference"  # to make up what was paid too much
    LOSS = "loss"  # to make up for what went wrong
    GOODWILL = "goodwill"  # nothing is owed


@dataclass(frozen=True, slots=True)
class Offer:
    """The proposals of which the buyer may take one, the one to be named first in front. There is at least one."""

    proposals: tuple[Proposal, ...]
    basis: Basis

    @property
    def cost(self) -> Money:
        """What the offer costs us at most."""
        return max(proposal.cost for proposal in self.proposals)
