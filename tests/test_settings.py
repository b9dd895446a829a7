"""Each setting changes what the shop does: lived through on the page, once as shipped and once as set."""

import asyncio
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import structlog

from bot.__main__ import main
from bot.language.speech import Voice
from bot.log import write_as
from bot.memory.views import case_file
from bot.remedy.policy_reading import SHIPPED
from bot.settings import Log
from tests.talk import Buyer, Shop, open_shop

FELL = "The price fell after I bought the canvas shoes"
ORDER = ("WL-2026-0063", "ana.garcia@example.com")
PERSON = "I want to talk to a person"
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture(autouse=True)
def _log_as_before() -> Iterator[None]:
    """What is settled about the log holds for a process, which here is everybody's."""
    yield
    structlog.reset_defaults()


def told(buyer: Buyer) -> str:
    return "\n".join(str(line["text"]) for line in buyer.lines if line["from"] == "bot")


def spoken(moment: str) -> str:
    """A moment of the story in Berlin, as it is said to a buyer there."""
    return Voice("en", BERLIN).spoken(datetime.fromisoformat(moment).replace(tzinfo=BERLIN))


async def keeper_after(folder: Path, *texts: str, **settings: Any) -> object:
    """Who has the case once a new buyer has said these things."""
    async with open_shop(folder, **settings) as shop:
        buyer = await shop.buyer()
        for text in texts:
            await buyer.say(text)
    assert buyer.case is not None
    return buyer.case["keeper"]


async def offered(folder: Path, *texts: str, **settings: Any) -> list[str]:
    """The labels of the newest buttons once a new buyer has said these things."""
    async with open_shop(folder, **settings) as shop:
        buyer = await shop.buyer()
        for text in texts:
            await buyer.say(text)
    return [str(button["label"]) for button in buyer.lines[-1]["buttons"]]  # type: ignore[attr-defined]


# --- [shop] --------------------------------------------------------------------------------------------------------


async def test_name(tmp_path: Path) -> None:
    async with open_shop(tmp_path, shop={"name": "Nordlicht & Söhne"}) as shop:
        buyer = await shop.buyer()
        await buyer.say(FELL)
        state = (await shop.web.get("/api/chat", headers=buyer.headers)).json()

    assert "Nordlicht & Söhne" in told(buyer)
    assert state["shop"] == "Nordlicht & Söhne"


@pytest.mark.parametrize(("zone", "opened"), [("Europe/Berlin", "16 Feb 10:00"), ("Asia/Tokyo", "16 Feb 18:00")])
def test_time_zone(tmp_path: Path, capsys: pytest.CaptureFixture[str], zone: str, opened: str) -> None:
    asyncio.run(keeper_after(tmp_path, FELL))
    config = tmp_path / "config.toml"
    config.write_text(
        f'[shop]\ntime_zone = "{zone}"\n[database]\nurl = "sqlite:///{tmp_path}/shop.db"\n[test]\nsample_shop = true\n'
    )
    capsys.readouterr()

    main(["case", "1", "--config", str(config)])

    assert capsys.readouterr().out.splitlines()[0].endswith(f"; opened {opened}.")


@pytest.mark.parametrize("default", ["en", "es"])
async def test_default_language(tmp_path: Path, default: str) -> None:
    async with open_shop(tmp_path, shop={"default_language": default}) as shop:
        buyer = await shop.buyer("tlh")
        state = (await shop.web.get("/api/chat", headers=buyer.headers)).json()

    assert state["language"] == default


@pytest.mark.parametrize(("languages", "answered"), [([], "es"), (["en", "es"], "es"), (["en"], "en")])
async def test_languages(tmp_path: Path, languages: list[str], answered: str) -> None:
    async with open_shop(tmp_path, shop={"languages": languages}) as shop:
        buyer = await shop.buyer("es-MX")
        await buyer.say("Compré los zapatos y al día siguiente estaban más baratos")
        state = (await shop.web.get("/api/chat", headers=buyer.headers)).json()

    assert (buyer.language, state["language"]) == (answered, answered)
    assert not languages or [one["id"] for one in state["languages"]] == languages


