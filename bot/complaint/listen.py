"""Second step: only what is missing is asked, never twice; what was understood is read back and may be corrected."""

from dataclasses import replace
from datetime import datetime

from bot.complaint import arrival, closing, gathering, handover, questions, withdrawal
from bot.complaint.case import Case, Ending, Fact
from bot.complaint.event import CameByLink, Choice, OrderAnswered, Pressed, Said
from bot.complaint.handover import TALK_TO_A_PERSON
from bot.complaint.outcome import Button, MatterNeeded, Note, OrderAgain, OrderNeeded, Outcome, Say
from bot.complaint.practice import Practice
from bot.language import script, script_buttons, script_causes, script_doors, script_people
from bot.language.line import Code, Line, Listed, Sentence, Value
from bot.language.thanking import is_bare_thanks
from bot.language.understand import Answer, Asked, Understanding
from bot.shop.orders import Order, Untold, order_key
from bot.terms import Cause, Step, Verification

# What the words of a buyer can be a complaint about; abuse without a cause is passed over.
COMPLAINTS = set(script.SYMPATHY) | {Cause.RETURN_REQUEST}

READ_BACK = {**script.READ_BACK, **script_causes.READ_BACK}
# Who was treated badly, or is a member, is asked for any order: it tells who they are to us.
_ANY_ORDER = frozenset(script_causes.READ_BACK)

_OF_THE_GOODS = frozenset({Cause.DAMAGED, Cause.NOT_AS_DESCRIBED, Cause.WRONG_ITEM, Cause.MISSING_ITEM})

_A_GUESS = 0.3

_AFTER_AN_ANSWER = frozenset({Asked.CLEAR, Asked.ANYTHING_ELSE})

BY_LINK = "a link that was given out for it"
"""What an order was proven by when somebody came by the link on their parcel card."""


def heard(case: Case, event: Said, practice: Practice) -> Outcome:
    """Take from the message all that helps, then ask for the one thing that is still missing."""
    understood = event.understood
    if called := handover.called_for(case, understood, event.at, practice):
        return called
    if understood.anyone:
        return repeat(case, event.at, practice)
    if case.asked in _AFTER_AN_ANSWER:
        if closing.nothing_more(case, understood) or questions.done_with(case, understood):
            return closing.content(case)
        if questions.not_clear(case, understood):
            return closing.anything_else(case)
        if case.cause is not Cause.OTHER_QUESTION:
            return handover.to_person(case, event.at, practice, script_people.PERSON_LOOKS, "needs something more")
        if questions.asks_on(case, understood, sure_cause(understood, practice), practice):
            return questions.all_known(case, event.at, practice)
        case = replace(case, cause=None, asked=Asked.NOTHING)
    in_part = arrival.came_in_part(case, understood)
    if case.asked is Asked.ARRIVED:
        # "It came, but too late" and "I don't have it" are both of a late parcel: which of them it is, only a yes or no tells.
        if not in_part and sure_cause(understood, practice) not in COMPLAINTS - {Cause.LATE_DELIVERY}:
            return arrival.heard(case, event, practice)
        # It has come, and is not right: that is the matter now.
        came = replace(case, step=Step.LISTEN, cause=None, question=None, confirmed=False, arrived=True)
        case = replace(came, asked=Asked.WHAT_HAPPENED, unclear=0)
    known = _gathered(case, understood, event.at, practice, Cause.MISSING_ITEM if in_part else None)
    if known == case and case.asked in {Asked.ORDER, Asked.PROOF} and is_bare_thanks(understood.text):
        welcome = Outcome(case, (Say((Sentence.of(script_people.CLOSE_WELCOME),)),))
        return repeat(case, event.at, practice).after(welcome)
    if case.asked in gathering.QUESTIONS:
        if sure_cause(understood, practice) is Cause.RETURN_REQUEST is not case.cause:
            # Whether it goes back for its fault or without a reason, which is not paid for alike, is a person's to settle.
            return handover.withdrawn(known, event.at, practice)
        return _answered_question(known, understood, event.at, practice)
    as_before = (known.cause, known.order_number, known.fee) == (case.cause, case.order_number, case.fee)
    if case.asked is Asked.READ_BACK and as_before:
        return _answered_read_back(known, understood, event.at, practice)
    first = case.asked is Asked.NOTHING
    return _ask_next(known, understood, event.at, practice, helped=first or known != case)


