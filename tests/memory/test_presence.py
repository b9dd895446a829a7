"""Many may be at work on a database, or one alone; a lock that nobody lets go of ends with its process."""

import subprocess
import sys
from pathlib import Path

import pytest

from bot.errors import DatabaseClosed, DatabaseInUse
from bot.memory.presence import alone, present
from bot.memory.store import Memory

STAYS = """
import sys
from pathlib import Path
from bot.memory.presence import present
with present(Path(sys.argv[1])):
    print("here", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "shop.db"


def test_many_are_at_work_beside_each_other(database: Path) -> None:
    with present(database), present(database):
        pass

    with alone(database):
        pass


def test_nobody_is_alone_while_another_is_at_work(database: Path) -> None:
    with present(database), pytest.raises(DatabaseInUse), alone(database):
        pass


def test_nobody_begins_to_work_while_one_is_alone(database: Path) -> None:
    with alone(database), pytest.raises(DatabaseClosed, match="a backup is being restored in its place"), present(database):
        pass


def test_an_open_memory_is_at_work_until_it_is_closed(database: Path) -> None:
    memory = Memory(f"sqlite:///{database}")
    with pytest.raises(DatabaseInUse), alone(database):
        pass

    memory.close()

    with alone(database), pytest.raises(DatabaseClosed):
        Memory(f"sqlite:///{database}")


def test_whoever_comes_through_a_link_meets_the_others(database: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.db"
    link.symlink_to(database)

    with present(link), pytest.raises(DatabaseInUse), alone(database):
        pass


def test_a_killed_process_is_not_at_work_any_more(database: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", STAYS, database], cwd=Path(__file__).parents[2], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"here\n"
        with pytest.raises(DatabaseInUse), alone(database):
            pass

        other.kill()
        other.wait()

        with alone(database):
            pass


def test_a_folder_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(
        DatabaseClosed, match=r"^The database cannot be opened: .*/nowhere/shop.db.lock: No such file or directory\.$"
    ):
        present(tmp_path / "nowhere" / "shop.db").__enter__()
