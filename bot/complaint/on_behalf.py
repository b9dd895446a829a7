"""A program of the seller's acts for a buyer: it gets a link to their order, or opens a case for what they wrote elsewhere."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.complaint.case import Fact
from bot.errors import BadRequest, NoSuchOrder
from bot.memory.store import Unit
from bot.shop.orders import Order, order_key
from bot.terms import Verification


@dataclass(frozen=True, slots=True)
class GivenLink:
    """A link that was just made. Its token is known here and nowhere else."""

    token: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What a buyer wrote elsewhere, as the program tells it; `program` is what its key is called, `where` where it was written.

    `external_id` names it for good at the door that takes it in, and `payload` is how that door stores it.
    """

    order_number: str
    language: str
    where: str
    program: str
    door: str
    external_id: str
    payload: str


def link_to_order(unit: Unit, number: str, now: datetime, valid_for: timedelta) -> GivenLink:
    """A link by which whoever comes first has proven the order. Raises NoSuchOrder, or BadRequest if it could be several."""
    until = now + valid_for
    return GivenLink(unit.links.to_order(_order(unit, number, now).id, now, until), until)


def open_case(unit: Unit, told: Elsewhere, now: datetime, valid_for: timedelta) -> tuple[int, GivenLink]:
    """A case about the order, with what was written as its first message; returns its number and the buyer's way into it.

    The seller vouches for the buyer: the order is proven. Told again, it is the same case, with a fresh link.
    Raises NoSuchOrder, or BadRequest if the number could be that of several.
    """
    order = _order(unit, told.order_number, now)
    # A door with a name that no token hashes to: answers wait behind it until the buyer comes by the link.
    door = unit.doors.open(told.door, told.external_id, told.language, "", now)
    unit.buyers.load(door.buyer_id, lock=True)
    stored = unit.cases.newest_of(door.buyer_id)
    until = now + valid_for
    if stored is None:
        unit.links.bind(unit.links.to_order(order.id, now, until), door.buyer_id, now)
        stored = unit.cases.open(door.buyer_id, now)
        unit.cases.note(stored.case.id, now, told.program, [("opened", told.where)])
        proven = Fact("order", order.number, Verification.CONFIRMED, f"told by {told.program}", now)
        unit.cases.save(stored, replace(stored.case, order_id=order.id, order_number=order.number).knowing(proven), now)
        unit.inbox.add(told.door, f"{door.id}:{told.external_id}", door.buyer_id, told.payload, now, door.id)
    return stored.case.id, GivenLink(unit.links.back(door.buyer_id, now, until), until)


def _order(unit: Unit, number: str, now: datetime) -> Order:
    """The one order of that number; what lies after `now` is not known yet, even if a file tells it."""
    found = [order for order in unit.shop.find_orders(order_key(number)) if order.placed_at <= now]
    if not found:
        raise NoSuchOrder
    if len(found) > 1:
        raise BadRequest("More than one order has this number: a colleague has to look which is meant.")
    return found[0]
