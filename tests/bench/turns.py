"""Whole conversations, side by side: how many turns a second, and how long one takes.

A turn begins when a message is at the door and ends when the answer was handed to the buyer's side and is marked as sent.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from time import perf_counter

import msgspec

from bot.complaint import handling
from bot.complaint.reception import Arrival, Reception
from bot.memory.views import conversation
from bot.terms import Speaker
from handlers.web.chat import CHANNEL
from tests.bench.shop import BenchShop, Talker

Door = Callable[[Arrival], Awaitable[object]]
"""Takes a message in; when it returns, or soon after, the message is stored."""

_BATCH = 100  # what one getUpdates brings at most
_SEED = 20_260_216


def one_by_one(reception: Reception) -> Door:
    """The door of the buyer's page: each message is stored by itself."""
    return lambda arrival: reception.store([arrival])


@dataclass(slots=True)
class Batches:
    """A door like getUpdates: what came while a batch was stored is the next batch."""

    reception: Reception
    waiting: list[Arrival] = field(default_factory=list)
    storing: bool = False

    async def __call__(self, arrival: Arrival) -> None:
        self.waiting.append(arrival)
        if self.storing:
            return
        self.storing = True
        try:
            while self.waiting:
                batch, self.waiting = self.waiting[:_BATCH], self.waiting[_BATCH:]
                await self.reception.store(batch)
        finally:
            self.storing = False


async def turns_per_second(shop: BenchShop, talkers: Sequence[Talker], door: Door) -> float:
    """All of them talk at once, each writing the next message as soon as the last was answered."""
    begun = perf_counter()
    await asyncio.gather(*(_talk(shop, talker, door) for talker in talkers))
    return sum(len(talker.says) for talker in talkers) / (perf_counter() - begun)


async def latencies(shop: BenchShop, talkers: Sequence[Talker], door: Door, rate: float) -> list[float]:
    """Seconds of each turn when so many messages a second come in at random, whether or not earlier ones were answered.

    Counted from the moment a message was meant to come: who is kept waiting at the door is kept waiting.
    """
    chance = random.Random(_SEED)
    turns = sum(len(talker.says) for talker in talkers)
    moments = list(accumulate(chance.expovariate(rate) for _ in range(turns)))
    begun = perf_counter()
    # The first message of everybody, then the second of everybody: nobody writes twice within a second or so.
    took = await asyncio.gather(
        *(
            _talk_at(shop, talker, door, [begun + at for at in moments[place :: len(talkers)]])
            for place, talker in enumerate(talkers)
        )
    )
    return [seconds for talker in took for seconds in talker]


async def _talk(shop: BenchShop, talker: Talker, door: Door) -> None:
    through = 0
    for text in talker.says:
        through = await _turn(shop, talker, text, door, through)


async def _talk_at(shop: BenchShop, talker: Talker, door: Door, moments: Sequence[float]) -> list[float]:
    through, took = 0, []
    for text, at in zip(talker.says, moments, strict=True):
        await asyncio.sleep(max(at - perf_counter(), 0))
        through = await _turn(shop, talker, text, door, through)
        took.append(perf_counter() - at)
    return took


async def _turn(shop: BenchShop, talker: Talker, text: str, door: Door, through: int) -> int:
    """One message and its answer, by the ways of the buyer's page; returns the number of the newest line."""
    house = shop.house
    name = f"m{through}"
    payload = msgspec.json.encode({"text": text, "id": name}).decode()
    with house.counter.bells.listen(talker.id) as bell:
        await door(Arrival(CHANNEL, f"{talker.id}:{name}", talker.id, payload))
        while True:
            await bell.wait()
            bell.clear()
            now = await house.memory.read(conversation, talker.id, through)
            if now.lines and now.lines[-1].speaker is Speaker.BOT:
                break
    newest = now.lines[-1].n
    await house.memory.write(handling.handed_out, talker.id, newest, shop.clock.now())
    return newest
