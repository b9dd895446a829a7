"""Third step: the true reason, from verified facts. Confirmed, not confirmed and cannot be verified are told apart."""

import json
from dataclasses import replace

from bot.complaint import arrival, closing, execute, gathering, handover, listen, matter_explained, offer, price_explained
from bot.complaint.case import Case, Fact
from bot.complaint.event import Choice, FactSet, LookedUp, MatterAnswered, Pressed, PricesAnswered, Said
from bot.complaint.findings import facts_of
from bot.complaint.outcome import MatterNeeded, Need, Note, OrderAgain, Outcome, PricesNeeded, Say
from bot.complaint.practice import Practice
from bot.language import script, script_causes, script_people
from bot.language.line import Sentence
from bot.language.understand import Answer, Asked, Understanding
from bot.remedy import snapshot
from bot.remedy.decision import Allowed, Decision, Facts, Refused
from bot.remedy.offer import Proposal
from bot.remedy.price_claim import PriceReason
from bot.remedy.price_error import charged_too_much
from bot.terms import Cause, Keeper, RemedyKind, Step, Verification


def prices_answered(case: Case, event: PricesAnswered, practice: Practice) -> Outcome:
    """Say what the records show; where they bear the buyer out, go straight on to the offer. Other orders are passed over."""
    if event.order.id != case.order_id:
        return Outcome(case)
    finding, facts, decision = price_explained.judge(case, event, practice)
    if finding.reason is not PriceReason.FELL and (too_much := charged_too_much(event.order, event.prices)):
        # It did not fall: it was charged wrongly from the first, which the buyer need not know to be told.
        return Outcome(replace(case, cause=Cause.PRICE_ERROR, overcharged=too_much), needs=MatterNeeded())
    known = _decided_on(case.knowing(*price_explained.facts_of(event.order, finding, event.at)), facts)
    told = price_explained.told(known, event, finding, decision, practice)
    if isinstance(decision, Refused):
        return told
    whole = max(proposal.money for proposal in decision.offer.proposals) == finding.difference
    return offer.propose(told.case, decision, event.at, practice, whole=whole).after(told)


def matter_answered(case: Case, event: MatterAnswered, practice: Practice) -> Outcome:
    """As `prices_answered`, for every other trouble. The way to return goods is told at once, and waits for no yes."""
    if (event.order.id if event.order else 0) != case.order_id:
        return Outcome(case)
    found, facts, decision = matter_explained.judge(case, event, practice)
    if undecided := matter_explained.undecided(case, event, found, practice):
        return undecided
    if case.cause is Cause.PAYMENT and event.too_much and found.matter.verdict is not Verification.CONFIRMED:
        # Not taken twice, but more than the listed price: that is what the buyer means.
        return matter_answered(replace(case, cause=Cause.PRICE_ERROR, overcharged=event.too_much), event, practice)
    known = _decided_on(case.knowing(*facts_of(found, event.at)), facts)
    if not isinstance(decision, Refused) and execute.would_exchange(case.wish, decision.offer.proposals[0]):
        return matter_explained.exchanged(known, event, found, practice)
    told = matter_explained.told(known, event, found, decision, practice)
    if isinstance(decision, Refused):
        return told
    proposed = offer.propose(told.case, decision, event.at, practice)
    if isinstance(decision, Allowed) and decision.offer.proposals[0].parts[0].kind is RemedyKind.RETURN:
        return execute.agree(proposed.case, 0, event.at, asked_for=False).after(told)
    return proposed.after(told)


def _decided_on(case: Case, facts: Facts) -> Case:
    """The case with the facts of its decision, by which it can be made again under any policy."""
    return replace(case, decided_on=json.dumps(snapshot.of(facts), ensure_ascii=False))


def looked_up(case: Case, event: LookedUp, _practice: Practice) -> Outcome:
    """Whoever outside was asked has answered, or cannot: now it is looked into with what there is."""
    # Cases from before looking had a name of its own stand there with nothing asked, and nothing decided.
    if case.asked is not Asked.LOOKING and (case.asked is not Asked.NOTHING or case.decided_on or case.offer):
        return Outcome(case)
    return Outcome(replace(case, charges=event.charges, asked=Asked.NOTHING), needs=MatterNeeded())


