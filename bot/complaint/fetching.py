"""Pictures that a door has and we do not yet: each is fetched once, and where that fails the buyer is told."""

from dataclasses import dataclass
from datetime import datetime

from bot.complaint import turn
from bot.complaint.practice import Practice
from bot.complaint.turn import Turn
from bot.language import script_evidence
from bot.language.line import Line
from bot.memory.due import DueThing
from bot.memory.evidence import KeptFile
from bot.memory.store import Unit
from bot.memory.tables import EvidenceState
from bot.terms import Keeper

__all__ = ["KIND", "DueThing", "KeptFile", "NotKept", "Wanted", "begin", "settle"]

KIND = "fetch"
_TRIES = 4


@dataclass(frozen=True, slots=True)
class Wanted:
    """A picture to fetch, by the name its door knows it by."""

    piece: int
    source: str


@dataclass(frozen=True, slots=True)
class NotKept:
    """Why a picture is not kept: the code of the refusal, and whether another try may help."""

    why: str
    for_good: bool


def begin(unit: Unit, thing: DueThing) -> Wanted | None:
    """What is to be fetched; None if that is done already."""
    assert thing.subject is not None  # noqa: S101  it is always one picture
    if not unit.due.holds(thing):
        return None
    piece = unit.evidence.load(thing.subject)
    return Wanted(piece.id, piece.source)


def settle(unit: Unit, thing: DueThing, came: KeptFile | NotKept, practice: Practice, now: datetime) -> Turn | None:
    """Write down what became of it. What cannot be had is told the buyer, unless a person is talking to them."""
    assert thing.subject is not None  # noqa: S101
    if not unit.due.holds(thing):
        return None
    if isinstance(came, KeptFile):
        unit.evidence.kept(thing.subject, came)
        unit.due.done(thing.id, now)
        return None
    if not came.for_good and thing.attempts + 1 < _TRIES:
        unit.due.failed(thing, now, came.why)
        return None
    unit.evidence.not_kept(thing.subject, EvidenceState.REFUSED if came.for_good else EvidenceState.LOST, came.why)
    unit.due.done(thing.id, now, came.why)
    return _told(unit, unit.evidence.load(thing.subject).buyer_id, came, practice, now)


def _told(unit: Unit, buyer_id: int, came: NotKept, practice: Practice, now: datetime) -> Turn | None:
    buyer = unit.buyers.load(buyer_id, lock=True)
    stored = unit.cases.in_hand(buyer_id)
    if stored is None or stored.case.keeper is not Keeper.BOT:
        return None
    line: Line = script_evidence.WHY_NOT_KEPT.get(came.why, script_evidence.EVIDENCE_LOST)
    turn.speak(unit, buyer, None if stored.case.ending else stored.case.id, line, practice, now)
    return Turn(stored.case.id, buyer_id, handed_over=False)
