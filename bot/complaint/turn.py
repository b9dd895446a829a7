"""One turn of a case: an event goes in, and all that follows from it is written in the same transaction."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from secrets import token_urlsafe
from zoneinfo import ZoneInfo

import structlog

from bot.complaint import alarm, execute, flow, handover, joining, records
from bot.complaint.case import Case, Ending
from bot.complaint.event import (
    Choice,
    ClosedByPerson,
    Event,
    FactSet,
    GoodsBack,
    HandedBack,
    Joined,
    RemedySettled,
    ReviewStage,
    Said,
)
from bot.complaint.outcome import Note, Outcome, Say, Shown
from bot.complaint.practice import Practice
from bot.followup import mailing, progress
from bot.followup.timing import civil, remind_review_at, review_at
from bot.followup.zones import zone_of_country
from bot.language import script_asides
from bot.language.line import Line, Value
from bot.language.speech import Voice
from bot.memory.buyers import KnownBuyer
from bot.memory.cases import StoredCase
from bot.memory.store import Unit
from bot.memory.transcript import Card, NewLine, StoredButton
from bot.remedy.tasks import exchange_instead
from bot.terms import Cause, Keeper, Speaker

log = structlog.get_logger(__name__)


TELL = "tell"
"""The kind of the row by which a buyer is told what became of a case while a person talked with them about another."""

_MAY_BE_QUIET = (RemedySettled, GoodsBack, HandedBack, ClosedByPerson, FactSet)


class CaseMoved(Exception):
    """The case changed between reading and writing: the turn is to be taken again, from the reading on."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What a turn came to, for whoever has to be told."""

    case_id: int
    buyer_id: int
    handed_over: bool  # a person is waited for since this turn


def take(
    unit: Unit,
    stored: StoredCase,
    buyer: KnownBuyer,
    event: Event,
    practice: Practice,
    *,
    language: str,
    who: str,
    spoken_before: tuple[NewLine, ...] = (),
    first: Outcome | None = None,
    perhaps: str = "",
) -> Turn:
    """Take the case one event further and write down everything that follows.

    `spoken_before` are the lines that brought the event about: the buyer's own, or those of a person; `first` is
    what came of the case before the event. Another language that the buyer may speak, `perhaps`, is put to them in one button.
    The buyer must be locked. Raises CaseMoved if somebody else was faster.
    """
    quiet = isinstance(event, _MAY_BE_QUIET) and joining.with_a_person(unit, buyer.id, but=stored.case.id) is not None
    if quiet:
        event = _quiet(event)
    outcome = _all_that_follows(unit, first or Outcome(stored.case), event, buyer.id, practice)
    if quiet:
        outcome = replace(outcome, says=())
    case = outcome.case
    if not unit.cases.save(stored, case, event.at):
        raise CaseMoved
    zone = _zone_in(unit, case, buyer, practice)
    voice = Voice(language, zone)
    said = _spoken(outcome.says, voice, buyer.last_n + len(spoken_before))
    if said and perhaps:
        said[-1] = with_language(said[-1], perhaps, buyer.last_n + len(spoken_before) + len(said))
    lines = (*spoken_before, *said)
    last_n = unit.transcript.add(buyer.id, case.id, buyer.last_n, lines, event.at, buyer.door_id)
    unit.buyers.counted(buyer.id, last_n)
    if practice.by_mail:
        mailing.expect(unit, buyer, practice.by_mail, event.at)
    unit.cases.note(case.id, event.at, who, [(note.what, note.detail) for note in outcome.notes])
    _watch_silence(unit, outcome, event.at, practice, zone)
    progress.watch(unit, stored.case, case, event.at, zone, told=bool(said))
    _plan(unit, outcome, buyer, event, practice)
    if handover.exchanges(case) and not handover.exchanges(stored.case):
        exchange_instead(unit, case.id, event.at)
    if quiet and case.keeper is not Keeper.PERSON and execute.kept_back(case):
        unit.due.put(TELL, tell_key(case.id), case.id, event.at)
    if case.joined_to:
        return _go_on_there(unit, case.joined_to, replace(buyer, last_n=last_n), event.at, practice, language=language, who=who)
    if case.cause is Cause.SAFETY and _tells_more(case, stored.case):
        log.warning("safety case", case=case.id)
        alarm.raise_alarms(unit, case, practice, event.at)
    handed_over = case.keeper is Keeper.WAITING and stored.case.keeper is Keeper.BOT
    return Turn(case.id, buyer.id, handed_over)


