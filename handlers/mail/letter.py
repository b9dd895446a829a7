"""A letter in the form in which it travels: the same words as plain text and as a small page, and headers that say what it is."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from html import escape

from bot.ports import Letter, Passage

# All of it in ASCII on the wire, so that no server on the way has to be asked what it can carry.
_ON_THE_WIRE = SMTP.clone(cte_type="7bit")

_STYLE = """
body { margin: 0; padding: 24px 16px; background: #fbf8f3; color: #22252b;
  font: 16px/1.5 system-ui, "Noto Sans", sans-serif; }
main { max-width: 36rem; margin: 0 auto; }
blockquote { margin: 16px 0; padding: 12px 16px; background: #ffffff; border: 1px solid #e2dfd9; border-radius: 10px; }
blockquote b { color: #0f6b66; }
.open { display: inline-block; margin: 8px 0; padding: 12px 20px; border-radius: 6px; background: #0f6b66; color: #ffffff;
  font-weight: 600; text-decoration: none; }
.quiet { color: #5c5f63; font-size: 14px; }
.quiet a { color: #0f6b66; }
@media (prefers-color-scheme: dark) {
  body { background: #15181c; color: #ece7df; }
  blockquote { background: #1c2025; border-color: #2f3237; }
  blockquote b, .quiet a { color: #5fc3bb; }
  .open { background: #5fc3bb; color: #15181c; }
  .quiet { color: #b3afa9; }
}
"""


def put_in_form(letter: Letter, sender: str, reply_to: str) -> EmailMessage:
    """The letter as a message from that sender. A word of the conversation can end up in no header but the subject's text."""
    name, address = parseaddr(sender)
    message = EmailMessage(policy=_ON_THE_WIRE)
    message["From"] = Address(name, addr_spec=address)
    message["To"] = Address(addr_spec=letter.to)
    if reply_to:
        answers, mailbox = parseaddr(reply_to)
        message["Reply-To"] = Address(answers, addr_spec=mailbox)
    message["Subject"] = " ".join(letter.subject.split())
    message["Date"] = format_datetime(letter.written_at)
    message["Message-ID"] = f"<{letter.name}@{address.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message["List-Unsubscribe"] = f"<{letter.stop_url}>"
    message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(_plain(letter))
    message.add_alternative(_page(letter), subtype="html")
    message["Content-Language"] = letter.language.replace("_", "-")  # said last: a body brings its own headers on content
    return message


def _plain(letter: Letter) -> str:
    said = [f"{passage.by}\n{passage.text}" if passage.by else passage.text for passage in letter.passages]
    way_back = f"{letter.open_label}\n{letter.open_url}"
    end = f"-- \n{letter.why}\n{letter.stop_label}\n{letter.stop_url}"
    return "\n\n".join((letter.intro, *said, way_back, *letter.hints, end)) + "\n"


def _page(letter: Letter) -> str:
    direction = "rtl" if letter.right_to_left else "ltr"
    return f"""<!doctype html>
<html lang="{escape(letter.language.replace("_", "-"))}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{escape(letter.subject)}</title>
<style>{_STYLE}</style>
</head>
<body>
<main>
<p>{escape(letter.intro)}</p>
{"".join(map(_quoted, letter.passages))}
<p><a class="open" href="{escape(letter.open_url)}">{escape(letter.open_label)}</a></p>
{"".join(f"<p>{escape(hint)}</p>" for hint in letter.hints)}
<p class="quiet">{escape(letter.why)} <a href="{escape(letter.stop_url)}">{escape(letter.stop_label)}</a></p>
</main>
</body>
</html>
"""


def _quoted(passage: Passage) -> str:
    # What a buyer or a colleague wrote may be in another script than the letter: it finds its own direction.
    by = f"<b>{escape(passage.by)}</b><br>" if passage.by else ""
    return f'<blockquote dir="auto">{by}{escape(passage.text).replace(chr(10), "<br>")}</blockquote>\n'
