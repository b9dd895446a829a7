"""First step: at once, personally, with sympathy for what happened. Fault is owned in *explain*, and only when confirmed."""

import re
from dataclasses import replace
from datetime import datetime

from bot.complaint import listen
from bot.complaint.case import Case
from bot.complaint.event import CameByLink, Pressed, Said
from bot.complaint.outcome import Outcome, Say
from bot.complaint.practice import Practice
from bot.language import script, script_causes
from bot.language.line import Code, Sentence
from bot.language.understand import Understanding
from bot.terms import Cause, Step

_SHOUT, _NEARLY_ALL = 12, 0.8  # so many letters, and so much of them in capitals: "WHERE IS MY ORDER", and not "USB-C"
_WITHOUT_CODES = re.compile(r"\S*[\d@]\S*")
_MARKS = re.compile("[!！]{3}")


def open_case(case: Case, event: Said | Pressed, practice: Practice) -> Outcome:
    """Answer the first message: sympathy, who is speaking, how to reach a person; then go straight on to listen."""
    cause = listen.cause_of(event.understood, practice) if isinstance(event, Said) else None
    danger = isinstance(event, Said) and event.understood.safety
    opened = replace(case, step=Step.LISTEN, consoled=cause in script.SYMPATHY or cause is Cause.RETURN_REQUEST)
    who = Sentence.of(script.APOLOGIZE_WHO_I_AM, shop=practice.shop)
    privacy = Sentence.of(script.APOLOGIZE_PRIVACY, address=Code(practice.privacy_url))
    # Danger has its own first words, said where a person is called.
    upset = isinstance(event, Said) and _is_upset(event.understood)
    dead = isinstance(event, Said) and event.understood.defect and cause is Cause.NOT_AS_DESCRIBED
    greeting = () if danger else (_greeting(cause, event.at, upset=upset, dead=dead),)
    hello = Outcome(opened, (Say((*greeting, who, privacy)),))
    followed = listen.heard(opened, event, practice) if isinstance(event, Said) else listen.pressed(opened, event, practice)
    if danger:
        return replace(followed, says=followed.says + hello.says)
    return followed.after(hello)


def greet(case: Case, practice: Practice) -> Outcome:
    """Answer somebody who has not said yet what happened: hello, who is speaking, how to reach a person."""
    who = Sentence.of(script.APOLOGIZE_WHO_I_AM, shop=practice.shop)
    privacy = Sentence.of(script.APOLOGIZE_PRIVACY, address=Code(practice.privacy_url))
    hello = Sentence.of(script.APOLOGIZE_HELLO)
    return Outcome(replace(case, step=Step.LISTEN), (Say((hello, who, privacy)),))


def came_by_link(case: Case, event: CameByLink, practice: Practice) -> Outcome:
    """Somebody comes by the link on a parcel card: greeted, with their order in front of us."""
    greeted = greet(case, practice)
    return listen.came_by_link(greeted.case, event, practice).after(greeted)


def _greeting(cause: Cause | None, at: datetime, *, upset: bool, dead: bool) -> Sentence:
    if dead:
        return Sentence.of(script_causes.APOLOGIZE_DOES_NOT_WORK)
    return sympathy(cause, at) or Sentence.of(script.APOLOGIZE_UPSET if upset else script.APOLOGIZE_HELLO)


def _is_upset(understood: Understanding) -> bool:
    """Whether somebody swears or shouts: nearly all of it in capitals, or three exclamation marks and no thanks."""
    if understood.abusive:
        return True
    if understood.thanks or understood.praise:
        return False
    cased = [letter for letter in _WITHOUT_CODES.sub("", understood.text) if letter.isupper() or letter.islower()]
    shouts = len(cased) >= _SHOUT and sum(map(str.isupper, cased)) >= _NEARLY_ALL * len(cased)
    return shouts or (_MARKS.search(understood.text) is not None and not understood.greeting)


def sympathy(cause: Cause | None, at: datetime) -> Sentence | None:
    """What is said first to someone with this trouble; nothing where there is none to be sorry for."""
    if cause is Cause.RETURN_REQUEST:
        return Sentence.of(script.APOLOGIZE_RETURN_NOTED, when=at)
    line = script.SYMPATHY.get(cause) if cause else None
    return Sentence.of(line) if line else None
