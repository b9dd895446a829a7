"""The verbs of a complaint that no buyer set off: speak for the staff, hand back, close, notice silence."""

from datetime import datetime

from bot.complaint import execute, joining, turn
from bot.complaint.case import Ending
from bot.complaint.colleagues import check_name, role_of
from bot.complaint.event import (
    ClosedByPerson,
    FactSet,
    HandedBack,
    Joined,
    PersonSpoke,
    ReviewDue,
    ReviewStage,
    Silence,
)
from bot.complaint.outcome import Outcome, Say
from bot.complaint.practice import Practice
from bot.complaint.turn import Turn
from bot.errors import BadRequest, NotNow
from bot.followup import mailing, unasked
from bot.followup.timing import civil
from bot.language import script_people
from bot.language.line import Sentence
from bot.language.understand import Asked
from bot.memory.buyers import KnownBuyer
from bot.memory.cases import StoredCase
from bot.memory.due import DueThing
from bot.memory.store import Unit
from bot.memory.transcript import NewLine
from bot.remedy.money import Money, MoneyError
from bot.terms import Cause, Keeper, Speaker, Step

OUT_OF_REACH = "not asked: nothing gets through to the buyer"


def reply(unit: Unit, case_id: int, name: str, text: str, practice: Practice, now: datetime) -> Turn:
    """A person writes to the buyer, and has the case from then on. Raises NoSuchCase, BadRequest, or NotNow."""
    check_name(name)
    if not text.strip():
        raise BadRequest("A reply needs some text.")
    buyer, stored = open_case(unit, case_id)
    _not_anothers(stored, name)
    line = NewLine(Speaker.PERSON, text, author=name)
    return turn.take(
        unit, stored, buyer, PersonSpoke(name, now), practice, language=buyer.language, who=name, spoken_before=(line,)
    )


def _not_anothers(stored: StoredCase, name: str) -> None:
    """Raise NotNow if somebody else has the case."""
    if stored.case.keeper is Keeper.PERSON and stored.case.person != name:
        raise NotNow(f"{stored.case.person} has case {stored.case.id}. They can hand it back first.")


def hand_back(unit: Unit, case_id: int, practice: Practice, now: datetime) -> Turn:
    """The bot has the case again. Raises NoSuchCase, or NotNow if it has it already."""
    buyer, stored = open_case(unit, case_id)
    if stored.case.keeper is Keeper.BOT:
        raise NotNow(f"Nobody but the bot has case {case_id}.")
    name = stored.case.person or practice.shop
    done = turn.take(unit, stored, buyer, HandedBack(name, now), practice, language=buyer.language, who=name)
    _go_on(unit, done, practice, now, name, Say((Sentence.of(script_people.PERSON_HANDED_BACK, person=name),)))
    return done


def _go_on(unit: Unit, done: Turn, practice: Practice, now: datetime, name: str, *lead: Say) -> None:
    """Where a person is done with one case, and the bot has another of its buyer's: what is open in that is said once more."""
    stored = unit.cases.in_hand(done.buyer_id, lock=True)
    if stored is None or stored.case.id == done.case_id:
        return
    case = stored.case
    if case.keeper is not Keeper.PERSON and execute.kept_back(case):
        unit.due.put(turn.TELL, turn.tell_key(case.id), case.id, now)
    if case.keeper is not Keeper.BOT or case.ending or case.asked is Asked.NOTHING:
        return
    if case.asked is Asked.LOOKING:
        unit.due.put("look_up", turn.look_up_key(case.id), case.id, now)
        return
    buyer, first = unit.buyers.load(done.buyer_id), Outcome(case, lead)
    turn.take(unit, stored, buyer, Joined(now), practice, language=buyer.language, who=name, first=first)


def not_talked_over(unit: Unit, stored: StoredCase) -> None:
    """Raise NotNow if a person has another case of the same buyer's: the bot would speak in the middle of their talk."""
    other = joining.with_a_person(unit, stored.buyer_id, but=stored.case.id)
    if other:
        raise NotNow(f"The buyer of case {stored.case.id} is with {other.waits_for}, in case {other.id}. Hand that back first.")


def say_cause(
    unit: Unit, case_id: int, name: str, cause: Cause, article: str, overcharged: str, practice: Practice, now: datetime
) -> Turn:
    """A person says what a case is about; the bot goes on from there. Raises NoSuchCase, BadRequest, or NotNow.

    Where somebody else has it, or a person another case of its buyer's, it can only be danger. That breaks into no talk: while
    a person has the case it stays theirs, and nothing is said.

    `article` is what was sold out, `overcharged` the amount that was taken too much, in the currency of the order, or for a
    `price_drop` by how much it is cheaper at another shop, which no price history of ours can tell. Only who is
    known may say it: nobody approves what rests on their own word.
    """
    role_of(name, practice)
    buyer, stored = open_case(unit, case_id)
    if stored.case.step not in {Step.LISTEN, Step.EXPLAIN, Step.OFFER}:
        raise NotNow(f"Case {case_id} is in the step {stored.case.step}: what it is about is settled.")
    if cause is not Cause.SAFETY:
        _not_anothers(stored, name)
        not_talked_over(unit, stored)
    if cause is Cause.OUT_OF_STOCK and not article.strip():
        raise BadRequest('Say which article was sold out: --article "Glow Sneaker Kids".')
    if cause not in _WITHOUT_ORDER and not stored.case.order_id:
        raise NotNow(f"Case {case_id} has no proven order yet, and {cause} is about one.")
    event = FactSet(name, cause, now, article.strip(), _overcharged(unit, stored, overcharged))
    return turn.take(unit, stored, buyer, event, practice, language=buyer.language, who=name)


_WITHOUT_ORDER = frozenset({Cause.OUT_OF_STOCK, Cause.SAFETY})


def _overcharged(unit: Unit, stored: StoredCase, amount: str) -> Money | None:
    if not amount:
        return None
    if not stored.case.order_id:
        raise NotNow(f"Case {stored.case.id} has no proven order yet: nothing can have been taken too much.")
    order = unit.shop.order(stored.case.order_id)
    try:
        money = Money.of(amount, order.currency)
    except MoneyError as fault:
        raise BadRequest(f"{fault}: write the amount like 12.50, in {order.currency}.") from None
    if not Money.zero(order.currency) < money <= order.total_paid:
        raise BadRequest(f"{money} cannot have been taken too much: {order.total_paid} was paid for {order.number}.")
    return money


def close(unit: Unit, case_id: int, name: str, practice: Practice, now: datetime) -> Turn:
    """A person says that the matter is settled; what was agreed is done all the same. Raises NoSuchCase, BadRequest, NotNow."""
    check_name(name)
    buyer, stored = open_case(unit, case_id)
    event = ClosedByPerson(name, now)
    done = turn.take(unit, stored, buyer, event, practice, language=buyer.language, who=name)
    _go_on(unit, done, practice, now, name)
    return done


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
    if unasked.is_talked_over(unit, thing, buyer.id, thing.case_id, now):
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
    if unasked.has_to_wait(unit, thing, buyer, thing.case_id, practice, now):
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


def open_case(unit: Unit, case_id: int) -> tuple[KnownBuyer, StoredCase]:
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
