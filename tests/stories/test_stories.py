"""Every story in the folders beside this file is lived through, word for word: on the buyer's page, and once more at Telegram.

A story is a conversation as one would write it down:

    Buyer: I bought the shoes on the 12th and today they're 10% cheaper!
    Amends: Buying something and then seeing it for less is galling; …
      [Yes, that's right] [No, not quite]
    Buyer: [Yes, that's right]
    (24 hours later)
    Mei: Good morning, this is Mei.
    (Mei hands back)

The code of a coupon is never the same twice: every one is told as AM-XXXX-XXXX-XXXX-XXXX.
"""

import re
import tomllib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.app import practice_of
from bot.complaint import handling
from bot.memory.views import case_file
from bot.settings import Settings
from bot.terms import Authority
from tests.talk import Buyer, Shop, open_shop
from tests.telegram.chats import ANA, Chatter, chat_shop, chatter
from tests.telegram.fake_api import FakeBotApi

FOLDER = Path(__file__).parent
STORIES = {path: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*/*.toml"))}
PRACTICE = practice_of(Settings())
_DEED = re.compile(r"\((?P<hours>\d+) hours later\)|\((?P<name>\w+) (?P<does>hands back|approves|closes the case)\)")

_CODE = re.compile(r"\bAM(-[0-9A-Z]{4}){4}\b")


def as_told(line: dict[str, object]) -> list[str]:
    """A line of the conversation as a story tells it."""
    who = {"buyer": "Buyer", "bot": "Amends"}.get(str(line["from"])) or str(line["author"])
    buttons = " ".join(f"[{button['label']}]" for button in line["buttons"])
    text = _CODE.sub("AM-XXXX-XXXX-XXXX-XXXX", str(line["text"]))
    return [f"{who}: {text}", *([f"  {buttons}"] if buttons else [])]


@asynccontextmanager
async def on_the_page(folder: Path, story: dict[str, Any]) -> AsyncIterator[tuple[Shop, Buyer]]:
    """The shop of a story, and its buyer with the page open."""
    async with open_shop(folder, at=datetime.fromisoformat(story["begins"])) as shop:
        yield shop, await shop.buyer(story["device"]["language"], story["device"]["time_zone"])


@asynccontextmanager
async def at_telegram(folder: Path, story: dict[str, Any]) -> AsyncIterator[tuple[Shop, Chatter]]:
    """The shop of a story, and its buyer at Telegram, which tells no time zone: theirs is known from an earlier visit."""
    begins, language, zone = datetime.fromisoformat(story["begins"]), story["device"]["language"], story["device"]["time_zone"]
    async with FakeBotApi() as api, chat_shop(folder, api, at=begins) as shop:
        await shop.house.memory.write(lambda unit: unit.doors.open("telegram", str(ANA), language, zone, begins))
        yield shop, chatter(shop, api, language=language)


DOORS = {"page": on_the_page, "telegram": at_telegram}


async def live(shop: Shop, buyer: Buyer | Chatter, told: list[str]) -> list[str]:
    """Do what the story's people do, and write down what is said."""
    heard: list[str] = []
    for line in told:
        if deed := _DEED.fullmatch(line):
            heard.append(line)
            await do(shop, buyer, deed)
        elif line.startswith("Buyer: ["):
            await buyer.press(line.removeprefix("Buyer: [").removesuffix("]"))
        elif line.startswith("Buyer: "):
            await buyer.say(line.removeprefix("Buyer: "))
        elif line.startswith(("Amends: ", "  [")):
            continue
        else:
            name, text = line.split(": ", 1)
            number = buyer.case["number"]
            await shop.house.memory.write(handling.reply, number, name, text, PRACTICE, shop.clock.now())
            await buyer.read()
        new = buyer.lines[len([one for one in heard if not one.startswith(("  [", "("))]) :]
        for one in new:
            heard += as_told(one)
    return heard


async def do(shop: Shop, buyer: Buyer | Chatter, deed: re.Match[str]) -> None:
    if deed["hours"]:
        await shop.later(timedelta(hours=int(deed["hours"])))
    else:
        number, now, memory = buyer.case["number"], shop.clock.now(), shop.house.memory
        match deed["does"]:
            case "hands back":
                await memory.write(handling.hand_back, number, PRACTICE, now)
            case "approves":
                await memory.write(handling.approve, number, deed["name"], Authority.STAFF, PRACTICE, now)
            case "closes the case":
                await memory.write(handling.close, number, deed["name"], PRACTICE, now)
    await buyer.read()


def pressed_as_said(lines: list[str]) -> list[str]:
    """A pressed button is told as [label]; in the conversation it is what the buyer said."""
    return [f"Buyer: {line[8:-1]}" if line.startswith("Buyer: [") else line for line in lines]


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("path", STORIES, ids=lambda path: f"{path.parent.name}/{path.stem}")
async def test_a_story_goes_as_it_is_told_by_every_door(path: Path, door: str, tmp_path: Path) -> None:
    story = STORIES[path]
    told = story["conversation"].strip("\n").splitlines()

    async with DOORS[door](tmp_path, story) as (shop, buyer):
        heard = await live(shop, buyer, told)
        file = await shop.house.memory.read(case_file, 1)

    assert heard == pressed_as_said(told), "\n" + "\n".join(heard)
    case = file.stored.case
    remedies = [f"{one.percent + ' %' if one.percent else one.amount} {one.part} {one.state}" for one in file.remedies]
    assert {"step": case.step, "keeper": case.keeper, "ending": case.ending or "", "remedies": remedies} == story["end"]
