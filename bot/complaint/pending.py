"""An offer that waits for a colleague: what its buyer hears meanwhile, and what of their words goes to whoever decides."""

from dataclasses import replace
from datetime import datetime

from bot.complaint import handover
from bot.complaint.case import Case, Fact
from bot.complaint.event import Said
from bot.complaint.handover import TALK_TO_A_PERSON
from bot.complaint.outcome import Note, Outcome, Say
from bot.complaint.practice import Practice
from bot.language import script_asides, script_people, script_remedy
from bot.language.line import Code, Line, Sentence
from bot.terms import Cause, RemedyKind, Verification, Wish

MEANWHILE = "wished while it waited"
"""The fact of a wish that came up while the offer waited, in the buyer's words."""

_LONGEST = 300

_TAKEN_TOO_MUCH = frozenset({Cause.PAYMENT, Cause.PRICE_ERROR})
"""Where what goes back was the buyer's all along."""


def heard(case: Case, event: Said, practice: Practice) -> Outcome:
    """Another wish is put with the case, and the buyer told so. Who asks on hears by when, and then has a person."""
    if event.understood.wish and not _asks_for_its_money(case, event):
        noted = Sentence.of(script_remedy.OFFER_WISH_NOTED, case=Code(str(case.id)))
        note = Note(MEANWHILE, event.understood.wish)
        return Outcome(with_wish(case, event), (Say((noted,), (TALK_TO_A_PERSON,)),), notes=(note,))
    if event.understood.thanks and not event.understood.question:
        return Outcome(case, (Say((Sentence.of(script_people.CLOSE_WELCOME),)),))
    if not event.understood.question:
        return still_waits(case)
    again = replace(case, unclear=case.unclear + 1)
    by = case.promised_by if case.promised_by and case.promised_by >= event.at else None
    if by and not case.unclear:
        return Outcome(again, (Say((_until(case, by, practice),), (TALK_TO_A_PERSON,)),))
    if not case.unclear or (by and case.unclear < practice.unclear_replies):
        return still_waits(again)
    return handover.to_person(case, event.at, practice, script_people.PERSON_LOOKS, "asks on while an offer waits")


def _asks_for_its_money(case: Case, event: Said) -> bool:
    """Whether it is asked about the money that waits to be agreed to: "when do you pay me back?" is no other wish."""
    asks = event.understood.question and event.understood.wish is Wish.REFUND
    return asks and case.offer is not None and any(one.part(RemedyKind.REFUND) for one in case.offer.offer.proposals)


def with_wish(case: Case, event: Said) -> Case:
    """The case with what was wished while an offer of it waited; as it is where none waits."""
    if case.offer is None or case.offer.waits_for is None:
        return case
    said = Fact(MEANWHILE, event.understood.text[:_LONGEST], Verification.STATED, "the buyer's words", event.at)
    return replace(case, unclear=0).knowing(said)


def line_for(case: Case) -> Line:
    """What its buyer is told when an offer has to wait: money that was taken too much is no gift of ours."""
    return script_remedy.OFFER_WAITS_YOUR_MONEY if case.cause in _TAKEN_TOO_MUCH else script_remedy.OFFER_WAITS


def _until(case: Case, by: datetime, practice: Practice) -> Sentence:
    """By when it is decided."""
    number = Code(str(case.id))
    if case.cause in _TAKEN_TOO_MUCH:
        return Sentence.of(script_remedy.OFFER_WAITS_YOUR_MONEY, case=number, when=by)
    opened = case.opened_at.astimezone(practice.zone).date()
    return Sentence.of(script_asides.CASE_WAITS_APPROVAL, case=number, day=opened, when=by)


def still_waits(case: Case) -> Outcome:
    """That it is not decided yet."""
    return Outcome(case, (Say((undecided(case),), (TALK_TO_A_PERSON,)),))


def undecided(case: Case) -> Sentence:
    """The same in one sentence."""
    theirs = case.cause in _TAKEN_TOO_MUCH
    line = script_remedy.OFFER_STILL_WAITS_YOUR_MONEY if theirs else script_remedy.OFFER_STILL_WAITS
    return Sentence.of(line, case=Code(str(case.id)))
