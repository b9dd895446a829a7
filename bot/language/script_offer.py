"""What can be done for a buyer, thing by thing: said in the offer, in the agreement, and on its card.

English lives here; the other languages in `locales/`. Comments marked NOTE reach the translators.
"""

from decimal import Decimal

from bot.language.line import Code, Line, Percent, Phrases, Sentence
from bot.remedy.money import Money
from bot.terms import RemedyKind

_BACK = Money(998, "EUR")

# --- things: each stands in a list after a colon, so it begins small and has no full stop ------------------------------

# NOTE: these are parts of a list: "I'd like to offer you: {a}, {b} and {c}." Noun phrases, without a full stop.
THING_REFUND = Line("thing.refund", "{refund} back the way you paid", refund=_BACK)
# NOTE: a part of what was paid, for something that came and was not right; it is not sent back.
THING_REFUND_KEEP = Line("thing.refund_keep", "{refund} back the way you paid, and you keep what you have", refund=_BACK)
THING_COUPON_PERCENT = Line("thing.coupon_percent", "a coupon for {percent} off your next order", percent=Percent(Decimal(5)))
THING_COUPON_AMOUNT = Line("thing.coupon_amount", "a coupon of {larger} for your next order", larger=_BACK)

# NOTE: {what} are articles by their names, which are not translated.
THING_REPLACEMENT = Line("thing.replacement", "a replacement ({what}) sent to you now", what="2 × Canvas Slip-on")
THING_RIGHT_ITEM = Line("thing.right_item", "what you ordered ({what}) sent to you now", what="2 × Canvas Slip-on")
THING_RESEND = Line("thing.resend", "what was missing, sent to you now")
THING_REPAIR = Line("thing.repair", "a repair at our cost")
# NOTE: {months} is a number, mostly 3; word it so that no plural is needed, or abbreviate.
THING_WARRANTY = Line("thing.warranty", "a warranty that lasts {months} months longer", months=3)
THING_RETURN = Line("thing.return", "the way to send it back and have your money returned")
# NOTE: beside a new one or the money: what came first goes back.
THING_RETURN_WHAT_CAME = Line("thing.return_what_came", "a free way to return what came")
THING_GIFT = Line("thing.gift", "a small gift")
THING_POINTS = Line("thing.points", "{points} points for your account", points=200)
THING_RAIN_CHECK = Line("thing.rain_check", "{what} kept for you, with a message as soon as it's back", what="Clip Lamp")
# NOTE: {person} is a first name.
THING_APOLOGY = Line("thing.apology", "a personal apology from {person}", person="Mei")
THING_VOUCHER = Line("thing.voucher", "a voucher of one of our partners")

_THINGS = Phrases((Sentence.of(THING_REFUND, refund=_BACK), Sentence.of(THING_COUPON_PERCENT, percent=Percent(Decimal(5)))))

# --- offer -----------------------------------------------------------------------------------------------------------

# NOTE: {things} is a list of the phrases above; the sentence must carry one or several of them.
OFFER_THINGS = Line("offer.things", "Here's what I'd like to do for you: {things}.", things=_THINGS)
OFFER_OR_THINGS = Line("offer.or_things", "Or, if you'd rather: {things}.", things=_THINGS)
# NOTE: a third choice, after the sentence before.
OFFER_OR_ELSE = Line("offer.or_else", "Or, another way: {things}.", things=_THINGS)
# NOTE: on a card, beneath its first thing: what else belongs to it.
CARD_WITH = Line("card.with", "and {things}", things=_THINGS)
OFFER_NOTED_THINGS = Line(
    "execute.noted_things",
    "Agreed: {things}. I've noted it under case {case} and it's being prepared; I'll write here when it's done.",
    things=_THINGS,
    case=Code("17"),
)

# --- buttons: what the buyer would say, 24 characters or fewer where the script allows ---------------------------------

BUTTON_ACCEPT: dict[RemedyKind, Line] = {
    RemedyKind.REPLACEMENT: Line("button.accept_replacement", "Yes, send a new one"),
    RemedyKind.RESEND: Line("button.accept_resend", "Yes, send what's missing"),
    RemedyKind.REPAIR: Line("button.accept_repair", "Yes, repair it"),
    RemedyKind.RETURN: Line("button.accept_return", "I'll send it back"),
    RemedyKind.GIFT: Line("button.accept_gift", "Yes, the gift"),
    RemedyKind.POINTS: Line("button.accept_points", "Yes, the points"),
    RemedyKind.RAIN_CHECK: Line("button.accept_rain_check", "Yes, keep one for me"),
    RemedyKind.WARRANTY: Line("button.accept_warranty", "Yes, the warranty"),
    RemedyKind.APOLOGY: Line("button.accept_apology", "Yes, please"),
    RemedyKind.VOUCHER: Line("button.accept_voucher", "Yes, the voucher"),
}
# NOTE: beside each other, where both return the same money and only what comes with it is chosen.
BUTTON_REFUND_AND: dict[RemedyKind, Line] = {
    RemedyKind.COUPON: Line("button.refund_and_coupon", "{refund} and the coupon", refund=_BACK),
    RemedyKind.GIFT: Line("button.refund_and_gift", "{refund} and the gift", refund=_BACK),
}
BUTTON_SEND_THE_RIGHT_ONE = Line("button.send_the_right_one", "Yes, send the right one")
# NOTE: the whole order once more, since the parcel is lost.
BUTTON_SEND_AGAIN = Line("button.send_again", "Yes, send it again")
