"""One of several things is meant by its place, if the words tell nothing else."""

import pytest

from bot.language.placing import place_named


@pytest.mark.parametrize(
    ("text", "place"),
    [
        *(
            ("the first one", 0),
            ("o primeiro", 0),
            ("la première", 0),
            ("das erste", 0),
            ("la primera", 0),
            ("第一个", 0),
            ("最初の", 0),
        ),
        *(("la seconda", 1), ("le deuxième svp", 1), ("ikinci olsun", 1), ("第二个吧", 1)),
        *(("the last one, please", -1), ("ostatnia", -1)),
    ],
)
def test_a_place_is_named_in_any_language(text: str, place: int) -> None:
    assert place_named(text) == place


@pytest.mark.parametrize("text", ["", "ok", "1", "the first or the second", "primero quiero hablar", "the second time it broke"])
def test_what_says_more_or_less_names_no_place(text: str) -> None:
    assert place_named(text) is None
