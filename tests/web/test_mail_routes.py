"""The buyer's say about mails over the public API, the page at the end of each letter, and the link back."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from bot.memory.store import Unit
from tests.complaint.counter import ANA
from tests.post import BY_MAIL
from tests.talk import Buyer, Shop, open_shop

MASKED = "a•••@example.com"
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@dataclass
class Reached:
    """A shop that writes letters, and Ana, who has proven her order."""

    shop: Shop
    web: httpx.AsyncClient
    ana: Buyer

    async def choose(self, agree: object) -> httpx.Response:
        return await self.web.post("/api/chat/mail", json={"agree": agree}, headers=self.ana.headers)

    async def state(self) -> object:
        return (await self.web.get("/api/chat", headers=self.ana.headers)).json()["mail"]

    async def link(self, kind: str = "stop", valid_for: timedelta = timedelta(days=1)) -> str:
        now = self.shop.clock.now()

        def make(unit: Unit) -> str:
            give = unit.links.to_stop if kind == "stop" else unit.links.back
            return give(1, now, now + valid_for)

        return await self.shop.house.memory.write(make)


@pytest.fixture
async def reached(tmp_path: Path) -> AsyncIterator[Reached]:
    mail = {"host": "127.0.0.1", "sender": "Wanderlight <help@shop.example.com>"}
    async with open_shop(tmp_path, mail=mail, web={"public_url": BY_MAIL.page}) as shop:
        ana = await shop.buyer()
        await ana.say(ANA)
        yield Reached(shop, shop.web, ana)


async def test_before_an_order_is_proven_there_is_nothing_to_agree_to(reached: Reached) -> None:
    stranger = await reached.shop.buyer()

    state = (await reached.web.get("/api/chat", headers=stranger.headers)).json()
    answer = await reached.web.post("/api/chat/mail", json={"agree": True}, headers=stranger.headers)

    assert state["mail"] is None
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "not_now")


async def test_a_buyer_sees_the_address_masked_agrees_and_stops(reached: Reached) -> None:
    before = await reached.state()
    agreed = await reached.choose(True)
    after = await reached.state()
    stopped = await reached.choose(False)

    assert before == {"address": MASKED, "agreed": False}
    assert (agreed.status_code, agreed.json()) == (200, {"address": MASKED, "agreed": True})
    assert after == agreed.json()
    assert (stopped.status_code, stopped.json()) == (200, before)


@pytest.mark.parametrize("agree", ["yes", 1, None])
async def test_only_a_plain_yes_or_no_is_one(reached: Reached, agree: object) -> None:
    assert (await reached.choose(agree)).status_code == 422
    assert await reached.state() == {"address": MASKED, "agreed": False}


async def test_without_a_token_nobody_agrees_to_anything(reached: Reached) -> None:
    assert (await reached.web.post("/api/chat/mail", json={"agree": True})).status_code == 401


async def test_a_shop_that_sends_no_mails_asks_nobody_and_takes_no_yes(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as shop:
        ana = await shop.buyer()
        await ana.say(ANA)

        state = (await shop.web.get("/api/chat", headers=ana.headers)).json()
        answer = await shop.web.post("/api/chat/mail", json={"agree": True}, headers=ana.headers)

    assert state["mail"] is None
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "not_now")


async def test_looking_at_the_link_stops_nothing_and_shows_one_button(reached: Reached) -> None:
    await reached.choose(True)

    page = await reached.web.get(f"/mail/stop/{await reached.link()}")

    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-store"
    assert MASKED in page.text
    assert '<form method="post"><button>Stop these mails</button></form>' in page.text
    assert await reached.state() == {"address": MASKED, "agreed": True}


@pytest.mark.parametrize("body", [{}, {"data": ONE_CLICK}, {"files": {"List-Unsubscribe": (None, "One-Click")}}])
async def test_one_post_stops_them_at_once_whatever_its_body(reached: Reached, body: dict[str, object]) -> None:
    await reached.choose(True)

    page = await reached.web.post(f"/mail/stop/{await reached.link()}", **body)  # type: ignore[arg-type]

    assert (page.status_code, "Done, no more mails." in page.text, "<button>" in page.text) == (200, True, False)
    assert await reached.state() == {"address": MASKED, "agreed": False}


async def test_the_page_speaks_the_buyers_language(reached: Reached) -> None:
    await reached.web.post("/api/chat/language", json={"language": "es"}, headers=reached.ana.headers)
    await reached.choose(True)

    page = await reached.web.get(f"/mail/stop/{await reached.link()}", headers={"Accept-Language": "en"})

    assert '<html lang="es" dir="ltr">' in page.text
    assert "<button>No recibir más correos</button>" in page.text


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_a_link_that_is_none_stops_nothing_and_says_where_to(reached: Reached, method: str) -> None:
    await reached.choose(True)
    over = await reached.link(valid_for=timedelta())

    pages = [await reached.web.request(method, f"/mail/stop/{token}") for token in ("nonsense", over, await reached.link("back"))]

    assert [page.status_code for page in pages] == [404] * 3
    assert all("This link doesn&#x27;t lead anywhere any more." in page.text for page in pages)
    assert await reached.state() == {"address": MASKED, "agreed": True}


async def test_the_link_back_opens_the_same_conversation_on_as_many_devices_as_there_are(reached: Reached) -> None:
    token = await reached.link("back")

    opened = [await reached.web.post("/api/chat", json={"link": token}) for _ in range(2)]

    devices = [Buyer(reached.web, reached.shop.house, {"Authorization": f"Bearer {one.json()['token']}"}) for one in opened]
    assert [one.status_code for one in opened] == [201, 201]
    assert [await device.read() for device in devices] == [reached.ana.lines] * 2
    assert devices[0].headers != devices[1].headers


async def test_what_is_said_on_the_new_device_goes_on_where_the_old_one_was(reached: Reached) -> None:
    opened = await reached.web.post("/api/chat", json={"link": await reached.link("back")})
    phone = Buyer(reached.web, reached.shop.house, {"Authorization": f"Bearer {opened.json()['token']}"}, sent=100)
    await phone.read()

    said = await phone.say("yes")

    assert said[-1]["n"] > reached.ana.lines[-1]["n"]  # type: ignore[operator]
    assert await reached.ana.read() == said


async def test_a_link_that_is_over_is_refused_and_opens_nothing(reached: Reached) -> None:
    over = await reached.link("back", valid_for=timedelta())

    answers = [await reached.web.post("/api/chat", json={"link": token}) for token in (over, "nonsense", await reached.link())]

    assert [(one.status_code, one.json()["error"]["code"]) for one in answers] == [(404, "link_unknown")] * 3


async def test_an_order_link_is_somebody_elses_once_it_was_used(reached: Reached) -> None:
    now = reached.shop.clock.now()
    token = await reached.shop.house.memory.write(lambda unit: unit.links.to_order(1, now, now + timedelta(days=1)))

    first = await reached.web.post("/api/chat", json={"link": token})
    await reached.shop.house.reception.quiet()
    second = await reached.web.post("/api/chat", json={"link": token})

    assert (first.status_code, second.status_code) == (201, 404)
