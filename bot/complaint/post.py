"""What a buyer's side sent, whichever door it came by, as the heart takes it."""

from dataclasses import dataclass
from enum import StrEnum


class Command(StrEnum):
    """What a buyer may ask for beside a complaint, where their side has commands."""

    START = "start"
    HELP = "help"
    LANGUAGE = "language"
    HUMAN = "human"
    MYCASES = "mycases"
    PRIVACY = "privacy"


class Unreadable(StrEnum):
    """What a buyer may send and we cannot take in."""

    VOICE = "voice"
    VIDEO = "video"
    FILE = "file"
    PLACE = "place"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class Post:
    """Words, pictures, or the token of a pressed button; and the side's own name for it, if it has one.

    `pictures` are kept already, `wanted` are still to be fetched by the names the door knows them by. `edits` and `answers` name
    an earlier line: the one that is worded anew, the one that is replied to. `link` is the token of a link they came by.
    `drawn` words are no more than the emoji that a sticker stands for.
    """

    text: str = ""
    button: str = ""
    reference: str = ""
    command: Command | None = None
    link: str = ""
    pictures: tuple[int, ...] = ()
    wanted: tuple[str, ...] = ()
    unreadable: Unreadable | None = None
    edits: str = ""
    answers: str = ""
    drawn: bool = False
