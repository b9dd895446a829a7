"""Moments as tracking services write them."""

from datetime import datetime


def moment_of(told: str | None) -> datetime | None:
    """A moment with its offset from UTC; None for what is none, or could be any of twenty-six hours."""
    try:
        at = datetime.fromisoformat(told) if told else None
    except ValueError:
        return None
    return at if at and at.tzinfo else None
