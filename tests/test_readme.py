"""The README is true: what it tells a newcomer to type works as it is written there, and what it shows and links to exists."""

import asyncio
import os
import re
import shutil
import signal
import struct
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from subprocess import PIPE, STDOUT

import httpx
import pytest

from tests.shop_process import CLONE, PATIENCE, ShopFolder, until
from tests.talk import Shop, open_shop

README = (CLONE / "README.md").read_text(encoding="utf-8")

BLOCKS = "\n".join(re.findall(r"```sh\n(.*?)```", README, re.DOTALL))
TYPED = [line for line in BLOCKS.splitlines() if line]
COMMANDS = [*TYPED, *re.findall(r"`(\.venv/bin/python -m bot [^`]+)`", README)]
OF_MAKE = [command for command in COMMANDS if command.startswith("make ")]
OF_THE_SHELL = [command for command in COMMANDS if command not in OF_MAKE]

SHOWN = re.findall(r'<img src="([^"]+)"|!\[[^]]*]\(([^)]+)\)', README)
PICTURES = [path for either in SHOWN for path in either if path]
LINKS = [link for link in re.findall(r"(?<!!)\[[^]]*]\(([^)]+)\)", README) if not link.startswith(("http", "#"))]

# How the answer to each begins.
SAYS = {
    "cases": "case 1  cause not known  listen  waits for a person since 16 Feb 10:00\n",
    "case 1": "Case 1: cause not known yet, open, in listen, waits for a person; opened 16 Feb 10:00.\n",
    'reply 1 "Hello, I\'m here." --name Mei': "Said.\n",
    "handback 1": "The bot has the case again.\n",
    'cause 1 out_of_stock --article "Glow Sneaker Kids" --name Li': "Noted: case 1 is about out_of_stock, and the bot goes on",
    "approvals": "case 2  price_drop  waits for ",
    "tasks": "Nothing waits to be done by hand.\n",
    "approve 2 --name Mei": "Approved: the buyer has the offer.\n",
    "close 1 --name Mei": "Closed.\n",
    "ledger verify": "The ledger, the provider's book and what buyers were told agree.\n",
    "money pause --name Mei": "All money is paused: promises wait, nothing is lost.\n",
    "money": "Money moves.\n1 promise waits to be carried out.\n",
    "money resume": "Money moves again; what waited is due at once.\n",
    'settle 4 --as cancelled --name Mei --why "She sends them back instead."': "Cancelled: it will not be paid",
    "due": "Nothing is due now.\n",
    "aside": "Nothing is set aside: all that came in was worked, or is next.\n",
    "backup shop.backup": "shop.backup holds everything the shop keeps, but for the pictures that buyers sent: copy data/sample-",
    'keys add "web shop" --config config.toml': "amends_",
    "check config.toml": "config.toml: everything in it can be used.\n",
    "policy check policy.toml": "policy.toml: everything in it can be used. Its version is ",
    "policy explain --example": '{\n  "version": 1,\n',
    "policy replay --policy policy.toml": "",
    "import --config config.toml orders.csv prices.csv promotions.csv stock.csv": "orders.csv (own orders): 27 new, 0 updated, ",
    "import --config config.toml --dry-run orders.csv": "orders.csv (own orders): 27 orders can be taken, 0 refusals. Nothing",
    "links --config config.toml orders.csv --out links.csv --svg cards": "orders.csv (own orders): 0 new, 0 updated, 27 ",
    "clock --to tomorrow-morning": "In the story it is Tuesday, 17 February 2026, ",
}

# Where the README has `make` put the bot's Python. It is the one of these tests, and finds the bot from any folder.
PYTHON = f'#!/bin/sh\nPYTHONPATH="{CLONE}" exec "{sys.executable}" "$@"\n'


def asked(command: str) -> str:
    """What is asked for, without who is asked and without the remark beside it."""
    return re.sub(r"\s+#.*", "", command).removeprefix(".venv/bin/python -m bot ")


def outside() -> dict[str, str]:
    """The environment without what would make it another call than a newcomer's."""
    ours = ("MAKE", "MFLAGS", "AMENDS_DATABASE_URL")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


def put_python_into(folder: Path) -> None:
    python = folder / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(PYTHON, encoding="utf-8")
    python.chmod(0o755)


