"""The real process, killed around a payment while its provider has a fault of its own: paid once at most, and the truth told."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from tests.complaint.counter import ANA
from tests.shop_process import Guest, OpenShop, ShopFolder, until

SAID = (("m1", ANA, 3), ("m2", "yes", 6), ("m3", "ok, do it", 8))
"""What the buyer writes, each with its name, and how many lines there are once it is noted."""

BEGUN, SETTLED = "execution.begin", "execution.settle"
"""The commits around the call: our intent before it, the provider's answer after it."""

LOSES = "[payments]\nlose_answer_percent = 100\n"
IS_LATE = "[payments]\nlate_percent = 100\nlate_seconds = 3600\n"
IS_DOWN = "[payments]\ndown = true\n"
REFUSES = "[payments]\nrefuse_percent = 100\n"

ON_ITS_WAY = "bot: The refund of €9.98 is on its way"
REFUNDED = "bot: It's refunded: €9.98, the way you paid, reference R-1001."
AGREE = (0, "The ledger, the provider's book and what buyers were told agree.\n", "")
PAID = [("WL-2026-0063", 998, "done")]


@pytest.fixture
def place(sqlite_shop: Path, tmp_path: Path) -> ShopFolder:
    shutil.copy(sqlite_shop, tmp_path / "shop.db")
    return ShopFolder.at(tmp_path)


def book(place: ShopFolder) -> list[tuple[str, int, str]]:
    """Every refund that the provider knows of."""
    with closing(sqlite3.connect(place.folder / "data" / "provider.db")) as database:
        return database.execute("SELECT order_number, amount_minor, state FROM refund").fetchall()


def lines(guest: Guest, shop: OpenShop) -> list[str]:
    return [f"{line['from']}: {line['text']}" for line in guest.lines(shop)]


def agrees(guest: Guest, shop: OpenShop) -> None:
    """Lead the conversation to the yes, and wait for what comes of it."""
    for name, text, count in SAID:
        assert guest.send(shop, name, text) == 202
        until(lambda count=count: len(guest.lines(shop)) >= count)  # type: ignore[misc]
    until(lambda: len(guest.lines(shop)) > count)


def dies(place: ShopFolder, when: str) -> Guest:
    """A buyer agrees to a refund, and the shop dies over it; returns the buyer."""
    with replace(place, program=("tests.dying", when)).open() as shop:
        guest = shop.buyer()
        with pytest.raises(httpx.TransportError):
            agrees(guest, shop)
    return guest


def hears(guest: Guest, shop: OpenShop, beginning: str) -> list[str]:
    """All lines so far, as soon as one begins like this."""
    until(lambda: any(line.startswith(beginning) for line in lines(guest, shop)))
    return lines(guest, shop)


@pytest.mark.parametrize(
    ("fault", "when"),
    [(LOSES, BEGUN), (LOSES, SETTLED), (IS_LATE, SETTLED), (IS_DOWN, SETTLED)],
    ids=["answers lost, begun", "answers lost, settled", "late, settled", "down, settled"],
)
def test_whatever_the_provider_leaves_open_is_on_its_way_and_refunded_once(place: ShopFolder, fault: str, when: str) -> None:
    faulty = ShopFolder.at(place.folder, fault)
    guest = dies(faulty, when)

    with faulty.open() as shop:
        meanwhile = hears(guest, shop, ON_ITS_WAY)
    healed = ShopFolder.at(place.folder)
    healed.do("clock", "--to", "tomorrow-morning")
    with healed.open() as shop:
        finally_said = hears(guest, shop, "bot: Your coupon is ")
        verified = healed.do("ledger", "verify")

    assert not any(line.startswith(REFUNDED) for line in meanwhile)
    assert [line.startswith((ON_ITS_WAY, REFUNDED)) for line in finally_said[8:]] == [True, True, False]
    assert len(finally_said) == len(set(finally_said)) == 11
    assert (book(place), verified) == (PAID, AGREE)


@pytest.mark.parametrize("when", [BEGUN, SETTLED])
def test_a_refusal_is_told_once_and_nothing_moves(place: ShopFolder, when: str) -> None:
    faulty = ShopFolder.at(place.folder, REFUSES)
    guest = dies(faulty, when)

    with faulty.open() as shop:
        said = hears(guest, shop, "bot: I'm sorry: the refund of €9.98 didn't go through")
        verified = faulty.do("ledger", "verify")

    assert len(said) == len(set(said)) == 9
    assert (book(place), verified) == ([("WL-2026-0063", 998, "refused")], AGREE)


def test_what_the_provider_has_paid_and_nobody_heard_of_is_found_by_its_key(place: ShopFolder) -> None:
    guest = dies(place, "book")

    before = (book(place), place.do("ledger", "verify"))
    with place.open() as shop:
        said = hears(guest, shop, "bot: Your coupon is ")
        verified = place.do("ledger", "verify")

    assert before[0] == PAID
    assert before[1][2].endswith("the provider has moved 9.98 EUR, and the ledger does not say so yet.\n")
    assert said[8].startswith(REFUNDED)
    assert len(said) == len(set(said)) == 10
    assert (book(place), verified) == (PAID, AGREE)
