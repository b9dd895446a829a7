"""What the bot says from the first word to the explanation: apologize, listen, explain.

English lives here and in the scripts beside it; the other languages in `locales/`. A message holds at most three of these
sentences. Comments marked NOTE reach the translators.
"""

from datetime import UTC, date, datetime
from decimal import Decimal

from bot.language.line import Code, Days, Line, Listed, Percent
from bot.remedy.money import Money
from bot.terms import Cause

_ORDER = Code("WL-2026-0063")
_ITEMS = Listed(("2 × Canvas Slip-on", "Clip Lamp"))
_BOUGHT = date(2026, 2, 12)
_FELL = date(2026, 2, 13)
_SOON = datetime(2026, 2, 16, 11, 0, tzinfo=UTC)
_PAID = Money(9980, "EUR")
_LOWER = Money(8982, "EUR")

# --- apologize: sympathy at once, fault only when confirmed --------------------------------------------------------

SYMPATHY: dict[Cause, Line] = {
    Cause.PRICE_DROP: Line(
        "apologize.price_drop",
        "Buying something and then seeing it for less stings; I'm sorry that happened to you.",
    ),
    Cause.LATE_DELIVERY: Line(
        "apologize.late_delivery",
        "Waiting so long for a parcel is wearing, and I'm sorry you've had to.",
    ),
    Cause.DAMAGED: Line(
        "apologize.damaged",
        "Opening a parcel and finding something broken is a nasty surprise; I'm sorry that happened to you.",
    ),
    Cause.NOT_AS_DESCRIBED: Line(
        "apologize.not_as_described",
        "You looked forward to one thing and it turned out to be another; I'm sorry about that.",
    ),
    Cause.WRONG_ITEM: Line(
        "apologize.wrong_item",
        "Opening the parcel and finding something you didn't order is frustrating, and I'm sorry.",
    ),
    Cause.MISSING_ITEM: Line(
        "apologize.missing_item",
        "Unpacking it all and finding something missing is annoying; I'm sorry about that.",
    ),
    Cause.BAD_SERVICE: Line(
        "apologize.bad_service",
        "You asked for help and were left feeling worse for it; I'm sorry that happened.",
    ),
    Cause.MEMBERSHIP_BENEFIT: Line(
        "apologize.membership_benefit",
        "Something meant as a treat should feel like one, and I'm sorry yours didn't.",
    ),
    Cause.PAYMENT: Line(
        "apologize.payment",
        "It's worrying when money isn't where it should be; I'm sorry you have to chase it.",
    ),
    Cause.CUSTOMS_FEE: Line(
        "apologize.customs_fee",
        "An unexpected bill for your own parcel is unpleasant; I'm sorry it caught you out.",
    ),
}

# NOTE: said instead of sympathy when the buyer wants to return, exchange or cancel: the acknowledgement with its time.
APOLOGIZE_RETURN_NOTED = Line(
    "apologize.return_noted", "I've noted your wish to return, exchange or cancel, received on {when}.", when=_SOON
)
# NOTE: somebody was hurt, or something burned or smoked. Care first.
APOLOGIZE_SAFETY = Line(
    "apologize.safety",
    "That sounds frightening, and I'm sorry it happened. Please don't use it any more; if anyone is hurt, see a doctor first.",
)
APOLOGIZE_HELLO = Line("apologize.hello", "Hello, thanks for writing.")
# NOTE: the first words to somebody who swears or shouts, and has not said yet what happened. No cheer, and no fault owned yet.
APOLOGIZE_UPSET = Line("apologize.upset", "Something has clearly gone wrong for you, and I'm sorry; let's put it right.")
# NOTE: said once, in the first message. The word in quotes is what the buyer can type to reach a person.
APOLOGIZE_WHO_I_AM = Line(
    "apologize.who_i_am",
    "I'm {shop}'s automated assistant; write “person” whenever you'd rather talk to one of my colleagues.",
    shop="Wanderlight",
)
# NOTE: follows who_i_am. {address} is the web address of the privacy note.
APOLOGIZE_PRIVACY = Line(
    "apologize.privacy", "How your words are kept: {address}", address=Code("https://shop.example.com/privacy")
)

