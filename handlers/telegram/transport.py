"""The road to Telegram: every call goes through one aiohttp session, and neither token nor text is left lying on the way."""

import io
import json
import os
from typing import Any

from aiohttp import (
    ClientConnectorError,
    ClientError,
    ClientHttpProxyError,
    ClientSession,
    ClientTimeout,
    ConnectionTimeoutError,
    DummyCookieJar,
    FormData,
    InvalidURL,
    NonHttpUrlClientError,
    ServerFingerprintMismatch,
    TCPConnector,
)
from telegram.error import BadRequest, NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

NEVER_SENT = (
    ClientConnectorError,
    ClientHttpProxyError,
    ConnectionTimeoutError,
    InvalidURL,
    NonHttpUrlClientError,
    ServerFingerprintMismatch,
)
"""What goes wrong before the first byte of a call is written."""

UNDERSTOOD = {400, 401, 403, 404, 409, 429}
"""The refusals that python-telegram-bot has errors for; it takes any other for a bad connection, to be tried for ever."""

GATEWAY_TIMEOUT = 504


class AiohttpRequest(BaseRequest):
    """Carries calls to the Bot API, and tells `NetworkError`, surely not sent, from `TimedOut`, which may have been.

    An error says what kind of thing happened and never quotes an address, which holds the token, or an answer, which may hold
    a buyer's words. All timeouts are in seconds, None for none; `proxy` is an http address. The transport that comes with
    python-telegram-bot costs three times as much for one call, and ten times under load.
    """

    def __init__(
        self,
        connection_pool_size: int = 256,
        *,
        pool_timeout: float | None = 5.0,
        connect_timeout: float | None = 5.0,
        write_timeout: float | None = 5.0,
        media_write_timeout: float | None = 20.0,
        read_timeout: float | None = 10.0,
        proxy: str | None = None,
    ) -> None:
        self._connection_pool_size = connection_pool_size
        self._pool_timeout = pool_timeout
        self._connect_timeout = connect_timeout
        self._write_timeout = write_timeout
        self._media_write_timeout = media_write_timeout
        self._read_timeout = read_timeout
        self._proxy = proxy
        self._session: ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        return self._read_timeout

    async def initialize(self) -> None:
        """Open the session; once more does nothing."""
        # The library's only switch for a RetryAfter that holds a timedelta: without it each one warns that it will.
        os.environ["PTB_TIMEDELTA"] = "true"
        if self._session is None:
            self._session = ClientSession(
                connector=TCPConnector(limit=self._connection_pool_size),
                cookie_jar=DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
            )

    async def shutdown(self) -> None:
        """Close the session and all its connections; once more does nothing."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise RuntimeError("this transport is not open: initialize() comes first")
        uploads = request_data is not None and request_data.contains_files
        timeout = _timeout(
            pool=_chosen(pool_timeout, self._pool_timeout),
            connect=_chosen(connect_timeout, self._connect_timeout),
            write=_chosen(write_timeout, self._media_write_timeout if uploads else self._write_timeout),
            read=_chosen(read_timeout, self._read_timeout),
            ends=method == "POST",
        )
        try:
            async with self._session.request(
                method, url, data=_form(request_data), timeout=timeout, proxy=self._proxy, allow_redirects=False
            ) as answer:
                status, body = answer.status, await answer.read()
        except NEVER_SENT as error:
            raise NetworkError(f"Telegram was not reached ({type(error).__name__})") from None
        except (ClientError, TimeoutError, OSError) as error:
            raise TimedOut(f"No answer came ({type(error).__name__})") from None
        if not 200 <= status <= 299:
            _object_to(method, status, body)
        return status, body

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The answer of Telegram; TimedOut if it is none, since whoever said "well done" may have passed the call on."""
        answer = _telegrams(payload)
        if answer is None:
            raise TimedOut("The answer was not Telegram's")
        return answer


def _chosen(timeout: Any, usual: float | None) -> float | None:
    """The timeout of this call, or the usual one. None is a choice, too: to wait for ever."""
    return usual if timeout is BaseRequest.DEFAULT_NONE else timeout


def _timeout(*, pool: float | None, connect: float | None, write: float | None, read: float | None, ends: bool) -> ClientTimeout:
    """aiohttp has no timeout for writing: what `ends`, and is no download of any size, may take as long as its parts."""
    return ClientTimeout(
        total=_sum(pool, connect, write, read) if ends else None,
        connect=_sum(pool, connect),
        sock_connect=connect,
        sock_read=read,
    )


def _sum(*parts: float | None) -> float | None:
    known = [part for part in parts if part is not None]
    return sum(known) if len(known) == len(parts) else None


def _form(request_data: RequestData | None) -> FormData | None:
    if request_data is None:
        return None
    form = FormData(request_data.json_parameters)
    for name, (filename, content, media_type) in request_data.multipart_data.items():
        # Bytes as they are would be written in one piece, and everybody else would wait for it.
        piecemeal = io.BytesIO(content) if isinstance(content, bytes) else content
        form.add_field(name, piecemeal, filename=filename, content_type=media_type)
    return form


def _telegrams(body: bytes) -> dict[str, Any] | None:
    """What Telegram says in it; None if it is not from Telegram but, say, the page of a proxy on the way."""
    try:
        answer = json.loads(body)
    except ValueError:
        return None
    return answer if isinstance(answer, dict) and ("result" in answer or "description" in answer) else None


def _object_to(method: str, status: int, body: bytes) -> None:
    """Raise for every refusal that python-telegram-bot would misread; those it understands are left to it.

    It would take the 403 of a proxy for a buyer who blocked the bot, quote any strange page whole, and take a photo that is no
    longer there for a wrong token.
    """
    if status == GATEWAY_TIMEOUT:
        raise TimedOut(f"A gateway on the way got no answer ({status})")
    answer = _telegrams(body)
    if answer is None:
        raise NetworkError(f"The answer was not Telegram's ({status})")
    no_such_file = method == "GET" and status == 404
    if no_such_file or (status < 500 and status not in UNDERSTOOD):
        raise BadRequest(str(answer.get("description")))
