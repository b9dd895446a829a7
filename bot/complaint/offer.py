"""Fourth step: one clear proposal, often with an alternative. Only an explicit yes to *this* offer binds."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from bot.complaint import arrival, execute, expectations, handover, listen, pending
from bot.complaint.case import Case, StandingOffer
from bot.complaint.event import Approved, Choice, Doubt, NotApproved, Pressed, Said
from bot.complaint.handover import TALK_TO_A_PERSON
from bot.complaint.naming import singled_out
from bot.complaint.outcome import Button, CardKind, Note, Outcome, Say, Shown
from bot.complaint.practice import Practice
from bot.complaint.things import button_for, things_in
from bot.language import script_asides, script_buttons, script_done, script_offer, script_people, script_remedy
from bot.language.catalogue import SOURCE
from bot.language.line import Code, Line, Percent, Phrases, Sentence
from bot.language.placing import place_named
from bot.language.speech import Voice
from bot.language.understand import Answer, Asked, Understanding
from bot.remedy.decision import Allowed, NeedsApproval
from bot.remedy.money import Money, MoneyError
from bot.remedy.offer import Basis, Offer, Part, Proposal
from bot.shop.orders import order_key
from bot.terms import Cause, Question, RemedyKind, Step, Wish


def propose(case: Case, decision: Allowed | NeedsApproval, at: datetime, practice: Practice, *, whole: bool = True) -> Outcome:
    """Put the offer on the table; one above the bot's authority waits for a person first, and the buyer is told so.

    `whole` is whether the money is all of what was paid too much.
    """
    version = case.offers + 1
    standing = StandingOffer(
        version=version,
        offer=_with_names(decision.offer, case, practice),
        why=tuple(rule.record() for rule in decision.trace),
        policy=practice.policy.version,
        whole=whole,
        waits_for=decision.by if isinstance(decision, NeedsApproval) else None,
    )
    offered = replace(case, step=Step.OFFER, offer=standing, offers=version, asked=Asked.OFFER, unclear=0)
    if isinstance(decision, Allowed):
        return _put(offered, notes=(Note("offered", f"offer {version}"),))
    by = at + practice.solution_within
    waits = Sentence.of(pending.line_for(case), when=by, case=Code(str(case.id)))
    note = Note("waits for approval", f"offer {version} needs {decision.by}: {decision.because}")
    return Outcome(replace(offered, asked=Asked.NOTHING, promised_by=by), (Say((waits,), (TALK_TO_A_PERSON,)),), notes=(note,))


def _with_names(offer: Offer, case: Case, practice: Practice) -> Offer:
    """The offer with names in it that the policy does not know: of the one who apologizes, of what was sold out."""
    names = {RemedyKind.APOLOGY: practice.answers_for_service, RemedyKind.RAIN_CHECK: case.article}

    def named(part: Part) -> Part:
        return replace(part, what=names.get(part.kind) or part.what)

    return replace(offer, proposals=tuple(replace(one, parts=tuple(map(named, one.parts))) for one in offer.proposals))


def approved(case: Case, event: Approved, _practice: Practice) -> Outcome:
    """Somebody with the authority agrees: now the buyer hears the offer. An offer that waits for nobody stays as it is."""
    if case.offer is None or case.offer.waits_for is None:
        return Outcome(case)
    agreed = replace(case.offer, waits_for=None, approved_by=event.name)
    note = Note("approved", f"offer {agreed.version} by {event.name} ({event.authority})")
    told = (Sentence.of(script_remedy.OFFER_AGREED_BY_COLLEAGUE),)
    return _put(replace(case, offer=agreed, asked=Asked.OFFER), told, notes=(note,))


def not_approved(case: Case, event: NotApproved, practice: Practice) -> Outcome:
    """Somebody does not agree: the buyer hears so, as kindly as it can be said, and a person finds another way with them."""
    if case.offer is None or case.offer.waits_for is None:
        return Outcome(case)
    withdrawn = replace(case, step=Step.EXPLAIN, offer=None)
    why = f"offer {case.offer.version} not agreed to by {event.name}: {event.why}"
    return handover.to_person(withdrawn, event.at, practice, script_people.PERSON_LOOKS, why, Sentence.of(_DOUBTED[event.doubt]))


_DOUBTED = {
    Doubt.UNSAID: script_done.NOT_AGREED,
    Doubt.EVIDENCE: script_done.NOT_AGREED_EVIDENCE,
    Doubt.AMOUNT: script_done.NOT_AGREED_AMOUNT,
    Doubt.REPEATED: script_done.NOT_AGREED_REPEATED,
}


def heard(case: Case, event: Said, practice: Practice) -> Outcome:
    """A yes is a yes to the proposal named first, or to the one that is named in it; all else is no yes.

    After a no, the words of a yes get the offer once more as a question, since "ok" may be said to the no: the next one binds.
    """
    understood = event.understood
    if called := handover.called_for(case, understood, event.at, practice):
        return called
    if {order_key(number) for number in understood.order_numbers} - {order_key(case.order_number)}:
        return handover.to_person(case, event.at, practice, script_people.PERSON_LOOKS, "another order came up")
    if _withdraws(understood, case, practice):
        return handover.withdrawn(pending.with_wish(case, event), event.at, practice)
    if came := arrival.came_meanwhile(case, event, practice):
        return came
    if _standing(case).waits_for:
        return pending.heard(case, event, practice)
    offer = _standing(case).offer
    chosen = _chosen(understood, case)
    if chosen is not None and _says_yes(understood, offer.proposals[chosen]) and not _standing(case).declined:
        return execute.agree(case, chosen, event.at)
    if chosen is not None:
        put_first = _first(case, chosen, no_coupon=Wish.COUPON in understood.refused)
        return _put(put_first, (Sentence.of(script_remedy.OFFER_THAT_ONE),))
    # Who finds it too little refuses none of it, and wishes for more; and a wish for what is not offered is more than a no.
    more = understood.question or understood.too_little or understood.all_of_it or _wishes_for_another(understood, offer)
    if understood.answer is Answer.NO and not more:
        return _declined(case)
    # Who has refused what is offered, and wishes for what is not, would only read the same again.
    refused = _standing(case).declined and _wishes_for_another(understood, offer)
    if refused or case.unclear + 1 > practice.unclear_replies:
        return handover.to_person(case, event.at, practice, script_people.PERSON_LOOKS, "wishes something else")
    if understood.thanks and understood.answer is Answer.NONE and not _asks(understood):
        return repeat(case)  # kind, and no yes
    again = replace(case, unclear=case.unclear + 1)
    if not _asks_about_this(understood, offer):
        return _put(again, (_beyond(case, understood, offer),))
    if not _standing(case).terms_told and not _asks_for_the_parcel(understood, case):
        return _put(replace(again, offer=replace(_standing(case), terms_told=True)), (Sentence.of(_terms(offer)),))
    # A yes to this may be one to the colleague, and not to the offer: as after a no, that is asked once more.
    unsaid = replace(again, offer=replace(_standing(case), declined=True))
    return Outcome(unsaid, (Say((Sentence.of(script_asides.ALL_I_KNOW),), choices(case)),), wait_for_reply=True)


def _asks_about_this(understood: Understanding, offer: Offer) -> bool:
    """Whether it is asked how this comes. "Can I have 50 instead?" and "5%?? Give me my money!" want something else."""
    wants = understood.amounts or understood.too_little or understood.abusive or understood.asking.demand
    return understood.question and not wants and not _wishes_for_another(understood, offer)


def _wishes_for_another(understood: Understanding, offer: Offer) -> bool:
    """Whether a kind of remedy is wished for that no proposal holds."""
    kinds = {part.kind for one in offer.proposals for part in one.parts}
    return understood.wish is not None and kinds.isdisjoint(_KIND.get(understood.wish, ()))


def _asks(understood: Understanding) -> bool:
    """Whether something is asked for, or about."""
    return bool(understood.question or understood.wish or understood.amounts or understood.asking.demand)


def _asks_for_the_parcel(understood: Understanding, case: Case) -> bool:
    """Whether it is asked when the parcel comes, of which all was told: the terms of a coupon would be no answer."""
    waits = case.cause is Cause.LATE_DELIVERY and not case.arrived
    return waits and understood.asking.question in {Question.PARCEL, Question.SHIPPED}


def _terms(offer: Offer) -> Line:
    """What can be said of any question about an offer: when money comes, where there is some in it."""
    money = any(proposal.part(RemedyKind.REFUND) for proposal in offer.proposals)
    return script_remedy.OFFER_TERMS if money else script_remedy.OFFER_TERMS_WITHOUT_MONEY


def _beyond(case: Case, understood: Understanding, offer: Offer) -> Sentence:
    """What is said to a wish for something else, by what may be expected."""
    understood = _with_its_figure(understood, case)
    asked = expectations.asked_for(understood, case.paid)
    if asked and any(asked <= part.amount for one in offer.proposals for part in one.parts if part.percent is None):
        return Sentence.of(script_remedy.OFFER_BEYOND)
    expected = expectations.of(understood, case.paid, case)
    said = expectations.answer(expected, asked) if expected else None
    return said or Sentence.of(script_remedy.OFFER_BEYOND)


def _with_its_figure(understood: Understanding, case: Case) -> Understanding:
    """What is said to be too little is meant in the currency that was paid in: "I want 30"."""
    if not understood.too_little or understood.amounts or not understood.number or not case.paid:
        return understood
    try:
        return replace(understood, amounts=(Money.of(understood.number, case.paid.currency),))
    except MoneyError:
        return understood


def pressed(case: Case, event: Pressed, practice: Practice) -> Outcome:
    """A button of an offer binds only if it is the offer that stands."""
    if event.choice is Choice.PERSON:
        return handover.to_person(case, event.at, practice, script_people.PERSON_COMES, "asked for a person")
    if _standing(case).waits_for:
        return pending.still_waits(case)
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
        return pending.still_waits(case)
    return _put(case, (Sentence.of(script_remedy.OFFER_STANDS),))


def _withdraws(understood: Understanding, case: Case, practice: Practice) -> bool:
    """Whether the words are a wish to return or cancel, which is the buyer's right and no answer to what is proposed."""
    goes_back = any(one.parts[0].kind is RemedyKind.RETURN for one in _standing(case).offer.proposals)
    return listen.sure_cause(understood, practice) is Cause.RETURN_REQUEST and not goes_back


