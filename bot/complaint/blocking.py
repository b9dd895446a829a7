"""A door that nothing gets through any more: staff are told, and nothing more is to be said by it."""

from datetime import datetime

import structlog

from bot.memory.doors import Door
from bot.memory.store import Unit

log = structlog.get_logger(__name__)


def shut_out(unit: Unit, door_id: int, why: str, now: datetime) -> None:
    """The buyer has blocked us, or is gone: what was to go out by that door is marked so, and follow-ups stop."""
    door = unit.doors.load(door_id)
    buyer = unit.buyers.load(door.buyer_id, lock=True)
    unit.transcript.shut_out(door_id)
    if not unit.doors.blocked(door_id, now):
        return
    log.warning("a buyer does not hear us any more", buyer=buyer.id, channel=door.channel, why=why)
    stored = unit.cases.newest_of(buyer.id)
    if stored is None or buyer.door_id != door_id:
        return
    unit.cases.note(stored.case.id, now, door.channel, [("cannot be reached", why)])
    for key in (f"silence:{stored.case.id}", f"review:{stored.case.id}"):
        unit.due.cancel(key, now, f"cannot be reached: {why}")


def let_in(unit: Unit, channel: str, name_there: str, *, blocked: bool, now: datetime) -> Door | None:
    """The channel says that a buyer has blocked us, or lets us in again. None if they were never here."""
    door = unit.doors.find(channel, name_there)
    if door and blocked:
        shut_out(unit, door.id, "the buyer has blocked the bot", now)
    elif door:
        unit.doors.open_again(door.id)
    return door
