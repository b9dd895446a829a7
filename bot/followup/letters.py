"""Letters to buyers who have left the page: how soon, to which addresses, and what stays out of them."""

import re
from dataclasses import dataclass
from datetime import timedelta, tzinfo

# What every mail server takes as it stands: nothing quoted, nothing beyond ASCII, nothing that could end a header.
_ATOM, _LABEL = r"[0-9A-Za-z!#$%&'*+/=?^_`{|}~-]+", r"[0-9A-Za-z](?:[0-9A-Za-z-]{0,61}[0-9A-Za-z])?"
_ADDRESS = re.compile(rf"(?=.{{6,254}}\Z)(?=.{{1,64}}@){_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+[A-Za-z][0-9A-Za-z-]*[0-9A-Za-z]")
_COUPON = re.compile(r"\bAM(?:[ -]?[0-9A-Z]{4}){4}\b", re.IGNORECASE)
_HIDDEN = "AM-••••"


@dataclass(frozen=True, slots=True)
class ByMail:
    """How a shop writes to buyers who have left its page.

    `page` is the page's address, without a slash at the end; `zone` the shop's own. A letter goes out when nothing was said for
    as long as `after`; the link back in it works for as long as `link_for`.
    """

    shop: str
    page: str
    zone: tzinfo
    after: timedelta
    link_for: timedelta


def writable(address: str) -> bool:
    """Whether a letter can be sent there: one plain address, and nothing besides."""
    return _ADDRESS.fullmatch(address) is not None


def masked(address: str) -> str:
    """An address that its owner knows again and nobody else can write to: a•••@example.com."""
    name, _, host = address.partition("@")
    return f"{name[:1]}•••@{host}"


def without_codes(text: str) -> str:
    """The text with no coupon code in it: a mailbox keeps for years, and for whoever opens it, what is worth money."""
    return _COUPON.sub(_HIDDEN, text)
