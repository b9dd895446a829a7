"""A mail server of the tests' own, on this machine: it speaks real SMTP, and says what a test tells it to."""

import asyncio
import ssl
import warnings
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

USER, PASSWORD = "amends", "an open secret"


@dataclass
class FakeMail:
    """What it took in is in `letters`, and what for whom in `envelopes`; `says` is its answer to a command, else a yes."""

    port: int = 0
    letters: list[EmailMessage] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    envelopes: list[tuple[str | None, list[str]]] = field(default_factory=list)
    signed_in: list[str] = field(default_factory=list)
    says: dict[str, str] = field(default_factory=dict)
    drops: str = ""  # the command after which the connection is gone
    silent: bool = False  # it takes letters in and never says so

    async def handle_MAIL(self, server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]) -> str:
        envelope.mail_from = address
        return self._said("MAIL", server)

    async def handle_RCPT(self, server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]) -> str:
        envelope.rcpt_tos.append(address)
        return self._said("RCPT", server)

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:
        if "DATA" not in self.says:
            assert isinstance(envelope.content, bytes)
            letter = message_from_bytes(envelope.content, policy=default)
            assert isinstance(letter, EmailMessage)
            self.raw.append(envelope.content)
            self.letters.append(letter)
            self.envelopes.append((envelope.mail_from, list(envelope.rcpt_tos)))
        if self.silent:
            await asyncio.Event().wait()
        return self._said("DATA", server)

    def sign_in(self, _server: SMTP, _session: Session, _envelope: Envelope, mechanism: str, given: object) -> AuthResult:
        assert isinstance(given, LoginPassword)
        right = (given.login.decode(), given.password.decode()) == (USER, PASSWORD)
        if right:
            self.signed_in.append(mechanism)
        return AuthResult(success=right, handled=False)

    def _said(self, command: str, server: SMTP) -> str:
        if self.drops == command:
            assert server.transport is not None
            server.transport.abort()
        return self.says.get(command, "250 2.0.0 OK")


@asynccontextmanager
async def fake_mail(
    *, starttls: ssl.SSLContext | None = None, tls: ssl.SSLContext | None = None, wants_a_user: bool = False
) -> AsyncIterator[FakeMail]:
    """The server, open on a port of its own: in the clear, behind STARTTLS, or wrapped in TLS from the first byte."""
    fake = FakeMail()
    sessions: list[SMTP] = []

    def session() -> SMTP:
        with warnings.catch_warnings():
            # Inside TLS there is no other TLS to demand before a password is given; aiosmtpd warns of that all the same.
            warnings.simplefilter("ignore", UserWarning)
            opened = SMTP(
                fake,
                hostname="mail.example.com",
                tls_context=starttls,
                require_starttls=starttls is not None,
                auth_required=wants_a_user,
                auth_require_tls=tls is None,
                authenticator=fake.sign_in,
            )
        sessions.append(opened)
        return opened

    server = await asyncio.get_running_loop().create_server(session, "127.0.0.1", 0, ssl=tls)
    fake.port = server.sockets[0].getsockname()[1]
    try:
        yield fake
    finally:
        server.close()
        for opened in sessions:
            if opened.transport and not opened.transport.is_closing():
                opened.transport.abort()
        # A connection is closed in a later round of the loop, and only then is it of no concern to the next test.
        await asyncio.sleep(0)
        await asyncio.sleep(0)
