"""The web application: the public API with its OpenAPI page, and the buyer's page."""

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from fastapi import FastAPI, Header
from fastapi.responses import HTMLResponse, Response
from fastapi.staticfiles import StaticFiles
from fastapi_offline import FastAPIOffline
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware

from bot.language.catalogue import locale_of, nearest
from bot.language.page_script import page_words
from bot.language.script_widget import widget_words
from handlers.web.chat import chat_routes
from handlers.web.counter import Counter
from handlers.web.coupons import coupon_routes
from handlers.web.download import download_routes
from handlers.web.guard import Guard
from handlers.web.mail import mail_routes
from handlers.web.pictures import PATH as PICTURES
from handlers.web.pictures import picture_routes
from handlers.web.refusal import say_no
from handlers.web.sample import sample_routes
from handlers.web.shapes import FaultShape, Words
from handlers.web.shop_calls import shop_routes

PAGES = Path(__file__).with_name("pages")
# A shop's page names it once and for all: what is changed in it is there within the hour.
_FOR_ANY_SITE = {"Cache-Control": "public, max-age=3600", "Cross-Origin-Resource-Policy": "cross-origin"}
_WORTH_PACKING = 1024
_ABOUT = (
    "What the buyer's page does, any program may do. Open a conversation, keep its token, send it as "
    "`Authorization: Bearer …`, write messages with an id of your own, and read or stream what is answered. "
    "Programs of the seller's call with a key that `python -m bot keys add NAME` makes. "
    "Who asks for too much is answered 429, and told by `Retry-After` when to come again."
)

_ONLY_OUTSIDE = re.compile(r'\s*<p [^>]*data-when="asks-outside"></p>')
"""What a page says only where somebody outside is asked to understand or translate."""


def build(counter: Counter, privacy_url: str, framed_by: Sequence[str] = ()) -> FastAPI:
    """The application, ready to be served; `framed_by` are the web sites that may show it in a frame."""
    app = FastAPIOffline(
        title="Amends",
        summary="Complaints put right, in the buyer's own language.",
        description=_ABOUT,
        redoc_url=None,
        redirect_slashes=False,
    )
    app.add_middleware(GZipMiddleware, minimum_size=_WORTH_PACKING)
    app.add_middleware(Guard, framed_by=framed_by, weighs_itself=PICTURES)
    app.include_router(chat_routes(counter))
    app.include_router(picture_routes(counter))
    app.include_router(download_routes(counter))
    app.include_router(shop_routes(counter))
    app.include_router(coupon_routes(counter))
    app.include_router(mail_routes(counter))
    if counter.sample:
        app.include_router(sample_routes(counter.sample))
    _pages(app, counter, privacy_url)
    say_no(app)
    return app


def _pages(app: FastAPI, counter: Counter, privacy_url: str) -> None:
    tongues = counter.tongues
    app.mount("/assets", StaticFiles(directory=PAGES), name="assets")

    def page(name: str, accepted: str) -> HTMLResponse:
        language = _wanted(accepted, tongues.spoken) or tongues.default
        html = (PAGES / name).read_text(encoding="utf-8")
        if not counter.asks_outside:
            html = _ONLY_OUTSIDE.sub("", html)
        html = html.replace("__LANG__", language.replace("_", "-")).replace("__DIR__", locale_of(language).text_direction)
        return HTMLResponse(html, headers={"Vary": "Accept-Language", "Cache-Control": "no-cache"})

    @app.get("/", include_in_schema=False)
    async def chat_page(accept_language: Annotated[str, Header()] = "", language: str = "") -> HTMLResponse:
        return page("chat.html", f"{language},{accept_language}")

    @app.get("/widget.js", include_in_schema=False)
    async def widget() -> Response:
        # What a reader of the source needs and no browser does, indents and remarks, stays here.
        script = re.sub(r"^\s*(/?\*.*|//.*)?", "", (PAGES / "widget.js").read_text(encoding="utf-8"), flags=re.MULTILINE)
        words = json.dumps(widget_words(("en", *tongues.spoken)), ensure_ascii=False)
        return Response(script.replace("__WORDS__", words), media_type="text/javascript", headers=_FOR_ANY_SITE)

    @app.get("/privacy", include_in_schema=False)
    async def privacy_page(accept_language: Annotated[str, Header()] = "") -> Response:
        if privacy_url:
            return Response(status_code=307, headers={"Location": privacy_url})
        return page("privacy.html", accept_language)

    @app.get("/api/words/{language}", tags=["page"], responses={status: {"model": FaultShape} for status in (404, 422)})
    async def words(language: str) -> Words:
        """The words of the page itself, by key, in one of the languages spoken."""
        known = nearest(language, tongues.spoken)
        if not known:
            raise HTTPException(404)
        direction = locale_of(known).text_direction
        return Words(language=known, direction="rtl" if direction == "rtl" else "ltr", words=page_words(known))


def _wanted(accepted: str, spoken: tuple[str, ...]) -> str:
    """The first language of an Accept-Language header that is spoken here; its order is taken as its preference."""
    tags = (part.partition(";")[0].strip() for part in accepted[:200].split(","))
    return next((found for tag in tags if (found := nearest(tag, spoken))), "")