def speak(
    unit: Unit,
    buyer: KnownBuyer,
    case_id: int | None,
    line: Line,
    practice: Practice,
    at: datetime,
    before: tuple[NewLine, ...] = (),
    **values: Value,
) -> None:
    """Say one line that is no step of a case; a letter follows it as any. The buyer must be locked."""
    said = NewLine(Speaker.BOT, voice_of(buyer, practice).line(line, **values), keys=(line.key,))
    unit.buyers.counted(buyer.id, unit.transcript.add(buyer.id, case_id, buyer.last_n, [*before, said], at, buyer.door_id))
    if practice.by_mail:
        mailing.expect(unit, buyer, practice.by_mail, at)


def with_language(line: NewLine, language: str, n: int) -> NewLine:
    """The line, which will have this number, with a button by which that language is spoken from now on. It says so itself."""
    label = Voice(language, UTC).line(script_asides.BUTTON_THIS_LANGUAGE)
    return replace(line, buttons=(*line.buttons, StoredButton(token(n), label, Choice.LANGUAGE, language)))


def voice_of(buyer: KnownBuyer, practice: Practice) -> Voice:
    """How we speak to this buyer."""
    return Voice(buyer.language, zone_of(buyer, practice))


def token(n: int) -> str:
    """A new token for a button of the line with this number. It names its line and tells nobody else anything."""
    return f"{n}-{token_urlsafe(12)}"


def zone_of(buyer: KnownBuyer, practice: Practice) -> ZoneInfo:
    """The zone in which the buyer reads a clock: what their side said, else the shop's."""
    return ZoneInfo(buyer.time_zone) if buyer.time_zone else practice.zone


def _zone_in(unit: Unit, case: Case, buyer: KnownBuyer, practice: Practice) -> ZoneInfo:
    """As `zone_of`; but where their side says nothing, as no chat does, a proven order tells by its country."""
    if buyer.time_zone or not case.order_id:
        return zone_of(buyer, practice)
    return zone_of_country(unit.shop.order(case.order_id).country) or practice.zone


def _go_on_there(
    unit: Unit, case_id: int, buyer: KnownBuyer, at: datetime, practice: Practice, *, language: str, who: str
) -> Turn:
    """The conversation is joined to another about the same order, and goes on in that case, here at the buyer's door."""
    one, there = joining.join(unit, replace(buyer, language=language), case_id, at)
    first = flow.come_back(there.case) if there.case.ending is Ending.LAPSED else None
    return take(unit, there, one, Joined(at), practice, language=language, who=who, first=first)


def _tells_more(now: Case, before: Case) -> bool:
    """Whether it is danger since this turn, or known since then by which order or article."""
    known = [(case.order_id, case.order_number, case.article) for case in (now, before)]
    return before.cause is not Cause.SAFETY or known[0] != known[1]


def _quiet(event: Event) -> Event:
    """The event as it is while a person talks with the buyer about another case: what follows from it is told afterwards."""
    return replace(event, quiet=True) if isinstance(event, _MAY_BE_QUIET) else event


def _all_that_follows(unit: Unit, first: Outcome, event: Event, buyer_id: int, practice: Practice) -> Outcome:
    """Take the step, and every further step that the records' answers bring with them."""
    outcome = _stepped(first, event, practice)
    while outcome.needs:
        answered = records.answer(unit, outcome.needs, outcome.case, buyer_id, practice, event.at)
        outcome = _stepped(outcome, answered, practice)
    if not outcome.agreed:
        return outcome
    refused = records.take_down(unit, outcome.case, buyer_id, practice, event.at)
    return execute.cannot(first.case, event.at, practice, refused).after(first) if refused else outcome


def _stepped(before: Outcome, event: Event, practice: Practice) -> Outcome:
    """One step more, with a note of it when it led on: the record shows each step entered, also those left in the same turn."""
    outcome = flow.step(before.case, event, practice).after(before)
    if outcome.case.step is before.case.step:
        return outcome
    return replace(outcome, notes=(*outcome.notes, Note("step", f"{before.case.step} -> {outcome.case.step}")))


