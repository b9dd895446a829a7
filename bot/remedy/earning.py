"""Points earned: those of a buyer's proven orders, each counted once, when it is asked how many there are."""

from datetime import datetime
from decimal import ROUND_DOWN

from bot.complaint.practice import Practice
from bot.memory.store import Unit
from bot.remedy.calendar import quarter_end
from bot.remedy.rates import in_euro
from bot.shop.orders import Standing

QUARTER_OVER = "points"
"""The kind of the row that turns points into coupons when a quarter is over."""


def balance(unit: Unit, buyer_id: int, practice: Practice, now: datetime) -> int:
    """How many points a buyer has, with those of their orders; from then on the end of the quarter is waited for."""
    for order_id in unit.points.proven_orders(buyer_id):
        if earned := _earned(unit, order_id, practice):
            unit.points.add(f"order-{order_id}", buyer_id, earned, now)
    points = unit.points.balance(buyer_id)
    if points > 0:
        await_quarter(unit, practice, now)
    return points


def await_quarter(unit: Unit, practice: Practice, now: datetime) -> None:
    """Let points become coupons when this quarter is over."""
    end = quarter_end(now, practice.zone)
    unit.due.put(QUARTER_OVER, f"points:{end.astimezone(practice.zone):%Y-%m-%d}", None, end)


def _earned(unit: Unit, order_id: int, practice: Practice) -> int:
    """The points of an order: of what was paid and kept. None where the rate of its currency is not known."""
    rules, order = practice.policy.points, unit.shop.order(order_id)
    if order.standing is not Standing.PAID:
        return 0
    paid = in_euro(order.total_paid - order.refunded, practice.rates)
    if paid is None or not rules.worth:
        return 0
    return int((paid.amount * rules.percent_of_spend / 100 / rules.worth.amount).to_integral_value(ROUND_DOWN))
