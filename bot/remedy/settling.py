"""What a person settles by hand: a refund that nobody could tell of or that failed, and whatever is not to be done any more.

    executing | unknown | failed | cancelled -> done        it has been paid, by hand or as the provider's book says
    approved | executing | unknown | failed -> cancelled    it will not be paid

Either way the row by which it would be asked about is withdrawn in the same transaction: nothing is asked for again. Where
the provider has moved the money all the same, `ledger verify` says so. What is a person's task is done by `confirm-manual`, and
here it can only be called off; but that money was paid which the platform had left no room for is said here, by a lead.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.complaint import turn
from bot.complaint.case import PartSettled, PartState
from bot.complaint.colleagues import role_of
from bot.complaint.event import RemedySettled
from bot.complaint.practice import Practice
from bot.complaint.turn import Turn
from bot.errors import BadRequest, NotNow
from bot.memory.agreements import AgreedPart
from bot.memory.cases import StoredCase
from bot.memory.money_tables import RemedyState, TaskKind, TaskState
from bot.memory.store import Unit
from bot.memory.tasks import Task
from bot.remedy import by_hand, execution
from bot.remedy.authority import highest, needed, outranks, reaches
from bot.remedy.giving import Giver, give
from bot.remedy.returning import key_of_arrival
from bot.terms import Authority, Keeper, RemedyKind, Step

_LONGEST_REFERENCE = 120
_ASKED = frozenset({RemedyState.EXECUTING, RemedyState.UNKNOWN})
_FELL_THROUGH = frozenset({RemedyState.FAILED, RemedyState.CANCELLED})


class Settlement(StrEnum):
    """What became of a refund, as a person says."""

    PAID = "paid"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Word:
    """What a person says of a refund, and how they know. `reference` is the payment's own; what is cancelled has none."""

    how: Settlement
    name: str
    why: str
    reference: str = ""

    def check(self) -> None:
        """Raise BadRequest if it cannot be put on record."""
        if not self.why.strip():
            raise BadRequest("It needs a why, for the record.")
        if self.how is Settlement.CANCELLED and self.reference:
            raise BadRequest("What is cancelled has no reference.")
        if self.how is Settlement.PAID and not 0 < len(self.reference.strip()) <= _LONGEST_REFERENCE:
            raise BadRequest(f"A payment needs its reference, of at most {_LONGEST_REFERENCE} characters: the buyer is told it.")


def settle_by_hand(unit: Unit, case_id: int, word: Word, practice: Practice, now: datetime) -> Turn | None:
    """Put on record what a person says of a case's refund, with all that follows for the case. None: nothing follows.

    Raises NoSuchCase, BadRequest, or NotNow: nothing is uncertain, the provider is being asked at this moment, or so much is not
    this person's to say.
    """
    role = role_of(word.name, practice)
    word.check()
    buyer = unit.buyers.load(unit.cases.load(case_id).buyer_id, lock=True)
    stored = unit.cases.load(case_id, lock=True)
    parts = unit.ledger.agreed_parts(case_id)
    refund = next((part for part in parts if part.kind is RemedyKind.REFUND), None)
    task = _open_task(unit, [part.key for part in parts])
    arrival = _open_task(unit, [key_of_arrival(part) for part in parts if part.kind is RemedyKind.RETURN])
    if refund and word.how is Settlement.PAID:
        _check_role(unit, refund, role, practice)
    if task and refund and task.key == refund.key and word.how is Settlement.PAID:
        settled = _paid_beyond(unit, stored, task, refund, parts, word, practice, now)
    elif task and (not refund or task.key == refund.key or refund.state is RemedyState.DONE):
        settled = _call_off_tasks(unit, stored, parts, task, word, practice, now)
    elif arrival and (not refund or refund.state is RemedyState.DONE):
        _call_off_arrival(unit, stored, arrival, word, now)
        return None
    elif refund:
        settled = _settle_refund(unit, stored, refund, parts, word, practice, now)
    else:
        raise NotNow(f"No refund is agreed on in case {case_id}.")
    if not settled:
        return None
    event = RemedySettled(settled, now)
    return turn.take(unit, stored, buyer, event, practice, language=buyer.language, who=word.name)


