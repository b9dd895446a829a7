"""What the bot says when it offers and carries out a remedy. Only an explicit yes binds; nothing is "done" before it is."""

from datetime import UTC, date, datetime
from decimal import Decimal

from bot.language.line import Code, Line, Percent
from bot.remedy.money import Money

_SOON = datetime(2026, 2, 16, 11, 0, tzinfo=UTC)
_BACK = Money(998, "EUR")
_LARGER = Money(1497, "EUR")
_CASE = Code("17")

# --- offer: one clear proposal, an explicit yes --------------------------------------------------------------------

OFFER_REFUND_COUPON = Line(
    "offer.refund_coupon",
    "I'd like to give you {refund} back, the whole difference, the way you paid, and a {percent} coupon for your next order.",
    refund=_BACK,
    percent=Percent(Decimal(5)),
)
OFFER_REFUND = Line("offer.refund", "I'd like to give you {refund} back, the whole difference, the way you paid.", refund=_BACK)
# NOTE: these two when it is not the whole difference that is returned.
OFFER_PART_COUPON = Line(
    "offer.part_coupon",
    "I'd like to give you {refund} back, the way you paid, and a {percent} coupon for your next order.",
    refund=_BACK,
    percent=Percent(Decimal(5)),
)
OFFER_PART = Line("offer.part", "I'd like to give you {refund} back, the way you paid.", refund=_BACK)
OFFER_COUPON = Line("offer.coupon", "I'd like to give you a coupon of {larger} for your next order.", larger=_LARGER)
# NOTE: the question that a plain "yes" answers. It stands right after the proposal.
OFFER_SHALL_I = Line("offer.shall_i", "Shall I do that?")
OFFER_OR_COUPON = Line("offer.or_coupon", "If you'd rather have one coupon of {larger} instead, just say so.", larger=_LARGER)
OFFER_OR_REFUND_COUPON = Line(
    "offer.or_refund_coupon",
    "If you'd rather have {refund} back the way you paid and a {percent} coupon, just say so.",
    refund=_BACK,
    percent=Percent(Decimal(5)),
)
OFFER_OR_REFUND = Line("offer.or_refund", "If you'd rather have {refund} back the way you paid, just say so.", refund=_BACK)
# NOTE: nothing is owed; the shop gives it for the trouble of asking.
OFFER_GOODWILL = Line(
    "offer.goodwill",
    "For your trouble I'd still like to give you a {percent} coupon for your next order.",
    percent=Percent(Decimal(5)),
)
OFFER_WAITS = Line(
    "offer.waits",
    "What I'd like to propose is more than I may give by myself, so a colleague has to agree first. "
    "You'll hear from us here by {when}; your case is number {case}.",
    when=_SOON,
    case=_CASE,
)
# NOTE: instead of "offer.waits", where it is the buyer's own money that was taken too much: no gift of ours.
OFFER_WAITS_YOUR_MONEY = Line(
    "offer.waits_your_money",
    "That money is yours. Before it goes back, a colleague has to check it, as with every larger sum; "
    "you'll hear from us here by {when}, and your case is number {case}.",
    when=_SOON,
    case=_CASE,
)
# NOTE: somebody whose offer still waits for a colleague wishes for something else than before.
OFFER_WISH_NOTED = Line(
    "offer.wish_noted",
    "I've put your wish with your case, so that the colleague who decides has it before them. "
    "I'll write here as soon as it's decided; your case is number {case}.",
    case=_CASE,
)
OFFER_STILL_WAITS = Line(
    "offer.still_waits",
    "A colleague is still to agree to what I'd like to propose. I'll write here as soon as it's decided; "
    "your case is number {case}.",
    case=_CASE,
)
# NOTE: instead of "offer.still_waits", where it is the buyer's own money that was taken too much.
OFFER_STILL_WAITS_YOUR_MONEY = Line(
    "offer.still_waits_your_money",
    "A colleague still has to check it before your money goes back. I'll write here as soon as that's done; "
    "your case is number {case}.",
    case=_CASE,
)
OFFER_AGREED_BY_COLLEAGUE = Line("offer.agreed_by_colleague", "A colleague has agreed to my proposal.")
# NOTE: after "ok, but ...", a wish for something else, or a question.
OFFER_BEYOND = Line(
    "offer.beyond",
    "I hear you, and I don't want to guess: this is what I can do right away. For anything else, a colleague decides with you.",
)
# NOTE: after a question about the offer. It is true before and after the yes.
OFFER_TERMS = Line(
    "offer.terms",
    "Money goes back the way you paid, once you've said yes; banks usually show it within 3 to 5 days. "
    "Anything else you'd like to know, a colleague can tell you.",
)
# NOTE: the same, where nothing that is offered is money.
OFFER_TERMS_WITHOUT_MONEY = Line(
    "offer.terms_without_money",
    "It costs you nothing, and it's on its way once you've said yes. Anything else you'd like to know, a colleague can tell you.",
)
# NOTE: after "the coupon" or "the refund": that one is put first, and still wants a yes.
OFFER_THAT_ONE = Line("offer.that_one", "Just so that we mean the same: this is it in full.")
OFFER_EARLIER = Line("offer.earlier", "That was an earlier proposal; this is the one that stands now.")
OFFER_DECLINED = Line(
    "offer.declined", "That's fine; I've done nothing. A colleague can look for something that suits you better."
)
OFFER_STANDS = Line("offer.stands", "My proposal stands, and nothing happens without your yes.")

