"""A post office that does what a test tells it to, first in, first out; and SENT when it was told nothing more."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.followup.letters import ByMail
from bot.ports import Letter, Posting, PostState

BY_MAIL = ByMail(
    shop="Wanderlight",
    page="https://help.example.com",
    zone=ZoneInfo("Europe/Berlin"),
    after=timedelta(minutes=10),
    link_for=timedelta(days=14),
)


@dataclass
class ScriptedPostOffice:
    """What it was given is in `letters`, in order."""

    answers: deque[Posting] = field(default_factory=deque)
    letters: list[Letter] = field(default_factory=list)

    def will(self, answers: Iterable[PostState]) -> None:
        self.answers.extend(Posting(state, "" if state is PostState.SENT else "550 5.1.1") for state in answers)

    async def send(self, letter: Letter) -> Posting:
        self.letters.append(letter)
        return self.answers.popleft() if self.answers else Posting(PostState.SENT)


def token_in(letter: Letter) -> str:
    """The token of the link back."""
    return letter.open_url.partition("/?link=")[2]
