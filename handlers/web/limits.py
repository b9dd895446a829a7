"""How much one address or one conversation may ask for before it is told to wait.

Kept in the memory of this process: that is right for one process, and for several it means that each allows as much.
"""

import math
import time
from collections.abc import Callable
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from fastapi import Request

from bot.errors import TooManyRequests
from bot.settings_web import WebLimits

Network = IPv4Network | IPv6Network

_MINUTE, _HOUR = 60.0, 3600.0
_SWEEP_ABOVE = 1000
_HOUSEHOLD = 64  # bits of an IPv6 address that one household or company holds: the rest it chooses itself


class Allowance:
    """So many in a period, for each who asks. Unused it is whole; what was used comes back steadily.

    Of each there is one number: when it will be whole again. `seconds` is a clock that only goes forward.
    """

    def __init__(self, what: str, most: int, period: float, seconds: Callable[[], float] = time.monotonic) -> None:
        self._what = what
        self._period = period
        self._each = period / most
        self._seconds = seconds
        self._whole_at: dict[str, float] = {}
        self._sweep_above = _SWEEP_ABOVE

    def use(self, who: str) -> None:
        """Use one; raises TooManyRequests when there is none left."""
        now = self._seconds()
        whole_at = max(self._whole_at.get(who, now), now) + self._each
        # A thousandth of one more, since halves of a period do not add up to it exactly.
        early = whole_at - now - self._period - self._each / 1000
        if early > 0:
            raise TooManyRequests(self._what, math.ceil(early))
        self._whole_at[who] = whole_at
        if len(self._whole_at) > self._sweep_above:
            self._whole_at = {one: at for one, at in self._whole_at.items() if at > now}
            self._sweep_above = max(_SWEEP_ABOVE, 2 * len(self._whole_at))

    @property
    def remembered(self) -> int:
        """Of how many something is known; those whose allowance is whole again are forgotten in time."""
        return len(self._whole_at)


class Turnstile:
    """Everything that is counted at the web door, and who it is counted for."""

    def __init__(
        self, limits: WebLimits, trusted: tuple[Network, ...] = (), seconds: Callable[[], float] = time.monotonic
    ) -> None:
        self._trusted = trusted
        self.conversations = Allowance("conversations opened from this address", limits.conversations_per_hour, _HOUR, seconds)
        self.wrong_tokens = Allowance("tokens from this address that open nothing", limits.wrong_tokens_per_hour, _HOUR, seconds)
        self.messages = Allowance("messages in this conversation", limits.messages_per_minute, _MINUTE, seconds)
        self.pictures = Allowance("pictures in this conversation", limits.pictures_per_hour, _HOUR, seconds)

    def caller(self, request: Request) -> str:
        """Where a request comes from, as far as it can be believed."""
        peer = request.client.host if request.client else ""
        return caller(peer, request.headers.getlist("x-forwarded-for"), self._trusted)


def caller(peer: str, forwarded: list[str], trusted: tuple[Network, ...]) -> str:
    """The address of whoever asks: the peer's, unless it is a proxy of ours, which says who asked it.

    Proxies add to the end of the header; what stands before the first word of ours may be anybody's invention.
    """
    named = [part.strip() for line in forwarded for part in line.split(",")]
    here = peer
    while _is_among(here, trusted) and named:
        here = named.pop()
    return _household(here)


def _is_among(address: str, networks: tuple[Network, ...]) -> bool:
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    return any(parsed in network for network in networks)


def _household(address: str) -> str:
    """One name for all addresses that one caller chooses from; what is no address stands for itself, cut short."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address[:64]
    if parsed.version == 4:
        return str(parsed)
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(ip_network((int(parsed), _HOUSEHOLD), strict=False))
