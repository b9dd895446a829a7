"""What the records and the buyer's word come to, cause by cause: the facts on which the policy decides."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.complaint import arrival, withdrawal
from bot.complaint.case import Case, Fact
from bot.complaint.event import MatterAnswered
from bot.complaint.practice import Practice
from bot.complaint.withdrawal import Period
from bot.followup.zones import zone_of_country
from bot.remedy.ground import paid_for
from bot.remedy.margin import margin_of
from bot.remedy.matter import Matter
from bot.remedy.money import Money
from bot.remedy.rates import from_euro, in_euro
from bot.shop.articles import supplier_of
from bot.shop.charges import double_charge
from bot.shop.members import level_of
from bot.shop.orders import Order, OrderLine
from bot.shop.parcels import Lateness, lateness
from bot.terms import Cause, Missing, Verification


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of a case: the matter that is decided on, and what only the explanation tells."""

    matter: Matter
    lateness: Lateness | None = None
    period: Period | None = None


def find(case: Case, known: MatterAnswered, practice: Practice) -> Found:
    """What a case comes to by all that is known of it now. Total: what nobody can tell is found to be so."""
    assert case.cause is not None  # noqa: S101  only what is understood is looked into
    stated = Matter(
        cause=case.cause,
        verdict=Verification.STATED,
        concerned=_concerned(case, known.order),
        severity=case.severity,
        pictures=_pictures(case),
        level=level_of(known.spent, known.orders, practice.policy.members),
    )
    order = known.order
    if order is None:
        return Found(replace(stated, verdict=Verification.CONFIRMED))
    stated = replace(
        stated,
        margin=margin_of(stated.concerned, order, known.articles, practice.rates),
        supplier=supplier_of(stated.concerned, known.articles),
    )
    late = lateness(order, known.parcels, _today(order, known.at, practice.zone), practice.policy.delivery, practice.zone)
    match case.cause:
        case Cause.LATE_DELIVERY:
            return _late(stated, case, late)
        case Cause.RETURN_REQUEST:
            period = withdrawal.period(order, known.parcels, withdrawal.declared_at(case), practice.policy.withdrawal)
            # What has not left us is stopped, and where nothing is promised a person decides: neither is a return.
            inside = period.shipped and period.inside is True
            return Found(replace(stated, verdict=Verification.CONFIRMED, within_withdrawal=inside), period=period)
        case Cause.PAYMENT:
            return Found(_charged(stated, case, order))
        case Cause.PRICE_ERROR | Cause.PRICE_DROP:
            too_much = case.overcharged
            verdict = Verification.CONFIRMED if too_much else Verification.CANNOT_BE_VERIFIED
            return Found(replace(stated, verdict=verdict, amount=too_much))
        case Cause.CUSTOMS_FEE:
            fee = _in_currency_of(order, case.fee, practice) if case.fee else None
            return Found(replace(stated, amount=fee))
        case Cause.MISSING_ITEM:
            worth = paid_for(stated.concerned, order)
            return Found(replace(stated, amount=worth if case.missing is Missing.ARTICLE else None), lateness=late)
        case Cause.MEMBERSHIP_BENEFIT:
            return Found(replace(stated, verdict=Verification.CONFIRMED))
        case Cause.DAMAGED | Cause.NOT_AS_DESCRIBED | Cause.WRONG_ITEM:
            return Found(stated, lateness=late)
        case _:
            return Found(stated)


def facts_of(found: Found, at: datetime) -> tuple[Fact, ...]:
    """What was checked and what came of it, for the record of the case."""
    matter = found.matter
    told: list[tuple[str, str, str]] = []
    if matter.cause is Cause.LATE_DELIVERY and (late := found.lateness):
        told.append(("promised by", late.promised.isoformat() if late.promised else "not known", "order and parcels"))
        told.append(("days past", str(late.days_past), "order and parcels"))
    if found.period:
        ends = found.period.ends_on.isoformat() if found.period.ends_on else "not begun"
        told.append(("withdrawal until", ends, "order and law of the destination"))
    if matter.amount:
        told.append(("amount", str(matter.amount), "records"))
    if matter.cause is Cause.MEMBERSHIP_BENEFIT:
        told.append(("member level", matter.level, "orders of twelve months"))
    return tuple(Fact(name, value, matter.verdict, source, at) for name, value, source in told)


def _late(stated: Matter, case: Case, late: Lateness) -> Found:
    """How late it is, and whether that can be vouched for. What is on its way back comes to nobody, however late."""
    if case.arrived and (came_on := _came_on(case, late)):
        late = replace(late, delivered_on=came_on, days_past=max((came_on - late.promised).days, 0) if late.promised else 0)
    if late.delivered_on and late.promised and case.arrived:
        # The records and the buyer agree on when it came.
        verdict = Verification.CONFIRMED if late.days_past else Verification.NOT_CONFIRMED
        came = replace(late, verdict=verdict)
        return Found(replace(stated, verdict=verdict, days_past=late.days_past, arrived=True), lateness=came)
    if case.arrived:
        # It came, and nobody can tell when.
        unknown = replace(late, lost=False, verdict=Verification.CANNOT_BE_VERIFIED)
        return Found(replace(stated, verdict=unknown.verdict, arrived=True), lateness=unknown)
    if late.sent_back or (late.lost and not late.days_past):
        # A person asks the carrier first; before the promised day nothing is late yet, be it lost.
        late = replace(late, lost=False, verdict=Verification.CANNOT_BE_VERIFIED)
    # Days that nobody can vouch for are none to decide by.
    days_past = None if late.verdict is Verification.CANNOT_BE_VERIFIED else late.days_past
    return Found(replace(stated, verdict=late.verdict, days_past=days_past, lost=late.lost), lateness=late)


def _came_on(case: Case, late: Lateness) -> date | None:
    """The day on which its buyer says that it came, where the records show it late: it can only be less late by it."""
    if late.delivered_on or late.sent_back or late.verdict is not Verification.CONFIRMED:
        return None
    return next((date.fromisoformat(fact.value) for fact in case.facts if fact.name == arrival.CAME_ON), None)


def _concerned(case: Case, order: Order | None) -> tuple[OrderLine, ...]:
    if order is None:
        return ()
    named = tuple(order.lines[position] for position in case.concerned if position < len(order.lines))
    return named or order.lines


def _pictures(case: Case) -> int:
    return next((int(fact.value) for fact in case.facts if fact.name == "pictures"), 0)


def _today(order: Order, at: datetime, shop: ZoneInfo) -> date:
    """The day it is where the parcel goes."""
    return at.astimezone(zone_of_country(order.country) or shop).date()


def _charged(stated: Matter, case: Case, order: Order) -> Matter:
    if case.overcharged:
        return replace(stated, verdict=Verification.CONFIRMED, amount=case.overcharged)
    if case.charges is None:
        return replace(stated, verdict=Verification.CANNOT_BE_VERIFIED)
    twice = double_charge(order, case.charges)
    return replace(stated, verdict=Verification.CONFIRMED if twice else Verification.NOT_CONFIRMED, amount=twice)


def _in_currency_of(order: Order, fee: Money, practice: Practice) -> Money | None:
    """A fee in the currency of the order; None where no rate tells it."""
    if fee.currency == order.currency:
        return fee
    euro = in_euro(fee, practice.rates)
    return from_euro(euro, order.currency, practice.rates) if euro else None
