"""Sixth step: a day or so later, at a civil hour of their day: did it arrive, and how was it?"""

from dataclasses import replace

from bot.complaint import closing, execute, handover, listen, proofs
from bot.complaint.case import Case, Ending, Fact
from bot.complaint.event import Choice, Pressed, ReviewDue, ReviewStage, Said
from bot.complaint.outcome import Button, CardKind, Note, Outcome, Say, Shown
from bot.complaint.practice import Practice
from bot.language import script_people, script_review
from bot.language.line import Code, Sentence
from bot.language.tokens import tokens_of
from bot.language.understand import Answer, Asked, Understanding
from bot.satisfaction.grades import GLAD_FROM, REOPENS_UP_TO
from bot.terms import Cause, Verification

FACES = tuple(Button(Sentence.of(line), Choice.GRADE, str(grade)) for grade, line in enumerate(script_review.GRADES, 1))

SEVEN = Shown(CardKind.GRADE)

_A_FIGURE = 3.0  # words

_OF_US = frozenset({Cause.LATE_DELIVERY, Cause.BAD_SERVICE})
"""What a verdict on how it was handled sounds like, where it was slow or unkind."""


def due(case: Case, event: ReviewDue, _practice: Practice) -> Outcome:
    """The hour has come: ask, ask once more, or let be and close."""
    match event.stage:
        case ReviewStage.ASK:
            asked = Sentence.of(script_review.REVIEW_ASK, case=Code(str(case.id)))
            return Outcome(
                replace(case, asked=Asked.GRADE, unclear=0),
                (Say((asked,), FACES, SEVEN),),
                notes=(Note("asked how it was"),),
                review=ReviewStage.REMIND,
            )
        case ReviewStage.REMIND:
            again = Sentence.of(script_review.REVIEW_REMIND)
            return Outcome(case, (Say((again,), FACES, SEVEN),), notes=(Note("asked once more"),), review=ReviewStage.LET_BE)
        case ReviewStage.LET_BE:
            closed = replace(case, ending=Ending.UNGRADED, asked=Asked.NOTHING)
            return Outcome(closed, notes=(Note("closed", Ending.UNGRADED),))


def repeat(case: Case) -> Outcome:
    """How it stands, to somebody who comes back to it; the question how it was once more, if that is what is open."""
    if case.asked is not Asked.GRADE:
        return execute.state(case)
    return Outcome(case, (Say((Sentence.of(script_review.REVIEW_ASK, case=Code(str(case.id))),), FACES, SEVEN),))


def heard(case: Case, event: Said, practice: Practice) -> Outcome:
    """A grade in words or figures, thanks, or something that a person should see."""
    understood = event.understood
    if called := handover.called_for(case, understood, event.at, practice):
        return called
    another_matter = execute.another_matter(case, understood, practice)
    # Praise beside a trouble is no praise, be it this one again; a low grade brings a person for both.
    troubled = another_matter or listen.sure_cause(understood, practice) in listen.COMPLAINTS
    asked_for = case.asked is Asked.GRADE and understood.grade and (understood.grade <= REOPENS_UP_TO or not troubled)
    if understood.grade and (asked_for or _graded_unasked(case, understood)):
        return _graded(case, understood.grade, understood.text, event, practice)
    if case.asked is Asked.ANYTHING_ELSE and closing.nothing_more(case, understood):
        return closing.content(case)
    if returning := execute.of_the_way_back(case, understood, event.at, practice):
        return returning
    if execute.asks_when(case, understood) and case.unclear < practice.unclear_replies:
        return execute.when_and_until(case)
    if another_matter:
        return handover.to_person(case, event.at, practice, script_people.PERSON_LOOKS, "another matter came up")
    if understood.thanks and not _needs_a_person(understood):
        return _thanked(case)
    if understood.answer is Answer.YES and case.asked is not Asked.GRADE:
        return execute.state(case)
    if not case.unclear and (not _needs_a_person(understood) or _is_mixed(case, understood, practice)):
        return _tap(case) if case.asked is Asked.GRADE else _once_more(case)
    return handover.to_person(case, event.at, practice, script_people.PERSON_LOOKS, "the buyer wrote after it was done")


def pressed(case: Case, event: Pressed, practice: Practice) -> Outcome:
    """One of the seven faces, however late; any other button is one of what is long done."""
    match event.choice:
        case Choice.PERSON:
            return handover.to_person(case, event.at, practice, script_people.PERSON_COMES, "asked for a person")
        case Choice.GRADE:
            return _graded(case, int(event.argument), "", event, practice)
        case _:
            return execute.state(case)


def _needs_a_person(understood: Understanding) -> bool:
    """Whether a reply without a grade says that something is open: a no, a question, an insult, or a complaint."""
    open_matter = understood.answer in {Answer.NO, Answer.BUT} or understood.question or understood.abusive
    return open_matter or listen.complains(understood)


