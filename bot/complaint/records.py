"""The records answer what a step needs to know, and take down what was agreed: within the transaction of the turn."""

import json
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from bot.complaint import joining
from bot.complaint.case import BOT, Case
from bot.complaint.event import MatterAnswered, OrderAnswered, PricesAnswered
from bot.complaint.explain import still_holds
from bot.complaint.outcome import MatterNeeded, Need, OrderAgain, OrderNeeded, PricesNeeded
from bot.complaint.practice import Practice
from bot.memory.agreements import Agreement, Bounds
from bot.memory.store import Unit
from bot.remedy.delight import gift_beside
from bot.remedy.money import Money, add_up
from bot.remedy.offer import Proposal
from bot.remedy.price_error import charged_too_much
from bot.remedy.rates import EURO, in_euro
from bot.shop.orders import Order, order_key, proves
from bot.terms import Cause

_A_YEAR = timedelta(days=365)

log = structlog.get_logger(__name__)


def answer(
    unit: Unit, need: Need, case: Case, buyer_id: int, practice: Practice, now: datetime
) -> OrderAnswered | PricesAnswered | MatterAnswered:
    """What the records say to that need. What lies after `now` is not known yet, even if a file tells it."""
    match need:
        case OrderNeeded(number, proof):
            return _prove(unit, order_key(number), proof, buyer_id, practice, now)
        case OrderAgain(order_id):
            return OrderAnswered(unit.shop.order(order_id), too_many=False, at=now)
        case PricesNeeded(order_id):
            return _prices(unit, unit.shop.order(order_id), case.cause, buyer_id, practice, now)
        case MatterNeeded():
            order = unit.shop.order(case.order_id) if case.order_id else None
            return _matter(unit, order, case.cause, buyer_id, practice, now)


def take_down(unit: Unit, case: Case, buyer_id: int, practice: Practice, now: datetime) -> str:
    """Write an agreement down with all that bounds it; returns why it cannot be, or "" when it is written.

    An offer may stand for days, and its order may stand in two conversations: what the policy gives is asked once more, with
    the order locked. What is still returnable and what the month's budget holds are conditions of the writes themselves.
    """
    standing = case.offer
    assert standing is not None  # noqa: S101  only a standing offer is agreed to
    assert case.agreed is not None  # noqa: S101
    proposal = standing.offer.proposals[case.agreed]
    by_bot = standing.approved_by == BOT
    order = unit.shop.order(case.order_id, lock=True) if case.order_id else None
    known: PricesAnswered | MatterAnswered
    if order and case.by_prices:
        known = _prices(unit, order, case.cause, buyer_id, practice, now)
    else:
        known = _matter(unit, order, case.cause, buyer_id, practice, now)
    if not still_holds(case, proposal, by_bot, known, practice):
        return "the policy does not give it any more"
    if order and not unit.ledger.promise(order.id, proposal.money):
        return "less is left of what was paid than was offered"
    month, budget = month_of(now, practice), practice.policy.budget
    why = json.dumps({"policy": standing.policy, "trace": standing.why}, ensure_ascii=False)
    agreement = Agreement(
        unit.state.shop_id(),
        case.id,
        buyer_id,
        case.order_id or None,
        standing.version,
        proposal.parts,
        standing.approved_by,
        why,
        now,
        practice.rates,
    )
    cost = add_up(map(agreement.euros, proposal.parts), EURO)
    if not unit.ledger.spend(month, cost, budget.monthly if by_bot else None):
        _take_back(unit, order, proposal)
        return "the month's budget is spent"
    within = Bounds(budget.per_order, budget.per_buyer, now - timedelta(days=practice.policy.history.buyer_days))
    if not unit.ledger.write(agreement, within if by_bot else None):
        _take_back(unit, order, proposal)
        unit.ledger.spend(month, cost * -1, None)
        return "what may be given on this order, or to this buyer, is spent"
    if order and by_bot:
        cost += _delight(unit, order, agreement, within, practice)
    _warn_of_the_budget(unit, cost, practice, now)
    return ""


