"""What every route of the web door needs of the house, and how it knows whose conversation a token opens."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta, tzinfo
from hashlib import sha256
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from bot.complaint.reception import Reception, Tongues
from bot.errors import UnknownToken
from bot.followup.mailing import ByMail
from bot.memory.pictures import Pictures
from bot.memory.store import Memory
from bot.memory.views import Door, door_at
from bot.ports import Clock
from handlers.web.bells import Bells
from handlers.web.limits import Turnstile
from handlers.web.sample import SampleDoor
from handlers.web.shapes import FaultShape

CHANNEL = "page"
"""The name of this door."""

_BEARER = HTTPBearer(
    auto_error=False, scheme_name="conversation", description="The token that `POST /api/chat` gave, of one conversation."
)


@dataclass(frozen=True, slots=True)
class Counter:
    """What the web door needs of the house.

    `address` is where buyers find the page, without a slash at the end; `zone` is the shop's own. `asks_outside` says whether
    a service may be shown what buyers write.
    """

    shop: str
    max_text: int
    address: str
    zone: tzinfo
    memory: Memory
    clock: Clock
    reception: Reception
    tongues: Tongues
    bells: Bells
    pictures: Pictures
    turnstile: Turnstile
    order_link_for: timedelta
    sample: SampleDoor | None
    heartbeat_seconds: float = 15.0
    by_mail: ByMail | None = None
    asks_outside: bool = False


def faults(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """What a route may answer instead, for the OpenAPI page."""
    return {status: {"model": FaultShape} for status in statuses}


def hash_of(token: str) -> str:
    """What is stored of a token: whoever reads it cannot open anything with it."""
    return sha256(token.encode("utf-8", "replace")).hexdigest()


def whose(counter: Counter) -> Callable[..., Awaitable[Door]]:
    """A dependency of routes: the door whose token came with the request. Raises UnknownToken, or TooManyRequests."""

    async def known(request: Request, given: Annotated[HTTPAuthorizationCredentials | None, Depends(_BEARER)]) -> Door:
        if given is None:
            raise UnknownToken
        door = await counter.memory.read(door_at, CHANNEL, hash_of(given.credentials))
        if door is None:
            counter.turnstile.wrong_tokens.use(counter.turnstile.caller(request))
            raise UnknownToken
        return door

    return known
