"""A case as a person of the staff reads it, or a program: steps with times, facts, conversation, remedies, what is due."""

import re
from datetime import datetime, tzinfo

from bot.memory.views import CaseFile

# Controls, and the marks that turn the direction of all that follows.
_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e]")


def as_record(file: CaseFile) -> dict[str, object]:
    """The whole case for programs: nothing but what JSON can hold, moments in UTC."""
    case = file.stored.case
    return {
        "case": case.id,
        "opened_at": case.opened_at.isoformat(),
        "closed_at": file.stored.closed_at.isoformat() if file.stored.closed_at else None,
        "ending": case.ending,
        "cause": case.cause,
        "step": case.step,
        "keeper": case.keeper,
        "person": case.person,
        "waits_for": case.waits_for,
        "steps": [{"at": one.at.isoformat(), "step": one.detail} for one in file.log if one.what == "step"],
        "facts": [
            {
                "name": fact.name,
                "value": fact.value,
                "verification": fact.verification,
                "source": fact.source,
                "at": fact.at.isoformat(),
            }
            for fact in case.facts
        ],
        "why": list(case.offer.why) if case.offer else [],
        "transcript": [
            {
                "n": line.n,
                "at": line.at.isoformat(),
                "from": line.speaker,
                "author": line.author,
                "text": line.text,
                "buttons": [button.label for button in line.buttons],
                "state": line.state,
            }
            for line in file.lines
        ],
        "remedies": [
            {
                "key": remedy.key,
                "part": remedy.part,
                "amount": str(remedy.amount.amount),
                "currency": remedy.amount.currency,
                "percent": remedy.percent or None,
                "state": remedy.state,
                "approved_by": remedy.approved_by,
                "at": remedy.created_at.isoformat(),
            }
            for remedy in file.remedies
        ],
        "due": [
            {"kind": due.kind, "at": due.due_at.isoformat(), "state": due.state, "tries": due.attempts, "reason": due.reason}
            for due in file.due
        ],
        "log": [{"at": one.at.isoformat(), "who": one.who, "what": one.what, "detail": one.detail} for one in file.log],
    }


def as_text(file: CaseFile, zone: tzinfo) -> str:
    """The whole case on a page, its times in the shop's zone.

    What others wrote is shown, never obeyed: it can neither steer the terminal nor pass for a line of the report.
    """
    case = file.stored.case

    def at(moment: datetime) -> str:
        return f"{moment.astimezone(zone):%d %b %H:%M}"

    cause = case.cause or "cause not known yet"
    ending = f"closed ({case.ending})" if case.ending else f"open, in {case.step}"
    waits = f", waits for {case.waits_for}" if case.waits_for else ""
    page = [f"Case {case.id}: {cause}, {ending}{waits}; opened {at(case.opened_at)}."]
    page += ["", "Steps and deeds"]
    page += [
        f"  {at(one.at)}  {_harmless(one.who):8}  {one.what}{': ' if one.detail else ''}{_harmless(one.detail)}"
        for one in file.log
    ]
    page += ["", "Facts"]
    page += [f"  {one.name}: {_harmless(one.value)}  ({one.verification}, {one.source}, {at(one.at)})" for one in case.facts]
    if case.offer:
        page += ["", "Why this offer"]
        page += [f"  {'x' if rule['taken'] else '-'} {rule['rule']}: {_figures(rule['figures'])}" for rule in case.offer.why]
    page += ["", "Conversation"]
    for line in file.lines:
        who = line.author or line.speaker
        page.append(f"  {at(line.at)}  {_harmless(who)}: {_harmless(line.text)}")
        page += [f"                [{button.label}]" for button in line.buttons]
    page += ["", "Remedies"]
    page += [
        f"  {one.key}: {one.percent + ' % coupon, expected to cost ' if one.percent else ''}{one.amount}, "
        f"{one.state}, agreed on the authority of {one.approved_by}"
        for one in file.remedies
    ] or ["  none"]
    page += ["", "Due"]
    page += [f"  {at(one.due_at)}  {one.kind}: {one.state}{f' ({one.reason})' if one.reason else ''}" for one in file.due] or [
        "  nothing"
    ]
    return "\n".join(page)


def _harmless(words: str) -> str:
    """Words on a page of ours: their further lines indented below the first, and what would steer a terminal in codes."""
    lines = (_STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", line) for line in words.splitlines())
    return "\n                ".join(lines)


def _figures(figures: object) -> str:
    return ", ".join(f"{name} {value}" for name, value in figures.items()) if isinstance(figures, dict) else ""
