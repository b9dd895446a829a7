"""What the bot says to questions that are no complaint, and to wishes that go beyond what there is.

English lives here; the other languages in `locales/`. Comments marked NOTE reach the translators.
"""

from datetime import date

from bot.language.line import Code, Line, Listed
from bot.remedy.money import Money

_ORDER = Code("WL-2026-0063")
_DAY = date(2026, 2, 12)

# NOTE: to somebody who only says thank you, or that all is well.
QUESTION_KIND = Line("question.kind", "You're welcome. Should anything ever be wrong with an order, tell me here.")

# --- from the records of a proven order ------------------------------------------------------------------------------

QUESTION_SHIPPED = Line("question.shipped", "Order {order} left us on {shipped}.", order=_ORDER, shipped=_DAY)
QUESTION_NOT_SHIPPED = Line("question.not_shipped", "Order {order} hasn't left us yet.", order=_ORDER)
# NOTE: {promised} is the last day by which it should be there; it has not passed yet.
QUESTION_PROMISED = Line("question.promised", "It should be with you by {promised}.", promised=_DAY)
QUESTION_DELIVERED = Line(
    "question.delivered",
    "Order {order} is recorded as delivered on {delivered}. Is it with you?",
    order=_ORDER,
    delivered=_DAY,
)
QUESTION_ORDERED = Line(
    "question.ordered",
    "Order {order} of {bought}: {items}. You paid {paid} for all of it.",
    order=_ORDER,
    bought=_DAY,
    items=Listed(("2 × Canvas Slip-on", "Clip Lamp")),
    paid=Money(9980, "EUR"),
)
# NOTE: where our records do not show what was paid.
QUESTION_ORDERED_UNPRICED = Line(
    "question.ordered_unpriced",
    "Order {order} of {bought}: {items}.",
    order=_ORDER,
    bought=_DAY,
    items=Listed(("2 × Canvas Slip-on", "Clip Lamp")),
)
QUESTION_CHANGE_IN_TIME = Line(
    "question.change_in_time", "Order {order} hasn't left us yet, so its address can still be changed.", order=_ORDER
)
QUESTION_CHANGE_SHIPPED = Line(
    "question.change_shipped",
    "Order {order} left us on {shipped}, so we can't change its address ourselves any more; sometimes the carrier can.",
    order=_ORDER,
    shipped=_DAY,
)

# --- in the owner's words ----------------------------------------------------------------------------------------------

# NOTE: only what the owner of the shop wrote in the buyer's language, which is not translated.
QUESTION_ANSWER = Line("question.answer", "{answer}", answer="We ship to Canada.")
# NOTE: the owner wrote it in another language than the buyer's. {answer} is whole sentences.
QUESTION_ANSWER_OWN = Line(
    "question.answer_own", "I have that only in the shop's own words: {answer}", answer="We ship to Canada."
)

# --- what is wished for, and cannot be, or not today -------------------------------------------------------------------

# NOTE: more than was paid is demanded: a no with its reason. What can be done follows in the next message.
EXPECT_BEYOND_REASON = Line(
    "expect.beyond_reason",
    "I can't give back more than was paid: what goes back makes up for the loss, and is the same for everyone. "
    "This is what I can do right away; or a colleague looks at it with you.",
)
# NOTE: like free shipping. What can be done follows in the next message.
EXPECT_NOT_TODAY = Line(
    "expect.wanted_not_today",
    "That's a fair thing to wish for, and I won't promise what we can't do today. "
    "The nearest I can do is this; for anything else, a colleague decides with you.",
)
# NOTE: the same, said before anything is offered.
EXPECT_NOT_TODAY_YET = Line(
    "expect.wanted_not_today_yet",
    "That's a fair thing to wish for, and I won't promise what we can't do today. "
    "If something went wrong with an order, tell me what, and I'll see what I can do right away.",
)
# NOTE: an amount is asked for that is more than what is offered, and no more than what was paid.
EXPECT_REASONABLE = Line(
    "expect.reasonable",
    "I hear you: {asked} is more than I may decide by myself. This is what I can do right away; or a colleague decides with you.",
    asked=Money(3000, "EUR"),
)
