"""What an error of Telegram means for whoever was about to do something."""

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from textwrap import shorten

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

LONGEST_DETAIL = 120


class MishapKind(StrEnum):
    """What to do now is all that tells one kind from another."""

    LATER = "later"  # not sent: again, but not before `after`
    UNREACHED = "unreached"  # not sent: again, soon
    PERHAPS_SENT = "perhaps_sent"  # nobody knows: again at most once, and marked
    BLOCKED = "blocked"  # the buyer does not want to hear from us: not again until they write
    GONE = "gone"  # there is nobody there any more: never again
    MOVED = "moved"  # the group goes by `new_chat_id` now: again, there
    MALFORMED = "malformed"  # the HTML is wrong: again, as plain text
    STALE = "stale"  # a press grown old, an edit of nothing or without a change: nothing need be done
    UNAUTHORIZED = "unauthorized"  # the token is wrong: nothing will go until somebody mends it
    CONFLICT = "conflict"  # somebody else fetches the updates of this token
    TOO_BIG = "too_big"  # the file is heavier than a bot may have: never
    REFUSED = "refused"  # for good, for the reason in `detail`


@dataclass(frozen=True, slots=True)
class Mishap:
    """`detail` is Telegram's reason in short, without whatever it quotes: that may be a buyer's. Safe to log and to show."""

    kind: MishapKind
    detail: str = ""
    after: timedelta = timedelta(0)
    new_chat_id: int | None = None


IN_WORDS = {
    "can't parse entities": MishapKind.MALFORMED,
    "chat not found": MishapKind.GONE,
    "user not found": MishapKind.GONE,
    "peer_id_invalid": MishapKind.GONE,
    "file is too big": MishapKind.TOO_BIG,
    "query is too old": MishapKind.STALE,
    "message is not modified": MishapKind.STALE,
    "message to edit not found": MishapKind.STALE,
    "message can't be edited": MishapKind.STALE,
}
"""What Telegram tells apart by words alone, in the descriptions of a 400."""

GONE_FOR_GOOD = ("deactivated", "deleted", "kicked", "not a member")
"""How Telegram says in a 403 that there is nobody any more, where there once was; any other 403 is somebody's wish."""


def mishap_of(error: TelegramError) -> Mishap:
    """What this error means. Every error means something: what has no kind of its own was refused."""
    match error:
        case RetryAfter(retry_after=after):
            # Seconds or a timedelta, as the library was told: see AiohttpRequest.
            return Mishap(MishapKind.LATER, after=after if isinstance(after, timedelta) else timedelta(seconds=after))
        case ChatMigrated(new_chat_id=chat):
            return Mishap(MishapKind.MOVED, new_chat_id=chat)
        case InvalidToken() | EndPointNotFound():
            # Without the detail: the library likes to put the token into it.
            return Mishap(MishapKind.UNAUTHORIZED)
        case Conflict():
            return Mishap(MishapKind.CONFLICT, _detail(error))
        case Forbidden():
            gone = any(words in error.message.casefold() for words in GONE_FOR_GOOD)
            return Mishap(MishapKind.GONE if gone else MishapKind.BLOCKED, _detail(error))
        case BadRequest():
            said = error.message.casefold()
            kind = next((kind for words, kind in IN_WORDS.items() if words in said), MishapKind.REFUSED)
            return Mishap(kind, _detail(error))
        case TimedOut():
            return Mishap(MishapKind.PERHAPS_SENT, _detail(error))
        case NetworkError():
            return Mishap(MishapKind.UNREACHED, _detail(error))
        case _:
            return Mishap(MishapKind.REFUSED, _detail(error))


def _detail(error: TelegramError) -> str:
    unquoted = re.sub(r'"[^"]*("|$)', '"…"', error.message)
    return shorten(unquoted, LONGEST_DETAIL, placeholder="…")
