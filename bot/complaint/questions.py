"""Questions that are no complaint: answered from the order, from the parcels, in the owner's own words; else by a person."""

from dataclasses import replace
from datetime import date, datetime

from bot.complaint import arrival, handover
from bot.complaint.case import Case, Fact
from bot.complaint.event import Choice, MatterAnswered
from bot.complaint.handover import TALK_TO_A_PERSON
from bot.complaint.outcome import Button, MatterNeeded, Note, Outcome, Say
from bot.complaint.practice import Practice
from bot.followup.zones import zone_of_country
from bot.language import script_asides, script_buttons, script_causes, script_people, script_questions
from bot.language.line import Code, Listed, Sentence
from bot.language.tokens import tokens_of
from bot.language.understand import Answer, Asked, Understanding
from bot.shop.orders import Order, Untold
from bot.shop.parcels import Lateness, lateness
from bot.terms import Cause, Expectation, Question, Step, Verification

_A_HINT = 0.4  # from which confidence a complaint stands beside a question that is not asked plainly
_BESIDE_THANKS, _BESIDE_PRAISE = 0.5, 0.2  # from which confidence it is a complaint all the same
_MORE_OF_THE_SAME = 8  # words: who asks in more of them asks something else
_NO_COMPLAINT = frozenset({Cause.OTHER_QUESTION, Cause.HUMAN, Cause.SPAM_ABUSE})
# What a plain question is easily taken for: the records tell whether there is anything to complain of.
_NEAR: dict[Question, frozenset[Cause]] = {
    Question.PARCEL: frozenset({Cause.LATE_DELIVERY}),
    Question.SHIPPED: frozenset({Cause.LATE_DELIVERY}),
    Question.ORDER: frozenset({Cause.WRONG_ITEM, Cause.PAYMENT}),
    Question.CHANGE: frozenset({Cause.RETURN_REQUEST}),
}
_THATS_CLEAR = Button(Sentence.of(script_buttons.BUTTON_CLEAR), Choice.CLEAR)


def asked_of_records(understood: Understanding, sure: Cause | None) -> Question | None:
    """The question that a message asks of the records, unless it is rather a complaint.

    `sure` is the cause that the message leaves no doubt of, if there is one.
    """
    asking = understood.asking
    if asking.question not in _NEAR:
        return None
    if asking.plainly and sure in {None, Cause.OTHER_QUESTION, *_NEAR[asking.question]}:
        return asking.question
    open_to_it = sure in {None, Cause.OTHER_QUESTION} and not _hints_at_complaint(understood, _A_HINT)
    return asking.question if open_to_it else None


def answer(case: Case, understood: Understanding, practice: Practice, at: datetime) -> Outcome | None:
    """What needs no order: a kind word, a question to come, a wish that cannot be met, an answer of the owner's. Else None."""
    if _only_kind(understood):
        return _answered(case, Sentence.of(script_questions.QUESTION_KIND))
    if understood.asking.question is Question.ANNOUNCED and understood.asking.plainly and not understood.order_numbers:
        asked = replace(case, cause=None, asked=Asked.WHAT_HAPPENED)
        return Outcome(asked, (Say((Sentence.of(script_asides.ASK_AWAY),)),), wait_for_reply=True)
    if found := practice.shelf.find(understood.text, understood.language):
        text = found.text_in(understood.language)
        said = (
            Sentence.of(script_questions.QUESTION_ANSWER, answer=text)
            if text
            else Sentence.of(script_questions.QUESTION_ANSWER_OWN, answer=found.own)
        )
        fact = Fact("answered", found.name, Verification.CONFIRMED, "the owner's answers", at)
        return _answered(case.knowing(fact), said)
    if understood.asking.demand is Expectation.WANTED_NOT_TODAY and not _hints_at_complaint(understood, _A_HINT):
        return _answered(case, Sentence.of(script_questions.EXPECT_NOT_TODAY_YET))
    return None


def told(case: Case, event: MatterAnswered, practice: Practice) -> Outcome:
    """The answer from the records. A parcel that turns out to be late is a complaint, whatever was asked."""
    order = event.order
    if order is None or case.question is None or order.id != case.order_id:
        return Outcome(case)
    case = replace(case, answered=case.question)
    today = event.at.astimezone(zone_of_country(order.country) or practice.zone).date()
    late = lateness(order, event.parcels, today, practice.policy.delivery, practice.zone)
    match case.question:
        case Question.ORDER:
            return _answered(case, _ordered(order, practice))
        case Question.CHANGE:
            return _change(case, order, late, event.at, practice)
        case _ if late.delivered_on:
            return arrival.ask(replace(case, cause=Cause.OTHER_QUESTION), order, late, script_questions.QUESTION_DELIVERED)
        case _ if late.verdict is Verification.CONFIRMED or late.sent_back:
            trouble = Fact("cause", Cause.LATE_DELIVERY, Verification.CONFIRMED, "order and parcels", event.at)
            noticed = replace(case, cause=Cause.LATE_DELIVERY, question=None, step=Step.EXPLAIN, confirmed=True).knowing(trouble)
            return Outcome(replace(noticed, asked=Asked.NOTHING), needs=MatterNeeded())
        case _ if Untold.PARCELS in order.untold and not late.shipped_on:
            unknown = Sentence.of(script_causes.EXPLAIN_NO_PARCEL, order=Code(order.number))
            why = "the records do not tell where the parcel is"
            return handover.to_person(replace(case, question=None), event.at, practice, script_people.PERSON_LOOKS, why, unknown)
        case _:
            return _answered(case, *_parcel(order, late))


