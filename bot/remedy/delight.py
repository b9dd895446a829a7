"""A small gift beside a remedy that nobody expects: never in place of anything, and only where it asks nobody."""

from bot.remedy.authority import needed, reaches
from bot.remedy.coupon import on_top_cap
from bot.remedy.money import Money, add_up
from bot.remedy.offer import Part, Proposal
from bot.remedy.policy import Policy
from bot.remedy.rates import Rates, cost_of
from bot.shop.orders import Order
from bot.terms import Authority, RemedyKind

_ON_TOP = frozenset({RemedyKind.COUPON, RemedyKind.POINTS, RemedyKind.GIFT, RemedyKind.VOUCHER})


def gift_beside(proposal: Proposal, order: Order, policy: Policy, rates: Rates) -> Part | None:
    """The gift that may come with what was agreed on; None where the policy has none for such, or it would be too much.

    It lies within what comes on top of an order, and within what the bot may give by itself, together with all the rest.
    """
    if not policy.delight.monthly or not proposal.cost or proposal.part(RemedyKind.GIFT):
        return None
    price = cost_of(policy.gifts.gift, order.currency, rates)
    if price is None or price <= Money.zero(order.currency):
        return None
    on_top = add_up((part.amount for part in proposal.parts if part.kind in _ON_TOP), order.currency)
    if on_top + price > on_top_cap(order.total_paid, policy.coupons, rates):
        return None
    if needed(proposal.cost + price, reaches(order.total_paid, policy, rates)) is not Authority.BOT:
        return None
    return Part(RemedyKind.GIFT, price)
