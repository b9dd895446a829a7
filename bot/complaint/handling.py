"""The verbs of a complaint that no buyer set off: speak for the staff, hand back, approve, close, notice silence."""

from datetime import datetime

from bot.complaint import turn
from bot.complaint.case import Ending
from bot.complaint.event import (
    Approved,
    ClosedByPerson,
    HandedBack,
    PersonSpoke,
    ReviewDue,
    ReviewStage,
    Silence,
)
from bot.complaint.practice import Practice
from bot.complaint.turn import Turn
from bot.errors import BadRequest, NotNow
from bot.followup import mailing
from bot.followup.timing import civil
from bot.memory.buyers import KnownBuyer
from bot.memory.cases import StoredCase
from bot.memory.due import DueThing
from bot.memory.store import Unit
from bot.memory.transcript import NewLine
from bot.terms import Authority, Keeper, Speaker, Step

_LONGEST_NAME = 80
OUT_OF_REACH = "not asked: nothing gets through to the buyer"


def reply(unit: Unit, case_id: int, name: str, text: str, practice: Practice, now: datetime) -> Turn:
    """A person writes to the buyer, and has the case from then on. Raises NoSuchCase, BadRequest, or NotNow."""
    check_name(name)
    if not text.strip():
        raise BadRequest("A reply needs some text.")
    buyer, stored = _open_case(unit, case_id)
    if stored.case.keeper is Keeper.PERSON and stored.case.person != name:
        raise NotNow(f"{stored.case.person} has case {case_id}. They can hand it back first.")
    line = NewLine(Speaker.PERSON, text, author=name)
    return turn.take(
        unit, stored, buyer, PersonSpoke(name, now), practice, language=buyer.language, who=name, spoken_before=(line,)
    )


def hand_back(unit: Unit, case_id: int, practice: Practice, now: datetime) -> Turn:
    """The bot has the case again. Raises NoSuchCase, or NotNow if it has it already."""
    buyer, stored = _open_case(unit, case_id)
    if stored.case.keeper is Keeper.BOT:
        raise NotNow(f"Nobody but the bot has case {case_id}.")
    name = stored.case.person or practice.shop
    return turn.take(unit, stored, buyer, HandedBack(name, now), practice, language=buyer.language, who=name)


def approve(unit: Unit, case_id: int, name: str, authority: Authority, practice: Practice, now: datetime) -> Turn:
    """Agree to the offer that waits; the buyer hears it at once. Raises NoSuchCase, BadRequest, or NotNow."""
    check_name(name)
    buyer, stored = _open_case(unit, case_id)
    waiting = stored.case.offer.waits_for if stored.case.offer and stored.case.step is Step.OFFER else None
    if waiting is None:
        raise NotNow(f"No offer of case {case_id} waits for approval.")
    if list(Authority).index(authority) < list(Authority).index(waiting):
        raise NotNow(f"The offer of case {case_id} needs the authority of {waiting}; {authority} is not enough.")
    if stored.case.keeper is not Keeper.BOT:
        raise NotNow(f"Case {case_id} is with a person. Hand it back, then approve.")
    event = Approved(name, authority, now)
    return turn.take(unit, stored, buyer, event, practice, language=buyer.language, who=name)


def close(unit: Unit, case_id: int, name: str, practice: Practice, now: datetime) -> Turn:
    """A person says that the matter is settled; what was agreed is done all the same. Raises NoSuchCase, BadRequest, NotNow."""
    check_name(name)
    buyer, stored = _open_case(unit, case_id)
    event = ClosedByPerson(name, now)
    return turn.take(unit, stored, buyer, event, practice, language=buyer.language, who=name)


