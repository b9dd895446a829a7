"""Which languages a word leans to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.leanings import Leanings, leanings_at_hand, weights_in

LANGUAGES = ("de", "fr", "nl")
TOLD = {"ja": {"nl": 1.5, "de": 2.0}, "oui": {"fr": 4.0}}


@pytest.mark.parametrize(("word", "leant"), [("ja", (2.0, 0.0, 1.5)), ("oui", (0.0, 4.0, 0.0)), ("non", (0.0, 0.0, 0.0))])
def test_a_word_leans_to_the_languages_that_were_told_of_it(word: str, leant: tuple[float, ...]) -> None:
    assert weights_in(Leanings(TOLD, LANGUAGES).of(word), LANGUAGES) == dict(zip(LANGUAGES, leant, strict=True))


def test_leanings_at_hand_are_the_same() -> None:
    leanings, at_hand = Leanings(TOLD, LANGUAGES), leanings_at_hand(TOLD, LANGUAGES)

    assert at_hand == {word: leanings.of(word) for word in TOLD}


def test_where_nothing_was_told_nothing_is_known() -> None:
    assert (Leanings({}, LANGUAGES).of("oui"), leanings_at_hand({}, LANGUAGES)) == (0, {})


@given(st.lists(st.tuples(*[st.floats(0, 40) for _ in LANGUAGES]), max_size=500))
def test_those_of_a_whole_message_are_added_for_each_language_apart(rows: list[tuple[float, ...]]) -> None:
    told = {str(place): dict(zip(LANGUAGES, row, strict=True)) for place, row in enumerate(rows)}

    together = weights_in(sum(leanings_at_hand(told, LANGUAGES).values()), LANGUAGES)

    for place, language in enumerate(LANGUAGES):
        assert together[language] == pytest.approx(sum(row[place] for row in rows), abs=0.01)
