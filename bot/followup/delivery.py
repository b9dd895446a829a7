"""Doing what is due: each row is claimed, looked at once more, done in one transaction, and settled with it."""

from collections.abc import Callable
from datetime import datetime

import structlog

from bot.complaint import handling
from bot.complaint.case import Practice
from bot.complaint.turn import CaseMoved, Turn
from bot.errors import StorageBusy
from bot.memory.due import DueThing
from bot.memory.store import Memory, Unit
from bot.ports import Clock, PaymentAnswer, Payments, PaymentState
from bot.remedy import execution

log = structlog.get_logger(__name__)

Deed = Callable[[Unit, DueThing, Practice, datetime], Turn | None]


class Delivery:
    """Drains the table of what is due. `told` is called with a buyer's number when there are new lines."""

    def __init__(self, memory: Memory, clock: Clock, practice: Practice, payments: Payments, told: Callable[[int], None]) -> None:
        self._memory = memory
        self._clock = clock
        self._practice = practice
        self._payments = payments
        self._told = told

    async def drain(self) -> int:
        """Do everything that is due by now, oldest first; returns how much that was."""
        count = 0
        while things := await self._memory.write(lambda unit: unit.due.claim(self._clock.now())):
            for thing in things:
                await self._do(thing)
            count += len(things)
        return count

    async def _do(self, thing: DueThing) -> None:
        try:
            turn = (
                await self._pay(thing)
                if thing.kind == "pay"
                else await self._memory.write(DEEDS[thing.kind], thing, self._practice, self._clock.now())
            )
        except (CaseMoved, StorageBusy):
            return  # somebody was faster; the claim runs out and the row is looked at again
        except Exception as error:  # one row must not stop the others; why it failed is kept with it
            why = type(error).__name__
            log.error("due thing failed", row=thing.id, kind=thing.kind, error=why)
            give_way = execution.stumbled if thing.kind == "pay" else _failed
            await self._memory.write(give_way, thing, self._clock.now(), why)
            return
        if turn:
            self._told(turn.buyer_id)

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


def _failed(unit: Unit, thing: DueThing, now: datetime, why: str) -> None:
    unit.due.failed(thing, now, why)


DEEDS: dict[str, Deed] = {
    "remind": handling.notice_silence,
    "lapse": handling.notice_silence,
    "review_ask": handling.ask_how_it_was,
    "review_remind": handling.ask_how_it_was,
    "review_let_be": handling.ask_how_it_was,
}
