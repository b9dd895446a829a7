"""Fourth step: one clear proposal, often with an alternative. Only an explicit yes to *this* offer binds."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from bot.complaint import execute, handover
from bot.complaint.case import Case, StandingOffer
from bot.complaint.event import Approved, Choice, Pressed, Said
from bot.complaint.handover import TALK_TO_A_PERSON
from bot.complaint.outcome import Button, CardKind, Note, Outcome, Say, Shown
from bot.complaint.practice import Practice
from bot.language import script_buttons, script_people, script_remedy
from bot.language.line import Code, Line, Percent, Sentence
from bot.language.understand import Answer, Asked, Understanding
from bot.remedy.decision import Allowed, NeedsApproval
from bot.remedy.money import Money
from bot.remedy.offer import Basis, Offer, Proposal
from bot.terms import RemedyKind, Step, Wish


def propose(case: Case, decision: Allowed | NeedsApproval, difference: Money, at: datetime, practice: Practice) -> Outcome:
    """Put the offer on the table; one above the bot's authority waits for a person first, and the buyer is told so.

    `difference` is what was paid too much, of which the money offered may be a part.
    """
    version = case.offers + 1
    standing = StandingOffer(
        version=version,
        offer=decision.offer,
        why=tuple(rule.record() for rule in decision.trace),
        policy=practice.policy.version,
        whole=max(proposal.money for proposal in decision.offer.proposals) == difference,
        waits_for=decision.by if isinstance(decision, NeedsApproval) else None,
    )
    offered = replace(case, step=Step.OFFER, offer=standing, offers=version, asked=Asked.OFFER, unclear=0)
    if isinstance(decision, Allowed):
        return _put(offered, notes=(Note("offered", f"offer {version}"),))
    by = at + practice.solution_within
    waits = Sentence.of(script_remedy.OFFER_WAITS, when=by, case=Code(str(case.id)))
    note = Note("waits for approval", f"offer {version} needs {decision.by}: {decision.because}")
    return Outcome(replace(offered, asked=Asked.NOTHING), (Say((waits,), (TALK_TO_A_PERSON,)),), notes=(note,))


def approved(case: Case, event: Approved, _practice: Practice) -> Outcome:
    """Somebody with the authority agrees: now the buyer hears the offer. An offer that waits for nobody stays as it is."""
    if case.offer is None or case.offer.waits_for is None:
        return Outcome(case)
    agreed = replace(case.offer, waits_for=None, approved_by=event.name)
    note = Note("approved", f"offer {agreed.version} by {event.name} ({event.authority})")
    told = (Sentence.of(script_remedy.OFFER_AGREED_BY_COLLEAGUE),)
    return _put(replace(case, offer=agreed, asked=Asked.OFFER), told, notes=(note,))


def heard(case: Case, event: Said, practice: Practice) -> Outcome:
    """A yes is a yes to the proposal named first, or to the one that is named in it; all else is no yes."""
    understood = event.understood
    if called := handover.called_for(case, understood, event.at, practice):
        return called
    if _standing(case).waits_for:
        return _still_waits(case)
    offer = _standing(case).offer
    chosen = _chosen(understood, offer)
    if chosen is not None and _says_yes(understood, offer.proposals[chosen]):
        return execute.agree(case, chosen, event.at)
    if chosen is not None:
        return _put(_first(case, chosen), (Sentence.of(script_remedy.OFFER_THAT_ONE),))
    if understood.answer is Answer.NO and not understood.question:
        return _declined(case)
    if case.unclear + 1 > practice.unclear_replies:
        return handover.to_person(case, event.at, practice, script_people.PERSON_LOOKS, "wishes something else")
    # "Can I have 50 instead?" asks for something else, and not when the money comes.
    about_this = understood.question and not understood.amounts
    beyond = script_remedy.OFFER_TERMS if about_this else script_remedy.OFFER_BEYOND
    return _put(replace(case, unclear=case.unclear + 1), (Sentence.of(beyond),))


def pressed(case: Case, event: Pressed, practice: Practice) -> Outcome:
    """A button of an offer binds only if it is the offer that stands."""
    if event.choice is Choice.PERSON:
        return handover.to_person(case, event.at, practice, script_people.PERSON_COMES, "asked for a person")
    if _standing(case).waits_for:
        return _still_waits(case)
    if event.choice is Choice.ACCEPT:
        version, _, chosen = event.argument.partition(":")
        if int(version) == _standing(case).version:
            return execute.agree(case, int(chosen), event.at)
        return _put(case, (Sentence.of(script_remedy.OFFER_EARLIER),))
    if event.choice is Choice.DECLINE:
        return _declined(case)
    return repeat(case)


def repeat(case: Case) -> Outcome:
    """Say the offer again, to somebody who comes back to it."""
    if _standing(case).waits_for:
        return _still_waits(case)
    return _put(case, (Sentence.of(script_remedy.OFFER_STANDS),))


def choices(case: Case) -> tuple[Button, ...]:
    """What can be pressed beneath the standing offer: each proposal, a no, a person."""
    standing = _standing(case)
    accept = (
        Button(_label(proposal), Choice.ACCEPT, f"{standing.version}:{index}")
        for index, proposal in enumerate(standing.offer.proposals)
    )
    return (*accept, Button(Sentence.of(script_buttons.BUTTON_DECLINE), Choice.DECLINE), TALK_TO_A_PERSON)


def _standing(case: Case) -> StandingOffer:
    assert case.offer is not None  # noqa: S101  the step is only reached with an offer
    return case.offer


def _put(case: Case, before: tuple[Sentence, ...] = (), notes: tuple[Note, ...] = ()) -> Outcome:
    """The offer itself, and before it a message that leads to it."""
    standing = _standing(case)
    offer = Say(tuple(_sentences(standing)), choices(case), _card(standing.offer.proposals[0]))
    lead = (Say(before),) if before else ()
    return Outcome(case, (*lead, offer), notes=notes, wait_for_reply=True)


def _card(proposal: Proposal) -> Shown:
    """The first proposal at a glance: its amount, and what goes with it."""
    money, coupon = proposal.part(RemedyKind.REFUND), proposal.part(RemedyKind.COUPON)
    if money and coupon and coupon.percent is not None:
        both = Sentence.of(script_remedy.CARD_AND_COUPON, percent=Percent(coupon.percent))
        return Shown(CardKind.OFFER, money.amount, both)
    if money:
        return Shown(CardKind.OFFER, money.amount, Sentence.of(script_remedy.CARD_WAY_PAID))
    assert coupon is not None  # noqa: S101  a proposal has at least one part
    worth = coupon.amount if coupon.percent is None else Percent(coupon.percent)
    return Shown(CardKind.OFFER, worth, Sentence.of(script_remedy.CARD_COUPON))


def _still_waits(case: Case) -> Outcome:
    waits = Sentence.of(script_remedy.OFFER_STILL_WAITS, case=Code(str(case.id)))
    return Outcome(case, (Say((waits,), (TALK_TO_A_PERSON,)),))


def _declined(case: Case) -> Outcome:
    """Nothing was done, and it can still be had; a person may find what suits better."""
    said = Say((Sentence.of(script_remedy.OFFER_DECLINED),), (*choices(case)[:-2], TALK_TO_A_PERSON))
    return Outcome(case, (said,), let_be=True)


def _chosen(understood: Understanding, offer: Offer) -> int | None:
    """Which proposal the words are about: the one whose kind is named, else with a yes the first. Or none.

    To name a kind is not yet a yes ("I want my money" may mean all of it); a question or a condition is nothing at all.
    """
    if understood.question or understood.answer in {Answer.NO, Answer.BUT}:
        return None
    said_yes = _says_yes(understood, offer.proposals[0])
    if understood.wish is None:
        return 0 if said_yes else None
    if len(offer.proposals) == 1:
        # With nothing to choose from, the kind that is named must at least be in it.
        kinds = {part.kind for part in offer.proposals[0].parts}
        return 0 if said_yes and _KIND.get(understood.wish) in kinds else None
    money = _KIND.get(understood.wish) is RemedyKind.REFUND
    fitting = (index for index, one in enumerate(offer.proposals) if bool(one.money) is money)
    return next(fitting, None) if understood.wish in _KIND else None


def _says_yes(understood: Understanding, proposal: Proposal) -> bool:
    """A plain yes; where it names an amount, only if this proposal was offered with exactly that."""
    if understood.yes_to is None:
        return understood.answer is Answer.YES
    return any(part.amount == understood.yes_to for part in proposal.parts if part.percent is None)


_KIND = {Wish.REFUND: RemedyKind.REFUND, Wish.COUPON: RemedyKind.COUPON}


def _first(case: Case, chosen: int) -> Case:
    """The same offer with that proposal in front. It is a new version: a yes given to the other order is not one to it."""
    if chosen == 0:
        return replace(case, unclear=0)
    standing = _standing(case)
    proposals = list(standing.offer.proposals)
    proposals.insert(0, proposals.pop(chosen))
    version = case.offers + 1
    turned = replace(standing, version=version, offer=replace(standing.offer, proposals=tuple(proposals)))
    return replace(case, offer=turned, offers=version, unclear=0)


def _sentences(standing: StandingOffer) -> Iterator[Sentence]:
    """The proposal, the question that a yes answers, and the alternative."""
    first, *others = standing.offer.proposals
    yield _said(first, _FIRST if standing.whole else _FIRST_IN_PART, standing.offer)
    yield Sentence.of(script_remedy.OFFER_SHALL_I)
    for other in others:
        yield _said(other, _OR, standing.offer)


_FIRST = (script_remedy.OFFER_REFUND_COUPON, script_remedy.OFFER_REFUND, script_remedy.OFFER_COUPON)
_FIRST_IN_PART = (script_remedy.OFFER_PART_COUPON, script_remedy.OFFER_PART, script_remedy.OFFER_COUPON)
_OR = (script_remedy.OFFER_OR_REFUND_COUPON, script_remedy.OFFER_OR_REFUND, script_remedy.OFFER_OR_COUPON)


def _said(proposal: Proposal, lines: tuple[Line, Line, Line], offer: Offer) -> Sentence:
    both, money_only, coupon_only = lines
    money, coupon = proposal.part(RemedyKind.REFUND), proposal.part(RemedyKind.COUPON)
    if offer.basis is Basis.GOODWILL and coupon and coupon.percent is not None:
        return Sentence.of(script_remedy.OFFER_GOODWILL, percent=Percent(coupon.percent))
    if money and coupon and coupon.percent is not None:
        return Sentence.of(both, refund=money.amount, percent=Percent(coupon.percent))
    if money:
        return Sentence.of(money_only, refund=money.amount)
    assert coupon is not None  # noqa: S101  a proposal has at least one part
    return Sentence.of(coupon_only, larger=coupon.amount)


def _label(proposal: Proposal) -> Sentence:
    money, coupon = proposal.part(RemedyKind.REFUND), proposal.part(RemedyKind.COUPON)
    if money:
        return Sentence.of(script_buttons.BUTTON_ACCEPT_REFUND, refund=money.amount)
    if coupon and coupon.percent is None:
        return Sentence.of(script_buttons.BUTTON_ACCEPT_COUPON, larger=coupon.amount)
    return Sentence.of(script_buttons.BUTTON_ACCEPT_PERCENT)
