"""Whether Chinese characters are simplified, traditional, or Japanese ones."""

import pytest

from bot.language.chinese import forms_in


@pytest.mark.parametrize(
    ("letters", "forms"),
    [
        ("退货", (1, 0, 0)),
        ("退貨", (0, 1, 0)),
        ("嗎禮灣", (0, 3, 0)),
        ("吗礼湾", (3, 0, 0)),
        ("円", (0, 0, 1)),
        ("働込払", (0, 0, 3)),
        ("人在", (0, 0, 0)),
        ("abc", (0, 0, 0)),
        ("", (0, 0, 0)),
    ],
)
def test_a_character_that_one_set_has_and_the_other_lacks_shows_the_script(letters: str, forms: tuple[int, int, int]) -> None:
    assert forms_in(letters) == forms
