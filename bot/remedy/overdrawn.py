"""Money that people are to return, where the platform returns some itself: what it left no room for is not paid beside it."""

from collections.abc import Iterable
from datetime import datetime

from bot.errors import NotNow
from bot.memory.store import Unit
from bot.memory.tasks import Task
from bot.shop.orders import Order

_WHO = "import"
_NOT_AS_IT_STANDS = "Do not pay this"


def notice(unit: Unit, orders: Iterable[int], now: datetime) -> None:
    """Less is left of these orders by now than was promised: whoever was to return it reads so before they do."""
    for order_id in orders:
        order = unit.shop.order(order_id)
        for task in unit.tasks.refunds_on(order_id):
            if not task.what.startswith(_NOT_AS_IT_STANDS):
                unit.tasks.reword(task.key, _anew(task, order), now)
                unit.cases.note(task.case_id, now, _WHO, [("task", f"{task.number_and_kind}: {_left(order)}")])


def check(task: Task, order: Order) -> None:
    """Raise NotNow where what a task returns passes what was paid. The order must be locked."""
    if order.overdrawn:
        raise NotNow(f"{_left(order)}. {_ways_out(task)}")


def _anew(task: Task, order: Order) -> str:
    return f"{_NOT_AS_IT_STANDS}: {_left(order)}. {_ways_out(task)} It was: {task.what}"


def _left(order: Order) -> str:
    return f"the platform has returned money on order {order.number}, and less is left of what was paid than is promised"


def _ways_out(task: Task) -> str:
    settle = f"settle {task.case_id} --as"
    return f"If the buyer has theirs by that, `{settle} cancelled`; if it was paid beside it all the same, `{settle} paid`."
