"""What is asked to decide a remedy, and what is found for each cause but prices: the third step, cause by cause.

English lives here; the other languages in `locales/`. Comments marked NOTE reach the translators.
"""

from datetime import UTC, date, datetime

from bot.language.line import Code, Line, Listed
from bot.remedy.money import Money
from bot.terms import Cause, Severity

_ORDER = Code("WL-2026-0063")
_ITEMS = Listed(("2 × Canvas Slip-on", "Clip Lamp"))
_TRACKING = Listed((Code("DHL 00340434000777000111"),))
_DAY = date(2026, 2, 12)
_SOON = datetime(2026, 2, 16, 11, 0, tzinfo=UTC)
_PAID = Money(9980, "EUR")
_FEE = Money(2350, "EUR")

# --- listen: only what decides the remedy, one thing at a time -----------------------------------------------------

LISTEN_WHICH_ARTICLE = Line("listen.which_article", "Which of these is it about?")
# NOTE: a button with the name of an article, which is not translated.
BUTTON_ARTICLE = Line("button.article", "{article}", article="Canvas Slip-on")
BUTTON_ALL_ARTICLES = Line("button.all_articles", "All of it")

# NOTE: understood from the first message; said before the next question, so that a mistake is easy to mend.
LISTEN_ABOUT_ARTICLE = Line("listen.about_article", "So it's about this: {article}.", article="Canvas Slip-on")
BUTTON_ANOTHER_ARTICLE = Line("button.another_article", "It's something else")

LISTEN_HOW_DAMAGED = Line("listen.how_damaged", "How bad is it? What I can do for you depends on that.")
BUTTON_DAMAGED: dict[Severity, Line] = {
    Severity.PACKAGING: Line("button.only_packaging", "Only the packaging"),
    Severity.COSMETIC: Line("button.marks", "Marks, but usable"),
    Severity.UNUSABLE: Line("button.unusable", "It can't be used"),
}
LISTEN_HOW_DIFFERENT = Line("listen.how_different", "What comes closest? What I can do for you depends on that.")
BUTTON_DIFFERENT: dict[Severity, Line] = {
    Severity.UNUSABLE: Line("button.does_not_work", "It doesn't work"),
    Severity.DIFFERS: Line("button.differs", "Not what was shown"),
    Severity.COSMETIC: Line("button.flaws", "Flaws, but usable"),
}
LISTEN_PHOTO = Line(
    "listen.photo", "Could you send me a photo of it? Then I can decide right away, and nobody has to ask you again."
)
LISTEN_PHOTO_STILL = Line(
    "listen.photo_still", "A photo is all I still need. If you can't take one, a colleague finds another way with you."
)
BUTTON_NO_PHOTO = Line("button.no_photo", "I can't send a photo")
LISTEN_WHAT_IS_MISSING = Line("listen.what_is_missing", "What's missing: the whole item, or a part of it?")
BUTTON_WHOLE_ARTICLE = Line("button.whole_article", "The whole item")
BUTTON_A_PART = Line("button.a_part", "A part of it")
LISTEN_WHICH_PART = Line("listen.which_part", "Which part is it? A word or two is enough to send the right one.")
LISTEN_FEE = Line(
    "listen.fee", "How much were you asked to pay? The amount and the currency are enough, as on the note of the carrier."
)
LISTEN_FEE_AGAIN = Line("listen.fee_again", "I need the amount in figures, like {fee}.", fee=_FEE)

# NOTE: said before an order number is asked for, to somebody who was treated badly or is a member.
LISTEN_ANY_ORDER = Line(
    "listen.any_order", "So that I can do more than say sorry: what's the number of your order, or of your latest one?"
)

READ_BACK: dict[Cause, Line] = {
    Cause.BAD_SERVICE: Line(
        "listen.read_back.bad_service",
        "Thank you. Order {order}, {items}, bought on {bought}, and we treated you badly: is that right?",
        order=_ORDER,
        items=_ITEMS,
        bought=_DAY,
    ),
    Cause.MEMBERSHIP_BENEFIT: Line(
        "listen.read_back.membership_benefit",
        "Thank you. Order {order}, {items}, bought on {bought}, and what you get as a member let you down: is that right?",
        order=_ORDER,
        items=_ITEMS,
        bought=_DAY,
    ),
}