def _check_role(unit: Unit, refund: AgreedPart, role: Authority, practice: Practice) -> None:
    """Whether so much may be called paid on this person's word; of what passes all that was paid a lead has to say it."""
    assert refund.order_id is not None  # noqa: S101  money is returned on an order
    order = unit.shop.order(refund.order_id)
    needs = needed(refund.amount, reaches(order.total_paid, practice.policy, practice.rates))
    needs = highest(needs, Authority.LEAD) if order.overdrawn else needs
    if outranks(needs, role):
        raise NotNow(f"To call {refund.amount} paid on order {order.number} needs the authority of {needs}, which {role} is not.")


def _paid_beyond(
    unit: Unit,
    stored: StoredCase,
    task: Task,
    refund: AgreedPart,
    parts: list[AgreedPart],
    word: Word,
    practice: Practice,
    now: datetime,
) -> tuple[PartSettled, ...]:
    """A person has paid what the platform returned as well: it has moved, so the ledger says so, and `ledger verify` after it."""
    assert refund.order_id is not None  # noqa: S101
    if not unit.shop.order(refund.order_id, lock=True).overdrawn:
        _check_task(stored, task, word)
    by_hand.end(unit, task, TaskState.DONE, word.name, now, f"paid, says {word.name}", word.reference.strip())
    return _pay(unit, stored, refund, parts, word, practice, now)


def _call_off_tasks(
    unit: Unit, stored: StoredCase, parts: list[AgreedPart], task: Task, word: Word, practice: Practice, now: datetime
) -> tuple[PartSettled, ...]:
    """What people were to do is not to be done: the order and the month have back what was kept for it."""
    _check_task(stored, task, word)
    given_up = [part for part in parts if part.state in {RemedyState.APPROVED, RemedyState.EXECUTING}]
    for part in given_up:
        by_hand.call_off(unit, part, word.name, now)
        _becomes(unit, part, RemedyState.CANCELLED, word, now)
        if part.kind is RemedyKind.REFUND and part.order_id:
            unit.ledger.fell_through(part.key, part.order_id, part.amount)
    execution.count(unit, given_up, -1, practice)
    return tuple(PartSettled(part.kind, PartState.FAILED, part.amount) for part in given_up)


def _check_task(stored: StoredCase, task: Task, word: Word) -> None:
    if word.how is Settlement.PAID:
        raise NotNow(f"Task {task.id} is a person's to do: `confirm-manual {task.id}` says that it is done.")
    # Nobody can have a closed case: where money is not returned after all, a person is called by that.
    nobody_can = stored.case.ending and task.kind in {TaskKind.REFUND, TaskKind.ARRIVAL}
    if stored.case.keeper is Keeper.BOT and not nobody_can:
        raise NotNow(f"The bot has case {stored.case.id}. Reply to the buyer first: then you have it.")


def _open_task(unit: Unit, keys: Iterable[str]) -> Task | None:
    """The first open task under one of these names."""
    tasks = map(unit.tasks.of_key, keys)
    return next((task for task in tasks if task and task.state is TaskState.OPEN), None)


def _call_off_arrival(unit: Unit, stored: StoredCase, task: Task, word: Word, now: datetime) -> None:
    """Nothing is waited for any more: nothing was promised of an order, and whoever has the case tells its buyer."""
    _check_task(stored, task, word)
    by_hand.end(unit, task, TaskState.CANCELLED, word.name, now, f"called off, says {word.name}")
    unit.cases.note(task.case_id, now, word.name, [("task", f"{task.number_and_kind} cancelled: {word.why.strip()}")])


