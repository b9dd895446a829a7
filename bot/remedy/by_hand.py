"""What people do for a remedy: they say that it is done, with the proof, and are reminded when a promise is over.

    task: open -> done | cancelled        its part: executing -> done | cancelled

The refund of a platform on which no program can pay is one of these; the rest of its remedy is given once it is done.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.complaint import turn
from bot.complaint.case import Fact, PartSettled, PartState
from bot.complaint.colleagues import role_of
from bot.complaint.event import RemedySettled
from bot.complaint.practice import Practice
from bot.complaint.turn import CaseMoved, Turn
from bot.errors import BadRequest, NoSuchTask, NotNow
from bot.memory.agreements import AgreedPart
from bot.memory.due import DueThing
from bot.memory.money_tables import RemedyState, TaskKind, TaskState
from bot.memory.store import Unit
from bot.memory.tasks import Task
from bot.memory.transcript import NewLine
from bot.remedy import overdrawn
from bot.remedy.coupon_code import masked
from bot.remedy.giving import Giver, await_arrival, give, under_way
from bot.remedy.returning import Receipt, received
from bot.remedy.tasks import TASK_DUE, due_key, open_task
from bot.terms import Keeper, RemedyKind, Speaker, Verification

log = structlog.get_logger(__name__)

_LONGEST_REFERENCE = 120
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody has done: under which reference it can be found, or, of an apology, in which words it was made.

    Of goods that came back, `amount` is what is to be paid for them; without one it is what they were sold for.
    """

    name: str
    reference: str = ""
    words: str = ""
    amount: str = ""

    def check(self, kind: TaskKind) -> None:
        """Raise BadRequest if it does not prove what was to be done."""
        if self.amount and kind is not TaskKind.ARRIVAL:
            raise BadRequest("Only of goods that came back it is said what amount is paid for them.")
        if kind is TaskKind.APOLOGY:
            if not self.words.strip() or self.reference:
                raise BadRequest('An apology is its words, and needs no reference: --words "Dear Ana, …".')
            return
        if self.words:
            raise BadRequest("Only an apology has words of its own; to write to the buyer, use `reply`.")
        # What came back is known by the number of its case, which stood on the parcel.
        if not (kind is not TaskKind.ARRIVAL) <= len(self.reference.strip()) <= _LONGEST_REFERENCE:
            what = "what was done about it" if kind is TaskKind.ALARM else "a tracking or payment number"
            raise BadRequest(f"It needs its reference, of at most {_LONGEST_REFERENCE} characters: {what}.")


def confirm(unit: Unit, number: int, deed: Deed, practice: Practice, now: datetime) -> Turn | None:
    """A person says that a task is done, with all that follows for its case. None: nothing follows for the buyer.

    Raises NoSuchTask, BadRequest, or NotNow: it is not open, or goods came back whose money is not this person's to give.
    """
    role = role_of(deed.name, practice)
    task = unit.tasks.find(number)
    if task is None:
        raise NoSuchTask(f"There is no task {number}.")
    deed.check(task.kind)
    buyer = unit.buyers.load(unit.cases.load(task.case_id).buyer_id, lock=True)
    stored = unit.cases.load(task.case_id, lock=True)
    part = next((one for one in unit.ledger.agreed_parts(task.case_id) if one.key == task.key), None)
    if part and part.kind is RemedyKind.REFUND and part.order_id and task.state is TaskState.OPEN:
        overdrawn.check(task, unit.shop.order(part.order_id, lock=True))
    reference = deed.reference.strip()
    if not end(unit, task, TaskState.DONE, deed.name, now, f"done, says {deed.name}", reference):
        raise NotNow(f"Task {number} is not open any more.")
    shown = masked(reference) if task.kind is TaskKind.VOUCHER else reference
    unit.cases.note(task.case_id, now, deed.name, [("task", f"{task.number_and_kind} done{f': {shown}' if shown else ''}")])
    if task.kind is TaskKind.ARRIVAL:
        return received(unit, stored, buyer, task, Receipt(deed.name, role, deed.amount), practice, now)
    if part is None:
        _decided(unit, task, deed, now)
        return None
    settled = (_settle(unit, part, deed, practice, now), *_what_follows(unit, part, deed, practice, now))
    said = (NewLine(Speaker.PERSON, deed.words.strip(), author=deed.name),) if deed.words else ()
    event = RemedySettled(settled, now)
    return turn.take(unit, stored, buyer, event, practice, language=buyer.language, who=deed.name, spoken_before=said)


