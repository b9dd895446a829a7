"""What a text must be to be kept, and a hint to be believed."""

import re
from zoneinfo import ZoneInfo

from bot.errors import BadRequest, TextTooLong

_LANGUAGE_TAG = re.compile(r"[A-Za-z0-9_-]+")
# No database takes a NUL into a text, and half of a surrogate pair is no character at all.
_NO_CHARACTER = re.compile("[\x00\ud800-\udfff]")


def check_text(text: str, most: int) -> None:
    """Refuse what cannot be kept: raises TextTooLong or BadRequest."""
    if len(text) > most:
        raise TextTooLong(f"A text has at most {most:,} characters; this one has {len(text):,}.")
    if not text.strip():
        raise BadRequest("The text is empty.")
    if _NO_CHARACTER.search(text):
        raise BadRequest("The text holds something that is no character.")


def check_id(given: str) -> None:
    """Refuse a name that cannot be kept: raises BadRequest."""
    if _NO_CHARACTER.search(given):
        raise BadRequest("The id holds something that is no character.")


def known_tag(tag: str) -> str:
    """The language tag if it can be one: a device that tells nonsense is as good as one that tells nothing."""
    return tag if _LANGUAGE_TAG.fullmatch(tag) else ""


def known_zone(name: str) -> str:
    """The time zone if it is one, by the same rule."""
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return ""
    return name
