"""A book of many phrases finds what a search for each of them finds."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.phrasebook import PhraseBook
from bot.language.phrases import Choice, Part, Phrase, Run, phrase_of
from bot.language.tokens import Tokens, tokens_of

PIECES = st.sampled_from(["a", "b", "c", "a|b", "a_b", "a_b|a", "ab*", "a*", "#", "b_a*|c"])
PHRASES = st.lists(st.lists(PIECES, min_size=1, max_size=3), min_size=1, max_size=5)
MESSAGES = st.lists(st.sampled_from(["a", "b", "c", "abc", "ab", "7", ",", "."]), max_size=9).map(" ".join)


@given(PHRASES, st.sampled_from([" ", " .. "]), MESSAGES)
def test_every_phrase_is_found_wherever_its_words_are(phrases: list[list[str]], between: str, message: str) -> None:
    read = [phrase_of(between.join(pieces), number) for number, pieces in enumerate(phrases)]
    book, tokens = PhraseBook(read, frozenset()), tokens_of(message)

    found = book.find(tokens)

    assert {(one.meaning, one.start) for one in found} == {
        (phrase.meaning, start) for phrase in read for start in at(phrase, tokens)
    }


@pytest.mark.parametrize(
    ("phrase", "text"),
    [("too|too_much late", "too much late"), ("never .. a|a_new parcel", "never got a new parcel"), ("a .. b c", "a b x b c")],
)
def test_where_the_nearest_words_lead_nowhere_others_are_tried(phrase: str, text: str) -> None:
    book, tokens = PhraseBook([phrase_of(phrase, "it")], frozenset()), tokens_of(text)

    assert [one.meaning for one in book.find(tokens)] == ["it"]


def test_a_phrase_of_many_gaps_is_looked_for_in_little_time_in_a_message_that_repeats_itself() -> None:
    book = PhraseBook([phrase_of(" .. ".join("没" * 30) + " .. 到", "it")], frozenset())
    tokens = tokens_of("没" * 400)

    assert book.find(tokens) == []


def at(phrase: Phrase[int], tokens: Tokens) -> Iterator[int]:
    """Where a phrase of one run begins, by trying everything."""
    (run,) = phrase.runs
    return (start for start in range(len(tokens.words)) if _goes_on(run, start, start, start, phrase.gap, tokens))


def _goes_on(run: Run, first: int, nearest: int, farthest: int, gap: int, tokens: Tokens) -> bool:
    if not run:
        return True
    return any(
        _goes_on(run[1:], first, end, end + (gap if _after_gap(run[1:]) else 0), gap, tokens)
        for start in range(nearest, min(farthest, len(tokens.words) - 1) + 1)
        if tokens.sentences[start] == tokens.sentences[first]
        for choice in run[0].choices
        if _says(tokens.words[start : (end := start + len(choice))], choice)
    )


def _after_gap(run: tuple[Part, ...]) -> bool:
    return bool(run) and run[0].after_gap


def _says(words: tuple[str, ...], choice: Choice) -> bool:
    return len(words) == len(choice) and all(
        ("#" if word[0].isdigit() else word).startswith(wanted) if stem else ("#" if word[0].isdigit() else word) == wanted
        for word, (wanted, stem) in zip(words, choice, strict=True)
    )
