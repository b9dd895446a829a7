"""While a case waits for us: whoever asks hears how it stands, once in a while, and otherwise the bot keeps out of it."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.complaint import handover, listen, pending, review
from bot.complaint.case import Case
from bot.complaint.event import Said
from bot.complaint.outcome import Outcome, Say
from bot.complaint.practice import Practice
from bot.language import script_people
from bot.language.line import Code, Sentence
from bot.language.tokens import tokens_of
from bot.language.understand import Understanding
from bot.terms import Cause, Keeper, Question, Step

_SAID_ENOUGH = timedelta(minutes=15)  # who asks again sooner has the answer before them

_IN_SHORT = 4.0  # words


def waits_for_us(case: Case) -> bool:
    """Whether the buyer can do nothing but wait, and knows it, and nobody writes to them: for a person, or for an approval."""
    if case.keeper is not Keeper.BOT:
        return case.keeper is Keeper.WAITING and case.promised_by is not None
    return case.step is Step.OFFER and case.offer is not None and case.offer.waits_for is not None and not case.ending


def how_it_waits(case: Case, at: datetime) -> Sentence:
    """The honest state of a case that waits for us: with whom, since when, and by when something was promised."""
    if case.keeper is Keeper.BOT:
        return pending.undecided(case)
    number = Code(str(case.id))
    since = case.waits_since or case.opened_at
    when = case.promised_by or at
    line = script_people.PERSON_WAITS if at <= when else script_people.PERSON_WAITS_LONGER
    return Sentence.of(line, case=number, since=since, when=when)


def overheard(case: Case, event: Said, practice: Practice) -> Outcome:
    """Words while a person is waited for, or has the case.

    To somebody who waits, a question is answered with how it stands; a person who has the case answers themselves.
    """
    heard = handover.overheard(case, event.understood, event.at, practice)
    if not heard.says and case.keeper is Keeper.WAITING and (regraded := review.graded_anew(case, event)):
        return regraded
    if heard.says or not waits_for_us(case) or not _asks(event.understood, practice):
        return heard
    if case.informed_at and event.at - case.informed_at < _SAID_ENOUGH:
        return heard
    told = replace(heard.case, informed_at=event.at)
    return replace(heard, case=told, says=(Say((how_it_waits(case, event.at),)),))


def _asks(understood: Understanding, practice: Practice) -> bool:
    """Whether it is asked how it stands ("any news?", "when?"), or only whether anybody is there, or it is complained that
    nobody answers. What else is asked is for the person.
    """
    in_short = tokens_of(understood.text).length() <= _IN_SHORT
    asked = (understood.question and in_short) or understood.asking.question is Question.CASE
    unanswered = listen.sure_cause(understood, practice) is Cause.BAD_SERVICE
    return asked or understood.anyone or understood.greeting or unanswered
