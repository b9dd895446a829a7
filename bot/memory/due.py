"""Everything that must still happen, one row each. The row is the schedule."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, func, or_, select, update

from bot.memory.columns import columns_of
from bot.memory.statements import change, change_each, every, first
from bot.memory.tables import DueRow, DueState
from bot.memory.upsert import Insert, Upsert
from bot.memory.written import written

_due = columns_of(DueRow)
# How long a claim holds: a process that died with it has let go by then.
_CLAIM = timedelta(minutes=2)
_TRIES = 5

_FRESH = ("kind", "case_id", "subject", "due_at", "state", "attempts", "error", "claimed_until", "done_at")


def _or_anew(insert: Insert) -> Insert:
    """What has the key already is due as if it were new."""
    return insert.on_conflict_do_update(index_elements=["key"], set_={name: insert.excluded[name] for name in _FRESH})


_PUT = Upsert(_due, _or_anew)
_NEXT = (
    select(_due.c.id, _due.c.kind, _due.c.case_id, _due.c.due_at, _due.c.attempts, _due.c.subject)
    .where(
        _due.c.state == written(DueState.DUE),
        _due.c.due_at <= bindparam("now"),
        or_(_due.c.claimed_until.is_(None), _due.c.claimed_until < bindparam("now")),
    )
    .order_by(_due.c.due_at, _due.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_CLAIMED = update(_due).where(_due.c.id == bindparam("row")).values(claimed_until=bindparam("until"))
_ENDS = (
    update(_due)
    .where(_due.c.id == bindparam("row"), _due.c.state == written(DueState.DUE))
    .values(state=bindparam("becomes"), done_at=bindparam("now"), error=bindparam("why"))
)
_LATER = (
    update(_due)
    .where(_due.c.id == bindparam("row"), _due.c.state == written(DueState.DUE))
    .values(
        due_at=bindparam("again"), attempts=_due.c.attempts + 1, error=bindparam("why"), claimed_until=None,
    )
)  # fmt: skip
_CANCEL = (
    update(_due)
    .where(_due.c.key == bindparam("named"), _due.c.state == written(DueState.DUE))
    .values(state=DueState.CANCELLED, done_at=bindparam("now"), error=bindparam("why"))
)
_POSTPONE = (
    update(_due)
    .where(_due.c.id == bindparam("row"), _due.c.state == written(DueState.DUE))
    .values(due_at=bindparam("again"), error=bindparam("why"), claimed_until=None)
)
_AT_ONCE = (
    update(_due)
    .where(_due.c.state == written(DueState.DUE), _due.c.error == bindparam("why"), _due.c.due_at > bindparam("now"))
    .values(due_at=bindparam("now"))
)
_WITHDRAW = (
    update(_due)
    .where(
        _due.c.key == bindparam("named"),
        _due.c.state == written(DueState.DUE),
        or_(_due.c.claimed_until.is_(None), _due.c.claimed_until < bindparam("now")),
    )
    .values(state=DueState.CANCELLED, done_at=bindparam("now"), error=bindparam("why"))
)
_LET_GO = update(_due).where(_due.c.state == written(DueState.DUE), _due.c.claimed_until.is_not(None)).values(claimed_until=None)
_WAITS = select(_due.c.id).where(_due.c.key == bindparam("named"), _due.c.state == written(DueState.DUE))
_SOONEST = select(func.min(_due.c.due_at)).where(_due.c.state == DueState.DUE, _due.c.due_at > bindparam("after"))
_HOLDS = select(_due.c.id).where(
    _due.c.id == bindparam("row"),
    _due.c.state == written(DueState.DUE),
    _due.c.kind == bindparam("of_kind"),
    _due.c.due_at == bindparam("at"),
)
_OF_CASE = (
    select(_due.c.kind, _due.c.due_at, _due.c.state, _due.c.attempts, _due.c.error)
    .where(_due.c.case_id == bindparam("case"))
    .order_by(_due.c.id)
)


@dataclass(frozen=True, slots=True)
class DueThing:
    """A claimed row: what is to happen, to which case, or to which subject of its kind."""

    id: int
    kind: str
    case_id: int | None
    due_at: datetime
    attempts: int
    subject: int | None = None


@dataclass(frozen=True, slots=True)
class DueLine:
    """A row as a person reads it."""

    kind: str
    due_at: datetime
    state: str
    attempts: int
    reason: str


class DueMemory:
    """The one table of what is due."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, kind: str, key: str, case_id: int | None, due_at: datetime, subject: int | None = None) -> None:
        """Let something be due then. The key names it: put again, it is due at the newer time, once."""
        row = {
            "key": key, "kind": kind, "case_id": case_id, "subject": subject, "due_at": due_at, "state": DueState.DUE,
            "attempts": 0, "error": "", "claimed_until": None, "done_at": None,
        }  # fmt: skip
        change(self._connection, _PUT.on(self._connection), row)

    def cancel(self, key: str, at: datetime, why: str) -> None:
        """What has this key need not happen any more."""
        change(self._connection, _CANCEL, {"named": key, "now": at, "why": why})

    def withdraw(self, key: str, at: datetime, why: str) -> bool:
        """Cancel what nobody is at work on; False, and nothing cancelled, if somebody is, or it is not due any more."""
        return change(self._connection, _WITHDRAW, {"named": key, "now": at, "why": why}) == 1

    def waits(self, key: str) -> bool:
        """Whether what has this key is still to happen."""
        return first(self._connection, _WAITS, {"named": key}) is not None

    def next_after(self, moment: datetime) -> datetime | None:
        """When the next thing after that moment is due, if anything is."""
        return self._connection.scalar(_SOONEST, {"after": moment})

    def claim(self, now: datetime, most: int = 100) -> list[DueThing]:
        """What is due, oldest first, claimed for us for two minutes."""
        things = [DueThing(*row) for row in every(self._connection, _NEXT, {"now": now, "most": most})]
        if things:
            change_each(self._connection, _CLAIMED, [{"row": thing.id, "until": now + _CLAIM} for thing in things])
        return things

    def let_go(self) -> None:
        """Nothing is claimed any more: whoever had claimed it is known to be gone."""
        self._connection.execute(_LET_GO)

    def holds(self, thing: DueThing) -> bool:
        """Whether a claimed thing is still due as it was: not moved, cancelled or done meanwhile."""
        values = {"row": thing.id, "of_kind": thing.kind, "at": thing.due_at}
        return first(self._connection, _HOLDS, values) is not None

    def done(self, row: int, at: datetime, reason: str = "") -> bool:
        """It has happened, or there was a reason not to; False when that was settled before."""
        return self._ends(row, DueState.DONE, at, reason)

    def later(self, thing: DueThing, at: datetime, why: str) -> None:
        """Not now: once more at that time, and why."""
        change(self._connection, _LATER, {"row": thing.id, "again": at, "why": why})

    def postpone(self, thing: DueThing, at: datetime, why: str) -> None:
        """Not now, through no fault of its own: at that time, and it counts as no try."""
        change(self._connection, _POSTPONE, {"row": thing.id, "again": at, "why": why})

    def at_once(self, why: str, now: datetime) -> None:
        """What was postponed for that reason is due now."""
        change(self._connection, _AT_ONCE, {"why": why, "now": now})

    def failed(self, thing: DueThing, at: datetime, why: str) -> None:
        """It went wrong: again in a while, each time twice as long, and after five tries never more."""
        if thing.attempts + 1 >= _TRIES:
            self._ends(thing.id, DueState.FAILED, at, why)
        else:
            again = at + timedelta(minutes=2**thing.attempts)
            change(self._connection, _LATER, {"row": thing.id, "again": again, "why": why})

    def of_case(self, case_id: int) -> list[DueLine]:
        """All that was or is due on a case."""
        return [DueLine(*row) for row in every(self._connection, _OF_CASE, {"case": case_id})]

    def _ends(self, row: int, state: DueState, at: datetime, why: str) -> bool:
        return change(self._connection, _ENDS, {"row": row, "becomes": state, "now": at, "why": why}) == 1
