"""Asking a tracking service over HTTP: patient for a moment, silent about whose parcel it is, and never an error."""

import asyncio
from collections.abc import Mapping

import httpx
import structlog

log = structlog.get_logger(__name__)

_TRIES = 2
_PATIENCE = httpx.Timeout(8, connect=4)  # a buyer waits for the answer
_PAUSE_SECONDS = 0.5
_LONGEST_PAUSE_SECONDS = 3.0
_SUCCESS = range(200, 300)


class Wire:
    """The line to one service. `close` it when nobody asks any more."""

    def __init__(self, service: str, base_url: str, headers: Mapping[str, str]) -> None:
        self._service = service
        self._client = httpx.AsyncClient(base_url=base_url, headers=dict(headers), timeout=_PATIENCE)

    async def ask(self, method: str, path: str, *, of: Mapping[str, str] | None = None, body: object = None) -> bytes | None:
        """The body of a good answer; None where there was none, and the log says why.

        A service that is busy, or out of order for the moment, is asked once more.
        """
        for left in reversed(range(_TRIES)):
            try:
                answer = await self._client.request(method, path, params=of, json=body)
            except httpx.HTTPError as error:
                self.silent(type(error).__name__)
                return None
            if answer.status_code in _SUCCESS:
                return answer.content
            pause = _pause(answer)
            if pause is None or not left:
                self.silent(f"HTTP {answer.status_code}")
                return None
            await asyncio.sleep(pause)
        return None

    def silent(self, why: str) -> None:
        """Note that an answer was of no use, and why. Neither numbers nor what the service says of them is logged."""
        log.warning("the tracking service gave no answer", service=self._service, why=why)

    async def close(self) -> None:
        """Hang up."""
        await self._client.aclose()


def _pause(answer: httpx.Response) -> float | None:
    """How long to wait before asking once more; None where that would not help, or not soon."""
    if answer.status_code < httpx.codes.INTERNAL_SERVER_ERROR and answer.status_code != httpx.codes.TOO_MANY_REQUESTS:
        return None
    wanted = answer.headers.get("Retry-After", "")
    seconds = float(wanted) if wanted.isascii() and wanted.isdigit() else _PAUSE_SECONDS
    return seconds if seconds <= _LONGEST_PAUSE_SECONDS else None
