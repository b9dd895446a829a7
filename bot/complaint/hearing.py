"""Hearing a buyer: one entry of the inbox, or one album of them, is worked in one transaction, whatever it holds."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.complaint import afterwards, asides, flow, listen, turn
from bot.complaint.case import Ending, Fact
from bot.complaint.event import CameByLink, CannotRead, Choice, Pressed, Said
from bot.complaint.joining import current, elsewhere
from bot.complaint.outcome import Outcome, Say
from bot.complaint.post import Command, Post, Unreadable
from bot.complaint.practice import Practice
from bot.complaint.turn import CaseMoved, Turn
from bot.language import script_doors, script_people
from bot.language.catalogue import nearest
from bot.language.identify import Heard, perhaps
from bot.language.line import Line, Sentence
from bot.language.speech import Voice
from bot.language.tokens import tokens_of
from bot.language.understand import Answer, Asked, Understanding
from bot.memory.buyers import KnownBuyer
from bot.memory.cases import StoredCase
from bot.memory.inbox import Entry
from bot.memory.store import Unit
from bot.memory.transcript import PULLED_CHANNEL, NewLine, StoredButton
from bot.terms import Keeper, Speaker, Step, Verification

_LABELS: dict[Unreadable, Line] = {
    Unreadable.VOICE: script_doors.UNREADABLE_VOICE,
    Unreadable.VIDEO: script_doors.UNREADABLE_VIDEO,
    Unreadable.FILE: script_doors.UNREADABLE_FILE,
    Unreadable.PLACE: script_doors.UNREADABLE_PLACE,
    Unreadable.CONTACT: script_doors.UNREADABLE_CONTACT,
}

_LONGEST_LABEL = 64

Event = Said | Pressed | CannotRead | CameByLink


@dataclass(frozen=True, slots=True)
class Seen:
    """How things stood when a message was read, before it was understood."""

    buyer: KnownBuyer
    asked: Asked
    case_id: int
    version: int
    articles: tuple[str, ...] = ()  # of the order, by name, where it was asked which of them it is about

    @property
    def free(self) -> bool:
        """Whether anything may be said, and no name or number is asked for."""
        return self.asked in {Asked.NOTHING, Asked.DONE, Asked.WHAT_HAPPENED}


def see(unit: Unit, buyer_id: int, now: datetime) -> Seen:
    """How things stand with a buyer: needed to understand what they say."""
    buyer = unit.buyers.load(buyer_id)
    last = unit.cases.in_hand(buyer_id)
    stored = current(last, now)
    if stored is None:
        return Seen(buyer, Asked.DONE if last and last.case.ending is Ending.GRADED else Asked.NOTHING, 0, 0)
    done = stored.case.told and stored.case.asked is Asked.NOTHING
    return Seen(buyer, Asked.DONE if done else stored.case.asked, stored.case.id, stored.version, stored.case.articles)


def hear(
    unit: Unit,
    entries: Sequence[Entry],
    post: Post,
    heard: Heard,
    understood: Understanding,
    seen: Seen,
    practice: Practice,
    now: datetime,
) -> Turn | None:
    """Work one entry of the inbox, or one album: the buyer's line, all that follows from it, and the entries done, or nothing.

    None if there was nothing to do any more, or nothing that concerns a case. Raises CaseMoved if the case, or the language
    spoken, is not as it was seen, so that the words may mean something else by now.
    """
    entry = entries[0]
    buyer = unit.buyers.load(seen.buyer.id, lock=True)
    done = [unit.inbox.done(one.id) for one in entries]
    if not all(done):
        if any(done):
            raise CaseMoved  # somebody else has worked a part of this album: what is left of it is to be read anew
        return None
    buyer = _at_the_door(unit, buyer, entry)
    in_hand = unit.cases.in_hand(buyer.id, lock=True)
    stored = current(in_hand, now)
    if (stored.case.id, stored.version) != (seen.case_id, seen.version) if stored else seen.case_id:
        raise CaseMoved
    if (buyer.language, buyer.language_chosen) != (seen.buyer.language, seen.buyer.language_chosen):
        raise CaseMoved
    if (heard.language, heard.belief) != (buyer.language, buyer.belief):
        unit.buyers.speaks(buyer.id, heard.language, chosen=buyer.language_chosen, belief=dict(heard.belief))
        buyer = replace(buyer, language=heard.language)
    if post.edits:
        _edit(unit, buyer, stored, post, now, practice)
        return None
    if entry.album and not post.text and _late_part(unit, buyer, post, entry.album, now):
        return None
    button, of_case = unit.transcript.button(buyer.id, post.button) or (None, None)
    line = _line(post, button, entry, turn.voice_of(buyer, practice))
    if asides.answered(unit, buyer, stored, post, button, understood, line, practice, now):
        return None
    if stored is None and (regraded := afterwards.graded_anew(in_hand, post, understood, now)):
        stored, understood = regraded, replace(understood, guesses=())
    elif stored is None and (asked_on := afterwards.asked_anew(in_hand, post, understood, now)):
        stored = asked_on
    elif stored is None and afterwards.thanked(unit, buyer, in_hand, post, understood, line, practice, now):
        return None
    if post.button and (button is None or stored is None or of_case != stored.case.id):
        _late_press(unit, buyer, stored, line, now, practice)
        return None
    event = _event(unit, buyer, stored, post, button, understood, now)
    stored = stored or _opened(unit, buyer, entry, now)
    spoken = (line,) if line.text or post.pictures or post.wanted else ()
    _put_pictures(unit, buyer.id, stored.case.id, buyer.last_n + 1, post, now)
    first = _first(unit, stored, buyer, entry, practice, now)
    return turn.take(
        unit,
        stored,
        buyer,
        event,
        practice,
        language=buyer.language,
        who="buyer",
        spoken_before=spoken,
        first=first,
        perhaps=_perhaps(heard, seen, practice),
    )


def set_aside(unit: Unit, entries: Sequence[Entry], post: Post | None, why: str, now: datetime) -> None:
    """What cannot be worked: it stops nobody, its words are kept in the conversation, and staff can see it."""
    entry = entries[0]
    assert entry.buyer_id is not None  # noqa: S101  what is worked has a buyer
    buyer = unit.buyers.load(entry.buyer_id, lock=True)
    for one in entries:
        unit.inbox.failed(one.id, why)
    if not all([unit.inbox.set_aside(one.id) for one in entries]) or post is None:
        return
    button, _ = unit.transcript.button(buyer.id, post.button) or (None, None)
    line = NewLine(Speaker.BUYER, button.label if button else post.text, reference=post.reference)
    if line.text:
        stored = current(unit.cases.in_hand(buyer.id), now)
        case_id = stored.case.id if stored else None
        unit.buyers.counted(buyer.id, unit.transcript.add(buyer.id, case_id, buyer.last_n, [line], now, entry.door_id))


def _at_the_door(unit: Unit, buyer: KnownBuyer, entry: Entry) -> KnownBuyer:
    """Answers go to the door by which the buyer wrote last; one that they write by is not blocked any more."""
    if entry.door_id is None:
        return buyer
    if entry.channel != PULLED_CHANNEL:
        unit.doors.open_again(entry.door_id)
    if entry.door_id != buyer.door_id:
        unit.buyers.is_at(buyer.id, entry.door_id)
    return replace(buyer, door_id=entry.door_id)


def _line(post: Post, button: StoredButton | None, entry: Entry, voice: Voice) -> NewLine:
    """The buyer's line as it stands in the conversation. A token is never shown: it may open something."""
    reference = entry.album or post.reference
    if post.button:
        return NewLine(Speaker.BUYER, button.label if button else post.text, reference=reference)
    if post.unreadable:
        label = voice.line(_LABELS[post.unreadable])
        return NewLine(Speaker.BUYER, f"{label}\n{post.text}" if post.text else label, reference=reference)
    return NewLine(Speaker.BUYER, post.text, reference=reference)


