"""What is due as a person reads it: what is late, what failed for good, what comes next."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, select

from bot.memory.columns import columns_of
from bot.memory.tables import DueRow, DueState
from bot.memory.written import written

_due = columns_of(DueRow)
_ENTRY = (_due.c.kind, _due.c.case_id, _due.c.due_at, _due.c.attempts, _due.c.error)
_IS_DUE = _due.c.state == written(DueState.DUE)
_BY_NOW = (_IS_DUE, _due.c.due_at <= bindparam("now"))
_OVERDUE = select(*_ENTRY).where(*_BY_NOW).order_by(_due.c.due_at, _due.c.id).limit(bindparam("most"))
_HOW_MANY = select(func.count()).where(*_BY_NOW)
_AHEAD = select(func.count(), func.min(_due.c.due_at)).where(_IS_DUE, _due.c.due_at > bindparam("now"))
_FAILED = (
    select(*_ENTRY).where(_due.c.state == written(DueState.FAILED)).order_by(_due.c.id.desc()).limit(bindparam("most"))
)  # fmt: skip
_OF_KIND = select(func.count()).where(_IS_DUE, _due.c.kind == bindparam("of_kind"))


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """Something that is due, or that failed; `error` is why it was not done before, or at all."""

    kind: str
    case_id: int | None
    due_at: datetime
    attempts: int
    error: str


@dataclass(frozen=True, slots=True)
class Agenda:
    """What has to be done at a moment: the longest overdue of all that is due, the last that failed, what is ahead."""

    overdue: tuple[AgendaLine, ...]
    due: int
    failed: tuple[AgendaLine, ...]
    ahead: int
    next_at: datetime | None


class AgendaMemory:
    """The table of what is due, read and never changed."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def at(self, now: datetime, most: int) -> Agenda:
        """How the agenda looks at that moment, with at most so many lines of each kind."""
        ahead, next_at = self._connection.execute(_AHEAD, {"now": now}).one()
        return Agenda(
            tuple(AgendaLine(*row) for row in self._connection.execute(_OVERDUE, {"now": now, "most": most})),
            self._connection.scalar(_HOW_MANY, {"now": now}) or 0,
            tuple(AgendaLine(*row) for row in self._connection.execute(_FAILED, {"most": most})),
            ahead,
            next_at,
        )

    def waiting(self, kind: str) -> int:
        """How much of that kind is still to be done, now or later."""
        return self._connection.scalar(_OF_KIND, {"of_kind": kind}) or 0
