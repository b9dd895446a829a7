"""The bot, and death: `python -m tests.dying 7 run` is the bot's `run`, killed as soon as its seventh change is committed.

What is committed is on the disk, and nobody has been told of it yet: no answer is sent, no call made, no line read.
`python -m tests.dying execution.begin run` is killed as soon as a change of that unit of work is committed, whatever came before:
what waits together shares a commit, so under load their number is not the same.
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
    """A memory on SQLite that takes its process with it after so many commits that changed something, or one of some unit."""

    left = 0
    unit = ""

    def _run(self, engine: Engine, works: Sequence[Any]) -> list[object]:
        if engine is not self._write_engine:
            return super()._run(engine, works)
        before = self._changes()
        results = super()._run(engine, works)
        if self._changes() > before:
            DyingMemory.left -= 1
            if DyingMemory.left == 0 or DyingMemory.unit in map(_name_of, works):
                os.kill(os.getpid(), signal.SIGKILL)
        return results

    def _changes(self) -> int:
        """How many rows were changed on the one connection that writes."""
        connection = self._write_engine.raw_connection()
        try:
            return int(connection.driver_connection.total_changes)  # type: ignore[union-attr]
        finally:
            connection.close()


def _name_of(work: Any) -> str:
    """The unit of work as it is called where it is used: "execution.begin"."""
    return f"{work.unit.__module__.rpartition('.')[2]}.{work.unit.__name__}"


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
        by_number = sys.argv[1].isdigit()
        DyingMemory.left, DyingMemory.unit = (int(sys.argv[1]), "") if by_number else (0, sys.argv[1])
        app.Memory = DyingMemory  # type: ignore[misc]
    sys.exit(main(sys.argv[2:]))
