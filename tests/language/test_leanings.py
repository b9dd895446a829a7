"""Which languages a word leans to."""

import pytest

from bot.language.leanings import Leanings

LANGUAGES = ("de", "fr", "nl")


@pytest.mark.parametrize(("word", "leant"), [("ja", [2.0, 0.0, 1.5]), ("oui", [0.0, 4.0, 0.0]), ("non", [0.0] * 3)])
def test_what_was_told_of_a_word_is_added_language_by_language(word: str, leant: list[float]) -> None:
    leanings = Leanings({"ja": {"nl": 1.5, "de": 2.0}, "oui": {"fr": 4.0}}, LANGUAGES)
    sums = [0.0] * 3

    leanings.add_to(sums, word)

    assert sums == leant


def test_it_may_count_several_times_beside_what_is_there_already() -> None:
    leanings = Leanings({"oui": {"fr": 4.0}}, LANGUAGES)
    sums = [1.0, 1.0, 1.0]

    leanings.add_to(sums, "oui", 3.0)

    assert sums == [1.0, 13.0, 1.0]


def test_where_nothing_was_told_nothing_is_known() -> None:
    sums = [0.0] * 3

    Leanings({}, LANGUAGES).add_to(sums, "oui")

    assert sums == [0.0] * 3
