"""One buyer by two doors: the same order proven by both is one case, and it goes on where the buyer wrote last."""

from datetime import datetime, timedelta

from bot.complaint.case import Case, Ending
from bot.followup import mailing
from bot.memory.buyers import KnownBuyer
from bot.memory.cases import StoredCase
from bot.memory.store import Unit
from bot.terms import Keeper

# A matter put aside for longer than this is not what a new message is about.
TAKEN_UP_WITHIN = timedelta(days=30)


def current(in_hand: StoredCase | None, now: datetime) -> StoredCase | None:
    """The case that a message now belongs to: the one in hand, if it is open, owed a person, or put aside not long ago."""
    if in_hand is None or in_hand.closed_at is None or in_hand.case.waits_for:
        return in_hand
    lapsed = in_hand.case.ending is Ending.LAPSED
    recent = now - in_hand.closed_at <= TAKEN_UP_WITHIN
    return in_hand if lapsed and recent else None


def with_a_person(unit: Unit, buyer_id: int, but: int) -> Case | None:
    """Another case of the buyer's than this that is with a person, who is not to be talked over; None if there is none."""
    other = unit.cases.in_hand(buyer_id, but=but)
    return other.case if other and other.case.keeper is not Keeper.BOT else None


def elsewhere(unit: Unit, order_id: int, buyer_id: int, now: datetime) -> int:
    """The case in which somebody else talks with us about this order; 0 if there is none.

    It is theirs to be joined to only if it is what that somebody's next message would belong to.
    """
    # Who proves the same order at this very moment by another door waits here, and then finds this one. Only the order says
    # who the other buyer is, so they are locked after it, against the order of all locks. Where they are just then at work on
    # that order, PostgreSQL finds that each waits for the other, and the memory runs one of the two once more: nothing of it
    # was kept.
    unit.shop.order(order_id, lock=True)
    other = current(unit.cases.about(order_id, buyer_id), now)
    if other is None:
        return 0
    in_hand = unit.cases.in_hand(other.buyer_id)
    return other.case.id if in_hand and in_hand.case.id == other.case.id else 0


def join(unit: Unit, buyer: KnownBuyer, case_id: int, now: datetime) -> tuple[KnownBuyer, StoredCase]:
    """Put a buyer's conversation behind that of the case's, and let it go on at the buyer's door and in their language.

    Returns the one buyer they are now, and the case, both locked.
    """
    into = unit.buyers.load(unit.cases.load(case_id).buyer_id, lock=True)
    stored = unit.cases.load(case_id, lock=True)
    unit.due.cancel(mailing.key_of(buyer.id), now, "the conversation became one with another")
    if buyer.mail and not into.mail:
        unit.buyers.may_be_written_to(into.id, buyer.mail, now)
    unit.buyers.unite(buyer.id, into.id, into.last_n)
    unit.buyers.counted(into.id, into.last_n + buyer.last_n)
    if buyer.door_id:
        unit.buyers.is_at(into.id, buyer.door_id)
    unit.buyers.speaks(into.id, buyer.language, chosen=buyer.language_chosen, belief=buyer.belief)
    return unit.buyers.load(into.id), stored
