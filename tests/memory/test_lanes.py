"""What waits together is run together; when that fails, each is run again by itself, and only the one at fault fails."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from threading import Event

import pytest

from bot.errors import NoSuchCase, StorageBusy
from bot.memory.lanes import Lanes
from bot.memory.store import Memory, Unit

WAIT = 10  # seconds after which a test that hangs is given up


class Kitchen:
    """Runs works that are words, and notes which were run together. It is held up until `go_on` is set."""

    def __init__(self) -> None:
        self.ran: list[list[str]] = []
        self.begun, self.go_on = Event(), Event()
        self.faulty: dict[str, Exception] = {}

    def run(self, works: Sequence[str]) -> list[str]:
        self.ran.append(list(works))
        self.begun.set()
        self.go_on.wait(WAIT)
        for work in works:
            if work in self.faulty:
                raise self.faulty[work]
        return [work.upper() for work in works]


@pytest.fixture
def kitchen() -> Kitchen:
    return Kitchen()


@pytest.fixture
def lanes(kitchen: Kitchen) -> Iterator[Lanes[str]]:
    lanes = Lanes("kitchen", 1, 3, kitchen.run)
    yield lanes
    kitchen.go_on.set()
    lanes.close()


def behind_one_that_is_run(lanes: Lanes[str], kitchen: Kitchen, *works: str) -> list[Future[str]]:
    """Works that come while another is run, so that they wait together."""
    first = lanes.submit("first")
    kitchen.begun.wait(WAIT)
    waiting = [lanes.submit(work) for work in works]
    assert not first.done()
    return waiting


def test_what_waits_is_run_together_in_its_order_and_at_most_so_many_at_once(lanes: Lanes[str], kitchen: Kitchen) -> None:
    waiting = behind_one_that_is_run(lanes, kitchen, "a", "b", "c", "d")

    kitchen.go_on.set()

    assert [one.result(WAIT) for one in waiting] == ["A", "B", "C", "D"]
    assert kitchen.ran == [["first"], ["a", "b", "c"], ["d"]]


def test_only_the_one_at_fault_fails_and_the_others_are_run_again_in_their_order(lanes: Lanes[str], kitchen: Kitchen) -> None:
    kitchen.faulty["b"] = NoSuchCase("There is no case 4.")
    a, b, c = behind_one_that_is_run(lanes, kitchen, "a", "b", "c")

    kitchen.go_on.set()

    assert (a.result(WAIT), c.result(WAIT)) == ("A", "C")
    assert b.exception(WAIT) is kitchen.faulty["b"]
    assert kitchen.ran == [["first"], ["a", "b", "c"], ["a"], ["b"], ["c"]]


def test_where_the_storage_is_busy_for_one_it_is_for_all_and_none_is_run_again(lanes: Lanes[str], kitchen: Kitchen) -> None:
    kitchen.faulty["a"] = StorageBusy()
    waiting = behind_one_that_is_run(lanes, kitchen, "a", "b")

    kitchen.go_on.set()

    assert [type(one.exception(WAIT)) for one in waiting] == [StorageBusy, StorageBusy]
    assert kitchen.ran == [["first"], ["a", "b"]]


def test_what_was_given_up_while_it_waited_is_not_run(lanes: Lanes[str], kitchen: Kitchen) -> None:
    a, b = behind_one_that_is_run(lanes, kitchen, "a", "b")
    a.cancel()

    kitchen.go_on.set()

    assert b.result(WAIT) == "B"
    assert kitchen.ran == [["first"], ["b"]]


def test_closing_finishes_what_was_begun_and_skips_the_rest(kitchen: Kitchen) -> None:
    lanes = Lanes("kitchen", 1, 3, kitchen.run)
    first = lanes.submit("first")
    kitchen.begun.wait(WAIT)
    waiting = lanes.submit("a")
    waiting.add_done_callback(lambda _: kitchen.go_on.set())

    lanes.close()

    assert (first.result(WAIT), waiting.cancelled(), kitchen.ran) == ("FIRST", True, [["first"]])
    with pytest.raises(RuntimeError, match="the lanes are closed"):
        lanes.submit("b")


def held_up(begun: Event, go_on: Event) -> Callable[[Unit], None]:
    """A unit that lets others gather behind it."""

    def unit(_unit: Unit) -> None:
        begun.set()
        go_on.wait(WAIT)

    return unit


async def test_units_of_sqlite_that_wait_together_share_a_transaction_and_a_fault_in_one_costs_no_other(
    sqlite_database: str,
) -> None:
    memory, begun, go_on, runs = Memory(sqlite_database), Event(), Event(), []

    def write(unit: Unit, name: str) -> None:
        runs.append(name)
        unit.state.put(name, "kept")

    def fail(unit: Unit) -> None:
        unit.state.put("at fault", "kept")
        raise NoSuchCase("There is no case 4.")

    holding = asyncio.create_task(memory.write(held_up(begun, go_on)))
    await asyncio.to_thread(begun.wait, WAIT)
    gathered = [asyncio.create_task(memory.write(write, "a")), asyncio.create_task(memory.write(fail))]
    gathered.append(asyncio.create_task(memory.write(write, "b")))
    await asyncio.sleep(0)
    go_on.set()
    results = await asyncio.gather(holding, *gathered, return_exceptions=True)

    names = ["a", "at fault", "b"]
    assert [type(one) for one in results] == [type(None), type(None), NoSuchCase, type(None)]
    assert await memory.read(lambda unit: [unit.state.get(name) for name in names]) == ["kept", None, "kept"]
    assert runs == ["a", "a", "b"]
    memory.close()
