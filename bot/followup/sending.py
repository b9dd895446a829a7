"""Lines on their way out by a door that has to be knocked at: what is queued, what went out, what did not and why."""

from dataclasses import dataclass
from datetime import datetime

from bot.complaint import blocking
from bot.memory.doors import Door
from bot.memory.due import DueThing
from bot.memory.store import Unit
from bot.memory.transcript import WrittenLine

__all__ = [
    "KIND",
    "DueThing",
    "Outgoing",
    "Sent",
    "moved",
    "outgoing",
    "perhaps_sent",
    "refused",
    "sent",
    "shut_out",
    "try_again",
    "wait",
    "waiting",
]

KIND = "send"
_TWICE = "no answer came to it the first time: it may be there twice"
_PERHAPS = "no answer came to it, twice: it may have arrived or not"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What is to go out to a buyer by the door they wrote by last, oldest first."""

    buyer_id: int
    door_id: int
    name_there: str
    lines: tuple[WrittenLine, ...]


@dataclass(frozen=True, slots=True)
class Sent:
    """Which line went out; `twice` if it may have gone out before."""

    buyer_id: int
    n: int
    twice: bool


def outgoing(unit: Unit, buyer_id: int, channel: str) -> Outgoing | None:
    """What is queued for a buyer at that channel; None if they are not there, or nothing is to go there, or not yet."""
    door = unit.doors.answered_at(buyer_id)
    if door is None or door.channel != channel or door.blocked_at or unit.due.waits(_key(door.id)):
        return None
    return Outgoing(buyer_id, door.id, door.external_id, tuple(unit.transcript.queued(buyer_id, door.id)))


def waiting(unit: Unit, channel: str) -> list[int]:
    """The buyers for whom something is queued at that channel, and who are not to be tried later."""
    doors = [unit.doors.load(door_id) for door_id in unit.transcript.waiting_doors(channel)]
    return [door.buyer_id for door in doors if not unit.due.waits(_key(door.id))]


def sent(unit: Unit, line: Sent, reference: str, now: datetime) -> None:
    """A line went out; the door knows it as `reference`."""
    unit.transcript.sent(line.buyer_id, line.n, now, reference, _TWICE if line.twice else "")


def perhaps_sent(unit: Unit, line: Sent) -> bool:
    """Nobody knows whether a line went out: whether it is to be tried once more. It is so the first time, and no oftener."""
    if unit.transcript.tried(line.buyer_id, line.n) == 1:
        return True
    unit.transcript.failed(line.buyer_id, line.n, _PERHAPS)
    return False


def refused(unit: Unit, line: Sent, why: str, now: datetime) -> None:
    """A line will never go out: it is marked so, and on record of its case."""
    unit.transcript.failed(line.buyer_id, line.n, why)
    stored = unit.cases.in_hand(line.buyer_id)
    if stored:
        unit.cases.note(stored.case.id, now, "sending", [("not sent", f"line {line.n}: {why}")])


def shut_out(unit: Unit, door_id: int, why: str, now: datetime) -> None:
    """Nothing gets through this door any more."""
    blocking.shut_out(unit, door_id, why, now)


def moved(unit: Unit, door_id: int, name_there: str) -> None:
    """The door goes by another name from now on."""
    unit.doors.moved(door_id, name_there)


def wait(unit: Unit, door_id: int, until: datetime) -> None:
    """Nothing goes out by this door before then."""
    unit.due.put(KIND, _key(door_id), None, until, subject=door_id)


def try_again(unit: Unit, thing: DueThing, now: datetime) -> Door | None:
    """The wait at a door is over; returns the door. None if that was noticed before."""
    assert thing.subject is not None  # noqa: S101  a wait is always at a door
    if not unit.due.holds(thing):
        return None
    unit.due.done(thing.id, now)
    return unit.doors.load(thing.subject)


def _key(door_id: int) -> str:
    return f"send:{door_id}"
