"""Fifth step: what was agreed is written down and said in true tenses; nothing is "done" before it is."""

from dataclasses import replace
from datetime import datetime

from bot.complaint import closing, handover, listen
from bot.complaint.case import Case, Fact, PartSettled, PartState
from bot.complaint.event import Choice, Pressed, RemedySettled, ReviewStage, Said
from bot.complaint.outcome import Button, CardKind, Note, Outcome, Say, Shown
from bot.complaint.practice import Practice
from bot.language import script_buttons, script_people, script_remedy, script_review
from bot.language.line import Code, Line, Percent, Sentence
from bot.language.understand import Answer, Asked, Understanding
from bot.remedy.offer import Proposal
from bot.shop.orders import order_key
from bot.terms import Keeper, RemedyKind, Step, Verification


def agree(case: Case, chosen: int, at: datetime) -> Outcome:
    """The buyer said yes to this proposal of the standing offer: it binds us, and is written down once."""
    assert case.offer is not None  # noqa: S101  only a standing offer can be agreed to
    proposal = case.offer.offer.proposals[chosen]
    said = _noted(proposal, case)
    fact = Fact("agreed", _in_figures(proposal), Verification.CONFIRMED, f"yes to offer {case.offer.version}", at)
    agreed = replace(case, step=Step.EXECUTE, agreed=chosen, asked=Asked.NOTHING, unclear=0).knowing(fact)
    note = Note("agreed", f"offer {case.offer.version}, proposal {chosen + 1}: {fact.value}")
    return Outcome(agreed, (Say((said,)),), notes=(note,), agreed=True)


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
    if another_matter(case, understood, practice):
        return handover.to_person(case, event.at, practice, script_people.PERSON_LOOKS, "another matter came up")
    if understood.thanks:
        return welcome(case)
    already = understood.answer is Answer.YES
    return _state(case, script_remedy.EXECUTE_ALREADY if already else script_remedy.EXECUTE_STATUS)


def pressed(case: Case, event: Pressed, practice: Practice) -> Outcome:
    """A button pressed once more, or late."""
    if event.choice is Choice.PERSON:
        return handover.to_person(case, event.at, practice, script_people.PERSON_COMES, "asked for a person")
    return _state(case, script_remedy.EXECUTE_ALREADY)


def repeat(case: Case) -> Outcome:
    """Tell how things stand, to somebody who comes back to it."""
    if case.settled and not case.told:
        return _tell(case)
    return state(case)


def make_up(case: Case) -> Outcome:
    """Tell what was done while a person had the case; nothing if all of it is told, or something is not done."""
    kept_back = case.settled and not case.told and all(part.state is PartState.DONE for part in case.settled)
    return _tell(case) if kept_back else Outcome(case)


def state(case: Case) -> Outcome:
    """The true state, in one sentence: agreed, or done."""
    if _fell_through(case):
        # A person has dealt with it: only they know what came of it.
        return closing.anything_else(replace(case, step=Step.REVIEW))
    if case.told:
        return Outcome(case, (Say((Sentence.of(script_review.DONE_ALREADY),), (handover.TALK_TO_A_PERSON,)),))
    return _state(case, script_remedy.EXECUTE_STATUS)


def welcome(case: Case) -> Outcome:
    """Thanks are answered in kind; that something is still to come is said only where it is."""
    line = script_people.CLOSE_WELCOME if case.told or _fell_through(case) else script_remedy.EXECUTE_WELCOME
    return Outcome(case, (Say((Sentence.of(line),)),))


