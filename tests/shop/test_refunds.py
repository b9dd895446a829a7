"""What a platform newly tells of as refunded is ours where our refunds make it up exactly, and somebody else's where not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.remedy.money import Money, add_up
from bot.shop.refunds import that_make_up


def euros(minor: int) -> Money:
    return Money(minor, "EUR")


@pytest.mark.parametrize(
    ("rise", "ours", "which"),
    [
        (1000, (1000,), (0,)),
        (1000, (500, 1000), (1,)),  # the fewest
        (1000, (1000, 1000), (0,)),  # the oldest
        (1500, (500, 700, 1000), (0, 2)),
        (1000, (999,), ()),
        (1000, (1001,), ()),
        (0, (1000,), ()),
        (1000, (), ()),
    ],
)
def test_ours_are_those_that_make_it_up_to_the_cent(rise: int, ours: tuple[int, ...], which: tuple[int, ...]) -> None:
    assert that_make_up(euros(rise), [euros(one) for one in ours]) == which


@given(st.integers(-10, 3000), st.lists(st.integers(1, 900), max_size=8))
def test_what_is_found_adds_up_and_each_is_counted_once(rise: int, ours: list[int]) -> None:
    which = that_make_up(euros(rise), [euros(one) for one in ours])

    assert len(set(which)) == len(which)
    assert not which or add_up((euros(ours[one]) for one in which), "EUR") == euros(rise)


@given(st.lists(st.integers(1, 900), min_size=1, max_size=8), st.data())
def test_whatever_of_ours_is_shown_is_found(ours: list[int], data: st.DataObject) -> None:
    shown = data.draw(st.sets(st.integers(0, len(ours) - 1), min_size=1))

    assert that_make_up(add_up((euros(ours[one]) for one in shown), "EUR"), [euros(one) for one in ours]) != ()
