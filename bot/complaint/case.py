"""A complaint as the heart sees it: what is known of it, what can happen to it, and what follows."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from bot.language.understand import Asked
from bot.remedy.money import Money
from bot.remedy.offer import Offer
from bot.shop.charges import Charge
from bot.terms import Authority, Cause, Keeper, Missing, Question, RemedyKind, Severity, Step, Verification, Wish

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
    terms_told: bool = False  # when money comes and the like, to somebody who asked
    declined: bool = False  # the buyer said no, and has not been asked again: a bare "ok" may only mean that they have read it


class Ending(StrEnum):
    """Why a case was closed."""

    GRADED = "graded"  # done, and the buyer said how satisfied they are
    UNGRADED = "ungraded"  # done, and the buyer did not care to say
    CLEAR = "clear"  # the buyer was content with the explanation
    SETTLED = "settled"  # a person closed it
    JOINED = "joined"  # its buyer is talked to in another case about the same order
    LAPSED = "lapsed"  # the buyer fell silent; the next message takes it up again


class PartState(StrEnum):
    """What became of a part of a remedy: *on its way* is said before, *done* only after."""

    ON_ITS_WAY = "on_its_way"
    LATE = "late"  # a person has it, and it was promised by now
    UNCERTAIN = "uncertain"  # not even the provider can tell, for too long
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class PartSettled:
    """A part of the agreed remedy, and how far it has come.

    `reference` is the proof: a payment's, a parcel's, the code of a coupon, the address of a return. What is `by_hand` is a
    person's to do, `promised_by` a moment, a refund `through` a platform. `minimum` is the least order a coupon is for.
    """

    kind: RemedyKind
    state: PartState
    amount: Money
    percent: Decimal | None = None
    count: int = 0
    what: str = ""
    reference: str = ""
    by_hand: bool = False
    promised_by: datetime | None = None
    through: str = ""
    until: date | None = None
    minimum: Money | None = None
    told: bool = False  # the buyer has read that it has come so far


@dataclass(frozen=True, slots=True)
class Case:
    """All that is known of one complaint. Frozen: what happens to it is a new one."""

    id: int
    opened_at: datetime
    step: Step = Step.APOLOGIZE
    keeper: Keeper = Keeper.BOT
    person: str = ""
    ending: Ending | None = None
    joined_to: int = 0  # the case about the same order in which the conversation goes on
    cause: Cause | None = None
    wish: Wish | None = None
    consoled: bool = False  # sympathy was said; it is said once
    order_number: str = ""  # as the buyer gave it; says nothing of whose it is
    proof: str = ""  # the second proof as given, kept for the next order; forgotten once it was wrong
    order_id: int = 0  # the proven order, 0 while there is none
    asked: Asked = Asked.NOTHING
    settled: tuple[PartSettled, ...] = ()  # what became of the parts of the agreed remedy
    told: bool = False  # the buyer has read that it is done
    confirmed: bool = False  # what was understood was read back, and the buyer said that it is so
    articles: tuple[str, ...] = ()  # what was ordered, by name, once it is asked which of them it is about
    currency: str = ""  # of the order, once an amount is asked for
    concerned: tuple[int, ...] = ()  # the positions of the order's lines that it is about
    severity: Severity | None = None
    missing: Missing | None = None
    fee: Money | None = None  # what was asked for at customs
    charges: tuple[Charge, ...] | None = None  # what the payment provider says was taken; None: it was not asked, or cannot tell
    overcharged: Money | None = None  # what a person of the staff says was taken too much, or is less at another shop
    article: str = ""  # what was advertised and sold out, by its name
    arrived: bool | None = None  # whether the buyer has what the records call delivered; None: they were not asked
    question: Question | None = None  # what was asked of the records, until they have answered
    answered: Question | None = None  # what they answered last
    paid: Money | None = None  # for the proven order, as far as our records know
    promised_by: datetime | None = None  # when the buyer was last told that a person would answer
    waits_since: datetime | None = None  # when it was handed over to a person
    informed_at: datetime | None = None  # when the buyer, who asked, was last told how it waits
    likely: tuple[Cause, ...] = ()  # what their words made us think of, to be pressed; where it is one, a plain "yes" means it
    unclear: int = 0  # replies in a row that did not help
    offers: int = 0  # how many were made so far
    offer: StandingOffer | None = None
    decided_on: str = ""  # the facts of the last decision, as `remedy.snapshot` keeps them; empty before the first
    agreed: int | None = None  # which proposal of the offer the buyer said yes to
    facts: tuple[Fact, ...] = ()

    @property
    def by_prices(self) -> bool:
        """Whether our own price history decides it: what another shop asks it cannot tell, a colleague has looked there."""
        return self.cause is Cause.PRICE_DROP and self.overcharged is None

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
