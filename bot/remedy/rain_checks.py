"""Rain checks kept: whoever waits for an article that was sold out is told once that it is back."""

from datetime import datetime

from bot.complaint import turn
from bot.complaint.practice import Practice
from bot.complaint.turn import Turn
from bot.followup import unasked
from bot.language import script_done
from bot.language.line import Code
from bot.memory.due import DueThing
from bot.memory.store import Unit


def tell(unit: Unit, thing: DueThing, practice: Practice, now: datetime) -> Turn | None:
    """Tell one buyer that their article is back, at a civil hour of their day, and not while a person talks with them."""
    check = unit.rain_checks.find(thing.subject or 0)
    if check is None:
        unit.due.done(thing.id, now, "nobody waits for it")
        return None
    buyer = unit.buyers.load(check.buyer_id, lock=True)
    if not unit.due.holds(thing):
        return None
    if unasked.has_to_wait(unit, thing, buyer, check.case_id, practice, now):
        return None
    unit.due.done(thing.id, now)
    if not unit.rain_checks.told(check.id, now):
        return None
    case = Code(str(check.case_id))
    turn.speak(unit, buyer, check.case_id, script_done.STOCK_BACK, practice, now, what=check.what, case=case)
    unit.cases.note(check.case_id, now, "clock", [("rain check", f"told that it is back: {check.what}")])
    return Turn(check.case_id, buyer.id, handed_over=False)