# --- listen: only what is missing, never twice ---------------------------------------------------------------------

LISTEN_WHAT_HAPPENED = Line("listen.what_happened", "What happened? A few words are enough.")
LISTEN_WHICH_OF_THESE = Line("listen.which_of_these", "I want to be sure I understand you: which of these comes closest?")
LISTEN_WHICH_AGAIN = Line(
    "listen.which_again", "I don't quite see it yet. Is it one of these? If not, a colleague can take it from here."
)
LISTEN_ORDER = Line("listen.order", "What's your order number? Then I can look it up.")
LISTEN_ORDER_WHERE = Line(
    "listen.order_where",
    "I can only look into it with the order number: it's in the e-mail that confirmed your order. "
    "If you can't find it, a colleague can look with you.",
)
LISTEN_OTHER_ORDER = Line("listen.other_order", "Which order is it? Its number is enough.")
LISTEN_PROOF = Line(
    "listen.proof",
    "Which e-mail address or postcode did you order with? I ask so that nobody else can see your order.",
)
LISTEN_PROOF_WHERE = Line(
    "listen.proof_where",
    "To open order {order}, I still need the e-mail address or the postcode it was placed with. "
    "If neither is at hand, a colleague can help.",
    order=_ORDER,
)
# NOTE: must never say which of the two was wrong.
LISTEN_NOT_FOUND = Line(
    "listen.not_found",
    "I can't find an order with that number and that e-mail address or postcode together. "
    "Could you check both and send them again?",
)
LISTEN_TOO_MANY = Line(
    "listen.too_many",
    "That was the last try I can take here; the limit keeps everyone's orders safe.",
)

# NOTE: read back what was understood, so that a mistake is easy to mend. {items} is a list of articles.
READ_BACK: dict[Cause, Line] = {
    Cause.PRICE_DROP: Line(
        "listen.read_back.price_drop",
        "Thank you. Order {order}, {items}, bought on {bought}, and cheaper since: is that right?",
        order=_ORDER,
        items=_ITEMS,
        bought=_BOUGHT,
    ),
    Cause.LATE_DELIVERY: Line(
        "listen.read_back.late_delivery",
        "Thank you. Order {order}, {items}, bought on {bought}, and still not with you: is that right?",
        order=_ORDER,
        items=_ITEMS,
        bought=_BOUGHT,
    ),
    Cause.DAMAGED: Line(
        "listen.read_back.damaged",
        "Thank you. Order {order}, {items}, bought on {bought}, and something arrived damaged: is that right?",
        order=_ORDER,
        items=_ITEMS,
        bought=_BOUGHT,
    ),
    Cause.NOT_AS_DESCRIBED: Line(
        "listen.read_back.not_as_described",
        "Thank you. Order {order}, {items}, bought on {bought}, and not what was described: is that right?",
        order=_ORDER,
        items=_ITEMS,
        bought=_BOUGHT,
    ),
    Cause.WRONG_ITEM: Line(
        "listen.read_back.wrong_item",
        "Thank you. Order {order}, {items}, bought on {bought}, and something else came instead: is that right?",
        order=_ORDER,
        items=_ITEMS,
        bought=_BOUGHT,
    ),
    Cause.MISSING_ITEM: Line(
        "listen.read_back.missing_item",
        "Thank you. Order {order}, {items}, bought on {bought}, and something is missing: is that right?",
        order=_ORDER,
        items=_ITEMS,
        bought=_BOUGHT,
    ),
    Cause.PAYMENT: Line(
        "listen.read_back.payment",
        "Thank you. Order {order}, {items}, bought on {bought}, and the payment isn't right: is that so?",
        order=_ORDER,
        items=_ITEMS,
        bought=_BOUGHT,
    ),
    Cause.CUSTOMS_FEE: Line(
        "listen.read_back.customs_fee",
        "Thank you. Order {order}, {items}, bought on {bought}, and you were asked for customs or tax: is that right?",
        order=_ORDER,
        items=_ITEMS,
        bought=_BOUGHT,
    ),
    Cause.RETURN_REQUEST: Line(
        "listen.read_back.return_request",
        "Thank you. Order {order}, {items}, bought on {bought}, and you'd like to return, exchange or cancel: is that right?",
        order=_ORDER,
        items=_ITEMS,
        bought=_BOUGHT,
    ),
}
LISTEN_WHAT_DIFFERS = Line("listen.what_differs", "Thanks for telling me. What should I put right?")
LISTEN_CONFIRM = Line("listen.confirm", "Just to be sure: did I get that right?")

