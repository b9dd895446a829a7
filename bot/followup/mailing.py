"""Writing to a buyer who has left the page: when they agreed, until they don't, and no line in two letters if it can be helped.

    expect -> begin -> (the letter is sent, outside any transaction) -> settle

The row that is due is the schedule: whatever is said or written moves it on, and when its time comes it is looked at whether
anything still waits unread. A crash between sending and settling, or an answer that was lost, costs one repeated letter.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.errors import NotNow
from bot.followup.letters import ByMail, masked, without_codes, writable
from bot.language import script_mail
from bot.language.catalogue import locale_of
from bot.language.line import Code
from bot.language.speech import Voice
from bot.memory.buyers import KnownBuyer
from bot.memory.due import DueThing
from bot.memory.store import Unit
from bot.memory.tables import LineState, LinkKind
from bot.memory.transcript import PULLED_CHANNEL, WrittenLine
from bot.ports import Letter, Passage, Posting, PostState
from bot.terms import Speaker

log = structlog.get_logger(__name__)

__all__ = [
    "KINDS",
    "ByMail",
    "Consent",
    "LetterDue",
    "Stopping",
    "agree",
    "begin",
    "caught_up",
    "consent_of",
    "expect",
    "key_of",
    "settle",
    "stop",
    "stop_by_link",
    "stopping",
]

_FIRST, _AGAIN = "mail", "mail_again"
KINDS = (_FIRST, _AGAIN)
"""The kinds of row: a letter to write, and one to write once more since nobody can tell whether it arrived."""

_WHO = "mail"
_ONCE_MORE = timedelta(minutes=5)  # by then whatever lost the answer has mostly passed
_STOP_WORKS_FOR = timedelta(days=5 * 365)  # a letter is found again years later, and can still be its last


@dataclass(frozen=True, slots=True)
class Consent:
    """The address a buyer can be written to, masked, and whether they agreed to it."""

    address: str
    agreed: bool


@dataclass(frozen=True, slots=True)
class LetterDue:
    """A letter that is to be sent now; `through` is the newest line in it."""

    buyer_id: int
    through: int
    letter: Letter


def consent_of(unit: Unit, buyer_id: int) -> Consent | None:
    """How it stands with a buyer's address. None if none is known: it is only ever that of an order they have proven."""
    buyer = unit.buyers.load(buyer_id)
    address = buyer.mail or _address_of(unit, buyer_id)
    return Consent(masked(address), bool(buyer.mail)) if address else None


def agree(unit: Unit, buyer_id: int, by_mail: ByMail, now: datetime) -> Consent:
    """The buyer agrees to be written to at the address of their order. Raises NotNow where none is known."""
    buyer = unit.buyers.load(buyer_id, lock=True)
    address = buyer.mail or _address_of(unit, buyer_id)
    if not address:
        raise NotNow("No address is known to write to. It comes with the order, once that is proven.")
    if not buyer.mail:
        unit.buyers.may_be_written_to(buyer_id, address, now)
        _note(unit, buyer_id, now, "buyer", "agreed to mails")
        expect(unit, unit.buyers.load(buyer_id), by_mail, now)
    return Consent(masked(address), agreed=True)


def stop(unit: Unit, buyer_id: int, now: datetime) -> Consent | None:
    """The buyer is not written to any more."""
    buyer = unit.buyers.load(buyer_id, lock=True)
    if buyer.mail:
        _withdraw(unit, buyer_id, now, "buyer", "the buyer does not want them")
        unit.due.cancel(key_of(buyer_id), now, "no mails are wanted")
    return consent_of(unit, buyer_id)


@dataclass(frozen=True, slots=True)
class Stopping:
    """Whose letters a link stops: the language to say it in, and the address, masked; empty if they are stopped already."""

    buyer_id: int
    language: str
    address: str


def stopping(unit: Unit, token: str, now: datetime) -> Stopping | None:
    """What the link at the end of a letter would stop; None if it is none, or over."""
    link = unit.links.find(token)
    if link is None or link.kind is not LinkKind.STOP or link.buyer_id is None or link.expires_at <= now:
        return None
    buyer = unit.buyers.load(link.buyer_id)
    return Stopping(buyer.id, buyer.language, masked(buyer.mail) if buyer.mail else "")


def stop_by_link(unit: Unit, token: str, now: datetime) -> Stopping | None:
    """Stop the letters at whose end this link stands; None, and nothing stopped, if it is none, or over."""
    found = stopping(unit, token, now)
    if found:
        stop(unit, found.buyer_id, now)
    return found


def key_of(buyer_id: int) -> str:
    """The name of the one row by which a buyer is written to."""
    return f"mail:{buyer_id}"


def expect(unit: Unit, buyer: KnownBuyer, by_mail: ByMail, now: datetime) -> None:
    """Something was said in the conversation: unless it is read by then, a letter follows when it has been quiet for a while."""
    if buyer.mail:
        unit.due.put(_FIRST, key_of(buyer.id), None, now + by_mail.after, buyer.id)


def caught_up(unit: Unit, buyer_id: int, through: int, now: datetime) -> None:
    """The buyer's side has the lines up to that number: if those are all, there is nothing to write about."""
    buyer = unit.buyers.load(buyer_id)
    if buyer.mail and through >= buyer.last_n:
        unit.due.cancel(key_of(buyer_id), now, "it has been read")


