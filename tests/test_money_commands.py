"""Money at the command line: the switch, a refund settled by hand, and what is due."""

import asyncio
import json
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
import structlog

from bot.__main__ import main
from tests.complaint.counter import ANA, reply, with_offer
from tests.payments import ScriptedPayments, Turn
from tests.talk import open_shop

Do = Callable[..., tuple[int, str, str]]
SPENT = "14.97 EUR of the 1000.00 EUR of 2026-02 are promised."


@pytest.fixture
def do(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Do]:
    """Run a command; gives its exit code and what it said on its two outputs."""
    monkeypatch.delenv("AMENDS_DATABASE_URL", raising=False)
    config = tmp_path / "config.toml"
    config.write_text(
        f'[database]\nurl = "sqlite:///{tmp_path}/shop.db"\n[payments]\nbook = "{tmp_path}/book.db"\n'
        "[test]\nsample_shop = true\n",
        encoding="utf-8",
    )

    def run(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main([*arguments, "--config", str(config)])
        said = capsys.readouterr()
        return code, said.out, said.err

    yield run
    structlog.reset_defaults()


@pytest.fixture
def agreed(tmp_path: Path) -> None:
    """Case 1: a refund and a coupon are agreed on, and not carried out."""

    async def live() -> None:
        async with open_shop(tmp_path) as shop:
            await (await with_offer(shop, ANA)).say("yes")

    asyncio.run(live())


@pytest.fixture
def uncertain(tmp_path: Path) -> None:
    """Case 1: the provider has lost its answer, and Mei has the case."""

    async def live() -> None:
        async with open_shop(tmp_path, payments=ScriptedPayments(Turn.ANSWER_LOST)) as shop:
            await (await with_offer(shop, ANA)).say("yes")
            await shop.later(timedelta())
            await reply(shop)

    asyncio.run(live())


@pytest.mark.usefixtures("agreed")
def test_how_money_stands_is_said(do: Do) -> None:
    assert do("money") == (0, f"Money moves.\n1 promise waits to be carried out.\n{SPENT}\n", "")


@pytest.mark.usefixtures("agreed")
def test_who_paused_money_and_since_when_is_said_until_it_moves_again(do: Do) -> None:
    do("money", "pause", "--name", "Lin")
    paused = do("money", "status")[1].splitlines()
    resumed = do("money", "resume")
    status = do("money")[1].splitlines()

    assert re.fullmatch(r"All money is paused by Lin since 16 Feb 09:0\d\.", paused[0])
    assert paused[1:] == ["1 promise waits to be carried out.", SPENT]
    assert resumed == (0, "Money moves again; what waited is due at once.\n", "")
    assert status[0] == "Money moves."


def test_nobody_pauses_without_a_name(do: Do) -> None:
    assert do("money", "pause", "--name", "") == (1, "", "A name is needed to sign it with, of at most 80 characters.\n")
    assert do("money")[1].startswith("Money moves.\nNo promise waits to be carried out.\n")


@pytest.mark.usefixtures("uncertain")
def test_a_refund_is_settled_as_paid(do: Do) -> None:
    said = do("settle", "1", "--as", "paid", "--reference", "T-77", "--why", "on the statement", "--name", "Li")

    assert said == (0, "Paid: it is in the ledger as returned, and nobody will ask for it again.\n", "")
    assert "9.98 EUR refund: done, T-77 (by bot)" in do("ledger")[1]
    assert do("ledger", "verify")[0] == 0


@pytest.mark.usefixtures("uncertain")
def test_a_refund_is_settled_as_cancelled(do: Do) -> None:
    said = do("settle", "1", "--as", "cancelled", "--why", "a mistake of ours")

    assert said == (0, "Cancelled: it will not be paid, and what it had reserved is free again.\n", "")
    assert "9.98 EUR refund: cancelled, Mei: a mistake of ours (by bot)" in do("ledger")[1]


@pytest.mark.usefixtures("agreed")
@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ["--as", "paid", "--why", "on the statement"],
            "A payment needs its reference, of at most 120 characters: the buyer is told it.\n",
        ),
        (["--as", "cancelled", "--why", ""], "It needs a why, for the record.\n"),
        (
            ["--as", "paid", "--why", "by hand", "--reference", "T-77"],
            "The refund of case 1 was not asked for yet and follows by itself. To pay it by hand, cancel it first.\n",
        ),
    ],
)
def test_what_cannot_be_settled_is_one_sentence(do: Do, arguments: list[str], sentence: str) -> None:
    assert do("settle", "1", *arguments) == (1, "", sentence)


@pytest.mark.usefixtures("agreed")
def test_what_is_due_is_printed_with_how_late_it_is(do: Do) -> None:
    do("clock", "--to", "tomorrow-morning")

    code, said, _ = do("due")

    first, second, *_ = said.splitlines()
    assert (code, first) == (0, "Due now: 1.")
    assert second.startswith("  16 Feb 10:00  pay of case 1, overdue by ")


def test_where_nothing_is_due_it_is_said(do: Do) -> None:
    assert do("due") == (0, "Nothing is due now.\nNothing is due later.\n", "")


@pytest.mark.usefixtures("agreed")
def test_what_is_due_is_printed_for_programs(do: Do) -> None:
    do("clock", "--to", "tomorrow-morning")

    found = json.loads(do("due", "--json")[1])

    (line,) = found["overdue"]
    assert list(found) == ["now", "due", "overdue", "failed", "ahead", "next_at"]
    assert (found["due"], found["failed"], found["ahead"], found["next_at"]) == (1, [], 0, None)
    assert (line["kind"], line["case"], line["due_at"], line["tries"]) == ("pay", 1, "2026-02-16T09:00:00+00:00", 0)
    assert line["late_seconds"] > 20 * 3600


@pytest.mark.usefixtures("agreed")
def test_a_book_that_cannot_be_read_is_told_in_one_sentence(do: Do, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "book.db", isolation_level=None)) as book:
        book.execute("ALTER TABLE refund ADD COLUMN more TEXT")
        book.execute("INSERT INTO refund VALUES ('k', '1', 1, 'EUR', 'R-1', 'now', 'now', 'done', '')")

    code, said, fault = do("ledger", "verify")

    assert (code, said) == (1, "")
    assert re.fullmatch(r"The payment provider's book .*book\.db cannot be read: .*\n", fault)