async def live(shop: Shop) -> None:
    """Case 1 waits for a person, case 2 for somebody to agree to its offer, case 3 has been paid, and case 4 is to be."""
    await (await shop.buyer()).say("I want to talk to a person")
    costly = await shop.buyer()
    for text in ("The price fell after I bought the trail runners", "WL-2026-0056", "chau.dm@example.com", "yes"):
        await costly.say(text)
    paid = await shop.buyer()
    for text in ("The price fell after I bought the canvas shoes", "WL-2026-0063", "ana.garcia@example.com", "yes"):
        await paid.say(text)
    await paid.press("Yes, refund €9.98")
    await shop.house.delivery.drain()
    promised = await shop.buyer()
    for text in ("It got cheaper after I bought it: WL-2026-0041, zoe.f@example.com", "yes", "yes"):
        await promised.say(text)


async def bring_about(folder: Path) -> None:
    async with open_shop(folder, f"sqlite:///{folder}/data/sample.db") as shop:
        await live(shop)
    (folder / "book.db").rename(folder / "data" / "sample-provider.db")


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, subprocess.CompletedProcess[str]]:
    """What became of each command, typed into a shell one after the other, as the README has them."""
    folder = tmp_path_factory.mktemp("clone")
    (folder / "data").mkdir()
    put_python_into(folder)
    shutil.copy(CLONE / "config.example.toml", folder)
    for path in (CLONE / "bot" / "sample").glob("*.csv"):
        shutil.copy(path, folder)
    shutil.copy(CLONE / "bot" / "remedy" / "policy.toml", folder)
    asyncio.run(bring_about(folder))
    return {
        command: subprocess.run(["sh", "-c", command], cwd=folder, env=outside(), capture_output=True, text=True, check=False)
        for command in OF_THE_SHELL
    }


def test_every_command_is_tried() -> None:
    assert {asked(command) for command in OF_THE_SHELL} - {"cp config.example.toml config.toml"} == set(SAYS)
    assert OF_MAKE == ["make run", "make test", "make run CONFIG=config.toml"]


@pytest.mark.parametrize("command", OF_THE_SHELL, ids=asked)
def test_a_command_does_what_it_says(command: str, followed: dict[str, subprocess.CompletedProcess[str]]) -> None:
    became = followed[command]

    assert (became.returncode, became.stderr) == (0, "")
    assert became.stdout.startswith(SAYS.get(asked(command), ""))


@pytest.mark.parametrize("command", OF_MAKE)
def test_make_knows_how(command: str) -> None:
    trial = ["make", "--dry-run", *command.split()[1:]]

    became = subprocess.run(trial, cwd=CLONE, env=outside(), capture_output=True, text=True, check=False)

    assert became.returncode == 0, became.stderr


@pytest.mark.parametrize("command", [command for command in OF_MAKE if command.startswith("make run")])
def test_make_run_opens_the_shop_until_ctrl_c(command: str, tmp_path: Path) -> None:
    for name in ("Makefile", "requirements.lock"):
        shutil.copy2(CLONE / name, tmp_path)
    put_python_into(tmp_path)
    (tmp_path / ".venv" / ".run-installed").touch()
    shop = ShopFolder.at(tmp_path)  # its config.toml is taken for the port, which has to be a free one

    made = subprocess.Popen(
        command.split(), cwd=tmp_path, env=outside(), stdout=PIPE, stderr=STDOUT, text=True, start_new_session=True
    )
    with made:
        try:
            until(lambda: made.poll() is not None or answers(shop.address))
            os.killpg(made.pid, signal.SIGINT)  # as a terminal does it, to everybody in it
            said, _ = made.communicate(timeout=PATIENCE)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(made.pid, signal.SIGKILL)

    assert f"Wanderlight is opening at {shop.address}/\n" in said
    assert "the shop is open" in said


A_PHONE, FIVE_PHONES = (720, 1480), (1242, 493)  # a small one at two dots a pixel, and five in a row


@pytest.mark.parametrize("picture", PICTURES)
def test_a_picture_is_there_and_light(picture: str) -> None:
    content = (CLONE / picture).read_bytes()

    assert content.startswith(b"\x89PNG")
    assert struct.unpack(">II", content[16:24]) in {A_PHONE, FIVE_PHONES}
    assert len(content) < 300_000


@pytest.mark.parametrize("link", LINKS)
def test_a_link_leads_somewhere(link: str) -> None:
    assert (CLONE / link).exists()


def answers(address: str) -> bool:
    try:
        return httpx.get(address).is_success
    except httpx.TransportError:
        return False