# NOTE: said at once to somebody who writes that what they got does not work: it is no other thing than was promised, but broken.
APOLOGIZE_DOES_NOT_WORK = Line(
    "apologize.does_not_work", "You looked forward to it and now it doesn't work; I'm sorry about that."
)
# NOTE: of an order in which something is dead or defective, without having been damaged on its way.
READ_BACK_DOES_NOT_WORK = Line(
    "listen.read_back.does_not_work",
    "Thank you. Order {order}, {items}, bought on {bought}, and something doesn't work: is that right?",
    order=_ORDER,
    items=_ITEMS,
    bought=_DAY,
)
# NOTE: of a parcel that is there by now.
READ_BACK_CAME_LATE = Line(
    "listen.read_back.late_delivery_came",
    "Thank you. Order {order}, {items}, bought on {bought}, and it came too late: is that right?",
    order=_ORDER,
    items=_ITEMS,
    bought=_DAY,
)
# NOTE: {fee} is what the buyer was asked to pay at customs, as understood from their words.
READ_BACK_FEE = Line(
    "listen.read_back.customs_fee_of",
    "Thank you. Order {order}, {items}, bought on {bought}, and you were asked for {fee} at customs: is that right?",
    order=_ORDER,
    items=_ITEMS,
    bought=_DAY,
    fee=_FEE,
)

# --- explain: late and lost parcels ----------------------------------------------------------------------------------

# NOTE: {promised} is the last day by which it should have been there. Fault is owned here: it is confirmed. The buyer may have
# complained of it, only asked, or said nothing at all, so they are not told that they are right.
EXPLAIN_LATE = Line(
    "explain.late",
    "I've checked: order {order} should have been with you by {promised}, and it isn't.",
    order=_ORDER,
    promised=_DAY,
)
EXPLAIN_SHIPPED_LATE = Line(
    "explain.shipped_late", "We handed it to the carrier later than we said, on {shipped}; that part is our doing.", shipped=_DAY
)
EXPLAIN_NOT_SHIPPED = Line("explain.not_shipped", "It hasn't left us yet, and that is our doing.")
# NOTE: {tracking} are the numbers by which the carrier knows the parcel.
EXPLAIN_LAST_SEEN = Line(
    "explain.last_seen",
    "The carrier has it under {tracking} and reported it last on {seen}.",
    tracking=_TRACKING,
    seen=_DAY,
)
EXPLAIN_UNDER_WAY = Line("explain.under_way", "The carrier has it under {tracking}.", tracking=_TRACKING)
EXPLAIN_LOST = Line(
    "explain.lost",
    "I've checked: order {order} should have been with you by {promised}, and by all we can see the parcel is lost.",
    order=_ORDER,
    promised=_DAY,
)
EXPLAIN_NOT_LATE = Line(
    "explain.not_late",
    "I've checked: order {order} is due by {promised}, so it may still come on time. "
    "If it isn't there by then, write to me here and I'll make up for it.",
    order=_ORDER,
    promised=_DAY,
)
# NOTE: the records say delivered, the buyer says not here. Neither is doubted.
EXPLAIN_DELIVERED = Line(
    "explain.delivered",
    "Order {order} is recorded as delivered on {delivered}, and you don't have it; so somebody has to ask the carrier.",
    order=_ORDER,
    delivered=_DAY,
)
# NOTE: the records say delivered, the buyer complained of waiting: it may have come by now, or never.
EXPLAIN_ARRIVED = Line(
    "explain.arrived",
    "I've checked: order {order} is recorded as delivered on {delivered}. Did it come in the end, or is it still missing?",
    order=_ORDER,
    delivered=_DAY,
)
EXPLAIN_ARRIVED_AGAIN = Line("explain.arrived_again", "Only so that I do the right thing: do you have the parcel now, or not?")
BUTTON_HAS_COME = Line("button.has_come", "It's here")
# NOTE: beside "Yes, that's right", to "order …, and still not with you: is that right?"
BUTTON_CAME_LATE = Line("button.came_late", "It came, but too late")
BUTTON_NOT_HERE = Line("button.not_here", "It isn't here")
# NOTE: it is there by now. Fault is owned here: it is confirmed.
EXPLAIN_CAME_LATE = Line(
    "explain.came_late",
    "Then it came too late: order {order} should have been with you by {promised}, and it came on {delivered}.",
    order=_ORDER,
    promised=_DAY,
    delivered=date(2026, 2, 21),
)
# NOTE: to somebody who says that it came too late (for a birthday, say), where our records say that it came on time. No gladness.
EXPLAIN_CAME_IN_TIME = Line(
    "explain.came_in_time",
    "I'm sorry it came later than you needed it. Order {order} was due by {promised} and is recorded as delivered on "
    "{delivered}, so by our records it came on time.",
    order=_ORDER,
    promised=_DAY,
    delivered=date(2026, 2, 10),
)
# NOTE: the carrier could not hand it over and brings it back to the shop.
EXPLAIN_SENT_BACK = Line(
    "explain.sent_back",
    "By the carrier's report the parcel of order {order} is on its way back to us, so it won't reach you by itself.",
    order=_ORDER,
)
EXPLAIN_NO_PARCEL = Line(
    "explain.no_parcel",
    "Our records don't show where the parcel of order {order} is, and I won't guess.",
    order=_ORDER,
)

