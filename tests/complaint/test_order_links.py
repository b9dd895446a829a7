"""Links of parcel cards on the page: whoever comes first has proven the order, once and for later too."""

import asyncio
from datetime import timedelta

import httpx

from tests.complaint.counter import close, told
from tests.order_links import CANVAS, link_to
from tests.talk import Buyer, Shop

IS_IT = "bot: listen.read_back.price_drop"
OTHERS = ("WL-2026-0041", "WL-2026-0047", "WL-2026-0056", "WL-2026-0058", "WL-2026-0061", CANVAS)


async def come(shop: Shop, token: str) -> httpx.Response:
    answer = await shop.web.post("/api/chat", json={"link": token, "language": "en-GB", "time_zone": "Europe/Berlin"})
    await shop.house.reception.quiet()
    return answer


async def by_link(shop: Shop, token: str) -> Buyer:
    """Somebody opens the page by a link, and reads what stands there."""
    answer = await come(shop, token)
    assert answer.status_code == 201, answer.text
    buyer = Buyer(shop.web, shop.house, {"Authorization": f"Bearer {answer.json()['token']}"})
    await buyer.read()
    return buyer


def refusal(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["code"]


async def doors(shop: Shop) -> int:
    count = "select count(*) from door"
    return int(await shop.house.memory.read(lambda unit: unit.connection.exec_driver_sql(count).scalar()))


async def test_a_link_greets_with_the_order_and_shows_no_line_of_the_buyers(shop: Shop) -> None:
    await by_link(shop, await link_to(shop))

    assert await told(shop) == [
        "bot: apologize.hello apologize.who_i_am apologize.privacy",
        "bot: doors.link_order listen.what_happened",
    ]


async def test_a_link_that_was_used_opens_nothing_for_another(shop: Shop) -> None:
    token = await link_to(shop)
    await by_link(shop, token)

    assert refusal(await come(shop, token)) == (404, "link_unknown")
    assert await doors(shop) == 1


async def test_a_link_that_has_run_out_or_never_was_opens_nothing(shop: Shop) -> None:
    expired = await link_to(shop, timedelta(0))

    assert [refusal(await come(shop, token)) for token in (expired, "x", "x" * 64)] == [(404, "link_unknown")] * 3
    assert await doors(shop) == 0


async def test_of_two_who_come_at_once_one_has_the_order_and_the_other_is_told_kindly(shop: Shop) -> None:
    for order in OTHERS:
        token = await link_to(shop, order=order)
        answers = await asyncio.gather(*(shop.web.post("/api/chat", json={"link": token}) for _ in range(2)))
        await shop.house.reception.quiet()

        buyers = [
            Buyer(shop.web, shop.house, {"Authorization": f"Bearer {answer.json()['token']}"})
            for answer in answers
            if answer.status_code == 201
        ]
        second_lines = [(await buyer.read())[1]["text"] for buyer in buyers]
        ends = sorted(str(text).partition(" ")[0] for text in second_lines)
        refused = [refusal(answer) for answer in answers if answer.status_code != 201]
        # The slower one is refused at the door, or was in it already and hears that the link is used.
        assert (ends, refused) in [(["I"], [(404, "link_unknown")]), (["I", "That"], [])]


async def test_what_a_link_proved_is_not_asked_for_in_a_later_case(shop: Shop) -> None:
    buyer = await by_link(shop, await link_to(shop))
    await buyer.say("It got cheaper after I bought it")
    await close(shop)
    before = len(await told(shop))

    await buyer.say("Hello, it got even cheaper after I bought it")

    assert buyer.case is not None
    assert buyer.case["number"] == 2
    assert (await told(shop, after=before))[-1] == IS_IT


async def test_a_link_to_an_order_that_somebody_talks_about_joins_the_two(shop: Shop) -> None:
    first = await shop.buyer()
    await first.say(f"It got cheaper after I bought it: {CANVAS}, ana.garcia@example.com")

    second = await by_link(shop, await link_to(shop))

    await first.read()
    assert [line["text"] for line in second.lines] == [line["text"] for line in first.lines]
    assert (await told(shop))[-2:] == ["bot: doors.joined", IS_IT]
    assert second.case is not None
    assert second.case["number"] == 1
