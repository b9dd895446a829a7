"""What Telegram's objects look like on the wire: everything the fake Bot API hands out is made here."""

import re
from typing import Any

Json = dict[str, Any]

BOT: Json = {"id": 7000000001, "is_bot": True, "first_name": "Wanderlight", "username": "WanderlightBot"}
ME: Json = BOT | {
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": False,
    "can_connect_to_business": False,
    "has_main_web_app": False,
}
COMMAND = re.compile(r"(?<!\S)/[A-Za-z0-9_]{1,32}(?:@\w+)?")


def utf16_length(text: str) -> int:
    """As Telegram counts: an emoji is two."""
    return len(text.encode("utf-16-le")) // 2


def person(number: int, name: str, language_code: str | None) -> Json:
    known = {"language_code": language_code} if language_code else {}
    return {"id": number, "is_bot": False, "first_name": name} | known


def private_chat(number: int, name: str) -> Json:
    return {"id": number, "type": "private", "first_name": name}


def forum(number: int, title: str) -> Json:
    return {"id": number, "type": "supergroup", "title": title, "is_forum": True}


def message(number: int, chat: Json, sender: Json, at: int, content: Json) -> Json:
    return {"message_id": number, "from": sender, "chat": chat, "date": at} | content


def text_content(text: str) -> Json:
    """What somebody typed, with the commands in it marked as Telegram does."""
    commands = [
        {"type": "bot_command", "offset": utf16_length(text[: found.start()]), "length": len(found.group())}
        for found in COMMAND.finditer(text)
    ]
    return {"text": text} | ({"entities": commands} if commands else {})


def photo_content(small: Json, large: Json, caption: str, album: str | None) -> Json:
    """Sizes rise, as Telegram lists them."""
    sizes = [small | {"width": 90, "height": 68}, large | {"width": 1280, "height": 960}]
    return {"photo": sizes} | ({"caption": caption} if caption else {}) | ({"media_group_id": album} if album else {})


def document_content(file: Json, name: str, media_type: str, caption: str) -> Json:
    document = file | {"file_name": name, "mime_type": media_type}
    return {"document": document} | ({"caption": caption} if caption else {})


def voice_content(file: Json, seconds: int) -> Json:
    return {"voice": file | {"duration": seconds, "mime_type": "audio/ogg"}}


def sticker_content(file: Json, emoji: str) -> Json:
    look = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False, "emoji": emoji}
    return {"sticker": file | look}


def contact_content(phone_number: str, name: str, user_id: int) -> Json:
    return {"contact": {"phone_number": phone_number, "first_name": name, "user_id": user_id}}


def location_content(latitude: float, longitude: float) -> Json:
    return {"location": {"latitude": latitude, "longitude": longitude}}


def press(query_id: str, by: Json, pressed: Json, chat_instance: str, data: str) -> Json:
    return {"id": query_id, "from": by, "message": pressed, "chat_instance": chat_instance, "data": data}


def membership(chat: Json, user: Json, at: int, *, blocked: bool) -> Json:
    """What Telegram tells the bot when somebody blocks it, or lets it in again."""
    member = {"user": BOT, "status": "member"}
    banned = {"user": BOT, "status": "kicked", "until_date": 0}
    old, new = (member, banned) if blocked else (banned, member)
    return {"chat": chat, "from": user, "date": at, "old_chat_member": old, "new_chat_member": new}
