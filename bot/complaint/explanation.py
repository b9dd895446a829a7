"""An explanation as it stands before the buyer: they may accept it, answer it, or take it to a person."""

from bot.complaint.case import Case
from bot.complaint.event import Choice
from bot.complaint.handover import TALK_TO_A_PERSON
from bot.complaint.outcome import Button, Outcome, Say
from bot.language import script_buttons
from bot.language.line import Sentence

_THATS_CLEAR = Button(Sentence.of(script_buttons.BUTTON_CLEAR), Choice.CLEAR)


def standing(case: Case, *said: Sentence) -> Outcome:
    """The explanation, and what may be said to it."""
    return Outcome(case, (Say(said, (_THATS_CLEAR, TALK_TO_A_PERSON)),), wait_for_reply=True)
