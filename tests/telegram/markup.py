"""What Telegram accepts as HTML and as a keyboard, and in which words it refuses the rest."""

import html
import json
import re
from dataclasses import dataclass
from typing import Any

from tests.telegram.payloads import utf16_length

Json = dict[str, Any]

ENTITY_OF_TAG = {
    **dict.fromkeys(("b", "strong"), "bold"),
    **dict.fromkeys(("i", "em"), "italic"),
    **dict.fromkeys(("u", "ins"), "underline"),
    **dict.fromkeys(("s", "strike", "del"), "strikethrough"),
    **dict.fromkeys(("span", "tg-spoiler"), "spoiler"),
    **{"a": "text_link", "code": "code", "pre": "pre", "blockquote": "blockquote", "tg-emoji": "custom_emoji"},
}
ATTRIBUTES = {"a": {"href"}, "span": {"class"}, "code": {"class"}, "blockquote": {"expandable"}, "tg-emoji": {"emoji-id"}}
PIECE = re.compile(
    r"<(?P<end>/?)(?P<tag>[^\s<>/]*)(?P<attributes>[^<>]*)(?P<close>>?)|&(?P<entity>[a-z]+|#\d+|#x[0-9a-f]+);|[<&]", re.I
)
ATTRIBUTE = re.compile(r"""\s+([\w-]+)(?:\s*=\s*("[^"]*"|'[^']*'|[\w.-]+))?""")
NAMED_ENTITIES = {"lt", "gt", "amp", "quot"}

MOST_BUTTONS, MOST_IN_A_ROW = 100, 8
BUTTON_ACTIONS = {"callback_data", "url", "copy_text"}


class Refused(Exception):
    """A 400, in Telegram's words, without the "Bad Request: " in front."""


@dataclass
class _Open:
    tag: str
    at: int
    attributes: dict[str, str]


def parsed(source: str) -> tuple[str, list[Json]]:
    """The text of this HTML and its entities; raises Refused.

    In two things stricter than Telegram, which lets a bare & stand and ignores an attribute it does not know: here either is
    somebody's text that was not escaped, and luck that it was not worse.
    """
    text, open_tags, entities, position = "", list[_Open](), list[Json](), 0
    for piece in PIECE.finditer(source):
        text += source[position : piece.start()]
        at, position = len(source[: piece.start()].encode()), piece.end()
        if piece["entity"]:
            text += _character(piece["entity"], at)
        elif piece["tag"] is None:
            raise _bad(f"Unexpected character at byte offset {at}")
        elif not piece["close"]:
            raise _bad(f"Unclosed {'end' if piece['end'] else 'start'} tag at byte offset {at}")
        elif piece["end"]:
            entities += _closed(open_tags, piece["tag"].lower(), at, text)
        else:
            open_tags.append(_opened(piece["tag"].lower(), piece["attributes"], at, utf16_length(text)))
    text += source[position:]
    if open_tags:
        raise _bad(f'Can\'t find end tag corresponding to start tag "{open_tags[-1].tag}"')
    return _trimmed(text, entities)


def _bad(why: str) -> Refused:
    return Refused(f"can't parse entities: {why}")


def _character(entity: str, at: int) -> str:
    if not entity.startswith("#") and entity not in NAMED_ENTITIES:
        raise _bad(f"Unknown entity at byte offset {at}")
    return html.unescape(f"&{entity};")