@pytest.mark.parametrize(
    ("settings", "address"),
    [
        ({}, "http://127.0.0.1:8080/privacy"),
        ({"web": {"port": 9000}}, "http://127.0.0.1:9000/privacy"),
        ({"web": {"public_url": "https://help.example.com"}}, "https://help.example.com/privacy"),
        ({"shop": {"privacy_url": "https://shop.example.com/data"}}, "https://shop.example.com/data"),
    ],
)
async def test_privacy_url_and_public_url(tmp_path: Path, settings: dict[str, Any], address: str) -> None:
    async with open_shop(tmp_path, **settings) as shop:
        buyer = await shop.buyer()
        await buyer.say(FELL)

    assert told(buyer).split().count(address) == 1


@pytest.mark.parametrize(
    ("opening", "promised"),
    [
        ({}, "2026-02-16T12:00"),
        ({"opens": "14:00"}, "2026-02-16T16:00"),
        ({"closes": "11:00"}, "2026-02-17T10:00"),
        ({"days": ["sat", "sun"]}, "2026-02-21T11:00"),
    ],
)
async def test_opening(tmp_path: Path, opening: dict[str, Any], promised: str) -> None:
    async with open_shop(tmp_path, shop={"opening": opening}) as shop:
        buyer = await shop.buyer()
        await buyer.say(PERSON)

    assert spoken(promised) in told(buyer)


# --- [web] ---------------------------------------------------------------------------------------------------------


async def test_max_text(tmp_path: Path) -> None:
    async with open_shop(tmp_path, web={"max_text": 100}) as shop:
        buyer = await shop.buyer()
        await buyer.say("x" * 100)
        refused = await shop.web.post("/api/chat/messages", json={"id": "a", "text": "x" * 101}, headers=buyer.headers)

    assert (refused.status_code, refused.json()["error"]) == (
        413,
        {"code": "text_too_long", "message": "A text has at most 100 characters; this one has 101."},
    )


# --- [conversation] ------------------------------------------------------------------------------------------------


async def lines_after(shop: Shop, buyer: Buyer, hours: float) -> int:
    """How many lines the buyer gets when so much time has passed."""
    await shop.later(timedelta(hours=hours))
    return len(await buyer.read())


async def test_remind_after_hours(tmp_path: Path) -> None:
    async with open_shop(tmp_path, conversation={"remind_after_hours": 2}) as shop:
        buyer = await shop.buyer()
        await buyer.say(FELL)

        reminded = [await lines_after(shop, buyer, 1.9), await lines_after(shop, buyer, 0.2)]

    assert reminded == [0, 1]


async def test_lapse_after_hours(tmp_path: Path) -> None:
    async with open_shop(tmp_path, conversation={"remind_after_hours": 2, "lapse_after_hours": 5}) as shop:
        buyer = await shop.buyer()
        await buyer.say(FELL)
        await shop.later(timedelta(hours=2))
        await shop.later(timedelta(hours=2.9))
        before = (await shop.house.memory.read(case_file, 1)).stored.case.ending
        await shop.later(timedelta(hours=0.1))
        after = (await shop.house.memory.read(case_file, 1)).stored.case.ending

    assert (before, after) == (None, "lapsed")


WRONG = ("WL-2026-0063", "somebody.else@example.com")


@pytest.mark.parametrize(("allowed", "keeper"), [(5, "bot"), (1, "waiting")])
async def test_proof_attempts_per_buyer(tmp_path: Path, allowed: int, keeper: str) -> None:
    settings = {"proof_attempts_per_buyer": allowed}

    assert await keeper_after(tmp_path, FELL, *WRONG, *ORDER, conversation=settings) == keeper


@pytest.mark.parametrize(("allowed", "keeper"), [(10, "bot"), (1, "waiting")])
async def test_proof_attempts_per_order(tmp_path: Path, allowed: int, keeper: str) -> None:
    settings = {"proof_attempts_per_order": allowed}
    await keeper_after(tmp_path, FELL, *WRONG, conversation=settings)

    assert await keeper_after(tmp_path, FELL, *ORDER, conversation=settings) == keeper


@pytest.mark.parametrize(("sure", "asked"), [(0.6, False), (1.0, True)])
async def test_cause_confidence(tmp_path: Path, sure: float, asked: bool) -> None:
    labels = await offered(tmp_path, FELL, conversation={"cause_confidence": sure})

    assert ("It got cheaper" in labels) is asked


