"""Second step: only what is missing is asked, never twice; what was understood is read back and may be corrected."""

from dataclasses import replace
from datetime import datetime

from bot.complaint import closing, handover
from bot.complaint.case import Case, Ending, Fact
from bot.complaint.event import CameByLink, Choice, OrderAnswered, Pressed, Said
from bot.complaint.handover import TALK_TO_A_PERSON
from bot.complaint.outcome import Button, Note, OrderAgain, OrderNeeded, Outcome, PricesNeeded, Say
from bot.complaint.practice import Practice
from bot.language import script, script_buttons, script_doors, script_people
from bot.language.line import Code, Line, Listed, Sentence
from bot.language.understand import Answer, Asked, Understanding
from bot.shop.orders import Order, order_key
from bot.terms import Cause, Step, Verification

# What the words of a buyer can be a complaint about; abuse without a cause is passed over.
COMPLAINTS = set(script.SYMPATHY) | {Cause.RETURN_REQUEST}

BY_LINK = "a link that was given out for it"
"""What an order was proven by when somebody came by the link on their parcel card."""


def heard(case: Case, event: Said, practice: Practice) -> Outcome:
    """Take from the message all that helps, then ask for the one thing that is still missing."""
    understood = event.understood
    if called := handover.called_for(case, understood, event.at, practice):
        return called
    if case.asked is Asked.ANYTHING_ELSE:
        if closing.nothing_more(case, understood):
            return closing.content(case)
        return handover.to_person(case, event.at, practice, script_people.PERSON_LOOKS, "needs something more")
    known = _gathered(case, understood, event.at, practice)
    if case.asked is Asked.READ_BACK and known.cause is case.cause and known.order_number == case.order_number:
        return _answered_read_back(known, understood, event.at, practice)
    first = case.asked is Asked.NOTHING
    return _ask_next(known, understood, event.at, practice, helped=first or known != case)


def pressed(case: Case, event: Pressed, practice: Practice) -> Outcome:
    """A choice of ours, taken at its word."""
    match event.choice:
        case Choice.PERSON:
            return handover.to_person(case, event.at, practice, script_people.PERSON_COMES, "asked for a person")
        case Choice.THAT_IS_IT if case.asked is Asked.READ_BACK:
            return _understood(case, event.at, practice)
        case Choice.NOT_THAT if case.asked is Asked.READ_BACK:
            return _what_differs(case)
        case Choice.ANOTHER_ORDER if case.order_id:
            # The proof is kept: it is not asked for twice, and may well be that of the other order.
            other = replace(case, order_number="", order_id=0, asked=Asked.ORDER, unclear=0)
            return _asking(other, script.LISTEN_OTHER_ORDER)
        case Choice.ANOTHER_CAUSE if case.step is Step.LISTEN:
            other = replace(case, cause=None, asked=Asked.WHAT_HAPPENED, unclear=0)
            return _asking(other, script.LISTEN_WHAT_HAPPENED)
        case Choice.CAUSE if case.cause is None:
            known = _with_cause(case, Cause(event.argument), event.at)
            return _ask_next(known, Understanding(""), event.at, practice, helped=True)
        case _:
            # A button of an earlier question: nothing is done by it, and the open question is put again.
            return repeat(case, event.at, practice)


def repeat(case: Case, at: datetime, practice: Practice) -> Outcome:
    """Put the open question again, to somebody who comes back to it."""
    if case.asked is Asked.ANYTHING_ELSE:
        return closing.anything_else(case)
    if case.order_id:
        return Outcome(case, needs=OrderAgain(case.order_id))
    return _ask_next(case, Understanding(""), at, practice, helped=True)


def order_answered(case: Case, event: OrderAnswered, practice: Practice) -> Outcome:
    """The records have answered: read the order back, or say that number and proof do not go together.

    An answer to what is not asked any more is passed over: no order is proven by it.
    """
    if not _asks_for(case, event):
        return Outcome(case)
    if event.too_many:
        limit = Sentence.of(script.LISTEN_TOO_MANY)
        return handover.to_person(case, event.at, practice, script_people.PERSON_LOOKS, "too many wrong proofs", limit)
    if event.order is None:
        again = replace(case, order_number="", proof="", asked=Asked.ORDER)
        return _asking(again, script.LISTEN_NOT_FOUND, TALK_TO_A_PERSON, note=Note("order not proven"))
    order = event.order
    # Looked up once more, an order is proven by what it was proven by.
    proven = case if case.order_id else _proven(case, order, "order and second proof", event.at)
    if event.elsewhere:
        return _joined_to(event.elsewhere, proven)
    if proven.cause not in script.READ_BACK:
        return _asking(replace(proven, asked=Asked.WHAT_HAPPENED), script.LISTEN_WHAT_HAPPENED)
    return _read_back(proven, order, practice)


