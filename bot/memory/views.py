"""Named reads: what is shown of a conversation and of a case, put together from several tables."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter

from bot.complaint.case import Ending
from bot.complaint.listen import articles
from bot.memory.accounts import RemedyLine
from bot.memory.agenda import Agenda
from bot.memory.buyers import KnownBuyer
from bot.memory.cases import LogLine, StoredCase
from bot.memory.doors import Door
from bot.memory.due import DueLine
from bot.memory.evidence import Piece
from bot.memory.store import Unit
from bot.memory.tables import EvidenceState
from bot.memory.transcript import Card, StoredButton, WrittenLine
from bot.terms import Keeper, Speaker, Step

__all__ = [
    "Card",
    "CaseFile",
    "CaseState",
    "Conversation",
    "Door",
    "OrderGlance",
    "Piece",
    "StoredButton",
    "WrittenLine",
    "agenda",
    "case_file",
    "conversation",
    "conversation_at",
    "door_at",
    "has_button",
    "has_pictures",
    "language_at",
    "latest_orders",
    "picture_of",
]


_MOST_LINES = 50


@dataclass(frozen=True, slots=True)
class CaseState:
    """A case as its buyer sees it."""

    number: int
    step: Step
    keeper: Keeper
    person: str
    waits: bool  # for one of the shop's people


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation from a line on, and how things stand in it. `pictures` are those of its lines, by their numbers."""

    buyer: KnownBuyer
    lines: tuple[WrittenLine, ...]
    case: CaseState | None
    pictures: Mapping[int, tuple[Piece, ...]]


def door_at(unit: Unit, channel: str, external_id: str) -> Door | None:
    """The door a channel knows by that name, if it was ever used."""
    return unit.doors.find(channel, external_id)


def language_at(unit: Unit, channel: str, external_id: str) -> str:
    """The language that is spoken at that door; "" while nothing was said by it."""
    door = unit.doors.find(channel, external_id)
    return unit.buyers.load(door.buyer_id).language if door else ""


def conversation(unit: Unit, buyer_id: int, after: int) -> Conversation:
    """The lines after that number, and the case that is open, was put aside, or is with a person."""
    buyer = unit.buyers.load(buyer_id)
    stored = unit.cases.in_hand(buyer_id)
    state = None
    if stored and (stored.case.ending in {None, Ending.LAPSED} or stored.case.keeper is not Keeper.BOT):
        case = stored.case
        state = CaseState(case.id, case.step, case.keeper, case.person, bool(case.waits_for))
    lines = tuple(unit.transcript.after(buyer_id, after)) if after < buyer.last_n else ()
    return Conversation(buyer, lines, state, _by_line(unit, buyer_id, lines))


def _by_line(unit: Unit, buyer_id: int, lines: tuple[WrittenLine, ...]) -> dict[int, tuple[Piece, ...]]:
    """The pictures of these lines. Only a buyer's lines have some, and a buyer reads mostly ours."""
    if not any(line.speaker is Speaker.BUYER for line in lines):
        return {}
    pieces = unit.evidence.of_lines(buyer_id, lines[0].n - 1)
    return {n: tuple(same) for n, same in groupby(pieces, attrgetter("n"))}


def conversation_at(unit: Unit, door: Door, after: int) -> Conversation | None:
    """The same by the door it is read at; None once that door leads into another conversation."""
    if unit.doors.load(door.id).buyer_id != door.buyer_id:
        return None
    return conversation(unit, door.buyer_id, after)


def has_button(unit: Unit, buyer_id: int, token: str) -> bool:
    """Whether a button with this token stands in the buyer's conversation."""
    return unit.transcript.button(buyer_id, token) is not None


def has_pictures(unit: Unit, buyer_id: int, pieces: tuple[int, ...]) -> bool:
    """Whether each of these is a picture that the buyer brought; one that is on a line already may be named again."""
    return all((piece := unit.evidence.find(number)) and piece.buyer_id == buyer_id for number in pieces)


def picture_of(unit: Unit, buyer_id: int, number: int) -> Piece | None:
    """The buyer's own picture of that number, if it is on the disk."""
    piece = unit.evidence.find(number)
    kept = piece and piece.buyer_id == buyer_id and piece.state is EvidenceState.KEPT
    return piece if kept else None


@dataclass(frozen=True, slots=True)
class OrderGlance:
    """An order at a glance: enough to try the bot with it."""

    number: str
    email: str
    items: str
    paid: str
    placed_at: datetime


def latest_orders(unit: Unit, now: datetime, most: int) -> tuple[OrderGlance, ...]:
    """The orders placed by then, newest first."""
    return tuple(
        OrderGlance(order.number, order.email, ", ".join(articles(order)), str(order.total_paid), order.placed_at)
        for order in unit.shop.latest_orders(now, most)
    )


def agenda(unit: Unit, now: datetime) -> Agenda:
    """What has to be done at that moment, as much of it as a person reads."""
    return unit.agenda.at(now, _MOST_LINES)


@dataclass(frozen=True, slots=True)
class CaseFile:
    """Everything that is on record of a case. `doors` are its buyer's, `answered_at` the one that is answered at now.

    `language` is the one the buyer speaks.
    """

    stored: StoredCase
    doors: tuple[Door, ...]
    answered_at: int | None
    log: tuple[LogLine, ...]
    lines: tuple[WrittenLine, ...]
    pictures: tuple[Piece, ...]
    remedies: tuple[RemedyLine, ...]
    due: tuple[DueLine, ...]
    language: str = ""


def case_file(unit: Unit, case_id: int) -> CaseFile:
    """The whole record of a case; raises NoSuchCase."""
    stored = unit.cases.load(case_id)
    buyer = unit.buyers.load(stored.buyer_id)
    return CaseFile(
        stored,
        tuple(unit.doors.of_buyer(stored.buyer_id)),
        buyer.door_id,
        tuple(unit.cases.log(case_id)),
        tuple(unit.transcript.of_case(case_id)),
        tuple(unit.evidence.of_case(case_id)),
        tuple(unit.accounts.of_case(case_id)),
        tuple(unit.due.of_case(case_id)),
        buyer.language,
    )
