"""The story of the sample shop: its clock is moved on so that a newcomer sees tomorrow today."""

from datetime import datetime, timedelta, tzinfo

from bot.clock import OFFSET, tomorrow_morning
from bot.memory.store import Unit

_A_DAY = timedelta(days=1)
_JUST_AFTER = timedelta(minutes=1)


def move_to_tomorrow_morning(unit: Unit, now: datetime, zone: tzinfo) -> timedelta:
    """Move the story on to the next morning, for everybody in it and for good; returns how far.

    What is due later that day, because a buyer's morning is not the shop's, is waited for: the morning is theirs.
    """
    morning = tomorrow_morning(now, zone)
    due = unit.due.next_after(morning)
    if due and due < morning + _A_DAY:
        morning = due + _JUST_AFTER
    forward = morning - now
    kept = timedelta(seconds=float(unit.state.get(OFFSET) or 0))
    unit.state.put(OFFSET, str((kept + forward).total_seconds()))
    return forward
