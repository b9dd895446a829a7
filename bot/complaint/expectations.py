"""Five classes of what a buyer may expect of us, told apart by facts; and what is said where an expectation is not met."""

from bot.complaint.case import Case
from bot.language import script_questions
from bot.language.line import Sentence
from bot.language.understand import Understanding
from bot.remedy.money import Money
from bot.terms import Cause, Expectation

# Promised with every order, or the law, and the same for all: what was ordered, whole, at its price, and the way back.
_PROMISED = frozenset(
    {
        *(Cause.LATE_DELIVERY, Cause.DAMAGED, Cause.NOT_AS_DESCRIBED, Cause.WRONG_ITEM, Cause.MISSING_ITEM),
        *(Cause.PAYMENT, Cause.PRICE_ERROR, Cause.RETURN_REQUEST, Cause.SAFETY),
    }
)


def of(understood: Understanding, paid: Money | None, case: Case) -> Expectation | None:
    """What a message expects, by the amount it names, its words, and the trouble of the case; None if nobody can tell.

    `paid` is what was paid for the order, None where that is not known. An amount in another currency is not compared.
    """
    asked = asked_for(understood, paid)
    if asked and paid and asked > paid:
        return Expectation.BEYOND_REASON
    if understood.asking.demand:
        return understood.asking.demand
    if asked:
        return Expectation.REASONABLE
    if case.cause is Cause.MEMBERSHIP_BENEFIT:
        return Expectation.DELIGHT
    return Expectation.BASIC if case.cause in _PROMISED else Expectation.REASONABLE if case.cause else None


def asked_for(understood: Understanding, paid: Money | None) -> Money | None:
    """The most that a message asks for, in the currency that was paid in."""
    named = [amount for amount in understood.amounts if paid and amount.currency == paid.currency]
    return max(named, default=None)


def answer(expected: Expectation, asked: Money | None) -> Sentence | None:
    """What is said, before the offer once more, to whoever expects something else of it; None where the offer is the answer.

    What is basic or a surprise needs no words: the policy gives the one to all alike, and the other unannounced.
    """
    match expected:
        case Expectation.BEYOND_REASON:
            return Sentence.of(script_questions.EXPECT_BEYOND_REASON)
        case Expectation.WANTED_NOT_TODAY:
            return Sentence.of(script_questions.EXPECT_NOT_TODAY)
        case Expectation.REASONABLE if asked:
            return Sentence.of(script_questions.EXPECT_REASONABLE, asked=asked)
        case _:
            return None