def _opened(unit: Unit, buyer: KnownBuyer, entry: Entry, now: datetime) -> StoredCase:
    """A new case. It is opened when it was written, not when it was worked: a stop of ours costs no buyer the time for claims."""
    stored = unit.cases.open(buyer.id, min(entry.received_at, now))
    unit.cases.note(stored.case.id, now, "buyer", [("opened", entry.channel)])
    came_for = unit.links.bound_to(buyer.id)
    if not came_for:
        return stored
    # What a link has proven once is not asked for again.
    order = unit.shop.order(came_for[0])
    proven = Fact("order", order.number, Verification.CONFIRMED, listen.BY_LINK, now)
    return replace(stored, case=replace(stored.case, order_id=order.id, order_number=order.number).knowing(proven))


def _first(unit: Unit, stored: StoredCase, buyer: KnownBuyer, entry: Entry, practice: Practice, now: datetime) -> Outcome:
    """What is said before anything else: welcome back, and sorry if it took long, once for all that waited."""
    first = flow.come_back(stored.case) if stored.case.ending is Ending.LAPSED else Outcome(stored.case)
    waited = now - entry.received_at > practice.sorry_after
    if not waited or stored.case.keeper is not Keeper.BOT or unit.transcript.spoke_since(buyer.id, entry.received_at):
        return first
    return first.after(Outcome(first.case, (Say((Sentence.of(script_doors.LATE),)),)))


