"""A Bot API of our own on this machine, over real HTTP: `async with FakeBotApi() as api`, or `with api.in_a_thread()`.

The bot is told `api.base_url` and `api.base_file_url`, people come from `api.user(...)`, what the bot sent is `api.sent(user)`,
and `api.fail(...)` says what is to go wrong. `python -m tests.telegram.fake_api --port 8081` keeps one open.
"""

import argparse
import asyncio
import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Self

import aiohttp
from aiohttp import web

from tests.telegram.fake_methods import METHODS, Blocked
from tests.telegram.fake_telegram import Call, Telegram, Upload
from tests.telegram.markup import Refused

Json = dict[str, Any]

TOKEN = "7000000001:AAF-fake-token-of-nobody-0123456789"
PATIENCE = 5.0  # seconds; what takes longer never comes
PHRASES = {400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 409: "Conflict"}
PHRASES |= {413: "Request Entity Too Large", 429: "Too Many Requests", 500: "Internal Server Error", 502: "Bad Gateway"}
WEBHOOK_IS_SET = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
ANOTHER_POLLS = "terminated by other getUpdates request; make sure that only one bot instance is running"
FIRST_RETRY, LONGEST_RETRY = 0.02, 0.5  # seconds between two tries of the webhook; Telegram's are longer


@dataclass(frozen=True)
class Fault:
    """What goes wrong with one call. A status is answered without doing anything; otherwise it is done, and then this happens."""

    method: str
    chat: int | None
    status: int | None
    description: str
    parameters: Json
    page: bool
    drop_answer: bool
    delay: float

    def is_for(self, call: Call) -> bool:
        return self.method in {"", call.method.lower()} and self.chat in {None, call.chat_id}


@dataclass
class _Refusal(Exception):
    status: int
    description: str


