"""Fifth step: what was agreed is written down and said in true tenses; nothing is "done" before it is."""

from dataclasses import replace
from datetime import datetime

from bot.complaint import closing, handover, listen, proofs
from bot.complaint.case import Case, Fact, PartSettled, PartState
from bot.complaint.event import Choice, GoodsBack, Pressed, RemedySettled, ReviewStage, Said
from bot.complaint.outcome import Note, Outcome, Say
from bot.complaint.practice import Practice
from bot.complaint.things import things_in
from bot.language import script_asides, script_done, script_offer, script_people, script_remedy, script_review
from bot.language.line import Code, Line, Percent, Sentence
from bot.language.understand import Answer, Asked, Understanding
from bot.remedy.offer import Basis, Proposal
from bot.shop.orders import order_key
from bot.terms import Keeper, Question, RemedyKind, Step, Verification, Wish


def agree(case: Case, chosen: int, at: datetime, *, asked_for: bool = True) -> Outcome:
    """The buyer said yes to this proposal of the standing offer: it binds us, and is written down once.

    What is the buyer's right waits for no yes (not `asked_for`), and so nothing is said of one.
    """
    assert case.offer is not None  # noqa: S101  only a standing offer can be agreed to
    proposal = case.offer.offer.proposals[chosen]
    said = _noted(proposal, case, case.offer.offer.basis)
    fact = Fact("agreed", _in_figures(proposal), Verification.CONFIRMED, f"yes to offer {case.offer.version}", at)
    agreed = replace(case, step=Step.EXECUTE, agreed=chosen, asked=Asked.NOTHING, unclear=0).knowing(fact)
    note = Note("agreed", f"offer {case.offer.version}, proposal {chosen + 1}: {fact.value}")
    return Outcome(agreed, (Say((said,)),) if asked_for else (), notes=(note,), agreed=True)


def cannot(case: Case, at: datetime, practice: Practice, why: str) -> Outcome:
    """The yes came, but what it was said to can no longer be given: say so at once, and call a person.

    The offer is off the table: nobody is asked for a second yes to what was refused at the first.
    """
    sorry = Sentence.of(script_remedy.EXECUTE_CANNOT)
    withdrawn = replace(case, step=Step.EXPLAIN, offer=None)
    return handover.to_person(withdrawn, at, practice, script_people.PERSON_LOOKS, why, sorry)


def heard(case: Case, event: Said, practice: Practice) -> Outcome:
    """Words while the remedy is prepared: a second yes changes nothing, a question gets the true state."""
    understood = event.understood
    if called := handover.called_for(case, understood, event.at, practice):
        return called
    if returning := of_the_way_back(case, understood, event.at, practice):
        return returning
    if asks_when(case, understood) and not case.unclear:
        return _asked_again(case, event.at, practice).after(_state(case, script_remedy.EXECUTE_STATUS))
    if another_matter(case, understood, practice):
        return handover.to_person(case, event.at, practice, script_people.PERSON_LOOKS, "another matter came up")
    no = understood.answer is Answer.NO
    if no and listen.complains(understood):
        # "No, I changed my mind": it may be carried out already, and only a person can look.
        return handover.to_person(case, event.at, practice, script_people.PERSON_LOOKS, "a no after the yes")
    if understood.thanks and not no:
        return welcome(case)  # "no thanks" may take the yes back as well as it may want nothing more
    if understood.answer is Answer.YES:
        return _state(case, script_remedy.EXECUTE_ALREADY)
    if not understood.question:
        return _state(case, script_remedy.EXECUTE_STATUS)
    return _asked_again(case, event.at, practice) if case.unclear else _state(_once_more(case), script_remedy.EXECUTE_STATUS)


def _asked_again(case: Case, at: datetime, practice: Practice) -> Outcome:
    """What is known beside the state, to somebody who asks on: when money is seen, if any is due; and then it is a person's."""
    if case.unclear >= practice.unclear_replies:
        return handover.to_person(case, at, practice, script_people.PERSON_LOOKS, "asks on while it is carried out")
    chosen = _chosen(case)
    money = chosen is not None and chosen.part(RemedyKind.REFUND) is not None
    known = Sentence.of(script_remedy.OFFER_TERMS if money else script_asides.ALL_I_KNOW)
    return Outcome(_once_more(case), (Say((known,), (handover.TALK_TO_A_PERSON,)),))


def _once_more(case: Case) -> Case:
    return replace(case, unclear=case.unclear + 1)


def pressed(case: Case, event: Pressed, practice: Practice) -> Outcome:
    """A button pressed once more, or late."""
    if event.choice is Choice.PERSON:
        return handover.to_person(case, event.at, practice, script_people.PERSON_COMES, "asked for a person")
    return _state(case, script_remedy.EXECUTE_ALREADY)


def repeat(case: Case) -> Outcome:
    """Tell how things stand, to somebody who comes back to it."""
    if not kept_back(case):
        return state(case)
    told = _tell(case)
    return state(told.case).after(told) if _fell_through(case) else told