def choices(case: Case) -> tuple[Button, ...]:
    """What can be pressed beneath the standing offer: each proposal, a no, a person."""
    standing = _standing(case)
    accept = (
        Button(button_for(proposal, case), Choice.ACCEPT, f"{standing.version}:{index}")
        for index, proposal in enumerate(standing.offer.proposals)
    )
    return (*accept, Button(Sentence.of(script_buttons.BUTTON_DECLINE), Choice.DECLINE), TALK_TO_A_PERSON)


def _standing(case: Case) -> StandingOffer:
    assert case.offer is not None  # noqa: S101  the step is only reached with an offer
    return case.offer


def _put(case: Case, before: tuple[Sentence, ...] = (), notes: tuple[Note, ...] = ()) -> Outcome:
    """The offer itself as a question, and before it a message that leads to it."""
    standing = replace(_standing(case), declined=False)
    offer = Say(tuple(_sentences(standing, case)), choices(case), _card(standing.offer, case))
    lead = (Say(before),) if before else ()
    return Outcome(replace(case, offer=standing), (*lead, offer), notes=notes, wait_for_reply=True)


def _card(offer: Offer, case: Case) -> Shown:
    """The first proposal at a glance: its amount or its first thing, and what goes with it."""
    proposal = offer.proposals[0]
    if not set(_MONEY) & {part.kind for part in proposal.parts[:1]}:
        first, *rest = things_in(proposal, case).items
        note = Sentence.of(script_offer.CARD_WITH, things=Phrases(tuple(rest))) if rest else None
        return Shown(CardKind.OFFER, Phrases((first,)), note)
    money, coupon = proposal.part(RemedyKind.REFUND), proposal.part(RemedyKind.COUPON)
    if money and coupon and coupon.percent is not None:
        both = Sentence.of(script_remedy.CARD_AND_COUPON, percent=Percent(coupon.percent))
        return Shown(CardKind.OFFER, money.amount, both)
    if money:
        return Shown(CardKind.OFFER, money.amount, Sentence.of(script_remedy.CARD_WAY_PAID))
    assert coupon is not None  # noqa: S101  a proposal has at least one part
    worth = coupon.amount if coupon.percent is None else Percent(coupon.percent)
    return Shown(CardKind.OFFER, worth, Sentence.of(script_remedy.CARD_COUPON))


