"""How alike two short texts are."""

from hypothesis import given
from hypothesis import strategies as st

from bot.language.likeness import likeness


@given(st.text(max_size=40), st.text(max_size=40))
def test_likeness_is_the_same_both_ways_and_never_beyond_its_ends(one: str, other: str) -> None:
    found = likeness(one, other, "en")

    assert 0.0 <= found <= 1.000001
    assert found == likeness(other, one, "en")


def test_the_same_words_in_another_order_and_dress_are_the_same() -> None:
    assert likeness("Opening hours?", "HOURS, opening", "en") == 1.0


def test_everyday_words_say_nothing() -> None:
    assert likeness("this is the invoice", "this is the warranty", "en") == 0.0


def test_endings_make_no_difference() -> None:
    assert likeness("warranties", "warranty", "en") == 1.0


def test_chinese_is_compared_by_pairs_of_characters() -> None:
    assert likeness("营业时间", "营业时间是几点", "zh_Hans") > 0.6
    assert likeness("营业时间", "付款方式", "zh_Hans") == 0.0
