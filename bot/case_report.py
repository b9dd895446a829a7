"""A case as a person of the staff reads it, or a program: doors, steps, facts, conversation, pictures, remedies, what is due."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from types import MappingProxyType

from bot.language.dates import Exactly, Said, dates_in
from bot.language.interpreter import Interpreted
from bot.memory.tables import EvidenceState, LineState
from bot.memory.views import CaseFile, Door, Piece, WrittenLine
from bot.terms import Speaker

FileOf = Callable[[str], Path]
"""Where the picture of a hash lies."""

Read = Mapping[int, Interpreted]
"""Lines in the language of whoever reads them, by their numbers."""

_AS_WRITTEN: Read = MappingProxyType({})

# Controls, and the marks that turn the direction of all that follows.
_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e]")


def as_record(file: CaseFile, file_of: FileOf, read: Read = _AS_WRITTEN) -> dict[str, object]:
    """The whole case for programs: nothing but what JSON can hold, moments in UTC; what was `read` stands beside its line."""
    case = file.stored.case
    return {
        "case": case.id,
        "opened_at": case.opened_at.isoformat(),
        "closed_at": file.stored.closed_at.isoformat() if file.stored.closed_at else None,
        "ending": case.ending,
        "goes_on_in": case.joined_to or None,
        "cause": case.cause,
        "step": case.step,
        "keeper": case.keeper,
        "person": case.person,
        "waits_for": case.waits_for,
        "doors": [
            {
                "channel": door.channel,
                "blocked_at": door.blocked_at.isoformat() if door.blocked_at else None,
                "answered": door.id == file.answered_at,
            }
            for door in file.doors
        ],
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
                "fault": line.fault,
                "dates": [str(said) for said in _days_said(line, file.language, UTC)],
                "earlier": [{"text": wording.text, "until": wording.until.isoformat()} for wording in line.earlier],
                **({"translation": read[line.n].text or None, "untranslated": read[line.n].fault} if line.n in read else {}),
            }
            for line in file.lines
        ],
        "pictures": [
            {
                "line": piece.n,
                "state": piece.state,
                "fault": piece.fault,
                "file": str(file_of(piece.sha256)) if piece.state is EvidenceState.KEPT else None,
                "width": piece.width,
                "height": piece.height,
                "size": piece.size,
            }
            for piece in file.pictures
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


def as_text(file: CaseFile, zone: tzinfo, file_of: FileOf, read: Read = _AS_WRITTEN) -> str:
    """The whole case on a page, its times in the shop's zone, and what was `read` of its lines beneath them.

    What others wrote is shown, never obeyed: it can neither steer the terminal nor pass for a line of the report.
    """
    case = file.stored.case

    def at(moment: datetime) -> str:
        return f"{moment.astimezone(zone):%d %b %H:%M}"

    cause = case.cause or "cause not known yet"
    ending = f"closed ({case.ending})" if case.ending else f"open, in {case.step}"
    joined = f", goes on in case {case.joined_to}" if case.joined_to else ""
    waits = f", waits for {case.waits_for}" if case.waits_for else ""
    page = [f"Case {case.id}: {cause}, {ending}{joined}{waits}; opened {at(case.opened_at)}."]
    page += ["", "Doors"]
    page += [f"  {door.channel}{_how_it_stands(door, file.answered_at, at)}" for door in file.doors]
    page += ["", "Steps and deeds"]
    page += [
        f"  {at(one.at)}  {harmless(one.who):8}  {one.what}{': ' if one.detail else ''}{harmless(one.detail)}" for one in file.log
    ]
    page += ["", "Facts"]
    page += [f"  {one.name}: {harmless(one.value)}  ({one.verification}, {one.source}, {at(one.at)})" for one in case.facts]
    if case.offer:
        page += ["", "Why this offer"]
        page += [f"  {'x' if rule['taken'] else '-'} {rule['rule']}: {_figures(rule['figures'])}" for rule in case.offer.why]
    page += ["", "Conversation"]
    for line in file.lines:
        who = line.author or line.speaker
        page.append(f"  {at(line.at)}  {harmless(who)}: {harmless(line.text)}")
        if line.n in read:
            # Further to the left than any words of a buyer's can begin.
            page.append(f"              > {harmless(read[line.n].text) or f'not translated: {read[line.n].fault}'}")
        if days := ", ".join(map(_told, _days_said(line, file.language, zone))):
            page.append(f"                (the buyer says: {days})")
        page += [f"                [{button.label}]" for button in line.buttons]
        page += [f"                ({harmless(beside)})" for beside in _beside(line, file.pictures, at, file_of)]
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


def _days_said(line: WrittenLine, language: str, zone: tzinfo) -> tuple[Said, ...]:
    """The days a buyer tells of, counted from the day of the line. A claim like any other: nothing is decided by it."""
    return dates_in(line.text, language, line.at.astimezone(zone).date()) if line.speaker is Speaker.BUYER else ()


def _told(said: Said) -> str:
    if said.first != said.last:
        return f"{said.first} to {said.last}"
    return f"{'' if said.exactly is Exactly.DAY else 'about '}{said.first}"


def _how_it_stands(door: Door, answered_at: int | None, at: Callable[[datetime], str]) -> str:
    """What the staff should know of a door."""
    answered = ", where the answers go" if door.id == answered_at else ""
    return f"{answered}, nothing gets through since {at(door.blocked_at)}" if door.blocked_at else answered


def _beside(line: WrittenLine, pictures: tuple[Piece, ...], at: Callable[[datetime], str], file_of: FileOf) -> Iterator[str]:
    """What belongs to a line and is not in its words: what it said before, its pictures, whether it arrived."""
    for wording in line.earlier:
        yield f"until {at(wording.until)} it said: {wording.text}"
    for piece in pictures:
        if piece.n == line.n:
            yield _shown(piece, file_of)
    match line.state:
        case LineState.QUEUED:
            yield "not with the buyer yet"
        case LineState.BLOCKED:
            yield "not sent: nothing gets through to the buyer"
        case LineState.FAILED:
            yield f"not sent: {line.fault}"
        case LineState.SENT if line.fault:
            yield line.fault


def _shown(piece: Piece, file_of: FileOf) -> str:
    match piece.state:
        case EvidenceState.KEPT:
            return f"picture: {file_of(piece.sha256)}, {piece.width} x {piece.height}"
        case EvidenceState.WANTED:
            return "picture: still to be fetched"
        case EvidenceState.REFUSED:
            return f"picture: refused, {piece.fault}"
        case EvidenceState.LOST:
            return f"picture: lost, {piece.fault}"


def harmless(words: str) -> str:
    """Words on a page of ours: their further lines indented below the first, and what would steer a terminal in codes."""
    lines = (_STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", line) for line in words.splitlines())
    return "\n                ".join(lines)


def _figures(figures: object) -> str:
    return ", ".join(f"{name} {value}" for name, value in figures.items()) if isinstance(figures, dict) else ""
