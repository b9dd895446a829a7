"""Doing what is due: each row is claimed, looked at once more, done in one transaction, and settled with it."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

import structlog

from bot.complaint import fetching, handling
from bot.complaint.practice import Practice
from bot.complaint.turn import TELL, CaseMoved, Turn
from bot.errors import StorageBusy
from bot.followup import informing, mailing, progress, sending, telling
from bot.memory.due import DueThing
from bot.memory.store import Memory, Unit
from bot.ports import Clock, PaymentAnswer, Payments, PaymentState
from bot.remedy import by_hand, earning, execution, points, rain_checks
from bot.remedy.tasks import TASK_DUE
from bot.shop import arrivals

log = structlog.get_logger(__name__)

# How much is under way at once: enough to share a commit or to wait for a provider together, and no more than a buyer's
# message, which comes in between, can wait for.
_SIDE_BY_SIDE = 16

_COURIERS = 64  # each holds a claim of two minutes, and comes back in one
_A_MOMENT_SECONDS = 1.0

Courier = Callable[[DueThing], Awaitable[Turn | None]]
"""Does what is due outside: claims it once more, goes there, and settles it."""

Deed = Callable[[Unit, DueThing, Practice, datetime], Turn | None]


class Delivery:
    """Drains the table of what is due. `told` is called with a buyer's number when there are new lines.

    `couriers` are those of the doors that are open, by the kind of what they do. They are sent off and not waited for: a mail
    server that does not answer holds nothing up.
    """

    def __init__(
        self,
        memory: Memory,
        clock: Clock,
        practice: Practice,
        payments: Payments,
        told: Callable[[int], None],
        couriers: Mapping[str, Courier] = MappingProxyType({}),
    ) -> None:
        self._memory = memory
        self._clock = clock
        self._practice = practice
        self._payments = payments
        self._told = told
        self._couriers = couriers
        self._out: set[asyncio.Task[None]] = set()

    async def drain(self) -> int:
        """Do everything that is due by now, oldest first; returns how much that was.

        What belongs to one case is done in its order, one after the other; different cases are done side by side.
        """
        count, latest = 0, timedelta()
        while things := await self._memory.write(lambda unit: unit.due.claim(self._clock.now(), _SIDE_BY_SIDE)):
            latest = max(latest, self._clock.now() - things[0].due_at)
            for thing in things:
                if thing.kind in self._couriers:
                    await self._send_off(thing)
            here = [thing for thing in things if thing.kind not in self._couriers]
            for turns in await asyncio.gather(*(self._do_in_order(of_case) for of_case in _by_case(here))):
                for turn in turns:
                    self._told(turn.buyer_id)
            count += len(things)
        if count:
            log.debug("did what was due", count=count, latest_by_seconds=round(latest.total_seconds(), 3))
        return count

    async def quiet(self) -> None:
        """Wait until every courier is back."""
        while self._out:
            await asyncio.gather(*self._out)

    async def close(self) -> None:
        """Give the couriers that are out a moment to come back; what the others are about is done again at the next start."""
        if not self._out:
            return
        _, still_out = await asyncio.wait(self._out, timeout=_A_MOMENT_SECONDS)
        for courier in still_out:
            courier.cancel()
        await asyncio.gather(*still_out, return_exceptions=True)

    async def _send_off(self, thing: DueThing) -> None:
        """Send a courier, or wait for one to come back when many are out."""
        if len(self._out) >= _COURIERS:
            await asyncio.wait(self._out, return_when=asyncio.FIRST_COMPLETED)
        task = asyncio.create_task(self._go(thing))
        self._out.add(task)
        task.add_done_callback(self._out.discard)

    async def _go(self, thing: DueThing) -> None:
        if turn := await self._do(thing):
            self._told(turn.buyer_id)

    async def _do_in_order(self, things: list[DueThing]) -> list[Turn]:
        return [turn for thing in things if (turn := await self._do(thing))]

    async def _do(self, thing: DueThing) -> Turn | None:
        """Do one thing; returns the turn that came of it, if one did."""
        try:
            if thing.kind == "pay":
                return await self._pay(thing)
            if courier := self._couriers.get(thing.kind):
                return await courier(thing)
            return await self._memory.write(DEEDS[thing.kind], thing, self._practice, self._clock.now())
        except (CaseMoved, StorageBusy):
            return None  # somebody was faster; the claim runs out and the row is looked at again
        except Exception as error:  # one row must not stop the others; why it failed is kept with it
            why = type(error).__name__
            log.error("due thing failed", row=thing.id, kind=thing.kind, error=why)
            give_way = execution.stumbled if thing.kind == "pay" else _failed
            await self._memory.write(give_way, thing, self._clock.now(), why)
            return None

    async def _pay(self, thing: DueThing) -> Turn | None:
        """Carry out a remedy: the intent is committed, then the provider is asked, then its answer is written down."""
        begun = await self._memory.write(execution.begin, thing, self._practice, self._clock.now())
        if not isinstance(begun, execution.RefundDue):
            return begun
        answer = PaymentAnswer(PaymentState.NOT_THERE)
        if begun.asked_before:
            answer = await self._payments.look_up(begun.key)
        if answer.state is PaymentState.NOT_THERE:
            # Certain that nothing has moved under this key: it may be asked for, once more under the same key.
            answer = await self._payments.refund(begun.key, begun.order_number, begun.amount)
        return await self._memory.write(execution.settle, thing, answer, self._practice, self._clock.now())


def _by_case(things: Iterable[DueThing]) -> list[list[DueThing]]:
    """The things apart by case, each in its order; what belongs to no case stands by itself."""
    cases: dict[object, list[DueThing]] = {}
    for thing in things:
        cases.setdefault(thing.case_id or f"thing {thing.id}", []).append(thing)
    return list(cases.values())


def _failed(unit: Unit, thing: DueThing, now: datetime, why: str) -> None:
    unit.due.failed(thing, now, why)


def _door_closed(unit: Unit, thing: DueThing, _practice: Practice, now: datetime) -> None:
    """It was for a door that is not open any more; should it open again, what is left goes on from there."""
    unit.due.done(thing.id, now, "this door is switched off")


DEEDS: dict[str, Deed] = {
    "remind": handling.notice_silence,
    "lapse": handling.notice_silence,
    "review_ask": handling.ask_how_it_was,
    "review_remind": handling.ask_how_it_was,
    "review_let_be": handling.ask_how_it_was,
    TASK_DUE: by_hand.look_at,
    earning.QUARTER_OVER: points.over,
    points.OF_BUYER: points.become_coupon,
    arrivals.KIND: rain_checks.tell,
    TELL: telling.tell,
    progress.KIND: informing.tell,
    **dict.fromkeys((*mailing.KINDS, sending.KIND, fetching.KIND), _door_closed),
}
