"""A conversation as the staff read it in their own language: at the terminal, from a translator on another machine."""

import asyncio
import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
import structlog

from bot.__main__ import main
from tests.talk import open_shop

Do = Callable[..., tuple[int, str, str]]


class Capitals(BaseHTTPRequestHandler):
    """A translator that says everything in capitals; what has "roto" in it, it cannot say."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(500 if "roto" in asked["q"] else 200)
        self.end_headers()
        self.wfile.write(json.dumps({"translatedText": asked["q"].upper()}).encode())

    def log_message(self, *_: object) -> None:
        """Say nothing of it."""


@pytest.fixture
def translator() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Capitals)
    serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    serving.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    serving.join()
    server.server_close()


@pytest.fixture
def do(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Do]:
    """Live through a conversation, then run a command on it; gives its exit code and what it said on its two outputs."""
    monkeypatch.delenv("AMENDS_DATABASE_URL", raising=False)

    async def live() -> None:
        async with open_shop(tmp_path) as shop:
            ana = await shop.buyer("es-ES")
            await ana.say("quiero hablar con una persona, pedido WL-2026-0063")
            await ana.say("está roto")

    asyncio.run(live())

    def run(settings: str, *arguments: str) -> tuple[int, str, str]:
        config = tmp_path / "config.toml"
        config.write_text(f'[database]\nurl = "sqlite:///{tmp_path}/shop.db"\n[test]\nsample_shop = true\n{settings}', "utf-8")
        capsys.readouterr()
        code = main([*arguments, "--config", str(config)])
        said = capsys.readouterr()
        return code, said.out, said.err

    yield run
    structlog.reset_defaults()


def set_up(address: str) -> str:
    return f'[translation]\nkind = "libretranslate"\nurl = "{address}"\n'


def test_each_line_stands_first_as_it_was_written_and_its_translation_beneath(do: Do, translator: str) -> None:
    _, plain, _ = do("", "case", "1")
    code, told, _ = do(set_up(translator), "case", "1", "--in", "zh_Hans")

    assert code == 0
    assert [line for line in told.splitlines() if line not in plain.splitlines()] == [
        "              > QUIERO HABLAR CON UNA PERSONA, PEDIDO WL-2026-0063",
        "              > not translated: the translator gave no answer",
    ]
    lines = told.splitlines()
    assert [lines[n - 1].partition(": ")[2] for n, line in enumerate(lines) if line.startswith("              > ")] == [
        "quiero hablar con una persona, pedido WL-2026-0063",
        "está roto",
    ]


def test_programs_find_it_beside_its_line(do: Do, translator: str) -> None:
    _, told, _ = do(set_up(translator), "case", "1", "--in", "en", "--json")

    lines = [line for line in json.loads(told)["transcript"] if line["from"] == "buyer"]
    assert [(line["translation"], line["untranslated"]) for line in lines] == [
        ("QUIERO HABLAR CON UNA PERSONA, PEDIDO WL-2026-0063", ""),
        (None, "the translator gave no answer"),
    ]


def test_what_was_translated_once_is_read_without_the_translator(do: Do, translator: str) -> None:
    do(set_up(translator), "case", "1", "--in", "en")

    code, told, _ = do(set_up("http://127.0.0.1:9"), "case", "1", "--in", "en")

    assert code == 0
    assert "              > QUIERO HABLAR CON UNA PERSONA, PEDIDO WL-2026-0063" in told.splitlines()


def test_where_nobody_translates_that_is_said(do: Do) -> None:
    code, told, complaint = do("", "case", "1", "--in", "en")

    assert (code, told) == (1, "")
    assert complaint == "Nobody translates for this shop: name who does under [translation] in its config.toml.\n"
