"""A shop behind a real socket, and somebody who reads the stream of a conversation as any program would."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import httpx
import uvicorn
from starlette.types import ASGIApp

PATIENCE = 5.0  # seconds; what takes longer never comes


@asynccontextmanager
async def behind_a_socket(app: ASGIApp) -> AsyncIterator[str]:
    """Serve the application on a port of its own; gives its address."""
    config = uvicorn.Config(app, log_config=None, access_log=False, lifespan="off", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    door = socket.create_server(("127.0.0.1", 0))
    serving = asyncio.create_task(server.serve([door]))
    try:
        yield f"http://127.0.0.1:{door.getsockname()[1]}"
    finally:
        server.should_exit = True
        await serving


@dataclass
class Ear:
    """What came through a stream so far: the lines, the states, the heartbeats; and whether it has ended."""

    lines: list[dict[str, object]] = field(default_factory=list)
    states: list[dict[str, object]] = field(default_factory=list)
    beats: int = 0
    ended: bool = False
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def numbers(self) -> list[object]:
        return [line["n"] for line in self.lines]

    async def until(self, heard: Callable[["Ear"], bool]) -> None:
        """Wait until that was heard; TimeoutError if it never comes."""
        async with asyncio.timeout(PATIENCE):
            while not heard(self):
                self._news.clear()
                await self._news.wait()

    async def listen(self, response: httpx.Response) -> None:
        name = ""
        try:
            async for line in response.aiter_lines():
                key, _, value = line.partition(": ")
                match key:
                    case "event":
                        name = value
                    case "data" if name == "message":
                        self.lines.append(json.loads(value))
                    case "data":
                        self.states.append(json.loads(value))
                    case "":
                        self.beats += value == "beat"
                self._news.set()
        finally:
            self.ended = True
            self._news.set()


@asynccontextmanager
async def listening(address: str, headers: dict[str, str], after: int = 0) -> AsyncIterator[Ear]:
    """Open the stream of a conversation and read it for as long as the context lasts."""
    ear = Ear()
    async with httpx.AsyncClient(base_url=address, timeout=PATIENCE) as web:
        stream = web.stream("GET", "/api/chat/events", params={"after": after}, headers=headers)
        async with stream as response:
            assert response.status_code == 200
            hearing = asyncio.create_task(ear.listen(response))
            try:
                yield ear
            finally:
                hearing.cancel()
                await asyncio.gather(hearing, return_exceptions=True)
