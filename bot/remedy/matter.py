"""What was found of a trouble that is no question of prices: the facts on which the ladder decides."""

from dataclasses import dataclass
from decimal import Decimal

from bot.remedy.money import Money, add_up
from bot.shop.orders import OrderLine
from bot.terms import Cause, Level, Severity, Verification


@dataclass(frozen=True, slots=True)
class Matter:
    """A trouble with its facts. What says nothing about its cause stays as it is here.

    `concerned` are the lines it is about, all of the order where it is about the whole parcel; none without an order.
    `amount` is the fee that was paid at customs, what was charged twice or too much, or what the missing part is worth.
    `days_past` counts from the promised day; `arrived` is set where the buyer says that it has come by now. `within_withdrawal`
    is None where nobody can tell. `margin` is the percentage of what was paid for the lines concerned that their cost leaves, and
    `supplier` who supplied all of them; None and "" where that is not known.
    """

    cause: Cause
    verdict: Verification
    concerned: tuple[OrderLine, ...] = ()
    severity: Severity | None = None
    pictures: int = 0
    days_past: int | None = None
    lost: bool = False
    arrived: bool = False
    amount: Money | None = None
    level: Level = Level.NONE
    within_withdrawal: bool | None = None
    margin: Decimal | None = None
    supplier: str = ""

    def value(self, currency: str) -> Money:
        """What the lines concerned came to."""
        return add_up((line.value for line in self.concerned), currency)

    @property
    def what(self) -> str:
        """The articles concerned, by the names they were sold under."""
        return ", ".join(f"{one.quantity} × {one.title}" if one.quantity > 1 else one.title for one in self.concerned)
