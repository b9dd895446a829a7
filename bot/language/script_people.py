"""What the bot says on the way to a person and back, to a buyer who is silent, and when it closes a matter."""

from datetime import UTC, datetime

from bot.language.line import Code, Line

_SOON = datetime(2026, 2, 16, 11, 0, tzinfo=UTC)
_EARLIER = datetime(2026, 2, 16, 9, 0, tzinfo=UTC)
_CASE = Code("17")

# --- to a person and back ------------------------------------------------------------------------------------------

PERSON_COMES = Line(
    "person.comes",
    "Of course. A colleague will write to you here by {when}; your case is number {case}.",
    when=_SOON,
    case=_CASE,
)
PERSON_HAS_ALL = Line(
    "person.has_all",
    "I've put it together for a colleague, so you won't have to tell it twice. "
    "They'll write to you here by {when}; your case is number {case}.",
    when=_SOON,
    case=_CASE,
)
PERSON_CHECKS = Line(
    "person.checks",
    "Thank you, I've passed that on. A colleague will check it and write to you here by {when}; your case is number {case}.",
    when=_SOON,
    case=_CASE,
)
PERSON_ANSWERS = Line(
    "person.answers",
    "A colleague can answer that better than I can. They'll write to you here by {when}; your case is number {case}.",
    when=_SOON,
    case=_CASE,
)
PERSON_LOOKS = Line(
    "person.looks",
    "A colleague will look at it with you and write to you here by {when}; your case is number {case}.",
    when=_SOON,
    case=_CASE,
)
PERSON_AT_ONCE = Line(
    "person.at_once",
    "I've called a colleague at once; your case is number {case}. They'll write to you here.",
    case=_CASE,
)
# NOTE: told to somebody who waits for a colleague: when they ask, and once a day. {since} is when the case was passed on.
PERSON_WAITS = Line(
    "person.waits",
    "Your case is number {case}: it has been with our team since {since}, and a colleague will write to you here by {when}.",
    case=_CASE,
    since=_EARLIER,
    when=_SOON,
)
# NOTE: the same, when nobody has written by the promised moment {when}.
PERSON_WAITS_LONGER = Line(
    "person.waits_longer",
    "Your case is number {case}: it has been with our team since {since}, and a colleague should have written to you by {when}. "
    "I'm sorry it's taking longer; nothing of what you told us is lost.",
    case=_CASE,
    since=_EARLIER,
    when=_SOON,
)
# NOTE: {person} is the first name of a colleague who had the case.
PERSON_HANDED_BACK = Line(
    "person.handed_back",
    "This is the automated assistant again; {person} has handed your case back to me.",
    person="Mei",
)

PERSON_ANYTHING_ELSE = Line("person.anything_else", "Is there anything you still need?")

CLOSE_WELCOME = Line("close.welcome", "You're welcome.")
CLOSE_CLEAR = Line("close.clear", "Good, then I'll close this here. Write any time, I'm glad to look again.")

# NOTE: a button of a conversation that is closed was pressed.
CLOSE_OVER = Line("close.over", "That matter is closed. If something is still open, write to me and I'll look at it.")

# --- silence -------------------------------------------------------------------------------------------------------

SILENCE_ORDER = Line("silence.order", "Whenever you have the order details at hand, send them here and I'll go on.")
SILENCE_QUESTION = Line("silence.question", "I'm still here for you. My question above is all I need to go on.")
SILENCE_OFFER = Line("silence.offer", "My proposal is still open; nothing happens without your yes.")
SILENCE_LAPSED = Line(
    "silence.lapsed",
    "I'll put this aside for now, since I haven't heard from you. Nothing is lost: write here and we go on where we were.",
)
SILENCE_WELCOME_BACK = Line("silence.welcome_back", "Good to hear from you again; let's go on where we were.")
