"""Points: when a quarter is over, those of each buyer become a coupon of theirs, and they read of it."""

from datetime import datetime, timedelta
from decimal import ROUND_DOWN, Decimal

from bot.complaint import turn
from bot.complaint.practice import Practice
from bot.complaint.turn import Turn
from bot.errors import NoSuchBuyer
from bot.language import script_done
from bot.language.line import Code
from bot.memory.due import DueThing
from bot.memory.store import Unit
from bot.memory.transcript import NewLine
from bot.remedy.coupon_code import new_code
from bot.remedy.coupon_terms import Coupon
from bot.remedy.earning import await_quarter, balance
from bot.remedy.money import Money
from bot.terms import Speaker

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
    """One buyer's points become a coupon, which they read of."""
    try:
        buyer = unit.buyers.load(thing.subject or 0, lock=True)
    except NoSuchBuyer:
        unit.due.done(thing.id, now, "they are one with another by now")
        return None
    if not unit.due.holds(thing):
        return None
    unit.due.done(thing.id, now)
    points, rules = balance(unit, buyer.id, practice, now), practice.policy
    worth = Money.of((rules.points.worth.amount * points).quantize(Decimal("0.01"), ROUND_DOWN), "EUR")
    if worth <= Money.zero("EUR"):
        return None
    key = f"points-{buyer.id}-{thing.due_at:%Y-%m-%d}"
    ends = now + timedelta(days=rules.coupons.valid_days)
    coupon = Coupon(new_code(), worth, None, Money.zero("EUR"), ends)
    unit.points.add(key, buyer.id, -points, now)
    unit.coupons.issue(coupon, key, buyer.id, now)
    voice, last_day = turn.voice_of(buyer, practice), ends.astimezone(practice.zone).date()
    became = script_done.POINTS_BECAME
    text = voice.line(became, points=points, code=Code(coupon.code), larger=worth, until=last_day)
    line = NewLine(Speaker.BOT, text, keys=(became.key,))
    unit.buyers.counted(buyer.id, unit.transcript.add(buyer.id, None, buyer.last_n, [line], now, buyer.door_id))
    return Turn(0, buyer.id, handed_over=False)
