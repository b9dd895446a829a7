from datetime import datetime

import pytest

from bot.memory.columns import columns_of
from bot.memory.shop_tables import PriceRow
from bot.remedy.money import Money
from bot.shop.imports.own_prices import read_prices
from bot.shop.imports.reading import read_table
from bot.shop.imports.refusal import Refusal
from bot.shop.prices import PriceSeen

HEADER = "sku,variant,currency,price,seen_at,source"
GOOD = "SLIP,White,EUR,49.90,2026-01-05T08:00:00+01:00,catalogue"


def read(*rows: str, header: str = HEADER) -> tuple[tuple[PriceSeen, ...], tuple[Refusal, ...]]:
    return read_prices(read_table("\n".join([header, *rows]).encode())[1])


def test_an_observation_is_read_with_all_it_says() -> None:
    seen_at = datetime.fromisoformat("2026-01-05T07:00:00+00:00")

    assert read(GOOD) == ((PriceSeen("SLIP", "White", Money(4990, "EUR"), seen_at, "catalogue"),), ())


def test_variant_and_source_may_be_missing() -> None:
    prices, refused = read("SLIP,JPY,7900,2026-01-05T08:00:00+01:00", header="sku,currency,price,seen_at")

    assert refused == ()
    assert [(price.variant, price.source, price.price) for price in prices] == [("", "", Money(7900, "JPY"))]


@pytest.mark.parametrize(
    ("row", "column", "value", "reason"),
    [
        (GOOD.replace("SLIP", ""), "sku", "", "is empty"),
        (GOOD.replace("EUR", "EUX"), "currency", "EUX", "is not a currency of ISO 4217, like EUR or USD"),
        (GOOD.replace("49.90", "49.901"), "price", "49.901", "has too many decimals: EUR has 2"),
        (GOOD.replace("49.90", "0.00"), "price", "0.00", "is not above zero"),
        (
            GOOD.replace("+01:00", ""),
            "seen_at",
            "2026-01-05T08:00:00",
            "has no offset from UTC; write the one that held in your shop at its end, like 2026-02-12T20:41:05+01:00",
        ),
        (GOOD.replace("SLIP", "S" * 65), "sku", "S" * 65, "has 65 characters, at most 64 can be kept"),
        (GOOD.replace("White", "W" * 201), "variant", "W" * 201, "has 201 characters, at most 200 can be kept"),
        (GOOD.replace("catalogue", "c" * 65), "source", "c" * 65, "has 65 characters, at most 64 can be kept"),
    ],
)
def test_a_bad_row_is_named_and_the_good_ones_stay(row: str, column: str, value: str, reason: str) -> None:
    prices, refused = read(row, GOOD)

    assert [price.sku for price in prices] == ["SLIP"]
    assert refused == (Refusal(2, column, value, reason),)


def test_a_row_that_cannot_be_split_is_refused_once() -> None:
    prices, refused = read("SLIP,White", GOOD)

    assert len(prices) == 1
    assert [(one.line, one.column) for one in refused] == [(2, "")]


def test_the_same_said_twice_is_one_observation() -> None:
    # the same instant, written with two offsets
    prices, refused = read(GOOD, GOOD.replace("08:00:00+01:00", "07:00:00+00:00"))

    assert (len(prices), refused) == (1, ())


def test_two_prices_for_one_moment_contradict_each_other() -> None:
    prices, refused = read(GOOD, GOOD.replace("49.90", "44.91"))

    assert [price.price for price in prices] == [Money(4990, "EUR")]
    assert refused == (Refusal(3, "price", "44.91", "contradicts line 2, which says 49.90"),)


@pytest.mark.parametrize(
    "other",
    [
        GOOD.replace("White", "Black"),
        GOOD.replace("EUR", "USD"),
        GOOD.replace("catalogue", "snapshot"),
        GOOD.replace("08:00:00", "09:00:00"),
    ],
)
def test_variant_currency_source_and_moment_tell_observations_apart(other: str) -> None:
    prices, refused = read(GOOD, other.replace("49.90", "44.91"))

    assert (len(prices), refused) == (2, ())


def test_the_limits_are_those_of_the_columns() -> None:
    stored = columns_of(PriceRow).c

    assert (stored.sku.type.length, stored.variant.type.length, stored.source.type.length) == (64, 200, 64)
