"""Complaints, each one versioned row with its facts, and the log of what was done on it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, bindparam, func, insert, select, update
from sqlalchemy import case as case_when

from bot.complaint.case import Case
from bot.errors import NoSuchCase
from bot.memory.columns import columns_of
from bot.memory.statements import change, change_each, every, first
from bot.memory.tables import CaseRow, LineRow, LogRow
from bot.memory.written import written
from bot.terms import Cause, Keeper, Speaker

_case = columns_of(CaseRow)
_log = columns_of(LogRow)
_line = columns_of(LineRow)
_STORED = select(_case.c.id, _case.c.buyer_id, _case.c.version, _case.c.facts, _case.c.closed_at)
_NEWEST = _STORED.where(_case.c.buyer_id == bindparam("buyer"), _case.c.joined_to.is_(None)).order_by(_case.c.id.desc()).limit(1)
_NEWEST_LOCKED = _NEWEST.with_for_update()
_A_PERSON_WROTE = (
    select(func.max(_line.c.n)).where(_line.c.case_id == _case.c.id, _line.c.speaker == written(Speaker.PERSON)).scalar_subquery()
)
_A_PERSONS_FIRST = case_when((_case.c.keeper == written(Keeper.BOT), -1), else_=func.coalesce(_A_PERSON_WROTE, 0)).desc()
_IN_HAND = (
    _STORED.where(_case.c.buyer_id == bindparam("buyer"), _case.c.joined_to.is_(None), _case.c.id != bindparam("but"))
    .order_by(_A_PERSONS_FIRST, _case.c.id.desc())
    .limit(1)
)
_IN_HAND_LOCKED = _IN_HAND.with_for_update()
_OPEN = select(_case.c.id).where(_case.c.buyer_id == bindparam("buyer"), _case.c.closed_at.is_(None))
_SINCE = _STORED.where(_case.c.opened_at >= bindparam("since")).order_by(_case.c.id)
_OF_CAUSE = _STORED.where(
    _case.c.cause == bindparam("about"), _case.c.changed_at >= bindparam("since"), _case.c.joined_to.is_(None)
).order_by(_case.c.id)
_BY_ID = _STORED.where(_case.c.id == bindparam("case"))
_BY_ID_LOCKED = _BY_ID.with_for_update()
_OF_BUYER = (
    _STORED.where(_case.c.buyer_id == bindparam("buyer"), _case.c.joined_to.is_(None))
    .order_by(_case.c.id.desc())
    .limit(bindparam("most"))
)
_ABOUT = (
    _STORED.where(_case.c.order_id == bindparam("about"), _case.c.buyer_id != bindparam("buyer"), _case.c.joined_to.is_(None))
    .order_by(_case.c.id.desc())
    .limit(1)
)
_WAITING = (
    select(_case.c.id, _case.c.cause, _case.c.step, _case.c.waits_for, _case.c.changed_at)
    .where(_case.c.waits_for != written(""))
    .order_by(_case.c.changed_at)
)
_ADD = insert(_case)
_SAVE = (
    update(_case)
    .where(_case.c.id == bindparam("case"), _case.c.version == bindparam("loaded"))
    .values(
        version=bindparam("loaded") + 1,
        step=bindparam("to_step"),
        keeper=bindparam("kept_by"),
        waits_for=bindparam("owed"),
        person=bindparam("named"),
        joined_to=bindparam("goes_on_in"),
        cause=bindparam("caused_by"),
        order_id=bindparam("about"),
        facts=bindparam("known"),
        changed_at=bindparam("now"),
        closed_at=bindparam("ended"),
    )
)
_ADD_LOG = insert(_log)
_LOG = select(_log.c.at, _log.c.who, _log.c.what, _log.c.detail).where(_log.c.case_id == bindparam("case")).order_by(_log.c.id)

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Case).decode


@dataclass(frozen=True, slots=True)
class StoredCase:
    """A case as it was loaded; `version` is what `save` holds against what is stored."""

    case: Case
    buyer_id: int
    version: int
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class LogLine:
    """One thing that was done on a case."""

    at: datetime
    who: str
    what: str
    detail: str


@dataclass(frozen=True, slots=True)
class WaitingCase:
    """A case to which the staff owe something."""

    id: int
    cause: str | None
    step: str
    waits_for: str
    changed_at: datetime


class CaseMemory:
    """All complaints."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def open(self, buyer_id: int, at: datetime) -> StoredCase:
        """A new case for a buyer who has none open; a second one at once is refused by the database."""
        fresh = Case(id=0, opened_at=at)
        row = {
            "buyer_id": buyer_id, "version": 0, "step": fresh.step, "keeper": fresh.keeper, "waits_for": "", "person": "",
            "joined_to": None, "cause": None, "order_id": None, "facts": _encode(fresh).decode(), "opened_at": at,
            "changed_at": at, "closed_at": None,
        }  # fmt: skip
        made = self._connection.execute(_ADD, row)
        key = made.inserted_primary_key
        assert key is not None  # noqa: S101  the database numbers every row
        return StoredCase(replace(fresh, id=int(key[0])), buyer_id, 0, None)

    def newest_of(self, buyer_id: int, *, lock: bool = False) -> StoredCase | None:
        """The buyer's newest case that goes on nowhere else, open or not: if one is open, it is this one."""
        return self._one(_NEWEST_LOCKED if lock else _NEWEST, buyer=buyer_id)

    def in_hand(self, buyer_id: int, *, lock: bool = False, but: int = 0) -> StoredCase | None:
        """The case that the buyer's words belong to: one that is with a person, and of several the one a person wrote on last;
        where none is, the newest. `but` is left out.
        """
        return self._one(_IN_HAND_LOCKED if lock else _IN_HAND, buyer=buyer_id, but=but)

    def open_of(self, buyer_id: int) -> int | None:
        """The number of the buyer's open case, if there is one; found without reading what is in it."""
        row = first(self._connection, _OPEN, {"buyer": buyer_id})
        return row[0] if row else None

    def of_buyer(self, buyer_id: int, most: int) -> list[StoredCase]:
        """The buyer's cases, newest first."""
        return [_stored(row) for row in every(self._connection, _OF_BUYER, {"buyer": buyer_id, "most": most})]

    def about(self, order_id: int, not_of: int) -> StoredCase | None:
        """The newest case about an order that is another buyer's."""
        return self._one(_ABOUT, about=order_id, buyer=not_of)

    def load(self, case_id: int, *, lock: bool = False) -> StoredCase:
        """A case by its number; raises NoSuchCase."""
        found = self._one(_BY_ID_LOCKED if lock else _BY_ID, case=case_id)
        if found is None:
            raise NoSuchCase(f"There is no case {case_id}.")
        return found

    def save(self, stored: StoredCase, case: Case, at: datetime) -> bool:
        """Write the case as it is now; False, and nothing written, when it moved since it was loaded."""
        changed = change(
            self._connection,
            _SAVE,
            {
                "case": stored.case.id,
                "loaded": stored.version,
                "to_step": case.step,
                "kept_by": case.keeper,
                "owed": case.waits_for[:40],
                "named": case.person,
                "goes_on_in": case.joined_to or None,
                "caused_by": case.cause,
                "about": case.order_id or None,
                "known": _encode(case).decode(),
                "now": at,
                "ended": at if case.ending else None,
            },
        )
        return changed == 1

    def note(self, case_id: int, at: datetime, who: str, notes: Iterable[tuple[str, str]]) -> None:
        """Add to the log: what was done, and the particulars."""
        rows = [{"case_id": case_id, "at": at, "who": who, "what": what, "detail": detail} for what, detail in notes]
        if rows:
            change_each(self._connection, _ADD_LOG, rows)

    def log(self, case_id: int) -> list[LogLine]:
        """The log of a case, oldest first."""
        return [LogLine(*row) for row in every(self._connection, _LOG, {"case": case_id})]

    def waiting(self) -> list[WaitingCase]:
        """The cases that the staff owe something: where somebody may be hurt first, then those that wait longest."""
        longest_first = (WaitingCase(*row) for row in self._connection.execute(_WAITING))
        return sorted(longest_first, key=lambda one: one.cause != Cause.SAFETY)

    def decided_since(self, since: datetime) -> list[tuple[int, str]]:
        """The cases opened since then on which something was decided, by their numbers, with the facts it was decided on."""
        opened = (_stored(row).case for row in self._connection.execute(_SINCE, {"since": since}))
        return [(case.id, case.decided_on) for case in opened if case.decided_on]

    def of_cause(self, cause: Cause, since: datetime) -> list[StoredCase]:
        """The cases about this on which anything was done since then, oldest first."""
        return [_stored(row) for row in every(self._connection, _OF_CAUSE, {"since": since, "about": cause})]

    def _one(self, statement: Select[Any], **values: int) -> StoredCase | None:
        row = first(self._connection, statement, values)
        return _stored(row) if row else None


def _stored(row: Any) -> StoredCase:
    case_id, buyer_id, version, facts, closed_at = row
    return StoredCase(replace(_decode(facts), id=case_id), buyer_id, version, closed_at)
