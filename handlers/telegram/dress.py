"""How a line looks at Telegram: HTML with everything escaped, in messages of at most 4,096 characters, with its buttons."""

import re
from collections.abc import Iterator
from html import escape

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from bot.memory.views import Card, StoredButton, WrittenLine
from bot.terms import Speaker

LONGEST = 4096
"""Characters of one message, counted after its markup is taken out, as Telegram counts: in UTF-16 units."""

# Where a text may be parted, best first: at a paragraph, behind a sentence in any script, at a blank.
_PARTINGS = (re.compile(r"\n+"), re.compile(r"(?<=[.!?…。！？؟।])\s*"), re.compile(r"\s+"))
_ACROSS = 24  # so long that two of them are read side by side on a phone
_MOST_BUTTONS = 100


def parts(text: str, longest: int = LONGEST) -> Iterator[str]:
    """The text in parts that fit, parted behind a sentence where it can be; put together again they are the text."""
    while _units(text) > longest:
        head = _fitting(text, longest)
        at = next((last for parting in _PARTINGS if (last := _last(parting, head)) > len(head) // 3), len(head))
        yield text[:at]
        text = text[at:]
    yield text


def messages_of(line: WrittenLine) -> list[str]:
    """The parts of a line that fit beside the name it is signed with. What is nothing but blanks is no message."""
    beside = _units(_signed(line)) + 1 if _signed(line) else 0
    return [part for part in parts(line.text, LONGEST - beside) if part.strip()] or [line.text]


def as_html(line: WrittenLine, part: str) -> str:
    """The part of a line as HTML: codes to be pressed and copied, and a person by their name."""
    code = line.card.code if line.card else ""
    pieces = part.strip().split(code) if code else [part.strip()]
    html = f"<code>{escape(code, quote=False)}</code>".join(escape(piece, quote=False) for piece in pieces)
    return f"<b>{escape(_signed(line), quote=False)}</b>\n{html}" if _signed(line) else html


def as_plain(line: WrittenLine, part: str) -> str:
    """The same without any markup, for a message that Telegram cannot read as HTML."""
    return f"{_signed(line)}\n{part.strip()}" if _signed(line) else part.strip()


def keyboard(line: WrittenLine) -> InlineKeyboardMarkup | None:
    """The choices beneath a line: short ones two in a row, long ones alone."""
    rows: list[list[InlineKeyboardButton]] = []
    for one in line.buttons[:_MOST_BUTTONS]:
        beside = rows and len(rows[-1]) == 1 and _short(rows[-1][0].text) and _short(one.label) and not _offers(line.card)
        rows[-1].append(_button(one)) if beside else rows.append([_button(one)])
    return InlineKeyboardMarkup(rows) if rows else None


def _signed(line: WrittenLine) -> str:
    """Whose words these are, where they are a person's."""
    return line.author if line.speaker is Speaker.PERSON else ""


def _button(one: StoredButton) -> InlineKeyboardButton:
    if one.choice == "copy":
        return InlineKeyboardButton(one.label, copy_text=CopyTextButton(one.argument))
    return InlineKeyboardButton(one.label, callback_data=one.token)


def _offers(card: Card | None) -> bool:
    return card is not None and card.kind in {"offer", "grade"}


def _short(label: str) -> bool:
    return len(label) <= _ACROSS // 2


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _fitting(text: str, longest: int) -> str:
    """As much of the beginning as fits."""
    end = longest
    while _units(text[:end]) > longest:
        end -= max(1, (_units(text[:end]) - longest) // 2)
    return text[:end]


def _last(parting: re.Pattern[str], head: str) -> int:
    """Where the last such parting in the text ends; 0 if there is none."""
    return max((found.end() for found in parting.finditer(head) if found.start() > 0), default=0)