def _event(
    unit: Unit,
    buyer: KnownBuyer,
    stored: StoredCase | None,
    post: Post,
    button: StoredButton | None,
    understood: Understanding,
    now: datetime,
) -> Event:
    if button:
        return Pressed(Choice(button.choice), button.argument, now)
    if post.command is Command.HUMAN:
        return Pressed(Choice.PERSON, "", now)
    if post.link:
        return _by_link(unit, buyer, post.link, now)
    if post.command is Command.START:
        return Said(Understanding("", greeting=True), now)
    if post.unreadable and not post.text:
        return CannotRead(post.unreadable, now)
    if post.drawn and stored and stored.case.step is Step.OFFER:
        # Whoever drew a sticker chose its emoji: it tells a mood, and is no explicit yes.
        understood = replace(understood, answer=Answer.NONE)
    if stored and (typed := _typed(unit, buyer, stored, post)):
        return Pressed(Choice(typed.choice), typed.argument, now)
    if understood.answer is Answer.YES and stored and post.answers:
        accepted = unit.transcript.accepted_by(buyer.id, post.answers)
        standing = stored.case.offer
        if accepted and standing and not accepted.startswith(f"{standing.version}:"):
            return Pressed(Choice.ACCEPT, accepted, now)  # a yes to an earlier offer is not one to this
    return Said(understood, now, pictures=len(post.pictures) + len(post.wanted), unread=post.unreadable)


def _perhaps(heard: Heard, seen: Seen, practice: Practice) -> str:
    """The language to offer beside the one that is spoken: the one that was left just now, or that the app would have, as that
    may have been a mistake; else what free words tell, and not the name of an article.
    """
    buyer = seen.buyer
    if buyer.language_chosen:
        return ""
    left = buyer.language or nearest(buyer.app_language, practice.spoken) or ""
    if left != heard.language and left in practice.spoken:
        return left
    return perhaps(heard, buyer.belief, practice.spoken) if seen.free else ""


def _typed(unit: Unit, buyer: KnownBuyer, stored: StoredCase, post: Post) -> StoredButton | None:
    """The button whose label was typed instead of pressed: word for word, but for capitals, accents and points."""
    if not 0 < len(post.text) <= _LONGEST_LABEL or post.drawn or post.unreadable or post.pictures or post.wanted:
        return None
    said = tokens_of(post.text).words
    pressable = unit.transcript.pressable(buyer.id, stored.case.id) if said else []
    of_the_case = (button for button in pressable if button.choice not in {Choice.LANGUAGE, Choice.COPY})
    return next((button for button in of_the_case if tokens_of(button.label).words == said), None)


def _by_link(unit: Unit, buyer: KnownBuyer, token: str, now: datetime) -> CameByLink:
    """The order that a link leads to: whoever comes first has it, and may come again."""
    link = unit.links.find(token)
    if link is None or link.order_id is None:
        return CameByLink(None, now)
    if not unit.links.bind(token, buyer.id, now) and link.buyer_id != buyer.id:
        return CameByLink(None, now)
    return CameByLink(unit.shop.order(link.order_id), now, elsewhere(unit, link.order_id, buyer.id, now))


def _edit(unit: Unit, buyer: KnownBuyer, stored: StoredCase | None, post: Post, now: datetime, practice: Practice) -> None:
    """A line is worded anew: what it said is kept, nothing is done a second time, and the buyer is told so."""
    line = unit.transcript.named(buyer.id, post.edits)
    if line is None or not post.text or line.text == post.text:
        return
    unit.transcript.edited(buyer.id, line, post.text, now)
    with_bot = stored is not None and stored.case.keeper is Keeper.BOT and not stored.case.ending
    if stored and with_bot and line.case_id == stored.case.id and not line.earlier:
        turn.speak(unit, buyer, stored.case.id, script_doors.EDITED, practice, now)


def _late_part(unit: Unit, buyer: KnownBuyer, post: Post, album: str, now: datetime) -> bool:
    """Whether this is a part of an album that was answered already: then it is put to it, and nothing more is said."""
    line = unit.transcript.named(buyer.id, album)
    if line is None:
        return False
    _put_pictures(unit, buyer.id, line.case_id, line.n, post, now)
    return True


def _put_pictures(unit: Unit, buyer_id: int, case_id: int | None, n: int, post: Post, now: datetime) -> None:
    """The pictures belong to that line; what the door still has is to be fetched."""
    for piece in unit.evidence.loose(buyer_id, list(post.pictures)) if post.pictures else ():
        unit.evidence.put_to(piece.id, n, case_id)
    there = {piece.source for piece in unit.evidence.of_lines(buyer_id, n - 1) if piece.n == n} if post.wanted else set()
    for source in (one for one in post.wanted if one not in there):
        piece_id = unit.evidence.want(buyer_id, case_id, n, source, now)
        unit.due.put("fetch", f"fetch:{piece_id}", case_id, now, subject=piece_id)


def _late_press(
    unit: Unit, buyer: KnownBuyer, stored: StoredCase | None, line: NewLine, now: datetime, practice: Practice
) -> None:
    """A button of a matter that is over: it does nothing, and the buyer is told so, unless a person is talking to them."""
    if stored is not None and stored.case.keeper is not Keeper.BOT:
        unit.buyers.counted(buyer.id, unit.transcript.add(buyer.id, stored.case.id, buyer.last_n, [line], now, buyer.door_id))
        return
    turn.speak(unit, buyer, None, script_people.CLOSE_OVER, practice, now, before=(line,))
