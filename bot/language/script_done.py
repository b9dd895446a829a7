"""What the bot says of the remedies that are no money: what is done, what a colleague sees to, what became of points."""

from datetime import UTC, date, datetime

from bot.language.line import Code, Line, Phrases, Sentence, WithYear
from bot.language.script_offer import THING_GIFT, THING_REPAIR
from bot.remedy.money import Money

_BACK = Money(998, "EUR")
_SOON = datetime(2026, 2, 17, 11, 0, tzinfo=UTC)
_UNTIL = date(2026, 5, 17)
_CASE = Code("17")
_TRACKING = Code("LP00000492546139")
_THINGS = Phrases((Sentence.of(THING_GIFT), Sentence.of(THING_REPAIR)))

# --- given at once ---------------------------------------------------------------------------------------------------

# NOTE: follows the sentence with the code of a coupon.
DONE_COUPON_MINIMUM = Line("done.coupon_minimum", "It's for orders of {minimum} or more.", minimum=Money(2000, "EUR"))
DONE_POINTS = Line(
    "done.points",
    "{points} points are in your account. At the end of the quarter your points become a coupon, and you'll read it here.",
    points=200,
)
DONE_WARRANTY = Line(
    "done.warranty",
    "Your warranty now lasts until {until}. Its reference is {case}.",
    until=WithYear(date(2028, 5, 12)),
    case=_CASE,
)
# NOTE: {address} is a postal address, to be copied as it is. The number goes on the parcel.
DONE_RETURN = Line(
    "done.return",
    "Please send it by {until} to: {address}. Write the number {case} on the parcel, so that we know it's yours.",
    until=_UNTIL,
    address=Code("Wanderlight Returns, Example Street 1, 10115 Berlin, Germany"),
    case=_CASE,
)
DONE_RETURN_THEN = Line("done.return_then", "Your money goes back the way you paid once it has arrived.")
# NOTE: the goods have come, and somebody has been asked to return the money. It has not moved yet.
DONE_GOODS_BACK = Line(
    "done.goods_back",
    "What you sent back has arrived, thank you. I've asked for {refund} to go back to you the way you paid, and I'll write here "
    "once it's done.",
    refund=_BACK,
)
DONE_RAIN_CHECK = Line(
    "done.rain_check",
    "I've noted it for you under number {case}: {what}. You'll read it here as soon as it's back.",
    what="Clip Lamp",
    case=_CASE,
)

# --- done by a colleague: said before, with the moment it is promised by -----------------------------------------------

# NOTE: {things} is a list of noun phrases ("a small gift", "a repair at our cost").
DONE_WITH_COLLEAGUE = Line(
    "done.with_colleague",
    "A colleague sees to this by {when}: {things}. I'll write here as soon as it's done.",
    when=_SOON,
    things=_THINGS,
)
# NOTE: {platform} is the name of a marketplace, which is not translated. Nothing has moved yet.
DONE_THROUGH = Line(
    "done.through",
    "A colleague returns {refund} to you through {platform} by {when}. I'll write here as soon as it's done.",
    refund=_BACK,
    platform="AliExpress",
    when=_SOON,
)
# NOTE: the moment it was promised by is over.
DONE_LATE = Line(
    "done.late",
    "I'm sorry: this was promised to be done by now, and it isn't: {things}. I've reminded my colleague of it.",
    things=_THINGS,
)

# --- and after it ------------------------------------------------------------------------------------------------------

# NOTE: {what} are articles by their names, which are not translated.
DONE_SENT = Line(
    "done.sent", "It's on its way to you: {what}, tracking number {tracking}.", what="2 × Canvas Slip-on", tracking=_TRACKING
)
DONE_RESENT = Line("done.resent", "What was missing is on its way to you, tracking number {tracking}.", tracking=_TRACKING)
DONE_REPAIR = Line("done.repair", "Your repair is arranged; its reference is {reference}.", reference=Code("RP-204"))
DONE_GIFT = Line("done.gift", "Your gift is on its way to you, tracking number {tracking}.", tracking=_TRACKING)
DONE_VOUCHER = Line("done.voucher", "Here's your voucher of our partner: {code}.", code=Code("PARTNER-88F2"))
# NOTE: a colleague has found how it is sent back; {reference} is what they wrote, like an address or the number of a label.
DONE_RETURN_WAY = Line(
    "done.return_way", "Here's how to send it back: {reference}.", reference=Code("Example Street 1, 10115 Berlin, Germany")
)

# --- later -------------------------------------------------------------------------------------------------------------

STOCK_BACK = Line(
    "stock.back",
    "It's back: {what}. One is kept for you under number {case}; write here if you'd like to have it.",
    what="Clip Lamp",
    case=_CASE,
)
POINTS_BECAME = Line(
    "points.became",
    "Your {points} points have become a coupon. Its code is {code}: {larger} off your next order, once, until {until}.",
    points=200,
    code=Code("AM-7Q2K-XD4H-9WPC-3TRM"),
    larger=Money(200, "EUR"),
    until=_UNTIL,
)
POINTS_BALANCE = Line("points.balance", "You have {points} points; they become a coupon on {day}.", points=200, day=_UNTIL)

# --- a colleague does not agree to what the bot would propose ------------------------------------------------------------

# NOTE: each of these says why, and a sentence follows that a colleague will look at it with them.
NOT_AGREED = Line("offer.not_agreed", "I asked a colleague about what I wanted to propose, and it can't be done that way.")
NOT_AGREED_EVIDENCE = Line(
    "offer.not_agreed_evidence",
    "I asked a colleague about what I wanted to propose, and what we have so far doesn't show enough for it.",
)
NOT_AGREED_AMOUNT = Line(
    "offer.not_agreed_amount", "I asked a colleague about what I wanted to propose, and it's more than we can give for this."
)
NOT_AGREED_REPEATED = Line(
    "offer.not_agreed_repeated",
    "I asked a colleague about what I wanted to propose, and this order was made up for before.",
)
