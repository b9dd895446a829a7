"""What Telegram itself would know: people, chats, messages, files, and the updates that wait for the bot. And what people do."""

import hashlib
import itertools
import threading
import time
from bisect import insort
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.telegram import payloads

Json = dict[str, Any]


@dataclass(frozen=True)
class Upload:
    filename: str
    content: bytes


@dataclass
class Call:
    """One call of the bot, as it came; `status` is what it was answered, None while it was not."""

    method: str
    params: dict[str, str]
    files: dict[str, Upload]
    at: float
    status: int | None = None

    @property
    def chat_id(self) -> int | None:
        given = self.params.get("chat_id", "")
        return int(given) if given.removeprefix("-").isdigit() else None


@dataclass(frozen=True)
class File:
    json: Json
    content: bytes
    path: str


@dataclass
class Chat:
    json: Json
    messages: dict[int, Json] = field(default_factory=dict)
    topics: set[int] = field(default_factory=set)
    blocked: bool = False


@dataclass(frozen=True)
class Sent:
    """A message of the bot as it stands in the chat now."""

    raw: Json

    @property
    def id(self) -> int:
        return int(self.raw["message_id"])

    @property
    def text(self) -> str:
        return str(self.raw.get("text", self.raw.get("caption", "")))

    @property
    def entities(self) -> list[Json]:
        return list(self.raw.get("entities") or self.raw.get("caption_entities") or [])

    @property
    def rows(self) -> list[list[Json]]:
        """The inline buttons as they are laid out."""
        return list(self.raw.get("reply_markup", {}).get("inline_keyboard", []))

    @property
    def buttons(self) -> list[str]:
        """What is written on the buttons, row by row."""
        return [button["text"] for row in self.rows for button in row]

    def data_of(self, label: str) -> str:
        return next(str(button["callback_data"]) for row in self.rows for button in row if button["text"] == label)


class Telegram:
    """The state behind the Bot API. `now` may be set by a test; `query_seconds` is how long a press can be answered."""

    def __init__(self) -> None:
        self.now: Callable[[], float] = time.time
        self.query_seconds = 15.0
        self.log: list[Call] = []
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, File] = {}
        self.queries: dict[str, float] = {}
        self.texts: dict[tuple[str, str, str], Any] = {}
        """Commands and descriptions, by method, scope and language."""
        self.allowed_updates: list[str] = []
        self._waiting: list[tuple[int, Json]] = []
        self._lock = threading.Lock()
        self._update_numbers = itertools.count(830_000_001)
        self._message_numbers = itertools.count(1)
        self._query_numbers = itertools.count(4_400_000_000_000_000_001)

    def user(self, number: int, *, name: str = "Ana", language_code: str | None = "en") -> "FakeUser":
        """Somebody who can be written to."""
        self.chats[number] = Chat(payloads.private_chat(number, name))
        return FakeUser(self, number, payloads.person(number, name, language_code))

    def forum(self, number: int, title: str) -> Chat:
        """A group with topics, in which the bot is."""
        return self.chats.setdefault(number, Chat(payloads.forum(number, title)))

    def put(self, update: Json) -> Json:
        """Have the bot told this, exactly as it is, malformed or not."""
        given = update.get("update_id")
        with self._lock:
            number: int = given if type(given) is int else next(self._update_numbers)
            insort(self._waiting, (number, update), key=lambda entry: entry[0])
        self.wake()
        return update

    def tell(self, kind: str, told: Json) -> Json:
        """Make an update of it; it waits for the bot, if that asked for its kind."""
        update = {"update_id": next(self._update_numbers), kind: told}
        return update if self.allowed_updates and kind not in self.allowed_updates else self.put(update)

    def repeat(self, update: Json, *, new_id: bool = True) -> Json:
        """Say it once more, as Telegram does now and then."""
        return self.put(update | ({"update_id": next(self._update_numbers)} if new_id else {}))

    def sent(self, user: "FakeUser | int") -> list[Sent]:
        """What the bot has sent to this chat, in order, as it reads now."""
        chat = self.chats[user if isinstance(user, int) else user.id]
        return [Sent(message) for message in list(chat.messages.values()) if message["from"]["is_bot"]]

    def calls(self, method: str) -> list[Call]:
        return [call for call in list(self.log) if call.method.lower() == method.lower()]

    def waiting(self) -> list[Json]:
        """The updates that the bot has not confirmed."""
        with self._lock:
            return [update for _, update in self._waiting]

    def numbered(self) -> list[tuple[int, Json]]:
        """The same, each with its place in the queue."""
        with self._lock:
            return list(self._waiting)

    def forget_below(self, offset: int) -> None:
        with self._lock:
            self._waiting = [entry for entry in self._waiting if entry[0] >= offset]

    def post(self, chat: Chat, sender: Json, content: Json) -> Json:
        """Put a message into a chat."""
        message = payloads.message(next(self._message_numbers), chat.json, sender, int(self.now()), content)
        chat.messages[message["message_id"]] = message
        return message

    def keep(self, content: bytes, ending: str, size: int | None = None) -> Json:
        """Store a file; the same content has the same unique id and another file id each time."""
        digest = hashlib.sha256(content).hexdigest()
        file_id = f"AgACAgI{len(self.files):06}{digest[:40]}"
        json = {"file_id": file_id, "file_unique_id": f"AQAD{digest[:12]}", "file_size": size or len(content)}
        self.files[file_id] = File(json, content, f"files/file_{len(self.files)}.{ending}")
        return json

    def asks(self) -> str:
        """The id of a press that waits for its answer from now on."""
        query_id = str(next(self._query_numbers))
        self.queries[query_id] = self.now()
        return query_id

    def wake(self) -> None:
        """Something is new: whoever serves this says it to those who wait."""


