"""What the bot says about the way words came: pictures, voice, links, edits, delays, a second door."""

from bot.language.line import Code, Line, Listed

_ORDER = Code("WL-2026-0063")
_CASE = Code("17")

# NOTE: one picture or several; say it so that it fits both.
PICTURES_THANKS = Line("doors.pictures_thanks", "Thank you, I've put what you sent with your case.")
# NOTE: what a picture, voice message and so on is called in the conversation, where it cannot be shown.
UNREADABLE_VOICE = Line("doors.label_voice", "Voice message")
UNREADABLE_VIDEO = Line("doors.label_video", "Video")
UNREADABLE_FILE = Line("doors.label_file", "File")
UNREADABLE_PLACE = Line("doors.label_place", "Location")
UNREADABLE_CONTACT = Line("doors.label_contact", "Contact")
CANNOT_LISTEN = Line(
    "doors.cannot_listen", "I can't listen to voice messages. Could you write it in a few words? “person” brings a colleague."
)
CANNOT_WATCH = Line("doors.cannot_watch", "I can't watch videos here; a photo and a few words do just as well.")
CANNOT_OPEN = Line("doors.cannot_open", "I can't open this kind of file; a photo or a screenshot works.")
NEED_NO_PLACE = Line("doors.need_no_place", "Thank you, but I don't need to know where you are. Words and photos are enough.")
NEED_NO_CONTACT = Line("doors.need_no_contact", "Thank you, but I don't need a phone number; I answer you right here.")

# NOTE: the buyer came by a link on the parcel card: the order is known and proven.
LINK_ORDER = Line(
    "doors.link_order", "I have your order {order} in front of me: {items}.", order=_ORDER, items=Listed(("Clip Lamp",))
)
LINK_GONE = Line("doors.link_gone", "That link has been used already or has run out; your order number will do just as well.")
LATE = Line("doors.late", "I'm sorry this answer comes late; your message reached me only now.")
EDITED = Line(
    "doors.edited",
    "I see you've changed an earlier message; I go by what it said first. If something is different now, please write it anew.",
)
JOINED = Line(
    "doors.joined",
    "You've written to us about this order before; I've put both together, and we go on under case {case}.",
    case=_CASE,
)
