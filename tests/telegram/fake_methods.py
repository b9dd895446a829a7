"""The methods of the Bot API, each as strict as Telegram's own: what it takes, what it refuses, what it answers."""

import json
import re
from collections.abc import Callable
from typing import Any

from tests.telegram import payloads
from tests.telegram.fake_telegram import Call, Chat, Telegram
from tests.telegram.markup import Refused, keyboard, parsed

Json = dict[str, Any]

LONGEST_TEXT, LONGEST_CAPTION, LONGEST_ANSWER = 4096, 1024, 200
LARGEST_DOWNLOAD, LARGEST_PHOTO = 20 * 2**20, 10 * 2**20
ACTIONS = {"typing", "upload_photo", "upload_document", "find_location"}
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content and "
    "reply markup of the message"
)
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


class Blocked(Exception):
    """A 403."""


def get_me(_telegram: Telegram, _call: Call) -> Json:
    return payloads.ME


def send_message(telegram: Telegram, call: Call) -> Json:
    text, entities = _text(call, "text", LONGEST_TEXT, "message")
    if not text:
        raise Refused("message text is empty")
    content: Json = {"text": text} | ({"entities": entities} if entities else {})
    return _send(telegram, call, content)


def send_photo(telegram: Telegram, call: Call) -> Json:
    caption, entities = _text(call, "caption", LONGEST_CAPTION, "message caption")
    given = call.params.get("photo", "")
    upload = call.files.get(given.removeprefix("attach://") or "photo")
    if upload:
        if len(upload.content) > LARGEST_PHOTO:
            raise Refused("file is too big")
        small, large = telegram.keep(upload.content[:90], "jpg"), telegram.keep(upload.content, "jpg")
    elif given in telegram.files:
        small = large = telegram.files[given].json
    else:
        raise Refused(
            "wrong remote file identifier specified: wrong string length" if given else "there is no photo in the request"
        )
    content = payloads.photo_content(small, large, caption, None)
    return _send(telegram, call, content | ({"caption_entities": entities} if entities else {}))


def edit_message_text(telegram: Telegram, call: Call) -> Json:
    text, entities = _text(call, "text", LONGEST_TEXT, "message")
    if not text:
        raise Refused("message text is empty")
    message = _own_message(telegram, call)
    if "text" not in message:
        raise Refused("there is no text in the message to edit")
    return _edit(telegram, call, message, {"text": text, "entities": entities})


def edit_message_reply_markup(telegram: Telegram, call: Call) -> Json:
    message = _own_message(telegram, call)
    return _edit(telegram, call, message, {})


def answer_callback_query(telegram: Telegram, call: Call) -> bool:
    if len(call.params.get("text", "")) > LONGEST_ANSWER:
        raise Refused("MESSAGE_TOO_LONG")
    pressed_at = telegram.queries.get(call.params.get("callback_query_id", ""))
    if pressed_at is None or telegram.now() - pressed_at > telegram.query_seconds:
        raise Refused(TOO_OLD)
    return True


def send_chat_action(telegram: Telegram, call: Call) -> bool:
    _chat(telegram, call)
    if call.params.get("action") not in ACTIONS:
        raise Refused("wrong parameter action in request")
    return True


def get_file(telegram: Telegram, call: Call) -> Json:
    file = telegram.files.get(call.params.get("file_id", ""))
    if file is None:
        raise Refused("wrong file_id or the file is temporarily unavailable")
    if file.json["file_size"] > LARGEST_DOWNLOAD:
        raise Refused("file is too big")
    return file.json | {"file_path": file.path}


def set_my_commands(telegram: Telegram, call: Call) -> bool:
    commands = _json(call, "commands")
    for command in commands:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]):
            raise Refused("BOT_COMMAND_INVALID")
        if not 1 <= len(command["description"]) <= 256:
            raise Refused("BOT_COMMAND_DESCRIPTION_INVALID")
    telegram.texts[_place(call, "commands")] = commands
    return True


def get_my_commands(telegram: Telegram, call: Call) -> list[Json]:
    return list(telegram.texts.get(_place(call, "commands"), []))


def delete_my_commands(telegram: Telegram, call: Call) -> bool:
    telegram.texts.pop(_place(call, "commands"), None)
    return True


def set_my_description(telegram: Telegram, call: Call) -> bool:
    return _describe(telegram, call, "description", 512)


def set_my_short_description(telegram: Telegram, call: Call) -> bool:
    return _describe(telegram, call, "short_description", 120)


