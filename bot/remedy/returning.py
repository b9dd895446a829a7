"""Goods that come back: what is paid for them once they are here, once, the way all money goes.

wait for it -> it is here -> its money is a refund of the case -> execution
             | called off
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.complaint import turn
from bot.complaint.case import Case
from bot.complaint.deciding import said_so
from bot.complaint.event import GoodsBack
from bot.complaint.handover import exchanges
from bot.complaint.practice import Practice
from bot.complaint.turn import Turn
from bot.errors import BadRequest, NotNow
from bot.memory.agreements import AgreedPart, Agreement
from bot.memory.buyers import KnownBuyer
from bot.memory.cases import StoredCase
from bot.memory.store import Unit
from bot.memory.tasks import Task
from bot.remedy.authority import needed, outranks, reaches
from bot.remedy.ground import whole_of
from bot.remedy.kinds import money_follows
from bot.remedy.money import Money, MoneyError, add_up
from bot.remedy.offer import Part
from bot.shop.orders import Order, Untold
from bot.terms import Authority, RemedyKind

_ARRIVAL = "-arrival"


@dataclass(frozen=True, slots=True)
class Receipt:
    """Who says that goods came back, and what is to be paid for them; without an amount, what they were sold for."""

    name: str
    role: Authority
    amount: str = ""


@dataclass(frozen=True, slots=True)
class ReturnedFor:
    """Money that went back on an order or is promised to, and the lines that its case was about, by their positions."""

    lines: tuple[int, ...]
    amount: Money


def key_of_arrival(part: AgreedPart) -> str:
    """The name of the task to wait for what a part sends back."""
    return f"{part.key}{_ARRIVAL}"


def lines_of(case: Case, order: Order) -> tuple[int, ...]:
    """Which lines of an order a case is about, by their positions: all of them, unless it is about some."""
    return tuple(one for one in case.concerned if one < len(order.lines)) or tuple(range(len(order.lines)))


def worth_of(case: Case, order: Order, before: Sequence[ReturnedFor] = ()) -> Money | None:
    """What was paid for the goods that a case sends back, less what was returned for them `before`; None if nobody can tell."""
    lines = lines_of(case, order)
    already = _returned_for(lines, order, before) if len(lines) < len(order.lines) else Money.zero(order.currency)
    if already is None or order.untold & {Untold.PRICES, Untold.TOTAL}:
        return None
    # Where all of it comes back, what is left of the order is what was returned less.
    worth = min(whole_of(tuple(order.lines[one] for one in lines), order) - already, order.returnable)
    return worth if worth > Money.zero(order.currency) else None


def _returned_for(lines: tuple[int, ...], order: Order, before: Sequence[ReturnedFor]) -> Money | None:
    """What of the money that went back on an order was for these lines; None where it is not told for which some of it was."""
    theirs = [one.amount for one in before if set(one.lines) <= set(lines)]
    others = [one.amount for one in before if not set(one.lines) & set(lines)]
    return add_up(theirs, order.currency) if add_up((*theirs, *others), order.currency) == order.returned else None


def received(
    unit: Unit, stored: StoredCase, buyer: KnownBuyer, task: Task, receipt: Receipt, practice: Practice, now: datetime
) -> Turn | None:
    """What was sent back is here: its money is asked for, in the ledger and of whoever moves it. None: none follows.

    The task must just have been ended, which it can be once. Raises BadRequest, or NotNow where so much is not to be given.
    """
    parts = unit.ledger.agreed_parts(task.case_id)
    part = next((one for one in parts if key_of_arrival(one) == task.key), None)
    if part is None or not money_follows(one.kind for one in parts):
        if receipt.amount:
            raise BadRequest(f"Nothing is paid for what task {task.id} waits for: its money, or other goods, were given before.")
        return None
    if exchanges(stored.case) and not receipt.amount:
        return None
    assert part.order_id is not None  # noqa: S101  only what was ordered can be sent back
    order = unit.shop.order(part.order_id, lock=True)
    amount = _amount(receipt, task, order)
    _check(stored.case, order, amount, receipt, practice)
    if not unit.ledger.promise(order.id, amount):
        left = max(order.returnable, Money.zero(order.currency))
        raise NotNow(f"{amount} is more than can still be returned on order {order.number}: that is {left}.")
    _write_down(unit, stored.case, part, amount, receipt, now)
    unit.due.put("pay", turn.pay_key(task.case_id), task.case_id, now)
    event = GoodsBack(receipt.name, amount, now)
    return turn.take(unit, stored, buyer, event, practice, language=buyer.language, who=receipt.name)


def _amount(receipt: Receipt, task: Task, order: Order) -> Money:
    if not receipt.amount and task.worth is None:
        raise BadRequest(f"Nobody can tell what is to be paid for task {task.id}: say it with --amount, in {order.currency}.")
    try:
        amount = Money.of(receipt.amount, order.currency) if receipt.amount else task.worth
    except MoneyError as fault:
        raise BadRequest(f"{fault}: write the amount like 24.50, in {order.currency}.") from None
    assert amount is not None  # noqa: S101
    if task.worth and amount > task.worth:
        raise BadRequest(f"{amount} is more than the {task.worth} that was paid for these goods: more than that is no return.")
    if amount <= Money.zero(order.currency):
        raise BadRequest(f"{amount} is nothing to return. If nothing is to be, `settle {task.case_id} --as cancelled` says why.")
    return amount


def _check(case: Case, order: Order, amount: Money, receipt: Receipt, practice: Practice) -> None:
    """Whether whoever says so may grant so much: by their role, and where the bot may not, not on their own word."""
    needs = needed(amount, reaches(order.total_paid, practice.policy, practice.rates))
    if outranks(needs, receipt.role):
        raise NotNow(f"To return {amount} on order {order.number} needs the authority of {needs}, which {receipt.role} is not.")
    if needs is not Authority.BOT and receipt.name in said_so(case, practice):
        raise NotNow(f"Case {case.id} rests on what {receipt.name} said of it, so four eyes are needed for {amount}.")


def _write_down(unit: Unit, case: Case, part: AgreedPart, amount: Money, receipt: Receipt, now: datetime) -> None:
    assert case.offer is not None  # noqa: S101  a part is of the offer that was agreed to
    why = json.dumps({"goods back": part.key, "received by": receipt.name})
    agreement = Agreement(
        unit.state.shop_id(),
        part.case_id,
        part.buyer_id,
        part.order_id,
        case.offer.version,
        (Part(RemedyKind.REFUND, amount),),
        receipt.name,
        why,
        now,
        for_goods=True,
    )
    unit.ledger.write(agreement)
