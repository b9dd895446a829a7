"""What buyers showed us: each picture one row, its file under its hash elsewhere."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from bot.memory.columns import columns_of
from bot.memory.statements import every
from bot.memory.tables import EvidenceRow, EvidenceState

_evidence = columns_of(EvidenceRow)
_PIECE = select(
    _evidence.c.id, _evidence.c.buyer_id, _evidence.c.case_id, _evidence.c.n, _evidence.c.source, _evidence.c.state,
    _evidence.c.fault, _evidence.c.sha256, _evidence.c.media_type, _evidence.c.size, _evidence.c.width, _evidence.c.height,
)  # fmt: skip
_ADD = insert(_evidence)
_BY_ID = _PIECE.where(_evidence.c.id == bindparam("piece"))
_LOOSE = _PIECE.where(
    _evidence.c.buyer_id == bindparam("buyer"), _evidence.c.n == 0, _evidence.c.id.in_(bindparam("pieces", expanding=True))
).order_by(_evidence.c.id)
_OF_CASE = _PIECE.where(_evidence.c.case_id == bindparam("case")).order_by(_evidence.c.id)
_OF_LINES = _PIECE.where(
    _evidence.c.buyer_id == bindparam("buyer"), _evidence.c.n > bindparam("after"), _evidence.c.n > 0
).order_by(_evidence.c.n, _evidence.c.id)
_BROUGHT = _PIECE.where(_evidence.c.buyer_id == bindparam("buyer"), _evidence.c.source == bindparam("named")).order_by(
    _evidence.c.id
)
_ALL_LOOSE = (
    select(_evidence.c.id, _evidence.c.sha256)
    .where(_evidence.c.buyer_id == bindparam("buyer"), _evidence.c.n == 0)
    .order_by(_evidence.c.id.desc())
)
_FORGET = delete(_evidence).where(_evidence.c.id.in_(bindparam("pieces", expanding=True)))
_STILL_SHOWN = select(_evidence.c.sha256).where(_evidence.c.sha256.in_(bindparam("hashes", expanding=True)))
_PUT_TO = (
    update(_evidence)
    .where(_evidence.c.id == bindparam("piece"))
    .values(n=bindparam("number"), case_id=bindparam("about"))
)  # fmt: skip
_KEPT = (
    update(_evidence)
    .where(_evidence.c.id == bindparam("piece"), _evidence.c.state == EvidenceState.WANTED)
    .values(
        state=EvidenceState.KEPT, sha256=bindparam("hash"), media_type=bindparam("media"), size=bindparam("weight"),
        width=bindparam("wide"), height=bindparam("high"),
    )
)  # fmt: skip
_NOT_KEPT = (
    update(_evidence)
    .where(_evidence.c.id == bindparam("piece"), _evidence.c.state == EvidenceState.WANTED)
    .values(state=bindparam("becomes"), fault=bindparam("because"))
)


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A picture as it lies on the disk: the hash it is found by, what it is, how large."""

    sha256: str
    media_type: str
    size: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A picture that a buyer sent, with the line it belongs to; `n` is 0 while it belongs to none."""

    id: int
    buyer_id: int
    case_id: int | None
    n: int
    source: str
    state: EvidenceState
    fault: str
    sha256: str
    media_type: str
    size: int
    width: int
    height: int


def _piece(row: Any) -> Piece:
    return Piece(*row)


class EvidenceMemory:
    """All that buyers showed."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def want(self, buyer_id: int, case_id: int | None, n: int, source: str, at: datetime) -> int:
        """A picture that a door has and we do not yet; returns its number. The database refuses it twice on one line."""
        return self._add(buyer_id, case_id, n, source, at, EvidenceState.WANTED, KeptFile("", "", 0, 0, 0))

    def keep(self, buyer_id: int, source: str, kept: KeptFile, at: datetime) -> int:
        """A picture that was brought, and is on the disk; it belongs to no line yet. Returns its number."""
        return self._add(buyer_id, None, 0, source, at, EvidenceState.KEPT, kept)

    def load(self, piece: int) -> Piece:
        """The picture of that number."""
        return _piece(self._connection.execute(_BY_ID, {"piece": piece}).one())

    def find(self, piece: int) -> Piece | None:
        """The picture of that number, if there is one."""
        row = self._connection.execute(_BY_ID, {"piece": piece}).first()
        return _piece(row) if row else None

    def brought(self, buyer_id: int, source: str) -> Piece | None:
        """The picture that the buyer's side calls so, whether or not it belongs to a line by now."""
        row = self._connection.execute(_BROUGHT, {"buyer": buyer_id, "named": source}).first()
        return _piece(row) if row else None

    def forget_loose(self, buyer_id: int, most: int) -> list[str]:
        """Forget the buyer's oldest pictures that belong to no line; returns the files that show nothing any more."""
        rows = self._connection.execute(_ALL_LOOSE, {"buyer": buyer_id}).all()[most:]
        if not rows:
            return []
        self._connection.execute(_FORGET, {"pieces": [number for number, _ in rows]})
        hashes = {one for _, one in rows if one}
        return sorted(hashes - set(self._connection.scalars(_STILL_SHOWN, {"hashes": list(hashes)})))

    def loose(self, buyer_id: int, pieces: list[int]) -> list[Piece]:
        """Of these pictures, those that are the buyer's and belong to no line yet."""
        return [_piece(row) for row in self._connection.execute(_LOOSE, {"buyer": buyer_id, "pieces": pieces})]

    def put_to(self, piece: int, n: int, case_id: int | None) -> None:
        """The picture belongs to that line."""
        self._connection.execute(_PUT_TO, {"piece": piece, "number": n, "about": case_id})

    def kept(self, piece: int, kept: KeptFile) -> None:
        """A wanted picture is on the disk."""
        values = {
            "piece": piece, "hash": kept.sha256, "media": kept.media_type, "weight": kept.size, "wide": kept.width,
            "high": kept.height,
        }  # fmt: skip
        self._connection.execute(_KEPT, values)

    def not_kept(self, piece: int, state: EvidenceState, fault: str) -> None:
        """A wanted picture is refused, or lost."""
        self._connection.execute(_NOT_KEPT, {"piece": piece, "becomes": state, "because": fault[:200]})

    def of_case(self, case_id: int) -> list[Piece]:
        """All pictures of a case."""
        return [_piece(row) for row in self._connection.execute(_OF_CASE, {"case": case_id})]

    def of_lines(self, buyer_id: int, after: int) -> list[Piece]:
        """The pictures on the lines of a conversation after that number."""
        return [_piece(row) for row in every(self._connection, _OF_LINES, {"buyer": buyer_id, "after": after})]

    def _add(
        self, buyer_id: int, case_id: int | None, n: int, source: str, at: datetime, state: EvidenceState, kept: KeptFile
    ) -> int:
        row = {
            "buyer_id": buyer_id, "case_id": case_id, "n": n, "source": source, "state": state, "fault": "",
            "sha256": kept.sha256, "media_type": kept.media_type, "size": kept.size, "width": kept.width,
            "height": kept.height, "at": at,
        }  # fmt: skip
        key = self._connection.execute(_ADD, row).inserted_primary_key
        assert key is not None  # noqa: S101  the database numbers every row
        return int(key[0])