# --- explain: three different truths -------------------------------------------------------------------------------

# NOTE: {promotion} is the seller's own name for it ("Valentine's Day") and is not translated.
EXPLAIN_PROMOTION = Line(
    "explain.promotion",
    "I've checked, and you're right: our “{promotion}” promotion took {percent} off on {days}, and you bought on {bought}.",
    promotion="Valentine's Day",
    percent=Percent(Decimal(10)),
    days=Days(_FELL, date(2026, 2, 15)),
    bought=_BOUGHT,
)
EXPLAIN_FELL = Line(
    "explain.fell",
    "I've checked, and you're right: the price came down on {fell}, and you bought on {bought}.",
    fell=_FELL,
    bought=_BOUGHT,
)
# NOTE: what was paid for the article, and what the same quantity cost afterwards. {item} may hold a quantity.
EXPLAIN_FROM_TO = Line(
    "explain.from_to",
    "For {item} you paid {paid}; afterwards it was {lower}.",
    item="2 × Canvas Slip-on",
    paid=_PAID,
    lower=_LOWER,
)
EXPLAIN_SEVERAL = Line("explain.several", "It concerns {items}.", items=_ITEMS)
EXPLAIN_NOT_FAIR = Line(
    "explain.not_fair", "The price wasn't changed because of you, it was the date; still, you shouldn't be the one who pays more."
)
EXPLAIN_NOT_LOWER = Line(
    "explain.not_lower",
    "I've gone through our prices since you bought on {bought}: {items} never cost less with us than what you paid. "
    "If you saw a lower price, tell me where, and a colleague will check it.",
    bought=_BOUGHT,
    items=_ITEMS,
)
# NOTE: the rule is explained by what it is for. {window} is a number of days.
EXPLAIN_FELL_LATER = Line(
    "explain.fell_later",
    "I've checked: the price did come down, on {fell}, but that is more than {window} days after you bought. "
    "We make up the difference only for a while, so that we can still lower prices as the seasons change.",
    fell=_FELL,
    window=15,
)
EXPLAIN_WROTE_LATER = Line(
    "explain.wrote_later",
    "I've checked: the price did come down, on {fell}. You wrote more than {limit} days after you bought; "
    "up to then we can make up the difference ourselves, and after that only a colleague can.",
    fell=_FELL,
    limit=30,
)
EXPLAIN_PERSON_IF_WRONG = Line(
    "explain.person_if_wrong", "If that doesn't seem right to you, a colleague can look at it with you."
)
EXPLAIN_NOT_OBSERVED = Line(
    "explain.not_observed",
    "I can't tell from our records: for {items} no price is on file after {bought}, so I won't say yes or no. "
    "Could you send me the link, or the price and where you saw it? A colleague will check it by {when}.",
    items=_ITEMS,
    bought=_BOUGHT,
    when=_SOON,
)
EXPLAIN_NOTHING_PAID = Line(
    "explain.nothing_paid",
    "I've looked at order {order}: by our records no payment for it is left with us, so there is no difference to return.",
    order=_ORDER,
)
# NOTE: the difference was given back or made up with a coupon before, on this order.
EXPLAIN_MADE_UP = Line(
    "explain.made_up",
    "I've checked: the price did come down, on {fell}, and for order {order} the difference has been made up already.",
    fell=_FELL,
    order=_ORDER,
)
# NOTE: the payment is on hold or part of it went back already, so that the records do not settle what is still with us.
EXPLAIN_UNSETTLED = Line(
    "explain.unsettled",
    "Our records don't show clearly how much of what was paid for order {order} is still with us, and I won't guess.",
    order=_ORDER,
)