def _opened(tag: str, attributes: str, at: int, length: int) -> _Open:
    if tag not in ENTITY_OF_TAG:
        raise _bad(f'Unsupported start tag "{tag}" at byte offset {at}')
    if ATTRIBUTE.sub("", attributes).strip():
        raise _bad(f'Unexpected attribute of the tag "{tag}" at byte offset {at}')
    given = {
        name.lower(): html.unescape(value[1:-1] if value[:1] in {'"', "'"} else value)
        for name, value in ATTRIBUTE.findall(attributes)
    }
    if given.keys() - ATTRIBUTES.get(tag, set()):
        raise _bad(f'Unknown attribute of the tag "{tag}" at byte offset {at}')
    if tag == "span" and given.get("class") != "tg-spoiler":
        raise _bad(f'Tag "span" must have class "tg-spoiler" at byte offset {at}')
    if tag == "tg-emoji" and not given.get("emoji-id", "").isdigit():
        raise _bad(f"Invalid custom emoji identifier specified at byte offset {at}")
    return _Open(tag, length, given)


def _closed(open_tags: list[_Open], tag: str, at: int, text: str) -> list[Json]:
    if not open_tags:
        raise _bad(f"Unexpected end tag at byte offset {at}")
    opened = open_tags.pop()
    if tag not in {opened.tag, ""}:
        raise _bad(f'Unmatched end tag at byte offset {at}, expected "</{opened.tag}>", found "</{tag}>"')
    entity: Json = {"type": ENTITY_OF_TAG[opened.tag], "offset": opened.at, "length": utf16_length(text) - opened.at}
    match opened.tag:
        case "a" if opened.attributes.get("href"):
            entity["url"] = opened.attributes["href"]
        case "a":
            return []
        case "tg-emoji":
            entity["custom_emoji_id"] = opened.attributes["emoji-id"]
        case "blockquote" if "expandable" in opened.attributes:
            entity["type"] = "expandable_blockquote"
    return [entity] if entity["length"] else []


def _trimmed(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Telegram cuts blanks off at both ends, and the entities with them."""
    cut = utf16_length(text) - utf16_length(text.lstrip())
    text = text.strip()
    length = utf16_length(text)
    kept = []
    for entity in entities:
        start = min(max(entity["offset"] - cut, 0), length)
        end = min(max(entity["offset"] + entity["length"] - cut, 0), length)
        if end > start:
            kept.append(entity | {"offset": start, "length": end - start})
    return text, sorted(kept, key=lambda entity: (entity["offset"], -entity["length"]))


def keyboard(source: str) -> Json | None:
    """The inline keyboard in a reply_markup; None for any other kind, which is not shown with the message; raises Refused."""
    try:
        markup = json.loads(source)
    except ValueError:
        raise Refused("can't parse reply keyboard markup JSON object") from None
    if not isinstance(markup, dict):
        raise Refused("object expected as reply markup")
    if "inline_keyboard" not in markup:
        if not markup.keys() & {"keyboard", "remove_keyboard", "force_reply"}:
            raise Refused("reply markup is of no known kind")
        return None
    rows = markup["inline_keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise Refused('field "inline_keyboard" must be an Array of Arrays')
    if any(len(row) > MOST_IN_A_ROW for row in rows) or sum(map(len, rows)) > MOST_BUTTONS:
        raise Refused("reply markup is too long")
    for button in (button for row in rows for button in row):
        _check_button(button)
    return {"inline_keyboard": [row for row in rows if row]}


def _check_button(button: Any) -> None:
    if not isinstance(button, dict) or not isinstance(button.get("text"), str) or not button["text"].strip():
        raise Refused("can't parse inline keyboard button: text must be non-empty")
    if len(button.keys() & BUTTON_ACTIONS) != 1:
        raise Refused("can't parse inline keyboard button: text buttons are unallowed in the inline keyboard")
    data = button.get("callback_data", "-")
    if not isinstance(data, str) or not 1 <= len(data.encode()) <= 64:
        raise Refused("BUTTON_DATA_INVALID")
    copied = button.get("copy_text", {"text": "-"})
    if not isinstance(copied, dict) or not 1 <= len(copied.get("text", "")) <= 256:
        raise Refused("BUTTON_COPY_TEXT_INVALID")
    if "url" in button and not re.match(r"(?:https?|tg)://\S+$", str(button["url"])):
        raise Refused("BUTTON_URL_INVALID")
