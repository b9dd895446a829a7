"""The sample shop with its door at Telegram open, and somebody who talks to it there, through a Bot API over real HTTP."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.memory.views import conversation
from tests.talk import Shop, open_shop
from tests.telegram.fake_api import FakeBotApi
from tests.telegram.fake_telegram import FakeUser, Json, Sent

ANA = 4711


@dataclass
class Chatter:
    """Somebody at Telegram. What they get to see is kept in `lines`, as the page's interface would tell it."""

    shop: Shop
    api: FakeBotApi
    user: FakeUser
    lines: list[dict[str, Any]] = field(default_factory=list)
    case: dict[str, Any] | None = None
    language: str = ""
    _seen: int = 0

    async def say(self, text: str) -> list[dict[str, Any]]:
        """Write something; returns the lines that are new since then, the own one first."""
        self.user.writes(text)
        return await self._answered(text)

    async def press(self, label: str) -> list[dict[str, Any]]:
        """Press the newest button with this label."""
        with_it = [sent for sent in self.api.sent(self.user) if label in sent.buttons]
        assert with_it, f"there is no button {label!r}"
        self.user.presses(with_it[-1], label)
        return await self._answered(label)

    async def show(self, picture: bytes) -> list[dict[str, Any]]:
        """Send a picture without a word; returns the lines that are new since then, the own one first."""
        self.user.sends_photo(picture)
        return await self._answered("")

    async def come(self, link: str) -> None:
        """Start the chat by a link to an order, as somebody who has said nothing yet."""
        self.user.writes(f"/start {link}")
        await settle(self.shop, self.api)

    async def read(self) -> list[dict[str, Any]]:
        """Look at the chat; returns the lines that are new."""
        await settle(self.shop, self.api)
        sent = self.api.sent(self.user)
        new = [_as_line(one) for one in sent[self._seen :]]
        self._seen = len(sent)
        self.lines += new
        await self._look_up()
        return new

    async def _answered(self, said: str) -> list[dict[str, Any]]:
        own = {"from": "buyer", "author": "", "text": said, "buttons": []}
        self.lines.append(own)
        return [own, *await self.read()]

    async def _look_up(self) -> None:
        """How the case stands, as the page would be told."""
        memory = self.shop.house.memory

        def look(unit: Any) -> Any:
            door = unit.doors.find("telegram", str(self.user.id))
            return conversation(unit, door.buyer_id, 2**31) if door else None

        now = await memory.read(look)
        if now:
            self.case = {"number": now.case.number} if now.case else None
            self.language = now.buyer.language


def _as_line(sent: Sent) -> dict[str, Any]:
    text, author = sent.text, ""
    if sent.entities and sent.entities[0]["type"] == "bold" and sent.entities[0]["offset"] == 0:
        author, text = text[: sent.entities[0]["length"]], text[sent.entities[0]["length"] + 1 :]
    return {
        "from": "person" if author else "bot",
        "author": author,
        "text": text,
        "buttons": [{"label": label} for label in sent.buttons],
    }


async def settle(shop: Shop, api: FakeBotApi) -> None:
    """Wait until all that was written is fetched, worked and answered."""
    await api.until(lambda: not api.waiting())
    await shop.house.reception.quiet()
    await shop.house.counter.bells.look()
    assert shop.house.telegram
    await shop.house.telegram.quiet()


def at(api: FakeBotApi) -> Json:
    """The settings by which a shop is at that Bot API."""
    return {"token": api.token, "base_url": api.base_url, "base_file_url": api.base_file_url}


@asynccontextmanager
async def chat_shop(folder: Path, api: FakeBotApi, **more: Any) -> AsyncIterator[Shop]:
    """The sample shop, listening at Telegram."""
    evidence = {"folder": str(folder / "evidence")}
    async with open_shop(folder, telegram=at(api), evidence=evidence, **more) as shop:
        await shop.house.open()
        yield shop


def chatter(shop: Shop, api: FakeBotApi, number: int = ANA, language: str = "en", name: str = "Ana") -> Chatter:
    """Somebody opens the chat with the bot."""
    return Chatter(shop, api, api.user(number, name=name, language_code=language))
