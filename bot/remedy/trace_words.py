"""A trace in words, for the owner who asks why this amount: a sentence for each rule that was tried."""

from collections.abc import Mapping

from bot.remedy.trace import Rule, RuleName

# What is said of a rule that was taken, and of one that was not. Figures stand in braces by their names.
_SAID: Mapping[RuleName, tuple[str, str]] = {
    RuleName.PRICE_FELL: ("The price fell: {difference} too much was paid.", "The price claim is not borne out: {reason}."),
    RuleName.MATTER: (
        "Found: {cause}, {verdict}; {value} was paid for the articles concerned.",
        "Found: {cause}, {verdict}; no rung of the ladder holds.",
    ),
    RuleName.MARGIN: ("{margin} % of what was paid for them is left after their cost.", "What they cost is not known."),
    RuleName.SUPPLIER: ("They are of {supplier}.", "Who supplied them is not known, or several did."),
    RuleName.RUNG: ("Rung {rung} holds and decides.", "Rung {rung} does not hold: it asks for {missed}."),
    RuleName.REMEDY: ("It gives {remedy}.", "It cannot give {remedy} on this order."),
    RuleName.GOODWILL: ("A coupon of {percent} % is given out of goodwill.", "No coupon is given out of goodwill ({percent} %)."),
    RuleName.MADE_UP_BEFORE: (
        "Of {difference}, {given} was given on this order before: {due} is left.",
        "Nothing of the difference was made up before.",
    ),
    RuleName.MONEY_CAP: (
        "Of {due}, only {returnable} is left of what was paid.",
        "{due} can be returned: {returnable} is left of what was paid.",
    ),
    RuleName.COUPON_ON_TOP: ("A coupon of {percent} % comes with the money.", "No coupon comes with the money."),
    RuleName.ON_TOP_CAP: (
        "Of {asked} on top, {cap} is the most there may be.",
        "{asked} on top is within the {cap} there may be.",
    ),
    RuleName.COUPON_INSTEAD: ("A coupon of {amount} can be taken instead.", "No coupon is offered instead."),
    RuleName.INSTEAD_CAP: (
        "That coupon would be {asked}; what it is worth beyond the money is capped at {cap}.",
        "It needs no cut.",
    ),
    RuleName.INSTEAD_LEFT_OUT: (
        "An alternative is left out: it alone would need the {by}, and the offer only the {main_by}.",
        "An alternative needs nobody higher than the offer itself.",
    ),
    RuleName.CHOICE: ("The choice is the buyer's: all alternatives stay.", "There is no alternative to choose."),
    RuleName.BOT_LIMIT: ("{cost} is within the bot's limit.", "{cost} is above the bot's limit."),
    RuleName.STAFF_LIMIT: ("{cost} is within the staff's limit.", "{cost} is above the staff's limit."),
    RuleName.LEAD_LIMIT: ("{cost} is within the lead's limit.", "{cost} is above the lead's limit."),
    RuleName.RATE_UNKNOWN: ("No rate is known for {currency}: a person decides.", "A rate is known for {currency}."),
    RuleName.RETURNED_IN_PART: (
        "{given} was given on this order before: a person looks.",
        "No money was given on this order before.",
    ),
    RuleName.ORDER_HISTORY: (
        "{given} remedies were given on this order: from {without_a_person} on a person looks.",
        "{given} remedies were given on this order, and {without_a_person} ask for a person.",
    ),
    RuleName.BUYER_HISTORY: (
        "{given} remedies were given to this buyer in {days} days: from {without_a_person} on a person looks.",
        "{given} remedies were given to this buyer in {days} days, and {without_a_person} ask for a person.",
    ),
    RuleName.SAME_CAUSE: (
        "The same was made up before: a person looks.",
        "It was not made up before.",
    ),
    RuleName.ORDER_BUDGET: (
        "With this, {with_this} would be given on the order: beyond {without_a_person} a person agrees.",
        "With this, {with_this} would be given on the order, of {without_a_person}.",
    ),
    RuleName.BUYER_BUDGET: (
        "With this, {with_this} would be given to the buyer: beyond {without_a_person} a person agrees.",
        "With this, {with_this} would be given to the buyer, of {without_a_person}.",
    ),
    RuleName.BUDGET_SPENT: (
        "With this, the month would come to {with_this}: beyond {monthly} a person agrees.",
        "With this, the month comes to {with_this}, of {monthly}.",
    ),
    RuleName.BUDGET_WARNING: ("The month's budget is nearly spent.", "The month's budget is far from spent."),
    RuleName.WISH: ("The buyer's wish ({wish}) puts another proposal in front.", "The buyer's wish changes no order."),
    RuleName.DECIDED: ("Decided: offered for {cost}, on the authority of the {by}.", "Decided: nothing is offered ({because})."),
}


def in_words(rule: Rule) -> str:
    """What a rule says of this decision, in a sentence."""
    taken, not_taken = _SAID[rule.name]
    return (taken if rule.taken else not_taken).format_map({name: str(figure) for name, figure in rule.figures})
