"""The sample shop: the files a newcomer's first shop is made of, read like any seller's own; and what its buyers were charged."""

import csv
from datetime import datetime
from importlib.resources import files
from pathlib import Path

from bot.remedy.money import Money
from bot.shop.charges import Charge

SAMPLE_ANSWERS = Path(__file__).parents[1] / "sample" / "answers.toml"
"""The short answers of its owner: kept as a file, since it may be changed while the shop is open."""

SAMPLE_RETURN_ADDRESS = "Wanderlight Returns, Example Street 1, 10115 Berlin, Germany"
"""Where its buyers send goods back to."""

NAMES = ("orders.csv", "prices.csv", "promotions.csv", "stock.csv")


def sample_files() -> list[tuple[str, bytes]]:
    """The name and content of each file of the sample shop."""
    folder = files("bot") / "sample"
    return [(name, (folder / name).read_bytes()) for name in NAMES]


def sample_charges() -> dict[str, tuple[Charge, ...]]:
    """What the payment provider took for each order of the sample shop, by its number: for one of them, twice."""
    text = (files("bot") / "sample" / "charges.csv").read_text(encoding="utf-8")
    taken: dict[str, tuple[Charge, ...]] = {}
    for row in csv.DictReader(text.splitlines()):
        amount = Money.of(row["amount"], row["currency"])
        charge = Charge(row["reference"], amount, datetime.fromisoformat(row["taken_at"]), Money.zero(row["currency"]))
        taken[row["order_no"]] = (*taken.get(row["order_no"], ()), charge)
    return taken
