"""The settings of the web door: where it is, who may frame it, how much one address or conversation may ask of it."""

import re
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Annotated

from pydantic import AfterValidator, Field, Strict

from bot.settings_section import Count, Section, WebAddress


def _origin(given: str) -> str:
    # What is written here goes into a header: nothing but a scheme, a host and a port can.
    if not re.fullmatch(r"https?://(\*\.)?[A-Za-z0-9.-]+(:\d{1,5})?", given):
        raise ValueError('this is no origin; write the scheme and the host alone, like "https://shop.example.com".')
    return given


def _network(given: str) -> str:
    try:
        ip_network(given)
    except ValueError:
        raise ValueError('this is no address of a machine; write one like "10.0.0.5", or a network like "10.0.0.0/8".') from None
    return given


class WebLimits(Section):
    """How much one asks for before being told to wait. What is used up comes back steadily, not all at once."""

    conversations_per_hour: Count = 120
    messages_per_minute: Count = 60
    pictures_per_hour: Count = 60
    wrong_tokens_per_hour: Count = 120


class Web(Section):
    """The door of the buyer's page and of the interface for programs."""

    host: Annotated[str, Field(min_length=1)] = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65535)] = 8080
    public_url: WebAddress = ""
    max_text: Annotated[int, Field(ge=100, le=20_000)] = 4000
    frame_ancestors: Annotated[tuple[Annotated[str, AfterValidator(_origin)], ...], Strict(False)] = ()
    proxies: Annotated[tuple[Annotated[str, AfterValidator(_network)], ...], Strict(False)] = ()
    order_link_days: Annotated[int, Field(ge=1, le=3650)] = 180
    limits: WebLimits = Field(default_factory=WebLimits)

    @property
    def address(self) -> str:
        """Where buyers find the page, without a slash at the end."""
        return self.public_url or f"http://{f'[{self.host}]' if ':' in self.host else self.host}:{self.port}"

    @property
    def trusted(self) -> tuple[IPv4Network | IPv6Network, ...]:
        """The machines whose word on where a request comes from is taken."""
        return tuple(map(ip_network, self.proxies))


class Evidence(Section):
    """The pictures buyers show: where they are kept, and how large one may be."""

    folder: Annotated[str, Field(min_length=1)] = "data/evidence"
    max_mb: Annotated[int, Field(ge=1, le=50)] = 20
    max_megapixels: Annotated[int, Field(ge=1, le=80)] = 50
