"""What the house needs from outside, as protocols: whoever puts the parts together chooses what stands behind them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.remedy.money import Money
from bot.shop.charges import Charge
from bot.shop.parcels import ParcelEvent


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
    """Whoever moves the money. Where no answer came, the calls say so (`UNKNOWN`, or None), and never raise for that."""

    async def refund(self, key: str, order_number: str, amount: Money) -> PaymentAnswer:
        """Return money of an order the way it was paid. The same key never moves money twice."""

    async def look_up(self, key: str) -> PaymentAnswer:
        """What became of the refund under this key."""

    async def charges(self, order_number: str) -> tuple[Charge, ...] | None:
        """Every payment that was taken for an order, oldest first; None where it cannot tell."""


class TrackingState(StrEnum):
    """What somebody who follows parcels says to a number."""

    TOLD = "told"
    NOT_THERE = "not_there"  # no carrier has reported under this number
    UNKNOWN = "unknown"  # no answer


@dataclass(frozen=True, slots=True)
class TrackingAnswer:
    """What carriers report of one parcel, oldest first."""

    state: TrackingState
    events: tuple[ParcelEvent, ...] = ()


class Tracking(Protocol):
    """Whoever follows parcels. Answers `UNKNOWN` where no answer came, and never raises for that."""

    async def events(self, carrier: str, number: str) -> TrackingAnswer:
        """What became of the parcel of this number. `carrier` is as the seller writes it, "" where nobody says."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Something that was said, as it stands in a letter; `by` is whoever said it, where that is a person."""

    by: str
    text: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to a buyer in their own words and in no form yet.

    `name` tells it from every other letter of any shop: sent again it is the same, so that a second copy can be recognised.
    Its parts are read from above to below: intro, passages, the link back with its hints, why it is sent, how it is stopped.
    """

    name: str
    to: str
    written_at: datetime
    language: str
    right_to_left: bool
    subject: str
    intro: str
    passages: tuple[Passage, ...]
    open_label: str
    open_url: str
    hints: tuple[str, ...]
    why: str
    stop_label: str
    stop_url: str


class PostState(StrEnum):
    """What a mail server made of a letter."""

    SENT = "sent"
    REFUSED = "refused"  # for good: there is nobody at that address, or they take none of ours
    NOT_NOW = "not_now"  # it surely was not taken, and the address is not to blame: later it may be
    UNKNOWN = "unknown"  # it was handed over and no answer came: it may have been taken or not


@dataclass(frozen=True, slots=True)
class Posting:
    """An answer of the mail server; `reason` is why, in its codes and never in its words, which may hold the address."""

    state: PostState
    reason: str = ""


class PostOffice(Protocol):
    """Whoever takes letters to a buyer's mailbox. Answers for whatever becomes of it, and never raises for that."""

    async def send(self, letter: Letter) -> Posting:
        """Hand over one letter."""


class LanguageModel(Protocol):
    """Whoever may be asked what a message is about, where words and examples leave it open. It proposes, and decides nothing."""

    async def label(self, message: str, among: Mapping[str, str]) -> str | None:
        """The label that fits best, of those that are given with what they mean; None where none does.

        None too where no answer came, or one that is no label: it never raises for that.
        """


class Translator(Protocol):
    """Whoever translates for the staff."""

    async def translate(self, text: str, into: str) -> str | None:
        """The text in that language, a CLDR id. None where no answer came: it never raises for that."""
