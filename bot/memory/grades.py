"""How satisfied buyers were, one grade a case."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from bot.memory.columns import columns_of
from bot.memory.tables import GradeRow
from bot.memory.upsert import insert_into

_grade = columns_of(GradeRow)
_OF_CASE = select(_grade.c.grade).where(_grade.c.case_id == bindparam("case"))


class GradeMemory:
    """The grades; a later one of the same case takes the place of an earlier one."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, case_id: int, buyer_id: int, grade: int, words: str, at: datetime) -> None:
        """Keep a grade from 1 to 7; the database refuses any other."""
        fresh = {"grade": grade, "words": words, "at": at}
        insert = insert_into(self._connection, _grade).values(case_id=case_id, buyer_id=buyer_id, **fresh)
        self._connection.execute(insert.on_conflict_do_update(index_elements=["case_id"], set_=fresh))

    def of_case(self, case_id: int) -> int | None:
        """The grade of a case, if there is one."""
        return self._connection.scalar(_OF_CASE, {"case": case_id})
