"""What the bot says when a promise is kept, and when it asks afterwards how it was."""

from datetime import date
from decimal import Decimal

from bot.language.line import Code, Line, Percent
from bot.remedy.money import Money

_BACK = Money(998, "EUR")
_LARGER = Money(1497, "EUR")
_COUPON = Code("AM-7Q2K-XD4H-9WPC-3TRM")
_UNTIL = date(2026, 5, 17)

# --- execute: said only when it is so ------------------------------------------------------------------------------

DONE_REFUNDED = Line(
    "done.refunded",
    "It's refunded: {refund}, the way you paid, reference {reference}. Your bank usually shows it within 3 to 5 days.",
    refund=_BACK,
    reference=Code("R-1042"),
)
# NOTE: a colleague has paid it by hand, by whatever way there was.
DONE_RETURNED = Line(
    "done.returned",
    "It's done: {refund} has been returned to you by a colleague, reference {reference}.",
    refund=_BACK,
    reference=Code("R-1042"),
)
# NOTE: the provider has been asked and has not confirmed: nothing is done yet.
DONE_ON_ITS_WAY = Line(
    "done.on_its_way",
    "The refund of {refund} is on its way, but not confirmed yet. I'll write here as soon as it is.",
    refund=_BACK,
)
DONE_COUPON_PERCENT = Line(
    "done.coupon_percent",
    "Your coupon is {code}: {percent} off your next order, once, until {until}.",
    code=_COUPON,
    percent=Percent(Decimal(5)),
    until=_UNTIL,
)
DONE_COUPON_AMOUNT = Line(
    "done.coupon_amount",
    "Your coupon is {code}: {larger} off your next order, once, until {until}.",
    code=_COUPON,
    larger=_LARGER,
    until=_UNTIL,
)
# NOTE: for a day the provider could not say whether it moved.
DONE_UNCERTAIN = Line("done.uncertain", "The refund of {refund} still isn't confirmed, and that takes too long.", refund=_BACK)
# NOTE: the provider refused: nothing has moved, and a colleague will find another way.
DONE_FAILED = Line("done.failed", "I'm sorry: the refund of {refund} didn't go through, and nothing has moved yet.", refund=_BACK)
# NOTE: the way back was told, the goods are not here yet, and their money follows them.
DONE_WAITS_FOR_GOODS = Line(
    "done.waits_for_goods", "It's all noted. As soon as what you send back has arrived, I'll write to you here about your money."
)
# NOTE: after it is done, to somebody who asks or says yes again.
DONE_ALREADY = Line(
    "done.already", "That's done, once; everything about it is above. If something isn't right, a colleague can look at it."
)

# --- review: a day later, at a civil hour --------------------------------------------------------------------------

REVIEW_ASK = Line(
    "review.ask",
    "Your case {case} is settled; if anything isn't as promised, write it here. How satisfied are you with how we handled it?",
    case=Code("17"),
)
REVIEW_REMIND = Line("review.remind", "If you have a moment, one tap is enough: how satisfied are you with how we handled it?")
# NOTE: the buyer answered in words that give no grade.
REVIEW_TAP = Line("review.tap", "I'm not sure how to read that. Which of these fits best?")
REVIEW_THANKS_HIGH = Line(
    "review.thanks_high", "Thank you, that's good to read. If you'd like to tell others about us, we'd be glad."
)
REVIEW_THANKS_MIDDLE = Line("review.thanks_middle", "Thank you. If there's something we could do better, write it here any time.")
# NOTE: a low grade: the case is open again and a person comes. {when} is added by the next sentence.
REVIEW_THANKS_LOW = Line("review.thanks_low", "Thank you for saying it plainly; it shouldn't end like this.")
# NOTE: another grade within the day; thanks for it follow.
REVIEW_GRADE_CHANGED = Line("review.grade_changed", "I've changed your grade to {grade} out of 7.", grade=6)

# NOTE: the seven grades, from 1 to 7, as the buyer would say them.
GRADES = (
    Line("review.grade_1", "Very dissatisfied"),
    Line("review.grade_2", "Dissatisfied"),
    Line("review.grade_3", "Rather dissatisfied"),
    Line("review.grade_4", "In between"),
    Line("review.grade_5", "Rather satisfied"),
    Line("review.grade_6", "Satisfied"),
    Line("review.grade_7", "Very satisfied"),
)
