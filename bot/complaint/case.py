"""A complaint as the heart sees it: what is known of it, what can happen to it, and what follows."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from bot.language.understand import Asked
from bot.remedy.money import Money
from bot.remedy.offer import Offer
from bot.terms import Authority, Cause, Keeper, RemedyKind, Step, Verification, Wish

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
    JOINED = "joined"  # its buyer is talked to in another case about the same order
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
    by_hand: bool = False  # a person returned it, and not the provider
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
