"""What the bot says of its own accord, outside any step: by day, and never while a person has the buyer."""

from datetime import datetime, timedelta

from bot.complaint import joining, turn
from bot.complaint.practice import Practice
from bot.followup.timing import civil
from bot.memory.buyers import KnownBuyer
from bot.memory.due import DueThing
from bot.memory.store import Unit
from bot.terms import Keeper

# Neither handing back nor closing a case moves this row: it looks again by itself, and an hour more is soon enough for what
# nobody asked for.
_LOOK_AGAIN = timedelta(hours=1)


def has_to_wait(
    unit: Unit,
    thing: DueThing,
    buyer: KnownBuyer,
    case_id: int | None,
    practice: Practice,
    now: datetime,
    *,
    while_waiting: bool = False,
) -> bool:
    """Whether this is not the time to say it, to be looked at again when it may be. The buyer must be locked.

    It is not while a person has the case it is about, or any other: that is the conversation which the line would break into.
    A case that only waits for a person can be told of `while_waiting`.
    """
    about = unit.cases.load(case_id) if case_id else unit.cases.in_hand(buyer.id)
    kept = about is not None and about.case.keeper is not Keeper.BOT
    if kept and about and not (while_waiting and about.case.keeper is Keeper.WAITING):
        _look_again(unit, thing, now)
        return True
    if case_id and is_talked_over(unit, thing, buyer.id, case_id, now):
        return True
    zone = turn.review_zone(unit, about.case, buyer, practice) if about else turn.zone_of(buyer, practice)
    if (morning := civil(now, zone)) > now:
        unit.due.postpone(thing, morning, "it is night where the buyer is")
        return True
    return False


def is_talked_over(unit: Unit, thing: DueThing, buyer_id: int, case_id: int, now: datetime) -> bool:
    """Whether a person has another of the buyer's cases than this: then it has to wait. The buyer must be locked."""
    if joining.with_a_person(unit, buyer_id, but=case_id) is None:
        return False
    _look_again(unit, thing, now)
    return True


def _look_again(unit: Unit, thing: DueThing, now: datetime) -> None:
    unit.due.postpone(thing, now + _LOOK_AGAIN, "a person has the buyer's case")
