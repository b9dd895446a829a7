"""What people have to do: one row for each thing, with the moment it was promised by."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from bot.memory.columns import columns_of
from bot.memory.money_tables import TaskKind, TaskRow, TaskState
from bot.memory.statements import change, every, first
from bot.memory.upsert import Upsert
from bot.memory.written import written

_task = columns_of(TaskRow)
_COLUMNS = (
    _task.c.id, _task.c.key, _task.c.kind, _task.c.case_id, _task.c.what, _task.c.promised_by, _task.c.state, _task.c.done_by,
    _task.c.reference, _task.c.created_at,
)  # fmt: skip
# Opened again after it was called off it is the same row: a key has one task for good.
_OPEN = Upsert(
    _task,
    lambda insert: insert.on_conflict_do_update(
        index_elements=["key"],
        set_={name: insert.excluded[name] for name in ("state", "promised_by", "what", "changed_at")},
        where=_task.c.state == TaskState.CANCELLED,
    ).returning(_task.c.id),
)
_BY_ID = select(*_COLUMNS).where(_task.c.id == bindparam("number"))
_BY_KEY = select(*_COLUMNS).where(_task.c.key == bindparam("named"))
_WAITING = select(*_COLUMNS).where(_task.c.state == written(TaskState.OPEN)).order_by(_task.c.promised_by, _task.c.id)
_OF_CASE = select(*_COLUMNS).where(_task.c.case_id == bindparam("case")).order_by(_task.c.id)
_ALL = select(*_COLUMNS).order_by(_task.c.id)
_ENDS = (
    update(_task)
    .where(_task.c.key == bindparam("named"), _task.c.state == written(TaskState.OPEN))
    .values(state=bindparam("becomes"), done_by=bindparam("person"), reference=bindparam("known_as"), changed_at=bindparam("now"))
)


@dataclass(frozen=True, slots=True)
class Task:
    """Something that a person has to do for a case. `what` says all they need to know; `done_by` is who did it, or ended it."""

    id: int
    key: str
    kind: TaskKind
    case_id: int
    what: str
    promised_by: datetime
    state: TaskState
    done_by: str
    reference: str
    created_at: datetime

    @property
    def number_and_kind(self) -> str:
        return f"{self.id} ({self.kind})"


class TaskMemory:
    """All tasks, each opened once and ended once."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def open(self, key: str, kind: TaskKind, case_id: int, what: str, promised_by: datetime, at: datetime) -> int | None:
        """Write down what is to be done, and return its number; None if it was written down before, and not called off."""
        row = {
            "key": key, "kind": kind, "case_id": case_id, "what": what, "promised_by": promised_by, "state": TaskState.OPEN,
            "done_by": "", "reference": "", "created_at": at, "changed_at": at,
        }  # fmt: skip
        found = first(self._connection, _OPEN.on(self._connection), row)
        return found[0] if found else None

    def find(self, number: int) -> Task | None:
        """The task with this number."""
        return self._one(_BY_ID, number=number)

    def of_key(self, key: str) -> Task | None:
        """The task by which that part is carried out, if it is by one."""
        return self._one(_BY_KEY, named=key)

    def end(self, key: str, state: TaskState, by: str, at: datetime, reference: str = "") -> bool:
        """It is done, or called off; False, and nothing changed, if it is not open."""
        values = {"named": key, "becomes": state, "person": by, "known_as": reference, "now": at}
        return change(self._connection, _ENDS, values) == 1

    def waiting(self) -> list[Task]:
        """What is to be done, the one that was promised first in front."""
        return [Task(*row) for row in every(self._connection, _WAITING, {})]

    def of_case(self, case_id: int) -> list[Task]:
        """All that was or is to be done for a case."""
        return [Task(*row) for row in every(self._connection, _OF_CASE, {"case": case_id})]

    def all(self) -> list[Task]:
        """Every task there ever was."""
        return [Task(*row) for row in every(self._connection, _ALL, {})]

    def _one(self, statement: Any, **values: object) -> Task | None:
        row = first(self._connection, statement, values)
        return Task(*row) if row else None
