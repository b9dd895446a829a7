"""Who is listening to which conversation: a bell for each open stream, rung when there are new lines; and other doors' own."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bot.memory.store import Memory


class Bells:
    """Rings at once for lines of this process, and within a tick for those that another process wrote."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._listening: defaultdict[int, set[asyncio.Event]] = defaultdict(set)
        self._others: list[Callable[[int], None]] = []
        self._mark: int | None = None
        self.closing = False

    def tell_too(self, other: Callable[[int], None]) -> None:
        """Let another door hear of new lines, by the number of their buyer."""
        self._others.append(other)

    def ring(self, buyer_id: int) -> None:
        """There are new lines for this buyer."""
        for bell in self._listening.get(buyer_id, ()):
            bell.set()
        for other in self._others:
            other(buyer_id)

    @contextmanager
    def listen(self, buyer_id: int) -> Iterator[asyncio.Event]:
        """A bell of one's own while the stream is open."""
        bell = asyncio.Event()
        self._listening[buyer_id].add(bell)
        try:
            yield bell
        finally:
            self._listening[buyer_id].discard(bell)
            if not self._listening[buyer_id]:
                del self._listening[buyer_id]

    @property
    def listeners(self) -> int:
        """How many streams are open."""
        return sum(map(len, self._listening.values()))

    async def look(self) -> None:
        """Ring for every line that was written since the last look, whoever wrote it."""
        if self._mark is None:
            self._mark = await self._memory.read(lambda unit: unit.transcript.newest())
            return
        mark = self._mark
        newest, buyers = await self._memory.read(lambda unit: (unit.transcript.newest(), unit.transcript.buyers_since(mark)))
        self._mark = newest
        for buyer_id in buyers:
            self.ring(buyer_id)

    def close(self) -> None:
        """Wake every stream so that it ends."""
        self.closing = True
        for bells in self._listening.values():
            for bell in bells:
                bell.set()
