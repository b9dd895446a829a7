"""Where letters go out: each is written in one transaction, handed over outside of any, and settled in another."""

from bot.followup import mailing
from bot.followup.letters import ByMail
from bot.memory.due import DueThing
from bot.memory.store import Memory
from bot.ports import Clock, PostOffice


class Mailroom:
    """Sends the letters that are due."""

    def __init__(self, memory: Memory, clock: Clock, by_mail: ByMail, post: PostOffice) -> None:
        self._memory = memory
        self._clock = clock
        self._by_mail = by_mail
        self._post = post

    async def deliver(self, thing: DueThing) -> None:
        """Send the letter that this row stands for, if there is still something to write."""
        due = await self._memory.write(mailing.begin, thing, self._by_mail, self._clock.now())
        if due is None:
            return
        answer = await self._post.send(due.letter)
        await self._memory.write(mailing.settle, thing, due, answer, self._clock.now())
