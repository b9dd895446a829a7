"""What a buyer may ask beside a complaint: what this is, in which language, how their cases stand."""

from collections.abc import Sequence
from datetime import datetime

from bot.complaint import turn
from bot.complaint.event import Choice
from bot.complaint.post import Command, Post
from bot.complaint.practice import Practice
from bot.language import script_asides
from bot.language.catalogue import locale_of, nearest
from bot.language.line import Code, Line
from bot.language.speech import Voice
from bot.language.understand import Asked
from bot.memory.buyers import KnownBuyer
from bot.memory.cases import StoredCase
from bot.memory.store import Unit
from bot.memory.transcript import NewLine, StoredButton
from bot.terms import Keeper, Speaker

_CASES_SHOWN = 8


def answered(
    unit: Unit,
    buyer: KnownBuyer,
    stored: StoredCase | None,
    post: Post,
    button: StoredButton | None,
    line: NewLine,
    practice: Practice,
    now: datetime,
) -> bool:
    """Whether this was asked beside the complaint, and is answered. Nothing is answered while a person has the case."""
    choice = button.choice if button else ""
    if choice == Choice.COPY:
        return True  # copied on the buyer's side: there is nothing to it for us
    language = _language_wanted(post, button, practice)
    if language:
        unit.buyers.speaks(buyer.id, language, chosen=True, belief=buyer.belief)
        spoken: Sequence[NewLine] = [_said(Voice(language, turn.zone_of(buyer, practice)), script_asides.LANGUAGE_CHANGED)]
    else:
        spoken = _spoken(unit, buyer, post, practice)
    if not spoken:
        return False
    with_person = stored is not None and stored.case.keeper is not Keeper.BOT
    lines = [line] if with_person else [line, *spoken]
    case_id = stored.case.id if stored and not stored.case.ending else None
    unit.buyers.counted(buyer.id, unit.transcript.add(buyer.id, case_id, buyer.last_n, lines, now, buyer.door_id))
    return True


def _language_wanted(post: Post, button: StoredButton | None, practice: Practice) -> str:
    """The language that was pressed, or named with the command; "" if there is none, or it is not spoken here."""
    if button and button.choice == Choice.LANGUAGE:
        return nearest(button.argument, practice.spoken) or ""
    named = post.text.partition(" ")[2].strip() if post.command is Command.LANGUAGE else ""
    return nearest(named, practice.spoken) or "" if named else ""


def _spoken(unit: Unit, buyer: KnownBuyer, post: Post, practice: Practice) -> Sequence[NewLine]:
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
            return [_cases(unit.cases.of_buyer(buyer.id, _CASES_SHOWN), voice, practice)]
        case _:
            return []


def _said(voice: Voice, line: Line) -> NewLine:
    return NewLine(Speaker.BOT, voice.line(line), keys=(line.key,))


def _which_language(voice: Voice, n: int, practice: Practice) -> NewLine:
    """The question with every language by its own name."""
    buttons = tuple(
        StoredButton(turn.token(n), locale_of(one).get_display_name(one) or one, Choice.LANGUAGE, one) for one in practice.spoken
    )
    said = _said(voice, script_asides.LANGUAGE_WHICH)
    return NewLine(Speaker.BOT, said.text, keys=said.keys, buttons=buttons)


def _cases(cases: Sequence[StoredCase], voice: Voice, practice: Practice) -> NewLine:
    """Every case of the buyer with its number and true state, newest first."""
    if not cases:
        return _said(voice, script_asides.CASES_NONE)
    lines = [_state(stored) for stored in cases]
    told = [
        voice.line(line, case=Code(str(stored.case.id)), day=stored.case.opened_at.astimezone(practice.zone).date())
        for line, stored in zip(lines, cases, strict=True)
    ]
    return NewLine(Speaker.BOT, "\n".join(told), keys=tuple(line.key for line in lines))


def _state(stored: StoredCase) -> Line:
    case = stored.case
    if case.keeper is not Keeper.BOT:
        return script_asides.CASE_WITH_PERSON
    if case.ending:
        return script_asides.CASE_CLOSED
    if case.told:
        return script_asides.CASE_DONE
    waits_for_buyer = case.asked is not Asked.NOTHING
    return script_asides.CASE_WITH_YOU if waits_for_buyer else script_asides.CASE_WITH_US
