"""A shop that says what a test tells it to, and can lose its answers or its memory: the page's API, without the house."""

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, Response, StreamingResponse

from bot.language.page_script import page_words
from tests.web import arabic

PAGES = Path(__file__).parents[2] / "handlers" / "web" / "pages"


def dumped(event: str, n: int, data: dict[str, Any]) -> str:
    return f"event: {event}\nid: {n}\ndata: {JSONResponse(data).body.decode()}\n\n"


class ScriptedShop:
    """Implements the page's API in memory: what arrived is in `posts`, and what it says is what the test tells it to."""

    def __init__(self) -> None:
        self.url = ""
        self.opened = 0  # conversations so far; the token is the number of the last one
        self.links: list[str] = []  # by which they were opened
        self.conversation = "1"
        self.posts: list[dict[str, Any]] = []
        self.messages: list[dict[str, Any]] = []
        self.case: dict[str, Any] | None = None
        self.language = "en"
        self.sample: dict[str, Any] | None = None
        self.mail: dict[str, Any] | None = None
        self.pictures: dict[str, bytes] = {}  # what was brought, by the page's own name for it
        self.answers_to_lose = 0  # so many messages are taken in, and the answer never arrives
        self.refusal: tuple[int, str, str] | None = None  # status, code and message of the answer to the next messages
        self.picture_refusal: tuple[int, str, str] | None = None
        self.loop = asyncio.new_event_loop()
        self.news = asyncio.Condition()

    def say(self, text: str, speaker: str = "bot", **more: Any) -> None:
        """Add a message to the conversation; every open stream hears of it."""
        at = f"2026-02-16T08:12:{len(self.messages):02}Z"
        buttons = [{"kind": "choice", "value": "", "token": button["label"], **button} for button in more.pop("buttons", ())]
        message = {"n": len(self.messages) + 1, "from": speaker, "author": "", "text": text, "at": at, "buttons": buttons}
        self.messages.append({**message, "card": None, "pictures": [], **more})
        self.wake()

    def keep(self, **case: Any) -> None:
        """Put the case into a state; every open stream hears of it."""
        self.case = {"number": 12, "step": "listen", "keeper": "bot", "person": "", "waits": False, **case}
        self.wake()

    def wake(self) -> None:
        asyncio.run_coroutine_threadsafe(self._notify(), self.loop)

    async def _notify(self) -> None:
        async with self.news:
            self.news.notify_all()

    @property
    def state(self) -> dict[str, Any]:
        return {"conversation": self.conversation, "case": self.case, "language": self.language}

    def direction(self, language: str = "") -> str:
        return "rtl" if (language or self.language) == "ar" else "ltr"

    async def heard(self, after: int) -> AsyncIterator[str]:
        told: dict[str, Any] | None = None
        yield ": welcome\n\n"
        while True:
            for message in self.messages[after:]:
                after = message["n"]
                yield dumped("message", after, message)
            if told != self.state:
                told = self.state
                yield dumped("state", after, told)
            async with self.news:
                await self.news.wait_for(lambda after=after, told=told: len(self.messages) > after or told != self.state)


def refused(status: int, code: str, message: str) -> Response:
    return JSONResponse({"error": {"code": code, "message": message}}, status, {"Retry-After": "1"} if status == 429 else None)


