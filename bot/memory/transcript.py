"""What was said, line by line, as the buyer sees it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, bindparam, func, insert, literal, or_, select, update

from bot.memory.columns import columns_of
from bot.memory.statements import change, change_each, every, first
from bot.memory.tables import Buyer, DoorRow, LineRow, LineState
from bot.memory.written import written
from bot.terms import Speaker

_line = columns_of(LineRow)
_door = columns_of(DoorRow)
_buyer = columns_of(Buyer)
PULLED_CHANNEL = "page"
"""The channel whose buyers fetch their lines themselves: handed out is sent."""

_LINE = select(
    _line.c.n, _line.c.case_id, _line.c.speaker, _line.c.author, _line.c.text, _line.c.script_keys, _line.c.buttons,
    _line.c.reference, _line.c.at, _line.c.state, _line.c.card, _line.c.earlier, _line.c.tries,
    _line.c.fault,
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
_PULLED = select(_door.c.id).where(_door.c.buyer_id == bindparam("buyer"), _door.c.channel == written(PULLED_CHANNEL))
_ANSWERED_AT = select(_buyer.c.door_id).where(_buyer.c.id == bindparam("buyer")).scalar_subquery()
_HANDED_OUT = (
    update(_line)
    .where(
        _line.c.buyer_id == bindparam("buyer"),
        _line.c.state == written(LineState.QUEUED),
        _line.c.n <= bindparam("through"),
        # What is on its way to the chat the buyer is in still goes there; to one they have left, nothing needs to.
        or_(_line.c.door_id.is_(None), _line.c.door_id.in_(_PULLED), _line.c.door_id != _ANSWERED_AT),
    )
    .values(state=LineState.SENT, sent_at=bindparam("now"))
)
_QUEUED = (
    _LINE.where(
        _line.c.buyer_id == bindparam("buyer"),
        _line.c.state == written(LineState.QUEUED),
        _line.c.door_id == bindparam("through_door"),
    )
    .order_by(_line.c.n)
)  # fmt: skip
_WAITING_DOORS = (
    select(_line.c.door_id)
    .join(_door, _door.c.id == _line.c.door_id)
    .where(_line.c.state == written(LineState.QUEUED), _door.c.channel == bindparam("of_channel"), _door.c.blocked_at.is_(None))
    .distinct()
)
_ENDED = (
    update(_line)
    .where(_line.c.buyer_id == bindparam("buyer"), _line.c.n == bindparam("number"), _line.c.state == written(LineState.QUEUED))
    .values(state=bindparam("becomes"), sent_at=bindparam("now"), reference=bindparam("named"), fault=bindparam("because"))
)
_TRIED = (
    update(_line)
    .where(_line.c.buyer_id == bindparam("buyer"), _line.c.n == bindparam("number"))
    .values(tries=_line.c.tries + 1)
    .returning(_line.c.tries)
)
_SHUT_OUT = (
    update(_line)
    .where(_line.c.door_id == bindparam("through_door"), _line.c.state == written(LineState.QUEUED))
    .values(state=LineState.BLOCKED)
)
_NAMED = select(_line.c.n, _line.c.case_id, _line.c.text, _line.c.earlier).where(
    _line.c.buyer_id == bindparam("buyer"), _line.c.reference == bindparam("named"), _line.c.speaker == written(Speaker.BUYER)
)
_SPOKE_SINCE = (
    select(_line.c.n)
    .where(_line.c.buyer_id == bindparam("buyer"), _line.c.speaker != written(Speaker.BUYER), _line.c.at > bindparam("since"))
    .limit(1)
)
_OURS_NAMED = select(_line.c.buttons).where(
    _line.c.buyer_id == bindparam("buyer"), _line.c.reference == bindparam("named"), _line.c.speaker == written(Speaker.BOT)
)
# All that was said since the buyer last spoke.
_PRESSABLE = (
    select(_line.c.buttons)
    .where(
        _line.c.buyer_id == bindparam("buyer"),
        _line.c.case_id == bindparam("case"),
        _line.c.buttons != "",
        _line.c.n
        > select(func.coalesce(func.max(_line.c.n), 0))
        .where(_line.c.buyer_id == bindparam("buyer"), _line.c.speaker == written(Speaker.BUYER))
        .scalar_subquery(),
    )
    .order_by(_line.c.n.desc())
)
_EDITED = (
    update(_line)
    .where(_line.c.buyer_id == bindparam("buyer"), _line.c.n == bindparam("number"))
    .values(text=bindparam("words"), earlier=bindparam("before"))
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


class Card(msgspec.Struct, frozen=True, omit_defaults=True):
    """What stands out of a line, as the buyer reads it: its kind, the amount, a code or reference to keep, what goes with it."""

    kind: str
    headline: str = ""
    code: str = ""
    note: str = ""


class Wording(msgspec.Struct, frozen=True):
    """What an edited line said before, and until when."""

    text: str
    until: datetime


_LONGEST_NUMBER = 9

_buttons = msgspec.json.Decoder(tuple[StoredButton, ...])
_card = msgspec.json.Decoder(Card)
_wordings = msgspec.json.Decoder(tuple[Wording, ...])


@dataclass(frozen=True, slots=True)
class NewLine:
    """A line about to be written down. `reference` is the buyer's own id of it, where their side gave one."""

    speaker: Speaker
    text: str
    author: str = ""
    keys: tuple[str, ...] = ()
    buttons: tuple[StoredButton, ...] = ()
    reference: str = ""
    card: Card | None = None


