"""What faces say of how it was."""

import pytest

from bot.satisfaction.faces import faces_in, tears_in


@pytest.mark.parametrize(
    ("text", "grades"),
    [
        ("😡", {1}),
        ("👎🏽", {2}),
        ("😐", {4}),
        ("thanks 😊", {6}),
        ("❤️❤️", {7}),
        ("😊 😡", {1, 6}),
        (":)", {6}),
        (":-D", {6}),
        ("<3", {7}),
        (":(", {2}),
        ("спасибо)))", {6}),
        ("(((", {2}),
        ("http://example.com/", set()),
        ("(by the way)", set()),
        ("🙏 😂", set()),
    ],
)
def test_a_face_says_a_grade_or_nothing(text: str, grades: set[int]) -> None:
    assert faces_in(text) == grades


def test_tears_are_told_apart() -> None:
    assert (tears_in("😭"), tears_in("😊"), faces_in("😭")) == (True, False, set())