def _settle_refund(
    unit: Unit, stored: StoredCase, refund: AgreedPart, parts: list[AgreedPart], word: Word, practice: Practice, now: datetime
) -> tuple[PartSettled, ...]:
    """A refund that the provider was to move."""
    assert refund.order_id is not None  # noqa: S101  money is returned on an order
    if hindered := _hindrance(stored, refund, word.how):
        raise NotNow(hindered)
    unit.shop.order(refund.order_id, lock=True)
    key = turn.pay_key(stored.case.id)
    if refund.state not in _FELL_THROUGH and not unit.due.withdraw(key, now, f"{word.how}, says {word.name}"):
        raise NotNow(f"The refund of case {stored.case.id} is being asked for at this moment. Try again in two minutes.")
    settle = _pay if word.how is Settlement.PAID else _cancel
    return settle(unit, stored, refund, parts, word, practice, now)


def _hindrance(stored: StoredCase, refund: AgreedPart, how: Settlement) -> str:
    """Why this cannot be said of that refund now; empty if it can."""
    number = stored.case.id
    if refund.state is RemedyState.DONE:
        return f"The refund of case {number} is done: {refund.reference}."
    if refund.state is RemedyState.APPROVED and how is Settlement.PAID:
        return f"The refund of case {number} was not asked for yet and follows by itself. To pay it by hand, cancel it first."
    if refund.state is RemedyState.CANCELLED and how is Settlement.CANCELLED:
        return f"The refund of case {number} is cancelled."
    if refund.state in _ASKED and stored.case.keeper is Keeper.BOT:
        return f"The provider may still answer for case {number}, and the bot has it. Reply to the buyer first: then you have it."
    return ""


def _pay(
    unit: Unit, stored: StoredCase, refund: AgreedPart, parts: list[AgreedPart], word: Word, practice: Practice, now: datetime
) -> tuple[PartSettled, ...]:
    """The money is returned, once, and the rest of the remedy is given with it as long as the buyer can be told of it."""
    assert refund.order_id is not None  # noqa: S101
    others = [part for part in parts if part is not refund and stored.case.step is Step.EXECUTE]
    if refund.state in _FELL_THROUGH:
        # What it had reserved was given back: it is promised anew, within what was paid, and counted again.
        if not unit.ledger.promise(refund.order_id, refund.amount):
            number = unit.shop.order(refund.order_id).number
            raise NotNow(f"Less than {refund.amount} is left of what was paid for {number}: the ledger cannot hold it.")
        fell_through = [part for part in (refund, *others) if part.state in _FELL_THROUGH]
        execution.count(unit, fell_through, 1, practice)
    reference = word.reference.strip()
    _becomes(unit, refund, RemedyState.DONE, word, now, reference)
    unit.ledger.returned(refund.order_id, refund.amount)
    done = PartSettled(refund.kind, PartState.DONE, refund.amount, reference=reference, by_hand=True)
    for part in others:
        # Called off with the refund, they are given with it after all.
        unit.ledger.advance(part.key, [RemedyState.CANCELLED], RemedyState.APPROVED, now)
    given = give(unit, unit.ledger.open_parts(stored.case.id), Giver(word.name, practice, now)) if others else []
    return done, *given


def _cancel(
    unit: Unit, _stored: StoredCase, refund: AgreedPart, parts: list[AgreedPart], word: Word, practice: Practice, now: datetime
) -> tuple[PartSettled, ...]:
    """It will not be paid: the order and the month have back what was kept for it."""
    assert refund.order_id is not None  # noqa: S101
    _becomes(unit, refund, RemedyState.CANCELLED, word, now)
    if refund.state is RemedyState.FAILED:
        return ()  # all that follows from it followed when it failed
    unit.ledger.fell_through(refund.key, refund.order_id, refund.amount)
    execution.call_off(unit, parts, word.name, "the refund is cancelled", practice, now)
    return (PartSettled(refund.kind, PartState.FAILED, refund.amount),)


def _becomes(unit: Unit, part: AgreedPart, state: RemedyState, word: Word, now: datetime, reference: str = "") -> None:
    said = f"{word.name}: {word.why.strip()}"
    unit.ledger.advance(part.key, [part.state], state, now, reference=reference, reason=said)
    proof = f", {reference}" if reference else ""
    change = f"{part.state} -> {state}: {word.how}{proof} ({word.why.strip()})"
    unit.cases.note(part.case_id, now, word.name, [(part.kind.value, change)])
