"""The switch that stops all money. Thrown, nothing moves and nothing is lost; thrown back, what waited is due at once."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.complaint import records
from bot.complaint.colleagues import check_name
from bot.complaint.practice import Practice
from bot.memory.due import DueThing
from bot.memory.state import MONEY_PAUSED, MONEY_PAUSED_AT
from bot.memory.store import Unit
from bot.remedy.money import Money

_LOOK_AGAIN = timedelta(minutes=10)
_PAYMENT = "pay"
_PAUSED = "all money is paused"


@dataclass(frozen=True, slots=True)
class MoneyStanding:
    """How money stands. `paused_by` is empty while it moves; `nearly_spent` says that the month's warning is reached."""

    paused_by: str
    since: datetime | None
    waiting: int
    month: str
    spent: Money
    monthly: Money
    nearly_spent: bool


def pause(unit: Unit, name: str, now: datetime) -> None:
    """Stop all money; who stopped it first is remembered, and when. Raises BadRequest without a name."""
    check_name(name)
    if not unit.state.get(MONEY_PAUSED):
        unit.state.put(MONEY_PAUSED, name)
        unit.state.put(MONEY_PAUSED_AT, now.isoformat())


def resume(unit: Unit, now: datetime) -> None:
    """Let money move again: what the pause held up is due at once, its earlier tries counted as before."""
    unit.state.put(MONEY_PAUSED, "")
    unit.due.at_once(_PAUSED, now)


def held_up(unit: Unit, thing: DueThing, now: datetime) -> bool:
    """Whether money is paused; then this payment waits, which is no failed try."""
    if not unit.state.get(MONEY_PAUSED):
        return False
    unit.due.postpone(thing, now + _LOOK_AGAIN, _PAUSED)
    return True


def standing(unit: Unit, practice: Practice, now: datetime) -> MoneyStanding:
    """How money stands: the switch, what waits to be carried out, and what the month has promised."""
    paused_by, since = unit.state.get(MONEY_PAUSED) or "", unit.state.get(MONEY_PAUSED_AT)
    month = records.month_of(now, practice)
    spent, budget = unit.ledger.budget(month).spent, practice.policy.budget
    return MoneyStanding(
        paused_by,
        datetime.fromisoformat(since) if paused_by and since else None,
        unit.agenda.waiting(_PAYMENT),
        month,
        spent,
        budget.monthly,
        spent >= budget.warn_at,
    )
