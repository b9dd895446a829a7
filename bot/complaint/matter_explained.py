"""What is said to a trouble that is no question of prices, cause by cause: what was checked, and what was found."""

from datetime import date, datetime

from bot.complaint import arrival, findings, handover, questions
from bot.complaint.case import Case
from bot.complaint.event import MatterAnswered
from bot.complaint.explanation import standing
from bot.complaint.findings import Found
from bot.complaint.outcome import Outcome, Say
from bot.complaint.practice import Practice
from bot.complaint.withdrawal import Period
from bot.language import script, script_causes, script_people
from bot.language.line import Code, Line, Sentence
from bot.remedy.decision import Decision, Facts, RefusalReason, Refused
from bot.remedy.ladder import decide
from bot.remedy.money import Money
from bot.shop.orders import Order
from bot.shop.parcels import Lateness
from bot.terms import Cause, Missing, Severity, Verification


def judge(case: Case, event: MatterAnswered, practice: Practice) -> tuple[Found, Facts, Decision]:
    """What was found, all that is decided on, and what the policy gives for it."""
    found = findings.find(case, event, practice)
    facts = Facts(found.matter, event.order, event.history, event.budget, practice.rates, case.wish)
    return found, facts, decide(facts, practice.policy)


def undecided(case: Case, event: MatterAnswered, found: Found, practice: Practice) -> Outcome | None:
    """What is said where the records make a decision needless or impossible; None where it can be decided.

    Whoever complains of goods that never left us, or of an order that was never paid, is told what the records say; nobody is
    doubted, and no fault is owned that is not there.
    """
    order, late = event.order, found.lateness
    if order is None or found.matter.cause not in _ABOUT_GOODS:
        return None
    number = Code(order.number)

    def to_person(why: str, line: Line) -> Outcome:
        return handover.to_person(case, event.at, practice, script_people.PERSON_LOOKS, why, Sentence.of(line, order=number))

    if order.unpaid and not _has_left(found):
        return standing(case, Sentence.of(script_causes.EXPLAIN_UNPAID, order=number))
    if order.called_off:
        return to_person("the order was cancelled", script_causes.EXPLAIN_CALLED_OFF)
    if order.all_returned:
        return to_person("nothing of what was paid is left", script_causes.EXPLAIN_REFUNDED)
    if order.promised and order.returnable <= Money.zero(order.currency):
        return to_person("all of what was paid is promised", script_causes.EXPLAIN_GIVEN_BEFORE)
    if late is None:
        return None
    if found.matter.cause is Cause.LATE_DELIVERY:
        ask = late.delivered_on and case.arrived is None
        return arrival.ask(case, order, late, script_causes.EXPLAIN_ARRIVED) if ask else None
    if late.still_here:
        return to_person("something came, and by the records nothing was sent", script_causes.EXPLAIN_STILL_HERE)
    if late.in_part and case.missing is Missing.ARTICLE:
        if late.sent_back:
            return to_person("a parcel of the order is on its way back", script_causes.EXPLAIN_SENT_BACK)
        if not (late.days_past or late.lost):
            return standing(case, Sentence.of(script_causes.EXPLAIN_IN_PARTS, order=number), *questions.where(order, late))
    return None


def _has_left(found: Found) -> bool:
    """Whether something was sent, by all that the records tell: what is paid for on delivery is unpaid until then."""
    late, period = found.lateness, found.period
    return bool((period and period.shipped) or (late and (late.shipped_on or late.delivered_on or late.in_part)))


# Where something was to come, came wrong, or is to go back.
_ABOUT_GOODS = frozenset(
    {
        Cause.LATE_DELIVERY,
        Cause.DAMAGED,
        Cause.NOT_AS_DESCRIBED,
        Cause.WRONG_ITEM,
        Cause.MISSING_ITEM,
        Cause.RETURN_REQUEST,
    }
)


