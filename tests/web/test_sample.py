"""The front door of the sample shop: orders to try with, and a story clock that moves on for everybody and for good."""

import shutil
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import httpx
import pytest

from bot.app import House, assemble, clock_of, open_memory, provider_of
from bot.clock import OFFSET, RealClock
from bot.settings import Settings
from tests.talk import Buyer, Shop


def settings_of(folder: Path) -> Settings:
    return Settings.model_validate(
        {
            "database": {"url": f"sqlite:///{folder}/shop.db"},
            "payments": {"book": f"{folder}/book.db"},
            "test": {"sample_shop": True},
        }
    )


@pytest.fixture
async def house(tmp_path: Path, stocked: Path) -> AsyncIterator[House]:
    """The sample shop as it is really opened, its clock running from the beginning of the story."""
    shutil.copy(stocked, tmp_path)
    settings = settings_of(tmp_path)
    memory = open_memory(settings)
    start = settings.test.story_begins - RealClock().now()
    memory.write_now(lambda unit: unit.state.put(OFFSET, str(start.total_seconds())))
    clock = clock_of(memory, settings)
    house = assemble(settings, memory, clock, provider_of(settings, clock))
    yield house
    await house.close()


@pytest.fixture
async def web(house: House) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=house.web), base_url="http://shop.test") as web:
        yield web


async def opened(house: House, web: httpx.AsyncClient) -> Buyer:
    token = (await web.post("/api/chat", json={"language": "en", "time_zone": "Europe/Berlin"})).json()["token"]
    return Buyer(web, house, {"Authorization": f"Bearer {token}"})


async def shown(buyer: Buyer) -> dict[str, object]:
    told: dict[str, object] = (await buyer.web.get("/api/chat", headers=buyer.headers)).json()["sample"]
    return told


async def test_the_orders_of_the_story_so_far_are_shown_newest_first(house: House, web: httpx.AsyncClient) -> None:
    sample = await shown(await opened(house, web))

    placed = [datetime.fromisoformat(order["placed_at"]) for order in sample["orders"]]
    assert len(placed) == 12
    assert placed == sorted(placed, reverse=True)
    assert placed[0] <= datetime.fromisoformat(sample["now"])
    assert {"number", "email", "items", "paid", "placed_at"} == sample["orders"][0].keys()
    assert {order["placed_at"][-6:] for order in sample["orders"]} == {"+01:00"}  # the shop's zone: its day is what is said


async def test_the_story_begins_on_its_day_in_the_shops_own_zone(house: House, web: httpx.AsyncClient) -> None:
    sample = await shown(await opened(house, web))

    assert sample["now"].startswith("2026-02-16T09:00:")
    assert sample["now"].endswith("+01:00")


async def test_the_clock_moves_to_half_past_nine_of_the_next_morning(web: httpx.AsyncClient) -> None:
    first = await web.post("/api/sample/clock", json={"to": "tomorrow_morning"})
    second = await web.post("/api/sample/clock", json={"to": "tomorrow_morning"})

    assert [answer.json()["now"][:16] for answer in (first, second)] == ["2026-02-17T09:30", "2026-02-18T09:30"]


async def test_what_became_due_on_the_way_is_done_at_once(house: House, web: httpx.AsyncClient) -> None:
    buyer = await opened(house, web)
    await buyer.say("The price fell after I bought the shoes")

    await web.post("/api/sample/clock", json={"to": "tomorrow_morning"})
    reminded = await buyer.read()

    assert [line["from"] for line in reminded] == ["bot"]


async def test_a_moved_clock_stays_moved_when_the_shop_opens_again(web: httpx.AsyncClient, tmp_path: Path) -> None:
    await web.post("/api/sample/clock", json={"to": "tomorrow_morning"})

    settings = settings_of(tmp_path)
    again = open_memory(settings)
    now = clock_of(again, settings).now()
    again.close()

    assert timedelta() <= now - datetime.fromisoformat("2026-02-17T09:30:00+01:00") < timedelta(minutes=1)


async def test_a_clock_that_another_process_moved_is_followed(house: House, web: httpx.AsyncClient) -> None:
    buyer = await opened(house, web)
    day = timedelta(days=1).total_seconds()
    await house.memory.write(lambda unit: unit.state.put(OFFSET, str(float(unit.state.get(OFFSET)) + day)))

    for deed in house.every_second():
        await deed()

    assert (await shown(buyer))["now"].startswith("2026-02-17T09:00:")


@pytest.mark.parametrize("body", [{}, {"to": "yesterday"}, {"to": 7}, {"to": "tomorrow_morning", "by": 2}, []])
async def test_the_clock_moves_nowhere_else(web: httpx.AsyncClient, house: House, body: object) -> None:
    before = house.clock.offset

    answer = await web.post("/api/sample/clock", json=body)

    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "bad_request")
    assert house.clock.offset == before


async def test_a_shop_on_real_time_has_no_such_door(shop: Shop) -> None:
    answer = await shop.web.post("/api/sample/clock", json={"to": "tomorrow_morning"})

    assert answer.status_code == 404
    assert "/api/sample/clock" not in (await shop.web.get("/openapi.json")).json()["paths"]
