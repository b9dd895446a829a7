"""Where a buyer stands as a member: by what was bought in twelve months."""

from bot.remedy.money import Money
from bot.remedy.policy import MemberRules, Threshold
from bot.terms import Level


def level_of(spent: Money, orders: int, rules: MemberRules) -> Level:
    """The highest level whose threshold is reached, in money and in orders. `spent` is in the currency of the rules."""
    for level, threshold in ((Level.GOLD, rules.gold), (Level.SILVER, rules.silver)):
        if _reached(threshold, spent, orders):
            return level
    return Level.NONE


def _reached(threshold: Threshold, spent: Money, orders: int) -> bool:
    return spent >= threshold.spend and orders >= threshold.orders