def _declined(case: Case) -> Outcome:
    """Nothing was done, and it can still be had; a person may find what suits better."""
    said = Say((Sentence.of(script_remedy.OFFER_DECLINED),), (*choices(case)[:-2], TALK_TO_A_PERSON))
    return Outcome(replace(case, offer=replace(_standing(case), declined=True)), (said,), let_be=True)


def _named(understood: Understanding, case: Case) -> int | None:
    """The proposal that the words single out, by its place, by what it gives or by its button."""
    voice = Voice(understood.language or SOURCE, UTC)
    proposals = _standing(case).offer.proposals
    place = place_named(understood.text)
    if place is not None and place < len(proposals) > 1:
        return place % len(proposals)
    names = [f"{voice.spoken(things_in(one, case))} {voice.say(button_for(one, case))}" for one in proposals]
    return singled_out(understood.text, names) if len(names) > 1 else None


def _chosen(understood: Understanding, case: Case) -> int | None:
    """Which proposal the words are about: the one whose kind is named, else with a yes the first. Or none.

    To name a kind is not yet a yes ("I want my money" may mean all of it); a question, a condition or a demand for something
    else or for more ("ten times the price") is nothing at all. A no to one kind that names another chooses that.
    """
    if understood.question or understood.asking.demand or understood.too_little:
        return None
    if understood.all_of_it and not _gives_all(case):
        return None
    if understood.answer in {Answer.NO, Answer.BUT} and not understood.prefers:
        return None
    offer = _standing(case).offer
    said_yes = _says_yes(understood, offer.proposals[0])
    if understood.wish is None:
        return 0 if said_yes else _named(understood, case)
    if len(offer.proposals) == 1:
        # With nothing to choose from, the kind that is named must at least be in it.
        kinds = {part.kind for part in offer.proposals[0].parts}
        meant = said_yes or Wish.COUPON in understood.refused
        return 0 if meant and kinds.intersection(_KIND.get(understood.wish, ())) else None
    # By its first part a proposal is known: one with money and a coupon is no coupon.
    fitting = (index for index, one in enumerate(offer.proposals) if one.parts[0].kind in _KIND.get(understood.wish, ()))
    return next(fitting, None)


