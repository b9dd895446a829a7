"""Asking a service that we can do without: all within a set time, and left alone for a while once it fails again and again."""

import asyncio
import time
from collections.abc import Callable, Mapping
from typing import TypeVar

import httpx
import structlog

log = structlog.get_logger(__name__)

T = TypeVar("T")

_SUCCESS = range(200, 300)
_MOST_BYTES = 65_536  # of an answer; whoever sends more sends no answer
_FAILURES_IN_A_ROW = 3
_REST_SECONDS = 60.0


class Unfit(ValueError):
    """An answer that is of no use; says why in words of ours, since the log has it."""


class TimedWire:
    """The line to one service. What is sent and what comes back is never logged. `close` it when nobody asks any more."""

    def __init__(
        self,
        service: str,
        url: str,
        headers: Mapping[str, str],
        seconds: float,
        passed: Callable[[], float] = time.monotonic,
    ) -> None:
        self._service = service
        self._seconds = seconds
        self._passed = passed
        # No limits on its parts: what counts is how long all of it takes.
        self._client = httpx.AsyncClient(base_url=url, headers=dict(headers), timeout=None)  # noqa: S113
        self._failures = 0
        self._rests_until = 0.0

    async def ask(self, path: str, body: object, read: Callable[[bytes], T]) -> T | None:
        """What `read` makes of the answer; None where there was none, or `read` raised a ValueError. Nothing is asked twice.

        After several failures in a row the answer is None at once, until the service has rested.
        """
        if self._failures >= _FAILURES_IN_A_ROW and self._passed() < self._rests_until:
            return None
        try:
            async with asyncio.timeout(self._seconds):
                answer = read(await self._post(path, body))
        except Unfit as error:
            why = str(error)
        except (TimeoutError, httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            why = type(error).__name__  # its words may hold what was sent
        else:
            self._failures = 0
            return answer
        self._failed(why)
        return None

    async def close(self) -> None:
        """Hang up."""
        await self._client.aclose()

    async def _post(self, path: str, body: object) -> bytes:
        async with self._client.stream("POST", path, json=body) as answer:
            if answer.status_code not in _SUCCESS:
                raise Unfit(f"HTTP {answer.status_code}")
            content = bytearray()
            async for part in answer.aiter_bytes():
                content += part
                if len(content) > _MOST_BYTES:
                    raise Unfit("too long")
            return bytes(content)

    def _failed(self, why: str) -> None:
        self._failures += 1
        log.warning("a service gave no answer", service=self._service, why=why)
        if self._failures >= _FAILURES_IN_A_ROW:
            self._rests_until = self._passed() + _REST_SECONDS
            log.warning("a service is left alone for a while", service=self._service, seconds=_REST_SECONDS)
