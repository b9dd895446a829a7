"""Telling how it stands while a case waits for us: at every change, and otherwise once a day."""

from datetime import datetime, timedelta, tzinfo

from bot.complaint.case import Case
from bot.complaint.waiting import waits_for_us
from bot.followup.timing import civil
from bot.memory.store import Unit

KIND = "progress"
"""The kind of the row by which a buyer who waits is told so."""

EVERY = timedelta(hours=24)  # handbook section 7


def watch(unit: Unit, before: Case, case: Case, at: datetime, zone: tzinfo, *, told: bool) -> None:
    """Let a buyer who waits hear of it a day after they were last `told` anything; nobody else."""
    if not waits_for_us(case):
        if waits_for_us(before):
            unit.due.cancel(key(case.id), at, "it does not wait for us any more")
    elif told or not waits_for_us(before):
        unit.due.put(KIND, key(case.id), case.id, civil(at + EVERY, zone))


def key(case_id: int) -> str:
    """The name of the one row by which a buyer is told that their case waits."""
    return f"{KIND}:{case_id}"
