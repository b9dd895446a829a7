"""The real process, killed with `kill -9` when the mail server has the letter and nobody has written that down yet."""

import os
import shutil
import signal
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.complaint.counter import ANA
from tests.shop_process import Guest, OpenShop, ShopFolder, free_port, until


@dataclass
class DeadlyMail:
    """A mail server in a thread of its own. Whoever brings it the first letter is dead by the time it says thank you."""

    victim: int = 0
    letters: list[str] = field(default_factory=list)

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        assert isinstance(envelope.content, bytes)
        self.letters.append(envelope.content.decode())
        if self.victim:
            os.kill(self.victim, signal.SIGKILL)
            self.victim = 0
        return "250 OK"

    def names(self) -> list[str]:
        return [line for letter in self.letters for line in letter.splitlines() if line.startswith("Message-ID:")]


@pytest.fixture
def mail() -> Iterator[tuple[DeadlyMail, int]]:
    deadly = DeadlyMail()
    controller = Controller(deadly, hostname="127.0.0.1", port=free_port(), server_hostname="mail.example.com")
    controller.start()
    yield deadly, controller.port
    controller.stop()


def place_at(folder: Path, port: int) -> ShopFolder:
    """The sample shop with a mail server."""
    mail = f'[mail]\nhost = "127.0.0.1"\nport = {port}\nsecurity = "none"\nsender = "Wanderlight <help@shop.example.com>"\n'
    place = ShopFolder.at(folder, mail)
    config = folder / "config.toml"
    config.write_text(config.read_text().replace("[web]\n", f'[web]\npublic_url = "{place.address}"\n'))
    return place


def leave_with_an_answer_unread(place: ShopFolder, shop: OpenShop) -> Guest:
    """Ana proves her order, agrees to be written to, and closes the page; then Mei answers."""
    ana = shop.buyer()
    ana.say(shop, "m1", ANA)
    ana.lines(shop)
    assert shop.web.post("/api/chat/mail", json={"agree": True}, headers=ana.headers).json()["agreed"] is True
    assert place.do("reply", "1", "You're right, I'll see to it.", "--name", "Mei")[0] == 0
    assert place.do("clock", "--to", "tomorrow-morning")[0] == 0
    return ana


def test_a_shop_killed_between_sending_and_settling_repeats_one_letter_under_the_same_name(
    sqlite_shop: Path, tmp_path: Path, mail: tuple[DeadlyMail, int]
) -> None:
    shutil.copy(sqlite_shop, tmp_path / "shop.db")
    deadly, port = mail
    place = place_at(tmp_path, port)

    with place.open() as shop:
        deadly.victim = shop.process.pid
        leave_with_an_answer_unread(place, shop)
        until(lambda: shop.process.poll() is not None)
    with place.open():
        until(lambda: "mailed" in place.do("case", "1")[1])

    assert len(deadly.letters) == 2
    assert len(set(deadly.names())) == 1
    assert place.do("case", "1")[1].count("mailed") == 1
    assert "ana.garcia" not in place.complained("run")