class FakeBotApi(Telegram):
    """Telegram with its door open. May be closed and opened again, on the same port if one was named."""

    def __init__(self, token: str = TOKEN, port: int = 0) -> None:
        super().__init__()
        self.token = token
        self.port = port
        self.webhook: dict[str, str] = {}
        self.webhook_answers: list[tuple[int, int]] = []
        """The number of each update that was posted, and the status it was answered; 0 if there was no answer."""
        self.longest_poll = 50.0
        self._webhook_error: Json = {}
        self._faults: list[Fault] = []
        self._poll = 0
        self._news = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._closing = False

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def base_url(self) -> str:
        """As python-telegram-bot wants it: the token follows at once."""
        return f"{self.address}/bot"

    @property
    def base_file_url(self) -> str:
        return f"{self.address}/file/bot"

    def fail(
        self,
        method: str = "",
        *,
        chat: int | None = None,
        status: int | None = None,
        description: str = "",
        retry_after: int | None = None,
        moved_to: int | None = None,
        page: bool = False,
        drop_answer: bool = False,
        delay: float = 0.0,
    ) -> None:
        """Have the next call go wrong, of that method and to that chat if they are named; said twice, the next two.

        `page` answers with the HTML page of some gateway. With `drop_answer` the call is done and the connection closed without
        a word, with `delay` it is done and answered that many seconds later.
        """
        parameters: Json = {"retry_after": retry_after} if retry_after is not None else {}
        parameters |= {"migrate_to_chat_id": moved_to} if moved_to is not None else {}
        said = description or (f"{PHRASES[429]}: retry after {retry_after}" if retry_after else PHRASES.get(status or 0, ""))
        self._faults.append(Fault(method.lower(), chat, status, said, parameters, page, drop_answer, delay))

    async def until(self, so: Callable[[], bool]) -> None:
        """Wait until it is so, looking at every call and every update; TimeoutError if it never is."""
        async with asyncio.timeout(PATIENCE):
            while not so():
                await self._news.wait()

    def wake(self) -> None:
        if self._loop and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._tell_those_who_wait)

    def _tell_those_who_wait(self) -> None:
        self._news.set()
        self._news = asyncio.Event()

    async def __aenter__(self) -> Self:
        self._loop, self._closing = asyncio.get_running_loop(), False
        app = web.Application(client_max_size=60 * 2**20)
        app.router.add_route("*", "/bot{token}/{method}", self._answer)
        app.router.add_get("/file/bot{token}/{path:.+}", self._download)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]
        self._postman = asyncio.create_task(self._deliver())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._closing = True
        self._tell_those_who_wait()
        self._postman.cancel()
        await asyncio.gather(self._postman, return_exceptions=True)
        await self._runner.cleanup()

    @contextmanager
    def in_a_thread(self) -> Iterator[Self]:
        """The same, for a test that waits for a process and has no loop of its own."""
        loop = asyncio.new_event_loop()
        thread = threading.Thread(target=loop.run_forever, daemon=True)
        thread.start()
        try:
            asyncio.run_coroutine_threadsafe(self.__aenter__(), loop).result(PATIENCE)
            yield self
        finally:
            asyncio.run_coroutine_threadsafe(self.__aexit__(), loop).result(PATIENCE)
            loop.call_soon_threadsafe(loop.stop)
            thread.join(PATIENCE)
            loop.close()

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        call = await _heard(request)
        self.log.append(call)
        self.wake()
        fault = self._fault_for(call)
        call.status, answer = await self._done(request.match_info["token"], call, fault)
        if fault:
            await asyncio.sleep(fault.delay)
        self.wake()
        if fault and fault.drop_answer and request.transport:
            request.transport.abort()
        if fault and fault.page:
            return web.Response(
                status=call.status, text=f"<html><h1>{PHRASES.get(call.status)}</h1></html>", content_type="text/html"
            )
        return web.json_response(answer, status=call.status)

    async def _done(self, token: str, call: Call, fault: Fault | None) -> tuple[int, Json]:
        if fault and fault.status:
            return fault.status, _refusal(fault.status, fault.description, fault.parameters)
        try:
            if token != self.token:
                raise _Refusal(*((401, "Unauthorized") if re.fullmatch(r"\d+:[\w-]{30,}", token) else (404, "Not Found")))
            return 200, {"ok": True, "result": await self._result(call)}
        except Refused as refused:
            return 400, _refusal(400, f"Bad Request: {refused}")
        except Blocked as blocked:
            return 403, _refusal(403, f"Forbidden: {blocked}")
        except _Refusal as refusal:
            return refusal.status, _refusal(refusal.status, refusal.description)

    async def _result(self, call: Call) -> Any:
        match call.method.lower():
            case "getupdates":
                return await self._updates(call)
            case "setwebhook":
                return self._set_webhook(call)
            case "deletewebhook":
                return self._set_webhook(Call(call.method, call.params | {"url": ""}, {}, call.at))
            case "getwebhookinfo":
                return {
                    "url": self.webhook.get("url", ""),
                    "has_custom_certificate": False,
                    "pending_update_count": len(self.waiting()),
                } | self._webhook_error
            case known if known in METHODS:
                return METHODS[known](self, call)
            case _:
                raise _Refusal(404, "Not Found")

    def _fault_for(self, call: Call) -> Fault | None:
        for place, fault in enumerate(self._faults):
            if fault.is_for(call):
                return self._faults.pop(place)
        return None

    async def _updates(self, call: Call) -> list[Json]:
        """Everything below a positive offset is confirmed; a negative one keeps that many of the last."""
        if self.webhook:
            raise _Refusal(409, f"Conflict: {WEBHOOK_IS_SET}")
        asked = {name: int(call.params.get(name, 0)) for name in ("offset", "limit", "timeout")}
        if "allowed_updates" in call.params:
            self.allowed_updates = json.loads(call.params["allowed_updates"])
        self._poll += 1
        mine = self._poll
        self._tell_those_who_wait()
        if asked["offset"] < 0:
            kept = self.numbered()[asked["offset"] :]
            self.forget_below(kept[0][0] if kept else 0)
        else:
            self.forget_below(asked["offset"])
        give_up = time.monotonic() + min(asked["timeout"], self.longest_poll)
        while not self._at_or_above(asked["offset"]) and not self._closing:
            try:
                async with asyncio.timeout(give_up - time.monotonic()):
                    await self._news.wait()
            except TimeoutError:
                break
            if self._poll != mine:
                raise _Refusal(409, f"Conflict: {ANOTHER_POLLS}")
            if self.webhook:
                raise _Refusal(409, "Conflict: terminated by setWebhook request")
        limit = asked["limit"] if 1 <= asked["limit"] <= 100 else 100
        return self._at_or_above(asked["offset"])[:limit]

    def _at_or_above(self, offset: int) -> list[Json]:
        return [update for number, update in self.numbered() if number >= offset]

    def _set_webhook(self, call: Call) -> bool:
        secret = call.params.get("secret_token", "")
        if not re.fullmatch(r"[\w-]{0,256}", secret):
            raise Refused("secret token contains unallowed characters")
        url = call.params.get("url", "")
        if "allowed_updates" in call.params:
            self.allowed_updates = json.loads(call.params["allowed_updates"])
        if call.params.get("drop_pending_updates") == "true":
            self.forget_below(2**31)
        self.webhook, self._webhook_error = ({"url": url, "secret": secret} if url else {}), {}
        self._tell_those_who_wait()
        return True

    async def _deliver(self) -> None:
        """Post what waits to the webhook, one by one and in order, each until it is taken."""
        retry = FIRST_RETRY
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=PATIENCE)) as session:
            while True:
                while not self.webhook or not self.waiting():
                    await self._news.wait()
                number, update = self.numbered()[0]
                status = await self._post_update(session, update)
                self.webhook_answers.append((number, status))
                if 200 <= status <= 299:
                    self.forget_below(number + 1)
                    retry = FIRST_RETRY
                else:
                    wrong = f"Wrong response from the webhook: {status}" if status else "Connection refused"
                    self._webhook_error = {"last_error_date": int(self.now()), "last_error_message": wrong}
                    await asyncio.sleep(retry)
                    retry = min(retry * 2, LONGEST_RETRY)
                self.wake()

    async def _post_update(self, session: aiohttp.ClientSession, update: Json) -> int:
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.webhook["secret"]} if self.webhook["secret"] else {}
        try:
            async with session.post(self.webhook["url"], json=update, headers=headers) as answer:
                return answer.status
        except (aiohttp.ClientError, TimeoutError):
            return 0

    async def _download(self, request: web.Request) -> web.StreamResponse:
        call = Call("download", {"path": request.match_info["path"]}, {}, time.monotonic())
        self.log.append(call)
        fault = self._fault_for(call)
        found = [file for file in self.files.values() if file.path == request.match_info["path"]]
        call.status = (
            fault.status if fault and fault.status else 200 if found and request.match_info["token"] == self.token else 404
        )
        if fault:
            await asyncio.sleep(fault.delay)
        self.wake()
        if fault and fault.drop_answer and request.transport:
            request.transport.abort()
        if call.status != 200:
            return web.json_response(_refusal(call.status, PHRASES[call.status]), status=call.status)
        return web.Response(body=found[0].content)


def _refusal(status: int, description: str, parameters: Json | None = None) -> Json:
    return {"ok": False, "error_code": status, "description": description} | ({"parameters": parameters} if parameters else {})


async def _heard(request: web.Request) -> Call:
    """The parameters of a call, whichever way they came; what is no text is its JSON, as in a form."""
    params, files = dict(request.query), dict[str, Upload]()
    if request.content_type == "application/json":
        given = await request.json()
        params |= {name: value if isinstance(value, str) else json.dumps(value) for name, value in given.items()}
    elif request.can_read_body:
        for name, value in (await request.post()).items():
            if isinstance(value, web.FileField):
                files[name] = Upload(value.filename, value.file.read())
            else:
                params[name] = str(value)
    return Call(request.match_info["method"], params, files, time.monotonic())


async def _stay_open(port: int) -> None:
    async with FakeBotApi(port=port) as api:
        print(f"base_url {api.base_url}\nbase_file_url {api.base_file_url}\ntoken {api.token}", flush=True)  # noqa: T201
        await asyncio.Event().wait()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--port", type=int, default=8081)
    asyncio.run(_stay_open(parser.parse_args().port))
