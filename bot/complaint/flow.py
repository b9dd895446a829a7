"""The conversation as one table: which step answers which event. Total: every pair is in it, or in the named set beside it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from bot.complaint import (
    apologize,
    closing,
    execute,
    explain,
    gathering,
    handover,
    listen,
    offer,
    questions,
    review,
    showing,
    waiting,
)
from bot.complaint.case import Case, Ending
from bot.complaint.event import (
    Approved,
    CameByLink,
    CannotRead,
    ClosedByPerson,
    Event,
    FactSet,
    GoodsBack,
    HandedBack,
    Joined,
    LookedUp,
    MatterAnswered,
    NotApproved,
    OrderAnswered,
    PersonSpoke,
    Pressed,
    PricesAnswered,
    RemedySettled,
    ReviewDue,
    Said,
    Silence,
)
from bot.complaint.outcome import Note, Outcome, Say
from bot.complaint.practice import Practice
from bot.language import script_asides, script_people
from bot.language.line import Sentence
from bot.language.understand import Asked
from bot.terms import Keeper, Step

Rule = Callable[[Case, Any, Practice], Outcome]
"""A rule of one step for one kind of event: the kind it is filed under."""


def step(case: Case, event: Event, practice: Practice) -> Outcome:
    """What follows from an event. Pure and total.

    On a closed case, and while a person has it, the bot says nothing; but danger is heard at any time, and who waits for a
    person may ask how it stands.
    """
    if isinstance(event, Said) and case.keeper is not Keeper.BOT:
        return waiting.overheard(case, event, practice)
    if isinstance(event, Said) and event.understood.anyone and case.step is not Step.APOLOGIZE and not case.ending:
        return _is_here(case, event, practice)
    recorded = isinstance(event, PersonSpoke | HandedBack | ClosedByPerson | RemedySettled | GoodsBack | FactSet)
    if (case.ending or case.keeper is not Keeper.BOT) and not recorded:
        return Outcome(case)
    rule = TABLE.get((case.step, type(event)))
    if rule is None:
        return Outcome(case)
    if isinstance(event, Said) and event.pictures:
        return _shown(case, event, rule, practice)
    outcome = rule(case, event, practice)
    return showing.excused(outcome, case.step, event.unread) if isinstance(event, Said) and event.unread else outcome


def _shown(case: Case, event: Said, rule: Rule, practice: Practice) -> Outcome:
    """Pictures are put with the case, whatever is said beside them."""
    known = showing.with_pictures(case, event)
    if not event.understood.text.strip() and (enough := showing.only_pictures(known, event, practice)):
        return enough
    return showing.thanked(rule(known, event, practice), case)


def _is_here(case: Case, event: Said, practice: Practice) -> Outcome:
    """Whoever asks whether anybody is there hears that we are, and what is open; asked again in vain, it calls a person."""
    if case.unclear:
        return handover.to_person(case, event.at, practice, script_people.PERSON_COMES, "asked again whether anybody is there")
    here = Outcome(case, (Say((Sentence.of(script_asides.HERE),)),))
    goes_on = _how_it_stands(case, event, practice).after(here)
    return replace(goes_on, case=replace(goes_on.case, unclear=1))


def _came_by_link(case: Case, event: CameByLink, practice: Practice) -> Outcome:
    """Somebody comes by a link while a case is under way: they hear how it stands."""
    return _how_it_stands(case, event, practice)


def _joined(case: Case, event: Joined, practice: Practice) -> Outcome:
    """The buyer has come by another door, where they were told so: the case goes on where it was."""
    return _how_it_stands(case, event, practice)


def _how_it_stands(case: Case, event: Event, practice: Practice) -> Outcome:
    """The open question, the explanation, the offer or the state once more, to somebody who comes in by another way."""
    match case.step:
        case Step.LISTEN:
            return listen.repeat(case, event.at, practice)
        case Step.EXPLAIN if case.asked is not Asked.ANYTHING_ELSE:
            return explain.repeat(case)
        case Step.REVIEW:
            return review.repeat(case)
        case _:
            return _go_on(case, event, practice)


def _person_spoke(case: Case, event: PersonSpoke, _practice: Practice) -> Outcome:
    """A person writes to the buyer, and from then on has the case; one that was put aside is open again."""
    if case.keeper is Keeper.PERSON and case.person == event.name:
        return Outcome(case)
    ending = None if case.ending is Ending.LAPSED else case.ending
    taken = replace(case, keeper=Keeper.PERSON, person=event.name, ending=ending)
    return Outcome(taken, notes=(Note("taken over", event.name),))


def _handed_back(case: Case, event: HandedBack, practice: Practice) -> Outcome:
    """The bot has the case again: it says so, and goes on with what was open in the step it left."""
    if case.keeper is Keeper.BOT:
        return Outcome(case)
    back = replace(case, keeper=Keeper.BOT, person="", unclear=0)
    noted = Outcome(back, notes=(Note("handed back", event.name),))
    if event.quiet and case.step is Step.EXECUTE:
        return noted  # what became of it is told when nobody is talked over
    if case.ending:
        return execute.make_up(back).after(noted)  # what a person said after the end opens nothing again
    told = replace(noted, says=(Say((Sentence.of(script_people.PERSON_HANDED_BACK, person=event.name),)),))
    return _go_on(back, event, practice).after(told)


def _closed_by_person(case: Case, event: ClosedByPerson, _practice: Practice) -> Outcome:
    """A person has settled the matter with the buyer. What was agreed is still carried out, and told now if it is done."""
    settled = replace(case, ending=Ending.SETTLED, keeper=Keeper.BOT, person="", asked=Asked.NOTHING)
    closed = Outcome(settled, notes=(Note("closed", f"{Ending.SETTLED} by {event.name}"),))
    return closed if event.quiet else execute.make_up(settled).after(closed)


def _go_on(case: Case, event: Event, practice: Practice) -> Outcome:
    match case.step:
        case Step.OFFER:
            return offer.repeat(case)
        case Step.EXECUTE:
            return execute.repeat(case)
        case Step.LISTEN if not gathering.cannot_show(case) and (case.cause is None or case.cause in listen.READ_BACK):
            return listen.repeat(case, event.at, practice)
        case _:
            # What a person was needed for has been dealt with by them: only ask whether anything is left.
            return closing.anything_else(case)


def _silence(case: Case, event: Silence, _practice: Practice) -> Outcome:
    """One reminder, then the case is put aside, to be taken up with the next word of the buyer."""
    if event.last:
        aside = replace(case, ending=Ending.LAPSED)
        said = Sentence.of(script_people.SILENCE_LAPSED)
        return Outcome(aside, (Say((said,)),), notes=(Note("closed", Ending.LAPSED),))
    if case.step is Step.OFFER:
        return Outcome(case, (Say((Sentence.of(script_people.SILENCE_OFFER),), offer.choices(case)),))
    wants_order = case.asked in {Asked.ORDER, Asked.PROOF}
    said = Sentence.of(script_people.SILENCE_ORDER if wants_order else script_people.SILENCE_QUESTION)
    return Outcome(case, (Say((said,)),))


def come_back(case: Case) -> Outcome:
    """The buyer writes again on a case that was put aside: it goes on where it was."""
    back = replace(case, ending=None)
    return Outcome(back, (Say((Sentence.of(script_people.SILENCE_WELCOME_BACK),)),), notes=(Note("taken up again"),))


TABLE: Mapping[tuple[Step, type[Event]], Rule] = {
    (Step.APOLOGIZE, Said): apologize.open_case,
    (Step.APOLOGIZE, Pressed): apologize.open_case,
    (Step.LISTEN, Said): listen.heard,
    (Step.LISTEN, Pressed): listen.pressed,
    (Step.LISTEN, OrderAnswered): listen.order_answered,
    (Step.LISTEN, MatterAnswered): questions.told,
    (Step.LISTEN, Silence): _silence,
    (Step.EXPLAIN, Said): explain.heard,
    (Step.EXPLAIN, Pressed): explain.pressed,
    (Step.EXPLAIN, PricesAnswered): explain.prices_answered,
    (Step.EXPLAIN, MatterAnswered): explain.matter_answered,
    (Step.EXPLAIN, LookedUp): explain.looked_up,
    **{(each, FactSet): explain.fact_set for each in (Step.LISTEN, Step.EXPLAIN, Step.OFFER)},
    (Step.EXPLAIN, Silence): _silence,
    (Step.OFFER, Said): offer.heard,
    (Step.OFFER, Pressed): offer.pressed,
    (Step.OFFER, Approved): offer.approved,
    (Step.OFFER, NotApproved): offer.not_approved,
    (Step.OFFER, Silence): _silence,
    (Step.EXECUTE, Said): execute.heard,
    (Step.EXECUTE, Pressed): execute.pressed,
    (Step.EXECUTE, RemedySettled): execute.settled,
    **{(each, GoodsBack): execute.goods_back for each in (Step.EXECUTE, Step.REVIEW)},
    (Step.REVIEW, Said): review.heard,
    (Step.REVIEW, Pressed): review.pressed,
    (Step.REVIEW, ReviewDue): review.due,
    (Step.REVIEW, Silence): _silence,
    (Step.APOLOGIZE, CameByLink): apologize.came_by_link,
    (Step.LISTEN, CameByLink): listen.came_by_link,
    **{(each, CameByLink): _came_by_link for each in Step if each not in {Step.APOLOGIZE, Step.LISTEN}},
    **{(each, CannotRead): showing.cannot_read for each in Step},
    **{(each, Joined): _joined for each in Step if each is not Step.APOLOGIZE},
    **{(each, PersonSpoke): _person_spoke for each in Step},
    **{(each, HandedBack): _handed_back for each in Step},
    **{(each, ClosedByPerson): _closed_by_person for each in Step},
}

IGNORED: frozenset[tuple[Step, type[Event]]] = frozenset(
    {
        # The records answer only the step that asked.
        *((each, OrderAnswered) for each in Step if each is not Step.LISTEN),
        *((each, PricesAnswered) for each in Step if each is not Step.EXPLAIN),
        *((each, MatterAnswered) for each in Step if each not in {Step.LISTEN, Step.EXPLAIN}),
        # What comes back from outside is of use only while it is waited for.
        *((each, LookedUp) for each in Step if each is not Step.EXPLAIN),
        # What is agreed on is not judged again.
        *((each, FactSet) for each in (Step.APOLOGIZE, Step.EXECUTE, Step.REVIEW)),
        # A case that is joined to was talked about before.
        (Step.APOLOGIZE, Joined),
        # Only an offer waits for approval.
        *((each, kind) for each in Step if each is not Step.OFFER for kind in (Approved, NotApproved)),
        # Silence counts only where a question stands.
        *((each, Silence) for each in (Step.APOLOGIZE, Step.EXECUTE)),
        # Only what was agreed is carried out, and only what is done is asked about.
        *((each, RemedySettled) for each in Step if each is not Step.EXECUTE),
        *((each, GoodsBack) for each in Step if each not in {Step.EXECUTE, Step.REVIEW}),
        *((each, ReviewDue) for each in Step if each is not Step.REVIEW),
    }
)
