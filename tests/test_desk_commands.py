"""The desk at the terminal: what waits to be decided or done, and the coupons as a platform takes them."""

import asyncio
import csv
import io
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import structlog

from bot.__main__ import main
from bot.desk_report import tasks_as_text
from bot.memory.money_tables import TaskKind, TaskState
from bot.memory.tasks import Task
from tests.complaint.counter import CHAU, with_offer
from tests.payments import ScriptedPayments
from tests.remedy.promises import COUPON, GIFT, at_once, promised
from tests.talk import open_shop

Do = Callable[..., tuple[int, str, str]]


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
def given(tmp_path: Path) -> None:
    """Case 1: a coupon of 5 % was given, and a gift is a person's to send."""

    async def live() -> None:
        async with open_shop(tmp_path, payments=ScriptedPayments()) as shop:
            await promised(shop, COUPON, GIFT)
            await at_once(shop)

    asyncio.run(live())


@pytest.fixture
def waiting(tmp_path: Path) -> None:
    """Case 1: an offer waits for somebody's agreement."""

    async def live() -> None:
        async with open_shop(tmp_path) as shop:
            await with_offer(shop, CHAU)

    asyncio.run(live())


@pytest.mark.usefixtures("given")
def test_a_task_is_listed_and_confirmed_once(do: Do) -> None:
    listed = do("tasks")[1].splitlines()
    done = do("confirm-manual", "1", "--reference", "LP-7", "--name", "Li")
    again = do("confirm-manual", "1", "--reference", "LP-7")

    assert listed[0] == "task 1  case 1  gift  by 17 Feb 10:00"
    assert listed[1].startswith("  Send a small gift worth about 3.00 EUR for Ana García")
    assert done == (0, "Done: it is in the ledger, and the buyer is told where the bot has the case.\n", "")
    assert again == (1, "", "Task 1 is not open any more.\n")
    assert do("tasks") == (0, "Nothing waits to be done by hand.\n", "")
    assert "gift, worth 3.00 EUR: done, LP-7 (by bot)" in do("ledger")[1]
    assert do("ledger", "verify")[0] == 0


@pytest.mark.usefixtures("given")
def test_a_task_that_is_overdue_says_so(do: Do) -> None:
    do("clock", "--to", "tomorrow-morning")
    do("clock", "--to", "tomorrow-morning")

    assert do("tasks")[1].splitlines()[0].endswith("by 17 Feb 10:00, OVERDUE")


@pytest.mark.usefixtures("given")
def test_sums_are_printed_by_cause_kind_and_currency(do: Do) -> None:
    lines = do("ledger", "--sums")[1].splitlines()

    assert [line.split() for line in lines[:-1]] == [
        ["damaged", "coupon", "1", "4.99", "EUR", "4.99", "EUR"],
        ["damaged", "gift", "1", "3.00", "EUR", "3.00", "EUR"],
    ]
    assert lines[-1].startswith("All of it costs 7.99 EUR")


@pytest.mark.usefixtures("given")
@pytest.mark.parametrize(
    ("platform", "expected"),
    [
        ("own", {"percent": "5", "amount": "", "currency": "EUR", "minimum_order": "", "used_on": ""}),
        ("woocommerce", {"discount_type": "percent", "coupon_amount": "5", "usage_limit": "1", "expiry_date": "2026-05-17"}),
        ("shopify", {"Value Type": "Percentage", "Value": "5", "Limit Total Times": "1", "Command": "NEW"}),
    ],
)
def test_coupons_are_written_as_a_platform_takes_them(do: Do, platform: str, expected: dict[str, str]) -> None:
    (row,) = csv.DictReader(io.StringIO(do("coupons", "--csv", "--platform", platform)[1]))

    assert {name: row[name] for name in expected} == expected
    assert sum(cell.startswith("AM-") for cell in row.values()) >= 1


@pytest.mark.usefixtures("given")
def test_on_a_screen_no_code_is_shown_whole(do: Do) -> None:
    code = next(csv.reader(do("coupons", "--csv")[1].splitlines()[1:]))[0]

    said = do("coupons")[1]

    assert code not in said
    assert said.startswith(f"…{code[-4:]}           5 %  until 17 May 2026  not used  costs 4.99 EUR  (")


def test_an_alarm_stands_before_all_that_was_promised_sooner() -> None:
    now = datetime(2026, 2, 16, 9, tzinfo=UTC)

    def task(number: int, kind: TaskKind) -> Task:
        by = now + timedelta(hours=number)
        return Task(number, f"key-{number}", kind, 7, "what", by, TaskState.OPEN, "", "", now, None)

    listed = tasks_as_text([task(1, TaskKind.GIFT), task(2, TaskKind.ALARM)], now, UTC)

    assert [line.split("  ")[:3] for line in listed.splitlines()[::2]] == [
        ["task 2", "case 7", "alarm"],
        ["task 1", "case 7", "gift"],
    ]


@pytest.mark.usefixtures("waiting")
def test_an_offer_that_waits_is_listed_and_declined(do: Do) -> None:
    listed = do("approvals")[1]
    declined = do("decline", "1", "--why", "no picture yet", "--because", "evidence", "--name", "Li")

    assert listed.startswith("case 1  price_drop  waits for staff since 16 Feb")
    assert "may be decided by: Li, Mei, Ada" in listed
    assert declined == (0, "Declined: the buyer is told, and the case waits for a person.\n", "")
    assert do("approvals") == (0, "No offer waits for approval.\n", "")


@pytest.mark.usefixtures("waiting")
def test_a_role_is_only_ever_lowered(do: Do) -> None:
    assert do("approve", "1", "--name", "Bob")[2].startswith("Nobody of the staff is called Bob.")
    assert do("approve", "1", "--name", "Li", "--authority", "admin") == (0, "Approved: the buyer has the offer.\n", "")


@pytest.mark.parametrize("article", ["PWR-BANK-10K", "Power Bank 10 000 mAh"])
def test_who_has_an_article_is_listed_for_a_spreadsheet(do: Do, article: str) -> None:
    do("coupons")  # opens the shop

    assert do("recall", article) == (
        0,
        "order,platform,placed,country,name,email\n"
        'WL-2026-0059,own,2026-02-11,KW,"Bea ""Bee"" Lindqvist",bee.l@example.com\n'
        "WL-2026-0006,own,2026-01-06,GB,Owen Pritchard,owen.p@example.com\n",
        "",
    )
    assert do("recall", article, "--since", "2026-02-01")[1].count("\n") == 2


def test_an_article_that_no_order_has_is_said_to_be_unknown(do: Do) -> None:
    do("coupons")

    assert do("recall", "Kettle") == (
        1,
        "",
        "No order has 'Kettle': it is written as in your files, the number (SKU) or the whole title.\n",
    )