def came_by_link(case: Case, event: CameByLink, practice: Practice) -> Outcome:
    """A link has proven an order: nothing of it is asked any more. One that leads nowhere costs the buyer one sentence."""
    if event.order is None:
        gone = Outcome(case, (Say((Sentence.of(script_doors.LINK_GONE),)),))
        return repeat(case, event.at, practice).after(gone)
    order = event.order
    proven = _proven(replace(case, unclear=0), order, BY_LINK, event.at)
    if event.elsewhere:
        return _joined_to(event.elsewhere, proven)
    if proven.cause in script.READ_BACK:
        return _read_back(proven, order, practice)
    here = Sentence.of(script_doors.LINK_ORDER, order=Code(order.number), items=articles(order))
    return _asking(replace(proven, asked=Asked.WHAT_HAPPENED), script.LISTEN_WHAT_HAPPENED, before=(here,))


def _proven(case: Case, order: Order, by: str, at: datetime) -> Case:
    fact = Fact("order", order.number, Verification.CONFIRMED, by, at)
    return replace(case, order_id=order.id, order_number=order.number).knowing(fact)


def _joined_to(other: int, case: Case) -> Outcome:
    """This order is talked about already, by another door: the buyer is told, and all goes on in that case."""
    told = Sentence.of(script_doors.JOINED, case=Code(str(other)))
    joined = replace(case, ending=Ending.JOINED, joined_to=other, asked=Asked.NOTHING)
    note = Note("joined", f"goes on in case {other}, about the same order")
    return Outcome(joined, (Say((told,)),), notes=(note,))


def _asks_for(case: Case, event: OrderAnswered) -> bool:
    """Whether this is the answer that the case waits for: of the order it has, or of the number and proof it was given."""
    if case.order_id:
        return event.order is not None and event.order.id == case.order_id
    same = event.order is None or order_key(event.order.number) == order_key(case.order_number)
    return bool(case.order_number and case.proof) and same


def sure_cause(understood: Understanding, practice: Practice) -> Cause | None:
    """The cause, if the message leaves little doubt of it."""
    best = understood.guesses[0] if understood.guesses else None
    return best.cause if best and best.confidence >= practice.sure_enough else None


def complains(understood: Understanding) -> bool:
    """Whether anything in the message may be a complaint, however unsure."""
    return any(guess.cause in COMPLAINTS for guess in understood.guesses)


def _gathered(case: Case, understood: Understanding, at: datetime, practice: Practice) -> Case:
    """The case with everything that the message tells, and nothing that it does not."""
    cause = sure_cause(understood, practice)
    if cause is None and case.asked is Asked.WHAT_HAPPENED and understood.answer is Answer.YES:
        cause = case.suggested
    # Words said beside the point ("I paid by card") must not turn one complaint into another.
    open_to_change = case.cause is None or case.asked in {Asked.WHAT_HAPPENED, Asked.READ_BACK}
    # A question asked in passing does not make a complaint into a question.
    known = COMPLAINTS if case.cause else COMPLAINTS | {Cause.OTHER_QUESTION}
    if cause in known and cause is not case.cause and open_to_change:
        case = _with_cause(case, cause, at)
    if understood.wish and understood.wish is not case.wish:
        case = replace(case, wish=understood.wish).knowing(
            Fact("wish", understood.wish, Verification.STATED, "the buyer's words", at)
        )
    number = understood.order_numbers[0] if understood.order_numbers else ""
    if number and order_key(number) != order_key(case.order_number):
        # Another order needs its own proof, though the one given before may well be it.
        case = replace(case, order_number=number, order_id=0)
    proof = next(iter(understood.emails + understood.postcodes), "")
    return replace(case, proof=proof) if proof and not case.order_id else case


def _with_cause(case: Case, cause: Cause, at: datetime) -> Case:
    fact = Fact("cause", cause, Verification.STATED, "the buyer's words", at)
    return replace(case, cause=cause).knowing(fact)


def _answered_read_back(case: Case, understood: Understanding, at: datetime, practice: Practice) -> Outcome:
    match understood.answer:
        case Answer.YES:
            return _understood(case, at, practice)
        case Answer.NO | Answer.BUT:
            return _what_differs(case)
        case Answer.NONE if case.unclear + 1 >= practice.unclear_replies:
            return handover.to_person(case, at, practice, script_people.PERSON_LOOKS, "not understood")
        case Answer.NONE:
            again = replace(case, unclear=case.unclear + 1)
            return _asking(again, script.LISTEN_CONFIRM, *_RIGHT_OR_NOT, TALK_TO_A_PERSON)


def _understood(case: Case, at: datetime, practice: Practice) -> Outcome:
    """The buyer says that this is it: look into it, or give it to the one who can."""
    settled = replace(case, asked=Asked.NOTHING, unclear=0)
    if case.cause is Cause.PRICE_DROP:
        return Outcome(replace(settled, step=Step.EXPLAIN), needs=PricesNeeded(case.order_id))
    return handover.to_person(settled, at, practice, script_people.PERSON_HAS_ALL, "a person decides on this cause")


def _what_differs(case: Case) -> Outcome:
    corrected = replace(case, asked=Asked.WHAT_HAPPENED, unclear=0)
    return _asking(corrected, script.LISTEN_WHAT_DIFFERS, _ANOTHER_ORDER, _ANOTHER_CAUSE, TALK_TO_A_PERSON)