def told(case: Case, event: MatterAnswered, found: Found, decision: Decision, practice: Practice) -> Outcome:
    """The explanation for what was found; where nothing is offered, also what happens instead."""
    said = _said(case, event, found, practice)
    if not isinstance(decision, Refused):
        return Outcome(case, (Say(said),))
    match decision.because:
        case RefusalReason.NOT_LATE_YET:
            return standing(case, *said)
        case RefusalReason.NOT_CONFIRMED if found.matter.cause is Cause.PAYMENT:
            return standing(case, *said)
        case RefusalReason.MADE_UP_BEFORE | RefusalReason.NOTHING_PAID if event.order and not found.period:
            # What is promised has not gone back yet, and of an order of 0.00 nothing can.
            line = script_causes.EXPLAIN_GIVEN_BEFORE if event.history.on_order else script.EXPLAIN_UNSETTLED
            before = Sentence.of(line, order=Code(event.order.number))
            return handover.to_person(case, event.at, practice, script_people.PERSON_LOOKS, str(decision.because), before)
        case RefusalReason.EVIDENCE_MISSING:
            return handover.to_person(case, event.at, practice, script_people.PERSON_LOOKS, "nothing was shown")
        case _:
            why = f"a person decides: {decision.because}"
            return handover.to_person(case, event.at, practice, script_people.PERSON_LOOKS, why, *said[:2])


def exchanged(case: Case, event: MatterAnswered, found: Found, practice: Practice) -> Outcome:
    """What is said to somebody who may send it back and would rather exchange it: another one is for a person to find."""
    right, *_ = _said(case, event, found, practice)
    return handover.exchanged(case, event.at, practice, right)


def _said(case: Case, event: MatterAnswered, found: Found, practice: Practice) -> tuple[Sentence, ...]:
    matter, order = found.matter, event.order
    if order is None:
        return (Sentence.of(script_causes.EXPLAIN_OUT_OF_STOCK, article=case.article),)
    number = Code(order.number)
    match matter.cause:
        case Cause.LATE_DELIVERY if found.lateness:
            return _late(case, order, found.lateness)
        case Cause.DAMAGED | Cause.NOT_AS_DESCRIBED | Cause.WRONG_ITEM:
            return (Sentence.of(_GOODS.get((matter.cause, matter.severity), script_causes.EXPLAIN_DAMAGED)),)
        case Cause.MISSING_ITEM:
            return (Sentence.of(script_causes.EXPLAIN_MISSING, order=number),)
        case Cause.BAD_SERVICE:
            return (Sentence.of(script_causes.EXPLAIN_BAD_SERVICE, person=practice.answers_for_service),)
        case Cause.MEMBERSHIP_BENEFIT:
            return (Sentence.of(script_causes.EXPLAIN_MEMBERSHIP),)
        case Cause.PAYMENT:
            return (_payment(order, found),)
        case Cause.PRICE_ERROR if matter.amount:
            paid = matter.value(order.currency)
            bought = _day(order.placed_at, practice)
            listed = paid - matter.amount
            return (Sentence.of(script_causes.EXPLAIN_PRICE_ERROR, bought=bought, listed=listed, paid=paid),)
        case Cause.PRICE_DROP if matter.amount:
            return (Sentence.of(script_causes.EXPLAIN_ELSEWHERE, less=matter.amount),)
        case Cause.CUSTOMS_FEE if case.fee:
            return (Sentence.of(script_causes.EXPLAIN_CUSTOMS, fee=case.fee),)
        case Cause.RETURN_REQUEST if found.period:
            return _withdrawal(order, found.period)
        case Cause.OUT_OF_STOCK:
            return (Sentence.of(script_causes.EXPLAIN_OUT_OF_STOCK, article=case.article),)
        case _:
            return (Sentence.of(script_causes.EXPLAIN_BY_A_PERSON),)