def asks_on(case: Case, understood: Understanding, sure: Cause | None, practice: Practice) -> bool:
    """Whether more is asked about what the records have answered: "but when exactly?". `sure` is a cause beyond doubt."""
    new = understood.order_numbers or understood.wish or understood.asking.demand
    short = len(tokens_of(understood.text).words) <= _MORE_OF_THE_SAME
    same = understood.asking.question in {None, case.answered}
    about_it = case.asked is Asked.CLEAR and case.answered is not None and understood.question and same and short and not new
    return about_it and sure in {None, Cause.OTHER_QUESTION} and practice.shelf.find(understood.text, understood.language) is None


def all_known(case: Case, at: datetime, practice: Practice) -> Outcome:
    """That nothing more is known for certain, to somebody who asks on; and then it is a person's turn."""
    if case.unclear:
        return handover.to_person(case, at, practice, script_people.PERSON_ANSWERS, "asks on")
    said = Sentence.of(script_asides.ALL_I_KNOW)
    return Outcome(replace(case, unclear=1), (Say((said,), (_THATS_CLEAR, TALK_TO_A_PERSON)),), let_be=True)


def done_with(case: Case, understood: Understanding) -> bool:
    """Whether the buyer, after an answer, needs nothing more."""
    content = understood.thanks or understood.clear or understood.answer is Answer.YES
    return case.asked is Asked.CLEAR and _says_no_more(understood) and content


def not_clear(case: Case, understood: Understanding) -> bool:
    """Whether a bare no follows an answer: that it is not clear, or that nothing is left, which was not asked."""
    return case.asked is Asked.CLEAR and _says_no_more(understood) and understood.answer is Answer.NO


def _says_no_more(understood: Understanding) -> bool:
    return not (understood.question or understood.abusive or understood.order_numbers or _hints_at_complaint(understood))


def _answered(case: Case, *said: Sentence) -> Outcome:
    """An answer, a person one press away, and nothing that is asked of the buyer but whether it is clear."""
    answered = replace(case, cause=Cause.OTHER_QUESTION, question=None, asked=Asked.CLEAR, unclear=0)
    return Outcome(
        answered, (Say(said, (_THATS_CLEAR, TALK_TO_A_PERSON)),), notes=(Note("answered", said[0].line.key),), let_be=True
    )


def _only_kind(understood: Understanding) -> bool:
    """Whether it is thanks or praise, and nothing besides; "very fast" beside thanks may be a hint, and is no complaint."""
    more = understood.order_numbers or understood.emails or understood.amounts
    if understood.question or understood.wish or more:
        return False
    if understood.praise:
        return not _hints_at_complaint(understood, _BESIDE_THANKS if understood.thanks else _BESIDE_PRAISE)
    return understood.thanks and not understood.greeting and not _hints_at_complaint(understood)


def _hints_at_complaint(understood: Understanding, least: float = 0.0) -> bool:
    return any(guess.cause not in _NO_COMPLAINT and guess.confidence >= least for guess in understood.guesses)


def _ordered(order: Order, practice: Practice) -> Sentence:
    number = Code(order.number)
    bought: date = order.placed_at.astimezone(practice.zone).date()
    items = Listed(tuple(f"{one.quantity} × {one.title}" if one.quantity > 1 else one.title for one in order.lines))
    if Untold.TOTAL in order.untold:
        return Sentence.of(script_questions.QUESTION_ORDERED_UNPRICED, order=number, bought=bought, items=items)
    return Sentence.of(script_questions.QUESTION_ORDERED, order=number, bought=bought, items=items, paid=order.total_paid)


def _change(case: Case, order: Order, late: Lateness, at: datetime, practice: Practice) -> Outcome:
    """Where it goes, only a person can change: they are told what is true, and so is the buyer."""
    number = Code(order.number)
    true: tuple[Sentence, ...] = ()
    if late.shipped_on:
        true = (Sentence.of(script_questions.QUESTION_CHANGE_SHIPPED, order=number, shipped=late.shipped_on),)
    elif Untold.PARCELS not in order.untold:
        true = (Sentence.of(script_questions.QUESTION_CHANGE_IN_TIME, order=number),)
    why = "wants the address changed"
    return handover.to_person(replace(case, question=None), at, practice, script_people.PERSON_LOOKS, why, *true)


def _parcel(order: Order, late: Lateness) -> tuple[Sentence, ...]:
    """Where it is, by when it should be there, and under which number the carrier has it."""
    number = Code(order.number)
    left = (
        Sentence.of(script_questions.QUESTION_SHIPPED, order=number, shipped=late.shipped_on)
        if late.shipped_on
        else Sentence.of(script_questions.QUESTION_NOT_SHIPPED, order=number)
    )
    promised = (Sentence.of(script_questions.QUESTION_PROMISED, promised=late.promised),) if late.promised else ()
    return (left, *promised, *where(order, late))


def where(order: Order, late: Lateness) -> tuple[Sentence, ...]:
    """The live answer: under which number the carrier has it, and when it was seen last."""
    if not order.tracking or late.shipped_on is None:
        return ()  # a label is no parcel yet
    tracking = Listed(tuple(Code(one.replace(":", " ", 1)) for one in order.tracking))
    if late.last_seen:
        return (Sentence.of(script_causes.EXPLAIN_LAST_SEEN, tracking=tracking, seen=late.last_seen),)
    return (Sentence.of(script_causes.EXPLAIN_UNDER_WAY, tracking=tracking),)
