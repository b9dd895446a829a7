"""What was said, line by line, as the buyer sees it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec
from sqlalchemy import Connection, bindparam, func, insert, literal, select, update

from bot.memory.columns import columns_of
from bot.memory.tables import LineRow, LineState
from bot.memory.written import written
from bot.terms import Speaker

_line = columns_of(LineRow)
_LINE = select(
    _line.c.n, _line.c.case_id, _line.c.speaker, _line.c.author, _line.c.text, _line.c.script_keys, _line.c.buttons,
    _line.c.reference, _line.c.at, _line.c.state,
)  # fmt: skip
_AFTER = (
    _LINE.where(_line.c.buyer_id == bindparam("buyer"), _line.c.n > bindparam("after"))
    .order_by(_line.c.n)
    .limit(bindparam("most"))
)
_OF_CASE = _LINE.where(_line.c.case_id == bindparam("case")).order_by(_line.c.n)
_BUTTONS = select(_line.c.buttons, _line.c.case_id).where(
    _line.c.buyer_id == bindparam("buyer"), _line.c.n == bindparam("number")
)
_ADD = insert(_line)
_SENT = (
    update(_line)
    .where(
        _line.c.buyer_id == bindparam("buyer"),
        _line.c.state == written(LineState.QUEUED),
        _line.c.n <= bindparam("through"),
    )
    .values(state=LineState.SENT, sent_at=bindparam("now"))
)
_SAID = select(_line.c.case_id).where(
    _line.c.case_id.is_not(None), (literal(" ") + _line.c.script_keys + literal(" ")).like(bindparam("named"))
)
_NEWEST = select(func.coalesce(func.max(_line.c.id), 0))
# Not DISTINCT: for that SQLite would go through all lines there are, by buyer, instead of through the newest.
_LATER = select(_line.c.buyer_id).where(_line.c.id > bindparam("after"))


class StoredButton(msgspec.Struct, frozen=True):
    """A button of a line: what it says, and what it means when its token comes back."""

    token: str
    label: str
    choice: str
    argument: str = ""


_LONGEST_NUMBER = 9

_buttons = msgspec.json.Decoder(tuple[StoredButton, ...])


@dataclass(frozen=True, slots=True)
class NewLine:
    """A line about to be written down. `reference` is the buyer's own id of it, where their side gave one."""

    speaker: Speaker
    text: str
    author: str = ""
    keys: tuple[str, ...] = ()
    buttons: tuple[StoredButton, ...] = ()
    reference: str = ""


@dataclass(frozen=True, slots=True)
class WrittenLine:
    """A line of the transcript."""

    n: int
    case_id: int | None
    speaker: Speaker
    author: str
    text: str
    keys: str
    buttons: tuple[StoredButton, ...]
    reference: str
    at: datetime
    state: LineState


class TranscriptMemory:
    """The conversations."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, buyer_id: int, case_id: int | None, last_n: int, lines: Sequence[NewLine], at: datetime) -> int:
        """Write lines after the one numbered `last_n`; returns the number of the newest. The buyer must be locked."""
        if not lines:
            return last_n
        rows = [
            {
                "buyer_id": buyer_id,
                "case_id": case_id,
                "n": n,
                "speaker": line.speaker,
                "author": line.author,
                "text": line.text,
                "script_keys": " ".join(line.keys),
                "buttons": msgspec.json.encode(line.buttons).decode() if line.buttons else "",
                "reference": line.reference,
                "at": at,
                "state": LineState.RECEIVED if line.speaker is Speaker.BUYER else LineState.QUEUED,
                "sent_at": None,
            }
            for n, line in enumerate(lines, last_n + 1)
        ]
        self._connection.execute(_ADD, rows)
        return last_n + len(lines)

    def after(self, buyer_id: int, n: int, most: int = 500) -> list[WrittenLine]:
        """The lines of a conversation that are newer than `n`, oldest first."""
        return self._read(_AFTER, buyer=buyer_id, after=n, most=most)

    def of_case(self, case_id: int) -> list[WrittenLine]:
        """All that was said on one case."""
        return self._read(_OF_CASE, case=case_id)

    def button(self, buyer_id: int, token: str) -> tuple[StoredButton, int | None] | None:
        """The button with this token and the case it belongs to, if it stands in this buyer's conversation.

        A token begins with the number of its line, so that it is found without a search.
        """
        number, _, _rest = token.partition("-")
        if not (number.isascii() and number.isdigit() and len(number) <= _LONGEST_NUMBER):
            return None
        row = self._connection.execute(_BUTTONS, {"buyer": buyer_id, "number": int(number)}).first()
        if row is None or not row[0]:
            return None
        return next(((one, row[1]) for one in _buttons.decode(row[0]) if one.token == token), None)

    def received(self, buyer_id: int, through: int, at: datetime) -> None:
        """The buyer's side has the lines up to that number: they were sent."""
        self._connection.execute(_SENT, {"buyer": buyer_id, "through": through, "now": at})

    def times_said(self, key: str) -> dict[int, int]:
        """How often a line of the script was said on each case."""
        counted: Counter[int] = Counter(self._connection.scalars(_SAID, {"named": f"% {key} %"}))
        return dict(counted)

    def newest(self) -> int:
        """A mark that grows with every line of anybody's."""
        return int(self._connection.scalar(_NEWEST) or 0)

    def buyers_since(self, mark: int) -> list[int]:
        """Whose conversations have grown since that mark."""
        return sorted(set(self._connection.scalars(_LATER, {"after": mark})))

    def _read(self, statement: object, **values: int) -> list[WrittenLine]:
        rows = self._connection.execute(statement, values)  # type: ignore[call-overload]
        return [
            WrittenLine(n, case, speaker, author, text, keys, _buttons.decode(buttons) if buttons else (), own, at, state)
            for n, case, speaker, author, text, keys, buttons, own, at, state in rows
        ]
