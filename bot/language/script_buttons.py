"""What can be pressed: what the buyer would say, in 24 characters or fewer where the script allows."""

from bot.language.line import Line
from bot.remedy.money import Money
from bot.terms import Cause

_BACK = Money(998, "EUR")
_LARGER = Money(1497, "EUR")

# --- buttons: what the buyer would say, 24 characters or fewer where the script allows ------------------------------

BUTTON_THAT_IS_IT = Line("button.that_is_it", "Yes, that's right")
BUTTON_NOT_THAT = Line("button.not_that", "No, not quite")
BUTTON_ANOTHER_ORDER = Line("button.another_order", "It's another order")
BUTTON_ANOTHER_CAUSE = Line("button.another_cause", "Something else happened")
BUTTON_PERSON = Line("button.person", "Talk to a person")
BUTTON_CLEAR = Line("button.clear", "That's clear, thanks")
BUTTON_ACCEPT_REFUND = Line("button.accept_refund", "Yes, refund {refund}", refund=_BACK)
BUTTON_ACCEPT_COUPON = Line("button.accept_coupon", "The {larger} coupon", larger=_LARGER)
BUTTON_ACCEPT_PERCENT = Line("button.accept_percent", "Yes, the coupon")
# NOTE: copies the code of a coupon on the buyer's own device.
BUTTON_COPY = Line("button.copy", "Copy the code")
BUTTON_DECLINE = Line("button.decline", "No, thank you")
BUTTON_CAUSE: dict[Cause, Line] = {
    Cause.PRICE_DROP: Line("button.price_drop", "It got cheaper"),
    Cause.LATE_DELIVERY: Line("button.late_delivery", "It's late or not here"),
    Cause.DAMAGED: Line("button.damaged", "It arrived damaged"),
    Cause.NOT_AS_DESCRIBED: Line("button.not_as_described", "It's not as described"),
    Cause.WRONG_ITEM: Line("button.wrong_item", "The wrong thing came"),
    Cause.MISSING_ITEM: Line("button.missing_item", "Something is missing"),
    Cause.BAD_SERVICE: Line("button.bad_service", "How I was treated"),
    Cause.MEMBERSHIP_BENEFIT: Line("button.membership_benefit", "My member benefits"),
    Cause.PAYMENT: Line("button.payment", "A payment problem"),
    Cause.CUSTOMS_FEE: Line("button.customs_fee", "Customs or tax"),
    Cause.RETURN_REQUEST: Line("button.return_request", "I want to return it"),
    Cause.OTHER_QUESTION: Line("button.other_question", "I have a question"),
}
