"""To a person: the case waits for the staff, the buyer is told by when, and the bot falls silent."""

from dataclasses import replace
from datetime import datetime

from bot.complaint import withdrawal
from bot.complaint.case import Case
from bot.complaint.event import Choice
from bot.complaint.outcome import Button, Note, Outcome, Say
from bot.complaint.practice import Practice
from bot.language import script, script_buttons, script_people
from bot.language.line import Code, Line, Sentence, Value
from bot.language.understand import Asked, Understanding
from bot.terms import Cause, Keeper, Step

TALK_TO_A_PERSON = Button(Sentence.of(script_buttons.BUTTON_PERSON), Choice.PERSON)


def withdrawn(case: Case, at: datetime, practice: Practice) -> Outcome:
    """Somebody wishes to return or cancel amid something else, which is their right: noted with its moment, for a person."""
    said = Sentence.of(script.APOLOGIZE_RETURN_NOTED, when=at)
    known = case.knowing(withdrawal.received(at))
    return to_person(known, at, practice, script_people.PERSON_LOOKS, "wishes to return or cancel", said)


def to_person(
    case: Case, at: datetime, practice: Practice, line: Line, why: str, *before: Sentence, by: datetime | None = None
) -> Outcome:
    """Hand the case over, saying `line` (with `when` and `case`, as it has them) after the sentences of `before`.

    `by` is the promised moment; without one it is the handbook's two hours of opening time.
    """
    when = by or practice.opening.after(at, practice.person_within)
    values: dict[str, Value] = {"when": when, "case": Code(str(case.id))}
    said = Sentence.of(line, **{name: values[name] for name in line.samples})
    return Outcome(
        replace(case, keeper=Keeper.WAITING, asked=Asked.NOTHING, unclear=0, promised_by=when),
        (Say((*before, said)),),
        notes=(Note("handed over", why),),
    )


def called_for(case: Case, understood: Understanding, at: datetime, practice: Practice) -> Outcome | None:
    """What goes to a person whatever step it is said in: danger at once, then a call for a person. Else nothing."""
    if understood.safety:
        sorry = Sentence.of(script.APOLOGIZE_SAFETY)
        # No offer stands any more: where somebody may be hurt, nothing of the script follows, not even when it is handed back.
        step = Step.LISTEN if case.step is Step.OFFER else case.step
        consoled = replace(case, cause=Cause.SAFETY, consoled=True, step=step, offer=None if case.agreed is None else case.offer)
        return to_person(consoled, at, practice, script_people.PERSON_AT_ONCE, "safety", sorry)
    if understood.wants_person:
        return to_person(case, at, practice, script_people.PERSON_COMES, "asked for a person")
    return None
