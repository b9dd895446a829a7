"""What was translated for the staff, so that no line is given to a translator twice."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from bot.memory.columns import columns_of
from bot.memory.statements import every, first
from bot.memory.tables import LineRow, TranslationRow
from bot.memory.upsert import insert_into

_line = columns_of(LineRow)
_translation = columns_of(TranslationRow)
_OF_CASE = (
    select(_line.c.n, _translation.c.wording, _translation.c.text)
    .join(_translation, _translation.c.line_id == _line.c.id)
    .where(_line.c.case_id == bindparam("case"), _translation.c.language == bindparam("into"))
)
_LINE = select(_line.c.id).where(_line.c.buyer_id == bindparam("buyer"), _line.c.n == bindparam("number"))


@dataclass(frozen=True, slots=True)
class KeptTranslation:
    """A line as it was translated when its words had that hash."""

    wording: str
    text: str


class TranslationMemory:
    """The translations, one a line and language."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_case(self, case_id: int, into: str) -> Mapping[int, KeptTranslation]:
        """What was translated of a case into that language, by the numbers of its lines."""
        rows = every(self._connection, _OF_CASE, {"case": case_id, "into": into})
        return {n: KeptTranslation(wording, text) for n, wording, text in rows}

    def keep(self, buyer_id: int, n: int, into: str, translated: KeptTranslation, at: datetime) -> None:
        """Keep the translation of a buyer's line of that number, in the place of an earlier one; none of a line that is gone."""
        row = first(self._connection, _LINE, {"buyer": buyer_id, "number": n})
        if row is None:
            return
        fresh = {"wording": translated.wording, "text": translated.text, "at": at}
        insert = insert_into(self._connection, _translation).values(line_id=row[0], language=into, **fresh)
        self._connection.execute(insert.on_conflict_do_update(index_elements=["line_id", "language"], set_=fresh))
