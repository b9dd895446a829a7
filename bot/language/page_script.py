"""The buyer's page's own words: what its buttons, states and notices say.

The page asks for them by key; what the bot says in the conversation is declared elsewhere.
"""

from bot.language.catalogue import text_of
from bot.language.line import Line
from bot.language.script_evidence import WHY_NOT_KEPT

PAGE = (
    # writing
    Line("page.write", "Your message"),
    Line("page.placeholder", "Write here"),
    Line("page.send", "Send"),
    Line("page.room_left", "Room for {left} more characters.", left="240"),
    Line(
        "page.too_long",
        "One message holds {limit} characters and this one has {length}. Please send it in shorter parts.",
        limit="4,000",
        length="4,310",
    ),
    Line("page.waiting_to_send", "Waits to be sent"),
    Line("page.refused", "This could not be sent."),
    Line("page.fault_bad_request", "Something in it could not be read."),
    Line("page.fault_text_too_long", "It is longer than one message may be."),
    Line("page.take_back", "Take it back"),
    # photos
    Line("page.photo_add", "Add photos"),
    Line("page.photo_take", "Take a photo"),
    Line("page.photo_choose", "Choose photos"),
    Line("page.photos", "Photos to send"),
    Line("page.photos_most", "One message takes {most} photos; the first {most} are here.", most="10"),
    Line("page.photo", "Photo {number}", number="2"),
    Line("page.photo_remove", "Remove photo {number}", number="2"),
    Line("page.photo_sending", "Photo {number} is being sent", number="2"),
    Line("page.photo_lost", "This photo could not be kept."),
    # a person
    Line("page.person", "Talk to a person"),
    # Sent as the buyer's own message, so it must be understood as a call for a person.
    Line("page.person_request", "I'd like to talk to a person, please."),
    # the conversation
    Line("page.conversation", "Conversation"),
    Line("page.you", "You"),
    Line("page.assistant", "Automated assistant"),
    Line("page.choices", "Your choices"),
    Line("page.copied", "Copied"),
    Line("page.refund", "Refund"),
    Line("page.reference", "Reference"),
    Line("page.copy_of_it", "Download my conversation"),
    Line("page.newer", "New message below"),
    Line("page.language", "Language"),
    Line("page.privacy", "Privacy"),
    Line("page.empty_title", "What happened?"),
    Line(
        "page.empty",
        "Tell it in your own words and your own language. An automated assistant answers at once; a person is one word away.",
    ),
    # the case
    Line("page.case", "Case {number}", number="12"),
    Line("page.step_now", "Step {current} of {total}: {name}", current="3", total="6", name="The reason"),
    Line("page.step_apologize", "We hear you"),
    Line("page.step_listen", "What happened"),
    Line("page.step_explain", "The reason"),
    Line("page.step_offer", "Our offer"),
    Line("page.step_execute", "Putting it right"),
    Line("page.step_review", "Looking back"),
    Line("page.person_comes", "A person will answer you here."),
    Line("page.person_here", "{person} is answering you now.", person="Mei"),
    Line("page.mail_ask", "You needn't wait here. May we write to {address} when there's an answer?", address="a•••@example.com"),
    Line("page.mail_yes", "Yes, write to me"),
    Line("page.mail_no", "No, thank you"),
    Line("page.mail_agreed", "We'll write to {address}; every mail has a link that stops them.", address="a•••@example.com"),
    # the network
    Line("page.offline", "You're offline. What you write waits here and goes out by itself."),
    Line("page.unreachable", "We can't reach the shop just now. What you write waits here and goes out by itself."),
    Line("page.busy", "That was quick. What you write waits a moment and goes out by itself."),
    # the test shop
    Line("page.story_time", "Test shop: story time {time}", time="Mon 16 Feb 2026, 09:12"),
    Line("page.tomorrow", "To tomorrow morning"),
    Line("page.samples", "Sample orders"),
    Line("page.try_title", "Try it"),
    Line(
        "page.try_hint",
        "Nothing here is real. Be the buyer of one of these orders: press a line or an order to put it into the field.",
    ),
    Line("page.try_line", "I bought the shoes on the 12th and today they're 10% cheaper!"),
    # the privacy page
    Line("page.back", "Back to the conversation"),
    Line("page.privacy_title", "What we keep, and why"),
    Line("page.privacy_short", "We keep what we need to put your case right, and nothing to advertise with."),
    Line("page.privacy_kept_title", "What we keep"),
    Line(
        "page.privacy_kept",
        "What you write here, the language you write in, the order you prove to be yours, and what we did about it.",
    ),
    Line("page.privacy_why_title", "What it is for"),
    Line(
        "page.privacy_why",
        "To answer you, to check the facts of your order, to return money or send a coupon exactly once, "
        "and to ask you afterwards whether it was right.",
    ),
    Line("page.privacy_who_title", "Who reads it"),
    Line(
        "page.privacy_who",
        "An automated assistant that runs at the shop, and the people of the shop who look after your case. "
        "This page asks no other site for anything.",
    ),
    # NOTE: only where the shop asks a language model or a translation service.
    Line(
        "page.privacy_outside",
        "A service outside the shop may be shown what you write, without its numbers, codes and addresses, to sort or translate "
        "it. It decides nothing.",
    ),
    Line("page.privacy_here_title", "What stays in this browser"),
    Line(
        "page.privacy_here",
        "The key to your conversation, what you have not sent yet, and the words of this page. No cookies, no tracking. "
        "Whoever uses this browser can open the conversation; clearing this site's data closes it here.",
    ),
    Line("page.privacy_rights_title", "Your rights"),
    Line(
        "page.privacy_rights",
        "The arrow above the conversation gives you a copy of it. Ask a person there for all we keep, or for its erasure, "
        "and you have an answer within a month. "
        "The record of money returned is kept without your name, because the law asks for it.",
    ),
)


def page_words(language: str) -> dict[str, str]:
    """Every word of the page in that language, by key, with its places still open; a gap is filled in English."""
    return {line.key: text_of(line, language) for line in (*PAGE, *WHY_NOT_KEPT.values())}