def _delight(unit: Unit, order: Order, agreement: Agreement, within: Bounds, practice: Practice) -> Money:
    """Let a gift that nobody expects come with what was agreed on, once to a buyer; says what it costs, nothing if there is none.

    It is never what a remedy fails for: where the month, the order or the buyer has no more room, there is simply none.
    """
    gift, nothing = gift_beside(Proposal(agreement.parts), order, practice.policy, practice.rates), Money.zero(EURO)
    if gift is None:
        return nothing
    month, cost = month_of(agreement.at, practice), agreement.euros(gift)
    if not unit.ledger.spend_on_delight(month, cost, practice.policy.budget.monthly, practice.policy.delight.monthly):
        return nothing
    if not unit.ledger.delight(agreement, gift, within):
        unit.ledger.spend_on_delight(month, cost * -1, None, None)
        return nothing
    unit.cases.note(agreement.case_id, agreement.at, BOT, [("delight", f"a gift of {gift.amount} comes with it, unasked")])
    return cost


def _take_back(unit: Unit, order: Order | None, proposal: Proposal) -> None:
    """What was reserved of the order for a promise that cannot be made."""
    if order:
        unit.ledger.release(order.id, proposal.money)


def _warn_of_the_budget(unit: Unit, cost: Money, practice: Practice, now: datetime) -> None:
    """Tell the operator when this cost has brought the month to where it is nearly spent."""
    month, budget = month_of(now, practice), practice.policy.budget
    spent = unit.ledger.budget(month).spent
    if spent - cost < budget.warn_at <= spent:
        log.warning("the month's budget is nearly spent", month=month, promised=str(spent), monthly=str(budget.monthly))


def _prices(unit: Unit, order: Order, cause: Cause | None, buyer_id: int, practice: Practice, now: datetime) -> PricesAnswered:
    since = now - timedelta(days=practice.policy.history.buyer_days)
    return PricesAnswered(
        order=order,
        prices=unit.shop.prices_of({line.sku for line in order.lines}, order.currency),
        promotions=unit.shop.promotions(),
        history=unit.ledger.history(order.id, order.currency, buyer_id, since, cause),
        budget=unit.ledger.budget(month_of(now, practice)),
        at=now,
    )


def _matter(
    unit: Unit, order: Order | None, cause: Cause | None, buyer_id: int, practice: Practice, now: datetime
) -> MatterAnswered:
    since = now - timedelta(days=practice.policy.history.buyer_days)
    bought = unit.shop.bought(order.email, now - _A_YEAR, now) if order else []
    in_euros = (in_euro(paid, practice.rates) or Money.zero(EURO) for paid in bought)
    history = unit.ledger.history(order.id if order else None, order.currency if order else EURO, buyer_id, since, cause)
    if cause is Cause.MEMBERSHIP_BENEFIT:
        # A birthday comes once a year, however many orders there are to name.
        history = replace(history, for_cause=unit.ledger.benefits(buyer_id, now - _A_YEAR))
    return MatterAnswered(
        order=order,
        parcels=unit.shop.parcel_events(order.id) if order else (),
        spent=add_up(in_euros, EURO),
        orders=len(bought),
        history=history,
        budget=unit.ledger.budget(month_of(now, practice)),
        at=now,
        too_much=_charged_too_much(unit, order) if order and cause is Cause.PAYMENT else None,
        articles=unit.shop.articles_of(line.sku for line in order.lines) if order else (),
    )


def _charged_too_much(unit: Unit, order: Order) -> Money | None:
    return charged_too_much(order, unit.shop.prices_of({line.sku for line in order.lines}, order.currency))


def month_of(now: datetime, practice: Practice) -> str:
    """The month of the shop's calendar ("2026-02")."""
    return now.astimezone(practice.zone).strftime("%Y-%m")


def _prove(unit: Unit, number_key: str, proof: str, buyer_id: int, practice: Practice, now: datetime) -> OrderAnswered:
    by_buyer, on_order = unit.proofs.wrong_today(buyer_id, number_key, now)
    if by_buyer >= practice.proofs_per_buyer or on_order >= practice.proofs_per_order:
        return OrderAnswered(None, too_many=True, at=now)
    known = (order for order in unit.shop.find_orders(number_key) if order.placed_at <= now)
    order = next((one for one in known if proves(one, proof)), None)
    unit.proofs.add(buyer_id, number_key, now, right=order is not None)
    other = joining.elsewhere(unit, order.id, buyer_id, now) if order else 0
    return OrderAnswered(order, too_many=False, at=now, elsewhere=other)
