"""What a buyer shows instead of saying: pictures are put with the case, and what we cannot take in is told kindly."""

from dataclasses import replace

from bot.complaint import apologize, gathering, listen
from bot.complaint.case import Case, Fact
from bot.complaint.event import CannotRead, Said
from bot.complaint.outcome import Outcome, Say
from bot.complaint.post import Unreadable
from bot.complaint.practice import Practice
from bot.language import script_doors
from bot.language.line import Line, Sentence
from bot.language.understand import Asked
from bot.terms import Step, Verification

_KINDLY: dict[Unreadable, Line] = {
    Unreadable.VOICE: script_doors.CANNOT_LISTEN,
    Unreadable.VIDEO: script_doors.CANNOT_WATCH,
    Unreadable.FILE: script_doors.CANNOT_OPEN,
    Unreadable.PLACE: script_doors.NEED_NO_PLACE,
    Unreadable.CONTACT: script_doors.NEED_NO_CONTACT,
}
_THANKS = Say((Sentence.of(script_doors.PICTURES_THANKS),))
# Where a picture without words calls for nothing but thanks: what stands there stands.
_ENOUGH = {Step.OFFER, Step.EXECUTE}


def with_pictures(case: Case, event: Said) -> Case:
    """The case with these pictures known."""
    before = next((int(fact.value) for fact in case.facts if fact.name == "pictures"), 0)
    return case.knowing(Fact("pictures", str(before + event.pictures), Verification.STATED, "sent by the buyer", event.at))


def only_pictures(case: Case, event: Said, practice: Practice) -> Outcome | None:
    """What follows from pictures that came without a word; None where the step has an answer of its own."""
    if case.asked is Asked.PHOTO:
        return listen.repeat(case, event.at, practice)  # the explanation, which follows, says what became of it
    if case.step is Step.LISTEN and gathering.cannot_show(case):
        # It can be shown after all: what it was asked for is looked into.
        return listen.repeat(replace(case, asked=Asked.PHOTO), event.at, practice)
    thanked = Outcome(case, (_THANKS,), wait_for_reply=_question_stands(case))
    if case.step in _ENOUGH:
        return thanked
    if case.step is Step.LISTEN:
        return listen.repeat(case, event.at, practice).after(thanked)
    return None


def thanked(outcome: Outcome, was: Case) -> Outcome:
    """The outcome with thanks for the pictures: first of all, but after the greeting."""
    if was.step is Step.EXPLAIN or was.asked is Asked.PHOTO:
        return outcome  # there the answer itself thanks for it, or says what became of it
    return _before_all_but_hello(outcome, was.step, _THANKS)


def excused(outcome: Outcome, was: Step, kind: Unreadable) -> Outcome:
    """The outcome of words that came with something we cannot take in: that is told as well."""
    return _before_all_but_hello(outcome, was, _kindly(kind))


def cannot_read(case: Case, event: CannotRead, practice: Practice) -> Outcome:
    """Say kindly what does as well; the question that stands goes on standing."""
    kindly = _kindly(event.kind)
    if case.step is Step.APOLOGIZE:
        hello = apologize.greet(case, practice)
        return Outcome(replace(hello.case, asked=Asked.WHAT_HAPPENED), (kindly,), wait_for_reply=True).after(hello)
    return Outcome(case, (kindly,), wait_for_reply=_question_stands(case))


def _kindly(kind: Unreadable) -> Say:
    return Say((Sentence.of(_KINDLY[kind]),))


def _before_all_but_hello(outcome: Outcome, was: Step, say: Say) -> Outcome:
    at = 1 if was is Step.APOLOGIZE else 0
    return replace(outcome, says=(*outcome.says[:at], say, *outcome.says[at:]))


def _question_stands(case: Case) -> bool:
    return case.asked is not Asked.NOTHING and case.step in {Step.LISTEN, Step.EXPLAIN, Step.OFFER}
