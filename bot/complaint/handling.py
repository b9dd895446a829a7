"""The verbs of a complaint, one transaction each: hear a buyer, speak for the staff, hand back, approve, close."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.complaint import turn
from bot.complaint.case import (
    Approved,
    Choice,
    ClosedByPerson,
    Ending,
    HandedBack,
    PersonSpoke,
    Practice,
    Pressed,
    ReviewDue,
    ReviewStage,
    Said,
    Silence,
)
from bot.complaint.turn import CaseMoved, Turn
from bot.errors import BadRequest, NotNow
from bot.followup.timing import civil
from bot.language import script_people
from bot.language.identify import Heard
from bot.language.speech import Voice
from bot.language.understand import Asked, Understanding
from bot.memory.buyers import KnownBuyer
from bot.memory.cases import StoredCase
from bot.memory.due import DueThing
from bot.memory.inbox import Entry
from bot.memory.store import Unit
from bot.memory.transcript import NewLine
from bot.terms import Authority, Keeper, Speaker, Step

# A matter put aside for longer than this is not what a new message is about.
_TAKEN_UP_WITHIN = timedelta(days=30)
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Post:
    """What a buyer's side sent: words, or the token of a pressed button; and its own name for it, if it has one."""

    text: str = ""
    button: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """How things stood when a message was read, before it was understood."""

    buyer: KnownBuyer
    asked: Asked
    case_id: int
    version: int


def see(unit: Unit, buyer_id: int, now: datetime) -> Seen:
    """How things stand with a buyer: needed to understand what they say."""
    buyer = unit.buyers.load(buyer_id)
    stored = _current(unit.cases.newest_of(buyer_id), now)
    if stored is None:
        return Seen(buyer, Asked.NOTHING, 0, 0)
    return Seen(buyer, stored.case.asked, stored.case.id, stored.version)


def hear(
    unit: Unit, entry: Entry, post: Post, heard: Heard, understood: Understanding, seen: Seen, practice: Practice, now: datetime
) -> Turn | None:
    """Work one entry of the inbox: the buyer's line, all that follows from it, and the entry done, at once or not at all.

    None if there was nothing to do any more, or nothing that concerns a case. Raises CaseMoved if the case, or the language
    spoken, is not as it was seen, so that the words may mean something else by now.
    """
    buyer = unit.buyers.load(entry.buyer_id, lock=True)
    if not unit.inbox.done(entry.id):
        return None
    stored = _current(unit.cases.newest_of(buyer.id, lock=True), now)
    if (stored.case.id, stored.version) != (seen.case_id, seen.version) if stored else seen.case_id:
        raise CaseMoved
    if (buyer.language, buyer.language_chosen) != (seen.buyer.language, seen.buyer.language_chosen):
        raise CaseMoved
    if (heard.language, heard.belief) != (buyer.language, buyer.belief):
        unit.buyers.speaks(buyer.id, heard.language, chosen=buyer.language_chosen, belief=dict(heard.belief))
    event: Said | Pressed
    if post.button:
        found = unit.transcript.button(buyer.id, post.button)
        label = found[0].label if found else post.button
        line = NewLine(Speaker.BUYER, label, reference=post.reference)
        if found is None or stored is None or found[1] != stored.case.id:
            _late_press(unit, buyer, stored, heard.language, line, now, practice)
            return None
        event = Pressed(Choice(found[0].choice), found[0].argument, now)
    else:
        line = NewLine(Speaker.BUYER, post.text, reference=post.reference)
        event = Said(understood, now)
    back_again = stored is not None and stored.case.ending is Ending.LAPSED
    if stored is None:
        # Opened when it was written, not when it was worked: a stop of ours costs no buyer the time for claims.
        stored = unit.cases.open(buyer.id, min(entry.received_at, now))
        unit.cases.note(stored.case.id, now, "buyer", [("opened", buyer.channel)])
    return turn.take(
        unit, stored, buyer, event, practice, language=heard.language, who="buyer", spoken_before=(line,), back_again=back_again
    )


