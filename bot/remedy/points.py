"""Points: when a quarter is over, those of each buyer become a coupon of theirs, and they read of it."""

from datetime import datetime, timedelta
from decimal import ROUND_DOWN, Decimal

from bot.complaint import turn
from bot.complaint.practice import Practice
from bot.complaint.turn import Turn
from bot.errors import NoSuchBuyer
from bot.followup import unasked
from bot.language import script_done
from bot.language.line import Code
from bot.memory.due import DueThing
from bot.memory.store import Unit
from bot.remedy.coupon_code import new_code
from bot.remedy.coupon_terms import Coupon
from bot.remedy.earning import await_quarter, balance
from bot.remedy.money import Money
from bot.remedy.rates import EURO, from_euro

OF_BUYER = "points_of"
"""The kind of the row that turns one buyer's points into a coupon."""


def over(unit: Unit, thing: DueThing, practice: Practice, now: datetime) -> None:
    """A quarter is over: everybody who has points gets their coupon, each in a unit of their own."""
    if not unit.due.holds(thing):
        return
    unit.due.done(thing.id, now)
    for buyer_id in unit.points.holders():
        unit.due.put(OF_BUYER, f"points:{buyer_id}:{thing.due_at:%Y-%m-%d}", None, now, subject=buyer_id)
    await_quarter(unit, practice, now)


def become_coupon(unit: Unit, thing: DueThing, practice: Practice, now: datetime) -> Turn | None:
    """One buyer's points become a coupon in the currency they last ordered in, which they read of at a civil hour.

    Where they are worth less than that currency has coins for, they stay points.
    """
    try:
        buyer = unit.buyers.load(thing.subject or 0, lock=True)
    except NoSuchBuyer:
        unit.due.done(thing.id, now, "they are one with another by now")
        return None
    if not unit.due.holds(thing) or unasked.has_to_wait(unit, thing, buyer, None, practice, now):
        return None
    unit.due.done(thing.id, now)
    points, rules = balance(unit, buyer.id, practice, now), practice.policy
    cost = Money.of((rules.points.worth.amount * points).quantize(Decimal("0.01"), ROUND_DOWN), EURO)
    worth = _in_their_currency(unit, buyer.id, cost, practice)
    if worth.minor <= 0:
        return None
    # By the row, which is one a buyer and quarter, and not by its day: whoever has to wait for theirs moves that.
    key = f"points-{buyer.id}-{thing.id}"
    ends = now + timedelta(days=rules.coupons.valid_days)
    coupon = Coupon(new_code(), worth, None, Money.zero(worth.currency), ends)
    unit.points.add(key, buyer.id, -points, now)
    unit.coupons.issue(coupon, key, buyer.id, cost, now)
    code, until = Code(coupon.code), ends.astimezone(practice.zone).date()
    became = script_done.POINTS_BECAME
    turn.speak(unit, buyer, None, became, practice, now, points=points, code=code, larger=worth, until=until)
    return Turn(0, buyer.id, handed_over=False)


def _in_their_currency(unit: Unit, buyer_id: int, cost: Money, practice: Practice) -> Money:
    """As much in the currency of the buyer's newest order; in euro where there is none, or no rate for it."""
    orders = [unit.shop.order(order_id) for order_id in unit.points.proven_orders(buyer_id)]
    newest = max(orders, key=lambda order: order.placed_at, default=None)
    there = from_euro(cost, newest.currency, practice.rates) if newest else None
    return cost if there is None else there
