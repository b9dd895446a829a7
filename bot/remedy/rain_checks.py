"""Rain checks kept: whoever waits for an article that was sold out is told once that it is back."""

from datetime import datetime

from bot.complaint import turn
from bot.complaint.practice import Practice
from bot.complaint.turn import Turn
from bot.followup.timing import civil
from bot.language import script_done
from bot.language.line import Code
from bot.memory.due import DueThing
from bot.memory.store import Unit
from bot.memory.transcript import NewLine
from bot.terms import Speaker


def tell(unit: Unit, thing: DueThing, practice: Practice, now: datetime) -> Turn | None:
    """Tell one buyer that their article is back, at a civil hour of their day."""
    check = unit.rain_checks.find(thing.subject or 0)
    if check is None:
        unit.due.done(thing.id, now, "nobody waits for it")
        return None
    buyer = unit.buyers.load(check.buyer_id, lock=True)
    if not unit.due.holds(thing):
        return None
    if (morning := civil(now, turn.zone_of(buyer, practice))) > now:
        unit.due.postpone(thing, morning, "it is night where the buyer is")
        return None
    unit.due.done(thing.id, now)
    if not unit.rain_checks.told(check.id, now):
        return None
    voice, back = turn.voice_of(buyer, practice), script_done.STOCK_BACK
    line = NewLine(Speaker.BOT, voice.line(back, what=check.what, case=Code(str(check.case_id))), keys=(back.key,))
    unit.buyers.counted(buyer.id, unit.transcript.add(buyer.id, check.case_id, buyer.last_n, [line], now, buyer.door_id))
    unit.cases.note(check.case_id, now, "clock", [("rain check", f"told that it is back: {check.what}")])
    return Turn(check.case_id, buyer.id, handed_over=False)
