"""The sample shop: the files a newcomer's first shop is made of, read like any seller's own."""

from importlib.resources import files

NAMES = ("orders.csv", "prices.csv", "promotions.csv")


def sample_files() -> list[tuple[str, bytes]]:
    """The name and content of each file of the sample shop."""
    folder = files("bot") / "sample"
    return [(name, (folder / name).read_bytes()) for name in NAMES]
