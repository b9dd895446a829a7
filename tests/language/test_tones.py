"""Vietnamese words that differ by their tone alone."""

import pytest

from bot.language.understand import Answer, Asked, WordsUnderstander


def answer(words: str) -> Answer:
    return WordsUnderstander().understand(words, "vi", Asked.OFFER).answer


@pytest.mark.parametrize("words", ["đúng", "Đúng rồi ạ", "ĐÚNG RỒI", "vâng được", "vang duoc", "dung roi"])
def test_a_yes_is_one_with_its_tones_or_without_any(words: str) -> None:
    assert answer(words) is Answer.YES


@pytest.mark.parametrize("words", ["đừng", "Đừng ạ", "đừng rồi", "đụng rồi", "dung"])
def test_with_another_tone_it_is_another_word_and_without_one_it_may_be_either(words: str) -> None:
    assert answer(words) is Answer.NONE


def test_a_tone_written_on_the_other_vowel_is_the_same_tone() -> None:
    assert answer("hoàn tiền đi, thoả thuận") is answer("hòan tiền đi, thỏa thuận")


def test_elsewhere_accents_are_put_as_one_likes() -> None:
    assert WordsUnderstander().understand("sì", "es", Asked.OFFER).answer is Answer.YES