def application(shop: ScriptedShop) -> FastAPI:
    """The doors of the scripted shop."""
    app = FastAPI()

    def written(name: str) -> HTMLResponse:
        html = (PAGES / name).read_text().replace("__LANG__", shop.language.replace("_", "-"))
        return HTMLResponse(html.replace("__DIR__", shop.direction()))

    @app.middleware("http")
    async def guard(request: Request, call_next: Any) -> Response:
        path, known = request.url.path, request.headers.get("Authorization") == f"Bearer {shop.opened}"
        if path.startswith("/api/chat") and (request.method, path) != ("POST", "/api/chat") and not known:
            return JSONResponse({"error": {"code": "unknown_token", "message": "?"}}, 401)
        response: Response = await call_next(request)
        response.headers["Content-Security-Policy"] = "default-src 'self'"
        return response

    @app.get("/")
    async def page() -> HTMLResponse:
        return written("chat.html")

    @app.get("/privacy")
    async def privacy() -> HTMLResponse:
        return written("privacy.html")

    @app.get("/assets/{name}")
    async def asset(name: str) -> FileResponse:
        return FileResponse(PAGES / name)

    @app.post("/api/chat", status_code=201)
    async def open_conversation(body: dict[str, str]) -> dict[str, str]:
        shop.opened += 1
        shop.links += [body["link"]] if "link" in body else []
        return {"token": str(shop.opened)}

    @app.get("/api/chat")
    async def chat() -> dict[str, Any]:
        languages = [{"id": "en", "name": "English"}, {"id": "es", "name": "español"}, {"id": "ar", "name": "العربية"}]
        told = {"shop": "Wanderlight", "direction": shop.direction(), "languages": languages, "max_text": 4000}
        return {**told, "sample": shop.sample, "mail": shop.mail, **shop.state}

    @app.post("/api/chat/messages", status_code=202)
    async def post(body: dict[str, Any]) -> Response:
        if shop.refusal:
            return refused(*shop.refusal)
        shop.posts.append(body)
        if shop.answers_to_lose:
            shop.answers_to_lose -= 1
            return Response(status_code=502)
        if body["id"] not in {message.get("id") for message in shop.messages}:
            labels = {button["token"]: button["label"] for message in shop.messages for button in message["buttons"]}
            pictures = [{"id": number, "width": 40, "height": 30, "state": "kept"} for number in body.get("pictures", ())]
            shop.say(labels[body["button"]] if "button" in body else body["text"], "buyer", id=body["id"], pictures=pictures)
        return JSONResponse({"id": body["id"]}, 202)

    @app.get("/api/chat/messages")
    async def messages(after: int) -> dict[str, Any]:
        return {"messages": shop.messages[after:], **shop.state}

    @app.get("/api/chat/events")
    async def events(after: int) -> StreamingResponse:
        return StreamingResponse(shop.heard(after), media_type="text/event-stream")

    @app.post("/api/chat/pictures", status_code=201)
    async def bring(request: Request, id: str) -> Response:
        content = await request.body()
        if shop.picture_refusal:
            return refused(*shop.picture_refusal)
        shop.pictures.setdefault(id, content)
        return JSONResponse({"picture": list(shop.pictures).index(id) + 1}, 201)

    @app.get("/api/chat/pictures/{number}")
    async def picture(number: int) -> Response:
        return Response(list(shop.pictures.values())[number - 1], media_type="image/jpeg")

    @app.get("/api/chat/download")
    async def download() -> HTMLResponse:
        return HTMLResponse("<p>" + "<p>".join(message["text"] for message in shop.messages))

    @app.post("/api/chat/mail")
    async def mail(body: dict[str, bool]) -> dict[str, Any]:
        shop.mail = {**(shop.mail or {}), "agreed": body["agree"]}
        return shop.mail

    @app.post("/api/chat/language")
    async def choose(body: dict[str, str]) -> dict[str, str]:
        shop.language = body["language"]
        return body

    @app.get("/api/words/{language}")
    async def words(language: str) -> dict[str, Any]:
        spoken = page_words(language) | (arabic.WORDS if language == "ar" else {})
        return {"language": language, "direction": shop.direction(language), "words": spoken}

    @app.post("/api/sample/clock")
    async def clock() -> dict[str, str]:
        return {"now": "2026-02-17T09:00:00+01:00"}

    return app


@contextmanager
def scripted_shop() -> Iterator[ScriptedShop]:
    """The shop, open at its `url` on a loop of its own in another thread: a browser is driven from this one."""
    shop = ScriptedShop()
    config = uvicorn.Config(application(shop), port=0, log_level="critical", timeout_graceful_shutdown=0)
    server = uvicorn.Server(config)
    listening = config.bind_socket()
    shop.url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    thread = threading.Thread(target=lambda: shop.loop.run_until_complete(server.serve([listening])))
    thread.start()
    try:
        yield shop
    finally:
        server.should_exit = True
        thread.join()
        shop.loop.close()