def _gives_all(case: Case) -> bool:
    """Whether some proposal returns all that was paid, or stands for the whole: a new one, or the way back."""
    proposals, paid = _standing(case).offer.proposals, case.paid
    if {part.kind for one in proposals for part in one.parts} & _WHOLE:
        return True
    return paid is not None and any(one.money.currency == paid.currency and one.money >= paid for one in proposals)


def _says_yes(understood: Understanding, proposal: Proposal) -> bool:
    """A plain yes; where it names an amount, only if this proposal was offered with exactly that."""
    if understood.yes_to is None:
        return understood.answer is Answer.YES
    return any(part.amount == understood.yes_to for part in proposal.parts if part.percent is None)


_WHOLE = frozenset({RemedyKind.REPLACEMENT, RemedyKind.RESEND, RemedyKind.RETURN})
_MONEY = (RemedyKind.REFUND, RemedyKind.COUPON)
_KIND = {
    Wish.REFUND: (RemedyKind.REFUND,),
    Wish.COUPON: (RemedyKind.COUPON,),
    Wish.REPLACEMENT: (RemedyKind.REPLACEMENT, RemedyKind.RESEND, RemedyKind.REPAIR),
}


def _first(case: Case, chosen: int, *, no_coupon: bool) -> Case:
    """The same offer with that proposal in front. It is a new version: a yes given to the other order is not one to it.

    Whoever wants `no_coupon` is offered the rest of it: a part of what was approved is within what was approved.
    """
    standing = _standing(case)
    proposals = list(standing.offer.proposals)
    proposals.insert(0, proposals.pop(chosen))
    left = tuple(filter(None, map(_without_coupon, proposals))) if no_coupon else tuple(proposals)
    if left == standing.offer.proposals:
        return replace(case, unclear=0)
    version = case.offers + 1
    turned = replace(standing, version=version, offer=replace(standing.offer, proposals=left))
    return replace(case, offer=turned, offers=version, unclear=0)


def _without_coupon(proposal: Proposal) -> Proposal | None:
    """What is left of a proposal; nothing of one that is only a coupon."""
    parts = tuple(part for part in proposal.parts if part.kind is not RemedyKind.COUPON)
    return replace(proposal, parts=parts) if parts else None


def _sentences(standing: StandingOffer, case: Case) -> Iterator[Sentence]:
    """The proposal, the question that a yes answers, and the alternative."""
    first, *others = standing.offer.proposals
    if standing.offer.basis is Basis.LOSS:
        yield Sentence.of(script_offer.OFFER_THINGS, things=things_in(first, case))
        yield Sentence.of(script_remedy.OFFER_SHALL_I)
        for other in others:
            line = script_offer.OFFER_OR_THINGS if other is others[0] else script_offer.OFFER_OR_ELSE
            yield Sentence.of(line, things=things_in(other, case))
        return
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
