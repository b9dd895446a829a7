"""To a person: the case waits for the staff, the buyer is told by when, and the bot falls silent."""

from dataclasses import replace
from datetime import datetime

from bot.complaint import withdrawal
from bot.complaint.case import Case, Fact
from bot.complaint.event import Choice
from bot.complaint.outcome import Button, Note, Outcome, Say
from bot.complaint.practice import Practice
from bot.language import script, script_buttons, script_causes, script_people
from bot.language.line import Code, Line, Sentence, Value
from bot.language.understand import Asked, Understanding
from bot.terms import Cause, Keeper, Step, Verification

_DANGER = "danger"

_EXCHANGE = "exchange"
_KEPT = "keeps it"

TALK_TO_A_PERSON = Button(Sentence.of(script_buttons.BUTTON_PERSON), Choice.PERSON)


def withdrawn(case: Case, at: datetime, practice: Practice) -> Outcome:
    """Somebody wishes to return or cancel amid something else, which is their right: noted with its moment, for a person."""
    said = Sentence.of(script.APOLOGIZE_RETURN_NOTED, when=at)
    known = case.knowing(withdrawal.received(at))
    return to_person(known, at, practice, script_people.PERSON_LOOKS, "wishes to return or cancel", said)


def exchanged(case: Case, at: datetime, practice: Practice, *before: Sentence) -> Outcome:
    """Somebody who may send it back would rather have another one: the wish is repeated, and a person finds the other one.

    Where the way back was agreed on before, no money follows by itself any more.
    """
    noted = Sentence.of(script_causes.EXPLAIN_EXCHANGE_NOTED)
    if case.agreed is not None:
        case = case.knowing(Fact(_EXCHANGE, "wished", Verification.STATED, "the buyer's words", at))
    return to_person(case, at, practice, script_people.PERSON_LOOKS, "would rather exchange it", *before, noted)


def kept(case: Case, at: datetime, practice: Practice) -> Outcome:
    """Somebody who was told the way back would rather keep it: noted for a person, who sees to it that nothing has to go back."""
    known = case.knowing(Fact(_KEPT, "wished", Verification.STATED, "the buyer's words", at))
    noted = Sentence.of(script_causes.EXPLAIN_KEEP_NOTED)
    return to_person(known, at, practice, script_people.PERSON_LOOKS, "would rather keep it", noted)


def exchanges(case: Case) -> bool:
    """Whether what was to go back for its money is wished to be exchanged."""
    return any(fact.name == _EXCHANGE for fact in case.facts)


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
        replace(case, keeper=Keeper.WAITING, asked=Asked.NOTHING, unclear=0, promised_by=when, waits_since=at),
        (Say((*before, said)),),
        notes=(Note("handed over", why),),
    )


def called_for(case: Case, understood: Understanding, at: datetime, practice: Practice) -> Outcome | None:
    """What goes to a person whatever step it is said in: danger at once, then a call for a person. Else nothing."""
    if understood.safety:
        sorry = Sentence.of(script.APOLOGIZE_SAFETY)
        return to_person(endangered(case, understood, at), at, practice, script_people.PERSON_AT_ONCE, "safety", sorry)
    if understood.wants_person:
        return to_person(case, at, practice, script_people.PERSON_COMES, "asked for a person")
    return None


def endangered(case: Case, understood: Understanding, at: datetime) -> Case:
    """The case of somebody who may be hurt, with the order that they name. No offer stands any more: nothing of the script
    follows, not even when it is handed back.
    """
    return replace(
        case.knowing(danger(at, "the buyer's words")),
        cause=Cause.SAFETY,
        consoled=True,
        step=Step.LISTEN if case.step is Step.OFFER else case.step,
        offer=None if case.agreed is None else case.offer,
        order_number=case.order_number or next(iter(understood.order_numbers), ""),
    )


def danger(at: datetime, source: str) -> Fact:
    """That somebody may be hurt, told of at this moment."""
    return Fact(_DANGER, "told", Verification.STATED, source, at)


def endangered_at(case: Case) -> datetime:
    """When danger was told of in a case that is about it."""
    return next((fact.at for fact in case.facts if fact.name == _DANGER), case.opened_at)


def overheard(case: Case, understood: Understanding, at: datetime, practice: Practice) -> Outcome:
    """Words while a person is waited for, or has the case: the bot says nothing, but danger is danger whenever it is told of.

    Whoever waits is told that somebody is called at once; a person who has the case reads it themselves, and keeps it.
    """
    if case.cause is Cause.SAFETY:
        return Outcome(replace(case, order_number=case.order_number or next(iter(understood.order_numbers), "")))
    if not understood.safety:
        return Outcome(case)
    if case.keeper is Keeper.WAITING and (called := called_for(case, understood, at, practice)):
        return called
    return Outcome(endangered(case, understood, at), notes=(Note("danger", "told while a person has the case"),))
