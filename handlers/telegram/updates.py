"""What Telegram hands over, read twice: at the door just far enough to know whose it is, and at work all of it."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zlib import crc32

from telegram import Message, Update

from bot.complaint.post import Command, Post, Unreadable

RawUpdate = dict[str, Any]

_COMMAND = re.compile(r"/(?P<name>[a-z]+)(@\w+)?(?:\s+(?P<rest>.*))?", re.DOTALL | re.IGNORECASE)
# No database takes a NUL into a text, and half of a surrogate pair is no character at all.
_NO_CHARACTER = re.compile("[\x00\ud800-\udfff]")
_LONGEST_NAME = 120
_LONGEST_ALBUM = 64
_LONGEST_QUERY = 64
_NUMBERS = range(-(2**63), 2**63)
# What Telegram itself puts into a chat: nobody said it, and nobody waits for an answer.
_SAID_BY_NOBODY = {
    *("pinned_message", "message_auto_delete_timer_changed", "chat_background_set", "write_access_allowed"),
    *("users_shared", "chat_shared", "successful_payment", "refunded_payment"),
}


class Misshapen(ValueError):
    """An update that is not as Telegram describes them. The text says where it is not, never what it holds."""


@dataclass(frozen=True, slots=True)
class Person:
    """Whose chat it is: a private chat has the number of the person in it."""

    chat: str
    name: str
    app_language: str


@dataclass(frozen=True, slots=True)
class Written:
    """A message, or a new wording of one. `name` is what it is known by for good, `album` the others that belong to it."""

    person: Person
    name: str
    album: str
    age: timedelta


@dataclass(frozen=True, slots=True)
class PressedButton:
    """A press of a button beneath a message of ours, to be answered at once by `query`."""

    person: Person
    query: str
    token: str
    elsewhere: bool  # pressed by somebody whose chat it is not


@dataclass(frozen=True, slots=True)
class LetIn:
    """The person has blocked us, or lets us in again."""

    person: Person
    blocked: bool


Knock = Written | PressedButton | LetIn


def knock_of(update: RawUpdate, now: datetime) -> Knock | None:
    """Whose update it is and what kind; None for one that is none of ours, from a group say. Raises Misshapen."""
    try:
        if message := update.get("message"):
            if not _SAID_BY_NOBODY.isdisjoint(message):
                return None
            album = _clean(message.get("media_group_id"), _LONGEST_ALBUM)
            return _written(message, f"message:{_number(message['message_id'])}", album, message["date"], now)
        if message := update.get("edited_message"):
            # A new wording belongs to no album that is being gathered: what it was the wording of is there already.
            # It is dated to the second, and may be changed twice within one.
            edited, words = _number(message["edit_date"]), str(message.get("text") or message.get("caption"))
            name = f"edit:{_number(message['message_id'])}:{edited}:{crc32(words.encode('utf-8', 'replace')):08x}"
            return _written(message, name, "", edited, now)
        if query := update.get("callback_query"):
            return _pressed(query)
        if change := update.get("my_chat_member"):
            person = _person(change["chat"], change["from"])
            return LetIn(person, change["new_chat_member"]["status"] == "kicked") if person else None
        if "malformed" in update or "update_id" not in update:
            raise Misshapen("no update")
    except (KeyError, TypeError, AttributeError, ValueError, OverflowError, OSError) as error:
        raise Misshapen(type(error).__name__) from error
    return None


def _written(message: RawUpdate, name: str, album: str, date: int, now: datetime) -> Written | None:
    person = _person(message["chat"], message.get("from") or message["chat"])
    if person is None:
        return None
    age = max(now - datetime.fromtimestamp(date, UTC), timedelta(0))
    return Written(person, f"{person.chat}:{name}", album, age)


def _pressed(query: RawUpdate) -> PressedButton | None:
    message = query.get("message")
    if not message:
        return None  # of a message too old to be told
    person = _person({"id": query["from"]["id"], "type": "private"}, query["from"])
    if person is None:
        return None
    elsewhere = str(message["chat"]["id"]) != person.chat
    return PressedButton(person, _clean(query["id"], _LONGEST_QUERY), str(query.get("data") or ""), elsewhere)


def _person(chat: RawUpdate, sender: RawUpdate) -> Person | None:
    if chat["type"] != "private":
        return None
    names = (str(sender.get(part) or "") for part in ("first_name", "last_name"))
    name = _clean(" ".join(filter(None, names)), _LONGEST_NAME)
    language = str(sender.get("language_code") or "")[:35]
    return Person(str(_number(chat["id"])), name, language if re.fullmatch(r"[A-Za-z0-9_-]*", language) else "")


def _number(given: object) -> int:
    """A number as Telegram counts; whatever is none would become part of a name that no database takes."""
    if type(given) is not int or given not in _NUMBERS:
        raise TypeError
    return given


def _clean(given: object, longest: int) -> str:
    return _NO_CHARACTER.sub("", str(given or ""))[:longest]


def reference_of(message_id: int) -> str:
    """What a message of a Telegram chat is called in our transcript."""
    return f"tg:{message_id}"


def as_stored(update: RawUpdate) -> str:
    """An update as it lies in the inbox: plain ASCII, so that every database takes whatever is in it."""
    return json.dumps(update)


def read_back(payloads: Sequence[str]) -> Post:
    """What was stored, for whoever works it: one update, or all that came of an album."""
    updates = [Update.de_json(json.loads(payload)) for payload in payloads]
    if query := updates[0].callback_query:
        return Post(button=query.data or "", reference=f"tg:press:{query.id}")
    messages = [message for update in updates if (message := update.message or update.edited_message)]
    post = _post(messages[0])
    if updates[0].edited_message:
        return Post(post.text, edits=_clean(messages[0].media_group_id, _LONGEST_ALBUM) or post.reference)
    if len(messages) == 1:
        return post
    parts = [_post(message) for message in messages]
    # An album has one caption, on whichever part it was put.
    words = next((part.text for part in parts if part.text), "")
    pictures = dict.fromkeys(source for part in parts for source in part.wanted)  # one picture, however often it is in it
    return Post(words, reference=post.reference, wanted=tuple(pictures))


def _post(message: Message) -> Post:
    reference = reference_of(message.message_id)
    text = _NO_CHARACTER.sub("", message.text or message.caption or "")
    answers = reference_of(message.reply_to_message.message_id) if message.reply_to_message else ""
    if found := _COMMAND.fullmatch(text) if message.text else None:
        return _command(found, text, reference)
    if wanted := _picture(message):
        return Post(text, reference=reference, wanted=(wanted,), answers=answers)
    if message.sticker:
        return Post(message.sticker.emoji or "🙂", reference=reference, answers=answers, drawn=True)
    return Post(text, reference=reference, unreadable=_unreadable(message), answers=answers)


def _command(found: re.Match[str], text: str, reference: str) -> Post:
    name, rest = found["name"].lower(), (found["rest"] or "").strip()
    if name == Command.START and rest:
        # The token is not shown in the conversation: it may open something.
        return Post(link=rest, reference=reference)
    known = name in set(Command)
    return Post(text, reference=reference, command=Command(name) if known else None)


def _picture(message: Message) -> str:
    """What Telegram calls the picture of the message, in its largest size; "" if there is none."""
    if message.photo:
        return max(message.photo, key=lambda size: size.width * size.height).file_id
    if message.document and (message.document.mime_type or "").startswith("image/"):
        return message.document.file_id
    return ""


def _unreadable(message: Message) -> Unreadable | None:
    """What of the message cannot be taken in; a caption beside it does not change that."""
    if message.text:
        return None
    if message.voice or message.audio:
        return Unreadable.VOICE
    if message.video or message.video_note or message.animation:
        return Unreadable.VIDEO
    if message.location or message.venue:
        return Unreadable.PLACE
    return Unreadable.CONTACT if message.contact else Unreadable.FILE