@dataclass(frozen=True)
class FakeUser:
    """A person with the app. Each deed gives the update that the bot will be told."""

    telegram: Telegram
    id: int
    json: Json

    @property
    def chat(self) -> Chat:
        return self.telegram.chats[self.id]

    def writes(self, text: str, *, reply_to: Sent | None = None) -> Json:
        reply = {"reply_to_message": reply_to.raw} if reply_to else {}
        return self._sends(payloads.text_content(text) | reply)

    def edits(self, update: Json, text: str) -> Json:
        """Change a message of one's own, given by the update it came with."""
        message = self.chat.messages[update["message"]["message_id"]]
        message |= payloads.text_content(text) | {"edit_date": int(self.telegram.now())}
        return self.telegram.tell("edited_message", dict(message))

    def presses(
        self, sent: Sent, label: str = "", *, data: str = "", in_chat_of: "FakeUser | None" = None, too_old: bool = False
    ) -> Json:
        """Press the button with this label, or send that data whether there is such a button or not.

        Of a message that is too old, Telegram says no more than its number.
        """
        pressed = sent.raw | ({"chat": in_chat_of.chat.json} if in_chat_of else {})
        if too_old:
            pressed = {"chat": pressed["chat"], "message_id": sent.id, "date": 0}
        instance = str(-(10**18) - pressed["chat"]["id"])
        query = payloads.press(self.telegram.asks(), self.json, pressed, instance, data or sent.data_of(label))
        return self.telegram.tell("callback_query", query)

    def sends_photo(self, content: bytes, caption: str = "", *, album: str | None = None) -> Json:
        """The parts of an album are sent one by one, with the same name for it."""
        small, large = self.telegram.keep(content[:90], "jpg"), self.telegram.keep(content, "jpg")
        return self._sends(payloads.photo_content(small, large, caption, album))

    def sends_document(self, content: bytes, name: str, media_type: str, caption: str = "", *, size: int | None = None) -> Json:
        """`size` is for a file larger than one wants to have in a test."""
        file = self.telegram.keep(content, name.rpartition(".")[2], size)
        return self._sends(payloads.document_content(file, name, media_type, caption))

    def sends_voice(self, content: bytes = b"OggS", seconds: int = 4) -> Json:
        return self._sends(payloads.voice_content(self.telegram.keep(content, "oga"), seconds))

    def sends_sticker(self, emoji: str = "😡") -> Json:
        return self._sends(payloads.sticker_content(self.telegram.keep(b"RIFF", "webp"), emoji))

    def sends_contact(self, phone_number: str) -> Json:
        return self._sends(payloads.contact_content(phone_number, self.json["first_name"], self.id))

    def sends_location(self, latitude: float, longitude: float) -> Json:
        return self._sends(payloads.location_content(latitude, longitude))

    def blocks(self) -> Json:
        return self._lets_in(False)

    def unblocks(self) -> Json:
        return self._lets_in(True)

    def _sends(self, content: Json) -> Json:
        return self.telegram.tell("message", dict(self.telegram.post(self.chat, self.json, content)))

    def _lets_in(self, let_in: bool) -> Json:
        self.chat.blocked = not let_in
        told = payloads.membership(self.chat.json, self.json, int(self.telegram.now()), blocked=not let_in)
        return self.telegram.tell("my_chat_member", told)
