"""Giving people something to do: it is written down once, and looked at when the moment it was promised by is there."""

from datetime import datetime

from bot.memory.money_tables import TaskKind, TaskState
from bot.memory.store import Unit
from bot.remedy.money import Money

TASK_DUE = "task_due"
"""The kind of the row that looks at a task when the moment it was promised by is there."""

TO_BE_EXCHANGED = "the buyer would rather exchange it: say with --amount what goes back for it, if anything"
"""What a task says of goods that come back for others."""


def open_task(
    unit: Unit, key: str, kind: TaskKind, case_id: int, what: str, by: datetime, at: datetime, worth: Money | None = None
) -> int | None:
    """Write down what is to be done `by` then, and return its number; None if it was written down before, and not called off.

    `worth` is what is paid for goods that come back.
    """
    number = unit.tasks.open(key, kind, case_id, what, by, at, worth)
    if number:
        unit.due.put(TASK_DUE, due_key(number), case_id, by, subject=number)
    return number


def exchange_instead(unit: Unit, case_id: int, at: datetime) -> None:
    """What is waited for is to be exchanged: nothing is paid for it but what somebody says."""
    for task in unit.tasks.of_case(case_id):
        if task.kind is TaskKind.ARRIVAL and task.state is TaskState.OPEN:
            waits, _, _then = task.what.rpartition("; ")
            unit.tasks.worth_nothing(task.key, f"{waits}; {TO_BE_EXCHANGED}.", at)


def due_key(number: int) -> str:
    """The name of the one row that looks at this task."""
    return f"task:{number}"