def create_forum_topic(telegram: Telegram, call: Call) -> Json:
    chat, name = _chat(telegram, call), call.params.get("name", "")
    if not chat.json.get("is_forum"):
        raise Refused("the chat is not a forum")
    if not 1 <= len(name) <= 128:
        raise Refused("TOPIC_TITLE_INVALID" if name else "TOPIC_TITLE_EMPTY")
    created = {"name": name, "icon_color": int(call.params.get("icon_color", 7322096))}
    topic = telegram.post(chat, payloads.BOT, {"forum_topic_created": created})["message_id"]
    chat.topics.add(topic)
    return {"message_thread_id": topic} | created


def _chat(telegram: Telegram, call: Call) -> Chat:
    if not call.params.get("chat_id"):
        raise Refused("chat_id is empty")
    chat = telegram.chats.get(call.chat_id or 0)
    if chat is None:
        raise Refused("chat not found")
    if chat.blocked:
        raise Blocked("bot was blocked by the user")
    return chat


def _json(call: Call, name: str) -> Any:
    try:
        return json.loads(call.params[name])
    except (KeyError, ValueError):
        raise Refused(f"can't parse {name} JSON object") from None


def _text(call: Call, name: str, longest: int, what: str) -> tuple[str, list[Json]]:
    source, mode = call.params.get(name, ""), call.params.get("parse_mode", "")
    if mode and mode.lower() != "html":
        raise Refused("unsupported parse_mode")
    entities = _json(call, "entities") if "entities" in call.params else []
    text, entities = parsed(source) if mode else (source.strip(), entities)
    if payloads.utf16_length(text) > longest:
        raise Refused(f"{what} is too long")
    return text, entities


def _markup(call: Call) -> Json:
    given = keyboard(call.params["reply_markup"]) if "reply_markup" in call.params else None
    return {"reply_markup": given} if given and given["inline_keyboard"] else {}


def _send(telegram: Telegram, call: Call, content: Json) -> Json:
    markup, chat, more = _markup(call), _chat(telegram, call), Json()
    if "message_thread_id" in call.params:
        topic = int(call.params["message_thread_id"])
        if topic not in chat.topics:
            raise Refused("message thread not found")
        more = {"message_thread_id": topic, "is_topic_message": True}
    if "reply_parameters" in call.params:
        reply = _json(call, "reply_parameters")
        replied_to = chat.messages.get(reply["message_id"])
        if replied_to is None and not reply.get("allow_sending_without_reply"):
            raise Refused("message to be replied not found")
        more |= {"reply_to_message": replied_to} if replied_to else {}
    return telegram.post(chat, payloads.BOT, content | markup | more)


def _own_message(telegram: Telegram, call: Call) -> Json:
    message = _chat(telegram, call).messages.get(int(call.params.get("message_id", 0)))
    if message is None:
        raise Refused("message to edit not found")
    if not message["from"]["is_bot"]:
        raise Refused("message can't be edited")
    return message


def _edit(telegram: Telegram, call: Call, message: Json, content: Json) -> Json:
    """An edit that names no keyboard takes it away."""
    markup = _markup(call)
    before = {name: message.get(name, []) for name in content} | {"reply_markup": message.get("reply_markup")}
    if before == content | {"reply_markup": markup.get("reply_markup")}:
        raise Refused(NOT_MODIFIED)
    message.pop("reply_markup", None)
    message |= content | markup | {"edit_date": int(telegram.now())}
    if message.get("entities") == []:
        del message["entities"]
    return message


def _place(call: Call, what: str) -> tuple[str, str, str]:
    scope = json.dumps(_json(call, "scope"), sort_keys=True) if "scope" in call.params else '{"type": "default"}'
    language = call.params.get("language_code", "")
    if language and not re.fullmatch("[a-z]{2}", language):
        raise Refused("wrong language code specified: it must be a two-letter ISO 639-1 language code")
    return what, scope, language


def _describe(telegram: Telegram, call: Call, what: str, longest: int) -> bool:
    text = call.params.get(what, "")
    if len(text) > longest:
        raise Refused(f"{what} is too long")
    telegram.texts[_place(call, what)] = text
    return True


METHODS: dict[str, Callable[[Telegram, Call], Any]] = {
    method.__name__.replace("_", ""): method
    for method in (
        *(get_me, send_message, send_photo, edit_message_text, edit_message_reply_markup, answer_callback_query),
        *(send_chat_action, get_file, set_my_commands, get_my_commands, delete_my_commands),
        *(set_my_description, set_my_short_description, create_forum_topic),
    )
}
"""By their names in lower case: Telegram does not mind the case."""
