"""Goods that come back: what is paid for them once they are here, once, the way all money goes.

wait for it -> it is here -> its money is a refund of the case -> execution
             | called off
"""

import json
from dataclasses import dataclass
from datetime import datetime

from bot.complaint import turn
from bot.complaint.case import Case
from bot.complaint.deciding import said_so
from bot.complaint.event import GoodsBack
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
from bot.remedy.money import Money, MoneyError
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


def key_of_arrival(part: AgreedPart) -> str:
    """The name of the task to wait for what a part sends back."""
    return f"{part.key}{_ARRIVAL}"


def worth_of(case: Case, order: Order) -> Money | None:
    """What was paid for the goods that a case sends back and can still be returned; None where nobody can tell."""
    concerned = tuple(order.lines[one] for one in case.concerned if one < len(order.lines)) or order.lines
    worth = min(whole_of(concerned, order), order.returnable)
    tells = not order.untold & {Untold.PRICES, Untold.TOTAL}
    return worth if tells and worth > Money.zero(order.currency) else None


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
