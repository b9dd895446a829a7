"""How fast Amends is, beside a peer on the same machine in the same run: `make bench`, or `python -m tests.bench`.

Nothing is written but to a temporary folder. Rounds of ours and of the peer's take turns, so that noise hits both; of each
round's figures the middle one counts.
"""

import argparse
import json
import logging
import subprocess
import sys
from collections.abc import Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import structlog
import uvloop

from tests.bench.figures import Figure, as_table, per_hundred
from tests.bench.growth import due_per_second, empty_polls, populate
from tests.bench.peer import open_peer
from tests.bench.shop import BenchShop, case_a, open_bench_shop
from tests.bench.start import start
from tests.bench.turns import Batches, latencies, one_by_one, turns_per_second

_FEW = 1_000
_REMINDERS = 1_000


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure everything and print one table."""
    options = _parser().parse_args(arguments)
    # Slow units are told of while debugging; here they would be told of in the middle of what is measured.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    with TemporaryDirectory(prefix="amends-bench-") as folder:
        figures = [
            *uvloop.run(_talking(Path(folder), options)),
            *uvloop.run(_growing(Path(folder), options)),
            *_understanding(),
            *_starting(Path(folder)),
        ]
    sys.stdout.write(as_table(figures) + "\n")


async def _talking(folder: Path, options: argparse.Namespace) -> list[Figure]:
    """Turns a second, ours and the peer's in turn, then ours at half that load."""
    _say(f"turns: {options.rounds} rounds of {options.side_by_side} buyers, and the peer with {options.peer_buyers}")
    singly, in_batches, kept, unkept = [], [], [], []
    async with (
        open_bench_shop(folder / "talking") as shop,
        open_peer(options.peer_buyers, folder / "peer.pickle") as peer,
        open_peer(options.peer_buyers) as forgetful,
    ):
        page, batches = one_by_one(shop.house.reception), Batches(shop.house.reception)
        await turns_per_second(shop, await shop.newcomers(10), page)  # what is read on first use is not measured
        for _ in range(options.rounds):
            singly.append(await turns_per_second(shop, await shop.newcomers(options.side_by_side), page))
            kept.append(await peer.turns_per_second(options.peer_seconds))
            in_batches.append(await turns_per_second(shop, await shop.newcomers(options.side_by_side), batches))
            unkept.append(await forgetful.turns_per_second(options.peer_seconds / 4))
        half = median(singly) / 2
        _say(f"half load: {half:.0f} turns a second for {options.half_load_seconds} seconds")
        talkers = await shop.newcomers(round(half * options.half_load_seconds / len(case_a(0))) + 1)
        took = [seconds * 1000 for seconds in await latencies(shop, talkers, page, half)]
    ratios = tuple(ours / theirs for ours, theirs in zip(singly, kept, strict=True))
    return [
        Figure("turns, stored one by one", "/s", tuple(singly), 800),
        Figure("turns, stored in batches of up to 100", "/s", tuple(in_batches), 800),
        Figure(f"peer at {options.peer_buyers:,} buyers, PicklePersistence", "/s", tuple(kept)),
        Figure("we, in turns of the peer that keeps", "×", ratios, 6),
        Figure("peer, keeping nothing", "/s", tuple(unkept)),
        Figure("a turn at half load, p50", "ms", (median(took),)),
        Figure("a turn at half load, p99", "ms", (per_hundred(took, 99),), 50, at_most=True),
    ]


async def _growing(folder: Path, options: argparse.Namespace) -> list[Figure]:
    """The same with few and with many buyers and due rows in the database, in turn."""
    _say(f"growth: {_FEW:,} and {options.many:,} buyers and due rows")
    async with AsyncExitStack() as doors:
        shops: dict[int, BenchShop] = {}
        for count in (_FEW, options.many):
            shops[count] = await doors.enter_async_context(open_bench_shop(folder / f"growing-{count}"))
            await populate(shops[count], count)
        rates: dict[int, list[float]] = {count: [] for count in shops}
        polls: dict[int, list[float]] = {count: [] for count in shops}
        for _ in range(options.rounds):
            for count, shop in shops.items():
                talkers = await shop.newcomers(options.side_by_side // 2)
                rates[count].append(await turns_per_second(shop, talkers, one_by_one(shop.house.reception)))
                polls[count].append(median(await empty_polls(shop)) * 1e6)
        many = shops[options.many]
        due = await due_per_second(many, await many.newcomers(_REMINDERS), one_by_one(many.house.reception))
    flat = tuple(after / before for before, after in zip(*rates.values(), strict=True))
    return [
        *(Figure(f"turns with {count:,} buyers", "/s", tuple(rate)) for count, rate in rates.items()),
        Figure("the latter, in turns of the former", "×", flat, 0.9),
        *(Figure(f"empty poll with {count:,} due rows", "µs", tuple(poll), 20, at_most=True) for count, poll in polls.items()),
        Figure(f"{_REMINDERS:,} due rows out", "s", (_REMINDERS / due,), 2, at_most=True),
    ]


def _understanding() -> list[Figure]:
    _say("understanding")
    command = [sys.executable, "-m", "tests.bench.understanding"]
    found = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    return [
        Figure("understanding a message, p50", "ms", (found["p50"] * 1000,), 0.5, at_most=True),
        Figure("understanding a message, p99", "ms", (found["p99"] * 1000,), 3, at_most=True),
        Figure("of which identifying the language, p50", "ms", (found["identified_p50"] * 1000,)),
        Figure("understanding alone, resident", "MiB", (found["mebibytes"],), 90, at_most=True),
    ]


def _starting(folder: Path) -> list[Figure]:
    _say("start")
    started = start(folder)
    return [
        Figure("start to first answer", "s", (started.seconds,), 3, at_most=True),
        Figure("resident, every language read", "MiB", (started.mebibytes,), 250, at_most=True),
    ]


def _say(what: str) -> None:
    """Tell whoever waits what is being measured, apart from the table."""
    sys.stderr.write(f"measuring {what} …\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Measure speed, side by side with a peer.")
    parser.add_argument("--rounds", type=int, default=3, help="of every measurement that takes turns (default: %(default)s)")
    parser.add_argument("--side-by-side", type=int, default=150, help="buyers who talk at once (default: %(default)s)")
    parser.add_argument("--half-load-seconds", type=float, default=6, help="default: %(default)s")
    parser.add_argument("--peer-buyers", type=int, default=1_000, help="buyers the peer keeps (default: %(default)s)")
    parser.add_argument("--peer-seconds", type=float, default=2, help="of each round of the peer (default: %(default)s)")
    parser.add_argument("--many", type=int, default=100_000, help="buyers and due rows of growth (default: %(default)s)")
    return parser


if __name__ == "__main__":
    main()
