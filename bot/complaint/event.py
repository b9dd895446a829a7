"""What can happen to a complaint: words, a press, an answer of the records, a person, an hour that has come."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import get_args

from bot.complaint.case import PartSettled
from bot.complaint.post import Unreadable
from bot.language.understand import Understanding
from bot.remedy.decision import Budget, History
from bot.remedy.money import Money
from bot.shop.articles import Article
from bot.shop.charges import Charge
from bot.shop.orders import Order
from bot.shop.parcels import ParcelEvent
from bot.shop.prices import PriceSeen, Promotion
from bot.terms import Authority, Cause


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
    ARTICLE = "article"  # the argument is its position, or empty for all of them
    ANOTHER_ARTICLE = "another_article"
    SEVERITY = "severity"  # the argument names it
    MISSING = "missing"  # the argument names it
    NO_PHOTO = "no_photo"
    ARRIVED = "arrived"  # the argument is yes or no
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
class MatterAnswered:
    """All that the records say about a trouble that is no question of prices, and what was given before.

    There is no `order` only where something was sold out before it could be ordered. `spent` and `orders` are what the buyer
    bought in the last twelve months, by which they are a member; `articles` what the seller says of those that were ordered.
    """

    order: Order | None
    parcels: tuple[ParcelEvent, ...]
    spent: Money
    orders: int
    history: History
    budget: Budget
    at: datetime
    too_much: Money | None = None  # what was charged beyond the listed price, where a payment is in question
    articles: tuple[Article, ...] = ()


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What was asked outside has come back: parcels are on record by now; `charges` is None where nobody could tell."""

    charges: tuple[Charge, ...] | None
    at: datetime


@dataclass(frozen=True, slots=True)
class FactSet:
    """A person of the staff says what is so: the cause, and what goes with it. `quiet`: nothing is said of it now."""

    name: str
    cause: Cause
    at: datetime
    article: str = ""
    overcharged: Money | None = None
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class PersonSpoke:
    """A person of the staff writes to the buyer, and so has the case."""

    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class HandedBack:
    """The person who had the case gives it back to the bot. `quiet`: a person has another of the buyer's cases, and talks on."""

    name: str
    at: datetime
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class ClosedByPerson:
    """A person of the staff says that the matter is settled. `quiet`: as with HandedBack."""

    name: str
    at: datetime
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Approved:
    """Somebody with the authority agrees to the offer that waits."""

    name: str
    authority: Authority
    at: datetime


class Doubt(StrEnum):
    """Why somebody does not agree to an offer, as far as its buyer is told."""

    UNSAID = "unsaid"
    EVIDENCE = "evidence"  # what is known does not show enough
    AMOUNT = "amount"  # it is too much for this
    REPEATED = "repeated"  # the order was made up for before


@dataclass(frozen=True, slots=True)
class NotApproved:
    """Somebody does not agree to the offer that waits; `why` is for the record."""

    name: str
    doubt: Doubt
    why: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RemedySettled:
    """Parts of the agreed remedy have come further. `quiet`: the buyer is told later, since a person talks with them now."""

    parts: tuple[PartSettled, ...]
    at: datetime
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class GoodsBack:
    """What the buyer sent back is here, says a person, and this money is asked for. `quiet`: nothing is said of it now."""

    name: str
    refund: Money
    at: datetime
    quiet: bool = False


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
    | MatterAnswered
    | LookedUp
    | FactSet
    | PersonSpoke
    | HandedBack
    | ClosedByPerson
    | Approved
    | NotApproved
    | RemedySettled
    | GoodsBack
    | ReviewDue
    | Silence
)
EVENTS: tuple[type[Event], ...] = get_args(Event)