def pressed(case: Case, event: Pressed, practice: Practice) -> Outcome:
    """A choice of ours, taken at its word."""
    if answered := gathering.pressed(case, event, practice):
        return answered
    match event.choice:
        case Choice.PERSON:
            return handover.to_person(case, event.at, practice, script_people.PERSON_COMES, "asked for a person")
        case Choice.THAT_IS_IT if case.asked is Asked.READ_BACK:
            return gathering.begin(case)
        case Choice.NOT_THAT if case.asked is Asked.READ_BACK:
            return _what_differs(case)
        case Choice.CLEAR if case.asked in _AFTER_AN_ANSWER:
            return closing.content(case)
        case Choice.ARRIVED if case.asked is Asked.READ_BACK and case.cause is Cause.LATE_DELIVERY:
            return gathering.begin(arrival.known(case, event.at, has_come=True))
        case Choice.ARRIVED if case.asked is Asked.ARRIVED:
            return arrival.told(case, event.at, has_come=event.argument == arrival.HAS_COME)
        case Choice.ANOTHER_ORDER if case.order_id:
            # The proof is kept: it is not asked for twice, and may well be that of the other order.
            other = replace(case, order_number="", order_id=0, asked=Asked.ORDER, unclear=0, confirmed=False, concerned=())
            return _asking(other, script.LISTEN_OTHER_ORDER)
        case Choice.ANOTHER_CAUSE if case.step is Step.LISTEN:
            other = replace(case, cause=None, likely=(), asked=Asked.WHAT_HAPPENED, unclear=0, confirmed=False, severity=None)
            return _asking(other, script.LISTEN_WHAT_HAPPENED)
        case Choice.CAUSE if case.cause is None:
            known = _with_cause(case, Cause(event.argument), Understanding(""), event.at)
            return _ask_next(known, Understanding(""), event.at, practice, helped=True)
        case _:
            # A button of an earlier question: nothing is done by it, and the open question is put again.
            return repeat(case, event.at, practice)


def repeat(case: Case, at: datetime, practice: Practice) -> Outcome:
    """Put the open question again, to somebody who comes back to it."""
    if case.asked in _AFTER_AN_ANSWER:
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
    if proven.question:
        return Outcome(proven, needs=MatterNeeded())
    if proven.cause not in READ_BACK:
        return _asking(replace(proven, asked=Asked.WHAT_HAPPENED), script.LISTEN_WHAT_HAPPENED)
    if proven.confirmed:
        return gathering.ask(proven, order, practice)
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
    if proven.cause in READ_BACK:
        return _read_back(proven, order, practice)
    here = Sentence.of(script_doors.LINK_ORDER, order=Code(order.number), items=Listed(articles(order)))
    return _asking(replace(proven, asked=Asked.WHAT_HAPPENED), script.LISTEN_WHAT_HAPPENED, before=(here,))


def _proven(case: Case, order: Order, by: str, at: datetime) -> Case:
    fact = Fact("order", order.number, Verification.CONFIRMED, by, at)
    paid = None if Untold.TOTAL in order.untold else order.total_paid
    return replace(case, order_id=order.id, order_number=order.number, paid=paid).knowing(fact)


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


def cause_of(understood: Understanding, practice: Practice) -> Cause | None:
    """As `sure_cause`; but what the records can answer is a question, even where most who ask it have cause to complain."""
    sure = sure_cause(understood, practice)
    return Cause.OTHER_QUESTION if questions.asked_of_records(understood, sure) else sure


def complains(understood: Understanding) -> bool:
    """Whether the message may well be a complaint; what is hardly a guess is none."""
    return any(guess.cause in COMPLAINTS and guess.confidence >= _A_GUESS for guess in understood.guesses)


def _gathered(case: Case, understood: Understanding, at: datetime, practice: Practice, told: Cause | None) -> Case:
    """The case with everything that the message tells, and nothing that it does not; `told` is what else it was known to mean."""
    cause = told or cause_of(understood, practice)
    if cause is None and case.asked is Asked.WHAT_HAPPENED and understood.answer is Answer.YES and len(case.likely) == 1:
        cause = case.likely[0]
    # Words said beside the point ("I paid by card") must not turn one complaint into another; what is wrong with the goods may.
    graver = case.asked in {Asked.ORDER, Asked.PROOF} and cause in _OF_THE_GOODS
    open_to_change = case.cause is None or case.asked in {Asked.WHAT_HAPPENED, Asked.READ_BACK} or graver
    open_to_change |= cause is Cause.RETURN_REQUEST and case.asked in {Asked.ORDER, Asked.PROOF}
    # A question asked in passing does not make a complaint into a question.
    known = COMPLAINTS if case.cause else COMPLAINTS | {Cause.OTHER_QUESTION}
    if cause in known and cause is not case.cause and open_to_change:
        case = _with_cause(case, cause, understood, at)
    if case.cause is Cause.OTHER_QUESTION and (asked := questions.asked_of_records(understood, sure_cause(understood, practice))):
        case = replace(case, question=asked)
    if understood.wish and understood.wish is not case.wish:
        case = replace(case, wish=understood.wish).knowing(
            Fact("wish", understood.wish, Verification.STATED, "the buyer's words", at)
        )
    number = understood.order_numbers[0] if understood.order_numbers else ""
    if number and order_key(number) != order_key(case.order_number):
        # Another order needs its own proof, though the one given before may well be it.
        case = replace(case, order_number=number, order_id=0, confirmed=False, concerned=())
    if case.cause is Cause.CUSTOMS_FEE and len(understood.amounts) == 1 and (case.fee is None or open_to_change):
        case = gathering.with_fee(case, understood.amounts[0], at)
    if case.cause is Cause.LATE_DELIVERY and case.asked is not Asked.READ_BACK and understood.arrival:
        case = arrival.known(case, at, has_come=True) if understood.arrival.has_come else case
    proof = next(iter(understood.emails + understood.postcodes), "")
    return replace(case, proof=proof) if proof and not case.order_id else case


