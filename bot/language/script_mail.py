"""What is said in a letter to a buyer who has left the page, and where such letters are stopped."""

from datetime import date

from bot.language.line import Code, Line

_SHOP = "Wanderlight"
_ADDRESS = Code("a•••@example.com")

# --- the letter ----------------------------------------------------------------------------------------------------

# NOTE: the subject of the letter.
MAIL_SUBJECT = Line("mail.subject", "{shop}: an answer in your case {case}", shop=_SHOP, case=Code("17"))
MAIL_INTRO = Line("mail.intro", "You had left the page when this came.")
# NOTE: stands above what a colleague wrote. {person} is their first name.
MAIL_PERSON = Line("mail.person", "{person}, {shop}", person="Mei", shop=_SHOP)
MAIL_CODE = Line("mail.code", "A coupon's code isn't put into a mail: you'll find it in the conversation.")
# NOTE: a button that leads back to the page.
MAIL_OPEN = Line("mail.open", "Open the conversation")
MAIL_HINT = Line(
    "mail.hint",
    "Answer there, from any device. The link opens your conversation, so keep it to yourself; it works until {until}.",
    until=date(2026, 3, 2),
)
MAIL_WHY = Line(
    "mail.why",
    "The automated assistant of {shop} sends this because you agreed to be written to when you've left the page.",
    shop=_SHOP,
)
# NOTE: a link at the end of the letter, and the button on the page it leads to.
MAIL_STOP = Line("mail.stop", "Stop these mails")

# --- the page where they are stopped -------------------------------------------------------------------------------

MAIL_STOP_EFFECT = Line(
    "mail.stop_effect",
    "{shop} won't write to {address} any more. Your case goes on, and answers wait for you on the page.",
    shop=_SHOP,
    address=_ADDRESS,
)
MAIL_STOPPED = Line("mail.stopped", "Done, no more mails. Your case goes on, and answers wait for you on the page.")
MAIL_STOP_OVER = Line(
    "mail.stop_over", "This link doesn't lead anywhere any more. Mails can also be stopped on the page, in your conversation."
)
