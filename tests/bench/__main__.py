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

from tests.bench.backlog import done_per_second, lateness
from tests.bench.figures import Figure, as_table, per_hundred
from tests.bench.growth import due_per_second, empty_polls, populate
from tests.bench.importing import ROWS, write_export
from tests.bench.page import visits
from tests.bench.peer import open_peer
from tests.bench.shop import BenchShop, case_a, open_bench_shop
from tests.bench.start import start
from tests.bench.telegram import our_crowd, plain_crowd, sends_per_second
from tests.bench.turns import Batches, latencies, one_by_one, turns_per_second

_FEW = 1_000
_REMINDERS = 1_000
_WARMING_UP = 10  # what is read on first use is not measured


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure everything and print one table."""
    options = _parser().parse_args(arguments)
    # Slow units are told of while debugging; here they would be told of in the middle of what is measured.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    with TemporaryDirectory(prefix="amends-bench-") as folder:
        figures = [
            *uvloop.run(_talking(Path(folder), options)),
            *uvloop.run(_at_telegram(Path(folder), options)),
            *uvloop.run(_growing(Path(folder), options)),
            *_understanding(),
            *_importing(Path(folder)),
            *_starting(Path(folder)),
            *_visiting(Path(folder), options.rounds),
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
        await turns_per_second(shop, await shop.newcomers(_WARMING_UP), page)
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


async def _at_telegram(folder: Path, options: argparse.Namespace) -> list[Figure]:
    """Ours and the peer's, each a process of its own, before the same Telegram in turn; then ours at half that load."""
    people = options.at_telegram
    _say(f"Telegram: {people:,} people at once, ours and the peer's")
    alone = await sends_per_second(options.peer_seconds)
    late = round(people / 2)
    async with our_crowd(folder / "chatting", _WARMING_UP + people + late) as crowd:
        await crowd.turns_per_second(_WARMING_UP)
        ours = await crowd.turns_per_second(people)
        at_once = crowd.took
        took = [seconds * 1000 for seconds in await crowd.latencies(late, ours / 2)]
        kept = crowd.in_order()
    async with plain_crowd(folder / "plain") as peers:
        await peers.turns_per_second(_WARMING_UP)
        theirs = await peers.turns_per_second(people)
        theirs_at_once = peers.took
    if not (kept and peers.in_order()):
        raise RuntimeError("somebody at Telegram heard something else than the others, or in another order")
    return [
        Figure(f"Telegram: turns, {people:,} people at once", "/s", (ours,), 500),
        Figure("Telegram: from update to answer, p50", "ms", (median(at_once) * 1000,)),
        Figure("Telegram: from update to answer, p99", "ms", (per_hundred(at_once, 99) * 1000,)),
        Figure("Telegram at half load, p50", "ms", (median(took),)),
        Figure("Telegram at half load, p99", "ms", (per_hundred(took, 99),), 50, at_most=True),
        Figure("plain python-telegram-bot and SQLModel, the same people", "/s", (theirs,)),
        Figure("its update to answer, p50", "ms", (median(theirs_at_once) * 1000,)),
        Figure("its update to answer, p99", "ms", (per_hundred(theirs_at_once, 99) * 1000,)),
        Figure("we, in turns of it", "×", (ours / theirs,)),
        Figure("messages this Telegram takes, with nothing behind them", "/s", (alone,)),
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
        _say(f"due rows: {options.due_per_second} fall due a second, then all {options.many:,} are")
        late = await lateness(many, options.due_per_second, options.due_seconds)
        backlog = await done_per_second(many, options.due_seconds)
    flat = tuple(after / before for before, after in zip(*rates.values(), strict=True))
    return [
        *(Figure(f"turns with {count:,} buyers", "/s", tuple(rate)) for count, rate in rates.items()),
        Figure("the latter, in turns of the former", "×", flat, 0.9),
        *(Figure(f"empty poll with {count:,} due rows", "µs", tuple(poll), 20, at_most=True) for count, poll in polls.items()),
        Figure(f"{_REMINDERS:,} due rows out", "s", (_REMINDERS / due,), 2, at_most=True),
        Figure(f"latest of {options.due_per_second} a second that fall due", "s", (max(late),), 2, at_most=True),
        Figure(f"of {options.many:,} due rows, claimed and done", "/s", (backlog,)),
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


def _importing(folder: Path) -> list[Figure]:
    _say("importing")
    write_export(folder / "export.csv")
    command = [sys.executable, "-m", "tests.bench.importing", str(folder)]
    found = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    return [
        Figure(f"import of {ROWS:,} rows", "s", (found["seconds"],), 8, at_most=True),
        Figure("import, resident at most", "MiB", (found["mebibytes"],), 200, at_most=True),
    ]


def _starting(folder: Path) -> list[Figure]:
    _say("start")
    started = start(folder)
    return [
        Figure("start to first answer", "s", (started.seconds,), 3, at_most=True),
        Figure("resident, every language read", "MiB", (started.mebibytes,), 250, at_most=True),
    ]


def _visiting(folder: Path, rounds: int) -> list[Figure]:
    """Of the sample shop, whose page carries its orders to try with: a shop's own is lighter by them."""
    _say("the page")
    folder = folder / "visited"
    folder.mkdir()
    seen = visits(folder, rounds)
    if not seen:
        _say("nothing of the page: there is no chromium here")
        return []
    return [
        Figure(
            "page before the first message, on the wire", "kB", tuple(visit.on_the_wire / 1e3 for visit in seen), 60, at_most=True
        ),
        Figure("the same, unpacked", "kB", tuple(visit.unpacked / 1e3 for visit in seen)),
        Figure("requests it makes", "", tuple(float(visit.requests) for visit in seen)),
        Figure("page open, ready to write in", "ms", tuple(visit.until_open * 1e3 for visit in seen)),
        Figure("first message to first answer seen", "ms", tuple(visit.until_answered * 1e3 for visit in seen)),
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
    parser.add_argument("--at-telegram", type=int, default=1_000, help="people who write there (default: %(default)s)")
    parser.add_argument("--due-per-second", type=int, default=200, help="rows that fall due (default: %(default)s)")
    parser.add_argument("--due-seconds", type=int, default=5, help="and for how long (default: %(default)s)")
    parser.add_argument("--many", type=int, default=100_000, help="buyers and due rows of growth (default: %(default)s)")
    return parser


if __name__ == "__main__":
    main()
