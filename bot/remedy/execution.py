"""Carrying out what was agreed: the intent first, the call outside any transaction, then its outcome; each of them once.

    approved -> executing -> done | failed | unknown -> done | failed
             -> failed                                                  less is left of the order than was promised

What nobody can tell, or what failed, a person settles by hand: `settling.py`. What only people can do: `by_hand.py`.

A refund is asked for under its key. What has no certain outcome is looked up by that key and never asked for blindly again;
when the provider cannot tell for a day, a person is asked. All else of the remedy is given with the refund, or by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.complaint import records, turn
from bot.complaint.case import PartSettled, PartState
from bot.complaint.event import RemedySettled
from bot.complaint.practice import Practice
from bot.complaint.turn import Turn
from bot.memory.agreements import AgreedPart
from bot.memory.cases import StoredCase
from bot.memory.due import DueThing
from bot.memory.money_tables import RemedyState
from bot.memory.store import Unit
from bot.ports import PaymentAnswer, PaymentState
from bot.remedy import by_hand, switch
from bot.remedy.giving import Giver, give, seen_to_by_people
from bot.remedy.money import Money
from bot.shop.orders import Order
from bot.terms import RemedyKind

WHO = "ledger"
_FIRST_LOOK, _LONGEST_LOOK = timedelta(seconds=30), timedelta(hours=1)
# The waits between the looks grow to an hour: after so many of them a day has passed, and a person has to know.
_LOOKS = 32


@dataclass(frozen=True, slots=True)
class RefundDue:
    """A refund whose intent is committed. `asked_before`: it may have moved already, so it is looked up first."""

    key: str
    order_number: str
    amount: Money
    asked_before: bool


def begin(unit: Unit, thing: DueThing, practice: Practice, now: datetime) -> RefundDue | Turn | None:
    """Commit the intent before anything moves, and say what to ask the provider for.

    A remedy without a refund is settled at once, and its turn returned. None: nothing to do, or all money is paused.
    """
    assert thing.case_id is not None  # noqa: S101  a remedy always belongs to a case
    unit.buyers.load(unit.cases.load(thing.case_id).buyer_id, lock=True)
    unit.cases.load(thing.case_id, lock=True)
    if not unit.due.holds(thing):
        return None
    if switch.held_up(unit, thing, now):
        return None
    refund = _money_in(unit.ledger.open_parts(thing.case_id))
    if refund is None:
        return settle(unit, thing, None, practice, now)
    assert refund.order_id is not None  # noqa: S101  money is returned on an order
    order = unit.shop.order(refund.order_id, lock=True)
    if refund.state is RemedyState.APPROVED and order.overdrawn:
        # What is promised is counted in already: the platform has returned money since, and too little is left for this.
        short = PaymentAnswer(PaymentState.REFUSED, reason="less is left of what was paid than was promised")
        return settle(unit, thing, short, practice, now)
    if _is_by_hand(order, refund, practice):
        return settle(unit, thing, None, practice, now)
    fresh = unit.ledger.advance(refund.key, [RemedyState.APPROVED], RemedyState.EXECUTING, now)
    if fresh:
        unit.cases.note(thing.case_id, now, WHO, [("refund", f"approved -> executing: {refund.amount}")])
    return RefundDue(refund.key, order.number, refund.amount, asked_before=not fresh)


def settle(unit: Unit, thing: DueThing, answer: PaymentAnswer | None, practice: Practice, now: datetime) -> Turn | None:
    """Write down what the provider answered, with all that follows for the case. None if that was done before."""
    assert thing.case_id is not None  # noqa: S101
    buyer = unit.buyers.load(unit.cases.load(thing.case_id).buyer_id, lock=True)
    stored = unit.cases.load(thing.case_id, lock=True)
    if not unit.due.holds(thing):
        return None
    parts = unit.ledger.open_parts(thing.case_id)
    refund = _money_in(parts)
    settled: list[PartSettled] = []
    if refund and answer:
        settled.append(_settle_refund(unit, stored, refund, answer, thing, now))
    if all(part.state is PartState.DONE for part in settled):
        settled += give(unit, _next_to_give(unit, parts, practice), Giver(WHO, practice, now))
    if any(part.state is PartState.FAILED for part in settled):
        call_off(unit, parts, WHO, "the refund failed", practice, now)
    if all(part.by_hand or part.state in {PartState.DONE, PartState.FAILED} for part in settled):
        unit.due.done(thing.id, now)
    if not settled:
        return None
    event = RemedySettled(tuple(settled), now)
    return turn.take(unit, stored, buyer, event, practice, language=buyer.language, who=WHO)


def _money_in(parts: Sequence[AgreedPart]) -> AgreedPart | None:
    """The money that is to be returned, if there is some."""
    return next((part for part in parts if part.kind is RemedyKind.REFUND), None)


def _next_to_give(unit: Unit, parts: Sequence[AgreedPart], practice: Practice) -> list[AgreedPart]:
    """All but the money; where a person returns that, it comes first, and all else waits for it."""
    refund = _money_in(parts)
    if refund and refund.order_id and _is_by_hand(unit.shop.order(refund.order_id), refund, practice):
        return [refund]
    return [part for part in parts if part.kind is not RemedyKind.REFUND]


def _is_by_hand(order: Order, refund: AgreedPart, practice: Practice) -> bool:
    # What the provider was asked for stays with the provider, whatever the settings say by now.
    return refund.state is RemedyState.APPROVED and RemedyKind.REFUND in seen_to_by_people(order, practice)


def stumbled(unit: Unit, thing: DueThing, now: datetime, why: str) -> None:
    """Something went wrong on our side of it: a promise is never given up, and the waits between the tries end at an hour."""
    unit.due.later(thing, now + _wait(thing), why)


def _wait(thing: DueThing) -> timedelta:
    return min(_FIRST_LOOK * (1 << min(thing.attempts, _LOOKS)), _LONGEST_LOOK)


def _settle_refund(
    unit: Unit, stored: StoredCase, part: AgreedPart, answer: PaymentAnswer, thing: DueThing, now: datetime
) -> PartSettled:
    assert part.order_id is not None  # noqa: S101

    def becomes(state: RemedyState, reason: str = "") -> None:
        unit.ledger.advance(part.key, [part.state], state, now, reference=answer.reference, reason=reason)
        if part.state is not state:
            unit.cases.note(stored.case.id, now, WHO, [("refund", f"{part.state} -> {state}{f': {reason}' if reason else ''}")])

    match answer.state:
        case PaymentState.DONE:
            becomes(RemedyState.DONE)
            unit.ledger.returned(part.order_id, part.amount)
            return PartSettled(part.kind, PartState.DONE, part.amount, reference=answer.reference)
        case PaymentState.REFUSED:
            becomes(RemedyState.FAILED, answer.reason)
            unit.ledger.fell_through(part.key, part.order_id, part.amount)
            return PartSettled(part.kind, PartState.FAILED, part.amount)
        case PaymentState.PENDING | PaymentState.UNKNOWN | PaymentState.NOT_THERE:
            becomes(RemedyState.UNKNOWN, "not confirmed yet")
            unit.due.later(thing, now + _wait(thing), f"the provider says: {answer.state}")
            told = thing.attempts + 1 >= _LOOKS
            return PartSettled(part.kind, PartState.UNCERTAIN if told else PartState.ON_ITS_WAY, part.amount)


def call_off(unit: Unit, parts: list[AgreedPart], who: str, why: str, practice: Practice, now: datetime) -> None:
    """A remedy is given whole or not at all: what was not done goes with its refund, and the month has back what it bore."""
    for part in parts:
        if part.kind is not RemedyKind.REFUND and part.state is not RemedyState.DONE:
            unit.ledger.advance(part.key, [part.state], RemedyState.CANCELLED, now, reason=why)
            by_hand.call_off(unit, part, who, now)
            unit.cases.note(part.case_id, now, who, [(part.kind.value, f"{part.state} -> cancelled: {why}")])
    count(unit, [part for part in parts if part.state is not RemedyState.DONE], -1, practice)


def count(unit: Unit, parts: Sequence[AgreedPart], times: int, practice: Practice) -> None:
    """Count what parts cost against the month in which they were agreed on; -1 times gives it back to that month.

    It is what was counted at the yes, to the cent, whatever the rates are by now.
    """
    for part in parts:
        month, cost = records.month_of(part.agreed_at, practice), part.euros * times
        if part.delight:
            unit.ledger.spend_on_delight(month, cost, None, None)
        else:
            unit.ledger.spend(month, cost, None)
