"""Programs of the seller's: a key, a link to an order, a case for what a buyer wrote elsewhere."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import httpx
import pytest

from bot.memory.store import Unit
from bot.memory.tables import LinkKind
from bot.memory.views import case_file
from tests.talk import Buyer, Shop, open_shop

ORDER = "WL-2026-0063"
FELL = "I bought the canvas shoes on the 12th and today they're 10% cheaper!"
WROTE = {"id": "mail-41", "order": ORDER, "text": FELL, "language": "en", "channel": "email"}


@pytest.fixture
async def key(shop: Shop) -> str:
    return await shop.house.memory.write(lambda unit: unit.keys.add("help desk", shop.clock.now()))


async def call(shop: Shop, key: str, path: str, body: object) -> httpx.Response:
    answer = await shop.web.post(f"/api/shop/{path}", json=body, headers={"Authorization": f"Bearer {key}"})
    await shop.house.reception.quiet()
    return answer


def refusal(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["code"]


async def by_link(shop: Shop, link: str) -> Buyer:
    """Somebody opens the page by a link."""
    answer = await shop.web.post("/api/chat", json={"link": link, "language": "en-GB"})
    assert answer.status_code == 201, answer.text
    await shop.house.reception.quiet()
    return Buyer(shop.web, shop.house, {"Authorization": f"Bearer {answer.json()['token']}"})


# --- keys ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("given", [None, "", "Bearer", "Bearer amends_", "Bearer {key}x", "Basic {key}", "{key}", "Bearer \xff"])
@pytest.mark.parametrize(("path", "body"), [("links", {"order": ORDER}), ("cases", WROTE)])
async def test_without_a_key_nothing_is_given(shop: Shop, key: str, given: str | None, path: str, body: object) -> None:
    headers = {} if given is None else {"Authorization": given.format(key=key).encode("latin-1")}

    answer = await shop.web.post(f"/api/shop/{path}", json=body, headers=headers)

    assert refusal(answer) == (401, "unknown_key")
    assert answer.headers["www-authenticate"] == "Bearer"


async def test_a_key_that_was_withdrawn_opens_nothing(shop: Shop, key: str) -> None:
    await shop.house.memory.write(lambda unit: unit.keys.withdraw(1, shop.clock.now()))

    assert refusal(await call(shop, key, "links", {"order": ORDER})) == (401, "unknown_key")


async def test_the_token_of_a_buyer_is_no_key_and_a_key_opens_no_conversation(shop: Shop, key: str, buyer: Buyer) -> None:
    as_key = await call(shop, buyer.headers["Authorization"].removeprefix("Bearer "), "links", {"order": ORDER})
    as_token = await shop.web.get("/api/chat", headers={"Authorization": f"Bearer {key}"})

    assert (refusal(as_key), refusal(as_token)) == ((401, "unknown_key"), (401, "unknown_token"))


async def test_a_key_is_stored_nowhere_but_as_its_hash(key: str, tmp_path: Path) -> None:
    stored = b"".join((tmp_path / name).read_bytes() for name in ("shop.db", "shop.db-wal"))

    assert b"help desk" in stored
    assert key.encode() not in stored


# --- a link to an order --------------------------------------------------------------------------------------------


async def test_a_link_leads_to_the_page_and_to_the_order(shop: Shop, key: str) -> None:
    given = (await call(shop, key, "links", {"order": "wl 2026-0063"})).json()

    link = await shop.house.memory.read(lambda unit: unit.links.find(given["link"]))
    assert given["page"] == f"http://127.0.0.1:8080/?link={given['link']}"
    assert datetime.fromisoformat(given["expires_at"]) == shop.clock.now() + timedelta(days=180)
    assert link is not None
    assert (link.kind, link.used_at) == (LinkKind.ORDER, None)
    assert await shop.house.memory.read(_number_of, link.order_id) == ORDER


def _number_of(unit: Unit, order_id: int | None) -> str:
    assert order_id is not None
    return unit.shop.order(order_id).number


async def test_public_url_and_order_link_days(tmp_path: Path) -> None:
    async with open_shop(tmp_path, web={"public_url": "https://help.example.com", "order_link_days": 7}) as shop:
        key = await shop.house.memory.write(lambda unit: unit.keys.add("cards", shop.clock.now()))
        given = (await call(shop, key, "links", {"order": ORDER})).json()

    assert given["page"].startswith("https://help.example.com/?link=")
    assert datetime.fromisoformat(given["expires_at"]) == shop.clock.now() + timedelta(days=7)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"order": "WL-2026-9999"}, (404, "no_such_order")), ({"order": "?!"}, (404, "no_such_order")),
        ({"order": "\x00"}, (404, "no_such_order")), ({"order": ""}, (422, "bad_request")), ({}, (422, "bad_request")),
        ({"order": "x" * 65}, (422, "bad_request")), ({"order": 63}, (422, "bad_request")), ([], (422, "bad_request")),
        ({"order": ORDER, "until": "2030-01-01"}, (422, "bad_request")),
    ],
)  # fmt: skip
async def test_a_link_to_nothing_is_refused(shop: Shop, key: str, body: object, expected: tuple[int, str]) -> None:
    assert refusal(await call(shop, key, "links", body)) == expected


async def test_an_order_of_tomorrow_is_not_known_yet(shop: Shop, key: str) -> None:
    shop.clock.forward(timedelta(days=-60))

    assert refusal(await call(shop, key, "links", {"order": ORDER})) == (404, "no_such_order")


# --- a case for a buyer --------------------------------------------------------------------------------------------


async def test_a_case_is_opened_with_what_was_written_and_its_order_proven(shop: Shop, key: str) -> None:
    given = (await call(shop, key, "cases", WROTE)).json()

    record = await shop.house.memory.read(case_file, given["case"])
    facts = {fact.name: (fact.value, fact.verification.value) for fact in record.stored.case.facts}
    assert facts["order"] == (ORDER, "confirmed")
    assert [(line.speaker.value, line.text) for line in record.lines[:1]] == [("buyer", FELL)]
    assert len(record.lines) > 1
    assert [(entry.who, entry.what, entry.detail) for entry in record.log[:1]] == [("help desk", "opened", "email")]


async def test_the_bot_asks_no_proof_of_what_the_seller_vouches_for(shop: Shop, key: str) -> None:
    given = (await call(shop, key, "cases", WROTE)).json()

    buyer = await by_link(shop, given["link"])
    said = await buyer.read()

    assert [line["text"] for line in said if line["from"] == "buyer"] == [FELL]
    labels = [button["label"] for line in said for button in line["buttons"]]  # type: ignore[attr-defined]
    assert "Yes, that's right" in labels


async def test_the_buyer_goes_on_from_the_link_to_what_is_theirs(shop: Shop, key: str) -> None:
    given = (await call(shop, key, "cases", WROTE)).json()
    buyer = await by_link(shop, given["link"])
    await buyer.read()

    await buyer.press("Yes, that's right")

    assert buyer.case is not None
    assert (buyer.case["number"], buyer.case["step"]) == (given["case"], "offer")


async def test_the_same_call_again_is_the_same_case_and_the_first_words_count(shop: Shop, key: str) -> None:
    first = (await call(shop, key, "cases", WROTE)).json()

    again = (await call(shop, key, "cases", {**WROTE, "text": "Something else"})).json()

    record = await shop.house.memory.read(case_file, first["case"])
    assert first["case"] == again["case"]
    assert first["link"] != again["link"]
    assert [line.text for line in record.lines if line.speaker.value == "buyer"] == [FELL]


async def test_two_programs_may_use_the_same_id(shop: Shop, key: str) -> None:
    other = await shop.house.memory.write(lambda unit: unit.keys.add("marketplace", shop.clock.now()))

    numbers = {(await call(shop, one, "cases", WROTE)).json()["case"] for one in (key, other)}

    assert len(numbers) == 2


async def test_the_case_is_in_the_language_that_was_told_until_the_buyer_writes_another(shop: Shop, key: str) -> None:
    spanish = {**WROTE, "id": "es-1", "language": "es-MX", "text": "Compré los zapatos y al día siguiente estaban más baratos"}

    given = (await call(shop, key, "cases", spanish)).json()

    buyer = await by_link(shop, given["link"])
    await buyer.read()
    assert buyer.language == "es"


async def test_no_token_can_be_made_up_for_a_case_of_a_program(shop: Shop, key: str) -> None:
    await call(shop, key, "cases", WROTE)
    door = await shop.house.memory.read(lambda unit: unit.doors.load(1))

    for guess in (door.external_id, "shop:help desk:mail-41", "help desk:mail-41"):
        assert refusal(await shop.web.get("/api/chat", headers={"Authorization": f"Bearer {guess}"})) == (401, "unknown_token")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"order": "WL-2026-9999"}, (404, "no_such_order")), ({"text": ""}, (422, "bad_request")),
        ({"text": " \n"}, (422, "bad_request")), ({"text": "x" * 4001}, (413, "text_too_long")),
        ({"text": "\x00"}, (422, "bad_request")), ({"channel": ""}, (422, "bad_request")),
        ({"channel": "E-Mail!"}, (422, "bad_request")), ({"id": ""}, (422, "bad_request")), ({"id": "a b"}, (422, "bad_request")),
        ({"language": "x" * 36}, (422, "bad_request")), ({"buyer": "ana"}, (422, "bad_request")),
    ],
)  # fmt: skip
async def test_what_cannot_become_a_case_is_refused_and_opens_none(
    shop: Shop, key: str, change: dict[str, object], expected: tuple[int, str]
) -> None:
    answer = await call(shop, key, "cases", {**WROTE, **change})

    assert refusal(answer) == expected
    assert await shop.house.memory.read(lambda unit: unit.doors.find("page", "")) is None
    assert await shop.house.memory.read(lambda unit: unit.inbox.waiting_buyers()) == []


async def test_the_examples_of_the_openapi_page_work(shop: Shop, key: str) -> None:
    shapes = (await shop.web.get("/openapi.json")).json()["components"]["schemas"]

    def example(shape: str) -> dict[str, object]:
        return {name: kind["examples"][0] for name, kind in shapes[shape]["properties"].items()}

    assert (await call(shop, key, "links", example("LinkWanted"))).status_code == 201
    assert (await call(shop, key, "cases", json.loads(json.dumps(example("CaseWanted"))))).status_code == 201
