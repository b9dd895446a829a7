"""The seven grades, and how one is read from figures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.satisfaction.grades import GLAD_FROM, HIGHEST, LOWEST, REOPENS_UP_TO, grade_in


def test_the_grades_are_those_of_the_handbook() -> None:
    assert (LOWEST, REOPENS_UP_TO, GLAD_FROM, HIGHEST) == (1, 3, 6, 7)


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("1", 1),
        ("7", 7),
        (" 6! ", 6),
        ("５", 5),
        ("6分", 6),
        ("6 分。", 6),
        ("4点", 4),
        ("(2)", 2),
    ],
)
def test_a_figure_that_stands_alone_is_a_grade(text: str, grade: int) -> None:
    assert grade_in(text) == grade


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("7/7", 7),
        ("1 / 10", 1),
        ("10/10", 7),
        ("8/10", 6),  # 7 of 9 steps is 4.67 of 6
        ("5 out of 10", 4),  # 4 of 9 steps is 2.67 of 6
        ("4 out of 5", 6),  # 3 of 4 steps is 4.5 of 6, and a half goes up
        ("2 of 5", 3),  # 1 of 4 steps is 1.5 of 6
        ("4 de 5", 6),
        ("3 sur 5", 4),
        ("5 von 5", 7),
        ("5 из 5", 7),
        ("7 su 10", 5),
        ("1/2", 1),
        ("2/2", 7),
    ],
)
def test_a_score_on_another_scale_is_carried_over(text: str, grade: int) -> None:
    assert grade_in(text) == grade


@pytest.mark.parametrize(
    "text",
    [
        *("", "0", "8", "10", "77", "-", "seven", "7 pairs", "I gave it 5", "6.5", "6 or 7", "5 days"),
        *("0", "11/10", "1/1", "0/0", "3/", "/5", "3/5/7", "100/100", "€6", "6%"),
    ],
)
def test_what_may_be_something_else_is_no_grade(text: str) -> None:
    assert grade_in(text) is None


@given(best=st.integers(2, 99), scores=st.lists(st.integers(1, 99), min_size=2, max_size=2))
def test_a_better_score_is_never_a_lower_grade(best: int, scores: list[int]) -> None:
    worse, better = sorted(min(score, best) for score in scores)

    low, high = grade_in(f"{worse}/{best}"), grade_in(f"{better}/{best}")

    assert low is not None
    assert high is not None
    assert low <= high


@given(best=st.integers(2, 99))
def test_the_ends_of_every_scale_are_the_ends_of_ours(best: int) -> None:
    assert (grade_in(f"1/{best}"), grade_in(f"{best}/{best}")) == (LOWEST, HIGHEST)


@given(st.text())
def test_any_text_is_a_grade_of_the_seven_or_none(text: str) -> None:
    assert grade_in(text) in {None, 1, 2, 3, 4, 5, 6, 7}
