import argparse
from zoneinfo import ZoneInfo

import pytest

from bot.commands.typed import currency, language, time_zone


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


@pytest.mark.parametrize(("given", "known"), [("zh_Hans", "zh_Hans"), ("zh-hans", "zh_Hans"), ("EN", "en"), ("pt-BR", "pt_BR")])
def test_a_language_is_known_by_its_id(given: str, known: str) -> None:
    assert language(given) == known


@pytest.mark.parametrize("given", ["chinese", "", "xx", "../secrets"])
def test_what_is_no_language_is_told_how_to_be_written(given: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match=r"is no language; write its id, like zh_Hans or pt_BR$"):
        language(given)
