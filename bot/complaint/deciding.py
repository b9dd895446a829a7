"""What people decide: agree to an offer that waits, or not; each under a name, within its role, and never to one's own word."""

from dataclasses import dataclass
from datetime import datetime

from bot.complaint import turn
from bot.complaint.case import Case, StandingOffer
from bot.complaint.colleagues import role_of, who_may
from bot.complaint.event import Approved, Doubt, NotApproved
from bot.complaint.handling import not_talked_over, open_case
from bot.complaint.practice import Practice
from bot.complaint.turn import Turn
from bot.errors import BadRequest, NotNow
from bot.memory.cases import StoredCase
from bot.memory.store import Unit
from bot.remedy.authority import needed, reaches
from bot.remedy.money import Money
from bot.remedy.rates import in_euro
from bot.terms import Authority, Keeper, Step

_RANKS = list(Authority)


@dataclass(frozen=True, slots=True)
class Waiting:
    """An offer that waits: what it costs at most, who may agree to it, and the trace of why it is what it is."""

    case: Case
    since: datetime
    offer: StandingOffer
    cost: Money
    euros: Money | None
    needs: Authority
    may: tuple[str, ...]


def waiting(unit: Unit, practice: Practice) -> list[Waiting]:
    """Every offer that waits for somebody's agreement, longest first."""
    found = []
    for one in unit.cases.waiting():
        case = unit.cases.load(one.id).case
        offer = _waiting_offer(case)
        if offer is None:
            continue
        needs, cost = _needed(unit, case, offer, practice), offer.offer.cost
        may = tuple(who_may(needs, practice, but=said_so(case, practice)))
        found.append(Waiting(case, one.changed_at, offer, cost, in_euro(cost, practice.rates), needs, may))
    return found


def approve(unit: Unit, case_id: int, name: str, lowered: Authority | None, practice: Practice, now: datetime) -> Turn:
    """Agree to the offer that waits; the buyer hears it at once. Raises NoSuchCase, BadRequest, or NotNow.

    One decides by the authority of one's role, or by a `lowered` one. Its limits are held against the order as it is now.
    """
    role = role_of(name, practice)
    by = min(role, lowered or role, key=_RANKS.index)
    buyer, stored = open_case(unit, case_id)
    offer = _may_be_decided(unit, stored)
    needs = _needed(unit, stored.case, offer, practice)
    if _RANKS.index(by) < _RANKS.index(needs):
        able = ", ".join(who_may(needs, practice)) or "nobody here"
        raise NotNow(f"The offer of case {case_id} needs the authority of {needs}, which {by} is not. It may be: {able}.")
    if name in said_so(stored.case, practice):
        able = ", ".join(who_may(needs, practice, but=frozenset({name}))) or "nobody else here"
        raise NotNow(f"Case {case_id} rests on what {name} said of it, so four eyes are needed. It may be: {able}.")
    event = Approved(name, by, now)
    return turn.take(unit, stored, buyer, event, practice, language=buyer.language, who=name)


def decline(unit: Unit, case_id: int, name: str, doubt: Doubt, why: str, practice: Practice, now: datetime) -> Turn:
    """Do not agree to the offer that waits: the buyer is told so, and the case is a person's.

    Raises NoSuchCase, BadRequest, or NotNow.
    """
    role_of(name, practice)
    if not why.strip():
        raise BadRequest("It needs a why, for the record.")
    buyer, stored = open_case(unit, case_id)
    _may_be_decided(unit, stored)
    event = NotApproved(name, doubt, why.strip(), now)
    return turn.take(unit, stored, buyer, event, practice, language=buyer.language, who=name)


def said_so(case: Case, practice: Practice) -> frozenset[str]:
    """Whoever of the staff said something that the offer rests on."""
    return frozenset(fact.source for fact in case.facts) & practice.staff.keys()


def _waiting_offer(case: Case) -> StandingOffer | None:
    return case.offer if case.offer and case.step is Step.OFFER and case.offer.waits_for else None


def _may_be_decided(unit: Unit, stored: StoredCase) -> StandingOffer:
    offer = _waiting_offer(stored.case)
    if offer is None:
        raise NotNow(f"No offer of case {stored.case.id} waits for approval.")
    if stored.case.keeper is not Keeper.BOT:
        raise NotNow(f"Case {stored.case.id} is with a person. Hand it back, then decide.")
    not_talked_over(unit, stored)
    return offer


def _needed(unit: Unit, case: Case, offer: StandingOffer, practice: Practice) -> Authority:
    """The authority that is needed today: that of the decision, or more if the limits ask for more by now."""
    assert offer.waits_for is not None  # noqa: S101  only of offers that wait
    if not case.order_id:
        return offer.waits_for
    paid = unit.shop.order(case.order_id).total_paid
    by_limits = needed(offer.offer.cost, reaches(paid, practice.policy, practice.rates))
    return max(offer.waits_for, by_limits, key=_RANKS.index)
