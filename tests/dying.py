"""The bot, and death: `python -m tests.dying 7 run` is the bot's `run`, killed as soon as its seventh change is committed.

What is committed is on the disk, and nobody has been told of it yet: no answer is sent, no call made, no line read.
`python -m tests.dying book run` dies with a refund in the provider's book, of which the bot has not heard.
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
from bot.ports import PaymentAnswer
from bot.remedy.money import Money
from bot.shop.connectors.embedded import EmbeddedProvider


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


class DyingProvider(EmbeddedProvider):
    """A provider that takes the process with it once a refund is committed in its own book."""

    async def refund(self, key: str, order_number: str, amount: Money) -> PaymentAnswer:
        await super().refund(key, order_number, amount)
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError("nobody survives that")


if __name__ == "__main__":
    if sys.argv[1] == "book":
        app.EmbeddedProvider = DyingProvider  # type: ignore[misc]
    else:
        DyingMemory.left = int(sys.argv[1])
        app.Memory = DyingMemory  # type: ignore[misc]
    sys.exit(main(sys.argv[2:]))