def _ask_next(case: Case, understood: Understanding, at: datetime, practice: Practice, *, helped: bool) -> Outcome:
    """The one question that is open, put kindly; for the third time in vain it is a person's turn."""
    case = replace(case, unclear=0 if helped else case.unclear + 1)
    if case.unclear >= practice.unclear_replies:
        return handover.to_person(case, at, practice, script_people.PERSON_LOOKS, "not understood")
    console, case = _console(case, at)
    if case.cause is None:
        return _ask_cause(case, understood)
    if case.cause is Cause.OTHER_QUESTION:
        return handover.to_person(case, at, practice, script_people.PERSON_ANSWERS, "a question")
    if case.cause not in script.READ_BACK:
        # Trouble that a colleague can look at without an order: to ask for its number would be cold.
        return handover.to_person(case, at, practice, script_people.PERSON_HAS_ALL, "a person decides on this cause", *console)
    if case.order_id:
        return Outcome(case, _said(console), needs=OrderAgain(case.order_id))
    if not case.order_number:
        again = case.asked is Asked.ORDER and not helped
        line = script.LISTEN_ORDER_WHERE if again else script.LISTEN_ORDER
        buttons = (TALK_TO_A_PERSON,) if again else ()
        return _asking(replace(case, asked=Asked.ORDER), line, *buttons, before=console)
    if not case.proof:
        asked_before = case.asked is Asked.PROOF
        where = Sentence.of(script.LISTEN_PROOF_WHERE, order=Code(case.order_number))
        question = where if asked_before else Sentence.of(script.LISTEN_PROOF)
        buttons = (TALK_TO_A_PERSON,) if asked_before else ()
        return Outcome(replace(case, asked=Asked.PROOF), (Say((*console, question), buttons),), wait_for_reply=True)
    return Outcome(case, _said(console), needs=OrderNeeded(case.order_number, case.proof))


def _console(case: Case, at: datetime) -> tuple[tuple[Sentence, ...], Case]:
    """Sympathy, once, as soon as the trouble is known."""
    if case.consoled or case.cause not in COMPLAINTS:
        return (), case
    if case.cause is Cause.RETURN_REQUEST:
        return (Sentence.of(script.APOLOGIZE_RETURN_NOTED, when=at),), replace(case, consoled=True)
    return (Sentence.of(script.SYMPATHY[case.cause]),), replace(case, consoled=True)


def _ask_cause(case: Case, understood: Understanding) -> Outcome:
    """What happened? With the likeliest answers to press, where the words give a hint."""
    likely = [guess.cause for guess in understood.guesses if guess.cause in script_buttons.BUTTON_CAUSE]
    asking = replace(case, asked=Asked.WHAT_HAPPENED, suggested=likely[0] if len(likely) == 1 else None)
    if not case.unclear and (not likely or understood.greeting):
        return _asking(asking, script.LISTEN_WHAT_HAPPENED)
    shown = likely or [Cause.PRICE_DROP, Cause.LATE_DELIVERY, Cause.DAMAGED, Cause.RETURN_REQUEST]
    causes = (Button(Sentence.of(script_buttons.BUTTON_CAUSE[cause]), Choice.CAUSE, cause) for cause in shown)
    line = script.LISTEN_WHICH_AGAIN if case.unclear else script.LISTEN_WHICH_OF_THESE
    return _asking(asking, line, *causes, _ANOTHER_CAUSE, TALK_TO_A_PERSON)


def _read_back(case: Case, order: Order, practice: Practice) -> Outcome:
    assert case.cause is not None  # noqa: S101  asked for before the order was
    said = Sentence.of(
        script.READ_BACK[case.cause],
        order=Code(order.number),
        items=articles(order),
        bought=order.placed_at.astimezone(practice.zone).date(),
    )
    asking = replace(case, asked=Asked.READ_BACK)
    return Outcome(asking, (Say((said,), _RIGHT_OR_NOT),), wait_for_reply=True)


def articles(order: Order) -> Listed:
    """What was bought, as one would say it."""
    return Listed(tuple(f"{one.quantity} × {one.title}" if one.quantity > 1 else one.title for one in order.lines))


def _asking(case: Case, line: Line, *buttons: Button, before: tuple[Sentence, ...] = (), note: Note | None = None) -> Outcome:
    said = Say((*before, Sentence.of(line)), buttons)
    return Outcome(case, (said,), notes=(note,) if note else (), wait_for_reply=True)


def _said(sentences: tuple[Sentence, ...]) -> tuple[Say, ...]:
    return (Say(sentences),) if sentences else ()


_RIGHT_OR_NOT = (
    Button(Sentence.of(script_buttons.BUTTON_THAT_IS_IT), Choice.THAT_IS_IT),
    Button(Sentence.of(script_buttons.BUTTON_NOT_THAT), Choice.NOT_THAT),
)
_ANOTHER_ORDER = Button(Sentence.of(script_buttons.BUTTON_ANOTHER_ORDER), Choice.ANOTHER_ORDER)
_ANOTHER_CAUSE = Button(Sentence.of(script_buttons.BUTTON_ANOTHER_CAUSE), Choice.ANOTHER_CAUSE)