def _settle(unit: Unit, part: AgreedPart, deed: Deed, practice: Practice, now: datetime) -> PartSettled:
    """The part is done, once, as its task was; money is returned in the order's figures with it."""
    reference = deed.reference.strip()
    if part.order_id and part.kind is RemedyKind.REFUND:
        unit.ledger.returned(part.order_id, part.amount)
    if part.kind is RemedyKind.RETURN:
        await_arrival(unit, part, part.count or practice.returns.days, Giver(deed.name, practice, now))
    unit.ledger.advance(
        part.key, [RemedyState.EXECUTING], RemedyState.DONE, now, reference=reference, reason=f"{deed.name}: by hand"
    )
    shown = masked(reference) if part.kind is RemedyKind.VOUCHER else reference
    unit.cases.note(part.case_id, now, deed.name, [(part.kind.value, f"executing -> done: {shown or 'written to the buyer'}")])
    return PartSettled(
        part.kind, PartState.DONE, part.amount, part.percent, part.count, part.what, reference=reference, by_hand=True
    )


def _what_follows(unit: Unit, part: AgreedPart, deed: Deed, practice: Practice, now: datetime) -> list[PartSettled]:
    """With the money returned, the rest of its remedy is given."""
    if part.kind is not RemedyKind.REFUND:
        return []
    return give(unit, unit.ledger.open_parts(part.case_id), Giver(deed.name, practice, now))


def look_at(unit: Unit, thing: DueThing, practice: Practice, now: datetime) -> Turn | None:
    """A task was promised by now. As long as it is open the staff are reminded every day, and its buyer is told once."""
    assert thing.case_id is not None  # noqa: S101  a task is always about a case
    buyer = unit.buyers.load(unit.cases.load(thing.case_id).buyer_id, lock=True)
    stored = unit.cases.load(thing.case_id, lock=True)
    task = unit.tasks.find(thing.subject or 0)
    if not unit.due.holds(thing):
        return None
    if task is None or task.state is not TaskState.OPEN:
        unit.due.done(thing.id, now)
        return None
    unit.due.put(TASK_DUE, due_key(task.id), task.case_id, now + _A_DAY, subject=task.id)
    log.warning("a task is overdue", task=task.id, case=task.case_id, kind=task.kind)
    unit.cases.note(task.case_id, now, "clock", [("task", f"{task.number_and_kind} overdue")])
    part = next((one for one in unit.ledger.open_parts(task.case_id) if one.key == task.key), None)
    if part is None or any(one.kind is part.kind and one.state is PartState.LATE for one in stored.case.settled):
        return None
    late = RemedySettled((under_way(part, PartState.LATE, task.promised_by),), now)
    return turn.take(unit, stored, buyer, late, practice, language=buyer.language, who="clock")


def end(unit: Unit, task: Task, state: TaskState, who: str, now: datetime, why: str, reference: str = "") -> bool:
    """A task is done, or called off, and nobody is reminded of it any more; False, and nothing changed, if it is not open."""
    if not unit.tasks.end(task.key, state, who, now, reference):
        return False
    unit.due.cancel(due_key(task.id), now, why)
    return True


def call_off(unit: Unit, part: AgreedPart, who: str, now: datetime) -> None:
    """A part is not to be done any more: nor is the task, if there was one."""
    task = unit.tasks.of_key(part.key)
    if task:
        end(unit, task, TaskState.CANCELLED, who, now, "called off")


def ask_head_office(unit: Unit, case_id: int, name: str, why: str, practice: Practice, now: datetime) -> Task:
    """What is beyond everybody's authority goes to the head office: a task with a state of its own, named in the case.

    Raises NoSuchCase, BadRequest, or NotNow while the bot has the case, since a person answers for it to the buyer.
    """
    role_of(name, practice)
    if not why.strip():
        raise BadRequest("It needs a why: what the head office is to decide.")
    unit.buyers.load(unit.cases.load(case_id).buyer_id, lock=True)
    stored = unit.cases.load(case_id, lock=True)
    if stored.case.keeper is Keeper.BOT:
        raise NotNow(f"The bot has case {case_id}. Reply to the buyer first: then you have it.")
    asked = sum(task.kind is TaskKind.HEAD_OFFICE for task in unit.tasks.of_case(case_id))
    key = f"head-office-case-{case_id}-{asked + 1}"
    by = now + practice.solution_within
    number = open_task(unit, key, TaskKind.HEAD_OFFICE, case_id, f"Decide, as {name} asks: {why.strip()}", by, now)
    task = unit.tasks.find(number or 0)
    assert task is not None  # noqa: S101  the case is locked, so its number was free
    unit.cases.note(case_id, now, name, [("head office", f"asked, task {task.id}: {why.strip()}")])
    fact = Fact("head office", f"asked, task {task.id}", Verification.STATED, name, now)
    if not unit.cases.save(stored, stored.case.knowing(fact), now):
        raise CaseMoved
    return task


def _decided(unit: Unit, task: Task, deed: Deed, now: datetime) -> None:
    """What the head office decided is on record of the case; what it means for the buyer, a person tells them."""
    if task.kind is not TaskKind.HEAD_OFFICE:
        return
    stored = unit.cases.load(task.case_id, lock=True)
    fact = Fact("head office", f"decided, task {task.id}: {deed.reference.strip()}", Verification.CONFIRMED, deed.name, now)
    if not unit.cases.save(stored, stored.case.knowing(fact), now):
        raise CaseMoved
