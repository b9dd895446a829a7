"""Who asks for too much is told to wait, and for how long; everybody else goes on."""

import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from ipaddress import ip_network
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import TooManyRequests
from bot.memory.store import Unit
from handlers.web.limits import Allowance, caller
from tests.memory.snapshots import drawn
from tests.talk import Buyer, Shop, open_shop


@dataclass
class Seconds:
    """A clock that is set by hand."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


def refused(allowance: Allowance, who: str = "ana") -> int:
    """For how long somebody is told to wait; 0 if they may go on."""
    try:
        allowance.use(who)
    except TooManyRequests as error:
        return error.wait_seconds
    return 0


# --- an allowance --------------------------------------------------------------------------------------------------


def test_so_many_are_allowed_at_once_and_the_next_is_told_when() -> None:
    allowance = Allowance("messages", 6, 60, Seconds())

    assert [refused(allowance) for _ in range(8)] == [0, 0, 0, 0, 0, 0, 10, 10]


def test_what_was_used_comes_back_one_by_one() -> None:
    seconds = Seconds()
    allowance = Allowance("messages", 6, 60, seconds)
    for _ in range(6):
        allowance.use("ana")

    seconds.now += 10
    after_ten = [refused(allowance), refused(allowance)]
    seconds.now += 600
    rested = [refused(allowance) for _ in range(7)]

    assert after_ten == [0, 10]
    assert rested == [0, 0, 0, 0, 0, 0, 10]


def test_one_who_asks_too_much_takes_nothing_from_another() -> None:
    allowance = Allowance("messages", 1, 60, Seconds())
    allowance.use("ana")

    assert (refused(allowance, "ana"), refused(allowance, "ben")) == (60, 0)


def test_a_refusal_costs_nothing() -> None:
    seconds = Seconds()
    allowance = Allowance("messages", 1, 60, seconds)
    allowance.use("ana")
    for _ in range(100):
        refused(allowance)

    seconds.now += 60

    assert refused(allowance) == 0


@given(most=st.integers(1, 50), waits=st.lists(st.floats(0, 120), max_size=200))
def test_never_more_than_allowed_in_any_period_and_a_burst(most: int, waits: list[float]) -> None:
    seconds = Seconds()
    allowance = Allowance("messages", most, 60, seconds)
    allowed = []
    for wait in waits:
        seconds.now += wait
        if not refused(allowance):
            allowed.append(seconds.now)

    for first in allowed:
        assert sum(first <= at < first + 60 for at in allowed) <= 2 * most


def test_those_who_are_whole_again_are_forgotten() -> None:
    seconds = Seconds()
    allowance = Allowance("messages", 10, 60, seconds)
    for n in range(5000):
        seconds.now += 1
        allowance.use(f"buyer {n}")

    assert allowance.remembered <= 1001


# --- whom it is counted for ----------------------------------------------------------------------------------------

PROXIES = (ip_network("10.0.0.0/8"), ip_network("127.0.0.1"))


@pytest.mark.parametrize(
    ("peer", "forwarded", "found"),
    [
        ("203.0.113.9", [], "203.0.113.9"),
        ("203.0.113.9", ["198.51.100.1"], "203.0.113.9"),
        ("10.0.0.5", ["198.51.100.1"], "198.51.100.1"),
        ("10.0.0.5", ["6.6.6.6, 198.51.100.1"], "198.51.100.1"),
        ("10.0.0.5", ["6.6.6.6, 198.51.100.1, 10.0.0.7"], "198.51.100.1"),
        ("10.0.0.5", ["6.6.6.6", "198.51.100.1"], "198.51.100.1"),
        ("127.0.0.1", ["10.1.1.1"], "10.1.1.1"),
        ("10.0.0.5", [], "10.0.0.5"),
        ("10.0.0.5", ["nonsense"], "nonsense"),
        ("10.0.0.5", ["x" * 500], "x" * 64),
        ("", ["198.51.100.1"], ""),
        ("2001:db8:1:2:3:4:5:6", [], "2001:db8:1:2::/64"),
        ("10.0.0.5", ["2001:db8:1:2:ffff::1"], "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.9", [], "203.0.113.9"),
    ],
)
def test_only_what_our_own_proxies_say_of_an_address_is_believed(peer: str, forwarded: list[str], found: str) -> None:
    assert caller(peer, forwarded, PROXIES) == found


# --- at the door ---------------------------------------------------------------------------------------------------

Limited = Callable[..., AbstractAsyncContextManager[Shop]]


@pytest.fixture
def limited(tmp_path: Path, stocked: Path) -> Limited:
    """A shop with these limits, and whatever else stands under [web]."""
    shutil.copy(stocked, tmp_path)

    @asynccontextmanager
    async def opened(proxies: tuple[str, ...] = (), **limits: int) -> AsyncIterator[Shop]:
        async with open_shop(tmp_path, web={"limits": limits, "proxies": proxies}) as shop:
            yield shop

    return opened


def refusal(answer: httpx.Response) -> tuple[str, int]:
    """Why somebody is to wait, and for how long: the sentence and the header say the same."""
    error, wait = answer.json()["error"], int(answer.headers["retry-after"])
    assert (answer.status_code, error["code"]) == (429, "too_many_requests")
    why, _, how_long = error["message"].partition(". ")
    assert how_long == f"Please wait {wait} seconds."
    return why, wait


def is_about(wait: int, seconds: int) -> bool:
    """The clock at the door is the machine's own, and goes on while a test is at work."""
    return seconds - 60 <= wait <= seconds