# --- execute: true tenses ------------------------------------------------------------------------------------------

EXECUTE_NOTED_REFUND_COUPON = Line(
    "execute.noted_refund_coupon",
    "Agreed: {refund} back to you and a {percent} coupon. I've noted it under case {case} and it's being prepared; "
    "I'll write here when it's done.",
    refund=_BACK,
    percent=Percent(Decimal(5)),
    case=_CASE,
)
EXECUTE_NOTED_REFUND = Line(
    "execute.noted_refund",
    "Agreed: {refund} back to you. I've noted it under case {case} and it's being prepared; I'll write here when it's done.",
    refund=_BACK,
    case=_CASE,
)
EXECUTE_NOTED_COUPON = Line(
    "execute.noted_coupon",
    "Agreed: one coupon of {larger}. I've noted it under case {case} and it's being prepared; I'll write here when it's done.",
    larger=_LARGER,
    case=_CASE,
)
EXECUTE_NOTED_PERCENT = Line(
    "execute.noted_percent",
    "Agreed: a {percent} coupon. I've noted it under case {case} and it's being prepared; I'll write here when it's done.",
    percent=Percent(Decimal(5)),
    case=_CASE,
)
EXECUTE_ALREADY = Line(
    "execute.already",
    "It's noted already, once, under case {case}; there's nothing more to do. I'll write here when it's done.",
    case=_CASE,
)
EXECUTE_WELCOME = Line("execute.welcome", "You're welcome. I'll write here when it's done.")
EXECUTE_STATUS = Line(
    "execute.status",
    "Your case is number {case}: it's agreed and noted, and not done yet. I'll write here when it is.",
    case=_CASE,
)
EXECUTE_CANNOT = Line(
    "execute.cannot",
    "I'm sorry: something on this order has changed meanwhile, so I can't go ahead with what we agreed.",
)

# --- cards: what stands beside a large amount, in a few words ---------------------------------------------------------

CARD_WAY_PAID = Line("card.way_paid", "back the way you paid")
CARD_AND_COUPON = Line("card.and_coupon", "back the way you paid, and a {percent} coupon", percent=Percent(Decimal(5)))
CARD_COUPON = Line("card.coupon", "coupon for your next order")
CARD_UNTIL = Line("card.until", "once, until {until}", until=date(2026, 5, 17))
