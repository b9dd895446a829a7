"""What may stand beside a score without changing what it says."""

import pytest

from bot.satisfaction.beside import Beside, BesideError, beside_of, nothing_beside
from bot.satisfaction.grades import grade_in

GERMAN, JAPANESE = beside_of(["Gebe", "euch", "für"]), beside_of([], ["です", "ですね"])


@pytest.mark.parametrize(
    ("rest", "nothing"),
    [
        ("", True),
        (" – , ", True),
        ("gebe euch", True),
        ("ich gebe euch", False),
        ("fur", False),  # the accent counts
        ("ですね", True),
        ("でした", False),
        ("gebe です", True),
    ],
)
def test_nothing_stands_beside_a_score_where_all_words_are_known(rest: str, nothing: bool) -> None:
    assert nothing_beside(rest, (GERMAN, JAPANESE)) is nothing


def test_without_a_language_any_word_is_something() -> None:
    assert (nothing_beside("gebe", ()), nothing_beside("gebe", (Beside(),)), nothing_beside("!", ())) == (False, False, True)


def test_a_figure_beside_which_nothing_is_said_is_a_grade() -> None:
    assert (grade_in("gebe 6"), grade_in("gebe 6", "", (GERMAN,)), grade_in("nehme 6", "", (GERMAN,))) == (None, 6, None)


@pytest.mark.parametrize("written", ["", "thank you", "d'accord", "please!", "give|gave", "give_me", "bitte*"])
def test_what_would_never_be_found_is_no_word(written: str) -> None:
    with pytest.raises(BesideError):
        beside_of([written])
