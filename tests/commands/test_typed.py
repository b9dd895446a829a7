import argparse
from zoneinfo import ZoneInfo

import pytest

from bot.commands.typed import currency, time_zone


def test_a_time_zone_is_known_by_its_name() -> None:
    assert time_zone("Europe/Berlin") == ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize("given", ["Berlin", "", "../secrets", "Europe"])
def test_what_is_no_time_zone_is_told_how_to_be_written(given: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match=r"is no time zone; write it like Europe/Berlin$"):
        time_zone(given)


@pytest.mark.parametrize("given", ["USD", "usd"])
def test_a_currency_is_known_by_its_code(given: str) -> None:
    assert currency(given) == "USD"


@pytest.mark.parametrize("given", ["$", "dollars", "XXY", ""])
def test_what_is_no_currency_is_told_how_to_be_written(given: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match=r"is no currency; write its code, like EUR$"):
        currency(given)
