"""What holds for every answer and every request of the web door: closed headers, bearable bodies, faults that tell nothing."""

from collections.abc import Sequence

import structlog
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.log import place_of
from handlers.web.refusal import MOST_BYTES, fault

log = structlog.get_logger(__name__)

# A picture that is about to be sent, or was fetched with the token of its conversation, is shown from the page's own memory.
_ONLY_OURS = "default-src 'self'; img-src 'self' blob:; base-uri 'none'; form-action 'self'"
# The OpenAPI page starts with a script of its own inside it; it holds nobody's data, and asks nobody else either.
_DOCUMENTS = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'self'"
)
_POLICY_OF = {"/docs": _DOCUMENTS}
_HEADERS = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"permissions-policy", b"geolocation=(), microphone=(), payment=()"),
]


def headers_of(path: str, framed_by: Sequence[str] = ()) -> list[tuple[bytes, bytes]]:
    """What every answer at that address says besides its own headers; `framed_by` are the sites that may show it in a frame."""
    ancestors = " ".join(("'self'", *framed_by))
    policy = (b"content-security-policy", f"{_POLICY_OF.get(path, _ONLY_OURS)}; frame-ancestors {ancestors}".encode())
    # Conversations and their keys: in nobody's cache.
    private = [(b"cache-control", b"no-store")] if path.startswith("/api/") else []
    return [policy, *_HEADERS, *private]


class Guard:
    """Adds the headers, refuses a body above 256 KiB while it is still arriving, and answers for what nobody foresaw.

    `weighs_itself` is the one address whose bodies are larger, and which counts them by itself.
    """

    def __init__(self, app: ASGIApp, framed_by: Sequence[str] = (), weighs_itself: str = "") -> None:
        self._app = app
        self._framed_by = framed_by
        self._weighs_itself = weighs_itself

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        received = 0
        answered = False

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > MOST_BYTES and scope["path"] != self._weighs_itself:
                raise HTTPException(413)
            return message

        async def headed(message: Message) -> None:
            nonlocal answered
            if message["type"] == "http.response.start":
                answered = True
                own = message.get("headers", [])
                named = {name for name, _ in own}
                message["headers"] = [*own, *(one for one in headers_of(scope["path"], self._framed_by) if one[0] not in named)]
            await send(message)

        try:
            await self._app(scope, counted, headed)
        except Exception as error:  # a fault of ours, whatever it is: its words stay here, since they may be a buyer's
            log.error("request failed", error=type(error).__name__, at=place_of(error))
            if not answered:
                await fault(500, "error", "Something went wrong here. Please try again.")(scope, receive, headed)