def notice_silence(unit: Unit, thing: DueThing, practice: Practice, now: datetime) -> Turn | None:
    """A buyer has not answered: remind once, then let be. Whether that is still so is looked at again, here and now."""
    assert thing.case_id is not None  # noqa: S101  silence is always about a case
    stored = unit.cases.load(thing.case_id)
    buyer = unit.buyers.load(stored.buyer_id, lock=True)
    stored = unit.cases.load(thing.case_id, lock=True)
    if not unit.due.holds(thing):
        return None
    if stored.closed_at or stored.case.keeper is not Keeper.BOT:
        unit.due.done(thing.id, now, "the case is closed or with a person")
        return None
    if _out_of_reach(unit, buyer):
        unit.due.done(thing.id, now, OUT_OF_REACH)
        return None
    zone = turn.zone_of(buyer, practice)
    if (morning := civil(now, zone)) > now:
        # It was due by day and could not be done then: nobody is woken for it.
        unit.due.put(thing.kind, turn.silence_key(thing.case_id), thing.case_id, morning)
        return None
    unit.due.done(thing.id, now)
    event = Silence(last=thing.kind == "lapse", at=now)
    result = turn.take(unit, stored, buyer, event, practice, language=buyer.language, who="clock")
    if not event.last:
        until = turn.lapse_at(now, practice, zone)
        unit.due.put("lapse", turn.silence_key(thing.case_id), thing.case_id, until)
    return result


def ask_how_it_was(unit: Unit, thing: DueThing, practice: Practice, now: datetime) -> Turn | None:
    """The hour has come to ask a buyer how it was. Whether that still fits is looked at again, here and now."""
    assert thing.case_id is not None  # noqa: S101  it is always about a case
    buyer = unit.buyers.load(unit.cases.load(thing.case_id).buyer_id, lock=True)
    stored = unit.cases.load(thing.case_id, lock=True)
    if not unit.due.holds(thing):
        return None
    if stored.closed_at or stored.case.keeper is not Keeper.BOT or stored.case.step is not Step.REVIEW:
        unit.due.done(thing.id, now, "not asked: the case is closed, open again, or with a person")
        return None
    if _out_of_reach(unit, buyer):
        unit.due.done(thing.id, now, OUT_OF_REACH)
        return None
    morning = civil(now, turn.review_zone(unit, stored.case, buyer, practice))
    if morning > now:
        unit.due.later(thing, morning, "it was due by day, and could not be done then")
        return None
    unit.due.done(thing.id, now)
    event = ReviewDue(ReviewStage(thing.kind.removeprefix("review_")), now)
    return turn.take(unit, stored, buyer, event, practice, language=buyer.language, who="clock")


def _out_of_reach(unit: Unit, buyer: KnownBuyer) -> bool:
    """Whether nothing gets through to the buyer: then nothing is asked of them, and nobody is reminded."""
    door = unit.doors.answered_at(buyer.id)
    return door is not None and door.blocked_at is not None


def handed_out(unit: Unit, buyer_id: int, through: int, now: datetime) -> None:
    """The lines up to that number were handed to the buyer's side: from now on they are sent."""
    if unit.buyers.seen(buyer_id, through):  # which locks the buyer
        unit.transcript.received(buyer_id, through, now)
        mailing.caught_up(unit, buyer_id, through, now)


def choose_language(unit: Unit, buyer_id: int, language: str) -> None:
    """The buyer says which language to speak: that stands above all guesses."""
    buyer = unit.buyers.load(buyer_id, lock=True)
    unit.buyers.speaks(buyer.id, language, chosen=True, belief=buyer.belief)


def _open_case(unit: Unit, case_id: int) -> tuple[KnownBuyer, StoredCase]:
    """A case that staff can still act on, with its buyer, locked in the order buyer, case."""
    buyer = unit.buyers.load(unit.cases.load(case_id).buyer_id, lock=True)
    stored = unit.cases.load(case_id, lock=True)
    if stored.case.joined_to:
        raise NotNow(f"Case {case_id} goes on in case {stored.case.joined_to}, about the same order.")
    if stored.closed_at and not stored.case.waits_for:
        if stored.case.ending is not Ending.LAPSED:
            raise NotNow(f"Case {case_id} is closed.")
        newest = unit.cases.newest_of(buyer.id)
        if newest and newest.case.id != case_id:
            raise NotNow(f"Case {case_id} was put aside, and its buyer has case {newest.case.id} since.")
    return buyer, stored


def check_name(name: str) -> None:
    """What a person does is signed with their name."""
    if not name.strip() or len(name) > _LONGEST_NAME:
        raise BadRequest(f"A name is needed to sign it with, of at most {_LONGEST_NAME} characters.")
