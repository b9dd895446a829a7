import pytest

from bot.shop.stock import Stocked, arrived, meant_by

SHOE = Stocked("KID-GLOW-BLU-30", "Blue / EU 30", "Glow Sneaker Kids", 12)
LAMP = Stocked("LAMP-CLIP-01", "", "Clip Lamp", 3)


@pytest.mark.parametrize(
    ("before", "now", "came"), [(0, 12, True), (2, 12, True), (12, 12, False), (12, 11, False), (0, 0, False)]
)
def test_more_than_before_has_arrived(before: int, now: int, came: bool) -> None:
    assert arrived(Stocked("S", "", "", before), Stocked("S", "", "", now)) is came


def test_what_nobody_counted_before_has_arrived_if_there_is_any() -> None:
    assert arrived(None, SHOE) is True
    assert arrived(None, Stocked("S", "", "", 0)) is False


@pytest.mark.parametrize(
    ("what", "article", "meant"),
    [
        ("Glow Sneaker Kids", SHOE, True),
        ("glow sneaker KIDS!", SHOE, True),
        ("2 × Glow Sneaker Kids", SHOE, True),
        ("Glow Sneaker Kids, Blue / EU 30", SHOE, True),
        ("Glow Sneaker Kids, Red / EU 31", SHOE, False),  # another variant of the same
        ("the KID-GLOW-BLU-30 please", SHOE, True),
        ("Glow Sneaker", SHOE, False),
        ("Clip Lamp", LAMP, True),
        ("Clip Lamp XL", LAMP, False),
        ("", LAMP, False),
        ("anything", Stocked("S", "", "", 1), False),
    ],
)
def test_an_article_is_meant_by_its_name_or_its_number(what: str, article: Stocked, meant: bool) -> None:
    assert meant_by(what, article) is meant
