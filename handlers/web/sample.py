"""The front door of the sample shop: orders to try with, and the story clock that can be moved on. Test mode only."""

from collections.abc import Awaitable, Callable
from dataclasses import asdict
from datetime import datetime, timedelta, tzinfo

from fastapi import APIRouter

from bot.clock import OFFSET, StoryClock
from bot.memory.store import Memory
from bot.memory.views import latest_orders
from bot.shop.story import move_to_tomorrow_morning
from handlers.web.shapes import ClockMove, ClockNow, FaultShape, SampleOrder, SampleShop

_SHOWN = 12


class SampleDoor:
    """What a newcomer sees of the sample shop. `moved` is called after the clock was moved, so that what is due gets done."""

    def __init__(self, memory: Memory, clock: StoryClock, zone: tzinfo, moved: Callable[[], Awaitable[object]]) -> None:
        self._memory = memory
        self._clock = clock
        self._zone = zone
        self._moved = moved

    async def shop(self) -> SampleShop:
        """The orders of the story so far, newest first, and its present moment."""
        now = self._clock.now()
        orders = await self._memory.read(latest_orders, now, _SHOWN)
        # A day is the shop's, as in everything the bot says of an order.
        shown = tuple(SampleOrder(**asdict(order) | {"placed_at": order.placed_at.astimezone(self._zone)}) for order in orders)
        return SampleShop(now=now.astimezone(self._zone), orders=shown)

    async def to_tomorrow_morning(self) -> datetime:
        """Move the story on, for everybody in it and for good."""
        # Written first: a tick that looks meanwhile finds nothing that would turn the clock back.
        self._clock.offset += await self._memory.write(move_to_tomorrow_morning, self._clock.now(), self._zone)
        await self._moved()
        return self._clock.now().astimezone(self._zone)

    async def follow(self) -> None:
        """Take over a move of the clock that another process made."""
        kept = await self._memory.read(lambda unit: unit.state.get(OFFSET))
        if kept is not None:
            self._clock.offset = timedelta(seconds=float(kept))


def sample_routes(door: SampleDoor) -> APIRouter:
    """The routes under /api/sample."""
    router = APIRouter(prefix="/api/sample", tags=["sample shop"])

    @router.post("/clock", responses={status: {"model": FaultShape} for status in (413, 422, 503)})
    async def move_clock(_move: ClockMove) -> ClockNow:
        """Move the story clock on, and do everything that became due."""
        return ClockNow(now=await door.to_tomorrow_morning())

    return router
