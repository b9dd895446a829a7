"""First step: at once, personally, with sympathy for what happened. Fault is owned in *explain*, and only when confirmed."""

from dataclasses import replace
from datetime import datetime

from bot.complaint import listen
from bot.complaint.case import Case
from bot.complaint.event import CameByLink, Pressed, Said
from bot.complaint.outcome import Outcome, Say
from bot.complaint.practice import Practice
from bot.language import script
from bot.language.line import Code, Sentence
from bot.terms import Cause, Step


def open_case(case: Case, event: Said | Pressed, practice: Practice) -> Outcome:
    """Answer the first message: sympathy, who is speaking, how to reach a person; then go straight on to listen."""
    cause = listen.cause_of(event.understood, practice) if isinstance(event, Said) else None
    danger = isinstance(event, Said) and event.understood.safety
    opened = replace(case, step=Step.LISTEN, consoled=cause in script.SYMPATHY or cause is Cause.RETURN_REQUEST)
    who = Sentence.of(script.APOLOGIZE_WHO_I_AM, shop=practice.shop)
    privacy = Sentence.of(script.APOLOGIZE_PRIVACY, address=Code(practice.privacy_url))
    # Danger has its own first words, said where a person is called.
    greeting = () if danger else (_greeting(cause, event.at),)
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


def _greeting(cause: Cause | None, at: datetime) -> Sentence:
    return sympathy(cause, at) or Sentence.of(script.APOLOGIZE_HELLO)


def sympathy(cause: Cause | None, at: datetime) -> Sentence | None:
    """What is said first to someone with this trouble; nothing where there is none to be sorry for."""
    if cause is Cause.RETURN_REQUEST:
        return Sentence.of(script.APOLOGIZE_RETURN_NOTED, when=at)
    line = script.SYMPATHY.get(cause) if cause else None
    return Sentence.of(line) if line else None
