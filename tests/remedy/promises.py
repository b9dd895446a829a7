"""A remedy of any parts, agreed on as a yes would have it, and not begun: what the rest of the house is tried with."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

from bot.complaint import turn
from bot.complaint.case import Case, StandingOffer
from bot.memory.agreements import Agreement
from bot.memory.store import Unit
from bot.memory.views import door_at
from bot.remedy.money import Money
from bot.remedy.offer import Basis, Offer, Part, Proposal
from bot.shop.orders import order_key
from bot.terms import Cause, RemedyKind, Step
from handlers.web.counter import CHANNEL, hash_of
from tests.talk import Buyer, Shop

ANAS = "WL-2026-0063"  # paid with 104.70 EUR, in the seller's own shop
LAMP = "Clip Lamp"


def euros(minor: int) -> Money:
    return Money(minor, "EUR")


REFUND = Part(RemedyKind.REFUND, euros(998))
COUPON = Part(RemedyKind.COUPON, euros(499), Decimal(5))
POINTS = Part(RemedyKind.POINTS, euros(200), count=200)
WARRANTY = Part(RemedyKind.WARRANTY, euros(0), count=3)
RETURN = Part(RemedyKind.RETURN, euros(0), count=14)
RAIN_CHECK = Part(RemedyKind.RAIN_CHECK, euros(0), what=LAMP)
REPLACEMENT = Part(RemedyKind.REPLACEMENT, euros(4990), what="2 × Canvas Slip-on")
REPAIR = Part(RemedyKind.REPAIR, euros(4990), what="Canvas Slip-on")
RESEND = Part(RemedyKind.RESEND, euros(500))
GIFT = Part(RemedyKind.GIFT, euros(300))
APOLOGY = Part(RemedyKind.APOLOGY, euros(0), what="Mei")
VOUCHER = Part(RemedyKind.VOUCHER, euros(500))


def agree(
    unit: Unit, buyer_id: int, parts: tuple[Part, ...], now: datetime, order_number: str, cause: Cause = Cause.DAMAGED
) -> int:
    """Write down that a buyer said yes to these parts, and let them be carried out; returns the number of the case."""
    buyer = unit.buyers.load(buyer_id, lock=True)
    stored = unit.cases.open(buyer.id, now)
    order_id = unit.shop.find_orders(order_key(order_number))[0].id if order_number else 0
    offer = Offer((Proposal(parts),), Basis.LOSS)
    case = replace(
        stored.case,
        step=Step.EXECUTE,
        cause=cause,
        order_id=order_id,
        order_number=order_number,
        offer=StandingOffer(1, offer, why=(), policy="tried"),
        offers=1,
        agreed=0,
    )
    assert unit.cases.save(stored, case, now)
    if order_id:
        assert unit.ledger.promise(order_id, offer.proposals[0].money)
    unit.ledger.spend(f"{now:%Y-%m}", offer.proposals[0].cost, None)
    shop_id = unit.state.shop_id()
    unit.ledger.write(Agreement(shop_id, case.id, buyer.id, order_id or None, 1, parts, "bot", "{}", now))
    unit.due.put("pay", turn.pay_key(case.id), case.id, now)
    return case.id


async def promised(
    shop: Shop, *parts: Part, order_number: str = ANAS, cause: Cause = Cause.DAMAGED, language: str = "en-GB"
) -> Buyer:
    """A buyer to whom these parts are promised, in case 1 if they are the first; nothing is carried out yet."""
    buyer = await shop.buyer(language)
    token = buyer.headers["Authorization"].removeprefix("Bearer ")
    door = await shop.house.memory.read(door_at, CHANNEL, hash_of(token))
    assert door is not None
    await shop.house.memory.write(lambda unit: unit.buyers.is_at(door.buyer_id, door.id))
    await shop.house.memory.write(lambda unit: unit.buyers.speaks(door.buyer_id, language[:2], chosen=True, belief={}))
    await shop.house.memory.write(agree, door.buyer_id, parts, shop.clock.now(), order_number, cause)
    return buyer


async def case_of(shop: Shop, number: int = 1) -> Case:
    return (await shop.house.memory.read(lambda unit: unit.cases.load(number))).case


async def at_once(shop: Shop) -> None:
    """What is due is done."""
    await shop.later(timedelta())
