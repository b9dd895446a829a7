"""Which known word a slip of the pen may have been meant for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.slips import LONG, Slips
from bot.language.wordlist import WordList

LETTERS = "abä"
WORDS = st.text(LETTERS, min_size=1, max_size=9)


@pytest.mark.parametrize("typed", ["refnd", "refundd", "refubd", "rfeund", "efund"])
def test_a_letter_may_be_left_out_or_added_or_another_or_swapped_but_the_first_one_is_right(typed: str) -> None:
    slips = Slips(WordList(["refund"]))

    assert slips.meant(typed, [len(typed)]) == (None if typed == "efund" else "refund")


def test_the_longest_beginning_with_which_a_word_may_be_meant_counts() -> None:
    slips = Slips(WordList(["reclam", "reclamac"]))

    assert slips.meant("reclxmaciones", [9, 8, 7, 6, 5]) == "reclamac"


@given(st.lists(WORDS, max_size=20), WORDS)
def test_all_words_are_found_that_are_one_slip_away(words: list[str], typed: str) -> None:
    near = {word for word in words if len(word) >= LONG and word in _with_a_slip(typed)}

    assert Slips(WordList(words)).meant(typed, [len(typed)]) == min(near, default=None)


def _with_a_slip(typed: str) -> set[str]:
    """All that it may be, but for itself."""
    places = range(1, len(typed))
    without = {typed[:i] + typed[i + 1 :] for i in places}
    longer = {typed[:i] + letter + typed[i:] for i in range(1, len(typed) + 1) for letter in LETTERS}
    other = {typed[:i] + letter + typed[i + 1 :] for i in places for letter in LETTERS}
    swapped = {typed[:i] + typed[i + 1] + typed[i] + typed[i + 2 :] for i in places[:-1]}
    return (without | longer | other | swapped) - {typed}
