"""The seller's checkout asks what a coupon takes off, and uses it up: once, whoever asks at the same time."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from tests.payments import ScriptedPayments
from tests.remedy.promises import COUPON, at_once, promised
from tests.talk import Shop, open_shop


@pytest.fixture
async def with_coupon(database: str, tmp_path: Path) -> AsyncIterator[tuple[Shop, str, str]]:
    """A shop, a key of its checkout, and the code of a coupon of 5 % that Ana was given."""
    async with open_shop(tmp_path, url=database, payments=ScriptedPayments()) as shop:
        await promised(shop, COUPON)
        await at_once(shop)
        key = await shop.house.memory.write(lambda unit: unit.keys.add("checkout", shop.clock.now()))
        (issued,) = await shop.house.memory.read(lambda unit: unit.coupons.since(shop.clock.now()))
        yield shop, key, issued.coupon.code


Given = tuple[Shop, str, str]


async def ask(given: Given, path: str = "redeem", **change: object) -> httpx.Response:
    shop, key, code = given
    body = {"code": code, "order": "WL-2026-0107", "amount": "49.90", "currency": "EUR", **change}
    return await shop.web.post(f"/api/coupons/{path}", json=body, headers={"Authorization": f"Bearer {key}"})


def refusal(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["code"]


async def test_a_coupon_takes_off_its_share_and_is_used_up(with_coupon: Given) -> None:
    checked = (await ask(with_coupon, "check")).json()
    redeemed = (await ask(with_coupon)).json()

    told = ("takes_off", "currency", "used", "given_for")
    assert [checked[name] for name in told] == ["2.50", "EUR", False, "WL-2026-0063"]
    assert [redeemed[name] for name in told] == ["2.50", "EUR", True, "WL-2026-0063"]


async def test_asked_again_for_the_same_order_the_answer_is_the_same_and_for_another_it_is_used(with_coupon: Given) -> None:
    first = (await ask(with_coupon)).json()

    again = (await ask(with_coupon, amount="99.90", order="wl 2026-0107")).json()
    other = await ask(with_coupon, order="WL-2026-0108")

    assert again == first
    assert refusal(other) == (409, "coupon_used")
    assert refusal(await ask(with_coupon, "check", order="WL-2026-0108")) == (409, "coupon_used")


async def test_of_fifty_orders_at_once_one_has_it(with_coupon: Given) -> None:
    answers = await asyncio.gather(*(ask(with_coupon, order=f"WL-{n}") for n in range(50)))

    assert sorted(answer.status_code for answer in answers) == [200] + [409] * 49


async def test_of_fifty_calls_for_one_order_all_hear_the_same(with_coupon: Given) -> None:
    answers = await asyncio.gather(*(ask(with_coupon) for _ in range(50)))

    assert {answer.text for answer in answers} == {answers[0].text}
    assert answers[0].status_code == 200


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"code": "AM-NONE"}, (404, "no_such_coupon")), ({"email": "bea@example.com"}, (422, "coupon_of_another_buyer")),
        ({"amount": "49.905"}, (422, "bad_request")), ({"amount": "-1"}, (422, "bad_request")),
        ({"currency": "XXX"}, (422, "bad_request")), ({"order": ""}, (422, "bad_request")), ({"code": ""}, (422, "bad_request")),
        ({"amount": 49.9}, (422, "bad_request")),
    ],
)  # fmt: skip
async def test_what_does_not_fit_is_refused_and_uses_nothing(
    with_coupon: Given, change: dict[str, object], expected: tuple[int, str]
) -> None:
    assert refusal(await ask(with_coupon, **change)) == expected
    assert (await ask(with_coupon)).json()["used"] is True


async def test_its_own_buyer_may_use_it_and_letters_may_be_small(with_coupon: Given) -> None:
    answer = await ask(with_coupon, email="Ana.Garcia@example.com", code=f" {with_coupon[2].lower()} ")

    assert answer.json()["code"] == with_coupon[2]


async def test_after_its_last_day_it_takes_off_nothing(with_coupon: Given) -> None:
    with_coupon[0].clock.forward(timedelta(days=90))

    assert refusal(await ask(with_coupon)) == (422, "coupon_expired")


async def test_without_a_key_nothing_is_told(with_coupon: Given) -> None:
    shop, _, code = with_coupon

    assert refusal(await ask((shop, "amends_x", code), "check")) == (401, "unknown_key")
