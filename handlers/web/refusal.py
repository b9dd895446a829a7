"""How the web door says no: one shape for every refusal, and never a word of what was sent."""

from collections.abc import Mapping

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from bot.errors import AmendsError, RequestError, TooManyRequests

MOST_BYTES = 256 * 1024
"""What one request may weigh: far more than the longest text, far less than what would hurt."""

# What is refused before it reaches a route of ours.
_BY_STATUS = {
    400: ("bad_request", "The body is nothing that can be read; it must be JSON in UTF-8."),
    404: ("not_found", "There is nothing at this address."),
    405: ("not_allowed", "This cannot be done here."),
    413: ("too_large", f"A request has at most {MOST_BYTES:,} bytes."),
}
# What HTTP wants said besides: how to be let in, and when to come again.
_BESIDES = {401: {"WWW-Authenticate": "Bearer"}, 503: {"Retry-After": "1"}}


def say_no(app: FastAPI) -> None:
    """Let every refusal of the application have the one shape."""
    app.add_exception_handler(AmendsError, _refused)
    app.add_exception_handler(RequestValidationError, _misshapen)
    app.add_exception_handler(HTTPException, _not_here)


def fault(status: int, code: str, message: str, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """A refusal, ready to be sent."""
    return JSONResponse({"error": {"code": code, "message": message}}, status_code=status, headers=headers)


async def _refused(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, AmendsError)  # noqa: S101  registered for these alone
    message = str(error) if isinstance(error, RequestError) else error.sentence
    besides = {"Retry-After": str(error.wait_seconds)} if isinstance(error, TooManyRequests) else _BESIDES.get(error.status)
    return fault(error.status, error.code, message, besides)


async def _misshapen(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)  # noqa: S101
    return fault(422, "bad_request", "; ".join(_misfit(one["type"], one["loc"], one["msg"]) for one in error.errors()))


def _misfit(kind: str, where: tuple[str | int, ...], what: str) -> str:
    """Where and what, but never the value, nor the name of a field that is not ours: both may be a buyer's words."""
    if kind == "extra_forbidden":
        where, what = where[:-1], "There is a field that is not known here"
    return f"{'.'.join(map(str, where))}: {what}"


async def _not_here(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)  # noqa: S101
    code, message = _BY_STATUS.get(error.status_code, ("refused", "This is refused."))
    return fault(error.status_code, code, message, error.headers)
