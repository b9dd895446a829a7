"""Third step: the true reason, from verified facts. Confirmed, not confirmed and cannot be verified are told apart."""

from dataclasses import replace
from datetime import date, datetime

from bot.complaint import closing, handover, listen, offer
from bot.complaint.case import Case, Fact
from bot.complaint.event import Choice, Pressed, PricesAnswered, Said
from bot.complaint.handover import TALK_TO_A_PERSON
from bot.complaint.outcome import Button, Outcome, PricesNeeded, Say
from bot.complaint.practice import Practice
from bot.language import script, script_buttons, script_people
from bot.language.line import Code, Days, Listed, Percent, Sentence
from bot.language.understand import Answer, Asked, Understanding
from bot.remedy.decision import Allowed, Decision, Facts, RefusalReason, Refused
from bot.remedy.ladder import decide
from bot.remedy.offer import Proposal
from bot.remedy.price_claim import LineFinding, PriceFinding, PriceReason, verify
from bot.shop.orders import Order
from bot.terms import Verification

_THATS_CLEAR = Button(Sentence.of(script_buttons.BUTTON_CLEAR), Choice.CLEAR)


def prices_answered(case: Case, event: PricesAnswered, practice: Practice) -> Outcome:
    """Say what the records show; where they bear the buyer out, go straight on to the offer. Other orders are passed over."""
    if event.order.id != case.order_id:
        return Outcome(case)
    finding, decision = _judged(case, event, practice)
    known = case.knowing(*_facts(event.order, finding, event.at))
    told = _told(known, event.order, finding, decision, event.at, practice)
    if isinstance(decision, Refused):
        return told
    return offer.propose(told.case, decision, finding.difference, event.at, practice).after(told)


def still_holds(case: Case, proposal: Proposal, by_bot: bool, event: PricesAnswered, practice: Practice) -> bool:
    """Whether the policy, asked once more with what is known now, would still give as much, on the same authority."""
    _, decision = _judged(case, event, practice)
    if isinstance(decision, Refused) or (by_bot and not isinstance(decision, Allowed)):
        return False
    money = max(one.money for one in decision.offer.proposals)
    return proposal.cost <= decision.offer.cost and proposal.money <= money


def _judged(case: Case, event: PricesAnswered, practice: Practice) -> tuple[PriceFinding, Decision]:
    rules = practice.policy.price_drop
    finding = verify(
        event.order,
        event.prices,
        event.promotions,
        wrote_at=case.opened_at,
        now=event.at,
        window_days=rules.window_days,
        claim_days=rules.claim_days,
    )
    facts = Facts(finding, event.order, event.history, event.budget, practice.rates, case.wish)
    return finding, decide(facts, practice.policy)


def heard(case: Case, event: Said, practice: Practice) -> Outcome:
    """What the buyer says to the explanation: content, or not, or with something that a person can check."""
    understood = event.understood
    if called := handover.called_for(case, understood, event.at, practice):
        return called
    if case.asked is Asked.ANYTHING_ELSE:
        if closing.nothing_more(case, understood):
            return closing.content(case)
        return handover.to_person(case, event.at, practice, script_people.PERSON_LOOKS, "needs something more")
    if _accepts(case, understood):
        return closing.content(case)
    said = Fact("evidence", understood.text[:500], Verification.STATED, "the buyer's words", event.at)
    by = event.at + practice.solution_within
    return handover.to_person(
        case.knowing(said), event.at, practice, script_people.PERSON_CHECKS, "the buyer disagrees with what was found", by=by
    )


def pressed(case: Case, event: Pressed, practice: Practice) -> Outcome:
    """A choice beneath the explanation."""
    match event.choice:
        case Choice.PERSON:
            return handover.to_person(case, event.at, practice, script_people.PERSON_COMES, "asked for a person")
        case Choice.CLEAR:
            return closing.content(case)
        case _:
            return repeat(case)


def repeat(case: Case) -> Outcome:
    """Look again and explain again: prices and orders may be known better by now."""
    return Outcome(replace(case, asked=Asked.NOTHING), needs=PricesNeeded(case.order_id))


def _accepts(case: Case, understood: Understanding) -> bool:
    """Whether the buyer takes the explanation as it is; in doubt a person looks, since nothing is closed over a protest.

    A "yes" to the question for a link or a price promises one, and is not the end of the matter.
    """
    protest = understood.question or understood.answer in {Answer.NO, Answer.BUT} or listen.complains(understood)
    if protest or understood.amounts or "://" in understood.text:
        return False
    return understood.thanks or (understood.answer is Answer.YES and case.asked is not Asked.EVIDENCE)


