"""What waits for people to decide or to do, as they read it: offers, tasks, coupons."""

from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo

from bot.case_report import harmless
from bot.complaint.deciding import Waiting
from bot.complaint.pending import MEANWHILE
from bot.memory.money_tables import TaskKind
from bot.memory.tasks import Task
from bot.remedy.offer import Proposal
from bot.remedy.trace import Rule, RuleName
from bot.remedy.trace_words import in_words


def approvals_as_text(waiting: Sequence[Waiting], zone: tzinfo) -> str:
    """Every offer that waits: what it is, what it costs at most, who may agree to it, and the trace of why."""
    if not waiting:
        return "No offer waits for approval."
    return "\n\n".join("\n".join(_offer(one, zone)) for one in waiting)


def _offer(one: Waiting, zone: tzinfo) -> list[str]:
    euros = f" ({one.euros})" if one.euros and one.euros.currency != one.cost.currency else ""
    may = ", ".join(one.may) or "nobody here; `head-office` asks further up"
    proposals = " | or ".join(_proposal(proposal) for proposal in one.offer.offer.proposals)
    return [
        f"case {one.case.id}  {one.case.cause or 'cause not known'}  waits for {one.needs} since {_at(one.since, zone)}",
        f"  offer {one.offer.version}: {proposals}",
        f"  costs at most {one.cost}{euros}; may be decided by: {may}",
        *(f"  the buyer wrote since: {harmless(fact.value)}" for fact in one.case.facts if fact.name == MEANWHILE),
        *(f"  {'x' if rule['taken'] else '-'} {_rule(rule)}" for rule in one.offer.why),
    ]


def _proposal(proposal: Proposal) -> str:
    return " + ".join(
        f"{part.kind} {part.percent} %" if part.percent is not None else f"{part.kind} {part.amount}" for part in proposal.parts
    )


def _rule(record: Mapping[str, object]) -> str:
    """A rule as it was written down, in words; one that this version does not know, as it stands there."""
    name, figures = str(record["rule"]), record["figures"]
    told = tuple(figures.items()) if isinstance(figures, dict) else ()
    if name not in set(RuleName):
        return f"{name}: {', '.join(f'{key} {figure}' for key, figure in told)}"
    return in_words(Rule(RuleName(name), bool(record["taken"]), told))


def tasks_as_text(tasks: Sequence[Task], now: datetime, zone: tzinfo) -> str:
    """What people have to do: alarms, then the one that was promised first in front."""
    if not tasks:
        return "Nothing waits to be done by hand."
    return "\n".join(
        f"task {task.id}  case {task.case_id}  {task.kind.replace('_', ' ')}  by {_at(task.promised_by, zone)}"
        f"{', OVERDUE' if task.promised_by < now else ''}\n  {harmless(task.what)}"
        for task in sorted(tasks, key=lambda one: one.kind is not TaskKind.ALARM)
    )


def _at(moment: datetime, zone: tzinfo) -> str:
    return f"{moment.astimezone(zone):%d %b %H:%M}"
