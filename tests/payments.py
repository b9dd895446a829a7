"""A payment provider that does what a test tells it to, call by call, and keeps a book of what really moved."""

from collections import deque
from dataclasses import dataclass
from enum import Enum, auto

import pytest

from bot.ports import PaymentAnswer, PaymentState
from bot.remedy.money import Money
from bot.shop.charges import Charge


class Turn(Enum):
    """What becomes of one call, whether it asks for a refund or looks one up."""

    DONE = auto()  # the money has moved, and the answer says so
    ANSWER_LOST = auto()  # the money has moved, and no answer comes
    REQUEST_LOST = auto()  # nothing happens, and no answer comes
    PENDING = auto()  # it has it, and has not decided
    REFUSED = auto()  # for good
    AS_WRITTEN = auto()  # nothing happens, and the answer is what the book says


_BECOMES = {
    Turn.DONE: PaymentState.DONE,
    Turn.ANSWER_LOST: PaymentState.DONE,
    Turn.PENDING: PaymentState.PENDING,
    Turn.REFUSED: PaymentState.REFUSED,
}


@dataclass(frozen=True, slots=True)
class Refund:
    """What was asked for under a key, and what the provider says of it."""

    order_number: str
    amount: Money
    answer: PaymentAnswer


class ScriptedPayments:
    """Implements `Payments` by a script, first in, first out: `ScriptedPayments(Turn.ANSWER_LOST, Turn.AS_WRITTEN)`.

    A key that is done or refused stays so, whatever the script says next. What no provider could be asked fails the test: a
    call more than the script has, or a key with another amount or order than before. `calls` are those so far, `script` is
    what is left. What was `taken` for an order is told to whoever asks; of other orders it cannot tell.
    """

    def __init__(self, *script: Turn) -> None:
        self.script = deque(script)
        self.calls: list[tuple[str, str]] = []
        self.book: dict[str, Refund] = {}
        self.taken: dict[str, tuple[Charge, ...]] = {}

    async def refund(self, key: str, order_number: str, amount: Money) -> PaymentAnswer:
        turn = self._next("refund", key)
        known = self.book.get(key)
        if known and (known.order_number, known.amount) != (order_number, amount):
            pytest.fail(f"{key} is {known.amount} of {known.order_number} and cannot be {amount} of {order_number}")
        return self._play(turn, key, order_number, amount)

    async def look_up(self, key: str) -> PaymentAnswer:
        turn = self._next("look_up", key)
        known = self.book.get(key)
        if known:
            return self._play(turn, key, known.order_number, known.amount)
        if turn in _BECOMES:
            pytest.fail(f"{turn} cannot be said of {key}: it was never asked for")
        return PaymentAnswer(PaymentState.NOT_THERE if turn is Turn.AS_WRITTEN else PaymentState.UNKNOWN)

    async def charges(self, order_number: str) -> tuple[Charge, ...] | None:
        return self.taken.get(order_number)

    @property
    def moved(self) -> dict[str, Money]:
        """The money that moved, by key."""
        return {key: refund.amount for key, refund in self.book.items() if refund.answer.state is PaymentState.DONE}

    def _next(self, call: str, key: str) -> Turn:
        self.calls.append((call, key))
        if not self.script:
            # Not by an assertion: whoever survives every Exception would survive that, too.
            pytest.fail(f"the script has no such call as the last of {self.calls}")
        return self.script.popleft()

    def _play(self, turn: Turn, key: str, order_number: str, amount: Money) -> PaymentAnswer:
        known = self.book.get(key)
        if turn in _BECOMES and (not known or known.answer.state is PaymentState.PENDING):
            self.book[key] = known = Refund(order_number, amount, self._answer(_BECOMES[turn]))
        if turn in {Turn.ANSWER_LOST, Turn.REQUEST_LOST}:
            return PaymentAnswer(PaymentState.UNKNOWN)
        return known.answer if known else PaymentAnswer(PaymentState.NOT_THERE)

    def _answer(self, state: PaymentState) -> PaymentAnswer:
        match state:
            case PaymentState.DONE:
                return PaymentAnswer(state, reference=f"R-{len(self.moved) + 1}")
            case PaymentState.REFUSED:
                return PaymentAnswer(state, reason="refused by the script")
            case _:
                return PaymentAnswer(state)