def _with_cause(case: Case, cause: Cause, understood: Understanding, at: datetime) -> Case:
    fact = Fact("cause", cause, Verification.STATED, "the buyer's words", at)
    known = gathering.with_words(replace(case, cause=cause, question=None, severity=None).knowing(fact), understood, at)
    known = gathering.with_defect(known, understood, at)
    withdrawn = cause is Cause.RETURN_REQUEST and withdrawal.declared_at(case) == case.opened_at
    if not withdrawn:
        return known
    # It is acknowledged at once, whatever was said before; in a first message it has been.
    return replace(known, consoled=known.consoled and case.asked is Asked.NOTHING).knowing(withdrawal.received(at))


def _answered_read_back(case: Case, understood: Understanding, at: datetime, practice: Practice) -> Outcome:
    if case.cause is Cause.LATE_DELIVERY and (in_words := arrival.said_in(understood)):
        return gathering.begin(arrival.known(case, at, has_come=in_words.has_come))
    match understood.answer:
        case Answer.YES:
            return gathering.begin(case)
        case Answer.NO | Answer.BUT:
            return _what_differs(case)
        case Answer.NONE if case.unclear + 1 >= practice.unclear_replies:
            return handover.to_person(case, at, practice, script_people.PERSON_LOOKS, "not understood")
        case Answer.NONE:
            again = replace(case, unclear=case.unclear + 1)
            return _asking(again, script.LISTEN_CONFIRM, *_right_or_not(case), TALK_TO_A_PERSON)


def _answered_question(case: Case, understood: Understanding, at: datetime, practice: Practice) -> Outcome:
    """What the buyer says to a question after the read-back; one that is not answered twice is a person's."""
    if not case.order_id:
        return _ask_next(case, understood, at, practice, helped=True)  # they named another order instead
    if gathering.says_no_photo(case, understood):
        return gathering.without_photo(case, at, practice, "the buyer's words")
    known = gathering.answered(case, understood, at)
    helped = known is not case or (case.asked is Asked.PHOTO and gathering.has_pictures(case))
    if helped:
        return Outcome(replace(known, unclear=0), needs=OrderAgain(case.order_id))
    if case.unclear + 1 > practice.unclear_replies:
        return handover.to_person(case, at, practice, script_people.PERSON_LOOKS, "not understood")
    return Outcome(replace(case, unclear=case.unclear + 1), needs=OrderAgain(case.order_id))


def _what_differs(case: Case) -> Outcome:
    corrected = replace(case, asked=Asked.WHAT_HAPPENED, unclear=0, confirmed=False, severity=None)
    return _asking(corrected, script.LISTEN_WHAT_DIFFERS, _ANOTHER_ORDER, _ANOTHER_CAUSE, TALK_TO_A_PERSON)


def _ask_next(case: Case, understood: Understanding, at: datetime, practice: Practice, *, helped: bool) -> Outcome:
    """The one question that is open, put kindly; for the third time in vain it is a person's turn."""
    case = replace(case, unclear=0 if helped else case.unclear + 1)
    if case.unclear >= practice.unclear_replies:
        return handover.to_person(case, at, practice, script_people.PERSON_LOOKS, "not understood")
    console, case = _console(case, at)
    open_to_answers = case.cause in {None, Cause.OTHER_QUESTION} and not case.question
    if open_to_answers and (answered := questions.answer(case, understood, practice, at)):
        return answered
    if case.cause is None:
        return _ask_cause(case, understood)
    if case.cause is Cause.OTHER_QUESTION and not case.question:
        return handover.to_person(case, at, practice, script_people.PERSON_ANSWERS, "a question")
    if case.cause not in READ_BACK and not case.question:
        # Trouble that a colleague can look at without an order: to ask for its number would be cold.
        return handover.to_person(case, at, practice, script_people.PERSON_HAS_ALL, "a person decides on this cause", *console)
    if case.order_id:
        need = MatterNeeded() if case.question else OrderAgain(case.order_id)
        return Outcome(case, _said(console), needs=need)
    if not case.order_number:
        again = case.asked is Asked.ORDER and not helped
        first = script_causes.LISTEN_ANY_ORDER if case.cause in _ANY_ORDER else script.LISTEN_ORDER
        line = script.LISTEN_ORDER_WHERE if again else first
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
    sorry = script_causes.APOLOGIZE_DOES_NOT_WORK if gathering.does_not_work(case) else script.SYMPATHY[case.cause]
    return (Sentence.of(sorry),), replace(case, consoled=True)


