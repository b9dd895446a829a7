"""Giving what is no money: what is ours is written down and so done, and what only a person can do becomes their task.

Both happen in the transaction in which the refund of the same remedy is done, or at once where there is none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.complaint.case import PartSettled, PartState
from bot.complaint.handover import exchanges
from bot.complaint.practice import Practice
from bot.memory.agreements import AgreedPart
from bot.memory.money_tables import RemedyState, TaskKind
from bot.memory.store import Unit
from bot.remedy.calendar import months_later
from bot.remedy.coupon_code import new_code
from bot.remedy.coupon_terms import Coupon
from bot.remedy.earning import await_quarter
from bot.remedy.kinds import Way, money_follows, way_of
from bot.remedy.money import Money
from bot.remedy.rates import from_euro
from bot.remedy.returning import ReturnedFor, key_of_arrival, lines_of, worth_of
from bot.remedy.tasks import TO_BE_EXCHANGED, open_task
from bot.shop.orders import Order, OrderLine
from bot.terms import RemedyKind

_PLATFORMS = {"aliexpress": "AliExpress", "amazon": "Amazon", "ebay": "eBay", "shopify": "Shopify", "tiktok": "TikTok Shop"}


@dataclass(frozen=True, slots=True)
class Giver:
    """On whose word parts are given, and how this shop does it."""

    who: str
    practice: Practice
    at: datetime

    def day(self, moment: datetime) -> date:
        """A day of the shop's calendar."""
        return moment.astimezone(self.practice.zone).date()


def seen_to_by_people(order: Order | None, practice: Practice) -> frozenset[RemedyKind]:
    """The kinds that only a person can see to: money on some platforms, a return to nobody knows where."""
    kinds = set()
    if order and order.platform in practice.paid_by_hand:
        kinds.add(RemedyKind.REFUND)
    if not practice.returns.address:
        kinds.add(RemedyKind.RETURN)
    return frozenset(kinds)


def give(unit: Unit, parts: Sequence[AgreedPart], giver: Giver) -> list[PartSettled]:
    """Give every part that is agreed on and was not begun, but money that a provider moves."""
    if not parts:
        return []
    order = unit.shop.order(parts[0].order_id) if parts[0].order_id else None
    by_hand = seen_to_by_people(order, giver.practice)
    settled = []
    for part in parts:
        if part.state is not RemedyState.APPROVED:
            continue
        match way_of(part.kind, by_hand):
            case Way.AT_ONCE:
                settled.append(_write_down(unit, part, order, giver))
            case Way.BY_HAND:
                settled.append(_hand_over(unit, part, order, giver))
    return settled


def _write_down(unit: Unit, part: AgreedPart, order: Order | None, giver: Giver) -> PartSettled:
    match part.kind:
        case RemedyKind.COUPON:
            return issue(unit, part, giver)
        case RemedyKind.POINTS:
            unit.points.add(part.key, part.buyer_id, part.count, giver.at)
            await_quarter(unit, giver.practice, giver.at)
            return _done(unit, part, giver, reference="")
        case RemedyKind.WARRANTY:
            begins = giver.day((order.delivered_at or order.placed_at) if order else giver.at)
            until = months_later(begins, giver.practice.guarantee_months + part.count)
            return _done(unit, part, giver, reference=str(part.case_id), until=until)
        case RemedyKind.RAIN_CHECK:
            unit.rain_checks.give(part.key, part.case_id, part.buyer_id, part.what, giver.at)
            return _done(unit, part, giver, reference=str(part.case_id))
        case _:
            return _show_the_way_back(unit, part, giver)


def issue(unit: Unit, part: AgreedPart, giver: Giver) -> PartSettled:
    """Write a coupon with a fresh code: the buyer's, for one use, until its last day."""
    rules = giver.practice.policy.coupons
    coupon = Coupon(
        new_code(),
        part.amount,
        part.percent,
        from_euro(rules.minimum_order, part.amount.currency, giver.practice.rates) or Money.zero(part.amount.currency),
        giver.at + timedelta(days=rules.valid_days),
    )
    unit.coupons.issue(coupon, part.key, part.buyer_id, part.euros, giver.at)
    _becomes(unit, part, RemedyState.DONE, giver, "issued")
    return PartSettled(
        part.kind,
        PartState.DONE,
        part.amount,
        part.percent,
        reference=coupon.code,
        until=giver.day(coupon.expires_at),
        minimum=coupon.minimum or None,
    )


