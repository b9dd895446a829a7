"""What only somebody outside can tell: asked while the buyer waits, outside of any transaction, and then looked into.

Where nobody outside answers, what the files say is what there is: the case goes on all the same.
"""

import asyncio
from dataclasses import dataclass
from datetime import datetime

from bot.complaint import turn
from bot.complaint.event import LookedUp
from bot.complaint.practice import Practice
from bot.complaint.turn import Turn
from bot.followup import unasked
from bot.memory.due import DueThing
from bot.memory.store import Memory, Unit
from bot.ports import Clock, Payments, Tracking
from bot.shop.charges import Charge
from bot.shop.orders import Order
from bot.shop.parcels import Parcel, ParcelEvent, parcel_of
from bot.terms import Cause, Keeper, Step

KIND = "look_up"


@dataclass(frozen=True, slots=True)
class Enquiry:
    """What is asked about an order: what was taken for it, and where these parcels are."""

    order_id: int
    order_number: str
    about_charges: bool
    parcels: tuple[Parcel, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of an enquiry; `charges` is None where nobody was asked, or could tell."""

    parcels: tuple[ParcelEvent, ...]
    charges: tuple[Charge, ...] | None


def begin(unit: Unit, thing: DueThing, now: datetime) -> Enquiry | None:
    """What is to be asked; None if the case does not wait for an answer any more."""
    assert thing.case_id is not None  # noqa: S101  it is always about a case
    if not unit.due.holds(thing):
        return None
    case = unit.cases.load(thing.case_id).case
    if case.step is not Step.EXPLAIN or case.keeper is not Keeper.BOT or case.ending or not case.order_id:
        unit.due.done(thing.id, now, "no answer is waited for")
        return None
    order = unit.shop.order(case.order_id)
    parcels = _parcels(order) if case.cause is Cause.LATE_DELIVERY else ()
    return Enquiry(order.id, order.number, case.cause is Cause.PAYMENT, parcels)


def settle(unit: Unit, thing: DueThing, enquiry: Enquiry, answered: Answered, practice: Practice, now: datetime) -> Turn | None:
    """Keep what carriers reported, and take the case on with what is known now, unless a person has it meanwhile.

    Where a person has another case of the buyer's, it is asked once more when they are done.
    """
    assert thing.case_id is not None  # noqa: S101
    if not unit.due.holds(thing):
        return None
    buyer = unit.buyers.load(unit.cases.load(thing.case_id).buyer_id, lock=True)
    stored = unit.cases.load(thing.case_id, lock=True)
    unit.shop.put_parcel_events(enquiry.order_id, answered.parcels)
    if unasked.is_talked_over(unit, thing, buyer.id, stored.case.id, now):
        return None
    unit.due.done(thing.id, now)
    if stored.case.keeper is not Keeper.BOT or stored.case.ending:
        return None
    event = LookedUp(answered.charges, now)
    return turn.take(unit, stored, buyer, event, practice, language=buyer.language, who="clock")


class EnquiryDesk:
    """Asks whoever outside knows: the payment provider, and the tracking service if there is one."""

    def __init__(self, memory: Memory, clock: Clock, practice: Practice, payments: Payments, tracking: Tracking | None) -> None:
        self._memory = memory
        self._clock = clock
        self._practice = practice
        self._payments = payments
        self._tracking = tracking

    async def look_up(self, thing: DueThing) -> Turn | None:
        """Ask what this row stands for, and go on with the case."""
        enquiry = await self._memory.write(begin, thing, self._clock.now())
        if enquiry is None:
            return None
        charges = await self._payments.charges(enquiry.order_number) if enquiry.about_charges else None
        answered = Answered(await self._events(enquiry.parcels), charges)
        return await self._memory.write(settle, thing, enquiry, answered, self._practice, self._clock.now())

    async def _events(self, parcels: tuple[Parcel, ...]) -> tuple[ParcelEvent, ...]:
        if self._tracking is None:
            return ()
        answers = await asyncio.gather(*(self._tracking.events(parcel.carrier, parcel.number) for parcel in parcels))
        return tuple(event for answer in answers for event in answer.events)


def _parcels(order: Order) -> tuple[Parcel, ...]:
    return tuple(parcel for entry in order.tracking if (parcel := parcel_of(entry)).number)
