"""Links for parcel cards, from the command line: taken in, given out once each, written without overwriting anything."""

import csv
import io
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
import structlog

from bot.__main__ import main
from bot.memory.store import Memory
from bot.memory.tables import LinkKind
from tests.shop_process import CLONE

SAMPLE = CLONE / "bot" / "sample"
LATER = "6 of the file were placed later than it is now, and have none yet.\n"
LOCAL = "Those of the page lead to http://127.0.0.1:8080: set public_url of [web] before you print them.\n"
UNCHANGED = "orders.csv (own orders): 0 new, 0 updated, 27 unchanged, 0 refusals. Nothing changed.\n"
KNOWN = 21  # of the sample's orders, when its story begins


@dataclass(frozen=True)
class Desk:
    """A folder with a config.toml and the sample's orders, where `links` is typed."""

    folder: Path
    capsys: pytest.CaptureFixture[str]

    def links(self, *arguments: str) -> tuple[int, str, str]:
        """Gives the exit code and what was said on the two outputs."""
        code = main(["links", *arguments, "--config", "config.toml"])
        said = self.capsys.readouterr()
        return code, said.out, said.err

    def configure(self, more: str) -> None:
        (self.folder / "config.toml").write_text(f'[database]\nurl = "sqlite:///shop.db"\n{more}', encoding="utf-8")

    def known_at_telegram_as(self, name: str) -> None:
        self.ask(lambda unit: unit.state.put("telegram.username", name))

    def ask(self, unit: Callable[..., object]) -> object:
        with closing(Memory("sqlite:///shop.db")) as memory:
            return memory.write_now(unit)


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    for name in ("AMENDS_DATABASE_URL", "AMENDS_TELEGRAM_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    shutil.copy(SAMPLE / "orders.csv", tmp_path)
    desk = Desk(tmp_path, capsys)
    desk.configure("[test]\nsample_shop = true\n")
    yield desk
    structlog.reset_defaults()


def rows(sheet: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(sheet)))


def token_in(link: str) -> str:
    return link.partition("=")[2]


def test_each_order_of_the_file_gets_a_link_and_what_is_said_of_them_is_not_mixed_with_them(desk: Desk) -> None:
    code, sheet, said = desk.links("orders.csv")

    found = rows(sheet)
    assert code == 0
    assert [row["order"] for row in found][:3] == ["WL-2026-0041", "WL-2026-0044", "WL-2026-0047"]
    assert len(found) == len({row["page"] for row in found}) == KNOWN
    assert {(row["platform"], row["telegram"]) for row in found} == {("own", "")}
    assert all(row["page"].startswith("http://127.0.0.1:8080/?link=") for row in found)
    assert said == f"{UNCHANGED}Links to 21 orders, each for whoever comes first, until 15 Aug 2026.\n{LATER}{LOCAL}"


def test_a_link_leads_to_its_order_and_of_its_token_nothing_is_kept_but_the_hash(desk: Desk) -> None:
    row = next(row for row in rows(desk.links("orders.csv")[1]) if row["order"] == "WL-2026-0063")

    link = desk.ask(lambda unit: unit.links.find(token_in(row["page"])))
    order = desk.ask(lambda unit: unit.shop.order(link.order_id))
    assert (link.kind, link.used_at, link.expires_at.isoformat()) == (LinkKind.ORDER, None, row["expires"])
    assert order.number == "WL-2026-0063"
    assert not any(token_in(row["page"]).encode() in path.read_bytes() for path in desk.folder.glob("shop.db*"))


def test_once_the_bot_is_known_at_telegram_one_token_serves_both_ways_in(desk: Desk) -> None:
    desk.links("orders.csv")
    desk.known_at_telegram_as("wanderlight_bot")

    found = rows(desk.links("orders.csv")[1])

    assert {row["telegram"].partition("=")[0] for row in found} == {"https://t.me/wanderlight_bot?start"}
    assert all(token_in(row["telegram"]) == token_in(row["page"]) for row in found)
    assert all(len(token_in(row["telegram"])) <= 64 for row in found)


def test_with_a_token_but_without_a_name_at_telegram_nothing_is_given_out(desk: Desk) -> None:
    desk.configure(f'[telegram]\ntoken = "123456:{"A" * 35}"\n')

    code, sheet, said = desk.links("orders.csv")

    assert (code, sheet) == (1, "")
    assert said == "What your bot is called at Telegram is known once the shop was open there: open it, and try again.\n"
    assert desk.ask(lambda unit: unit.shop.find_orders("WL20260063")) == ()


