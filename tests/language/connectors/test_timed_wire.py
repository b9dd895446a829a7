"""A line to a service that can be done without, over a real socket: nothing it does raises, lasts, or gets into the log."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from structlog.testing import capture_logs

from bot.language.connectors.timed_wire import TimedWire, Unfit
from tests.language.connectors.fake_outside import FakeOutside, on_a_bare_line
from tests.web.listening import behind_a_socket

SECRET = "ana@example.com"
HELD_BACK = b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf of it"


@dataclass
class Passing:
    """Seconds that pass when they are told to."""

    seconds: float = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def passing() -> Passing:
    return Passing()


@pytest.fixture
def fake() -> FakeOutside:
    return FakeOutside()


@pytest.fixture
async def wire(fake: FakeOutside, passing: Passing) -> AsyncIterator[TimedWire]:
    async with behind_a_socket(fake.app()) as address:
        wire = TimedWire("a service", address, {"Authorization": "Bearer sesame"}, 5, passing)
        yield wire
        await wire.close()


def text(content: bytes) -> str:
    return content.decode()


def no_good(_content: bytes) -> str:
    raise Unfit("no good")


async def test_what_is_asked_and_answered_goes_through_whole(wire: TimedWire, fake: FakeOutside) -> None:
    fake.says("fine")

    answer = await wire.ask("/ask", {"what": "é"}, text)

    (asked,) = fake.asked
    assert answer == "fine"
    assert (asked.path, asked.body, asked.headers["authorization"]) == ("ask", {"what": "é"}, "Bearer sesame")


@pytest.mark.parametrize(
    ("content", "status", "why"),
    [
        (SECRET, 500, "HTTP 500"),
        (SECRET, 429, "HTTP 429"),
        (SECRET, 401, "HTTP 401"),
        (SECRET, 302, "HTTP 302"),
        (SECRET * 10_000, 200, "too long"),
    ],
)
async def test_a_refusal_is_no_answer_and_nobody_asks_twice(
    wire: TimedWire, fake: FakeOutside, content: str, status: int, why: str
) -> None:
    fake.says(content, status)

    with capture_logs() as logs:
        answer = await wire.ask("/ask", {"what": SECRET}, text)

    assert answer is None
    assert len(fake.asked) == 1
    assert [entry["why"] for entry in logs] == [why]
    assert SECRET not in str(logs)


async def test_an_answer_that_cannot_be_read_is_none_and_its_words_are_not_logged(wire: TimedWire, fake: FakeOutside) -> None:
    fake.says(SECRET)

    def number(content: bytes) -> int:
        return int(content)

    with capture_logs() as logs:
        answer = await wire.ask("/ask", {}, number)

    assert answer is None
    assert [entry["why"] for entry in logs] == ["ValueError"]
    assert SECRET not in str(logs)


@pytest.mark.parametrize(
    ("first_words", "why"),
    [(None, {"TimeoutError"}), (b"", {"RemoteProtocolError", "ReadError"}), (HELD_BACK, {"RemoteProtocolError", "ReadError"})],
    ids=["nothing comes", "the line is cut", "the line is cut half-way"],
)
async def test_a_lost_answer_is_none_in_time(first_words: bytes | None, why: set[str]) -> None:
    async with on_a_bare_line(first_words) as address:
        wire = TimedWire("a service", address, {}, 0.2 if first_words is None else 5)
        with capture_logs() as logs:
            answer = await wire.ask("/ask", {}, text)
        await wire.close()

    assert answer is None
    assert {entry["why"] for entry in logs} <= why
    assert len(logs) == 1


async def test_where_nobody_is_there_is_no_answer() -> None:
    wire = TimedWire("a service", "http://127.0.0.1:9", {}, 5)

    assert await wire.ask("/ask", {}, text) is None
    await wire.close()


async def test_after_three_failures_in_a_row_it_is_left_alone_for_a_minute_and_then_asked_again(
    wire: TimedWire, fake: FakeOutside, passing: Passing
) -> None:
    fake.says("", 500)

    with capture_logs() as logs:
        answers = [await wire.ask("/ask", {}, text) for _ in range(5)]
    asked_before = len(fake.asked)
    fake.answers.clear()
    fake.says("fine")
    passing.seconds = 59.9
    still_resting = await wire.ask("/ask", {}, text)
    passing.seconds = 60
    rested = await wire.ask("/ask", {}, text)

    assert answers == [None] * 5
    assert asked_before == 3
    assert [entry["event"] for entry in logs] == [*["a service gave no answer"] * 3, "a service is left alone for a while"]
    assert (still_resting, rested) == (None, "fine")


async def test_one_that_fails_again_after_its_rest_is_left_alone_at_once(
    wire: TimedWire, fake: FakeOutside, passing: Passing
) -> None:
    fake.says("", 500)

    for _ in range(3):
        await wire.ask("/ask", {}, text)
    passing.seconds = 61
    for _ in range(3):
        await wire.ask("/ask", {}, text)

    assert len(fake.asked) == 4


async def test_failures_that_are_not_in_a_row_cost_nothing(wire: TimedWire, fake: FakeOutside) -> None:
    fake.says("fine")

    for _ in range(3):
        await wire.ask("/ask", {}, no_good)
        await wire.ask("/ask", {}, no_good)
        assert await wire.ask("/ask", {}, text) == "fine"

    assert len(fake.asked) == 9
