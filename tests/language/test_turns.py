"""The small words at which a judgement turns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.evidence import LANGUAGES
from bot.language.lexicon import lexicon_of
from bot.language.tokens import tokens_of
from bot.language.turns import (
    CueError,
    Cues,
    denied_behind,
    denied_plainly,
    denied_weakly,
    denying_nothing,
    ends_in_no,
    parting_in,
    sayings_of,
    turns_in,
)


def cues(language: str) -> Cues:
    known = lexicon_of(language)
    assert known is not None
    return known.cues


def test_each_kind_of_turn_is_told_by_its_first_place() -> None:
    turns = turns_in(tokens_of("I guess good at first, but if it takes months"), cues("en"), ())

    assert (turns.hedged, turns.at_first, turns.against, turns.provided, turns.borne) == ((0, 2), (3, 5), (5, 6), (6, 7), (9, 10))
    assert turns.places == frozenset({0, 1, 3, 4, 5, 6, 9})


def test_a_word_that_was_understood_already_turns_nothing() -> None:
    tokens = tokens_of("slow but good")

    assert (turns_in(tokens, cues("en"), ()).against, turns_in(tokens, cues("en"), {1}).against) == ((1, 2), None)


def test_a_turn_may_be_the_ending_of_a_word() -> None:
    assert turns_in(tokens_of("늦었지만 만족"), cues("ko"), ()).against == (0, 1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_a_but(language: str) -> None:
    but = {
        "ar": "لكن",
        "he": "אבל",
        "hi": "लेकिन",
        "id": "tapi",
        "ja": "でも",
        "ko": "하지만",
        "th": "แต่",
        "tr": "ama",
        "vi": "nhưng",
    }
    european = {"de": "aber", "en": "but", "es": "pero", "fr": "mais", "it": "ma", "nl": "maar", "pl": "ale", "pt_BR": "mas"}
    others = {"ru": "но", "uk": "але", "zh_Hans": "但是", "zh_Hant": "但是"}

    assert turns_in(tokens_of((but | european | others)[language]), cues(language), ()).against is not None


def test_a_not_stands_before_what_it_denies_or_behind_it() -> None:
    before, weak, behind = tokens_of("pas content"), tokens_of("pas très content"), tokens_of("recommande vraiment pas")

    assert (denied_plainly(before, 1, cues("fr")), denied_plainly(weak, 2, cues("fr")), denied_weakly(weak, 2, cues("fr"))) == (
        True,
        False,
        True,
    )
    assert denied_behind(behind, 1, cues("fr"), ()) is True


def test_a_not_beyond_a_but_denies_nothing() -> None:
    assert denied_behind(tokens_of("zufrieden aber nicht immer"), 1, cues("de"), ()) is False


def test_a_no_may_end_another_clause() -> None:
    assert ends_in_no(tokens_of("деньгами довольна, общением нет"), 2, cues("ru")) is True
    assert ends_in_no(tokens_of("довольна общением"), 1, cues("ru")) is False


def test_a_letter_of_denial_inside_a_word_denies_nothing() -> None:
    assert denying_nothing(tokens_of("特别好"), cues("zh_Hans")) == {0, 1}


def test_a_wish_at_parting_is_known() -> None:
    assert parting_in(tokens_of("merci, bonne journée"), cues("fr")) == {1, 2}


@pytest.mark.parametrize("written", ["", "but|yet", "*", "*even so", "bu*", "even .. so", "..."])
def test_what_would_never_be_found_is_no_saying(written: str) -> None:
    with pytest.raises(CueError):
        sayings_of(["but", written])


def test_of_sayings_inside_one_another_the_longest_is_found() -> None:
    sayings = sayings_of(["not at all", "not", "*지만"])

    assert [sayings.size_at(tokens_of(text), 0) for text in ("not at all so", "not at", "not", "at all", "늦었지만")] == [
        3,
        1,
        1,
        0,
        1,
    ]


@given(st.text(), st.sampled_from(LANGUAGES))
def test_no_text_is_too_much(text: str, language: str) -> None:
    tokens = tokens_of(text)

    assert turns_in(tokens, cues(language), ()).places <= set(range(len(tokens.words)))