def begin(unit: Unit, thing: DueThing, by_mail: ByMail, now: datetime) -> LetterDue | None:
    """The letter that is to be sent, with a fresh link back in it. None if there is nothing to write, or not any more."""
    assert thing.subject is not None  # noqa: S101  a letter is always to a buyer
    buyer = unit.buyers.load(thing.subject, lock=True)
    if not unit.due.holds(thing):
        return None
    lines = _unread(unit, buyer) if buyer.mail else []
    if not lines:
        unit.due.done(thing.id, now, "it has been read" if buyer.mail else "no mails are wanted")
        return None
    until = now + by_mail.link_for
    back = unit.links.back(buyer.id, now, until)
    stop_link = unit.links.to_stop(buyer.id, now, now + _STOP_WORKS_FOR)
    voice = Voice(buyer.language, by_mail.zone)
    stored = unit.cases.in_hand(buyer.id)
    assert stored is not None  # noqa: S101  the address is that of a case's order
    passages = tuple(_passage(line, voice, by_mail.shop) for line in lines)
    hidden = any(passage.text != line.text for passage, line in zip(passages, lines, strict=True))
    hint = voice.line(script_mail.MAIL_HINT, until=until.astimezone(by_mail.zone).date())
    letter = Letter(
        name=f"{unit.state.shop_id()}-{buyer.id}-{lines[-1].n}",
        to=buyer.mail,
        written_at=now,
        language=buyer.language,
        right_to_left=locale_of(buyer.language).text_direction == "rtl",
        subject=voice.line(script_mail.MAIL_SUBJECT, shop=by_mail.shop, case=Code(str(stored.case.id))),
        intro=voice.line(script_mail.MAIL_INTRO),
        passages=passages,
        open_label=voice.line(script_mail.MAIL_OPEN),
        open_url=f"{by_mail.page}/?link={back}",
        hints=(voice.line(script_mail.MAIL_CODE), hint) if hidden else (hint,),
        why=voice.line(script_mail.MAIL_WHY, shop=by_mail.shop),
        stop_label=voice.line(script_mail.MAIL_STOP),
        stop_url=f"{by_mail.page}/mail/stop/{stop_link}",
    )
    return LetterDue(buyer.id, lines[-1].n, letter)


def settle(unit: Unit, thing: DueThing, sent: LetterDue, answer: Posting, now: datetime) -> None:
    """Write down what became of a letter. What was said meanwhile has moved the row on, and is for another letter."""
    buyer = unit.buyers.load(sent.buyer_id, lock=True)
    holds = unit.due.holds(thing)
    match answer.state:
        case PostState.UNKNOWN if thing.kind == _FIRST:
            if holds:
                unit.due.put(_AGAIN, key_of(buyer.id), None, now + _ONCE_MORE, buyer.id)
        case PostState.SENT | PostState.UNKNOWN:
            # Asked twice and told nothing: a third copy would be a nuisance, and the lines wait on the page as ever.
            unit.buyers.mailed(buyer.id, sent.through)
            perhaps = "" if answer.state is PostState.SENT else ", perhaps: no answer came, twice"
            _note(unit, buyer.id, now, _WHO, "mailed", f"up to line {sent.through}{perhaps}")
            if holds:
                unit.due.done(thing.id, now)
        case PostState.REFUSED:
            if buyer.mail == sent.letter.to:
                _withdraw(unit, buyer.id, now, _WHO, f"the address takes none: {answer.reason}")
                log.warning("a buyer's address takes no mail", buyer=buyer.id, answer=answer.reason)
            unit.due.cancel(key_of(buyer.id), now, f"the address takes none: {answer.reason}")
        case PostState.NOT_NOW:
            if holds:
                unit.due.failed(thing, now, answer.reason)


def _address_of(unit: Unit, buyer_id: int) -> str:
    """The address of the order that the buyer has proven in their newest case, if it can be written to."""
    stored = unit.cases.newest_of(buyer_id)
    if stored is None or not stored.case.order_id:
        return ""
    address = unit.shop.order(stored.case.order_id).email.strip()
    return address if writable(address) else ""


def _unread(unit: Unit, buyer: KnownBuyer) -> list[WrittenLine]:
    """What we said on the page and the buyer has read neither there nor in a letter."""
    if buyer.door_id is None or unit.doors.load(buyer.door_id).channel != PULLED_CHANNEL:
        return []
    later = unit.transcript.after(buyer.id, max(buyer.seen_n, buyer.mailed_n))
    return [line for line in later if line.speaker is not Speaker.BUYER and line.state is LineState.QUEUED]


def _passage(line: WrittenLine, voice: Voice, shop: str) -> Passage:
    by = voice.line(script_mail.MAIL_PERSON, person=line.author, shop=shop) if line.speaker is Speaker.PERSON else ""
    return Passage(by, without_codes(line.text))


def _withdraw(unit: Unit, buyer_id: int, now: datetime, who: str, why: str) -> None:
    unit.buyers.may_be_written_to(buyer_id, "", None)
    _note(unit, buyer_id, now, who, "mails stopped", why)


def _note(unit: Unit, buyer_id: int, now: datetime, who: str, what: str, detail: str = "") -> None:
    """Put it on record in the buyer's newest case; an address never is."""
    stored = unit.cases.newest_of(buyer_id)
    if stored:
        unit.cases.note(stored.case.id, now, who, [(what, detail)])