def set_aside(unit: Unit, entry: Entry, post: Post | None, why: str, now: datetime) -> None:
    """An entry that cannot be worked: it stops nobody, its words are kept in the conversation, and staff can see it."""
    buyer = unit.buyers.load(entry.buyer_id, lock=True)
    unit.inbox.failed(entry.id, why)
    if unit.inbox.set_aside(entry.id) and post:
        line = NewLine(Speaker.BUYER, post.text or post.button, reference=post.reference)
        case_id = unit.cases.open_of(buyer.id)
        unit.buyers.counted(buyer.id, unit.transcript.add(buyer.id, case_id, buyer.last_n, [line], now))


def reply(unit: Unit, case_id: int, name: str, text: str, practice: Practice, now: datetime) -> Turn:
    """A person writes to the buyer, and has the case from then on. Raises NoSuchCase, BadRequest, or NotNow."""
    _check_name(name)
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
    _check_name(name)
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
    _check_name(name)
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
    morning = civil(now, turn.review_zone(unit, stored.case, buyer, practice))
    if morning > now:
        unit.due.later(thing, morning, "it was due by day, and could not be done then")
        return None
    unit.due.done(thing.id, now)
    event = ReviewDue(ReviewStage(thing.kind.removeprefix("review_")), now)
    return turn.take(unit, stored, buyer, event, practice, language=buyer.language, who="clock")


def handed_out(unit: Unit, buyer_id: int, through: int, now: datetime) -> None:
    """The lines up to that number were handed to the buyer's side: from now on they are sent."""
    unit.buyers.load(buyer_id, lock=True)
    if unit.buyers.seen(buyer_id, through):
        unit.transcript.received(buyer_id, through, now)


def choose_language(unit: Unit, buyer_id: int, language: str) -> None:
    """The buyer says which language to speak: that stands above all guesses."""
    buyer = unit.buyers.load(buyer_id, lock=True)
    unit.buyers.speaks(buyer.id, language, chosen=True, belief=buyer.belief)


def _current(newest: StoredCase | None, now: datetime) -> StoredCase | None:
    """The case that a message now belongs to: the buyer's newest, if it is open, owed a person, or put aside not long ago."""
    if newest is None or newest.closed_at is None or newest.case.waits_for:
        return newest
    lapsed = newest.case.ending is Ending.LAPSED
    recent = now - newest.closed_at <= _TAKEN_UP_WITHIN
    return newest if lapsed and recent else None


def _open_case(unit: Unit, case_id: int) -> tuple[KnownBuyer, StoredCase]:
    """A case that staff can still act on, with its buyer, locked in the order buyer, case."""
    buyer = unit.buyers.load(unit.cases.load(case_id).buyer_id, lock=True)
    stored = unit.cases.load(case_id, lock=True)
    if stored.closed_at and not stored.case.waits_for:
        if stored.case.ending is not Ending.LAPSED:
            raise NotNow(f"Case {case_id} is closed.")
        newest = unit.cases.newest_of(buyer.id)
        if newest and newest.case.id != case_id:
            raise NotNow(f"Case {case_id} was put aside, and its buyer has case {newest.case.id} since.")
    return buyer, stored


def _check_name(name: str) -> None:
    """What a person does is signed with their name."""
    if not name.strip() or len(name) > _LONGEST_NAME:
        raise BadRequest(f"A name is needed to sign it with, of at most {_LONGEST_NAME} characters.")


def _late_press(
    unit: Unit, buyer: KnownBuyer, stored: StoredCase | None, language: str, line: NewLine, now: datetime, practice: Practice
) -> None:
    """A button of a matter that is over: it does nothing, and the buyer is told so, unless a person is talking to them."""
    over = Voice(language, turn.zone_of(buyer, practice)).line(script_people.CLOSE_OVER)
    said = NewLine(Speaker.BOT, over, keys=(script_people.CLOSE_OVER.key,))
    with_person = stored is not None and stored.case.keeper is not Keeper.BOT
    case_id = stored.case.id if stored and with_person else None
    lines = [line] if with_person else [line, said]
    unit.buyers.counted(buyer.id, unit.transcript.add(buyer.id, case_id, buyer.last_n, lines, now))
