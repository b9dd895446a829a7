"""The real process, killed with `kill -9` after one commit or another of a whole case: the next one finishes it, once."""

import re
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import httpx
import pytest

from tests.complaint.counter import ANA
from tests.shop_process import Guest, OpenShop, ShopFolder, until

CONVERSATION = (("m1", ANA, 3), ("m2", "yes", 6), ("m3", "ok, do it", 10))
"""What the buyer writes, each with its name, and how many lines there are once all of it is answered."""

COMMITS = (1, 3, 6, 7, 8, 9, 10, 11, 12, 13)
"""Of the fourteen: the page is opened; each message is stored, heard, and its answer handed out; claimed, begun and settled."""


@pytest.fixture
def place(sqlite_shop: Path, tmp_path: Path) -> ShopFolder:
    shutil.copy(sqlite_shop, tmp_path / "shop.db")
    return ShopFolder.at(tmp_path)


@dataclass
class Page:
    """A buyer's page: what was not acknowledged is sent again, to whichever process answers."""

    guest: Guest | None = None

    def talk(self, shop: OpenShop) -> list[str]:
        """Lead the whole conversation, or go on with it; returns all of its lines."""
        self.guest = guest = self.guest or shop.buyer()
        for name, text, lines in CONVERSATION:
            assert guest.send(shop, name, text) == 202
            until(lambda lines=lines: len(guest.lines(shop)) >= lines)  # type: ignore[misc]
        return [f"{line['from']}: {line['text']}" for line in guest.lines(shop)]


def refunds(place: ShopFolder) -> list[tuple[str, int, str]]:
    """What moved, by the provider's book."""
    with closing(sqlite3.connect(place.folder / "data" / "provider.db")) as book:
        return book.execute("SELECT order_number, amount_minor, state FROM refund").fetchall()


@pytest.mark.parametrize("commit", COMMITS)
def test_a_shop_killed_after_a_commit_of_a_case_pays_once_and_says_everything_once(place: ShopFolder, commit: int) -> None:
    page, dying = Page(), replace(place, program=("tests.dying", str(commit)))

    with pytest.raises(httpx.TransportError), dying.open() as shop:
        page.talk(shop)
    with place.open() as again:
        lines = page.talk(again)
        verified = place.do("ledger", "verify")

    assert refunds(place) == [("WL-2026-0063", 998, "done")]
    assert verified == (0, "The ledger, the provider's book and what buyers were told agree.\n", "")
    assert len(lines) == len(set(lines)) == 10
    assert lines[6] == "buyer: ok, do it"
    assert lines[7].startswith("bot: Agreed: €9.98 back to you and a 5% coupon.")
    assert lines[8].startswith("bot: It's refunded: €9.98, the way you paid, reference R-1001.")
    assert re.match(r"bot: Your coupon is AM-[A-Z2-9-]{19}: 5% off your next order, once, until ", lines[9])
