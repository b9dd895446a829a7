"""The door through which time comes in: a tick every second, by which everything that is due gets done."""

from collections.abc import Awaitable, Callable, Iterable

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.errors import StorageBusy

log = structlog.get_logger(__name__)

TICK_SECONDS = 1.0

Deed = Callable[[], Awaitable[object]]


class TickingClock:
    """Does each deed every second, apart from the others and never twice at once; a late tick is not lost, many are one."""

    def __init__(self, deeds: Iterable[Deed], every_seconds: float = TICK_SECONDS) -> None:
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        for deed in deeds:
            self._scheduler.add_job(
                _do, "interval", [deed], seconds=every_seconds, misfire_grace_time=None, coalesce=True, max_instances=1
            )

    def start(self) -> None:
        self._scheduler.start()

    def stop(self) -> None:
        self._scheduler.shutdown(wait=False)


async def _do(deed: Deed) -> None:
    try:
        await deed()
    except StorageBusy:
        log.warning("storage busy")  # nothing is lost: the next tick comes back to it
