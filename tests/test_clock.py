"""The clocks: the tick that does what is due, and the story clock's next morning."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from structlog.testing import capture_logs

from bot.clock import tomorrow_morning
from bot.errors import StorageBusy
from handlers.clock import TickingClock

PATIENCE = 5.0  # seconds; what takes longer never comes
BERLIN = ZoneInfo("Europe/Berlin")


class Deed:
    """Something to be done again and again; `times` counts it, and `does` is what happens then."""

    def __init__(self, does: Callable[[], Awaitable[object]] | None = None) -> None:
        self.times = 0
        self._does = does
        self._done = asyncio.Condition()

    async def __call__(self) -> None:
        self.times += 1
        async with self._done:
            self._done.notify_all()
        if self._does:
            await self._does()

    async def done(self, times: int) -> None:
        async with asyncio.timeout(PATIENCE), self._done:
            await self._done.wait_for(lambda: self.times >= times)


@asynccontextmanager
async def ticking(*deeds: Deed) -> AsyncIterator[None]:
    clock = TickingClock(deeds, every_seconds=0.01)
    clock.start()
    yield
    clock.stop()


async def test_every_deed_is_done_again_and_again() -> None:
    one, other = Deed(), Deed()

    async with ticking(one, other):
        await one.done(3)
        await other.done(3)


async def test_a_deed_that_takes_long_is_never_done_twice_at_once_and_holds_up_no_other() -> None:
    forever = asyncio.Event()
    slow, quick = Deed(forever.wait), Deed()

    async with ticking(slow, quick):
        await quick.done(5)
        forever.set()

    assert slow.times == 1


async def test_a_busy_database_is_one_line_in_the_log_and_the_next_tick_comes_back_to_it() -> None:
    async def busy() -> None:
        raise StorageBusy

    deed = Deed(busy)

    with capture_logs() as entries:
        async with ticking(deed):
            await deed.done(3)

    assert {(one["event"], one["log_level"]) for one in entries} == {("storage busy", "warning")}


@pytest.mark.parametrize(
    ("now", "morning"),
    [
        ("2026-02-16T09:00:00+01:00", "2026-02-17T09:30:00+01:00"),
        ("2026-02-16T00:00:00+01:00", "2026-02-17T09:30:00+01:00"),
        ("2026-02-16T23:30:00+00:00", "2026-02-18T09:30:00+01:00"),
        ("2026-03-28T12:00:00+01:00", "2026-03-29T09:30:00+02:00"),
        ("2026-10-24T12:00:00+02:00", "2026-10-25T09:30:00+01:00"),
    ],
)
def test_tomorrow_morning_is_half_past_nine_of_the_shops_next_day(now: str, morning: str) -> None:
    assert tomorrow_morning(datetime.fromisoformat(now), BERLIN) == datetime.fromisoformat(morning)
