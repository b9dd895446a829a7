"""What is due as an operator reads it, or a program: what is late and by how much, what failed and why, what comes next."""

from datetime import datetime, timedelta, tzinfo

from bot.memory.agenda import Agenda, AgendaLine


def as_record(agenda: Agenda, now: datetime) -> dict[str, object]:
    """The agenda for programs: moments in UTC, lateness in seconds. `due` counts all, also those that are not listed."""
    return {
        "now": now.isoformat(),
        "due": agenda.due,
        "overdue": [_record(line) | {"late_seconds": _late(line, now).total_seconds()} for line in agenda.overdue],
        "failed": [_record(line) for line in agenda.failed],
        "ahead": agenda.ahead,
        "next_at": agenda.next_at.isoformat() if agenda.next_at else None,
    }


def as_text(agenda: Agenda, now: datetime, zone: tzinfo) -> str:
    """The agenda on a page, times in the shop's zone."""

    def at(moment: datetime) -> str:
        return f"{moment.astimezone(zone):%d %b %H:%M}"

    page = [f"Due now: {agenda.due}." if agenda.due else "Nothing is due now."]
    page += [f"  {at(one.due_at)}  {_what(one)}, overdue by {_in_words(_late(one, now))}{_why(one)}" for one in agenda.overdue]
    if agenda.due > len(agenda.overdue):
        page.append(f"  … and {agenda.due - len(agenda.overdue)} more, less overdue.")
    if agenda.failed:
        page.append("Failed for good, the last first:")
        page += [f"  {at(one.due_at)}  {_what(one)}{_why(one)}" for one in agenda.failed]
    page.append(f"Due later: {agenda.ahead}, the next at {at(agenda.next_at)}." if agenda.next_at else "Nothing is due later.")
    return "\n".join(page)


def _record(line: AgendaLine) -> dict[str, object]:
    return {
        "kind": line.kind, "case": line.case_id, "due_at": line.due_at.isoformat(), "tries": line.attempts, "error": line.error,
    }  # fmt: skip


def _late(line: AgendaLine, now: datetime) -> timedelta:
    return now - line.due_at


def _what(line: AgendaLine) -> str:
    return line.kind if line.case_id is None else f"{line.kind} of case {line.case_id}"


def _why(line: AgendaLine) -> str:
    return f" ({line.error}; tries so far: {line.attempts})" if line.error else ""


def _in_words(late: timedelta) -> str:
    """How long, to the second below a minute, to the minute below a day."""
    seconds = int(late.total_seconds())
    minutes, hours, days = seconds // 60, seconds // 3600, seconds // 86400
    if days:
        return f"{days} d {hours % 24} h"
    if hours:
        return f"{hours} h {minutes % 60} min"
    return f"{minutes} min" if minutes else f"{seconds} s"
