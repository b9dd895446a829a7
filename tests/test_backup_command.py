"""Backup and restore as an operator does them: beside the open shop, and when a new version of the program comes."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot.__main__ import main
from tests.shop_process import CLONE, ShopFolder

# What a later version of the program adds: one more table.
MIGRATION = """
import sqlalchemy as sa
from alembic import op

revision = "tomorrow"
down_revision = "{newest}"

def upgrade():
    op.create_table("gift", sa.Column("name", sa.Text(), primary_key=True))
    {more}
"""


@pytest.fixture
def place(tmp_path: Path, sqlite_database: str) -> ShopFolder:
    """A sample shop that was open before."""
    assert sqlite_database == f"sqlite:///{tmp_path}/shop.db"
    return ShopFolder.at(tmp_path)


@pytest.fixture
def tomorrow(place: ShopFolder, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """From now on the command line is that of a later version, which has one migration more."""

    def comes(more: str = "") -> None:
        program = place.folder / "program"
        for part in ("bot", "handlers", "locales"):
            shutil.copytree(CLONE / part, program / part, ignore=shutil.ignore_patterns("__pycache__"))
        steps = program / "bot" / "memory" / "migrations" / "versions"
        migration = MIGRATION.format(newest=revision(place.folder / "shop.db"), more=more)
        (steps / "tomorrow.py").write_text(migration, encoding="utf-8")
        monkeypatch.setattr("tests.shop_process.CLONE", program)

    return comes


def rows(database: Path) -> list[str]:
    """Everything in it, as the statements that would write it."""
    with closing(sqlite3.connect(database)) as connection:
        return list(connection.iterdump())


def revision(database: Path) -> str:
    with closing(sqlite3.connect(database)) as connection:
        (found,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        return str(found)


def test_an_open_shop_is_backed_up_and_only_a_closed_one_restored(place: ShopFolder) -> None:
    with place.open() as shop:
        guest = shop.buyer()
        guest.say(shop, "1", "The price fell after I bought the canvas shoes")
        backup = place.do("backup", "monday")
        guest.say(shop, "2", "WL-2026-0063")
        while_open = place.do("restore", "monday")
        shop.stop()

    restored = place.do("restore", "monday")
    with place.open() as shop:
        lines = guest.lines(shop)

    (former,) = place.folder.glob("shop.before-restore-*.db")
    assert backup == (
        0,
        "monday holds everything the shop keeps, but for the pictures that buyers sent: copy data/evidence as well. "
        "Keep it as you would keep the shop: buyers' names are in it.\n",
        "",
    )
    assert while_open == (
        1,
        "",
        "The shop is open, or something else is at work on its database: stop that first. Nothing was changed.\n",
    )
    assert restored == (0, f"The shop is as it was when monday was written. What was there before is kept as {former}.\n", "")
    assert "WL-2026-0063" not in str(lines)
    assert "The price fell after I bought the canvas shoes" in str(lines)
    assert "WL-2026-0063" in str(rows(former))


def test_a_lost_shop_comes_back(place: ShopFolder) -> None:
    place.do("backup", "monday")
    (place.folder / "shop.db").unlink()

    restored = place.do("restore", "monday")

    assert restored == (0, "The shop is as it was when monday was written.\n", "")
    assert rows(place.folder / "shop.db") == rows(place.folder / "monday")


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_the_help_says_what_is_no_part_of_it(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([command, "--help"])

    said = " ".join(capsys.readouterr().out.split())
    assert "the pictures buyers sent are left out, and the payment provider's book is another party's and no part of it" in said


def test_a_migration_is_preceded_by_a_backup(place: ShopFolder, tomorrow: Callable[..., None]) -> None:
    before = rows(place.folder / "shop.db")
    tomorrow()

    code, _, _ = place.do("cases")

    assert (code, revision(place.folder / "shop.db")) == (0, "tomorrow")
    assert rows(place.folder / "shop.before-tomorrow.db") == before


def test_a_migration_that_fails_leaves_both(place: ShopFolder, tomorrow: Callable[..., None]) -> None:
    before = rows(place.folder / "shop.db")
    tomorrow("raise RuntimeError")

    first, _, _ = place.do("cases")
    second, _, _ = place.do("cases")

    assert (first, second) == (1, 1)
    assert rows(place.folder / "shop.db") == rows(place.folder / "shop.before-tomorrow.db") == before


def test_without_a_backup_there_is_no_migration(place: ShopFolder, tomorrow: Callable[..., None]) -> None:
    before = rows(place.folder / "shop.db")
    (place.folder / "shop.before-tomorrow.db").mkdir()
    tomorrow()

    told = place.do("cases")

    assert told == (1, "", f"{place.folder}/shop.before-tomorrow.db cannot be written: Is a directory.\n")
    assert rows(place.folder / "shop.db") == before


def test_a_new_shop_has_nothing_to_back_up(place: ShopFolder, tomorrow: Callable[..., None]) -> None:
    tomorrow()
    (place.folder / "shop.db").unlink()

    place.do("cases")

    assert revision(place.folder / "shop.db") == "tomorrow"
    assert list(place.folder.glob("shop.before-*")) == []


def test_a_backup_of_an_older_version_is_brought_to_this_one(place: ShopFolder, tomorrow: Callable[..., None]) -> None:
    place.do("backup", "monday")
    tomorrow()

    code, _, _ = place.do("restore", "monday")

    assert (code, revision(place.folder / "shop.db")) == (0, "tomorrow")
    assert list(place.folder.glob("shop.before-tomorrow*")) == []
