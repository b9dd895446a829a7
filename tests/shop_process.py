"""The shop as an operator runs it: `python -m bot` in a process of its own, on a port of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

CLONE = Path(__file__).parent.parent
PATIENCE = 20.0  # seconds; a machine under load takes its time, and what takes longer never comes


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port: int = door.getsockname()[1]
        return port


def until(done: Callable[[], bool], patience: float = PATIENCE) -> float:
    """Wait until it is so; returns how long that took. TimeoutError if it never is."""
    begun = time.monotonic()
    while not done():
        if time.monotonic() - begun > patience:
            raise TimeoutError
        time.sleep(0.01)
    return time.monotonic() - begun


def crowding() -> float:
    """How many times as long everything takes here, since others are at work on this machine too; 1 if it is ours alone."""
    return max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))


@dataclass
class ShopFolder:
    """A folder with a config.toml, from which the command line is run."""

    folder: Path
    port: int
    program: tuple[str, ...] = ("bot",)

    @classmethod
    def at(cls, folder: Path, more: str = "") -> "ShopFolder":
        port = free_port()
        (folder / "config.toml").write_text(
            f'[database]\nurl = "sqlite:///{folder}/shop.db"\n[web]\nport = {port}\n[test]\nsample_shop = true\n{more}',
            encoding="utf-8",
        )
        return cls(folder, port)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self, *arguments: str, out: int | None = None) -> subprocess.Popen[str]:
        """Begin a command of the bot; its two outputs are files of the folder, named after the command, if not said otherwise."""
        command = [sys.executable, "-m", *self.program, *arguments, "--config", "config.toml"]
        outside = {"AMENDS_DATABASE_URL", "PYTHONUNBUFFERED"}  # what would make it another program than an operator's
        environment = {name: value for name, value in os.environ.items() if name not in outside}
        with (self.folder / f"{arguments[0]}.out").open("a") as said, (self.folder / f"{arguments[0]}.err").open("a") as err:
            return subprocess.Popen(
                command, cwd=self.folder, env=environment | {"PYTHONPATH": str(CLONE)}, stdout=out or said, stderr=err, text=True
            )

    def do(self, *arguments: str) -> tuple[int, str, str]:
        """Run a command of the bot to its end: its exit code, and what it said on its two outputs."""
        for end in ("out", "err"):
            (self.folder / f"{arguments[0]}.{end}").unlink(missing_ok=True)
        with self.start(*arguments) as process:
            code = process.wait(PATIENCE)
        return code, self.said(arguments[0]), self.complained(arguments[0])

    def said(self, command: str) -> str:
        return (self.folder / f"{command}.out").read_text(encoding="utf-8")

    def complained(self, command: str) -> str:
        return (self.folder / f"{command}.err").read_text(encoding="utf-8")

    @contextmanager
    def open(self) -> Iterator["OpenShop"]:
        """The shop, running and answering; whatever becomes of it, the process is gone afterwards."""
        with self.start("run") as process, httpx.Client(base_url=self.address, timeout=PATIENCE) as web:
            shop = OpenShop(self, process, web)
            try:
                until(shop.answers)
                yield shop
            finally:
                process.kill()


@dataclass
class OpenShop:
    """A running shop."""

    at: ShopFolder
    process: subprocess.Popen[str]
    web: httpx.Client

    def answers(self) -> bool:
        assert self.process.poll() is None, self.at.complained("run")
        try:
            return self.web.get("/assets/icon.svg").is_success
        except httpx.TransportError:
            return False

    def stop(self, how: signal.Signals = signal.SIGTERM) -> tuple[int, float]:
        """Tell it to stop; returns its exit code, and how many seconds it took."""
        begun = time.monotonic()
        self.process.send_signal(how)
        code = self.process.wait(PATIENCE)
        return code, time.monotonic() - begun

    def buyer(self) -> "Guest":
        opened = self.web.post("/api/chat", json={"language": "en", "time_zone": "Europe/Berlin"})
        return Guest({"Authorization": f"Bearer {opened.json()['token']}"})


@dataclass(frozen=True)
class Guest:
    """Somebody on the page, known by their token whichever process serves it."""

    headers: dict[str, str]

    def send(self, shop: OpenShop, name: str, text: str) -> int:
        """Post a message under that id; returns the status."""
        return shop.web.post("/api/chat/messages", json={"id": name, "text": text}, headers=self.headers).status_code

    def lines(self, shop: OpenShop) -> list[dict[str, object]]:
        found: list[dict[str, object]] = shop.web.get("/api/chat/messages", headers=self.headers).json()["messages"]
        return found

    def say(self, shop: OpenShop, name: str, text: str) -> list[dict[str, object]]:
        """Send a message and wait for an answer to it; returns all the lines so far."""
        before = len(self.lines(shop))
        assert self.send(shop, name, text) == 202
        until(lambda: any(line["from"] == "bot" for line in self.lines(shop)[before:]))
        return self.lines(shop)
