"""A certificate that only those trust who are told to."""

import ssl
from dataclasses import dataclass


@dataclass(frozen=True)
class Certificate:
    """A certificate of localhost that it has signed itself."""

    server: ssl.SSLContext
    trusting: ssl.SSLContext
