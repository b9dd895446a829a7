"""The real process: how long from its start to the first answer, and what it holds in memory by then."""

import json
import os
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.bench.resident import resident_mebibytes
from tests.bench.shop import case_a

_CLONE = Path(__file__).parents[2]
_PATIENCE_SECONDS = 30.0
_LOOK_AGAIN_SECONDS = 0.01
_COMPLAINTS = (
    case_a(0)[0],
    "Compré las zapatillas el día 12 y hoy cuestan un 10% menos!",
    "我12号买的鞋子，今天就便宜了10%！",
)


@dataclass(frozen=True, slots=True)
class Started:
    """Seconds from the start of the process to its first answer; what it holds in memory once every language was spoken."""

    seconds: float
    mebibytes: float


def start(folder: Path) -> Started:
    """Open the sample shop for the second time, complain as soon as its door opens, and close it again."""
    port = _free_port()
    config = folder / "config.toml"
    config.write_text(
        f'[database]\nurl = "sqlite:///{folder}/started.db"\n[web]\nport = {port}\n[test]\nsample_shop = true\n', encoding="utf-8"
    )
    _once(config, port)
    return _once(config, port)


def _once(config: Path, port: int) -> Started:
    begun = time.perf_counter()
    command = [sys.executable, "-m", "bot", "run", "--config", str(config)]
    # Started from the temporary folder, so that whatever it keeps by a path that begins nowhere is kept there.
    process = subprocess.Popen(
        command,
        cwd=config.parent,
        env={**os.environ, "PYTHONPATH": str(_CLONE)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=_PATIENCE_SECONDS) as web:
            first, *others = _COMPLAINTS
            _answered(web, first, until=begun + _PATIENCE_SECONDS)
            seconds = time.perf_counter() - begun
            for complaint in others:
                _answered(web, complaint, until=time.perf_counter() + _PATIENCE_SECONDS)
            return Started(seconds, resident_mebibytes(process.pid))
    finally:
        process.terminate()
        process.wait()


def _answered(web: httpx.Client, complaint: str, until: float) -> None:
    """Open a conversation, complain, and wait for the first line of the bot."""
    token = _open(web, until)
    headers = {"Authorization": f"Bearer {token}"}
    web.post("/api/chat/messages", json={"id": "m1", "text": complaint}, headers=headers).raise_for_status()
    with web.stream("GET", "/api/chat/events", headers=headers) as lines:
        for line in lines.iter_lines():
            if line.startswith("data: ") and json.loads(line.removeprefix("data: ")).get("from") == "bot":
                return
    raise RuntimeError("the shop closed before it answered")


def _open(web: httpx.Client, until: float) -> str:
    while True:
        try:
            return str(web.post("/api/chat").raise_for_status().json()["token"])
        except httpx.ConnectError:
            if time.perf_counter() > until:
                raise
            time.sleep(_LOOK_AGAIN_SECONDS)


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])