def settled(case: Case, event: RemedySettled, practice: Practice) -> Outcome:
    """Parts of the remedy have come further. What is done is said when all of it is; what failed goes to a person.

    While a person has the case nothing is said: it is on record, and told when the bot has the case again.
    """
    fresh = {part.kind: part for part in (*case.settled, *event.parts)}
    uncertain_before = any(part.state is PartState.ON_ITS_WAY for part in case.settled)
    known = replace(case, settled=tuple(fresh.values()))
    facts = (Fact(f"remedy {part.kind}", _came_to(part), Verification.CONFIRMED, "ledger", event.at) for part in event.parts)
    known = known.knowing(*facts)
    if case.keeper is not Keeper.BOT:
        return Outcome(known)
    for part in event.parts:
        if line := _TROUBLE.get(part.state):
            trouble, why = Sentence.of(line, refund=part.amount), f"the refund is {part.state}"
            return handover.to_person(known, event.at, practice, script_people.PERSON_LOOKS, why, trouble)
    if all(part.state is PartState.DONE for part in fresh.values()):
        return _tell(known)
    if uncertain_before:
        return Outcome(known)
    on_its_way = next(part for part in event.parts if part.state is PartState.ON_ITS_WAY)
    return Outcome(known, (Say((Sentence.of(script_review.DONE_ON_ITS_WAY, refund=on_its_way.amount),)),))


def _fell_through(case: Case) -> bool:
    return any(part.state is PartState.FAILED for part in case.settled)


_TROUBLE = {PartState.FAILED: script_review.DONE_FAILED, PartState.UNCERTAIN: script_review.DONE_UNCERTAIN}


def _tell(case: Case) -> Outcome:
    """Everything is done: say so with the proof of each part, and ask how it was when the time comes."""
    if any(part.state is not PartState.DONE for part in case.settled):
        return state(case)
    says = tuple(_proof(part) for part in sorted(case.settled, key=lambda part: part.kind is RemedyKind.COUPON))
    told = replace(case, step=Step.REVIEW, told=True, asked=Asked.NOTHING)
    # A matter that a person closed meanwhile is not opened again to ask how it was.
    ask = None if case.ending else ReviewStage.ASK
    return Outcome(told, says, notes=(Note("told that it is done"),), review=ask)


def _proof(part: PartSettled) -> Say:
    code = Code(part.reference)
    if part.kind is RemedyKind.REFUND:
        line = script_review.DONE_RETURNED if part.by_hand else script_review.DONE_REFUNDED
        refunded = Sentence.of(line, refund=part.amount, reference=code)
        return Say((refunded,), shown=Shown(CardKind.REFUND, part.amount, code=part.reference))
    assert part.until is not None  # noqa: S101  every coupon has its last day
    until = Sentence.of(script_remedy.CARD_UNTIL, until=part.until)
    copy = Button(Sentence.of(script_buttons.BUTTON_COPY), Choice.COPY, part.reference)
    if part.percent is not None:
        percent = Percent(part.percent)
        issued = Sentence.of(script_review.DONE_COUPON_PERCENT, code=code, percent=percent, until=part.until)
        return Say((issued,), (copy,), Shown(CardKind.COUPON, percent, until, part.reference))
    issued = Sentence.of(script_review.DONE_COUPON_AMOUNT, code=code, larger=part.amount, until=part.until)
    return Say((issued,), (copy,), Shown(CardKind.COUPON, part.amount, until, part.reference))


def _came_to(part: PartSettled) -> str:
    # The code of a coupon is worth money to whoever reads it: it is the buyer's, and not on record here.
    reference = f", {part.reference}" if part.kind is RemedyKind.REFUND and part.reference else ""
    return f"{part.state}: {part.amount if part.percent is None else f'{part.percent} %'}{reference}"


def _state(case: Case, line: Line) -> Outcome:
    buttons = (handover.TALK_TO_A_PERSON,) if line is script_remedy.EXECUTE_STATUS else ()
    return Outcome(case, (Say((Sentence.of(line, case=Code(str(case.id))),), buttons),))


def another_matter(case: Case, understood: Understanding, practice: Practice) -> bool:
    """Whether the words are about another order or another trouble: this case is agreed on and cannot hold it."""
    orders = {order_key(number) for number in understood.order_numbers}
    cause = listen.sure_cause(understood, practice)
    return bool(orders - {order_key(case.order_number)}) or (cause is not case.cause and cause in listen.COMPLAINTS)


def _noted(proposal: Proposal, case: Case) -> Sentence:
    """What was agreed, repeated in full."""
    number = Code(str(case.id))
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
