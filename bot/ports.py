"""What the house needs from outside, as protocols: whoever puts the parts together chooses what stands behind them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.remedy.money import Money


class Clock(Protocol):
    """The one source of the present moment."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""


class PaymentState(StrEnum):
    """What a payment provider says of a refund it was asked for under a key."""

    DONE = "done"
    REFUSED = "refused"  # for good: asking again will not help
    PENDING = "pending"  # it has it, and has not decided
    NOT_THERE = "not_there"  # it was never asked for under this key: nothing has moved
    UNKNOWN = "unknown"  # no answer: it may have moved or not


@dataclass(frozen=True, slots=True)
class PaymentAnswer:
    """An answer of the provider. `reference` is its own name for a refund that is done; `reason` is why it was refused."""

    state: PaymentState
    reference: str = ""
    reason: str = ""


class Payments(Protocol):
    """Whoever moves the money. Both calls answer `UNKNOWN` where no answer came, and never raise for that."""

    async def refund(self, key: str, order_number: str, amount: Money) -> PaymentAnswer:
        """Return money of an order the way it was paid. The same key never moves money twice."""

    async def look_up(self, key: str) -> PaymentAnswer:
        """What became of the refund under this key."""
