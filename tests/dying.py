"""The bot, and death: `python -m tests.dying 7 run` is the bot's `run`, killed as soon as its seventh change is committed.

What is committed is on the disk, and nobody has been told of it yet: no answer is sent, no call made, no line read.
"""

import os
import signal
import sys
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Engine

from bot import app
from bot.__main__ import main
from bot.memory.store import Memory


class DyingMemory(Memory):
    """A memory on SQLite that takes its process with it after so many commits that changed something."""

    left = 0

    def _run(self, engine: Engine, works: Sequence[Any]) -> list[object]:
        if engine is not self._write_engine:
            return super()._run(engine, works)
        before = self._changes()
        results = super()._run(engine, works)
        if self._changes() > before:
            DyingMemory.left -= 1
            if DyingMemory.left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return results

    def _changes(self) -> int:
        """How many rows were changed on the one connection that writes."""
        connection = self._write_engine.raw_connection()
        try:
            return int(connection.driver_connection.total_changes)  # type: ignore[union-attr]
        finally:
            connection.close()


if __name__ == "__main__":
    DyingMemory.left = int(sys.argv[1])
    app.Memory = DyingMemory  # type: ignore[misc]
    sys.exit(main(sys.argv[2:]))
