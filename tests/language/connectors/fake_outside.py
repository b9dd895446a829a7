"""Services that answer over HTTP as they are told to, and ones that do not: late, never, or with the line cut."""

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from fastapi import FastAPI, Request, Response


@dataclass
class Asked:
    """One request, as it came."""

    path: str
    headers: dict[str, str]
    body: Any


@dataclass
class FakeOutside:
    """Answers what is next in `answers`, the last one again and again; `asked` is what came."""

    answers: deque[Response] = field(default_factory=deque)
    asked: list[Asked] = field(default_factory=list)

    def says(self, content: str | object, status: int = 200) -> None:
        """What it answers next: text as it is, anything else as JSON."""
        text = content if isinstance(content, str) else json.dumps(content)
        self.answers.append(Response(text, status, media_type="application/json"))

    def app(self) -> FastAPI:
        app = FastAPI()

        @app.post("/{path:path}")
        async def answer(path: str, request: Request) -> Response:
            self.asked.append(Asked(path, dict(request.headers), await request.json()))
            return self.answers.popleft() if len(self.answers) > 1 else self.answers[0]

        return app


def completion(content: str | None) -> dict[str, object]:
    """What a language model says, in the form of OpenAI's interface, and something beside it."""
    choice = {"index": 0, "message": {"role": "assistant", "content": content, "refusal": None}, "finish_reason": "stop"}
    return {"id": "c-1", "object": "chat.completion", "choices": [choice], "usage": {"total_tokens": 7}}


@asynccontextmanager
async def on_a_bare_line(first_words: bytes | None) -> AsyncIterator[str]:
    """Somebody who takes a call, says that much, and then nothing: with None the line stays open, else it is cut."""
    lines: list[asyncio.StreamWriter] = []

    async def take(_reader: asyncio.StreamReader, line: asyncio.StreamWriter) -> None:
        lines.append(line)
        if first_words is not None:
            line.write(first_words)
            await line.drain()
            line.close()

    server = await asyncio.start_server(take, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        for line in lines:
            line.close()
        server.close()
        await server.wait_closed()
