"""What lies around the house: the Makefile, the locks, the licence, and the wheel that is built of it all."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = ("requirements.lock", "requirements-dev.lock")
TARGETS = ["help", "run", "test", "lint", "catalogues", "lock", "bench", "clean"]

# A python3 that notes what it is asked to do. It makes an environment of itself, and fails at what FAILS names.
PYTHON = """\
#!/bin/sh
echo "$*" >> "$NOTES"
case "$*" in
  *"$FAILS"*) exit 1 ;;
  "-m venv --clear "*) mkdir -p "$4/bin"; cp "$0" "$4/bin/python"; touch -d "2020-01-01" "$4/bin/python" ;;
esac
"""

Make = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def yard(tmp_path: Path) -> Path:
    """A folder with the Makefile and the locks, and a python3 that only takes notes."""
    for name in ("Makefile", *LOCKS):
        shutil.copy(ROOT / name, tmp_path)
        os.utime(tmp_path / name, (1_700_000_000, 1_700_000_000))
    (tmp_path / "tools").mkdir()
    python = tmp_path / "tools" / "python3"
    python.write_text(PYTHON, encoding="utf-8")
    python.chmod(0o755)
    return tmp_path


@pytest.fixture
def make(yard: Path) -> Make:
    def run(*arguments: str, fails: str = "nothing at all") -> subprocess.CompletedProcess[str]:
        # Not what an outer make hands down: it would turn `make test` itself into an argument of this one.
        outside = {name: value for name, value in os.environ.items() if not name.startswith("MAKE") and name != "MFLAGS"}
        path = f"{yard / 'tools'}:{outside['PATH']}"
        environment = outside | {"PATH": path, "NOTES": str(yard / "notes"), "FAILS": fails, "LC_ALL": "C"}
        return subprocess.run(["make", *arguments], cwd=yard, env=environment, capture_output=True, text=True, check=False)

    return run


def notes(yard: Path) -> list[str]:
    """What Python was asked to do since the last time, without the questions about itself."""
    path = yard / "notes"
    said = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("-c ")]
    path.unlink()
    return said


def install(lock: str) -> str:
    return f"-m pip install --quiet --disable-pip-version-check --require-hashes -r {lock}"


def locked(lock: str) -> dict[str, tuple[str, list[str]]]:
    """Every library of a lock: its version with its marker, and its hashes."""
    entries = re.split(r"\n(?=\S)", (ROOT / lock).read_text(encoding="utf-8").strip())
    found = {}
    for entry in entries:
        requirement, *hashes = (part.strip(" \\") for part in entry.splitlines())
        name, _, version = requirement.partition("==")
        found[name] = (version, hashes)
    return found


def test_make_alone_says_what_can_be_done(make: Make) -> None:
    said = make().stdout

    assert re.findall(r"^make (\w+)\t", said, re.MULTILINE) == TARGETS


def test_make_run_needs_nothing_before_it(yard: Path, make: Make) -> None:
    done = make("run")

    assert done.returncode == 0
    assert notes(yard) == ["-m venv --clear .venv", install("requirements.lock"), "-m bot run"]


def test_what_is_installed_is_not_installed_again(yard: Path, make: Make) -> None:
    make("run")
    notes(yard)

    done = make("run")

    assert done.stdout == ""
    assert notes(yard) == ["-m bot run"]


def test_a_changed_lock_is_installed_once(yard: Path, make: Make) -> None:
    make("run")
    notes(yard)
    (yard / "requirements.lock").touch()
    os.utime(yard / ".venv" / ".run-installed", (1_700_000_001, 1_700_000_001))

    make("run")
    make("run")

    assert notes(yard) == [install("requirements.lock"), "-m bot run", "-m bot run"]


def test_an_installation_that_failed_is_tried_again(yard: Path, make: Make) -> None:
    assert make("run", fails="pip install").returncode != 0
    notes(yard)

    make("run")

    assert notes(yard) == [install("requirements.lock"), "-m bot run"]


def test_one_environment_serves_for_running_and_for_developing(yard: Path, make: Make) -> None:
    make("test", "ARGS=-k money")
    make("run")

    assert notes(yard) == [
        "-m venv --clear .venv",
        install("requirements-dev.lock"),
        "-m pytest --numprocesses auto --dist loadscope -k money",
        "-m bot run",
    ]


def test_a_config_beside_the_makefile_is_taken_without_asking(yard: Path, make: Make) -> None:
    (yard / "config.toml").touch()

    make("run")

    assert notes(yard)[-1] == "-m bot run --config config.toml"


def test_another_config_can_be_named(yard: Path, make: Make) -> None:
    (yard / "config.toml").touch()

    make("run", "CONFIG=my shop.toml")

    assert notes(yard)[-1] == "-m bot run --config my shop.toml"


@pytest.mark.parametrize(
    ("fails", "said"),
    [
        (
            "sys.version_info",
            "Amends needs Python 3.11 or newer, and python3 is older: make run PYTHON=python3.11 names another.",
        ),
        ("import ensurepip", "Python cannot make a virtual environment here: install the package python3-venv first."),
    ],
)
def test_a_python_that_cannot_do_it_is_told_in_one_sentence(yard: Path, make: Make, fails: str, said: str) -> None:
    done = make("run", fails=fails)

    assert done.returncode != 0
    assert done.stderr.splitlines()[0] == said
    assert not (yard / ".venv").exists()


def test_a_python_that_is_not_there_is_told_in_one_sentence(yard: Path, make: Make) -> None:
    done = make("run", "PYTHON=python9")

    assert done.returncode != 0
    assert done.stderr.splitlines()[0] == "Amends needs Python 3.11 or newer, and there is no python9 here: install it first."
    assert not (yard / ".venv").exists()


def test_an_environment_that_was_half_made_is_taken_away(yard: Path, make: Make) -> None:
    (yard / ".venv").mkdir()

    done = make("run", fails="-m venv")

    assert done.returncode != 0
    assert not (yard / ".venv").exists()


def test_make_clean_keeps_a_shops_data(yard: Path, make: Make) -> None:
    kept = [yard / "data" / "amends.db", yard / "data" / "amends.db-wal", yard / "config.toml", yard / "bot" / "terms.py"]
    kept += [yard / "data" / "provider.db", yard / "data" / "provider.db-wal"]
    gone = [yard / "data" / "sample.db", yard / "data" / "sample.db-wal", yard / "dist" / "a.whl", yard / ".venv" / "pyvenv.cfg"]
    gone += [yard / "data" / "sample-provider.db", yard / "data" / "sample-provider.db-wal"]
    gone += [yard / "bot" / "__pycache__" / "terms.pyc", yard / ".mypy_cache" / "a"]
    for path in (*kept, *gone, yard / "handlers" / "web.py", yard / "tests" / "test_terms.py"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()

    done = make("clean")

    assert done.stdout == "Removed what was built and the sample shop's data. A shop's own data is never removed by this.\n"
    assert [path for path in kept if not path.exists()] == []
    assert [path for path in gone if path.exists()] == []


def test_make_clean_has_nothing_against_a_yard_that_is_clean(make: Make, yard: Path) -> None:
    for room in ("bot", "handlers", "tests"):
        (yard / room).mkdir()

    assert make("clean").returncode == 0


@pytest.mark.parametrize("target", TARGETS)
def test_every_target_is_made_of_commands_that_the_shell_of_the_system_can_read(make: Make, target: str) -> None:
    done = make("-n", target)

    parsed = subprocess.run(["sh", "-n"], input=done.stdout, capture_output=True, text=True, check=False)

    assert (done.returncode, parsed.returncode, parsed.stderr) == (0, 0, "")


def test_both_locks_are_settled_by_the_same_rules(make: Make) -> None:
    commands = [" ".join(line.split()) for line in make("-n", "lock").stdout.replace("\\\n", " ").splitlines()]

    rules = (
        ".venv/bin/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes "
        "--no-annotate --no-header --no-emit-index-url --no-emit-find-links -q"
    )
    assert commands[-2:] == [
        f"{rules} -o requirements.lock",
        f"{rules} --group dev -c requirements.lock -o requirements-dev.lock",
    ]


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_versions_and_hashes_and_no_address(lock: str) -> None:
    libraries = locked(lock)

    assert [name for name, (version, _) in libraries.items() if not re.match(r"\d", version)] == []
    assert [name for name, (_, hashes) in libraries.items() if not hashes] == []
    assert {hash_[:14] for _, hashes in libraries.values() for hash_ in hashes} == {"--hash=sha256:"}
    assert "://" not in (ROOT / lock).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("requirements.lock", PROJECT["project"]["dependencies"] + PROJECT["build-system"]["requires"]),
        ("requirements-dev.lock", PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"]),
    ],
)
def test_a_lock_holds_what_the_project_asks_for(lock: str, wanted: list[str]) -> None:
    libraries = locked(lock)

    missing = []
    for line in wanted:
        requirement = Requirement(line)
        version = libraries.get(requirement.name, ("", []))[0].partition(" ")[0]
        if not version or not requirement.specifier.contains(version):
            missing.append(line)

    assert missing == []


def test_the_development_lock_holds_all_of_the_other() -> None:
    assert locked("requirements.lock").items() <= locked("requirements-dev.lock").items()


def test_the_licence_is_apache_2_to_the_letter() -> None:
    words = (ROOT / "LICENSE").read_text(encoding="utf-8").strip()

    assert hashlib.sha256(words.encode()).hexdigest() == "283ea6cc2997a1a70da0049e09adf9317bb60ca1b51279b65196b83a69e1996b"
    assert PROJECT["project"]["license"] == "Apache-2.0"


def test_the_changelog_begins_with_the_version_of_the_project() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

    assert re.findall(r"^## \[(.+?)\]", changelog, re.MULTILINE)[0] == PROJECT["project"]["version"]


def test_what_the_ci_runs_is_a_script_that_can_be_run() -> None:
    script = ROOT / ".ci" / "run"

    assert os.access(script, os.X_OK)
    assert subprocess.run(["bash", "-n", script], check=False).returncode == 0


def test_the_wheel_carries_everything_a_shop_needs(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr

    (wheel,) = tmp_path.glob("*.whl")
    inside = set(zipfile.ZipFile(wheel).namelist())

    wanted = {"bot/remedy/policy.toml", "bot/sample/orders.csv", "handlers/web/pages/chat.html", "bot/config.py"}
    wanted |= {f"bot/{path.relative_to(ROOT)}" for path in (ROOT / "locales").rglob("*") if path.suffix in {".po", ".toml"}}
    assert wanted - inside == set()
    assert {name.split("/")[0] for name in inside} == {"bot", "handlers", f"amends-{PROJECT['project']['version']}.dist-info"}
