"""Closing a case with a buyer who needs nothing more."""

from dataclasses import replace

from bot.complaint.case import Case, Ending
from bot.complaint.outcome import Note, Outcome, Say
from bot.language import script_people
from bot.language.line import Sentence
from bot.language.understand import Answer, Asked, Understanding


def content(case: Case) -> Outcome:
    """The buyer is content: the case is closed, with the door left open."""
    closed = replace(case, ending=Ending.CLEAR, asked=Asked.NOTHING)
    return Outcome(closed, (Say((Sentence.of(script_people.CLOSE_CLEAR),)),), notes=(Note("closed", Ending.CLEAR),))


def anything_else(case: Case) -> Outcome:
    """Ask whether anything is left, once a person has dealt with the matter."""
    asked = replace(case, asked=Asked.ANYTHING_ELSE)
    return Outcome(asked, (Say((Sentence.of(script_people.PERSON_ANYTHING_ELSE),)),), wait_for_reply=True)


def nothing_more(case: Case, understood: Understanding) -> bool:
    """Whether the buyer, asked if anything is left, says that nothing is. Nobody who swears is content."""
    done = understood.answer is Answer.NO or understood.thanks or understood.clear
    return case.asked is Asked.ANYTHING_ELSE and done and not (understood.question or understood.abusive)
