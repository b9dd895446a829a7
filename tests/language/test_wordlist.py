"""Many words in little memory."""

from hypothesis import given
from hypothesis import strategies as st

from bot.language.wordlist import WordList

WORDS = st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12), max_size=40)


@given(WORDS)
def test_a_word_is_found_by_its_number_and_its_number_by_the_word(words: list[str]) -> None:
    listed = WordList(words)

    assert {listed[number] for number in range(len(listed))} == set(listed) == set(words)
    assert all(listed.number(listed[number]) == number for number in range(len(listed)))


@given(WORDS, st.text(st.characters(exclude_categories=["Cs"]), max_size=12))
def test_a_word_is_there_only_if_it_was_put_in(words: list[str], other: str) -> None:
    assert (other in WordList(words)) is (other in words)


def test_two_words_of_the_same_checksum_are_told_apart() -> None:
    listed = WordList(["plumless"])  # of the same checksum as "buckeroo"

    assert ("plumless" in listed, "buckeroo" in listed) == (True, False)
