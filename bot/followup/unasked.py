"""What the bot says of its own accord, outside any step: by day, and never while a person has the buyer."""

from datetime import datetime, timedelta

from bot.complaint import turn
from bot.complaint.practice import Practice
from bot.followup.timing import civil
from bot.memory.buyers import KnownBuyer
from bot.memory.due import DueThing
from bot.memory.store import Unit
from bot.terms import Keeper

# Neither handing back nor closing a case moves this row: it looks again by itself, and an hour more is soon enough for what
# nobody asked for. It goes by the newest case too: that is the conversation which the line would break into.
_LOOK_AGAIN = timedelta(hours=1)


def has_to_wait(unit: Unit, thing: DueThing, buyer: KnownBuyer, case_id: int | None, practice: Practice, now: datetime) -> bool:
    """Whether this is not the time to say it, to be looked at again when it may be. The buyer must be locked."""
    newest = unit.cases.newest_of(buyer.id)
    about = unit.cases.load(case_id) if case_id else newest
    if any(one is not None and one.case.keeper is not Keeper.BOT for one in (newest, about)):
        unit.due.postpone(thing, now + _LOOK_AGAIN, "a person has the buyer's case")
        return True
    zone = turn.review_zone(unit, about.case, buyer, practice) if about else turn.zone_of(buyer, practice)
    if (morning := civil(now, zone)) > now:
        unit.due.postpone(thing, morning, "it is night where the buyer is")
        return True
    return False
