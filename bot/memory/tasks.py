"""What people have to do: one row for each thing, with the moment it was promised by."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from bot.memory.columns import columns_of
from bot.memory.money_tables import RemedyRow, TaskKind, TaskRow, TaskState
from bot.memory.statements import Row, change, every, first
from bot.memory.upsert import Upsert
from bot.memory.written import written
from bot.remedy.money import Money

_task = columns_of(TaskRow)
_remedy = columns_of(RemedyRow)
_COLUMNS = (
    _task.c.id, _task.c.key, _task.c.kind, _task.c.case_id, _task.c.what, _task.c.promised_by, _task.c.state, _task.c.done_by,
    _task.c.reference, _task.c.created_at, _task.c.worth_minor, _task.c.currency,
)  # fmt: skip
_ANEW = ("state", "promised_by", "what", "worth_minor", "currency", "changed_at")
# Opened again after it was called off it is the same row: a key has one task for good.
_OPEN = Upsert(
    _task,
    lambda insert: insert.on_conflict_do_update(
        index_elements=["key"],
        set_={name: insert.excluded[name] for name in _ANEW},
        where=_task.c.state == TaskState.CANCELLED,
    ).returning(_task.c.id),
)
_BY_ID = select(*_COLUMNS).where(_task.c.id == bindparam("number"))
_BY_KEY = select(*_COLUMNS).where(_task.c.key == bindparam("named"))
_WAITING = select(*_COLUMNS).where(_task.c.state == written(TaskState.OPEN)).order_by(_task.c.promised_by, _task.c.id)
_OF_CASE = select(*_COLUMNS).where(_task.c.case_id == bindparam("case")).order_by(_task.c.id)
_ALL = select(*_COLUMNS).order_by(_task.c.id)
_REFUNDS_ON = (
    select(*_COLUMNS)
    .join(_remedy, _remedy.c.key == _task.c.key)
    .where(
        _task.c.state == written(TaskState.OPEN), _task.c.kind == TaskKind.REFUND, _remedy.c.order_id == bindparam("order"),
    )
    .order_by(_task.c.id)
)  # fmt: skip
_ENDS = (
    update(_task)
    .where(_task.c.key == bindparam("named"), _task.c.state == written(TaskState.OPEN))
    .values(state=bindparam("becomes"), done_by=bindparam("person"), reference=bindparam("known_as"), changed_at=bindparam("now"))
)
_REWORD = update(_task).where(_task.c.key == bindparam("named")).values(what=bindparam("worded"), changed_at=bindparam("now"))
_WORTH_NOTHING = _REWORD.values(worth_minor=0, currency="")


@dataclass(frozen=True, slots=True)
class Task:
    """Something that a person has to do for a case. `what` says all they need to know; `done_by` is who did it, or ended it.

    `worth` is what is paid for goods that come back; None where nobody can tell, or nothing is.
    """

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
    worth: Money | None

    @property
    def number_and_kind(self) -> str:
        return f"{self.id} ({self.kind})"


class TaskMemory:
    """All tasks, each opened once and ended once."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def open(
        self,
        key: str,
        kind: TaskKind,
        case_id: int,
        what: str,
        promised_by: datetime,
        at: datetime,
        worth: Money | None = None,
    ) -> int | None:
        """Write down what is to be done, and return its number; None if it was written down before, and not called off."""
        row = {
            "key": key, "kind": kind, "case_id": case_id, "what": what, "promised_by": promised_by, "state": TaskState.OPEN,
            "done_by": "", "reference": "", "created_at": at, "changed_at": at, "worth_minor": worth.minor if worth else 0,
            "currency": worth.currency if worth else "",
        }  # fmt: skip
        found = first(self._connection, _OPEN.on(self._connection), row)
        return found[0] if found else None

    def reword(self, key: str, what: str, at: datetime) -> None:
        """Say anew what is to be done, where more of it has become known."""
        change(self._connection, _REWORD, {"named": key, "worded": what, "now": at})

    def worth_nothing(self, key: str, what: str, at: datetime) -> None:
        """Say anew what is to be done, where nothing is paid any more for what comes back."""
        change(self._connection, _WORTH_NOTHING, {"named": key, "worded": what, "now": at})

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
        return [_task_of(row) for row in every(self._connection, _WAITING, {})]

    def of_case(self, case_id: int) -> list[Task]:
        """All that was or is to be done for a case."""
        return [_task_of(row) for row in every(self._connection, _OF_CASE, {"case": case_id})]

    def refunds_on(self, order_id: int) -> list[Task]:
        """The money of an order that people are to return."""
        return [_task_of(row) for row in every(self._connection, _REFUNDS_ON, {"order": order_id})]

    def all(self) -> list[Task]:
        """Every task there ever was."""
        return [_task_of(row) for row in every(self._connection, _ALL, {})]

    def _one(self, statement: Any, **values: object) -> Task | None:
        row = first(self._connection, statement, values)
        return _task_of(row) if row else None


def _task_of(row: Row) -> Task:
    number, key, kind, case, what, by, state, done_by, reference, created_at, worth, currency = row
    money = Money(worth, currency) if currency else None
    return Task(number, key, kind, case, what, by, state, done_by, reference, created_at, money)
