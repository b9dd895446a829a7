"""What is said to a price claim, from the seller's own price history: confirmed, not confirmed, or not to be verified."""

from dataclasses import replace
from datetime import date, datetime

from bot.complaint import handover, listen
from bot.complaint.case import Case, Fact
from bot.complaint.event import PricesAnswered
from bot.complaint.explanation import standing
from bot.complaint.outcome import Outcome, Say
from bot.complaint.practice import Practice
from bot.language import script, script_people
from bot.language.line import Code, Days, Listed, Percent, Sentence
from bot.language.understand import Asked
from bot.remedy.decision import Decision, Facts, RefusalReason, Refused
from bot.remedy.ladder import decide
from bot.remedy.price_claim import LineFinding, PriceFinding, PriceReason, verify
from bot.shop.orders import Order
from bot.terms import Verification


def judge(case: Case, event: PricesAnswered, practice: Practice) -> tuple[PriceFinding, Facts, Decision]:
    """What became of the prices of the order, all that is decided on, and what the policy gives for it."""
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
    return finding, facts, decide(facts, practice.policy)


def told(case: Case, event: PricesAnswered, finding: PriceFinding, decision: Decision, practice: Practice) -> Outcome:
    """The explanation for what was found."""
    order, at = event.order, event.at
    bought = _day(order.placed_at, practice)
    one = finding.concerned[0] if finding.concerned else None
    fell = _day(one.lowest.seen_at, practice) if one and one.lowest else bought
    match finding.reason:
        case PriceReason.FELL if isinstance(decision, Refused) and decision.because is RefusalReason.MADE_UP_BEFORE:
            said = Sentence.of(script.EXPLAIN_MADE_UP, fell=fell, order=Code(order.number))
            return standing(case, said, Sentence.of(script.EXPLAIN_PERSON_IF_WRONG))
        case PriceReason.FELL if isinstance(decision, Refused):
            said = Sentence.of(script.EXPLAIN_NOTHING_PAID, order=Code(order.number))
            return standing(case, said, Sentence.of(script.EXPLAIN_PERSON_IF_WRONG))
        case PriceReason.FELL:
            return Outcome(case, (Say(_confirmed(finding, bought, practice)),))
        case PriceReason.NOT_LOWER:
            said = Sentence.of(script.EXPLAIN_NOT_LOWER, bought=bought, items=Listed(listen.articles(order)))
            return standing(replace(case, asked=Asked.EVIDENCE), said)
        case PriceReason.FELL_LATER:
            window = practice.policy.price_drop.window_days
            said = Sentence.of(script.EXPLAIN_FELL_LATER, fell=fell, window=window)
            return standing(case, said, Sentence.of(script.EXPLAIN_PERSON_IF_WRONG))
        case PriceReason.WROTE_LATER:
            limit = practice.policy.price_drop.claim_days
            said = Sentence.of(script.EXPLAIN_WROTE_LATER, fell=fell, limit=limit)
            return standing(case, said, Sentence.of(script.EXPLAIN_PERSON_IF_WRONG))
        case PriceReason.NOT_OBSERVED:
            by = at + practice.solution_within
            said = Sentence.of(script.EXPLAIN_NOT_OBSERVED, items=Listed(listen.articles(order)), bought=bought, when=by)
            return standing(replace(case, asked=Asked.EVIDENCE), said)
        case PriceReason.NOTHING_PAID:
            said = Sentence.of(script.EXPLAIN_NOTHING_PAID, order=Code(order.number))
            return standing(case, said, Sentence.of(script.EXPLAIN_PERSON_IF_WRONG))
        case PriceReason.UNSETTLED:
            unsettled = Sentence.of(script.EXPLAIN_UNSETTLED, order=Code(order.number))
            return handover.to_person(case, at, practice, script_people.PERSON_LOOKS, "unsettled payment", unsettled)


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


def facts_of(order: Order, finding: PriceFinding, at: datetime) -> tuple[Fact, ...]:
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