# --- explain: what came was not right --------------------------------------------------------------------------------

EXPLAIN_DAMAGED = Line(
    "explain.damaged",
    "I've put what you sent with the case. It shouldn't have reached you like this, and it's for us to put right.",
)
EXPLAIN_PACKAGING = Line(
    "explain.packaging",
    "I've put what you sent with the case. A parcel from us should look better than that when it reaches you.",
)
EXPLAIN_DOES_NOT_WORK = Line(
    "explain.does_not_work",
    "I've put what you sent with the case. What we sell has to work, and yours doesn't; that's for us to put right.",
)
EXPLAIN_DIFFERS = Line(
    "explain.differs",
    "I've put what you sent with the case. What we show and what we send must be the same, and here they weren't.",
)
EXPLAIN_WRONG_ITEM = Line(
    "explain.wrong_item",
    "I've put what you sent with the case and the order: something else was packed than you ordered, and that's our mistake.",
)
EXPLAIN_MISSING = Line(
    "explain.missing", "It belongs to your order {order}, so it should have been in the parcel; that's our mistake.", order=_ORDER
)

# NOTE: something came that was not right, or not all of it, and by our records nothing has left us. Nobody is doubted.
EXPLAIN_STILL_HERE = Line(
    "explain.still_here",
    "By our records order {order} hasn't left us yet, so what you have and what we have on file don't go together.",
    order=_ORDER,
)
# NOTE: an article is missing from a parcel, and another parcel of the same order is under way.
EXPLAIN_IN_PARTS = Line(
    "explain.in_parts",
    "Order {order} travels in more than one parcel, and not all of them have come yet: what's missing may well be in the other. "
    "If it isn't, write to me here and I'll make up for it.",
    order=_ORDER,
)

# --- explain: what the order itself says -------------------------------------------------------------------------------

EXPLAIN_UNPAID = Line(
    "explain.unpaid", "By our records order {order} hasn't been paid for, so it hasn't been sent either.", order=_ORDER
)
EXPLAIN_REFUNDED = Line(
    "explain.refunded", "By our records all that was paid for order {order} has gone back to you already.", order=_ORDER
)
EXPLAIN_CALLED_OFF = Line(
    "explain.called_off",
    "By our records order {order} was cancelled, so I can't tell by myself what is still open between us.",
    order=_ORDER,
)

# --- explain: service, membership, payment, customs, returns, stock --------------------------------------------------

