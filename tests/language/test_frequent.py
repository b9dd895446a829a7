"""The frequent words of a language."""

from itertools import islice

import pytest
from wordfreq import cB_to_freq, get_frequency_list

from bot.language.evidence import LANGUAGES
from bot.language.frequent import frequent_words, real_words
from bot.language.tokens import folded

LISTS = {"pt_BR": "pt", "zh_Hans": "zh", "zh_Hant": "zh"}
WITHOUT = {"th"}  # of which there is no list


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - WITHOUT))
def test_they_are_those_of_the_small_list_as_its_own_package_reads_it(language: str) -> None:
    rows = get_frequency_list(LISTS.get(language, language), "small")

    listed = ((word, cB_to_freq(-rarity)) for rarity, row in enumerate(rows) for word in row)

    assert frequent_words(language) == tuple(islice(listed, 3_000))


def test_a_language_without_a_list_has_none() -> None:
    assert frequent_words("th") == ()
    assert "สวัสดี" not in real_words("th")


def test_the_rarity_of_a_word_is_in_hundredths_of_a_bel() -> None:
    word, share = frequent_words("en")[0]

    rarity = real_words("en").rarity(folded(word))

    assert (word, rarity, share) == ("the", 127, 10**-1.27)
