"""Telling what became of a case while a person talked with its buyer about another one, once they are done."""

from datetime import datetime

from bot.complaint import execute, turn
from bot.complaint.event import RemedySettled
from bot.complaint.practice import Practice
from bot.complaint.turn import Turn
from bot.followup import unasked
from bot.memory.due import DueThing
from bot.memory.store import Unit


def tell(unit: Unit, thing: DueThing, practice: Practice, now: datetime) -> Turn | None:
    """Tell a buyer what they have not read of. None where it has to wait, or has been told meanwhile."""
    assert thing.case_id is not None  # noqa: S101  it is always about a case
    buyer = unit.buyers.load(unit.cases.load(thing.case_id).buyer_id, lock=True)
    stored = unit.cases.load(thing.case_id, lock=True)
    if not unit.due.holds(thing):
        return None
    if unasked.has_to_wait(unit, thing, buyer, thing.case_id, practice, now, while_waiting=True):
        return None
    unit.due.done(thing.id, now)
    if not execute.kept_back(stored.case):
        return None
    event = RemedySettled((), now)
    return turn.take(unit, stored, buyer, event, practice, language=buyer.language, who="clock")