def make_up(case: Case) -> Outcome:
    """Tell what was done while a person had the case; nothing if all of it is told, or something fell through."""
    return _tell(case) if kept_back(case) and not _fell_through(case) else Outcome(case)


def state(case: Case) -> Outcome:
    """The true state, in one sentence: agreed, or done."""
    if _fell_through(case):
        # A person has dealt with it: only they know what came of it.
        return closing.anything_else(replace(case, step=Step.REVIEW))
    if case.told:
        line = script_review.DONE_WAITS_FOR_GOODS if proofs.awaits_goods(case) else script_review.DONE_ALREADY
        return Outcome(case, (Say((Sentence.of(line),), (handover.TALK_TO_A_PERSON,)),))
    return _state(case, script_remedy.EXECUTE_STATUS)


def welcome(case: Case) -> Outcome:
    """Thanks are answered in kind; that something is still to come is said only where it is."""
    line = script_people.CLOSE_WELCOME if case.told or _fell_through(case) else script_remedy.EXECUTE_WELCOME
    return Outcome(case, (Say((Sentence.of(line),)),))


def settled(case: Case, event: RemedySettled, practice: Practice) -> Outcome:
    """Parts of the remedy have come further: what is done is said with its proof, what is not, with whoever has it.

    A refund that failed, or that nobody can tell of, goes to a person. While a person has the case nothing is said: it is on
    record, and told when the bot has the case again. So it is while a person talks with the buyer about another case; and once
    they are done it is told by this event without parts.
    """
    if not event.parts:
        return _told_late(case, event.at, practice)
    before = {part.kind: part for part in case.settled}
    news = [part for part in event.parts if part.kind not in before or before[part.kind].state is not part.state]
    known = replace(case, settled=tuple({**before, **{part.kind: part for part in news}}.values()))
    facts = (Fact(f"remedy {part.kind}", _came_to(part), Verification.CONFIRMED, "ledger", event.at) for part in news)
    known = known.knowing(*facts)
    if case.keeper is not Keeper.BOT:
        return Outcome(known)
    trouble = next((part for part in news if part.state in _TROUBLE), None)
    if trouble and event.quiet:
        # A person is called at once; that they will write, and by when, is promised when the buyer reads of it.
        called = _troubled(known, trouble, event.at, practice)
        return Outcome(replace(called.case, settled=known.settled, promised_by=case.promised_by), notes=called.notes)
    if trouble:
        return _troubled(known, trouble, event.at, practice)
    return Outcome(known) if event.quiet else _tell(known)


def _told_late(case: Case, at: datetime, practice: Practice) -> Outcome:
    """What the buyer has not read of, now that nobody is talked over; of what fell through, unless a person has told them."""
    if case.keeper is Keeper.BOT:
        return _tell(case)
    trouble = next((part for part in case.settled if part.state in _TROUBLE and not part.told), None)
    if trouble is None or case.keeper is Keeper.PERSON:
        return Outcome(case)
    return replace(_troubled(case, trouble, at, practice), notes=(Note(f"told that it is {trouble.state}"),))


def _troubled(case: Case, trouble: PartSettled, at: datetime, practice: Practice) -> Outcome:
    """A refund has not come about: the buyer is told so, and who sees to it by when."""
    told = replace(case, settled=tuple(replace(part, told=part.told or part is trouble) for part in case.settled))
    said = Sentence.of(_TROUBLE[trouble.state], refund=trouble.amount)
    return handover.to_person(told, at, practice, script_people.PERSON_LOOKS, f"the refund is {trouble.state}", said)


def goods_back(case: Case, event: GoodsBack, _practice: Practice) -> Outcome:
    """What was sent back is here: its money is under way again, and told as any is. With a person, it is only on record."""
    fact = Fact("goods back", f"{event.refund} asked for", Verification.CONFIRMED, "ledger", event.at)
    again = replace(case, step=Step.EXECUTE, told=False, asked=Asked.NOTHING, unclear=0).knowing(fact)
    heard = case.keeper is Keeper.BOT and not event.quiet
    said = (Say((Sentence.of(script_done.DONE_GOODS_BACK, refund=event.refund),)),) if heard else ()
    return Outcome(again, said, notes=(Note("goods back", f"{event.refund} asked for, says {event.name}"),))


def of_the_way_back(case: Case, understood: Understanding, at: datetime, practice: Practice) -> Outcome | None:
    """What only a person can see to once the way back is agreed on: it is to be kept after all, or exchanged, or they ask who
    pays for sending it. None where nothing goes back, or nothing of these is said.
    """
    chosen = _chosen(case)
    if chosen is None or chosen.parts[0].kind is not RemedyKind.RETURN:
        return None
    if understood.keeps and not understood.question:
        return handover.kept(case, at, practice)
    if would_exchange(understood.wish, chosen):
        return handover.exchanged(case, at, practice)
    if understood.asking.question is Question.POSTAGE:
        return handover.to_person(case, at, practice, script_people.PERSON_LOOKS, "asks who pays for sending it back")
    return None


def asks_when(case: Case, understood: Understanding) -> bool:
    """Whether it is asked when the money is there, or until when the coupon is good."""
    return understood.asking.question is Question.REMEDY and not another_order(case, understood)


