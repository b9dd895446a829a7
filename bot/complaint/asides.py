"""What a buyer may ask beside a complaint: what this is, in which language, how their cases stand."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.complaint import gathering, proofs, turn, waiting
from bot.complaint.case import Case
from bot.complaint.event import Choice, Joined
from bot.complaint.post import Command, Post
from bot.complaint.practice import Practice
from bot.language import script_asides, script_done
from bot.language.catalogue import locale_of, nearest
from bot.language.line import Code, Line, Sentence, Value
from bot.language.speaking import language_asked_for
from bot.language.speech import Voice
from bot.language.understand import Asked, Understanding
from bot.memory.buyers import KnownBuyer
from bot.memory.cases import StoredCase
from bot.memory.store import Unit
from bot.memory.transcript import NewLine, StoredButton
from bot.remedy import earning
from bot.remedy.calendar import quarter_end
from bot.terms import Keeper, Question, Speaker, Step

_CASES_SHOWN = 8


def answered(
    unit: Unit,
    buyer: KnownBuyer,
    stored: StoredCase | None,
    post: Post,
    button: StoredButton | None,
    understood: Understanding,
    line: NewLine,
    practice: Practice,
    now: datetime,
) -> bool:
    """Whether this was asked beside the complaint, and is answered. Nothing is answered while a person has the case."""
    choice = button.choice if button else ""
    if choice == Choice.COPY:
        return True  # copied on the buyer's side: there is nothing to it for us
    language = _language_wanted(post, button, practice) or _language_asked_for(post, buyer, stored, practice)
    if language:
        unit.buyers.speaks(buyer.id, language, chosen=True, belief=buyer.belief)
        spoken: Sequence[NewLine] = [_said(Voice(language, turn.zone_of(buyer, practice)), script_asides.LANGUAGE_CHANGED)]
    else:
        spoken = _spoken(unit, buyer, post, practice, now) or _asked_in_words(unit, buyer, stored, understood, practice, now)
    if not spoken:
        return False
    with_person = stored is not None and stored.case.keeper is Keeper.PERSON
    lines = [line] if with_person else [line, *spoken]
    case_id = stored.case.id if stored and (with_person or not stored.case.ending) else None
    last_n = unit.transcript.add(buyer.id, case_id, buyer.last_n, lines, now, buyer.door_id)
    unit.buyers.counted(buyer.id, last_n)
    if language and stored and not stored.case.ending and stored.case.keeper is Keeper.BOT:
        # What is open was asked in a language they may not read.
        one = replace(buyer, language=language, last_n=last_n)
        turn.take(unit, stored, one, Joined(now), practice, language=language, who="buyer")
    return True


def _language_wanted(post: Post, button: StoredButton | None, practice: Practice) -> str:
    """The language that was pressed, or named with the command; "" if there is none, or it is not spoken here."""
    if button and button.choice == Choice.LANGUAGE:
        return nearest(button.argument, practice.spoken) or ""
    named = post.text.partition(" ")[2].strip() if post.command is Command.LANGUAGE else ""
    return nearest(named, practice.spoken) or "" if named else ""


def _language_asked_for(post: Post, buyer: KnownBuyer, stored: StoredCase | None, practice: Practice) -> str:
    """The language asked for in so many words. Its bare name is rather an answer where something about the goods is asked."""
    if post.button or post.command or post.link or post.pictures or post.wanted or post.unreadable:
        return ""
    about_goods = stored is not None and stored.case.asked in gathering.QUESTIONS
    named = language_asked_for(post.text, buyer.language, by_name=not about_goods)
    return nearest(named, practice.spoken) or "" if named else ""


def _spoken(unit: Unit, buyer: KnownBuyer, post: Post, practice: Practice, now: datetime) -> Sequence[NewLine]:
    voice = turn.voice_of(buyer, practice)
    match post.command:
        case Command.HELP:
            return [_said(voice, script_asides.HELP)]
        case Command.PRIVACY:
            address = Code(practice.privacy_url)
            return [NewLine(Speaker.BOT, voice.line(script_asides.PRIVACY, address=address), keys=(script_asides.PRIVACY.key,))]
        case Command.LANGUAGE:
            return [_which_language(voice, buyer.last_n + 2, practice)]
        case Command.MYCASES:
            cases = _cases(unit.cases.of_buyer(buyer.id, _CASES_SHOWN), voice, practice, now)
            return [cases, *_points(unit, buyer, voice, practice, now)]
        case _:
            return []


def _asked_in_words(
    unit: Unit, buyer: KnownBuyer, stored: StoredCase | None, understood: Understanding, practice: Practice, now: datetime
) -> Sequence[NewLine]:
    """How their cases stand, to whoever asks for it in so many words; whoever has none may be asking for a phone case."""
    if understood.asking.question is not Question.CASE or not understood.asking.plainly:
        return []
    if stored is not None and stored.case.keeper is not Keeper.BOT:
        return []
    cases = unit.cases.of_buyer(buyer.id, _CASES_SHOWN)
    voice = turn.voice_of(buyer, practice)
    return [_cases(cases, voice, practice, now), *_points(unit, buyer, voice, practice, now)] if cases else []


def _points(unit: Unit, buyer: KnownBuyer, voice: Voice, practice: Practice, now: datetime) -> list[NewLine]:
    """How many points they have, to whoever was given some."""
    if unit.points.balance(buyer.id) <= 0:
        return []
    points, day = earning.balance(unit, buyer.id, practice, now), quarter_end(now, practice.zone).astimezone(practice.zone).date()
    line = script_done.POINTS_BALANCE
    return [NewLine(Speaker.BOT, voice.line(line, points=points, day=day), keys=(line.key,))]


def _said(voice: Voice, line: Line) -> NewLine:
    return NewLine(Speaker.BOT, voice.line(line), keys=(line.key,))


def _which_language(voice: Voice, n: int, practice: Practice) -> NewLine:
    """The question with every language by its own name."""
    buttons = tuple(
        StoredButton(turn.token(n), locale_of(one).get_display_name(one) or one, Choice.LANGUAGE, one) for one in practice.spoken
    )
    said = _said(voice, script_asides.LANGUAGE_WHICH)
    return NewLine(Speaker.BOT, said.text, keys=said.keys, buttons=buttons)


def _cases(cases: Sequence[StoredCase], voice: Voice, practice: Practice, now: datetime) -> NewLine:
    """Every case of the buyer with its number and true state, newest first."""
    if not cases:
        return _said(voice, script_asides.CASES_NONE)
    told = [_state(stored.case, practice, now) for stored in cases]
    return NewLine(Speaker.BOT, "\n".join(map(voice.say, told)), keys=tuple(sentence.line.key for sentence in told))


def _state(case: Case, practice: Practice, now: datetime) -> Sentence:
    """How a case stands: what it waits for, and by when, as far as somebody was told and it is not past."""
    if case.keeper is Keeper.WAITING and case.promised_by and case.promised_by < now:
        return waiting.how_it_waits(case, now)
    line = _line_of(case)
    values: dict[str, Value] = {"case": Code(str(case.id)), "day": case.opened_at.astimezone(practice.zone).date()}
    if case.promised_by:
        values["when"] = case.promised_by
    return Sentence.of(line, **{name: values[name] for name in line.samples})


def _line_of(case: Case) -> Line:
    promised = case.promised_by is not None
    if case.keeper is Keeper.WAITING and promised:
        return script_asides.CASE_WAITS_PERSON
    if case.keeper is not Keeper.BOT:
        return script_asides.CASE_WITH_PERSON
    if case.ending:
        return script_asides.CASE_CLOSED
    if case.told:
        return script_asides.CASE_CARRIED_OUT if proofs.awaits_goods(case) else script_asides.CASE_DONE
    if case.step is Step.EXECUTE:
        return script_asides.CASE_CARRIED_OUT
    if case.step is Step.OFFER and case.asked is Asked.NOTHING and promised:
        return script_asides.CASE_WAITS_APPROVAL
    return _WAITS_FOR.get(case.asked, script_asides.CASE_WITH_YOU)


_WAITS_FOR: Mapping[Asked, Line] = {
    Asked.NOTHING: script_asides.CASE_WITH_US,
    Asked.ORDER: script_asides.CASE_WANTS_ORDER,
    Asked.PROOF: script_asides.CASE_WANTS_PROOF,
    Asked.PHOTO: script_asides.CASE_WANTS_PHOTO,
    Asked.OFFER: script_asides.CASE_WANTS_YES,
}