def await_arrival(unit: Unit, part: AgreedPart, days: int, giver: Giver) -> date:
    """What is sent back will arrive, and its money be returned then; says the last day to send it."""
    assert part.order_id is not None  # noqa: S101  only what was ordered can be sent back
    until = giver.day(giver.at + timedelta(days=days))
    order = unit.shop.order(part.order_id)
    case = unit.cases.load(part.case_id).case
    then, worth = "its money was seen to, or goods were sent in its place", None
    if exchanges(case):
        then = TO_BE_EXCHANGED
    elif money_follows(one.kind for one in unit.ledger.agreed_parts(part.case_id)):
        worth = worth_of(case, order, _returned_before(unit, order))
        then = (
            f"once it is confirmed, {worth or 'the --amount you say'} goes back for it{' (or another --amount)' if worth else ''}"
        )
    inside = " and ".join(_named(order.lines[one]) for one in lines_of(case, order))
    with_ = f" with {inside}" if inside else ""
    what = f"Wait for the parcel marked {part.case_id}{with_}, sent by {until}{_for_whom(order)}; {then}."
    arrives_by = giver.at + timedelta(days=days + giver.practice.returns.days)
    open_task(unit, key_of_arrival(part), TaskKind.ARRIVAL, part.case_id, what, arrives_by, giver.at, worth)
    return until


def _returned_before(unit: Unit, order: Order) -> list[ReturnedFor]:
    refunds = unit.ledger.refunds_on(order.id)
    return [ReturnedFor(lines_of(unit.cases.load(case_id).case, order), amount) for case_id, amount in refunds]


def _named(line: OrderLine) -> str:
    counted = f"{line.quantity} × {line.title}" if line.quantity > 1 else line.title
    return f"{counted}, {line.variant}" if line.variant else counted


def _show_the_way_back(unit: Unit, part: AgreedPart, giver: Giver) -> PartSettled:
    route = giver.practice.returns
    until = await_arrival(unit, part, part.count or route.days, giver)
    settled = _done(unit, part, giver, reference=str(part.case_id), until=until)
    return PartSettled(settled.kind, settled.state, part.amount, reference=route.address, until=until)


def _done(unit: Unit, part: AgreedPart, giver: Giver, reference: str, until: date | None = None) -> PartSettled:
    if until:
        unit.ledger.lasts(part.key, until)
    _becomes(unit, part, RemedyState.DONE, giver, f"until {until}" if until else "", reference)
    return PartSettled(part.kind, PartState.DONE, part.amount, count=part.count, what=part.what, reference=reference, until=until)


def _hand_over(unit: Unit, part: AgreedPart, order: Order | None, giver: Giver) -> PartSettled:
    """A person has to do it: write their task down, and look at it again when the promise is over."""
    within = giver.practice.promise_within
    # A promise counts from the yes; what could not be begun in that time is promised anew.
    by = part.agreed_at + within if part.agreed_at + within > giver.at else giver.at + within
    open_task(unit, part.key, TaskKind(part.kind.value), part.case_id, _to_do(part, order), by, giver.at)
    _becomes(unit, part, RemedyState.EXECUTING, giver, f"a person's by {by.astimezone(giver.practice.zone):%d %b %H:%M}")
    through = _PLATFORMS.get(order.platform, order.platform) if order else ""
    return under_way(part, PartState.ON_ITS_WAY, by, through)


def under_way(part: AgreedPart, state: PartState, by: datetime, through: str = "") -> PartSettled:
    """A part that a person has, and has not done."""
    return PartSettled(
        part.kind, state, part.amount, part.percent, part.count, part.what, by_hand=True, promised_by=by, through=through
    )


def _becomes(unit: Unit, part: AgreedPart, state: RemedyState, giver: Giver, how: str, reference: str = "") -> None:
    unit.ledger.advance(part.key, [part.state], state, giver.at, reference=reference)
    change = f"{part.state} -> {state}{': ' if how else ''}{how}"
    unit.cases.note(part.case_id, giver.at, giver.who, [(part.kind.value, change)])


def _to_do(part: AgreedPart, order: Order | None) -> str:
    """All that a person needs to know to do it."""
    whom = _for_whom(order)
    match part.kind:
        case RemedyKind.REFUND:
            where = _PLATFORMS.get(order.platform, order.platform) if order else ""
            return f"Return {part.amount}{whom}, the way it was paid, through {where}; our name for it is {part.key}."
        case RemedyKind.REPLACEMENT:
            return f"Send {part.what} anew{whom}."
        case RemedyKind.RESEND:
            return f"Send what was missing{f' ({part.what})' if part.what else ''}{whom}."
        case RemedyKind.REPAIR:
            return f"Arrange a repair{f' of {part.what}' if part.what else ''}{whom}."
        case RemedyKind.GIFT:
            unasked = " They do not expect it: it is our surprise." if part.delight else ""
            return f"Send a small gift worth about {part.amount}{whom}.{unasked}"
        case RemedyKind.VOUCHER:
            return f"Give a partner's voucher worth about {part.amount}{whom}."
        case RemedyKind.APOLOGY:
            return f"Write a personal apology in the name of {part.what}{whom}."
        case _:
            return f"Tell how it is sent back{whom}."


def _for_whom(order: Order | None) -> str:
    if order is None:
        return ""
    whom = " ".join(filter(None, (order.buyer_name, order.postcode, order.country)))
    return f" for {whom} (order {order.number})" if whom else f" for order {order.number}"