def _graded_unasked(case: Case, understood: Understanding) -> bool:
    """Whether who has read that it is done says by themselves how it was: in words that nothing else can be meant by.

    A figure alone may mean anything, a "great" is a yes, and while goods are on their way back nothing is over yet.
    """
    done = case.told and case.asked is Asked.NOTHING and not proofs.awaits_goods(case)
    answers = understood.answer is not Answer.NONE or understood.greeting or understood.wish is not None
    figure = understood.text.strip(" .!").isnumeric()
    return done and not answers and not figure and not _needs_a_person(understood)


def _is_mixed(case: Case, understood: Understanding, practice: Practice) -> bool:
    """Whether somebody who was asked how it was says that it was so and so: "quite all right, but slow"."""
    asked = case.asked is Asked.GRADE and understood.answer is not Answer.NO
    open_matter = understood.question or understood.abusive or listen.sure_cause(understood, practice) in listen.COMPLAINTS
    return asked and not open_matter and not complains_of_more(understood)


def complains_of_more(understood: Understanding) -> bool:
    """Whether the message may well be a complaint of something else than how slow or unkind we were."""
    others = tuple(guess for guess in understood.guesses if guess.cause not in _OF_US)
    return listen.complains(replace(understood, guesses=others))


def _once_more(case: Case) -> Outcome:
    """Nothing sounds open, and nothing was asked: how things stand is told once, with a person a press away."""
    told = execute.state(case)
    return replace(told, case=replace(told.case, unclear=case.unclear + 1))


def _tap(case: Case) -> Outcome:
    """No grade could be read: ask for a tap, once. That is the one time more that is allowed, so no reminder follows."""
    tap = Sentence.of(script_review.REVIEW_TAP)
    asked = replace(case, unclear=case.unclear + 1)
    return Outcome(asked, (Say((tap,), FACES, SEVEN),), notes=(Note("asked once more"),), review=ReviewStage.LET_BE)


def _thanked(case: Case) -> Outcome:
    """Thanks instead of a grade are an answer too: nobody is asked a second time after them."""
    said = execute.welcome(case)
    if case.asked is not Asked.GRADE:
        return said
    closed = replace(case, ending=Ending.UNGRADED, asked=Asked.NOTHING)
    return replace(said, case=closed, notes=(Note("closed", Ending.UNGRADED),))


def _graded(case: Case, grade: int, words: str, event: Said | Pressed, practice: Practice) -> Outcome:
    """Thanked by the grade. A low one opens the case again, for a person."""
    changed = (Sentence.of(script_review.REVIEW_GRADE_CHANGED, grade=grade),) if graded_before(case, grade) else ()
    source = "the buyer's words" if words else "a press of the buyer"
    known = replace(case, asked=Asked.NOTHING).knowing(Fact("grade", str(grade), Verification.STATED, source, event.at))
    note = Note("graded", str(grade))
    if grade <= REOPENS_UP_TO:
        plainly = Sentence.of(script_review.REVIEW_THANKS_LOW)
        reopened = handover.to_person(
            known, event.at, practice, script_people.PERSON_LOOKS, f"reopened: grade {grade}", *changed, plainly
        )
        return replace(reopened, notes=(note, *reopened.notes), graded=grade)
    thanks = script_review.REVIEW_THANKS_HIGH if grade >= GLAD_FROM else script_review.REVIEW_THANKS_MIDDLE
    closed = replace(known, ending=Ending.GRADED)
    return Outcome(closed, (Say((*changed, Sentence.of(thanks))),), notes=(note, Note("closed", Ending.GRADED)), graded=grade)


def graded_anew(case: Case, event: Said) -> Outcome | None:
    """Another grade from who waits for a person after a low one: it takes its place, and the person comes all the same."""
    understood = event.understood
    grade = understood.grade
    before = graded_before(case, grade) if grade else None
    if grade is None or before is None or not is_figure(understood):
        return None
    known = case.knowing(replace(before, value=str(grade), source="the buyer's words", at=event.at))
    said = Sentence.of(script_review.REVIEW_GRADE_CHANGED, grade=grade)
    return Outcome(known, (Say((said,)),), notes=(Note("graded", str(grade)),), graded=grade)


def graded_before(case: Case, grade: int) -> Fact | None:
    """The grade that the case was given before, if it was another one."""
    return next((fact for fact in case.facts if fact.name == "grade" and fact.value != str(grade)), None)


def is_figure(understood: Understanding) -> bool:
    """Whether a grade is said in figures, and next to nothing besides: "6", "6 points", "7です"."""
    short = tokens_of(understood.text).length() <= _A_FIGURE
    return bool(understood.grade) and short and any(map(str.isdecimal, understood.text)) and not understood.question