async def test_conversations_per_hour(limited: Limited) -> None:
    async with limited(conversations_per_hour=2) as shop:
        answers = [await shop.web.post("/api/chat") for _ in range(3)]
        buyers = await shop.house.memory.read(lambda unit: [unit.doors.load(n).buyer_id for n in (1, 2)])

    assert [answer.status_code for answer in answers[:2]] == [201, 201]
    why, wait = refusal(answers[2])
    assert why == "Too many conversations opened from this address"
    assert is_about(wait, 1800)
    assert buyers == [1, 2]


async def test_messages_per_minute(limited: Limited) -> None:
    async with limited(messages_per_minute=2) as shop:
        buyer, other = await shop.buyer(), await shop.buyer()
        await buyer.say("The price fell")
        await buyer.say("after I bought the shoes")
        answer = await shop.web.post("/api/chat/messages", json={"id": "m3", "text": "today"}, headers=buyer.headers)
        said = await other.say("Hello")
        lines = await buyer.read()

    why, wait = refusal(answer)
    assert why == "Too many messages in this conversation"
    assert is_about(wait, 30)
    assert said
    assert lines == []


async def test_pictures_per_hour(limited: Limited, tmp_path: Path) -> None:
    async with limited(pictures_per_hour=1) as shop:
        buyer = await shop.buyer()
        answers = [
            await shop.web.post("/api/chat/pictures", params={"id": name}, content=drawn(size=(size, 9)), headers=buyer.headers)
            for name, size in (("a", 20), ("b", 30), ("a", 20))
        ]

    assert [answer.status_code for answer in answers] == [201, 429, 201]
    why, wait = refusal(answers[1])
    assert why == "Too many pictures in this conversation"
    assert is_about(wait, 3600)
    assert len(list((tmp_path / "evidence").rglob("*.jpg"))) <= 1


async def test_wrong_tokens_per_hour(limited: Limited) -> None:
    async with limited(wrong_tokens_per_hour=2) as shop:
        buyer = await shop.buyer()
        wrong = [await shop.web.get("/api/chat", headers={"Authorization": f"Bearer {n}"}) for n in range(3)]
        key = await shop.web.post("/api/shop/links", json={"order": "WL-2026-0063"}, headers={"Authorization": "Bearer amends_x"})
        right = await shop.web.get("/api/chat", headers=buyer.headers)
        none = await shop.web.get("/api/chat")

    assert [answer.status_code for answer in wrong] == [401, 401, 429]
    why, wait = refusal(wrong[2])
    assert why == "Too many tokens from this address that open nothing"
    assert is_about(wait, 1800)
    assert (key.status_code, right.status_code, none.status_code) == (429, 200, 401)


async def test_a_link_that_leads_nowhere_counts_as_a_wrong_token(limited: Limited) -> None:
    async with limited(wrong_tokens_per_hour=1) as shop:
        answers = [await shop.web.post("/api/chat", json={"link": f"guess-{n}"}) for n in range(2)]

    assert [answer.status_code for answer in answers] == [404, 429]


async def opened_from(shop: Shop, *addresses: str) -> list[int]:
    return [(await shop.web.post("/api/chat", headers={"X-Forwarded-For": one})).status_code for one in addresses]


async def test_proxies(limited: Limited) -> None:
    async with limited(proxies=("127.0.0.1",), conversations_per_hour=1) as shop:
        believed = await opened_from(shop, "198.51.100.1", "198.51.100.2", "198.51.100.1")

    assert believed == [201, 201, 429]


async def test_without_a_proxy_nobody_can_pretend_to_come_from_elsewhere(limited: Limited) -> None:
    async with limited(conversations_per_hour=1) as shop:
        answers = await opened_from(shop, "198.51.100.1", "198.51.100.2")

    assert answers == [201, 429]


async def test_whoever_was_told_to_wait_has_lost_nothing(limited: Limited) -> None:
    async with limited(messages_per_minute=1) as shop:
        buyer: Buyer = await shop.buyer()
        await buyer.say("The price fell after I bought the shoes")
        before = await shop.house.memory.read(_lines_of, 1)
        await shop.web.post("/api/chat/messages", json={"id": "again", "text": "hello?"}, headers=buyer.headers)
        await shop.house.reception.quiet()
        after = await shop.house.memory.read(_lines_of, 1)

    assert before == after


def _lines_of(unit: Unit, buyer_id: int) -> list[str]:
    return [line.text for line in unit.transcript.after(buyer_id, 0)]