@pytest.mark.parametrize(("replies", "keeper"), [(1, "waiting"), (10, "bot")])
async def test_unclear_replies(tmp_path: Path, replies: int, keeper: str) -> None:
    assert await keeper_after(tmp_path, FELL, "qwerty", "asdf", "zxcv", conversation={"unclear_replies": replies}) == keeper


# --- [money] -------------------------------------------------------------------------------------------------------


async def test_policy(tmp_path: Path) -> None:
    own = tmp_path / "policy.toml"
    own.write_text(SHIPPED.read_text(encoding="utf-8").replace("\ncoupon_percent = 5\n", "\ncoupon_percent = 0\n"))
    async with open_shop(tmp_path, money={"policy": str(own)}) as shop:
        buyer = await shop.buyer()
        for text in (FELL, *ORDER, "yes", "yes, refund it"):
            await buyer.say(text)
        remedies = (await shop.house.memory.read(case_file, 1)).remedies

    assert [(remedy.part, str(remedy.amount)) for remedy in remedies] == [("refund", "9.98 EUR")]


POUNDS = ("WL-2026-0061", "harriet.cole@example.com")


async def waits_with(folder: Path, money: dict[str, Any]) -> bool:
    """Whether an offer in pounds waits for a person, the rates being these."""
    async with open_shop(folder, money=money) as shop:
        buyer = await shop.buyer()
        for text in ("The price fell after I bought the trail runners", *POUNDS, "yes"):
            await buyer.say(text)
        case = (await shop.house.memory.read(case_file, 1)).stored.case
    return case.waits_for.startswith("approval by ")


@pytest.mark.parametrize(("per_eur", "waits"), [({}, False), ({"GBP": "0.87"}, False), ({"GBP": "0.10"}, True)])
async def test_per_eur(tmp_path: Path, per_eur: dict[str, str], waits: bool) -> None:
    assert await waits_with(tmp_path, {"per_eur": per_eur}) is waits


@pytest.mark.parametrize(
    ("rate", "per_eur", "waits"), [("0.87", {}, False), ("0.10", {}, True), ("0.10", {"GBP": "0.87"}, False)]
)
async def test_rates_file(tmp_path: Path, rate: str, per_eur: dict[str, str], waits: bool) -> None:
    own = tmp_path / "eurofxref.csv"
    own.write_text(f"Date, GBP\n13 February 2026, {rate}\n", encoding="utf-8")

    assert await waits_with(tmp_path, {"rates_file": str(own), "per_eur": per_eur}) is waits


# --- [log] ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("level", "written"),
    [("debug", ["debug", "info", "warning", "error"]), ("info", ["info", "warning", "error"]),
     ("warning", ["warning", "error"]), ("error", ["error"])],
)  # fmt: skip
def test_level(capsys: pytest.CaptureFixture[str], level: Any, written: list[str]) -> None:
    write_as(Log(level=level, json=True))
    log = structlog.get_logger()
    for kind in ("debug", "info", "warning", "error"):
        getattr(log, kind)(f"this is {kind}")

    said = capsys.readouterr()
    assert said.out == ""
    assert [line.split('"event": "this is ')[1].split('"')[0] for line in said.err.splitlines()] == written


@pytest.mark.parametrize(("as_json", "begins"), [(True, "{"), (False, "2")])
def test_json(capsys: pytest.CaptureFixture[str], as_json: bool, begins: str) -> None:
    write_as(Log(json=as_json))
    structlog.get_logger().info("the shop is open", page="http://127.0.0.1:8080/")

    (line,) = capsys.readouterr().err.splitlines()
    assert line[0] == begins
    assert "the shop is open" in line


# --- [test] --------------------------------------------------------------------------------------------------------


def test_story_begins(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = tmp_path / "config.toml"
    story = '[test]\nsample_shop = true\nstory_begins = "2026-03-01T08:00:00+01:00"\n'
    config.write_text(f'[database]\nurl = "sqlite:///{tmp_path}/shop.db"\n{story}')

    main(["clock", "--config", str(config)])

    assert capsys.readouterr().out == "In the story it is Sunday, 01 March 2026, 08:00.\n"


@pytest.mark.parametrize(("sample", "orders"), [(True, True), (False, False)])
async def test_sample_shop(tmp_path: Path, sample: bool, orders: bool) -> None:
    async with open_shop(tmp_path, test={"sample_shop": sample}) as shop:
        found = await shop.house.memory.read(lambda unit: unit.shop.find_orders("WL20260063"))

    assert bool(found) is orders