def _told(case: Case, order: Order, finding: PriceFinding, decision: Decision, at: datetime, practice: Practice) -> Outcome:
    """The explanation for what was found."""
    bought = _day(order.placed_at, practice)
    one = finding.concerned[0] if finding.concerned else None
    fell = _day(one.lowest.seen_at, practice) if one and one.lowest else bought
    match finding.reason:
        case PriceReason.FELL if isinstance(decision, Refused) and decision.because is RefusalReason.MADE_UP_BEFORE:
            said = Sentence.of(script.EXPLAIN_MADE_UP, fell=fell, order=Code(order.number))
            return _standing(case, said, Sentence.of(script.EXPLAIN_PERSON_IF_WRONG))
        case PriceReason.FELL if isinstance(decision, Refused):
            said = Sentence.of(script.EXPLAIN_NOTHING_PAID, order=Code(order.number))
            return _standing(case, said, Sentence.of(script.EXPLAIN_PERSON_IF_WRONG))
        case PriceReason.FELL:
            return Outcome(case, (Say(_confirmed(finding, bought, practice)),))
        case PriceReason.NOT_LOWER:
            said = Sentence.of(script.EXPLAIN_NOT_LOWER, bought=bought, items=listen.articles(order))
            return _standing(replace(case, asked=Asked.EVIDENCE), said)
        case PriceReason.FELL_LATER:
            window = practice.policy.price_drop.window_days
            said = Sentence.of(script.EXPLAIN_FELL_LATER, fell=fell, window=window)
            return _standing(case, said, Sentence.of(script.EXPLAIN_PERSON_IF_WRONG))
        case PriceReason.WROTE_LATER:
            limit = practice.policy.price_drop.claim_days
            said = Sentence.of(script.EXPLAIN_WROTE_LATER, fell=fell, limit=limit)
            return _standing(case, said, Sentence.of(script.EXPLAIN_PERSON_IF_WRONG))
        case PriceReason.NOT_OBSERVED:
            by = at + practice.solution_within
            said = Sentence.of(script.EXPLAIN_NOT_OBSERVED, items=listen.articles(order), bought=bought, when=by)
            return _standing(replace(case, asked=Asked.EVIDENCE), said)
        case PriceReason.NOTHING_PAID:
            said = Sentence.of(script.EXPLAIN_NOTHING_PAID, order=Code(order.number))
            return _standing(case, said, Sentence.of(script.EXPLAIN_PERSON_IF_WRONG))
        case PriceReason.UNSETTLED:
            unsettled = Sentence.of(script.EXPLAIN_UNSETTLED, order=Code(order.number))
            return handover.to_person(case, at, practice, script_people.PERSON_LOOKS, "unsettled payment", unsettled)


def _standing(case: Case, *said: Sentence) -> Outcome:
    """An explanation that the buyer may accept, answer, or take to a person."""
    return Outcome(case, (Say(said, (_THATS_CLEAR, TALK_TO_A_PERSON)),), wait_for_reply=True)


def _confirmed(finding: PriceFinding, bought: date, practice: Practice) -> tuple[Sentence, ...]:
    lines = finding.concerned
    promotions = {line.promotion for line in lines}
    promotion = promotions.pop() if len(promotions) == 1 else None
    if promotion:
        reason = Sentence.of(
            script.EXPLAIN_PROMOTION,
            promotion=promotion.name,
            percent=Percent(promotion.percent_off),
            days=Days(_day(promotion.starts_at, practice), _day(promotion.ends_at, practice)),
            bought=bought,
        )
    else:
        fell = min(line.lowest.seen_at for line in lines if line.lowest)
        reason = Sentence.of(script.EXPLAIN_FELL, fell=_day(fell, practice), bought=bought)
    return (reason, _from_to(lines), Sentence.of(script.EXPLAIN_NOT_FAIR))


def _from_to(lines: tuple[LineFinding, ...]) -> Sentence:
    """The figures of one article; of several, only which they are: their sum is said with the offer."""
    if len(lines) == 1:
        (one,) = lines
        item = f"{one.line.quantity} × {one.line.title}" if one.line.quantity > 1 else one.line.title
        return Sentence.of(script.EXPLAIN_FROM_TO, paid=one.paid, item=item, lower=one.paid - one.difference)
    return Sentence.of(script.EXPLAIN_SEVERAL, items=Listed(tuple(one.line.title for one in lines)))


def _facts(order: Order, finding: PriceFinding, at: datetime) -> tuple[Fact, ...]:
    """What was checked and what was found, for the record of the case."""
    found = Fact("price fell", finding.reason, finding.verdict, "price history", at)
    paid = Fact("paid", str(order.total_paid), Verification.CONFIRMED, "order", at)
    bought = Fact("bought at", order.placed_at.isoformat(), Verification.CONFIRMED, "order", at)
    difference = Fact("difference", str(finding.difference), finding.verdict, "price history", at)
    seen = tuple(
        Fact(
            f"price of {one.line.sku}",
            f"{one.lowest.price} seen {one.lowest.seen_at.isoformat()}",
            Verification.CONFIRMED,
            f"price history ({one.lowest.source})",
            at,
        )
        for one in finding.lines
        if one.lowest
    )
    reasons = {one.promotion.name: one.promotion for one in finding.concerned if one.promotion}
    promotions = tuple(
        Fact(
            "promotion",
            f"{name}: {one.percent_off} %, {one.starts_at.isoformat()} to {one.ends_at.isoformat()}",
            Verification.CONFIRMED,
            "promotions",
            at,
        )
        for name, one in reasons.items()
    )
    return (found, paid, bought, difference, *seen, *promotions)


def _day(at: datetime, practice: Practice) -> date:
    return at.astimezone(practice.zone).date()