def fact_set(case: Case, event: FactSet, practice: Practice) -> Outcome:
    """A person says what is so: the bot looks into it with that, whatever was thought of it before."""
    facts = [Fact("cause", event.cause, Verification.CONFIRMED, event.name, event.at)]
    # Each word of a colleague is a fact of its own: whoever said it does not approve what rests on it.
    if event.overcharged:
        facts.append(Fact("overcharged", str(event.overcharged), Verification.CONFIRMED, event.name, event.at))
    if event.cause is Cause.SAFETY:
        facts.append(handover.danger(event.at, event.name))
    if event.article:
        facts.append(
            Fact(
                "sold out" if event.cause is Cause.OUT_OF_STOCK else "article",
                event.article,
                Verification.CONFIRMED,
                event.name,
                event.at,
            )
        )
    known = replace(
        case.knowing(*facts),
        cause=event.cause,
        article=event.article or case.article,
        overcharged=event.overcharged or (case.overcharged if event.cause is not Cause.PRICE_DROP else None),
        keeper=Keeper.BOT,
        person="",
        step=Step.LISTEN if event.cause in gathering.ASKS else Step.EXPLAIN,
        asked=Asked.NOTHING,
        confirmed=True,
        consoled=True,
        offer=None,
        ending=None,  # what was put aside is taken up again
    )
    note = Note("fact", f"{event.cause} by {event.name}")
    if event.cause is Cause.SAFETY and case.keeper is Keeper.PERSON:
        return Outcome(replace(known, keeper=case.keeper, person=case.person), notes=(note,))
    if event.cause is Cause.SAFETY:
        sorry = Sentence.of(script.APOLOGIZE_SAFETY)
        at_once = handover.to_person(known, event.at, practice, script_people.PERSON_AT_ONCE, "safety", sorry)
        return replace(at_once, says=() if event.quiet else at_once.says, notes=(note, *at_once.notes))
    need: Need = PricesNeeded(case.order_id) if known.by_prices else MatterNeeded()
    if known.step is Step.LISTEN:
        need = OrderAgain(case.order_id)  # what decides it is asked of the buyer as ever
    console = script.SYMPATHY.get(event.cause) if not case.consoled else None
    return Outcome(known, (Say((Sentence.of(console),)),) if console else (), needs=need, notes=(note,))


def still_holds(case: Case, proposal: Proposal, by_bot: bool, event: PricesAnswered | MatterAnswered, practice: Practice) -> bool:
    """Whether the policy, asked once more with what is known now, would still give as much, on the same authority."""
    decision: Decision
    if isinstance(event, PricesAnswered):
        *_, decision = price_explained.judge(case, event, practice)
    else:
        *_, decision = matter_explained.judge(case, event, practice)
    if isinstance(decision, Refused) or (by_bot and not isinstance(decision, Allowed)):
        return False
    money = max(one.money for one in decision.offer.proposals)
    return proposal.cost <= decision.offer.cost and proposal.money <= money


def heard(case: Case, event: Said, practice: Practice) -> Outcome:
    """What the buyer says to the explanation: content, or not, or with something that a person can check."""
    understood = event.understood
    if called := handover.called_for(case, understood, event.at, practice):
        return called
    if case.asked is Asked.ANYTHING_ELSE:
        if closing.nothing_more(case, understood):
            return closing.content(case)
        return handover.to_person(case, event.at, practice, script_people.PERSON_LOOKS, "needs something more")
    if case.asked is Asked.ARRIVED:
        return listen.heard(case, event, practice)
    if case.asked is Asked.LOOKING:
        return _heard_meanwhile(case, event, practice)
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
        case Choice.CLEAR if case.asked is not Asked.LOOKING:
            return closing.content(case)
        case Choice.ARRIVED if case.asked is Asked.ARRIVED:
            return arrival.told(case, event.at, has_come=event.argument == arrival.HAS_COME)
        case _:
            return repeat(case)


def repeat(case: Case) -> Outcome:
    """Look again and explain again: what is on record may be known better by now. What is being looked into is waited for."""
    if case.asked is Asked.LOOKING:
        return _still_looking(case)
    need = PricesNeeded(case.order_id) if case.by_prices else MatterNeeded()
    return Outcome(replace(case, asked=Asked.NOTHING), needs=need)


def _heard_meanwhile(case: Case, event: Said, practice: Practice) -> Outcome:
    """Words while somebody outside is asked: nothing is found yet to say yes to, but a right or another matter is heard."""
    if listen.sure_cause(event.understood, practice) is Cause.RETURN_REQUEST is not case.cause:
        return handover.withdrawn(case, event.at, practice)
    if execute.another_matter(case, event.understood, practice):
        return handover.to_person(case, event.at, practice, script_people.PERSON_LOOKS, "another matter came up")
    return _still_looking(case)


def _still_looking(case: Case) -> Outcome:
    return Outcome(case, (Say((Sentence.of(script_causes.EXPLAIN_STILL_LOOKING),)),))


def _accepts(case: Case, understood: Understanding) -> bool:
    """Whether the buyer takes the explanation as it is; in doubt a person looks, since nothing is closed over a protest.

    A "yes" to the question for a link or a price promises one, and is not the end of the matter.
    """
    protest = understood.question or understood.answer in {Answer.NO, Answer.BUT} or listen.complains(understood)
    if protest or understood.amounts or "://" in understood.text:
        return False
    return understood.thanks or understood.clear or (understood.answer is Answer.YES and case.asked is not Asked.EVIDENCE)