_GOODS: dict[tuple[Cause, Severity | None], Line] = {
    (Cause.DAMAGED, Severity.PACKAGING): script_causes.EXPLAIN_PACKAGING,
    (Cause.NOT_AS_DESCRIBED, Severity.UNUSABLE): script_causes.EXPLAIN_DOES_NOT_WORK,
    (Cause.NOT_AS_DESCRIBED, Severity.DIFFERS): script_causes.EXPLAIN_DIFFERS,
    (Cause.NOT_AS_DESCRIBED, Severity.COSMETIC): script_causes.EXPLAIN_DIFFERS,
    (Cause.WRONG_ITEM, None): script_causes.EXPLAIN_WRONG_ITEM,
}


def _late(case: Case, order: Order, late: Lateness) -> tuple[Sentence, ...]:
    number = Code(order.number)
    ours = _shipped_late(late)
    if case.arrived and late.delivered_on and late.promised:
        line = script_causes.EXPLAIN_CAME_LATE if late.days_past else script_causes.EXPLAIN_CAME_IN_TIME
        came = Sentence.of(line, order=number, promised=late.promised, delivered=late.delivered_on)
        return (came, *ours) if late.days_past else (came,)
    if case.arrived:
        return (Sentence.of(script_causes.EXPLAIN_BY_A_PERSON),)  # it came, and nobody knows when, or by when it should have
    if late.sent_back:
        return (Sentence.of(script_causes.EXPLAIN_SENT_BACK, order=number),)
    if late.delivered_on:
        return (Sentence.of(script_causes.EXPLAIN_DELIVERED, order=number, delivered=late.delivered_on),)
    if late.promised is None or late.verdict is Verification.CANNOT_BE_VERIFIED:
        return (Sentence.of(script_causes.EXPLAIN_NO_PARCEL, order=number),)
    if late.days_past <= 0:
        not_late = Sentence.of(script_causes.EXPLAIN_NOT_LATE, order=number, promised=late.promised)
        return (not_late, *questions.where(order, late))
    if late.lost:
        return (Sentence.of(script_causes.EXPLAIN_LOST, order=number, promised=late.promised),)
    owned = Sentence.of(script_causes.EXPLAIN_LATE, order=number, promised=late.promised)
    if late.shipped_on is None:
        return (owned, Sentence.of(script_causes.EXPLAIN_NOT_SHIPPED))
    return (owned, *ours, *questions.where(order, late))


def _shipped_late(late: Lateness) -> tuple[Sentence, ...]:
    """That part of it which is ours, if any is."""
    if not late.shipped_late or late.shipped_on is None:
        return ()
    return (Sentence.of(script_causes.EXPLAIN_SHIPPED_LATE, shipped=late.shipped_on),)


def _payment(order: Order, found: Found) -> Sentence:
    number = Code(order.number)
    if found.matter.amount and found.matter.verdict is Verification.CONFIRMED:
        return Sentence.of(script_causes.EXPLAIN_CHARGED_TWICE, order=number, twice=found.matter.amount)
    if found.matter.verdict is Verification.NOT_CONFIRMED:
        return Sentence.of(script_causes.EXPLAIN_CHARGED_ONCE, order=number, paid=order.total_paid)
    return Sentence.of(script_causes.EXPLAIN_CHARGES_UNKNOWN, order=number)


def _withdrawal(order: Order, period: Period) -> tuple[Sentence, ...]:
    number = Code(order.number)
    if not period.shipped:
        return (Sentence.of(script_causes.EXPLAIN_CANCEL, order=number),)
    if period.inside:
        return Sentence.of(script_causes.EXPLAIN_WITHDRAWAL, order=number), Sentence.of(script_causes.EXPLAIN_EXCHANGE_TOO)
    if period.ends_on is None:
        return (Sentence.of(script_causes.EXPLAIN_BY_A_PERSON),)
    return (Sentence.of(script_causes.EXPLAIN_WITHDRAWAL_OVER, order=number, ended=period.ends_on),)


def _day(at: datetime, practice: Practice) -> date:
    return at.astimezone(practice.zone).date()
