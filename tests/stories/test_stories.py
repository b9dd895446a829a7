"""Every story in the folders beside this file is lived through, word for word: on the buyer's page, at Telegram, or at both.

A story is a conversation as one would write it down:

    Buyer: I bought the shoes on the 12th and today they're 10% cheaper!
    Amends: Buying something and then seeing it for less is galling; …
      [Yes, that's right] [No, not quite]
    Buyer: [Yes, that's right]
    Buyer: (photo)
    (24 hours later)
    Mei: Good morning, this is Mei.
    (Mei hands back)

Beside their words, people of the staff have their deeds, each by the authority of their role in the sample shop:

    (Mei says it is out_of_stock: Glow Sneaker Kids)       what a case is about; what was sold out
    (Mei says it is payment: 12.00 too much)               or how much was taken
    (Mei says it is price_drop: 10.00 less elsewhere)      or by how much another shop is cheaper
    (Ada approves)
    (Li declines: the picture shows another article)
    (Li confirms task 1: LP00000492546139)                 under which reference it can be found
    (Mei does task 1 in words: Dear Ana, …)                an apology is its words
    (Li closes the case)
    (stock comes in: KID-GLOW-BLU-30,Blue / EU 30,Glow Sneaker Kids,12)

Whoever has said nothing yet may come by the link to their order, as it stands in the mail that confirmed it:

    (comes by the link of WL-2026-0036)

The code of a coupon is never the same twice: every one is told as AM-XXXX-XXXX-XXXX-XXXX.

A story that says nothing of `doors` is lived through at both. Its `orders` are taken in beside those of the sample shop. Rows of
the ladder that the shipped policy keeps for later are on in the policy of an owner who has `switched_on` them.
"""

import re
import tomllib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.app import practice_of, take_in
from bot.complaint import deciding, handling
from bot.complaint.event import Doubt
from bot.complaint.practice import Practice
from bot.memory.store import Unit
from bot.memory.views import case_file
from bot.remedy import by_hand
from bot.remedy.policy_reading import SHIPPED
from bot.shop.importing import read_file
from bot.terms import Cause
from tests.memory.snapshots import drawn
from tests.order_links import link_to
from tests.talk import Buyer, Shop, open_shop
from tests.telegram.chats import ANA, Chatter, chat_shop, chatter
from tests.telegram.fake_api import FakeBotApi

