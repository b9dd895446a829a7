"""Carrying out what was agreed: the intent first, the call outside any transaction, then its outcome; each of them once.

    approved -> executing -> done | failed | unknown -> done | failed

What nobody can tell, or what failed, a person settles by hand: `settling.py`.

A refund is asked for under its key. What has no certain outcome is looked up by that key and never asked for blindly again;
when the provider cannot tell for a day, a person is asked. A coupon is ours to issue, with the refund or by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.complaint import records, turn
from bot.complaint.case import PartSettled, PartState
from bot.complaint.event import RemedySettled
from bot.complaint.practice import Practice
from bot.complaint.turn import Turn
from bot.memory.cases import StoredCase
from bot.memory.due import DueThing
from bot.memory.ledger import AgreedPart
from bot.memory.money_tables import RemedyState
from bot.memory.store import Unit
from bot.ports import PaymentAnswer, PaymentState
from bot.remedy import switch
from bot.remedy.coupon_code import new_code
from bot.remedy.money import Money
from bot.remedy.rates import in_euro
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
    if not unit.due.holds(thing):
        return None
    if switch.held_up(unit, thing, now):
        return None
    parts = unit.ledger.open_parts(thing.case_id)
    refund = next((part for part in parts if part.kind is RemedyKind.REFUND), None)
    if refund is None:
        return settle(unit, thing, None, practice, now)
    fresh = unit.ledger.advance(refund.key, [RemedyState.APPROVED], RemedyState.EXECUTING, now)
    if fresh:
        unit.cases.note(thing.case_id, now, WHO, [("refund", f"approved -> executing: {refund.amount}")])
    return RefundDue(refund.key, unit.shop.order(refund.order_id).number, refund.amount, asked_before=not fresh)


def settle(unit: Unit, thing: DueThing, answer: PaymentAnswer | None, practice: Practice, now: datetime) -> Turn | None:
    """Write down what the provider answered, with all that follows for the case. None if that was done before."""
    assert thing.case_id is not None  # noqa: S101
    buyer = unit.buyers.load(unit.cases.load(thing.case_id).buyer_id, lock=True)
    stored = unit.cases.load(thing.case_id, lock=True)
    if not unit.due.holds(thing):
        return None
    parts = unit.ledger.open_parts(thing.case_id)
    refund = next((part for part in parts if part.kind is RemedyKind.REFUND), None)
    settled: list[PartSettled] = []
    if refund and answer:
        settled.append(_settle_refund(unit, stored, refund, answer, thing, now))
    if all(part.state is PartState.DONE for part in settled):
        settled += [issue(unit, part, WHO, practice, now) for part in parts if part.kind is RemedyKind.COUPON]
    if any(part.state is PartState.FAILED for part in settled):
        call_off(unit, parts, WHO, "the refund failed", practice, now)
    if all(part.state in {PartState.DONE, PartState.FAILED} for part in settled):
        unit.due.done(thing.id, now)
    if not settled:
        return None
    event = RemedySettled(tuple(settled), now)
    return turn.take(unit, stored, buyer, event, practice, language=buyer.language, who=WHO)


def stumbled(unit: Unit, thing: DueThing, now: datetime, why: str) -> None:
    """Something went wrong on our side of it: a promise is never given up, and the waits between the tries end at an hour."""
    unit.due.later(thing, now + _wait(thing), why)


def _wait(thing: DueThing) -> timedelta:
    return min(_FIRST_LOOK * (1 << min(thing.attempts, _LOOKS)), _LONGEST_LOOK)


def _settle_refund(
    unit: Unit, stored: StoredCase, part: AgreedPart, answer: PaymentAnswer, thing: DueThing, now: datetime
) -> PartSettled:
    open_states = (RemedyState.EXECUTING, RemedyState.UNKNOWN)

    def becomes(state: RemedyState, reason: str = "") -> None:
        unit.ledger.advance(part.key, open_states, state, now, reference=answer.reference, reason=reason)
        if part.state is not state:
            unit.cases.note(stored.case.id, now, WHO, [("refund", f"{part.state} -> {state}{f': {reason}' if reason else ''}")])

    match answer.state:
        case PaymentState.DONE:
            becomes(RemedyState.DONE)
            unit.ledger.returned(part.order_id, part.amount)
            return PartSettled(part.kind, PartState.DONE, part.amount, reference=answer.reference)
        case PaymentState.REFUSED:
            becomes(RemedyState.FAILED, answer.reason)
            unit.ledger.release(part.order_id, part.amount)
            return PartSettled(part.kind, PartState.FAILED, part.amount)
        case PaymentState.PENDING | PaymentState.UNKNOWN | PaymentState.NOT_THERE:
            becomes(RemedyState.UNKNOWN, "not confirmed yet")
            unit.due.later(thing, now + _wait(thing), f"the provider says: {answer.state}")
            told = thing.attempts + 1 >= _LOOKS
            return PartSettled(part.kind, PartState.UNCERTAIN if told else PartState.ON_ITS_WAY, part.amount)


def call_off(unit: Unit, parts: list[AgreedPart], who: str, why: str, practice: Practice, now: datetime) -> None:
    """A remedy is given whole or not at all: the coupon goes with its refund, and the month that bore the cost has it back."""
    for part in parts:
        if part.kind is RemedyKind.COUPON:
            unit.ledger.advance(part.key, [RemedyState.APPROVED], RemedyState.CANCELLED, now, reason=why)
            unit.cases.note(part.case_id, now, who, [("coupon", f"approved -> cancelled: {why}")])
    count(unit, parts, -1, practice)


def count(unit: Unit, parts: Sequence[AgreedPart], times: int, practice: Practice) -> None:
    """Count what parts cost against the month in which they were agreed on; -1 times gives it back to that month."""
    whole = sum((part.amount for part in parts), Money.zero(parts[0].amount.currency))
    if cost := in_euro(whole, practice.rates):
        unit.ledger.spend(records.month_of(parts[0].agreed_at, practice), cost * times, None)


def issue(unit: Unit, part: AgreedPart, who: str, practice: Practice, now: datetime) -> PartSettled:
    """Write a coupon with a fresh code: the buyer's, for one use, until its last day."""
    code = new_code()
    expires = now + timedelta(days=practice.policy.coupons.valid_days)
    unit.ledger.issue(part, code, now, expires)
    unit.ledger.advance(part.key, [part.state], RemedyState.DONE, now)
    unit.cases.note(part.case_id, now, who, [("coupon", f"{part.state} -> done: issued")])
    last_day = expires.astimezone(practice.zone).date()
    return PartSettled(part.kind, PartState.DONE, part.amount, part.percent, code, until=last_day)
