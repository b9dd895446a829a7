from datetime import datetime
from decimal import Decimal

import pytest

from bot.memory.columns import columns_of
from bot.memory.shop_tables import PromotionRow
from bot.shop.imports.own_promotions import read_promotions
from bot.shop.imports.reading import read_table
from bot.shop.imports.refusal import Refusal
from bot.shop.prices import Promotion

HEADER = "name,starts_at,ends_at,percent_off,skus,reason"
GOOD = "Valentine's Day,2026-02-13T00:00:00+01:00,2026-02-15T23:59:59+01:00,10,SLIP|BOOT,holiday"


def read(*rows: str) -> tuple[tuple[Promotion, ...], tuple[Refusal, ...]]:
    return read_promotions(read_table("\n".join([HEADER, *rows]).encode())[1])


def test_a_promotion_is_read_with_all_it_says() -> None:
    starts_at = datetime.fromisoformat("2026-02-12T23:00:00+00:00")
    ends_at = datetime.fromisoformat("2026-02-15T22:59:59+00:00")

    expected = Promotion("Valentine's Day", starts_at, ends_at, Decimal(10), frozenset({"SLIP", "BOOT"}), "holiday")
    assert read(GOOD) == ((expected,), ())


def test_a_star_is_everything() -> None:
    (promotion,), _ = read(GOOD.replace("SLIP|BOOT", "*"))

    assert promotion.skus == frozenset()
    assert promotion.covers("ANYTHING", promotion.starts_at)


@pytest.mark.parametrize(
    ("said", "instead", "column", "reason"),
    [
        ("10,", "0,", "percent_off", "is not a percentage above 0 and up to 100, like 10 or 7.5"),
        ("10,", "100.01,", "percent_off", "is not a percentage above 0 and up to 100, like 10 or 7.5"),
        ("10,", "10%,", "percent_off", "is not a percentage above 0 and up to 100, like 10 or 7.5"),
        ("2026-02-15", "2026-02-12", "ends_at", "is not after the promotion starts"),
        ("SLIP|BOOT", "", "skus", "is empty"),
        ("SLIP|BOOT", "SLIP|*", "skus", "is neither a list of SKUs joined with | nor * for everything"),
        ("SLIP|BOOT", "|", "skus", "is neither a list of SKUs joined with | nor * for everything"),
        ("holiday", "h" * 65, "reason", "has 65 characters, at most 64 can be kept"),
    ],
)
def test_a_bad_row_is_named_and_the_good_ones_stay(said: str, instead: str, column: str, reason: str) -> None:
    promotions, refused = read(GOOD.replace(said, instead), GOOD)

    assert len(promotions) == 1
    assert [(one.line, one.column, one.reason) for one in refused] == [(2, column, reason)]


def test_two_rows_of_one_name_and_beginning_must_agree() -> None:
    promotions, refused = read(GOOD, GOOD, GOOD.replace(",10,", ",20,"))

    assert [promotion.percent_off for promotion in promotions] == [Decimal(10)]
    assert refused == (
        Refusal(4, "name", "Valentine's Day", "contradicts line 2, where a promotion of this name begins at the same time"),
    )


def test_a_promotion_of_the_same_name_may_come_again_next_year() -> None:
    promotions, refused = read(GOOD, GOOD.replace("2026", "2027"))

    assert (len(promotions), refused) == (2, ())


def test_the_limits_are_those_of_the_columns() -> None:
    stored = columns_of(PromotionRow).c

    assert (stored.name.type.length, stored.reason.type.length, stored.percent_off.type.length) == (200, 64, 12)
