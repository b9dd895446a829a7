"""Named reads: what is shown of a conversation and of a case, put together from several tables."""

from dataclasses import dataclass
from datetime import datetime

from bot.complaint.case import Ending
from bot.complaint.listen import articles
from bot.memory.buyers import KnownBuyer
from bot.memory.cases import LogLine, StoredCase
from bot.memory.due import DueLine
from bot.memory.ledger import RemedyLine
from bot.memory.store import Unit
from bot.memory.transcript import WrittenLine
from bot.terms import Keeper, Step

__all__ = [
    "CaseFile",
    "CaseState",
    "Conversation",
    "OrderGlance",
    "WrittenLine",
    "case_file",
    "conversation",
    "has_button",
    "latest_orders",
]


@dataclass(frozen=True, slots=True)
class CaseState:
    """A case as its buyer sees it."""

    number: int
    step: Step
    keeper: Keeper
    person: str


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation from a line on, and how things stand in it."""

    buyer: KnownBuyer
    lines: tuple[WrittenLine, ...]
    case: CaseState | None


def conversation(unit: Unit, buyer_id: int, after: int) -> Conversation:
    """The lines after that number, and the case that is open or was put aside."""
    buyer = unit.buyers.load(buyer_id)
    stored = unit.cases.newest_of(buyer_id)
    state = None
    if stored and stored.case.ending in {None, Ending.LAPSED}:
        case = stored.case
        state = CaseState(case.id, case.step, case.keeper, case.person)
    lines = tuple(unit.transcript.after(buyer_id, after)) if after < buyer.last_n else ()
    return Conversation(buyer, lines, state)


def has_button(unit: Unit, buyer_id: int, token: str) -> bool:
    """Whether a button with this token stands in the buyer's conversation."""
    return unit.transcript.button(buyer_id, token) is not None


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
        OrderGlance(order.number, order.email, ", ".join(articles(order).items), str(order.total_paid), order.placed_at)
        for order in unit.shop.latest_orders(now, most)
    )


@dataclass(frozen=True, slots=True)
class CaseFile:
    """Everything that is on record of a case."""

    stored: StoredCase
    log: tuple[LogLine, ...]
    lines: tuple[WrittenLine, ...]
    remedies: tuple[RemedyLine, ...]
    due: tuple[DueLine, ...]


def case_file(unit: Unit, case_id: int) -> CaseFile:
    """The whole record of a case; raises NoSuchCase."""
    return CaseFile(
        unit.cases.load(case_id),
        tuple(unit.cases.log(case_id)),
        tuple(unit.transcript.of_case(case_id)),
        tuple(unit.ledger.of_case(case_id)),
        tuple(unit.due.of_case(case_id)),
    )
