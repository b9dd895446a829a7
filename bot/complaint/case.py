"""A complaint as the heart sees it: what is known of it, what can happen to it, and what follows."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import get_args
from zoneinfo import ZoneInfo

from bot.followup.timing import OpeningHours
from bot.language.line import Sentence
from bot.language.understand import Asked, Understanding
from bot.remedy.decision import Budget, History
from bot.remedy.money import Money
from bot.remedy.offer import Offer
from bot.remedy.policy import Policy
from bot.remedy.rates import Rates
from bot.shop.orders import Order
from bot.shop.prices import PriceSeen, Promotion
from bot.terms import Authority, Cause, Keeper, RemedyKind, Step, Verification, Wish

# --- what is known -------------------------------------------------------------------------------------------------


BOT = "bot"
"""On whose authority an offer stands that no person had to approve."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing known of a case, how far it can be relied on, and where it comes from."""

    name: str
    value: str
    verification: Verification
    source: str
    at: datetime


@dataclass(frozen=True, slots=True)
class StandingOffer:
    """The offer on the table. A yes binds to this version and to no other."""

    version: int
    offer: Offer
    why: tuple[dict[str, str | bool | dict[str, str]], ...]  # the trace of the decision, as it is written down
    policy: str  # the version it was decided by
    whole: bool = True  # whether the money is all of what was paid too much
    waits_for: Authority | None = None  # who has to agree before the buyer is told of it
    approved_by: str = BOT


class Ending(StrEnum):
    """Why a case was closed."""

    GRADED = "graded"  # done, and the buyer said how satisfied they are
    UNGRADED = "ungraded"  # done, and the buyer did not care to say
    CLEAR = "clear"  # the buyer was content with the explanation
    SETTLED = "settled"  # a person closed it
    LAPSED = "lapsed"  # the buyer fell silent; the next message takes it up again


class PartState(StrEnum):
    """What became of a part of a remedy: *on its way* is said before, *done* only after."""

    ON_ITS_WAY = "on_its_way"
    UNCERTAIN = "uncertain"  # not even the provider can tell, for too long
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class PartSettled:
    """A part of the agreed remedy, and how far it has come. `reference` is the refund's, or the code of the coupon."""

    kind: RemedyKind
    state: PartState
    amount: Money
    percent: Decimal | None = None
    reference: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """All that is known of one complaint. Frozen: what happens to it is a new one."""

    id: int
    opened_at: datetime
    step: Step = Step.APOLOGIZE
    keeper: Keeper = Keeper.BOT
    person: str = ""
    ending: Ending | None = None
    cause: Cause | None = None
    wish: Wish | None = None
    consoled: bool = False  # sympathy was said; it is said once
    order_number: str = ""  # as the buyer gave it; says nothing of whose it is
    proof: str = ""  # the second proof as given, kept for the next order; forgotten once it was wrong
    order_id: int = 0  # the proven order, 0 while there is none
    asked: Asked = Asked.NOTHING
    settled: tuple[PartSettled, ...] = ()  # what became of the parts of the agreed remedy
    told: bool = False  # the buyer has read that it is done
    suggested: Cause | None = None  # the one cause that was offered to be pressed, which a plain "yes" then means
    unclear: int = 0  # replies in a row that did not help
    offers: int = 0  # how many were made so far
    offer: StandingOffer | None = None
    agreed: int | None = None  # which proposal of the offer the buyer said yes to
    facts: tuple[Fact, ...] = ()

    @property
    def waits_for(self) -> str:
        """What the staff owe this case; empty if nothing."""
        if self.keeper is not Keeper.BOT:
            return "a person" if self.keeper is Keeper.WAITING else self.person
        if self.ending:
            return ""
        if self.step is Step.OFFER and self.offer and self.offer.waits_for:
            return f"approval by {self.offer.waits_for}"
        return ""

    def knowing(self, *facts: Fact) -> "Case":
        """The case with these facts known; a fact of the same name is replaced by the newer one."""
        fresh = {fact.name: fact for fact in (*self.facts, *facts)}
        return replace(self, facts=tuple(fresh.values()))


# --- what can happen -----------------------------------------------------------------------------------------------


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


@dataclass(frozen=True, slots=True)
class Said:
    """The buyer wrote something."""

    understood: Understanding
    at: datetime


@dataclass(frozen=True, slots=True)
class Pressed:
    """The buyer pressed a button of ours."""

    choice: Choice
    argument: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OrderAnswered:
    """What the records say of the order that was asked for: the order if number and proof belong together."""

    order: Order | None
    too_many: bool
    at: datetime


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


# --- what follows --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Button:
    """A choice to press: what the buyer would say, and what it means."""

    label: Sentence
    choice: Choice
    argument: str = ""


@dataclass(frozen=True, slots=True)
class Say:
    """One message to the buyer: up to three sentences, and the choices beneath it."""

    sentences: tuple[Sentence, ...]
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True)
class OrderNeeded:
    """The order of this number, if this proof is its own."""

    number: str
    proof: str


@dataclass(frozen=True, slots=True)
class PricesNeeded:
    """The prices of a proven order."""

    order_id: int


@dataclass(frozen=True, slots=True)
class OrderAgain:
    """A proven order once more, to speak of it."""

    order_id: int


Need = OrderNeeded | PricesNeeded | OrderAgain


@dataclass(frozen=True, slots=True)
class Note:
    """A line of the case's log that is not already told by its steps."""

    what: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What follows from an event: the case as it is now, what is said, what is needed, what is promised."""

    case: Case
    says: tuple[Say, ...] = ()
    needs: Need | None = None
    notes: tuple[Note, ...] = ()
    agreed: bool = False  # the standing offer was accepted: its remedy is to be written down
    wait_for_reply: bool = False  # a question stands: silence will be noticed
    let_be: bool = False  # nothing is asked any more: silence puts the case aside, without a reminder
    graded: int | None = None  # what the buyer said of how it was, 1 to 7
    review: ReviewStage | None = None  # what is to be asked next, at a civil hour

    def after(self, earlier: "Outcome") -> "Outcome":
        """This outcome following on an earlier one of the same turn."""
        return replace(
            self,
            says=earlier.says + self.says,
            notes=earlier.notes + self.notes,
            agreed=earlier.agreed or self.agreed,
            graded=self.graded or earlier.graded,
            review=self.review or earlier.review,
        )


# --- how this shop does it -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Practice:
    """How this shop handles complaints: everything a step may ask of its settings."""

    shop: str
    privacy_url: str
    opening: OpeningHours
    zone: ZoneInfo  # the shop's own
    policy: Policy
    rates: Rates = field(default_factory=dict)  # for the limits only
    sure_enough: float = 0.6  # from which confidence a cause is taken as understood
    unclear_replies: int = 2  # after so many in a row it is a person's turn
    proofs_per_buyer: int = 5  # wrong proofs in a day
    proofs_per_order: int = 10
    remind_after: timedelta = timedelta(hours=24)
    lapse_after: timedelta = timedelta(hours=96)
    person_within: timedelta = timedelta(hours=2)  # of opening time, handbook section 7
    solution_within: timedelta = timedelta(hours=24)  # by the clock, handbook section 7