# NOTE: {person} is the first name of the colleague who answers for how buyers are treated.
EXPLAIN_BAD_SERVICE = Line(
    "explain.bad_service",
    "What you wrote goes to {person}, who answers for how our buyers are treated, word for word.",
    person="Mei",
)
EXPLAIN_MEMBERSHIP = Line(
    "explain.membership",
    "What should feel like a present felt like routine, and that's for us to change.",
)
EXPLAIN_CHARGED_TWICE = Line(
    "explain.charged_twice",
    "I've checked with the payment provider, and you're right: for order {order}, {twice} was taken once too often.",
    order=_ORDER,
    twice=_PAID,
)
EXPLAIN_CHARGED_ONCE = Line(
    "explain.charged_once",
    "I've checked with the payment provider: for order {order} it shows one payment, of {paid}. "
    "A second one on your statement is often only reserved and disappears within a few days.",
    order=_ORDER,
    paid=_PAID,
)
EXPLAIN_CHARGES_UNKNOWN = Line(
    "explain.charges_unknown",
    "What I can see of the payment for order {order} isn't enough to say what happened, and I won't guess.",
    order=_ORDER,
)
EXPLAIN_PRICE_ERROR = Line(
    "explain.price_error",
    "I've checked, and you were charged too much: on {bought} the price was {listed}, and you paid {paid}. That's our mistake.",
    bought=_DAY,
    listed=Money(8982, "EUR"),
    paid=_PAID,
)
# NOTE: {less} is the difference between what the buyer paid us and the price of that shop.
EXPLAIN_ELSEWHERE = Line(
    "explain.elsewhere",
    "A colleague has checked it: at the other shop the same costs {less} less.",
    less=Money(1000, "EUR"),
)
EXPLAIN_CUSTOMS = Line(
    "explain.customs",
    "The {fee} is import tax or duty: your country sets it, the carrier collects it, and none of it comes to us. "
    "We should have told you more plainly that it could come.",
    fee=_FEE,
)
EXPLAIN_OUT_OF_STOCK = Line(
    "explain.out_of_stock",
    "You came for {article} and it was sold out: I understand how annoying that is.",
    article="Glow Sneaker Kids",
)
# NOTE: a withdrawal within the time the law gives. No reason is asked for.
EXPLAIN_WITHDRAWAL = Line(
    "explain.withdrawal", "You can return order {order} without giving any reason; you wrote in time.", order=_ORDER
)
EXPLAIN_EXCHANGE_TOO = Line("explain.exchange_too", "If you'd rather exchange it, just say so.")
# NOTE: the buyer would rather have it exchanged than returned; a colleague is called with the next sentence.
EXPLAIN_EXCHANGE_NOTED = Line("explain.exchange_noted", "You'd rather have it exchanged: I've noted that.")
# NOTE: the way back was agreed on, and the buyer would rather keep it; a colleague is called with the next sentence.
EXPLAIN_KEEP_NOTED = Line(
    "explain.keep_noted", "You'd rather keep it after all: I've noted that. Please don't send anything back for now."
)
EXPLAIN_WITHDRAWAL_OVER = Line(
    "explain.withdrawal_over",
    "The time for returning order {order} without a reason ended on {ended}, so I can't open a return by myself.",
    order=_ORDER,
    ended=_DAY,
)
EXPLAIN_CANCEL = Line(
    "explain.cancel",
    "Order {order} hasn't left us yet, so it can simply be stopped, and what you paid goes back to you.",
    order=_ORDER,
)

# --- explain: why it is not for the bot to decide ----------------------------------------------------------------------

EXPLAIN_GIVEN_BEFORE = Line(
    "explain.given_before",
    "For order {order} something has been made up for already; what more is fair, a colleague decides with you.",
    order=_ORDER,
)
# NOTE: the reason why a colleague looks at it, which the next sentence says.
EXPLAIN_BY_A_PERSON = Line("explain.by_a_person", "What is right here can't be decided by rule.")
EXPLAIN_LOOKING = Line("explain.looking", "Thank you, that's all I need. I'm looking into it now.")
# NOTE: to somebody who writes before anything was found.
EXPLAIN_STILL_LOOKING = Line("explain.still_looking", "I'm still looking into it, and write to you here as soon as I know.")