def _spoken(says: tuple[Say, ...], voice: Voice, last_n: int) -> list[NewLine]:
    """The messages in the buyer's language."""
    return [
        NewLine(
            speaker=Speaker.BOT,
            text=voice.say_all(say.sentences),
            keys=tuple(sentence.line.key for sentence in say.sentences),
            buttons=tuple(
                StoredButton(token(n), voice.say(button.label), button.choice, button.argument) for button in say.buttons
            ),
            card=_card(say.shown, voice) if say.shown else None,
        )
        for n, say in enumerate(says, last_n + 1)
    ]


def _card(shown: Shown, voice: Voice) -> Card:
    """What stands out, in the buyer's language and formats."""
    return Card(
        kind=shown.kind,
        headline=voice.spoken(shown.headline) if shown.headline is not None else "",
        code=shown.code,
        note=voice.say(shown.note) if shown.note else "",
    )


def _watch_silence(unit: Unit, outcome: Outcome, at: datetime, practice: Practice, zone: ZoneInfo) -> None:
    """Where a question stands, silence will be noticed; where none does, it is not waited for."""
    key = silence_key(outcome.case.id)
    if outcome.wait_for_reply:
        unit.due.put("remind", key, outcome.case.id, civil(at + practice.remind_after, zone))
    elif outcome.let_be:
        unit.due.put("lapse", key, outcome.case.id, civil(at + practice.lapse_after, zone))
    else:
        unit.due.cancel(key, at, "nothing is asked")


def _plan(unit: Unit, outcome: Outcome, buyer: KnownBuyer, event: Event, practice: Practice) -> None:
    """What is to happen next by itself: a promise is carried out, a buyer is asked how it was, or is not any more."""
    case, key = outcome.case, review_key(outcome.case.id)
    if outcome.graded:
        unit.grades.add(case.id, buyer.id, outcome.graded, event.understood.text if isinstance(event, Said) else "", event.at)
    if outcome.agreed:
        unit.due.put("pay", pay_key(case.id), case.id, event.at)
    if outcome.look_up:
        unit.due.put("look_up", look_up_key(case.id), case.id, event.at)
    if outcome.review:
        zone = review_zone(unit, case, buyer, practice)
        when = _REVIEW_HOUR[outcome.review]
        unit.due.put(f"review_{outcome.review}", key, case.id, when(event.at, zone))
    elif case.keeper is not Keeper.BOT or case.ending:
        unit.due.cancel(key, event.at, "a person has the case" if case.keeper is not Keeper.BOT else "the case is closed")


def review_zone(unit: Unit, case: Case, buyer: KnownBuyer, practice: Practice) -> ZoneInfo:
    """Where the buyer's day is when we write first: the order's country, else what their side said, else the shop's zone."""
    if not case.order_id:
        return zone_of(buyer, practice)
    return zone_of_country(unit.shop.order(case.order_id).country, buyer.time_zone) or zone_of(buyer, practice)


_REVIEW_HOUR = {
    ReviewStage.ASK: review_at,
    ReviewStage.REMIND: remind_review_at,
    ReviewStage.LET_BE: remind_review_at,
}


def pay_key(case_id: int) -> str:
    """The name of the one row by which a case's remedy is carried out."""
    return f"pay:{case_id}"


def review_key(case_id: int) -> str:
    """The name of the one row by which a buyer is asked how it was."""
    return f"review:{case_id}"


def look_up_key(case_id: int) -> str:
    """The name of the one row by which somebody outside is asked about a case."""
    return f"look_up:{case_id}"


def tell_key(case_id: int) -> str:
    """The name of the one row by which a buyer is told what was held back."""
    return f"tell:{case_id}"


def silence_key(case_id: int) -> str:
    """The name of the one row that waits for a buyer's answer."""
    return f"silence:{case_id}"


def lapse_at(reminded: datetime, practice: Practice, zone: ZoneInfo) -> datetime:
    """When a reminded buyer is let be."""
    wait: timedelta = practice.lapse_after - practice.remind_after
    return civil(reminded + wait, zone)
