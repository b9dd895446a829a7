"""The web application: the public API with its OpenAPI page, and the buyer's page."""

from pathlib import Path
from typing import Annotated

from fastapi import FastAPI, Header
from fastapi.responses import HTMLResponse, Response
from fastapi.staticfiles import StaticFiles
from fastapi_offline import FastAPIOffline
from starlette.exceptions import HTTPException

from bot.language.catalogue import locale_of, nearest
from bot.language.page_script import page_words
from handlers.web.chat import Counter, chat_routes
from handlers.web.guard import Guard
from handlers.web.refusal import say_no
from handlers.web.sample import sample_routes
from handlers.web.shapes import FaultShape, Words

PAGES = Path(__file__).with_name("pages")
_ABOUT = (
    "What the buyer's page does, any program may do. Open a conversation, keep its token, send it as "
    "`Authorization: Bearer …`, write messages with an id of your own, and read or stream what is answered."
)


def build(counter: Counter, privacy_url: str) -> FastAPI:
    """The application, ready to be served."""
    app = FastAPIOffline(
        title="Amends",
        summary="Complaints put right, in the buyer's own language.",
        description=_ABOUT,
        redoc_url=None,
        redirect_slashes=False,
    )
    app.add_middleware(Guard)
    app.include_router(chat_routes(counter))
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
        html = html.replace("__LANG__", language.replace("_", "-")).replace("__DIR__", locale_of(language).text_direction)
        return HTMLResponse(html, headers={"Vary": "Accept-Language", "Cache-Control": "no-cache"})

    @app.get("/", include_in_schema=False)
    async def chat_page(accept_language: Annotated[str, Header()] = "") -> HTMLResponse:
        return page("chat.html", accept_language)

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
