"""Once a day, by day, a buyer whose case waits for us is told how it stands."""

from datetime import datetime

from bot.complaint import turn
from bot.complaint.practice import Practice
from bot.complaint.turn import Turn
from bot.complaint.waiting import how_it_waits, waits_for_us
from bot.followup import progress, unasked
from bot.followup.timing import civil
from bot.memory.due import DueThing
from bot.memory.store import Unit
from bot.memory.transcript import NewLine
from bot.terms import Speaker


def tell(unit: Unit, thing: DueThing, practice: Practice, now: datetime) -> Turn | None:
    """Say how the case stands, if it still waits and the buyer can be reached; and the same again tomorrow.

    It is written down where they look, and no letter follows it: who waits is not written to every day.
    """
    assert thing.case_id is not None  # noqa: S101  it is always about a case
    buyer = unit.buyers.load(unit.cases.load(thing.case_id).buyer_id, lock=True)
    stored = unit.cases.load(thing.case_id, lock=True)
    if not unit.due.holds(thing):
        return None
    if not waits_for_us(stored.case):
        unit.due.done(thing.id, now, "not told: it does not wait for us any more")
        return None
    door = unit.doors.answered_at(buyer.id)
    if door is not None and door.blocked_at is not None:
        unit.due.done(thing.id, now, "not told: nothing gets through to the buyer")
        return None
    if unasked.has_to_wait(unit, thing, buyer, thing.case_id, practice, now, while_waiting=True):
        return None
    said = how_it_waits(stored.case, now)
    line = NewLine(Speaker.BOT, turn.voice_of(buyer, practice).say(said), keys=(said.line.key,))
    unit.buyers.counted(buyer.id, unit.transcript.add(buyer.id, thing.case_id, buyer.last_n, [line], now, buyer.door_id))
    unit.cases.note(thing.case_id, now, "clock", [("told that it waits", "")])
    zone = turn.review_zone(unit, stored.case, buyer, practice)
    unit.due.put(progress.KIND, progress.key(thing.case_id), thing.case_id, civil(now + progress.EVERY, zone))
    return Turn(thing.case_id, buyer.id, handed_over=False)
