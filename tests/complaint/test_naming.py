"""Which of several things somebody means, by the words that only one of them has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.complaint.naming import singled_out

ARTICLES = ("Canvas Slip-on, White / EU 40", "Canvas Tote, natural", "Clip Lamp, Warm white")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("the lamp is broken", 2),
        ("my TOTE came torn", 1),
        ("both lamps are broken", 2),
        ("the lamp is fine, the totes are torn", None),
        ("the canvas one", None),  # two of them are
        ("the lamp and the tote", None),
        ("it is broken", None),
        ("an on/off switch is missing", None),  # "on" stands in one name only, and singles out nothing
        ("", None),
    ],
)
def test_a_thing_is_meant_by_words_that_no_other_name_has(text: str, meant: int | None) -> None:
    assert singled_out(text, ARTICLES) == meant


def test_where_words_are_not_parted_a_few_characters_are_enough() -> None:
    assert singled_out("帆布休闲鞋开胶了", ("帆布休闲鞋", "夹式台灯")) == 0


@given(st.text(max_size=60), st.lists(st.text(max_size=20), max_size=4))
def test_nothing_is_singled_out_that_is_not_there(text: str, names: list[str]) -> None:
    assert singled_out(text, names) in {None, *range(len(names))}
