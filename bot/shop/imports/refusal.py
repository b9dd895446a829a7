"""What could not be taken of a file: a place in it with the reason, or all of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """One place that could not be taken. `line` is the one an editor shows; `column` is empty for a whole row."""

    line: int
    column: str
    value: str
    reason: str


class UnreadableError(ValueError):
    """A file of which nothing can be taken; the message says why and what to do, `line` where it was noticed."""

    def __init__(self, reason: str, line: int = 1) -> None:
        super().__init__(reason)
        self.line = line
