"""What the bot says beside a complaint: what it can do, which language, how cases stand; and the commands that ask for it."""

from datetime import UTC, date, datetime

from bot.language.line import Code, Line

_CASE = Code("17")
_DAY = date(2026, 2, 16)
_SOON = datetime(2026, 2, 16, 11, 0, tzinfo=UTC)

# NOTE: to "is anyone there?"; what is open follows.
HERE = Line("aside.here", "Yes, I'm here.")
# NOTE: to "I have a question", before it is asked.
ASK_AWAY = Line("aside.ask_away", "Of course. What would you like to know?")
# NOTE: when the same is asked once more ("but when exactly?"), and there is nothing more to tell.
ALL_I_KNOW = Line("aside.all_i_know", "That's all I know for certain, and I don't want to guess. A colleague can look further.")
# NOTE: /mycases and /language are written exactly so.
HELP = Line(
    "aside.help",
    "Tell me in your own words what went wrong with an order, and I'll look into it and put it right. "
    "“person” brings a colleague, /mycases shows how things stand, /language changes the language.",
)
PRIVACY = Line(
    "aside.privacy",
    "What is kept of our conversation, and for how long: {address}",
    address=Code("https://shop.example.com/privacy"),
)
LANGUAGE_WHICH = Line("aside.language_which", "Which language shall we speak?")
# NOTE: said in the language that was chosen.
LANGUAGE_CHANGED = Line("aside.language_changed", "From now on I'll write in English.")
# NOTE: a button, put to whoever may be writing in your language while another is spoken: name yours instead of English.
BUTTON_THIS_LANGUAGE = Line("button.this_language", "Continue in English")
CASES_NONE = Line("aside.cases_none", "There's no case of yours yet. Tell me what happened, and I'll open one.")
CASE_WITH_US = Line("aside.case_with_us", "Case {case}, opened on {day}: I'm working on it.", case=_CASE, day=_DAY)
CASE_WITH_YOU = Line("aside.case_with_you", "Case {case}, opened on {day}: waits for your answer.", case=_CASE, day=_DAY)
CASE_WITH_PERSON = Line("aside.case_with_person", "Case {case}, opened on {day}: a colleague has it.", case=_CASE, day=_DAY)
# NOTE: what a case waits for, instead of "waits for your answer".
CASE_WANTS_ORDER = Line(
    "aside.case_wants_order", "Case {case}, opened on {day}: waits for your order number.", case=_CASE, day=_DAY
)
CASE_WANTS_PROOF = Line(
    "aside.case_wants_proof",
    "Case {case}, opened on {day}: waits for the e-mail address or postcode you ordered with.",
    case=_CASE,
    day=_DAY,
)
CASE_WANTS_PHOTO = Line(
    "aside.case_wants_photo", "Case {case}, opened on {day}: waits for a photo from you.", case=_CASE, day=_DAY
)
CASE_WANTS_YES = Line(
    "aside.case_wants_yes", "Case {case}, opened on {day}: waits for your answer to my proposal.", case=_CASE, day=_DAY
)
CASE_WAITS_APPROVAL = Line(
    "aside.case_waits_approval",
    "Case {case}, opened on {day}: a colleague has to agree to my proposal; you'll hear from us by {when}.",
    case=_CASE,
    day=_DAY,
    when=_SOON,
)
CASE_WAITS_PERSON = Line(
    "aside.case_waits_person",
    "Case {case}, opened on {day}: waits for a colleague, who writes to you by {when}.",
    case=_CASE,
    day=_DAY,
    when=_SOON,
)
CASE_CARRIED_OUT = Line(
    "aside.case_carried_out",
    "Case {case}, opened on {day}: what we agreed is under way; I'll write when it's done.",
    case=_CASE,
    day=_DAY,
)
CASE_DONE = Line("aside.case_done", "Case {case}, opened on {day}: done.", case=_CASE, day=_DAY)
CASE_CLOSED = Line("aside.case_closed", "Case {case}, opened on {day}: closed.", case=_CASE, day=_DAY)

# --- the commands of the chat app, as its menu lists them ------------------------------------------------------------

COMMAND_START = Line("command.start", "Tell us what went wrong")
COMMAND_HELP = Line("command.help", "What I can do for you")
COMMAND_LANGUAGE = Line("command.language", "Speak another language")
COMMAND_HUMAN = Line("command.human", "Talk to a person")
COMMAND_MYCASES = Line("command.mycases", "How your cases stand")
COMMAND_PRIVACY = Line("command.privacy", "How your words are kept")
# NOTE: what the chat app shows before the first message, and on the bot's page (at most 120 characters).
BOT_DESCRIPTION = Line(
    "command.description",
    "Something wrong with an order from {shop}? Tell us in your own words, in your own language, and we'll put it right.",
    shop="Wanderlight",
)
BOT_SHORT_DESCRIPTION = Line(
    "command.short_description", "{shop}: tell us what went wrong, and we'll put it right.", shop="Wanderlight"
)

# --- what a pressed button answers at once, in a word ----------------------------------------------------------------

PRESS_TAKEN = Line("press.taken", "Got it.")
PRESS_ALREADY = Line("press.already", "I have that already.")
PRESS_NOT_HERE = Line("press.not_here", "This button belongs to another conversation.")