def when_and_until(case: Case) -> Outcome:
    """When the money is there and until when the coupon is good, to who asks once it is done: what was told, once more."""
    done = [part for part in case.settled if part.state is PartState.DONE and part.kind in _TOLD_AGAIN]
    says = tuple(say for part in proofs.in_order(done) for say in proofs.proofs(part, case))
    return Outcome(_once_more(case), says) if says else state(case)


def _chosen(case: Case) -> Proposal | None:
    """The proposal that was agreed to."""
    return case.offer.offer.proposals[case.agreed] if case.offer and case.agreed is not None else None


def would_exchange(wish: Wish | None, proposal: Proposal) -> bool:
    """Whether what goes back by this proposal is wished to be exchanged."""
    return wish is Wish.REPLACEMENT and proposal.parts[0].kind is RemedyKind.RETURN


def _fell_through(case: Case) -> bool:
    return any(part.state is PartState.FAILED for part in case.settled)


def kept_back(case: Case) -> bool:
    """Whether something has come further than the buyer has read; what fell through is told by the person who has seen to it."""
    seen_to = set() if case.keeper is Keeper.WAITING else set(_TROUBLE)
    return not case.told and any(not part.told and part.state not in seen_to for part in case.settled)


_TOLD_AGAIN = frozenset({RemedyKind.REFUND, RemedyKind.COUPON})
_TROUBLE = {PartState.FAILED: script_review.DONE_FAILED, PartState.UNCERTAIN: script_review.DONE_UNCERTAIN}


def _tell(case: Case) -> Outcome:
    """Say what is done, with the proof of each part, and what is under way. Once all is done, ask how it was in due course."""
    untold = [part for part in case.settled if not part.told]
    done = [part for part in untold if part.state is PartState.DONE]
    proven = (say for part in proofs.in_order(done) for say in proofs.proofs(part, case))
    says = (*proven, *proofs.under_way(untold, case))
    told = replace(case, settled=tuple(replace(part, told=True) for part in case.settled))
    if case.told or any(part.state is not PartState.DONE for part in case.settled):
        return Outcome(told, says)
    over = replace(told, step=Step.REVIEW, told=True, asked=Asked.NOTHING)
    # A matter that a person closed meanwhile is not opened again to ask how it was.
    # Of what is only sent back it is asked once it has arrived and is paid for: until then nothing is settled.
    ask = None if case.ending or proofs.awaits_goods(case) else ReviewStage.ASK
    return Outcome(over, says, notes=(Note("told that it is done"),), review=ask)


def _came_to(part: PartSettled) -> str:
    # The code of a coupon or voucher is worth money to whoever reads it: it is the buyer's, and not on record here.
    secret = part.kind in {RemedyKind.COUPON, RemedyKind.VOUCHER}
    reference = f", {part.reference}" if part.reference and not secret else ""
    return f"{part.state}: {part.amount if part.percent is None else f'{part.percent} %'}{reference}"


def _state(case: Case, line: Line) -> Outcome:
    buttons = (handover.TALK_TO_A_PERSON,) if line is script_remedy.EXECUTE_STATUS else ()
    return Outcome(case, (Say((Sentence.of(line, case=Code(str(case.id))),), buttons),))


def another_matter(case: Case, understood: Understanding, practice: Practice) -> bool:
    """Whether the words are about another order or another trouble: this case is agreed on and cannot hold it."""
    cause = listen.sure_cause(understood, practice)
    return another_order(case, understood) or (cause is not case.cause and cause in listen.COMPLAINTS)


def another_order(case: Case, understood: Understanding) -> bool:
    """Whether the words name an order that this case is not about."""
    return bool({order_key(number) for number in understood.order_numbers} - {order_key(case.order_number)})


def _noted(proposal: Proposal, case: Case, basis: Basis) -> Sentence:
    """What was agreed, repeated in full."""
    number = Code(str(case.id))
    if basis is Basis.LOSS:
        return Sentence.of(script_offer.OFFER_NOTED_THINGS, things=things_in(proposal, case), case=number)
    money, coupon = proposal.part(RemedyKind.REFUND), proposal.part(RemedyKind.COUPON)
    if money and coupon and coupon.percent is not None:
        percent = Percent(coupon.percent)
        return Sentence.of(script_remedy.EXECUTE_NOTED_REFUND_COUPON, refund=money.amount, percent=percent, case=number)
    if money:
        return Sentence.of(script_remedy.EXECUTE_NOTED_REFUND, refund=money.amount, case=number)
    assert coupon is not None  # noqa: S101  a proposal has at least one part
    if coupon.percent is not None:
        return Sentence.of(script_remedy.EXECUTE_NOTED_PERCENT, percent=Percent(coupon.percent), case=number)
    return Sentence.of(script_remedy.EXECUTE_NOTED_COUPON, larger=coupon.amount, case=number)


def _in_figures(proposal: Proposal) -> str:
    return " + ".join(
        f"{part.kind} {part.percent} %" if part.percent is not None else f"{part.kind} {part.amount}" for part in proposal.parts
    )
