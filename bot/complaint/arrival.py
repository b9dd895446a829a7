"""Whether what the records call delivered has reached its buyer. Neither is doubted: the buyer is asked, once."""

from dataclasses import replace
from datetime import datetime

from bot.complaint import closing, handover
from bot.complaint.case import Case, Fact
from bot.complaint.event import Choice, Said
from bot.complaint.handover import TALK_TO_A_PERSON
from bot.complaint.outcome import Button, MatterNeeded, Outcome, Say
from bot.complaint.practice import Practice
from bot.language import script, script_causes, script_people
from bot.language.arriving import Arrival
from bot.language.line import Code, Line, Sentence
from bot.language.understand import Answer, Asked, Understanding
from bot.shop.orders import Order
from bot.shop.parcels import Lateness
from bot.terms import Cause, Step, Verification

HAS_COME, STILL_MISSING = "yes", "no"
CAME_ON = "came on"
"""The fact of the day on which it came, by its buyer's words."""
_A_GUESS, _TOLD = 0.3, 0.4  # from which confidence a trouble may be meant, and from which it is what is told


def ask(case: Case, order: Order, late: Lateness, line: Line) -> Outcome:
    """Say what the records say of the delivery, and ask whether it is so. The line is put to one who asked, or who complained."""
    assert late.delivered_on is not None  # noqa: S101  only of what is called delivered
    said = Sentence.of(line, order=Code(order.number), delivered=late.delivered_on)
    asking = replace(case, asked=Asked.ARRIVED, unclear=0)
    return Outcome(asking, (Say((said,), _BUTTONS),), wait_for_reply=True)


def heard(case: Case, event: Said, practice: Practice) -> Outcome:
    """What the buyer says to it; a reply that leaves it open twice is a person's."""
    understood = event.understood
    late = _sounds_like(understood, Cause.LATE_DELIVERY, _TOLD)
    if in_words := said_in(understood):
        return told(case, event.at, has_come=in_words.has_come, more=not in_words.plainly, late=late)
    if understood.answer in {Answer.YES, Answer.NO} and not understood.question:
        return told(case, event.at, has_come=understood.answer is Answer.YES)
    if case.unclear + 1 >= practice.unclear_replies:
        return handover.to_person(case, event.at, practice, script_people.PERSON_LOOKS, "not understood")
    said = Sentence.of(script_causes.EXPLAIN_ARRIVED_AGAIN)
    asking = replace(case, unclear=case.unclear + 1)
    return Outcome(asking, (Say((said,), (*_BUTTONS, TALK_TO_A_PERSON)),), wait_for_reply=True)


def said_in(understood: Understanding) -> Arrival | None:
    """What is said of it in so many words; None where they ask something, or may be of another trouble: "it came, and empty"."""
    other = any(_sounds_like(understood, cause, _A_GUESS) for cause in script.SYMPATHY if cause is not Cause.LATE_DELIVERY)
    return None if understood.question or other else understood.arrival


def came_in_part(case: Case, understood: Understanding) -> bool:
    """Whether of a parcel that is late, or called delivered, only a part is said to be there."""
    of_it = case.asked is Asked.ARRIVED or (case.asked is Asked.READ_BACK and case.cause is Cause.LATE_DELIVERY)
    arrived = understood.arrival
    return of_it and arrived is not None and arrived.in_part and not understood.question


def known(case: Case, at: datetime, *, has_come: bool) -> Case:
    """The case with that: it is believed either way."""
    fact = Fact("arrived", HAS_COME if has_come else STILL_MISSING, Verification.STATED, "the buyer's words", at)
    return replace(case, arrived=has_come).knowing(fact)


def came_meanwhile(case: Case, event: Said, practice: Practice) -> Outcome | None:
    """What an offer for a parcel that is still missing comes to once it is said on which day it came: it is looked into anew.

    None where nothing of it is said, or no day: a bare "got it" may be said of the offer.
    """
    understood = event.understood
    if case.cause is not Cause.LATE_DELIVERY or case.arrived or not understood.dates:
        return None
    arrived, said = understood.arrival, understood.dates[0].on(event.at.astimezone(practice.zone).date())
    in_words = arrived if arrived and arrived.plainly and not understood.question else said_in(understood)
    if in_words is None or not in_words.has_come or in_words.in_part or said is None:
        return None
    came = Fact(CAME_ON, said.first.isoformat(), Verification.STATED, "the buyer's words", event.at)
    anew = replace(known(case, event.at, has_come=True), step=Step.EXPLAIN, offer=None, asked=Asked.NOTHING, unclear=0)
    return Outcome(anew.knowing(came), needs=MatterNeeded())


def told(case: Case, at: datetime, *, has_come: bool, more: bool = False, late: bool = False) -> Outcome:
    """Whoever only asked and has it needs nothing more, unless they had `more` to say than that, or that it was `late`; in all
    else the records are looked into with what was said.
    """
    answered = replace(known(case, at, has_come=has_come), question=None, asked=Asked.NOTHING, unclear=0)
    if has_come and case.step is Step.LISTEN and not late:
        return closing.anything_else(answered) if case.unclear or more else closing.content(answered)
    sorry = () if case.consoled else (Say((Sentence.of(script.SYMPATHY[Cause.LATE_DELIVERY]),)),)
    about_it = replace(answered, cause=Cause.LATE_DELIVERY, step=Step.EXPLAIN, confirmed=True, consoled=True)
    return Outcome(about_it, sorry, needs=MatterNeeded())


def _sounds_like(understood: Understanding, cause: Cause, least: float) -> bool:
    return any(guess.cause is cause and guess.confidence >= least for guess in understood.guesses)


_BUTTONS = (
    Button(Sentence.of(script_causes.BUTTON_HAS_COME), Choice.ARRIVED, HAS_COME),
    Button(Sentence.of(script_causes.BUTTON_NOT_HERE), Choice.ARRIVED, STILL_MISSING),
)
