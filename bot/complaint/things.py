"""What a proposal holds, thing by thing, as one would name it to the buyer."""

from bot.complaint.case import Case, PartSettled
from bot.language import script_buttons, script_offer
from bot.language.line import Line, Percent, Phrases, Sentence
from bot.remedy.offer import Part, Proposal
from bot.terms import Cause, RemedyKind, Severity

_PLAIN: dict[RemedyKind, Line] = {
    RemedyKind.RESEND: script_offer.THING_RESEND,
    RemedyKind.REPAIR: script_offer.THING_REPAIR,
    RemedyKind.RETURN: script_offer.THING_RETURN,
    RemedyKind.GIFT: script_offer.THING_GIFT,
    RemedyKind.VOUCHER: script_offer.THING_VOUCHER,
}
# Of what came, and was not right, the buyer keeps what they have when only a part of the money goes back.
_KEPT = frozenset({Cause.DAMAGED, Cause.NOT_AS_DESCRIBED})


def things_in(proposal: Proposal, case: Case) -> Phrases:
    """All that a proposal holds."""
    return Phrases(tuple(thing(part, case, beside_others=len(proposal.parts) > 1) for part in proposal.parts))


def button_for(proposal: Proposal, case: Case) -> Sentence:
    """What the buyer would say to have it: its money if there is any, else its first thing."""
    if money := proposal.part(RemedyKind.REFUND):
        if (beside := proposal.parts[-1].kind) in script_offer.BUTTON_REFUND_AND and _same_money(proposal, case):
            return Sentence.of(script_offer.BUTTON_REFUND_AND[beside], refund=money.amount)
        return Sentence.of(script_buttons.BUTTON_ACCEPT_REFUND, refund=money.amount)
    first = proposal.parts[0]
    if first.kind is RemedyKind.REPLACEMENT and case.cause is Cause.WRONG_ITEM:
        return Sentence.of(script_offer.BUTTON_SEND_THE_RIGHT_ONE)
    if first.kind is RemedyKind.RESEND and case.cause is Cause.LATE_DELIVERY:
        return Sentence.of(script_offer.BUTTON_SEND_AGAIN)
    if first.kind is not RemedyKind.COUPON:
        return Sentence.of(script_offer.BUTTON_ACCEPT[first.kind])
    if first.percent is None:
        return Sentence.of(script_buttons.BUTTON_ACCEPT_COUPON, larger=first.amount)
    return Sentence.of(script_buttons.BUTTON_ACCEPT_PERCENT)


def _same_money(proposal: Proposal, case: Case) -> bool:
    """Whether another proposal of the offer returns as much: then it is not the money that tells them apart."""
    proposals = case.offer.offer.proposals if case.offer else ()
    return sum(one.money == proposal.money for one in proposals) > 1


def thing(part: Part | PartSettled, case: Case, *, beside_others: bool = False) -> Sentence:
    """One part, as a phrase. Goods that go back `beside_others` are not all that there is to it."""
    match part.kind:
        case RemedyKind.REFUND:
            kept = case.cause in _KEPT and case.severity is not Severity.UNUSABLE
            line = script_offer.THING_REFUND_KEEP if kept else script_offer.THING_REFUND
            return Sentence.of(line, refund=part.amount)
        case RemedyKind.COUPON if part.percent is not None:
            return Sentence.of(script_offer.THING_COUPON_PERCENT, percent=Percent(part.percent))
        case RemedyKind.COUPON:
            return Sentence.of(script_offer.THING_COUPON_AMOUNT, larger=part.amount)
        case RemedyKind.REPLACEMENT:
            line = script_offer.THING_RIGHT_ITEM if case.cause is Cause.WRONG_ITEM else script_offer.THING_REPLACEMENT
            return Sentence.of(line, what=part.what)
        case RemedyKind.RESEND if case.cause is Cause.LATE_DELIVERY:
            return Sentence.of(script_offer.THING_RIGHT_ITEM, what=part.what)
        case RemedyKind.RETURN if beside_others:
            return Sentence.of(script_offer.THING_RETURN_WHAT_CAME)
        case RemedyKind.WARRANTY:
            return Sentence.of(script_offer.THING_WARRANTY, months=part.count)
        case RemedyKind.POINTS:
            return Sentence.of(script_offer.THING_POINTS, points=part.count)
        case RemedyKind.RAIN_CHECK:
            return Sentence.of(script_offer.THING_RAIN_CHECK, what=part.what)
        case RemedyKind.APOLOGY:
            return Sentence.of(script_offer.THING_APOLOGY, person=part.what)
        case _:
            return Sentence.of(_PLAIN[part.kind])