@dataclass(frozen=True, slots=True)
class WrittenLine:
    """A line of the transcript. `earlier` is what it said before it was edited."""

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
    card: Card | None
    earlier: tuple[Wording, ...]
    tries: int  # how often it went out without an answer
    fault: str


@dataclass(frozen=True, slots=True)
class NamedLine:
    """A buyer's line, found by their side's own name for it."""

    n: int
    case_id: int | None
    text: str
    earlier: tuple[Wording, ...]


class TranscriptMemory:
    """The conversations."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(
        self, buyer_id: int, case_id: int | None, last_n: int, lines: Sequence[NewLine], at: datetime, door_id: int | None = None
    ) -> int:
        """Write lines after the one numbered `last_n`; returns the number of the newest. The buyer must be locked.

        `door_id` is the door they came by, or are to go to.
        """
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
                "card": msgspec.json.encode(line.card).decode() if line.card else "",
                "reference": line.reference,
                "earlier": "",
                "door_id": door_id,
                "tries": 0,
                "fault": "",
                "at": at,
                "state": LineState.RECEIVED if line.speaker is Speaker.BUYER else LineState.QUEUED,
                "sent_at": None,
            }
            for n, line in enumerate(lines, last_n + 1)
        ]
        change_each(self._connection, _ADD, rows)
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
        row = first(self._connection, _BUTTONS, {"buyer": buyer_id, "number": int(number)})
        if row is None or not row[0]:
            return None
        return next(((one, row[1]) for one in _buttons.decode(row[0]) if one.token == token), None)

    def pressable(self, buyer_id: int, case_id: int) -> list[StoredButton]:
        """The buttons of a case that were put to the buyer since they last spoke, those of the newest line first."""
        lines = self._connection.scalars(_PRESSABLE, {"buyer": buyer_id, "case": case_id})
        return [button for stored in lines for button in _buttons.decode(stored)]

    def received(self, buyer_id: int, through: int, at: datetime) -> None:
        """The buyer's page has the lines up to that number: they were sent, but for those going to the chat they are in."""
        change(self._connection, _HANDED_OUT, {"buyer": buyer_id, "through": through, "now": at})

    def queued(self, buyer_id: int, door_id: int) -> list[WrittenLine]:
        """What is still to go out by that door, oldest first."""
        return self._read(_QUEUED, buyer=buyer_id, through_door=door_id)

    def waiting_doors(self, channel: str) -> list[int]:
        """The open doors of a channel by which something is still to go out."""
        return list(self._connection.scalars(_WAITING_DOORS, {"of_channel": channel}))

    def sent(self, buyer_id: int, n: int, at: datetime, reference: str, fault: str = "") -> None:
        """A line went out; `reference` is the door's name for it, and `fault` says so if it may have gone out twice."""
        self._ended(buyer_id, n, LineState.SENT, at, reference, fault)

    def failed(self, buyer_id: int, n: int, fault: str) -> None:
        """A line could not go out, and will not."""
        self._ended(buyer_id, n, LineState.FAILED, None, "", fault)

    def tried(self, buyer_id: int, n: int) -> int:
        """A line may have gone out, or not; returns how often that has happened to it."""
        row = first(self._connection, _TRIED, {"buyer": buyer_id, "number": n})
        return int(row[0]) if row else 0

    def shut_out(self, door_id: int) -> None:
        """Nothing gets through this door any more: what was to go out by it is marked so."""
        change(self._connection, _SHUT_OUT, {"through_door": door_id})

    def named(self, buyer_id: int, reference: str) -> NamedLine | None:
        """The buyer's own line of that name, if there is one."""
        row = first(self._connection, _NAMED, {"buyer": buyer_id, "named": reference})
        return NamedLine(row[0], row[1], row[2], _wordings.decode(row[3]) if row[3] else ()) if row else None

    def edited(self, buyer_id: int, line: NamedLine, text: str, at: datetime) -> None:
        """The buyer has worded a line anew; what it said before is kept."""
        before = msgspec.json.encode((*line.earlier, Wording(line.text, at))).decode()
        change(self._connection, _EDITED, {"buyer": buyer_id, "number": line.n, "words": text, "before": before})

    def spoke_since(self, buyer_id: int, moment: datetime) -> bool:
        """Whether anything was said to the buyer since then."""
        return first(self._connection, _SPOKE_SINCE, {"buyer": buyer_id, "since": moment}) is not None

    def accepted_by(self, buyer_id: int, reference: str) -> str:
        """What a yes to our line of that name would accept, as its first button says it; "" if it made no offer."""
        row = first(self._connection, _OURS_NAMED, {"buyer": buyer_id, "named": reference})
        buttons = _buttons.decode(row[0]) if row and row[0] else ()
        return next((one.argument for one in buttons if one.choice == "accept"), "")

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

    def _ended(self, buyer_id: int, n: int, state: LineState, at: datetime | None, reference: str, fault: str) -> None:
        values = {"buyer": buyer_id, "number": n, "becomes": state, "now": at, "named": reference, "because": fault[:200]}
        change(self._connection, _ENDED, values)

    def _read(self, statement: Select[Any], **values: int) -> list[WrittenLine]:
        return [
            WrittenLine(
                *(n, case, speaker, author, text, keys, _buttons.decode(buttons) if buttons else (), own, at, state),
                card=_card.decode(card) if card else None,
                earlier=_wordings.decode(earlier) if earlier else (),
                tries=tries,
                fault=fault,
            )
            for n, case, speaker, author, text, keys, buttons, own, at, state, card, earlier, tries, fault in (
                every(self._connection, statement, values)
            )
        ]
