"""A whole house for tests, and somebody to talk to it: real routes, a real database, a clock that stands still."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import httpx

from bot.app import House, assemble, open_memory
from bot.ports import Payments
from bot.settings import Settings
from bot.shop.connectors.embedded import Conduct, EmbeddedProvider
from bot.shop.sample import sample_charges

STORY = datetime.fromisoformat("2026-02-16T10:00:00+01:00")


@dataclass
class StandingClock:
    """A clock that moves only when it is told to."""

    at: datetime = STORY

    def now(self) -> datetime:
        return self.at

    def forward(self, by: timedelta) -> None:
        self.at += by


@dataclass
class Buyer:
    """Somebody on the page. What they get to read is kept in `lines`, as the API gives it."""

    web: httpx.AsyncClient
    house: House
    headers: dict[str, str]
    lines: list[dict[str, object]] = field(default_factory=list)
    case: dict[str, object] | None = None
    language: str = ""
    sent: int = 0
    device: dict[str, str] = field(default_factory=dict)

    async def say(self, text: str) -> list[dict[str, object]]:
        """Write something; returns the lines that are new since then, the own one first."""
        return await self._send({"text": text})

    async def press(self, label: str) -> list[dict[str, object]]:
        """Press the newest button with this label."""
        found = [button for line in self.lines for button in line["buttons"] if button["label"] == label]
        assert found, f"there is no button {label!r}"
        return await self._send({"button": found[-1]["token"]})

    async def show(self, picture: bytes) -> list[dict[str, object]]:
        """Send a picture without a word; returns the lines that are new since then, the own one first."""
        self.sent += 1
        brought = {"params": {"id": f"p{self.sent}"}, "content": picture, "headers": self.headers}
        answer = await self.web.post("/api/chat/pictures", **brought)
        return await self._send({"pictures": [answer.json()["picture"]]})

    async def come(self, link: str) -> None:
        """Open the page by a link to an order, as somebody who has said nothing yet."""
        answer = await self.web.post("/api/chat", json={"link": link, **self.device})
        assert answer.status_code == 201, answer.text
        self.headers = {"Authorization": f"Bearer {answer.json()['token']}"}
        await self.house.reception.quiet()

    async def read(self) -> list[dict[str, object]]:
        """Look at the conversation; returns the lines that are new."""
        after = self.lines[-1]["n"] if self.lines else 0
        answer = (await self.web.get("/api/chat/messages", params={"after": after}, headers=self.headers)).json()
        self.lines += answer["messages"]
        self.case, self.language = answer["case"], answer["language"]
        return answer["messages"]

    async def _send(self, message: dict[str, object]) -> list[dict[str, object]]:
        self.sent += 1
        answer = await self.web.post("/api/chat/messages", json={"id": f"m{self.sent}", **message}, headers=self.headers)
        assert answer.status_code == 202, answer.text
        await self.house.reception.quiet()
        return await self.read()


@dataclass
class Shop:
    """The sample shop, open in this process."""

    house: House
    clock: StandingClock
    web: httpx.AsyncClient
    settings: Settings

    async def buyer(self, language: str = "en-GB", time_zone: str = "Europe/Berlin") -> Buyer:
        """Somebody opens the page."""
        device = {"language": language, "time_zone": time_zone}
        answer = await self.web.post("/api/chat", json=device)
        return Buyer(self.web, self.house, {"Authorization": f"Bearer {answer.json()['token']}"}, device=device)

    async def later(self, by: timedelta) -> None:
        """Time passes, and what became due is done."""
        self.clock.forward(by)
        await self.house.delivery.drain()
        await self.house.delivery.quiet()


def _provider(folder: Path, clock: StandingClock) -> EmbeddedProvider:
    """A payment provider that never fails, and knows what the sample orders were paid with."""
    provider = EmbeddedProvider(folder / "book.db", clock, Conduct())
    for number, charges in sample_charges().items():
        provider.enter_charges(number, charges)
    return provider


@asynccontextmanager
async def open_shop(
    folder: Path, url: str = "", at: datetime = STORY, payments: Payments | None = None, **settings: dict[str, object]
) -> AsyncIterator[Shop]:
    """The sample shop in a database of its own; `url` names another database than a file in the folder."""
    wanted = Settings.model_validate(
        {
            "database": {"url": url or f"sqlite:///{folder}/shop.db"},
            "evidence": {"folder": f"{folder}/evidence"},
            "test": {"sample_shop": True},
            **settings,
        }
    )
    clock = StandingClock(at)
    house = assemble(wanted, open_memory(wanted), clock, payments or _provider(folder, clock))
    transport = httpx.ASGITransport(app=house.web)
    async with httpx.AsyncClient(transport=transport, base_url="http://shop.test") as web:
        try:
            yield Shop(house, clock, web, wanted)
        finally:
            await house.close()
