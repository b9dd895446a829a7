"""A conversation as one file that its buyer takes away: any browser reads it, and it needs nothing else."""

from collections.abc import Iterator
from html import escape
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, Response

from bot.language import script_download
from bot.language.catalogue import locale_of
from bot.language.line import Code
from bot.language.page_script import page_words
from bot.language.speech import Voice
from bot.memory.views import Conversation, Door, Piece, WrittenLine, conversation
from bot.terms import Speaker
from handlers.web.counter import Counter, faults, whose
from handlers.web.telling import language_of

_FILE: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/html": {}}, "description": "The conversation as an HTML file that needs nothing else."}
}
_STYLE = """
:root { color-scheme: light dark }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 42rem; margin: 2rem auto; padding: 0 1rem;
  color: #22252b; background: #fbf8f3 }
h1 { font-size: 1.4rem; margin: 0 }
article { margin: 1.2rem 0; unicode-bidi: isolate }
header, .picture { font-size: .85rem; color: #5b5e63 }
p { margin: .1rem 0; white-space: pre-wrap; overflow-wrap: anywhere }
.buyer header bdi { color: #0f6b66 }
@media (prefers-color-scheme: dark) {
  body { color: #ece7df; background: #15181c }
  header, .picture { color: #a9a69f }
  .buyer header bdi { color: #5fc3bb }
}
"""


def download_routes(counter: Counter) -> APIRouter:
    """The route under /api/chat/download."""
    router = APIRouter(tags=["conversation"])
    Buyer = Annotated[Door, Depends(whose(counter))]

    @router.get("/api/chat/download", response_class=Response, responses=_FILE | faults(401, 429, 503))
    async def download(door: Buyer) -> HTMLResponse:
        """The whole conversation as a file, in the buyer's language."""
        parts = [now := await counter.memory.read(conversation, door.buyer_id, 0)]
        while now.lines and now.lines[-1].n < now.buyer.last_n:
            parts.append(now := await counter.memory.read(conversation, door.buyer_id, now.lines[-1].n))
        zone = ZoneInfo(now.buyer.time_zone) if now.buyer.time_zone else counter.zone
        voice = Voice(language_of(now, counter.tongues), zone)
        saved = voice.line(script_download.DOWNLOAD_SAVED, when=counter.clock.now())
        page = "".join(_page(counter.shop, saved, parts, voice))
        return HTMLResponse(page, headers={"Content-Disposition": 'attachment; filename="conversation.html"'})

    return router


def _page(shop: str, saved: str, parts: list[Conversation], voice: Voice) -> Iterator[str]:
    locale = locale_of(voice.language)
    title = escape(voice.line(script_download.DOWNLOAD_TITLE, shop=shop))
    yield f'<!doctype html>\n<html lang="{voice.language.replace("_", "-")}" dir="{locale.text_direction}">\n'
    yield '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f"<title>{title}</title>\n<style>{_STYLE}</style>\n<h1>{title}</h1>\n<p>{escape(saved)}</p>\n"
    words = page_words(voice.language)
    names = {Speaker.BUYER: words["page.you"], Speaker.BOT: words["page.assistant"]}
    for part in parts:
        for line in part.lines:
            yield from _line(line, names.get(line.speaker, line.author), part.pictures.get(line.n, ()), voice)
    yield "</html>\n"


def _line(line: WrittenLine, name: str, pictures: tuple[Piece, ...], voice: Voice) -> Iterator[str]:
    said_at = escape(voice.spoken(line.at))
    yield f'<article class="{line.speaker}"><header><bdi>{escape(name)}</bdi> · <time>{said_at}</time></header>\n'
    if line.text:
        yield f'<p dir="auto">{escape(line.text)}</p>\n'
    for piece in pictures:
        yield f'<p class="picture">{escape(_named(piece, voice))}</p>\n'
    yield "</article>\n"


def _named(piece: Piece, voice: Voice) -> str:
    number = Code(str(piece.id))
    if not piece.sha256:
        return voice.line(script_download.DOWNLOAD_PICTURE_MISSING, number=number)
    return voice.line(script_download.DOWNLOAD_PICTURE, number=number, size=Code(f"{piece.width} × {piece.height}"))
