"""Values that are written into a statement instead of being handed over with each call of it."""

from typing import Any

from sqlalchemy import ColumnElement, literal_column


def written(constant: str) -> ColumnElement[Any]:
    """The constant as part of the statement's text. An index over some rows only is found by what is written: where SQLite is
    handed the value it reads the whole statement anew on every call to see whether the index serves.
    """
    return literal_column(f"'{constant}'")
