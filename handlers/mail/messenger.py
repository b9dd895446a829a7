"""The door by which letters leave: one SMTP server, one connection a letter, and an answer for whatever becomes of it."""

import asyncio
import re
from contextlib import suppress
from dataclasses import dataclass, field
from email.utils import parseaddr
from ssl import SSLContext
from typing import Literal

from aiosmtplib import SMTP, SMTPException, SMTPRecipientRefused, SMTPResponseException

from bot.ports import Letter, Posting, PostState
from handlers.mail.letter import put_in_form

# A server that is away must not hold up what else is due; one that has the letter may take its time to say so.
_TO_ANSWER_SECONDS, _TO_TAKE_SECONDS = 10.0, 60.0
_ENHANCED = re.compile(r"\b[245]\.\d{1,3}\.\d{1,3}\b")
# RFC 3463: the address, or the mailbox behind it. All else is about us, the letter or the way, 5.7 above all; and so are the
# two of these that blame the sender's address.
_ABOUT_THE_ADDRESS, _ABOUT_OURS = ("5.1.", "5.2."), {"5.1.7", "5.1.8"}
_ABOUT_US = {503, 530, 535, 538}


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where letters are handed over, and as whom. Without a user nobody signs in; `context` says whose certificates count.

    `answers_within` is how many seconds it has for each answer, `takes_within` for the letter and all.
    """

    host: str
    port: int
    security: Literal["starttls", "tls", "none"]
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)
    reply_to: str = ""
    context: SSLContext | None = None
    answers_within: float = _TO_ANSWER_SECONDS
    takes_within: float = _TO_TAKE_SECONDS


class SmtpPostOffice:
    """Hands letters to a mail server. What it was told of an address is in no answer but as a code."""

    def __init__(self, server: MailServer) -> None:
        self._server = server
        self._sender = parseaddr(server.sender)[1]

    async def send(self, letter: Letter) -> Posting:
        """Hand over one letter. Never raises for what the server or the network does."""
        server = self._server
        content = put_in_form(letter, server.sender, server.reply_to).as_bytes()
        client = SMTP(
            hostname=server.host,
            port=server.port,
            local_hostname=self._sender.rpartition("@")[2],  # asked of nobody: the name of this machine is no server's business
            timeout=server.answers_within,
            use_tls=server.security == "tls",
            start_tls=server.security == "starttls",  # demanded, not tried: a letter never goes in the clear unasked
            tls_context=server.context,
            username=server.user or None,
            password=server.password or None,
        )
        handing_over = False
        try:
            async with asyncio.timeout(server.takes_within):
                await client.connect()
                await client.mail(self._sender)
                await client.rcpt(letter.to)
                handing_over = True
                await client.data(content, timeout=server.takes_within)
        except SMTPRecipientRefused as error:
            return _no(error, for_good=_blames_the_address(error, unless_said=True))
        except SMTPResponseException as error:
            return _no(error, for_good=handing_over and _blames_the_address(error, unless_said=False))
        except (SMTPException, OSError, TimeoutError) as error:
            # What fails between the letter's first byte and the server's word is told by nobody.
            return Posting(PostState.UNKNOWN if handing_over else PostState.NOT_NOW, type(error).__name__)
        finally:
            await _leave(client)
        return Posting(PostState.SENT)


async def _leave(client: SMTP) -> None:
    """Close the connection politely; by now nothing depends on it."""
    with suppress(SMTPException, OSError, TimeoutError):
        if client.is_connected:
            await client.quit(timeout=1.0)
    client.close()


def _blames_the_address(error: SMTPResponseException, *, unless_said: bool) -> bool:
    """Whether a no is for good and about the address; `unless_said` is what a no is about that does not say."""
    if error.code < 500 or error.code in _ABOUT_US:
        return False
    said = _enhanced(error)
    return said.startswith(_ABOUT_THE_ADDRESS) and said not in _ABOUT_OURS if said else unless_said


def _no(error: SMTPResponseException, *, for_good: bool) -> Posting:
    codes = " ".join(filter(None, (str(error.code), _enhanced(error))))
    return Posting(PostState.REFUSED if for_good else PostState.NOT_NOW, codes)


def _enhanced(error: SMTPResponseException) -> str:
    found = _ENHANCED.search(error.message)
    return found[0] if found else ""