def test_orders_that_are_new_are_taken_in_first(desk: Desk) -> None:
    desk.configure('[web]\npublic_url = "https://help.example.com"\n')

    code, sheet, said = desk.links("orders.csv")

    assert code == 0
    assert {row["page"].partition("=")[0] for row in rows(sheet)} == {"https://help.example.com/?link"}
    assert said.splitlines()[0] == "orders.csv (own orders): 27 new, 0 updated, 0 unchanged, 0 refusals."
    assert len(said.splitlines()) == 2


@pytest.mark.parametrize(("asked", "last_day"), [((), "18 Mar 2026"), (("--days", "7"), "23 Feb 2026")])
def test_links_can_be_used_for_as_long_as_is_set_or_said(desk: Desk, asked: tuple[str, ...], last_day: str) -> None:
    desk.configure("[web]\norder_link_days = 30\n[test]\nsample_shop = true\n")

    sheet, said = desk.links("orders.csv", *asked)[1:]

    assert f"until {last_day}.\n" in said
    assert {f"{datetime.fromisoformat(row['expires']):%d %b %Y}" for row in rows(sheet)} == {last_day}


def test_an_order_that_stands_in_two_files_gets_one_link(desk: Desk) -> None:
    shutil.copy(desk.folder / "orders.csv", desk.folder / "again.csv")

    sheet = desk.links("orders.csv", "again.csv")[1]

    assert len(rows(sheet)) == KNOWN


def test_links_and_codes_are_written_where_they_are_wanted(desk: Desk) -> None:
    desk.links("orders.csv")
    desk.known_at_telegram_as("wanderlight_bot")

    code, said, complaint = desk.links("orders.csv", "--out", "links.csv", "--svg", "cards/monday")

    found = rows((desk.folder / "links.csv").read_text(encoding="utf-8"))
    files = {path.name for path in (desk.folder / "cards" / "monday").iterdir()}
    assert (code, complaint) == (0, "")
    assert said == f"{UNCHANGED}Links to 21 orders, each for whoever comes first, until 15 Aug 2026.\n{LATER}{LOCAL}"
    assert files == {row[column] for row in found for column in ("telegram_svg", "page_svg")}
    assert len(files) == 2 * KNOWN


@pytest.mark.parametrize("arguments", [("--out", "links.csv"), ("--svg", "cards"), ("--svg", "links.csv")])
def test_nothing_is_overwritten_and_then_no_link_is_made(desk: Desk, arguments: tuple[str, str]) -> None:
    desk.links("orders.csv", "--out", "links.csv", "--svg", "cards")
    before = {path: path.read_bytes() for path in desk.folder.rglob("*") if path.suffix in {".csv", ".svg"}}
    made = desk.ask(_count)

    assert desk.links("orders.csv", *arguments) == (1, "", f"{arguments[1]} is there already, and nothing is overwritten.\n")
    assert {path: path.read_bytes() for path in desk.folder.rglob("*") if path.suffix in {".csv", ".svg"}} == before
    assert desk.ask(_count) == made


def test_what_cannot_be_written_is_said(desk: Desk) -> None:
    code, _, complaint = desk.links("orders.csv", "--out", "nowhere/links.csv")

    assert (code, complaint) == (1, "The links cannot be written: nowhere/links.csv: No such file or directory.\n")


def test_what_is_refused_of_a_file_is_said_and_the_others_get_their_links(desk: Desk) -> None:
    text = (desk.folder / "orders.csv").read_text(encoding="utf-8")
    (desk.folder / "orders.csv").write_text(text.replace(",EUR,", ",EURO,", 1), encoding="utf-8")

    code, sheet, said = desk.links("orders.csv", "gone.csv")

    assert code == 1
    assert "WL-2026-0041" not in {row["order"] for row in rows(sheet)}
    assert len(rows(sheet)) == KNOWN - 1
    assert "gone.csv: cannot be read (No such file or directory).\n" in said
    assert '  line 2, currency "EURO": ' in said


def test_a_file_without_orders_is_sent_to_import(desk: Desk) -> None:
    shutil.copy(SAMPLE / "prices.csv", desk.folder)

    assert desk.links("prices.csv") == (
        1,
        "",
        "prices.csv: holds no orders; `import` takes it in.\nThere are no orders to give links to.\n",
    )


@pytest.mark.parametrize("days", ["0", "3651", "-1", "a", "²", "9" * 30])
def test_a_number_of_days_that_is_none_is_refused(desk: Desk, days: str) -> None:
    with pytest.raises(SystemExit) as refusal:
        desk.links("orders.csv", f"--days={days}")

    assert refusal.value.code == 2
    assert "write a number of days from 1 to 3650" in desk.capsys.readouterr().err


def _count(unit: object) -> int:
    return unit.connection.exec_driver_sql("select count(*) from link").scalar()  # type: ignore[attr-defined, no-any-return]
