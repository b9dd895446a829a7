"""What a remedy is reckoned on: what was paid for the articles it is about, and what is left of it."""

from collections import Counter
from dataclasses import dataclass

from bot.remedy.coupon import on_top_cap
from bot.remedy.decision import Facts
from bot.remedy.matter import Matter
from bot.remedy.money import Money, add_up
from bot.remedy.policy import Policy
from bot.remedy.rates import from_euro
from bot.shop.orders import Order, OrderLine, Standing


@dataclass(frozen=True, slots=True)
class Ground:
    """The figures of an order, all in its currency, as they concern one trouble. `standing` is None without an order.

    `paid` is what was paid for the order, `value` what was paid for the lines concerned, `whole` what is returned if all of that
    is: with the shipping, where they are the whole order.
    """

    paid: Money
    value: Money
    whole: Money
    returnable: Money
    on_top: Money
    standing: Standing | None


def ground_of(matter: Matter, facts: Facts, policy: Policy) -> Ground:
    """The figures that remedies for this trouble are reckoned on; without an order, those of the one the policy assumes."""
    nothing = Money.zero(facts.currency)
    order = facts.order
    if order is None:
        assumed = from_euro(policy.coupons.without_order, facts.currency, facts.rates) or nothing
        return Ground(assumed, assumed, nothing, nothing, on_top_cap(assumed, policy.coupons, facts.rates), None)
    concerned = matter.concerned or order.lines
    value = max(paid_for(concerned, order), nothing)
    return Ground(
        paid=order.total_paid,
        value=value,
        whole=whole_of(concerned, order),
        returnable=max(order.returnable, nothing),
        on_top=max(on_top_cap(order.total_paid, policy.coupons, facts.rates), nothing),
        standing=order.standing,
    )


def whole_of(concerned: tuple[OrderLine, ...], order: Order) -> Money:
    """What is returned if all that was paid for these lines is: with the shipping, where they are the whole order."""
    value = max(paid_for(concerned, order), Money.zero(order.currency))
    return max(order.total_paid, value) if Counter(concerned) == Counter(order.lines) else value


def paid_for(concerned: tuple[OrderLine, ...], order: Order) -> Money:
    """What was really paid for these lines. One that is not of the order counts for nothing, and one of two alike for one."""
    left = list(zip(order.lines, order.paid_per_line(), strict=True))
    found = []
    for line in concerned:
        match = next((one for one in left if one[0] == line), None)
        if match is not None:
            left.remove(match)
            found.append(match[1])
    return add_up(found, order.currency)
