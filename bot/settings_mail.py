"""The settings of letters to buyers who have left the page: by which server, from whom, how soon."""

import re
from email.utils import parseaddr
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, ValidationInfo, field_validator

from bot.followup.letters import writable
from bot.settings_section import Section

MAIL_PASSWORD_VARIABLE = "AMENDS_MAIL_PASSWORD"  # noqa: S105  the name of a variable, and no password
"""The environment variable that holds mail.password, which is never written into a file."""


def _mailbox(given: str) -> str:
    # What is written here goes into headers: one line, one address, and a name that needs no quotes to be read.
    whole = re.fullmatch(r"(?:[^<>\x00-\x1f\x7f\",;:@\\]+ )?<?[^<>\s]+>?", given)
    if given and not (whole and writable(parseaddr(given)[1])):
        raise ValueError('this is no mailbox; write it like "Wanderlight <help@shop.example.com>".')
    return given


Mailbox = Annotated[str, AfterValidator(_mailbox)]


class Mail(Section):
    """Letters to buyers who have left the page and agreed to be written to. Without a host none are written."""

    host: str = ""
    port: Annotated[int, Field(ge=1, le=65535)] = 587
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: str = ""
    password: Annotated[str, Field(repr=False)] = ""
    sender: Mailbox = ""
    reply_to: Mailbox = ""
    after_minutes: Annotated[int, Field(ge=1, le=7 * 24 * 60)] = 10
    link_days: Annotated[int, Field(ge=1, le=365)] = 14

    @field_validator("password")
    @classmethod
    def _for_the_user(cls, password: str, info: ValidationInfo) -> str:
        if info.data.get("user") and not password:
            raise ValueError(f"the user has none; put it into the environment variable {MAIL_PASSWORD_VARIABLE}.")
        if password and info.data.get("security") == "none":
            raise ValueError('it would travel in the clear (security = "none"); choose "starttls" or "tls".')
        return password

    @field_validator("sender")
    @classmethod
    def _somebody(cls, sender: str, info: ValidationInfo) -> str:
        if info.data.get("host") and not sender:
            raise ValueError('a letter comes from somebody; write it like "Wanderlight <help@shop.example.com>".')
        return sender
