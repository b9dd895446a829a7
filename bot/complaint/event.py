"""What can happen to a complaint: words, a press, an answer of the records, a person, an hour that has come."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import get_args

from bot.complaint.case import PartSettled
from bot.complaint.post import Unreadable
from bot.language.understand import Understanding
from bot.remedy.decision import Budget, History
from bot.shop.orders import Order
from bot.shop.prices import PriceSeen, Promotion
from bot.terms import Authority


class Choice(StrEnum):
    """What a pressed button means."""

    THAT_IS_IT = "that_is_it"
    NOT_THAT = "not_that"
    ANOTHER_ORDER = "another_order"
    ANOTHER_CAUSE = "another_cause"
    CAUSE = "cause"  # the argument names it
    ACCEPT = "accept"  # the argument is "version:proposal"
    DECLINE = "decline"
    CLEAR = "clear"
    GRADE = "grade"  # the argument is 1 to 7
    PERSON = "person"
    LANGUAGE = "language"  # the argument is the one to be spoken; of no case
    COPY = "copy"  # the argument is what is copied on the buyer's side; it never comes to us


@dataclass(frozen=True, slots=True)
class Said:
    """The buyer wrote something, or showed something, or both; `unread` is what came with the words and we cannot take in."""

    understood: Understanding
    at: datetime
    pictures: int = 0
    unread: Unreadable | None = None


@dataclass(frozen=True, slots=True)
class Pressed:
    """The buyer pressed a button of ours."""

    choice: Choice
    argument: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CannotRead:
    """The buyer sent something that we cannot take in."""

    kind: Unreadable
    at: datetime


@dataclass(frozen=True, slots=True)
class CameByLink:
    """The buyer came by a link to an order, which proves it theirs; None if the link is used, has run out, or is none."""

    order: Order | None
    at: datetime
    elsewhere: int = 0  # as in OrderAnswered


@dataclass(frozen=True, slots=True)
class Joined:
    """The buyer came with the same order by another door: both conversations are one from now on, and this is its case."""

    at: datetime


@dataclass(frozen=True, slots=True)
class OrderAnswered:
    """What the records say of the order that was asked for: the order if number and proof belong together.

    `elsewhere` is the case in which its buyer is talked to about that very order already, by another door.
    """

    order: Order | None
    too_many: bool
    at: datetime
    elsewhere: int = 0


@dataclass(frozen=True, slots=True)
class PricesAnswered:
    """All that the records say about what became of the prices of a proven order, and what was given before."""

    order: Order
    prices: tuple[PriceSeen, ...]
    promotions: tuple[Promotion, ...]
    history: History
    budget: Budget
    at: datetime


@dataclass(frozen=True, slots=True)
class PersonSpoke:
    """A person of the staff writes to the buyer, and so has the case."""

    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class HandedBack:
    """The person who had the case gives it back to the bot."""

    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ClosedByPerson:
    """A person of the staff says that the matter is settled."""

    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Approved:
    """Somebody with the authority agrees to the offer that waits."""

    name: str
    authority: Authority
    at: datetime


@dataclass(frozen=True, slots=True)
class RemedySettled:
    """Parts of the agreed remedy have come further."""

    parts: tuple[PartSettled, ...]
    at: datetime


class ReviewStage(StrEnum):
    """When a buyer is asked how it was: once, reminded once, and let be."""

    ASK = "ask"
    REMIND = "remind"
    LET_BE = "let_be"


@dataclass(frozen=True, slots=True)
class ReviewDue:
    """The hour has come to ask how it was, or to ask once more, or to ask no more."""

    stage: ReviewStage
    at: datetime


@dataclass(frozen=True, slots=True)
class Silence:
    """The buyer has not answered for the time set: once to be reminded, then to be let be."""

    last: bool
    at: datetime


Event = (
    Said
    | Pressed
    | CannotRead
    | CameByLink
    | Joined
    | OrderAnswered
    | PricesAnswered
    | PersonSpoke
    | HandedBack
    | ClosedByPerson
    | Approved
    | RemedySettled
    | ReviewDue
    | Silence
)
EVENTS: tuple[type[Event], ...] = get_args(Event)