def _ask_cause(case: Case, understood: Understanding) -> Outcome:
    """What happened? With the likeliest answers to press, where the words give a hint."""
    likely = tuple(guess.cause for guess in understood.guesses if guess.cause in script_buttons.BUTTON_CAUSE)
    if not likely and not case.unclear and case.asked is Asked.WHAT_HAPPENED:
        likely = case.likely  # they told something else, an order number say: what they said first still holds
    asking = replace(case, asked=Asked.WHAT_HAPPENED, likely=likely)
    # Whoever answers with an order number, say, has still to choose what happened.
    beside_it = case.asked is Asked.WHAT_HAPPENED and bool(understood.text) and not likely
    if not case.unclear and (not likely or understood.greeting) and not beside_it:
        return _asking(asking, script.LISTEN_WHAT_HAPPENED)
    shown = likely or (Cause.PRICE_DROP, Cause.LATE_DELIVERY, Cause.DAMAGED, Cause.RETURN_REQUEST)
    causes = (Button(Sentence.of(script_buttons.BUTTON_CAUSE[cause]), Choice.CAUSE, cause) for cause in shown)
    line = script.LISTEN_WHICH_AGAIN if case.unclear else script.LISTEN_WHICH_OF_THESE
    return _asking(asking, line, *causes, _ANOTHER_CAUSE, TALK_TO_A_PERSON)


def _read_back(case: Case, order: Order, practice: Practice) -> Outcome:
    assert case.cause is not None  # noqa: S101  asked for before the order was
    bought = order.placed_at.astimezone(practice.zone).date()
    known: dict[str, Value] = {"order": Code(order.number), "items": Listed(articles(order)), "bought": bought}
    if case.cause is Cause.CUSTOMS_FEE and case.fee:
        said = Sentence.of(script_causes.READ_BACK_FEE, **known, fee=case.fee)
    elif case.cause is Cause.LATE_DELIVERY and case.arrived:
        said = Sentence.of(script_causes.READ_BACK_CAME_LATE, **known)
    elif gathering.does_not_work(case):
        said = Sentence.of(script_causes.READ_BACK_DOES_NOT_WORK, **known)
    else:
        said = Sentence.of(READ_BACK[case.cause], **known)
    asking = replace(case, asked=Asked.READ_BACK)
    return Outcome(asking, (Say((said,), _right_or_not(case)),), wait_for_reply=True)


def _right_or_not(case: Case) -> tuple[Button, ...]:
    """A yes and a no to what was read back; what is late may also have come, where that was not said."""
    if case.cause is not Cause.LATE_DELIVERY or case.arrived:
        return _THAT_IS_IT, _NOT_THAT
    return _THAT_IS_IT, Button(Sentence.of(script_causes.BUTTON_CAME_LATE), Choice.ARRIVED, arrival.HAS_COME), _NOT_THAT


def articles(order: Order) -> tuple[str, ...]:
    """What was bought, each as one would say it."""
    return tuple(f"{one.quantity} × {one.title}" if one.quantity > 1 else one.title for one in order.lines)


def _asking(case: Case, line: Line, *buttons: Button, before: tuple[Sentence, ...] = (), note: Note | None = None) -> Outcome:
    said = Say((*before, Sentence.of(line)), buttons)
    return Outcome(case, (said,), notes=(note,) if note else (), wait_for_reply=True)


def _said(sentences: tuple[Sentence, ...]) -> tuple[Say, ...]:
    return (Say(sentences),) if sentences else ()


_THAT_IS_IT = Button(Sentence.of(script_buttons.BUTTON_THAT_IS_IT), Choice.THAT_IS_IT)
_NOT_THAT = Button(Sentence.of(script_buttons.BUTTON_NOT_THAT), Choice.NOT_THAT)
_ANOTHER_ORDER = Button(Sentence.of(script_buttons.BUTTON_ANOTHER_ORDER), Choice.ANOTHER_ORDER)
_ANOTHER_CAUSE = Button(Sentence.of(script_buttons.BUTTON_ANOTHER_CAUSE), Choice.ANOTHER_CAUSE)
