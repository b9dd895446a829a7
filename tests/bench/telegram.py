"""Very many people at Telegram at once: the real process over real HTTP, from an update to the answer that is sent.

Telegram is the tests' own Bot API on this machine, in the process that measures; the bot has a process of its own. A turn begins
when Telegram has a message for the bot and ends when the answer is there, which is then already marked on the other side.
"""

import asyncio
import random
import re
import subprocess
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from time import perf_counter

import aiohttp

from bot.app import open_memory
from bot.settings import Settings
from tests.bench.shop import case_a, put_orders
from tests.shop_process import CLONE, ShopFolder
from tests.telegram.fake_api import FakeBotApi, Json
from tests.telegram.fake_telegram import Chat

_OURS, _PLAIN = (2, 1, 1, 2), (1, 1, 1, 1)
"""How many messages answer each of what people write, from the complaint to the offer: nothing is said unasked as yet."""

_PATIENCE_SECONDS = 60.0
_LOOK_AGAIN_SECONDS = 0.05
_SEED = 20_260_216
_NUMBERS = re.compile(r"\d+")


class LivelyApi(FakeBotApi):
    """A Telegram that notices when somebody has been written to: `heard` is one semaphore a chat."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: dict[int, asyncio.Semaphore] = {}

    def post(self, chat: Chat, sender: Json, content: Json) -> Json:
        message = super().post(chat, sender, content)
        if sender["is_bot"]:
            self.heard[chat.json["id"]].release()
        return message


@dataclass(slots=True)
class Crowd:
    """People who talk to the one bot that is connected; each has an order of their own in our shop."""

    api: LivelyApi
    answers: tuple[int, ...]
    came: int = 0
    took: list[float] = field(default_factory=list)

    async def turns_per_second(self, people: int) -> float:
        """All of them begin at once, and each writes on as soon as they are answered."""
        begun = perf_counter()
        took = await asyncio.gather(*(self._talk(number, None) for number in self._newcomers(people)))
        self.took = [seconds for one in took for seconds in one]
        return len(self.took) / (perf_counter() - begun)

    async def latencies(self, people: int, rate: float) -> list[float]:
        """Seconds of each turn when so many messages a second come in at random, counted from when they were meant to come."""
        chance = random.Random(_SEED)
        moments = list(accumulate(chance.expovariate(rate) for _ in range(people * len(self.answers))))
        begun = perf_counter()
        took = await asyncio.gather(
            *(
                self._talk(number, [begun + at for at in moments[place::people]])
                for place, number in enumerate(self._newcomers(people))
            )
        )
        return [seconds for one in took for seconds in one]

    def in_order(self) -> bool:
        """Whether all heard the same answers to the same messages in the same order, but for the numbers in them."""
        heard = {tuple(map(_without_numbers, chat.messages.values())) for chat in self.api.chats.values() if chat.messages}
        return len(heard) == 1

    def _newcomers(self, people: int) -> range:
        self.came += people
        return range(self.came - people, self.came)

    async def _talk(self, number: int, moments: Sequence[float] | None) -> list[float]:
        user, heard, took = self.api.user(number + 1, language_code="en"), asyncio.Semaphore(0), []
        self.api.heard[user.id] = heard
        for place, (text, answers) in enumerate(zip(case_a(number), self.answers, strict=False)):
            meant = moments[place] if moments else perf_counter()
            await asyncio.sleep(max(meant - perf_counter(), 0))
            user.writes(text)
            async with asyncio.timeout(_PATIENCE_SECONDS):
                for _ in range(answers):
                    await heard.acquire()
            took.append(perf_counter() - meant)
        return took


@asynccontextmanager
async def our_crowd(folder: Path, people: int) -> AsyncIterator[Crowd]:
    """People before the real process, whose shop has an order for so many of them."""
    async with LivelyApi() as api:
        shop = _shop_at(folder, api)
        await _stock(folder, people)
        async with _open(api, shop.start("run")):
            yield Crowd(api, _OURS)


@asynccontextmanager
async def plain_crowd(folder: Path) -> AsyncIterator[Crowd]:
    """People before the peer."""
    async with LivelyApi() as api, _open(api, _plain_bot(folder, api)):
        yield Crowd(api, _PLAIN)


def _shop_at(folder: Path, api: FakeBotApi) -> ShopFolder:
    folder.mkdir()
    told = f'[telegram]\ntoken = "{api.token}"\nbase_url = "{api.base_url}"\nbase_file_url = "{api.base_file_url}"\n'
    return ShopFolder.at(folder, told)


async def _stock(folder: Path, people: int) -> None:
    settings = {"database": {"url": f"sqlite:///{folder}/shop.db"}, "test": {"sample_shop": True}}
    memory = open_memory(Settings.model_validate(settings))
    try:
        await put_orders(memory, range(people))
    finally:
        memory.close()


def _plain_bot(folder: Path, api: FakeBotApi) -> subprocess.Popen[str]:
    folder.mkdir()
    command = [sys.executable, "-m", "tests.bench.plain_bot", api.base_url, f"{folder}/plain.db"]
    return subprocess.Popen(command, cwd=CLONE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True)


async def sends_per_second(seconds: float) -> float:
    """How many messages this Telegram takes when nothing is behind them, its caller being in the same process."""
    async with LivelyApi() as api, aiohttp.ClientSession() as session:
        chat = api.user(1).id
        api.heard[chat] = asyncio.Semaphore(0)
        begun = perf_counter()

        async def send() -> int:
            sent = 0
            while perf_counter() - begun < seconds:
                told = {"chat_id": str(chat), "text": "What's your <b>order</b> number?", "parse_mode": "HTML"}
                async with session.post(f"{api.base_url}{api.token}/sendMessage", data=told) as answer:
                    answer.raise_for_status()
                sent += 1
            return sent

        return sum(await asyncio.gather(*(send() for _ in range(32)))) / (perf_counter() - begun)


@asynccontextmanager
async def _open(api: LivelyApi, process: subprocess.Popen[str]) -> AsyncIterator[None]:
    """Wait until the bot asks for updates; whatever becomes of it, the process is gone afterwards."""
    try:
        async with asyncio.timeout(_PATIENCE_SECONDS):
            while not api.calls("getUpdates"):
                if process.poll() is not None:
                    raise RuntimeError("the bot stopped before it asked for anything")
                await asyncio.sleep(_LOOK_AGAIN_SECONDS)
        yield
    finally:
        process.terminate()
        await asyncio.to_thread(process.wait)


def _without_numbers(message: Json) -> tuple[bool, str]:
    return message["from"]["is_bot"], _NUMBERS.sub("#", message["text"])