FOLDER = Path(__file__).parent
STORIES = {path: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*/*.toml"))}
_LATER = re.compile(r"\((?P<count>\d+) (?P<unit>minute|hour|day)s? later\)")
_BY_LINK = re.compile(r"\(comes by the link of (?P<order>\S+)\)")
_STOCK = re.compile(r"\(stock comes in: (?P<row>.+)\)")
_DEED = re.compile(
    r"\((?P<name>\w+) (?P<does>hands back|approves|declines|closes the case|"
    r"says it is (?P<cause>\w+)|confirms task (?P<task>\d+)|does task (?P<worded>\d+) in words)(: (?P<what>.+))?\)"
)
PHOTO = "(photo)"
_CODE = re.compile(r"\bAM(-[0-9A-Z]{4}){4}\b")
_OFF = re.compile(r"^on = false.*$", re.MULTILINE)


def as_told(line: dict[str, object]) -> list[str]:
    """A line of the conversation as a story tells it."""
    who = {"buyer": "Buyer", "bot": "Amends"}.get(str(line["from"])) or str(line["author"])
    buttons = " ".join(f"[{button['label']}]" for button in line["buttons"])
    text = _CODE.sub("AM-XXXX-XXXX-XXXX-XXXX", str(line["text"]) or PHOTO)
    return [f"{who}: {text}", *([f"  {buttons}"] if buttons else [])]


@asynccontextmanager
async def on_the_page(folder: Path, story: dict[str, Any]) -> AsyncIterator[tuple[Shop, Buyer]]:
    """The shop of a story, and its buyer with the page open."""
    async with open_shop(folder, at=datetime.fromisoformat(story["begins"]), money=money_of(folder, story)) as shop:
        bring_in(shop, "orders.csv", story.get("orders", ""))
        yield shop, await shop.buyer(story["device"]["language"], story["device"]["time_zone"])


@asynccontextmanager
async def at_telegram(folder: Path, story: dict[str, Any]) -> AsyncIterator[tuple[Shop, Chatter]]:
    """The shop of a story, and its buyer at Telegram, which tells no time zone: theirs is known from an earlier visit."""
    begins, language, zone = datetime.fromisoformat(story["begins"]), story["device"]["language"], story["device"]["time_zone"]
    async with FakeBotApi() as api, chat_shop(folder, api, at=begins, money=money_of(folder, story)) as shop:
        bring_in(shop, "orders.csv", story.get("orders", ""))
        await shop.house.memory.write(lambda unit: unit.doors.open("telegram", str(ANA), language, zone, begins))
        yield shop, chatter(shop, api, language=language)


def money_of(folder: Path, story: dict[str, Any]) -> dict[str, object]:
    """The settings for money: those of the shipped policy, or of the owner's own, in which more rows are on."""
    if "switched_on" not in story:
        return {}
    policy, *rows = re.split(r"(?m)^(?=\[\[ladder\]\]$)", SHIPPED.read_text(encoding="utf-8"))
    for name in story["switched_on"]:
        (row,) = [number for number, row in enumerate(rows) if f'name = "{name}"\n' in row]
        rows[row], found = _OFF.subn("on = true", rows[row])
        assert found, f"{name} is on already"
    own = folder / "policy.toml"
    own.write_text("".join([policy, *rows]), encoding="utf-8")
    return {"policy": str(own)}


def bring_in(shop: Shop, name: str, content: str) -> None:
    """Take in a file of the seller's; nothing is taken in of one that is empty."""
    if content:
        take_in(shop.house.memory, read_file(name, content.encode()), shop.clock.now())


DOORS = {"page": on_the_page, "telegram": at_telegram}


async def live(shop: Shop, buyer: Buyer | Chatter, told: list[str]) -> list[str]:
    """Do what the story's people do, and write down what is said."""
    heard: list[str] = []
    for line in told:
        if line.startswith("("):
            heard.append(line)
            await do(shop, buyer, line)
        elif line == f"Buyer: {PHOTO}":
            await buyer.show(drawn())
        elif line.startswith("Buyer: ["):
            await buyer.press(line.removeprefix("Buyer: [").removesuffix("]"))
        elif line.startswith("Buyer: "):
            await buyer.say(line.removeprefix("Buyer: "))
        elif line.startswith(("Amends: ", "  [")) or line in heard:
            continue  # it is said already: by the bot, or as the words of an apology
        else:
            name, text = line.split(": ", 1)
            number = buyer.case["number"]
            await shop.house.memory.write(handling.reply, number, name, text, practice_of(shop.settings), shop.clock.now())
            await buyer.read()
        new = buyer.lines[len([one for one in heard if not one.startswith(("  [", "("))]) :]
        for one in new:
            heard += as_told(one)
    return heard


async def do(shop: Shop, buyer: Buyer | Chatter, line: str) -> None:
    """What is told in brackets: time passes, stock comes in, or somebody of the staff does something."""
    if later := _LATER.fullmatch(line):
        await shop.later(timedelta(**{f"{later['unit']}s": int(later["count"])}))
    elif link := _BY_LINK.fullmatch(line):
        await buyer.come(await link_to(shop, order=link["order"]))
    elif stock := _STOCK.fullmatch(line):
        bring_in(shop, "stock.csv", f"sku,variant,title,in_stock\n{stock['row']}\n")
    else:
        deed = _DEED.fullmatch(line)
        assert deed, f"nobody knows how to do {line}"
        await shop.house.memory.write(by_staff, deed, buyer.case["number"], practice_of(shop.settings), shop.clock.now())
    await buyer.read()


def by_staff(unit: Unit, deed: re.Match[str], number: int, practice: Practice, now: datetime) -> None:
    """What somebody of the staff does with the buyer's case."""
    name, what = deed["name"], deed["what"] or ""
    match deed["does"].split()[0]:
        case "hands":
            handling.hand_back(unit, number, practice, now)
        case "approves":
            deciding.approve(unit, number, name, None, practice, now)
        case "declines":
            deciding.decline(unit, number, name, Doubt.UNSAID, what, practice, now)
        case "closes":
            handling.close(unit, number, name, practice, now)
        case "says":
            article = what if deed["cause"] == Cause.OUT_OF_STOCK else ""
            too_much = "" if article else what.removesuffix(" too much").removesuffix(" less elsewhere")
            handling.say_cause(unit, number, name, Cause(deed["cause"]), article, too_much, practice, now)
        case "confirms":
            by_hand.confirm(unit, int(deed["task"]), by_hand.Deed(name, reference=what), practice, now)
        case "does":
            by_hand.confirm(unit, int(deed["worded"]), by_hand.Deed(name, words=what), practice, now)


def pressed_as_said(lines: list[str]) -> list[str]:
    """A pressed button is told as [label]; in the conversation it is what the buyer said."""
    return [f"Buyer: {line[8:-1]}" if line.startswith("Buyer: [") else line for line in lines]


@pytest.mark.parametrize(
    ("path", "door"),
    [
        pytest.param(path, door, id=f"{path.parent.name}/{path.stem}-{door}")
        for path, story in STORIES.items()
        for door in story.get("doors", DOORS)
    ],
)
async def test_a_story_goes_as_it_is_told_by_its_doors(path: Path, door: str, tmp_path: Path) -> None:
    story = STORIES[path]
    told = story["conversation"].strip("\n").splitlines()

    async with DOORS[door](tmp_path, story) as (shop, buyer):
        heard = await live(shop, buyer, told)
        file = await shop.house.memory.read(case_file, 1)

    assert heard == pressed_as_said(told), "\n" + "\n".join(heard)
    case = file.stored.case
    remedies = [f"{one.percent + ' %' if one.percent else one.amount} {one.part} {one.state}" for one in file.remedies]
    assert {"step": case.step, "keeper": case.keeper, "ending": case.ending or "", "remedies": remedies} == story["end"]
